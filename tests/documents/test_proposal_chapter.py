"""The chapter of proposals and positions, built from a record and read back by other programs than its writer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import mammoth
import pytest

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.reports import Report
from msa_wg_desktop.domain.richtext import plain
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.domain.summary import TableSection
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.writing import write_printed

_LINES = """\
POSITION: Vendor B oppose the waiver
The waiver was read out
[off] A word aside
\tPOSITION: Office support it"""
JAN_14, FEB_6 = date(2025, 1, 14), date(2025, 2, 6)


@pytest.fixture
def group(services: Services) -> str:
    """A proposal in two versions with a roll call on each, lines about it, and a stand among ourselves."""
    group = services.groups.add("IX WG / MSA", heading="Interconnection Working Group").id
    for name in ("Utility A", "Vendor A", "Vendor B"):
        services.groups.add_seat(group, services.parties.add_organisation(name).id)
    services.groups.add_seat(group, services.parties.add_organisation("Office").id, role=SeatRole.STAFF)
    meeting = services.meetings.add(group, MeetingDraft("MSA meeting", FEB_6))
    lines = services.notes.capture_lines(meeting, _LINES)
    made = services.proposals.add(
        "Liability <waiver> & more", text="The customer signs.", sponsor="Utility A", dated=JAN_14
    )
    second = services.proposals.add_version(made, "All sign.\nTwice.", dated=FEB_6)
    first = services.proposals.get(made).versions[0].id
    services.roll_calls.take(first, [Answer("Utility A", "support")], signed_by="Office", called_on=JAN_14)
    answers = [Answer("Utility A", "can live with", "=If it is short"), Answer("Vendor A", Mark.SILENT)]
    services.roll_calls.take(second, answers, signed_by="Office", meeting_id=meeting)
    for position in services.positions.list():
        if position.source.note_id:
            services.positions.edit(position.id, {"version_id": second})
    services.proposals.quote(made, lines[1])
    services.proposals.quote(made, lines[2])
    services.positions.add("Vendor A", "support", version_id=second, signed_by="Office", off_record=True)
    return group


@pytest.fixture
def chapter(services: Services, group: str) -> Report:
    return services.proposal_chapter.build([group])


def table(chapter: Report, heading: str) -> list[tuple[str, ...]]:
    section = next(one for one in chapter.sections if one.heading == heading)
    assert isinstance(section, TableSection)
    return [tuple(plain(cell) for cell in row) for row in section.rows]


def words(chapter: Report) -> str:
    """All that it says."""
    found: list[str] = []
    for section in chapter.sections:
        found.append(section.heading)
        if isinstance(section, TableSection):
            found += [plain(cell) for row in section.rows for cell in row]
        else:
            found += [plain(section.blocks)]  # type: ignore[union-attr]
    return "\n".join(found)


def test_each_party_is_named_once_by_what_it_stated_and_when(chapter: Report):
    assert table(chapter, "Positions on P-1 v2") == [
        ("Supported by", "none stated"),
        ("Opposed by", "Vendor B (February 6, 2025)"),
        ("Can live with", "Utility A (February 6, 2025)"),
        ("Silent when asked", "Vendor A (February 6, 2025)"),
    ]
    assert table(chapter, "Positions on P-1 v1") == [
        ("Supported by", "Utility A (January 14, 2025)"),
        ("Opposed by", "none stated"),
        ("Nothing recorded", "Vendor A and Vendor B"),
    ]


def test_reasons_stand_in_their_own_words_with_the_line_they_come_from(chapter: Report):
    rows = table(chapter, "In Their Own Words on P-1 v2")
    assert ("Utility A", "can live with", "=If it is short", "February 6, 2025, signed by Office") in rows
    assert rows[-1][3] == "discussion of February 6, 2025, 1"


def test_who_changed_its_stand_is_told_with_both_and_who_said_it_again_without_a_word_is_not(services, group):
    first = services.proposals.list(group_id=group)[0].versions[0].id
    for answer in (Answer("Utility A", "support"), Answer("Vendor A", "oppose"), Answer("Vendor A", "support")):
        services.roll_calls.take(first, [answer], signed_by="Office", called_on=FEB_6)
    rows = table(services.proposal_chapter.build([group]), "In Their Own Words on P-1 v1")
    assert [row[:2] for row in rows] == [("Vendor A", "support"), ("Vendor A", "oppose")]


def test_what_is_off_the_record_is_nowhere_in_it(chapter: Report):
    said = words(chapter)
    assert "A word aside" not in said
    assert "Office support it" not in said
    assert "Outside the count" not in said
    assert "The waiver was read out" in said


def test_it_stands_as_it_stood_on_a_day(services: Services, group: str):
    then = services.proposal_chapter.build([group], day=JAN_14)
    assert then.subtitle == "As of January 14, 2025"
    assert "P-1 v2" not in words(then)
    assert "The waiver was read out" not in words(then)


def test_where_there_is_nothing_nothing_is_written(services: Services):
    with pytest.raises(ValidationError, match="no proposal and no position"):
        services.proposal_chapter.build([services.groups.add("Empty").id])


@pytest.mark.external
def test_word_finds_real_headings_and_tables_and_no_fault(chapter: Report, tmp_path: Path, audited, ask):
    file = write_printed(chapter, tmp_path / "chapter.docx")
    assert audited(file) == []
    document = docx.Document(str(file))
    styled = [(str(one.style.name), one.text) for one in document.paragraphs if one.style is not None]
    heads = [pair for pair in styled if pair[0].startswith("Heading")]
    assert heads[1:4] == [
        ("Heading 1", "P-1 Liability <waiver> & more"),
        ("Heading 2", "Positions on P-1 v2"),
        ("Heading 2", "In Their Own Words on P-1 v2"),
    ]
    assert document.core_properties.title == f"Proposals and Positions, {chapter.subtitle}"
    with file.open("rb") as data:
        html = mammoth.convert_to_html(data).value
    assert html.count("<table>") == 3
    assert "<h1>P-1 Liability &lt;waiver&gt; &amp; more</h1>" in html
    assert "=If it is short" in ask("pandoc", "-t", "plain", "--wrap=none", file)


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
def test_the_same_record_gives_the_same_bytes(services: Services, group: str, tmp_path: Path, suffix: str):
    files = [
        write_printed(services.proposal_chapter.build([group]), tmp_path / f"{number}.{suffix}") for number in range(2)
    ]
    assert files[0].read_bytes() == files[1].read_bytes()
