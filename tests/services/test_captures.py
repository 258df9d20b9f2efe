"""What comes of a line: made as the caret leaves it, in step with it until it is edited by itself."""

from __future__ import annotations

from datetime import date, time

import pytest

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.notes import CaptureKind, NoteDraft, NoteRow, OutlineChange, new_id, rank_between
from msa_wg_desktop.services.container import Services
from tests.prepared import prepared

EDCS = "EDCs (Eversource, UI)"


@pytest.fixture
def meeting_id(services: Services) -> str:
    return prepared(services, _meeting_of_a_small_group)


@pytest.fixture
def group_id(services: Services, meeting_id: str) -> str:
    return services.meetings.get(meeting_id).group_id


def _meeting_of_a_small_group(services: Services) -> str:
    eversource = services.parties.add_organisation("Eversource")
    illuminating = services.parties.add_organisation("United Illuminating", short="UI")
    tesla = services.parties.add_organisation("Tesla")
    services.parties.add_class("EDCs", [eversource.id, illuminating.id])
    services.parties.add_person("Patrick Fam", eversource.id)
    services.parties.add_person("Jordan Graham", tesla.id)
    draft = MeetingDraft("MSA subgroup meeting", date(2025, 2, 6), time(11), time(12))
    return services.meetings.add(services.groups.add("IX WG / MSA").id, draft)


def typed(services: Services, meeting_id: str, *lines: str) -> list[str]:
    """Lines typed one after the other; gives their notes' ids."""
    return list(services.notes.capture_lines(meeting_id, "\n".join(lines)))


def retype(services: Services, meeting_id: str, note_id: str, text: str, **more) -> None:
    """The line is changed and the caret leaves it."""
    outline = services.notes.outline(meeting_id)
    row = next(row for row in outline.load() if row.id == note_id)
    outline.save(OutlineChange("Type", (NoteDraft(note_id, row.rank, row.level, text),), leaving=(note_id,), **more))


def captured(services: Services, meeting_id: str) -> list[CapturedRow]:
    return list(services.captures.of_meeting(meeting_id))


def only(services: Services, meeting_id: str) -> CapturedRow:
    rows = captured(services, meeting_id)
    assert len(rows) == 1, rows
    return rows[0]


def line(services: Services, meeting_id: str, note_id: str) -> NoteRow:
    return next(row for row in services.notes.outline(meeting_id).load() if row.id == note_id)


@pytest.mark.parametrize(
    ("typed_line", "kind", "text", "who", "due"),
    [
        (
            "ACTION: EDCs to reach out to legal by Feb 21",
            CaptureKind.ACTION,
            "reach out to legal",
            EDCS,
            date(2025, 2, 21),
        ),
        ("Q: Who manages the change?", CaptureKind.QUESTION, "Who manages the change?", "", None),
        (
            "NEED: Tesla to provide maintenance data by March 3",
            CaptureKind.DATA_NEED,
            "maintenance data",
            "Tesla",
            date(2025, 3, 3),
        ),
        ("AGREED: diagrams are not necessary", CaptureKind.AGREEMENT, "diagrams are not necessary", "", None),
    ],
)
def test_a_marked_line_becomes_what_its_marker_says(services, meeting_id, typed_line, kind, text, who, due):
    typed(services, meeting_id, typed_line)
    row = only(services, meeting_id)
    assert (row.kind, row.who_text, row.due, row.label) == (kind, who, due, "1")
    assert text.casefold() in row.text.casefold()


def test_a_question_remembers_who_asked_it(services, meeting_id):
    typed(services, meeting_id, "pf: Q: Who manages the change?")
    assert only(services, meeting_id).who_text == "Patrick Fam (Eversource)"


def test_a_line_that_goes_on_belongs_to_the_speaker_above(services, meeting_id):
    typed(services, meeting_id, "jg: We are notified at once.", "\t... Q: And the customer?")
    assert only(services, meeting_id).who_text == "Jordan Graham (Tesla)"


def test_editing_the_line_keeps_the_action_in_step(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "ACTION: EDCs to reach out by Feb 21")
    before = only(services, meeting_id)
    retype(services, meeting_id, note_id, "ACTION: Tesla to call by Feb 28")
    after = only(services, meeting_id)
    assert (after.id, after.who_text, after.due) == (before.id, "Tesla", date(2025, 2, 28))
    assert not after.differs


def test_after_the_action_was_edited_by_itself_the_line_shows_that_they_differ(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "ACTION: EDCs to reach out by Feb 21")
    services.actions.edit(only(services, meeting_id).id, {"due": date(2025, 3, 3)})
    assert only(services, meeting_id).differs
    assert line(services, meeting_id, note_id).captured[0].differs
    retype(services, meeting_id, note_id, "ACTION: EDCs to reach out by Feb 24")
    assert only(services, meeting_id).due == date(2025, 3, 3)


