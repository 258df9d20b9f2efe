"""Summaries from the record to the file: what is printed, how exports are numbered, what is never handed out."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from msa_wg_desktop.domain.exports import OptionalTable, SummaryOptions
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind
from msa_wg_desktop.domain.notes import NoteDraft, OutlineChange
from msa_wg_desktop.domain.summary import Attribution, DiscussionSection, SummaryStatus, TableSection
from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.sample import load_sample
from tests.prepared import prepared


@pytest.fixture
def meeting_id(services: Services) -> str:
    return prepared(services, load_sample)


def lines(services: Services, meeting_id: str, options: SummaryOptions | None = None) -> list[str]:
    document = services.summaries.build(meeting_id, options)
    section = next(section for section in document.sections if isinstance(section, DiscussionSection))
    return [f"{line.label} {line.text}" for part in section.parts for line in part.lines]


def test_a_group_that_says_nothing_of_its_summaries_has_its_whole_groups_name_and_the_meetings_title(services):
    group = services.groups.add("Interconnection Working Group / MSA")
    kinds = {"MSA subgroup meeting": MeetingKind.MEETING, "Training summary": MeetingKind.WEBINAR}
    made = [services.meetings.add(group.id, MeetingDraft(title, kind=kind)) for title, kind in kinds.items()]
    heads = [(document.group, document.title) for document in map(services.summaries.build, made)]
    assert heads == [
        ("Interconnection Working Group", "MSA subgroup meeting Summary"),
        ("Interconnection Working Group", "Training summary"),
    ]
    services.groups.edit(group.id, {"heading": "CT PURA IX WG", "summary_title": "MSA Subgroup Meeting Summary"})
    heads = [(document.group, document.title) for document in map(services.summaries.build, made)]
    assert heads == [("CT PURA IX WG", "MSA Subgroup Meeting Summary"), ("CT PURA IX WG", "Training summary")]


def test_drafts_count_up_only_when_something_was_edited(services, meeting_id, tmp_path):
    numbers = []
    for edit in (False, False, True):
        if edit:
            services.notes.capture_lines(meeting_id, "One more line.")
        services.exports.summary(meeting_id, tmp_path / "draft.docx")
        numbers.append(services.exports.list(meeting_id)[0].number)
    assert numbers == [1, 1, 2]
    assert len(services.exports.list(meeting_id)) == 2


def test_the_same_record_twice_gives_the_same_bytes(services, meeting_id, tmp_path):
    first = services.exports.summary(meeting_id, tmp_path / "one.docx").read_bytes()
    assert services.exports.summary(meeting_id, tmp_path / "two.docx").read_bytes() == first


def test_a_final_freezes_nothing_and_the_next_one_is_a_corrected_version(services, meeting_id, tmp_path):
    final = SummaryOptions(final=True)
    assert services.exports.prepare(meeting_id, final).status is SummaryStatus.FINAL
    services.exports.summary(meeting_id, tmp_path / "final.docx", final)
    assert not services.exports.list(meeting_id)[0].changed_since
    services.notes.capture_lines(meeting_id, "One more line.")
    assert services.exports.list(meeting_id)[0].changed_since
    corrected = services.exports.prepare(meeting_id, final)
    assert (corrected.status, corrected.version) == (SummaryStatus.CORRECTED, 2)


def test_undo_does_not_take_back_that_a_summary_was_handed_out(services, store, meeting_id, tmp_path):
    services.notes.capture_lines(meeting_id, "One more line.")
    services.exports.summary(meeting_id, tmp_path / "final.docx", SummaryOptions(final=True))
    undone = store.undo()
    assert undone is not None
    assert undone.label == "Type 1 line"
    assert len(services.exports.list(meeting_id)) == 1


def test_what_is_off_the_record_gets_into_no_document(services, meeting_id, tmp_path):
    quiet = ("[off] ACTION: EDCs to keep the zebra quiet", "\tACTION: Tesla to feed the zebra.", "A public giraffe.")
    services.notes.capture_lines(meeting_id, "\n".join(quiet))
    everything = SummaryOptions(tables=tuple(OptionalTable))
    for suffix in (".docx", ".html", ".md"):
        written = words_of(services.exports.summary(meeting_id, tmp_path / f"summary{suffix}", everything))
        assert "zebra" not in written
        assert "giraffe" in written
    assert "zebra" not in str(services.summaries.build(meeting_id, everything))


def test_a_table_that_holds_nothing_says_so(services, meeting_id, tmp_path):
    options = SummaryOptions(tables=(OptionalTable.MATERIALS,))
    written = words_of(services.exports.summary(meeting_id, tmp_path / "summary.md", options))
    assert written.endswith("## Materials\n\nNone on record.\n")


@pytest.mark.external("pdftotext")
def test_what_is_off_the_record_gets_into_no_pdf(services, meeting_id, tmp_path):
    services.notes.capture_lines(meeting_id, "[off] ACTION: EDCs to keep the zebra quiet\nA public giraffe.")
    file = services.exports.summary(meeting_id, tmp_path / "s.pdf", SummaryOptions(tables=tuple(OptionalTable)))
    read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True).stdout
    assert "zebra" not in read
    assert "giraffe" in read


def words_of(file: Path) -> str:
    """All that stands in a file, in every part of it where it is an archive."""
    if not zipfile.is_zipfile(file):
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as archive:
        return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def test_lines_that_go_on_are_printed_with_their_speaker(services, meeting_id):
    services.notes.capture_lines(meeting_id, "pf: First.\n\t... Second.")
    assert lines(services, meeting_id)[-2:] == [
        "10 Patrick Fam (Eversource): First.",
        "10.a Patrick Fam (Eversource): Second.",
    ]


def test_marker_words_are_left_out_unless_asked_for(services, meeting_id):
    services.notes.capture_lines(meeting_id, "pf: ACTION: EDCs to call by Feb 21")
    assert lines(services, meeting_id)[-1] == "10 Patrick Fam (Eversource): EDCs to call by Feb 21"
    printed = lines(services, meeting_id, SummaryOptions(marker_words=True))
    assert printed[-1] == "10 Patrick Fam (Eversource): Action: EDCs to call by Feb 21"


@pytest.mark.parametrize(
    ("attribution", "first"),
    [
        (Attribution.PERSON, "Patrick Fam (Eversource): What happens"),
        (Attribution.ORGANISATION, "Eversource: What happens"),
        (Attribution.NONE, "What happens"),
    ],
)
def test_lines_are_attributed_to_people_organisations_or_nobody(services, meeting_id, attribution, first):
    printed = lines(services, meeting_id, SummaryOptions(attribution=attribution))
    assert printed[3].startswith(f"3 {first}")


def test_sections_can_be_left_out_and_tables_added(services, meeting_id):
    context = next(row for row in services.sections.list(meeting_id) if row.heading == "Order 26 Context")
    options = SummaryOptions(left_out=frozenset({context.id}), tables=(OptionalTable.ACTIONS, OptionalTable.QUESTIONS))
    document = services.summaries.build(meeting_id, options)
    headings = [section.heading for section in document.sections]
    assert "Order 26 Context" not in headings
    assert headings[-2:] == ["Actions", "Open Questions"]
    actions = document.sections[-2]
    assert isinstance(actions, TableSection)
    assert len(actions.rows) == 4


def test_a_late_action_is_not_called_late_outside_the_house(services, meeting_id):
    (note_id,) = services.notes.capture_lines(meeting_id, "ACTION: EDCs to call by Feb 7")
    row = services.notes.outline(meeting_id).rows([note_id])[0]
    services.store.clock.moment = services.store.clock.moment.replace(month=3)
    table = services.summaries.build(meeting_id, SummaryOptions(tables=(OptionalTable.ACTIONS,))).sections[-1]
    assert isinstance(table, TableSection)
    cells = [" ".join(block.text for block in cell) for cell in table.rows[-1]]
    assert cells[-1] == "date passed, open"
    assert row.text == "ACTION: EDCs to call by Feb 7"


@pytest.mark.parametrize("name", ["summary.pages", "summary"])
def test_a_format_that_is_not_written_is_said_and_nothing_is_kept(services, meeting_id, tmp_path, name):
    with pytest.raises(ExportError, match=r"\.docx, \.pdf, \.html or \.md"):
        services.exports.summary(meeting_id, tmp_path / name)
    assert services.exports.list(meeting_id) == ()
    assert list(tmp_path.glob("summary*")) == []


def test_a_folder_that_is_not_there_is_said_and_nothing_is_kept(services, meeting_id, tmp_path: Path):
    with pytest.raises(ExportError):
        services.exports.summary(meeting_id, tmp_path / "gone" / "summary.docx")
    assert services.exports.list(meeting_id) == ()


def test_a_hundred_thousand_characters_in_one_note_are_printed_whole(services, meeting_id, tmp_path):
    outline = services.notes.outline(meeting_id)
    last = outline.load()[-1]
    text = "word " * 20_000
    outline.save(OutlineChange("Type", (NoteDraft(last.id, last.rank, 0, text),), leaving=(last.id,)))
    assert lines(services, meeting_id)[-1] == f"10 {text.strip()}"
    assert services.exports.summary(meeting_id, tmp_path / "long.docx").stat().st_size > 0


def test_a_section_that_is_usually_left_out_can_be_put_in(services, meeting_id):
    context = services.sections.list(meeting_id)[1]
    services.sections.edit(context.id, {"printed": False})
    headings = [section.heading for section in services.summaries.build(meeting_id).sections]
    assert context.heading not in headings
    options = SummaryOptions(put_in=frozenset({context.id}))
    assert services.summaries.build(meeting_id, options).sections[1].heading == context.heading
