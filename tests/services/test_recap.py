"""The Recap: every captured thing settled in words, names too."""

from __future__ import annotations

from datetime import date, time

import pytest

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingRow
from msa_wg_desktop.domain.recap import sums
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.container import Services


@pytest.fixture
def meeting(services: Services) -> MeetingRow:
    eversource = services.parties.add_organisation("Eversource").id
    illuminating = services.parties.add_organisation("United Illuminating", short="UI").id
    services.parties.add_class("EDCs", [eversource, illuminating])
    services.parties.add_person("Patrick Fam", eversource)
    group_id = services.groups.add("IX WG / MSA").id
    meeting_id = services.meetings.add(group_id, MeetingDraft("Meeting", date(2025, 2, 6), time(11), time(12)))
    services.notes.capture_lines(
        meeting_id,
        "pf: ACTION: look into it\nQ: who manages the change?\nAGREED: no diagrams\nPat Famm (Eversource): Yes.",
    )
    return services.meetings.get(meeting_id)


def row(services: Services, meeting: MeetingRow, index: int = 0) -> CapturedRow:
    return services.recap.rows(meeting.id)[index]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("EDCs", "EDCs (Eversource, UI)"),
        ("pf", "Patrick Fam (Eversource)"),
        ("Patrick Fam (Eversource)", "Patrick Fam (Eversource)"),
        ("UI and pf", "UI, Patrick Fam (Eversource)"),
        ("Eversource; UI", "Eversource, UI"),
        ("Eversource/UI", "Eversource, UI"),
        ("", ""),
    ],
)
def test_owners_are_set_from_names_codes_and_classes(services, meeting, typed, shown):
    services.recap.set_who(row(services, meeting), typed)
    assert row(services, meeting).who_text == shown


def test_a_name_that_the_record_lacks_is_taken_in_with_what_it_is_typed_for_and_one_step_takes_both_back(
    services, meeting, store
):
    new = services.recap.set_who(row(services, meeting), "DEEP/OEMs, Jane Roe (Acme)")
    assert new == ("DEEP", "OEMs", "Jane Roe (Acme)")
    assert row(services, meeting).who_text == "DEEP, OEMs, Jane Roe (Acme)"
    kinds = {party.name: (party.kind.value, getattr(party, "provisional", None)) for party in services.parties.book()}
    assert (kinds["DEEP"], kinds["Jane Roe"], kinds["Acme"]) == (
        ("organisation", True), ("person", True), ("organisation", True),
    )  # fmt: skip
    assert kinds["OEMs"] == ("party-class", None)
    store.undo()
    assert row(services, meeting).who_text == ""
    assert "DEEP" not in {party.name for party in services.parties.book()}


@pytest.mark.parametrize("typed", ["Eversorce", "acme", "Acme Solar", "x", "42", "Pat; ("])
def test_a_name_typed_badly_or_of_two_readings_makes_nobody(services, meeting, store, typed):
    steps = store.operations()
    with pytest.raises(NotFoundError, match="isn't in the record"):
        services.recap.set_who(row(services, meeting), typed)
    assert store.operations() == steps


def test_an_unknown_owner_is_said_in_words_and_changes_nothing(services, meeting, store):
    before = row(services, meeting)
    steps = store.operations()
    with pytest.raises(NotFoundError, match="No Body"):
        services.recap.set_who(before, "EDCs, No Body")
    assert row(services, meeting) == before
    assert store.operations() == steps


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("Fri", date(2025, 2, 7)),
        ("3/31", date(2025, 3, 31)),
        ("in two weeks", date(2025, 2, 20)),
        ("end of March", date(2025, 3, 31)),
        ("2025-02-21", date(2025, 2, 21)),
    ],
)
def test_the_date_is_read_in_words_forward_from_the_meetings_day(services, meeting, typed, due):
    services.recap.set_due(row(services, meeting), typed, meeting)
    assert row(services, meeting).due == due
    services.recap.set_due(row(services, meeting), "", meeting)
    assert row(services, meeting).due is None


@pytest.mark.parametrize("typed", ["Feb 30", "1", "later in February", "nonsense"])
def test_what_names_no_day_is_said_in_words_and_changes_nothing(services, meeting, typed):
    before = row(services, meeting)
    with pytest.raises(ValidationError, match="Nothing was changed"):
        services.recap.set_due(before, typed, meeting)
    assert row(services, meeting) == before