def test_taking_the_marker_away_takes_the_untouched_action_away(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "ACTION: EDCs to reach out")
    retype(services, meeting_id, note_id, "EDCs to reach out")
    assert captured(services, meeting_id) == []


def test_taking_the_marker_away_leaves_a_touched_action(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "ACTION: EDCs to reach out by Feb 21")
    services.actions.edit(only(services, meeting_id).id, {"due": date(2025, 3, 3)})
    retype(services, meeting_id, note_id, "EDCs to reach out")
    assert only(services, meeting_id).differs


def test_another_marker_makes_another_thing_of_the_line(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "ACTION: diagrams are not necessary")
    retype(services, meeting_id, note_id, "AGREED: diagrams are not necessary")
    assert only(services, meeting_id).kind is CaptureKind.AGREEMENT


def test_a_line_taken_literally_captures_nothing(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "Nothing")
    retype(services, meeting_id, note_id, "ACTION: EDCs to reach out", literal=(note_id,))
    assert captured(services, meeting_id) == []
    (second,) = typed(services, meeting_id, "\\ACTION: EDCs to reach out")
    assert captured(services, meeting_id) == []
    assert line(services, meeting_id, second).text == "\\ACTION: EDCs to reach out"


@pytest.mark.parametrize("kind", list(CaptureKind))
def test_a_mark_key_makes_a_plain_line_a_thing_and_again_takes_it_back(services, meeting_id, kind):
    (note_id,) = typed(services, meeting_id, "EDCs will reach out internally to their legal teams.")
    outline = services.notes.outline(meeting_id)
    patch = outline.toggle_mark([note_id], kind)
    assert [tag.kind for tag in patch.rows[0].captured] == [kind]
    assert line(services, meeting_id, note_id).text == "EDCs will reach out internally to their legal teams."
    outline.toggle_mark([note_id], kind)
    assert captured(services, meeting_id) == []


def test_marking_reads_the_owner_from_the_words(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "EDCs will reach out internally to their legal teams.")
    services.notes.outline(meeting_id).toggle_mark([note_id], CaptureKind.ACTION)
    assert only(services, meeting_id).who_text == EDCS


def test_a_line_can_have_several_captures(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "Tesla will reach out internally for answer.")
    outline = services.notes.outline(meeting_id)
    outline.toggle_mark([note_id], CaptureKind.ACTION)
    outline.toggle_mark([note_id], CaptureKind.QUESTION)
    assert {row.kind for row in captured(services, meeting_id)} == {CaptureKind.ACTION, CaptureKind.QUESTION}


def test_deleting_a_line_takes_its_untouched_action_and_leaves_a_touched_one(services, meeting_id, group_id):
    first, second = typed(services, meeting_id, "ACTION: EDCs to call", "ACTION: Tesla to call")
    touched = captured(services, meeting_id)[1]
    services.actions.edit(touched.id, {"due": date(2025, 3, 3)})
    services.notes.outline(meeting_id).save(OutlineChange("Delete lines", deleted=(first, second)))
    assert [row.id for row in services.actions.list()] == [touched.id]


def test_a_join_takes_what_was_captured_along(services, meeting_id):
    first, second = typed(services, meeting_id, "First", "Tesla will reach out.")
    outline = services.notes.outline(meeting_id)
    outline.toggle_mark([second], CaptureKind.ACTION)
    action = only(services, meeting_id)
    row = line(services, meeting_id, first)
    change = OutlineChange(
        "Join lines",
        (NoteDraft(first, row.rank, 0, "First Tesla will reach out."),),
        deleted=(second,),
        joins=((second, first),),
    )
    outline.save(change)
    assert (only(services, meeting_id).id, only(services, meeting_id).note_id) == (action.id, first)
    outline.undo()
    assert only(services, meeting_id).note_id == second


def test_undo_of_leaving_a_line_takes_back_what_it_captured(services, meeting_id):
    typed(services, meeting_id, "First")
    before = services.notes.outline(meeting_id).load()
    typed(services, meeting_id, "ACTION: EDCs to reach out")
    outline = services.notes.outline(meeting_id)
    patch = outline.undo()
    assert patch is not None
    assert len(patch.removed) == 1
    assert outline.load() == before
    assert captured(services, meeting_id) == []
    outline.redo()
    assert len(captured(services, meeting_id)) == 1


def test_an_unknown_name_becomes_one_provisional_person(services, meeting_id):
    typed(services, meeting_id, "Jane Roe (CTAC): Hello.", "Jane Roe (CTAC): Again.")
    people = [person for person in services.parties.people() if person.provisional]
    assert [person.name for person in people] == ["Jane Roe"]
    unlisted = services.attendance.unlisted(meeting_id)
    assert [(speaker.name, len(speaker.note_ids), speaker.provisional) for speaker in unlisted] == [
        ("Jane Roe", 2, True)
    ]


