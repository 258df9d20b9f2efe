"""Search finds everything by words, whatever is typed, and says where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msa_wg_desktop.db.models import Note
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.search import piece
from msa_wg_desktop.services.captured import note_paths
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.search_labels import labels_of
from tests.prepared import prepared


@pytest.fixture
def meeting_id(services: Services) -> str:
    return prepared(services, _meeting)


def _meeting(services: Services) -> str:
    services.parties.add_organisation("Tesla")
    services.parties.add_person("Jordan Graham", "Tesla")
    group = services.groups.add("IX WG / MSA")
    return services.meetings.add(group.id, MeetingDraft("MSA subgroup meeting", date(2025, 2, 6)))


def found(services: Services, words: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.text) for hit in services.search.find(words)]


def test_a_note_is_found_with_its_meeting_and_its_label(services: Services, meeting_id: str):
    services.notes.capture_lines(meeting_id, "First\n\tBelow\n\t\tThe devices contactor is in its “open” phase")

    (hit,) = services.search.find("contactor pha")

    assert hit.kind == "note"
    assert hit.where == "MSA subgroup meeting, Thu, Feb 6, 2025, 1.a.i"
    assert "contactor" in hit.text
    assert hit.meeting_id == meeting_id
    assert not hit.off_record


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("don't", "They don’t track socket type"),
        ("data-needs", "A list of data-needs"),
        ("20.04", "Runs on 20.04 as well"),
        ('"grid"', 'Failure presents no risk to the "grid"'),
        ("100 %", "It is 100 % sure"),
        ("NEAR(risk grid)", "The near(risk grid) of it"),
        ("risk AND grid", "risk and grid"),
        ("text:risk", "Here text: risk"),
        ("cafe", "In the café"),
        ("CONNECTDER", "ConnectDER device"),
        ("unter", "Unterputz"),
    ],
)
def test_what_is_typed_is_words_and_no_operator(services: Services, meeting_id: str, typed: str, line: str):
    services.notes.capture_lines(meeting_id, line)
    assert [text for kind, text in found(services, typed) if kind == "note"] == [line]


@pytest.mark.parametrize("typed", ["", "   ", "%", "\0", '% \0 "', '"', "*", "(((", "-- '", "\ud800", "^"])
def test_marks_alone_find_nothing_and_break_nothing(services: Services, meeting_id: str, typed: str):
    services.notes.capture_lines(meeting_id, "A line")
    assert services.search.find(typed) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_is_typed_an_empty_record_holds_nothing_and_does_not_fail(services: Services, typed: str):
    assert services.search.find(typed) == ()


def test_what_changed_since_the_last_search_is_found_and_what_was_taken_back_is_not(
    services: Services, meeting_id: str
):
    assert found(services, "waiver") == []
    (note,) = services.notes.capture_lines(meeting_id, "About the waiver")
    assert len(found(services, "waiver")) == 1
    services.store.undo()
    assert found(services, "waiver") == []
    services.store.redo()
    assert len(found(services, "waiver")) == 1
    outline = services.notes.outline(meeting_id)
    outline.toggle_mark([note], CaptureKind.QUESTION)
    assert sorted(kind for kind, _text in found(services, "waiver")) == ["note", "question"]


def test_everything_that_has_words_is_found(services: Services, meeting_id: str):
    group_id = services.meetings.get(meeting_id).group_id
    services.actions.add("ask the Zzyzx board", group_id=group_id)
    services.data_needs.add("Zzyzx lifespan", response="- Zzyzx device: 15 years", group_id=group_id)
    services.sections.add(meeting_id, "Zzyzx matters", text="See [Zzyzx](#)")
    services.parties.add_organisation("Zzyzx Inc")
    services.meetings.add(group_id, MeetingDraft("Zzyzx webinar", date(2025, 6, 1)))

    hits = services.search.find("zzyzx")

    assert {hit.kind for hit in hits} == {"action", "data-need", "section", "organisation", "meeting"}
    where = {hit.kind: hit.where for hit in hits}
    assert where["meeting"] == "IX WG / MSA, Sun, Jun 1, 2025"
    assert where["action"] == "IX WG / MSA"


def test_the_updates_of_an_action_find_the_action(services: Services, meeting_id: str):
    action = services.actions.add("reach out", group_id=services.meetings.get(meeting_id).group_id)
    assert found(services, "voicemail") == []
    services.actions.add_update(action, "Left a voicemail.")
    assert [(hit.kind, hit.id) for hit in services.search.find("voicemail")] == [("action", action)]


def test_off_record_lines_and_what_stands_below_them_are_flagged(services: Services, meeting_id: str):
    services.notes.capture_lines(meeting_id, "[off] Price is 40 million\n\tand 41 million next year\nPublic million")
    flags = {hit.text: hit.off_record for hit in services.search.find("million")}
    assert flags == {
        "[off] Price is 40 million": True,
        "and 41 million next year": True,
        "Public million": False,
    }


def test_a_rare_word_in_a_short_line_comes_before_a_long_one(services: Services, meeting_id: str):
    long = "inspection " + "of many other things that were said " * 20
    services.notes.capture_lines(meeting_id, f"{long}\nInspection")
    assert services.search.find("inspection")[0].text == "Inspection"


def test_typing_taken_back_between_two_looks_leaves_no_ghost(services: Services, meeting_id: str):
    from msa_wg_desktop.domain.notes import NoteDraft, OutlineChange

    (note,) = services.notes.capture_lines(meeting_id, "Start")
    outline = services.notes.outline(meeting_id)
    rank = outline.load()[0].rank

    def type_in(text: str) -> None:
        outline.save(OutlineChange("Type", (NoteDraft(note, rank, 0, text),), burst=note))

    type_in("Start xylophone")
    assert len(found(services, "xylophone")) == 1
    type_in("Start")
    assert found(services, "xylophone") == []
    assert len(found(services, "start")) == 1


def test_a_word_is_found_as_its_beginning_grows_letter_by_letter(services: Services, meeting_id: str):
    """However it is asked of the index: by kept beginnings, by the words that begin so, or by gathering."""
    many = " ".join(f"meterbox{number}" for number in range(40))
    lines = ["A meter", "Two METERS", "The metering", "Métering", "Metre", many, "Meter-socket"]
    services.notes.capture_lines(meeting_id, "\n".join(lines))

    def lines_of(words: str) -> set[str]:
        return {text.partition("…")[0] for kind, text in found(services, words) if kind == "note"}

    begun = {*lines} - {"Metre", many}
    boxes = piece(many, ["meterbox"])[0].partition("…")[0]
    for words in ("me", "met"):
        assert lines_of(words) == {*begun, "Metre", boxes}
    for words in ("mete", "meter"):
        assert lines_of(words) == {*begun, boxes}
    assert lines_of("meterb") == lines_of("meterbox") == lines_of("meterbox3") == {boxes}
    assert lines_of("meteri") == {"The metering", "Métering"}
    assert lines_of("the meter") == {"The metering"}
    assert lines_of("meter-soc") == {"Meter-socket"}
    assert lines_of("meterx") == set()


def test_of_each_kind_so_many_are_given_that_none_hides_another(services: Services, meeting_id: str):
    services.notes.capture_lines(meeting_id, "\n".join(f"Quartz {number}" for number in range(30)))
    group_id = services.meetings.get(meeting_id).group_id
    action = services.actions.add("ask everybody whom we know about quartz", group_id=group_id)
    kinds = [hit.kind for hit in services.search.find("quartz", limit=20)]
    assert kinds == ["note"] * 20
    hits = services.search.find("quartz", limit=20, of_a_kind=5)
    assert [hit.kind for hit in hits] == [*["note"] * 5, "action"]
    assert hits[-1].id == action


def test_lines_of_one_meeting_are_numbered_as_those_of_many(services: Services, meeting_id: str):
    """Few lines are numbered each by itself, many by reading their meeting once."""
    notes = services.notes.capture_lines(
        meeting_id, "\n".join(f"{chr(9) * (number % 3)}ash {number}" for number in range(20))
    )
    with services.store.reading() as connection:
        paths = note_paths(connection, list(notes))
        assert {key: label for key, (label, _off) in labels_of(connection, notes).items()} == paths
        few = labels_of(connection, notes[5:7])
    assert {key: label for key, (label, _off) in few.items()} == {note: paths[note] for note in notes[5:7]}


@pytest.mark.parametrize(
    "lines",
    [
        "one\n\ttwo\n\tthree\nfour\n\tfive\n\t\tsix",
        "one\n\t\t\ttwo\n[off] three\n\tfour\nfive\n\t[off] six\n\tseven\n\t\teight\nnine",
        "\tone\ntwo\n\tthree\nfour",
    ],
)
def test_a_line_by_itself_is_numbered_as_among_all(services: Services, meeting_id: str, lines: str):
    """In order, among lines off the record and levels that jump, and below a first line that is indented."""
    notes = services.notes.capture_lines(meeting_id, lines)
    with services.store.operation("Indent the first as well") as session:
        for note in notes[: lines.startswith("\t")]:
            session.get_one(Note, note).level = 1
    with services.store.reading() as connection:
        paths = note_paths(connection, list(notes))
        alone = {note: labels_of(connection, [note])[note] for note in notes}
        together = labels_of(connection, notes)
    assert {note: label for note, (label, _hidden) in alone.items()} == paths
    assert alone == together


def test_lines_are_numbered_the_same_however_many_a_database_takes_at_once(
    services: Services, meeting_id: str, monkeypatch: pytest.MonkeyPatch
):
    other = services.meetings.add(services.groups.list()[0].id, MeetingDraft("The next one", date(2025, 2, 13)))
    asked: list[str] = []
    for meeting in (meeting_id, other):
        lines = "\n".join(f"{chr(9) * (number % 4)}elm {number}" for number in range(12))
        asked += services.notes.capture_lines(meeting, lines)
    services.notes.outline(other).insert("", after=asked[14], level=1)
    asked = asked[::5] + asked[::-2]
    with services.store.reading() as connection:
        at_once = labels_of(connection, asked)
        monkeypatch.setattr("msa_wg_desktop.services.captured._CHUNK", 4)
        assert labels_of(connection, asked) == at_once
        paths = note_paths(connection, asked)
    assert {key: label for key, (label, _off) in at_once.items()} == {note: paths[note] for note in asked}


def test_feeding_in_small_portions_finds_the_same(services: Services, meeting_id: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("msa_wg_desktop.services.search.PORTION", 2)
    for number in range(12):
        services.notes.capture_lines(meeting_id, f"Line {number} of many")
    services.store.undo()
    assert len(services.search.find("of many")) == 11
    assert services.search.catch_up() == services.store.seq()


def test_a_record_in_which_nothing_was_done_yet_is_searched_too(services: Services):
    assert services.search.find("anything") == ()
    assert services.search.catch_up() == 0


def test_a_line_is_found_with_the_number_that_it_has_in_its_meeting(services: Services, meeting_id: str):
    """Among empty lines, lines off the record, and levels that jump."""
    lines = "word 1\n\t\tword 2\n[off] word 3\n\tword 4\nword 5\n\tword 6\n\t\t\tword 7\nword 8\n\tword 9"
    notes = services.notes.capture_lines(meeting_id, lines)
    services.notes.outline(meeting_id).insert("", after=notes[4], level=1)
    services.notes.outline(meeting_id).insert("", after=None)
    with services.store.reading() as connection:
        paths = note_paths(connection, list(notes))
    labels = {hit.id: hit.label for hit in services.search.find("word") if hit.kind == "note"}
    assert labels == {note: paths.get(note, "") for note in notes}
    assert "2.a" in labels.values()


def test_the_piece_around_what_was_found_is_cut_from_a_long_text_and_says_what_matched(
    services: Services, meeting_id: str
):
    before, after = " ".join(["before"] * 40), " ".join(["after"] * 40)
    services.notes.capture_lines(meeting_id, f"{before} the café’s data-needs and their cafés {after}")
    (hit,) = services.search.find("data-needs caf")
    assert hit.text.startswith("…before")
    assert hit.text.endswith("after…")
    assert [hit.text[start:end] for start, end in hit.spans] == ["café", "data-needs", "cafés"]