def test_a_question_has_one_asker_and_no_date(services, meeting):
    question = row(services, meeting, 1)
    services.recap.set_who(question, "pf")
    assert row(services, meeting, 1).who_text == "Patrick Fam (Eversource)"
    with pytest.raises(ValidationError, match="Only one party"):
        services.recap.set_who(question, "pf, UI")
    with pytest.raises(ValidationError, match="Only actions and data needs"):
        services.recap.set_due(question, "Fri", meeting)


def test_confirming_counts_down_and_undo_counts_up_again(services, meeting, store):
    rows, names = services.recap.rows(meeting.id), services.recap.names(meeting.id)
    assert (sums(rows, names).to_confirm, sums(rows, names).without_date) == (3, 1)
    services.recap.confirm(rows[0])
    assert sums(services.recap.rows(meeting.id), names).to_confirm == 2
    store.undo()
    assert sums(services.recap.rows(meeting.id), names).to_confirm == 3


def test_other_words_for_the_action_leave_its_line_alone(services, meeting):
    services.recap.set_text(row(services, meeting), "Ask the installers")
    assert row(services, meeting).text == "Ask the installers"
    assert "look into it" in services.notes.outline(meeting.id).load()[0].text


def test_names_to_settle_say_where_they_spoke_and_who_they_may_be(services, meeting):
    names = {name.name: name for name in services.recap.names(meeting.id)}
    assert set(names) == {"Patrick Fam", "Pat Famm"}
    provisional = names["Pat Famm"]
    assert (provisional.labels, provisional.provisional) == (("4",), True)
    assert [display for _id, display in provisional.candidates] == ["Patrick Fam (Eversource)"]
    services.parties.settle(provisional.party_id, provisional.candidates[0][0])
    assert services.notes.outline(meeting.id).load()[3].text == "Patrick Fam (Eversource): Yes."
    assert [name.name for name in services.recap.names(meeting.id)] == ["Patrick Fam"]


def test_the_next_meetings_are_those_after_this_one(services, meeting):
    services.meetings.add(meeting.group_id, MeetingDraft("Earlier", date(2025, 1, 14)))
    later = services.meetings.add(meeting.group_id, MeetingDraft("Later", date(2025, 2, 11)))
    open_ended = services.meetings.add(meeting.group_id, MeetingDraft("Some day"))
    assert [row.id for row in services.recap.next_meetings(meeting)] == [later, open_ended]


def test_a_code_that_nobody_has_is_said_with_its_lines_and_settled_in_one_step(services, meeting, store):
    text = "zz: ACTION: look into it by Feb 14\nzz: and more\n[off] zz: quietly\nre: the waiver\n\\zz: as it stands"
    services.notes.capture_lines(meeting.id, text)
    (code,) = services.unheld_codes.of_meeting(meeting.id)
    assert (code.code, code.labels) == ("zz", ("5", "6")), "what no summary prints has no number"
    assert len(code.note_ids) == 3
    with pytest.raises(ValidationError):
        services.unheld_codes.settle(meeting.id, "zz", "UI, pf")
    held = services.unheld_codes.settle(meeting.id, "zz", "Jane Zane (Newco)")
    assert (held.name, held.lines, held.kept) == ("Jane Zane (Newco)", 3, True)
    assert services.unheld_codes.of_meeting(meeting.id) == ()
    lines = [note.text for note in services.notes.outline(meeting.id).load()[4:]]
    assert lines[:3] == [
        "Jane Zane (Newco): ACTION: look into it by Feb 14",
        "Jane Zane (Newco): and more",
        "[off] Jane Zane (Newco): quietly",
    ]
    jane = services.parties.find("zz")
    action = services.recap.rows(meeting.id)[-1]
    assert (action.text, action.due) == ("Look into it", date(2025, 2, 14)), "the marker behind the code counts now"
    assert [name.labels for name in services.recap.names(meeting.id) if name.party_id == jane.id] == [("5", "6")]
    store.undo()
    assert services.unheld_codes.of_meeting(meeting.id) == (code,)


def test_who_has_a_code_already_keeps_it(services, meeting):
    services.parties.edit(services.parties.find("Patrick Fam").id, {"code": "pf"})
    services.notes.capture_lines(meeting.id, "fp: Yes.")
    assert not services.unheld_codes.settle(meeting.id, "fp", "pf").kept
    assert services.notes.outline(meeting.id).load()[-1].text == "Patrick Fam (Eversource): Yes."