def test_a_half_typed_name_makes_nobody(services, meeting_id):
    outline = services.notes.outline(meeting_id)
    note_id = new_id()
    for text in ("Jane R (C):", "Jane Roe (CTAC): H"):
        outline.save(OutlineChange("Type", (NoteDraft(note_id, "a0", 0, text),), burst=note_id))
    assert [person for person in services.parties.people() if person.provisional] == []


def test_what_was_captured_off_the_record_is_off_the_record(services, meeting_id):
    typed(services, meeting_id, "[off] ACTION: EDCs to keep this quiet", "Public")
    row = only(services, meeting_id)
    assert row.off_record
    assert row.label == ""
    assert line(services, meeting_id, row.note_id or "").off_record


def test_marking_done_closes_each_owners_part_and_again_opens_it(services, meeting_id):
    (note_id,) = typed(services, meeting_id, "ACTION: Tesla to call by Feb 21")
    outline = services.notes.outline(meeting_id)
    assert outline.mark_done(note_id).rows[0].captured[0].done
    assert not only(services, meeting_id).is_open
    assert not outline.mark_done(note_id).rows[0].captured[0].done


def test_the_patch_of_a_change_elsewhere_names_the_lines_it_concerns(services, store, meeting_id):
    (note_id,) = typed(services, meeting_id, "ACTION: Tesla to call by Feb 21")
    outline = services.notes.outline(meeting_id)
    patches = []
    store.subscribe(lambda changes: patches.append(outline.patch_for(changes)))
    services.actions.edit(only(services, meeting_id).id, {"due": date(2025, 3, 3)})
    assert [row.id for row in patches[-1].rows] == [note_id]
    assert patches[-1].rows[0].captured[0].differs


def test_hostile_text_is_cleaned_and_nothing_else_is_lost(services, meeting_id):
    text = "x\ud800y\x00z " + "long " * 20_000 + "\U0001f600 <b>&{{ }} =1+1"
    outline = services.notes.outline(meeting_id)
    note_id = new_id()
    outline.save(OutlineChange("Type", (NoteDraft(note_id, rank_between(None, None), 0, text),), leaving=(note_id,)))
    stored = line(services, meeting_id, note_id).text
    assert stored == text.replace("\ud800", "\ufffd").replace("\x00", "\ufffd")


def test_what_is_open_comes_back_in_the_next_meeting_until_it_is_taken_up(services, meeting_id, group_id):
    typed(
        services,
        meeting_id,
        "ACTION: EDCs to reach out by Feb 21",
        "NEED: Tesla to provide data",
        "Q: Who manages the change?",
        "AGREED: no diagrams",
    )
    following = services.meetings.add(group_id, MeetingDraft("Next", date(2025, 2, 25)))
    open_rows = services.carry_over.list(following)
    assert {row.kind for row in open_rows} == {CaptureKind.ACTION, CaptureKind.DATA_NEED, CaptureKind.QUESTION}
    assert services.carry_over.list(meeting_id) == ()
    note_id = services.carry_over.take_up(following, open_rows[0], after=None)
    assert line(services, following, note_id).captured[0].id == open_rows[0].id
    assert len(services.carry_over.list(following)) == 2
    services.store.undo()
    assert services.carry_over.list(following) == open_rows


def test_a_line_right_below_an_open_question_may_be_its_reply(services, meeting_id):
    question, reply, aside, other = typed(
        services, meeting_id, "pf: Q: Who manages the change?", "\tjg: The installer.", "\t\tSo far.", "Something else."
    )
    asked = services.captures.question_above(reply)
    assert asked is not None
    assert (asked.note_id, asked.text) == (None, only(services, meeting_id).text)
    assert [services.captures.question_above(note_id) for note_id in (question, aside, other)] == [None] * 3
    services.questions.answer(asked.id, reply)
    assert services.captures.question_above(reply) is None


def test_the_editor_hears_at_once_that_the_line_it_types_in_is_off_the_record(services, meeting_id):
    outline, note_id = services.notes.outline(meeting_id), new_id()

    def type_on(text: str) -> tuple[NoteRow, ...]:
        return outline.save(OutlineChange("Type", (NoteDraft(note_id, "a0", 0, text),), burst=note_id)).rows

    assert type_on("[of") == ()
    assert [row.off_record for row in type_on("[off] quiet")] == [True]
    assert type_on("[off] quiet please") == ()
    assert [row.off_record for row in type_on("quiet please")] == [False]


def test_the_first_of_what_is_carried_over_are_those_that_the_whole_list_begins_with(services, meeting_id, group_id):
    lines = [f"ACTION: Thing {number}" for number in range(6)] + ["ACTION: Dated by Feb 21", "Q: Who manages it?"]
    typed(services, meeting_id, *lines)
    following = services.meetings.add(group_id, MeetingDraft("Next", date(2025, 2, 25)))
    whole = services.carry_over.list(following)
    assert [row.text for row in whole][:3] == ["Dated", "Thing 0", "Thing 1"]
    for limit in range(1, len(whole) + 1):
        assert services.carry_over.begin(following, limit=limit) == (len(whole), whole[:limit])
