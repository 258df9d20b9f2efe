"""Actions: several owners with states of their own, rolled up; where they come from; what became of their dates."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.actions import ActionStatus, roll_up
from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from msa_wg_desktop.services.store import Store
from tests.services.desk import FEB_6, Desk, dump, statements

OPEN, MOVING, DONE, DROPPED = ActionStatus


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ([], None),
        ([OPEN, OPEN], OPEN),
        ([OPEN, MOVING], MOVING),
        ([OPEN, DONE], MOVING),
        ([MOVING, DONE], MOVING),
        ([DONE, DONE], DONE),
        ([DONE, DROPPED], DONE),
        ([OPEN, DROPPED], OPEN),
        ([DROPPED, DROPPED], DROPPED),
    ],
)
def test_the_state_of_the_whole_follows_from_the_owners(states: list[ActionStatus], whole: ActionStatus | None):
    assert roll_up(states) is whole


def test_an_action_knows_the_line_that_it_comes_from(desk: Desk):
    action = desk.services.actions.get(desk.captured("action"))
    assert (action.source.label, action.source.meeting_date, action.source.note_id) == ("3", FEB_6, desk.notes[2])
    assert action.order_items == ("26.6",)
    assert action.owners_text == "EDCs (Eversource, UI)"


def test_owners_are_written_in_full_and_in_their_order(desk: Desk):
    made = desk.services.actions.add("Draft", owners=["EDCs", "pf", "EDCs"], meeting_id=desk.meeting)
    assert desk.services.actions.get(made).owners_text == "EDCs (Eversource, UI) · Patrick Fam (Eversource)"


def test_each_owner_has_a_state_a_date_and_a_reason_of_their_own(desk: Desk):
    actions = desk.services.actions
    made = actions.add("Draft", owners=["Eversource", "UI"], meeting_id=desk.meeting)
    actions.set_owner_status(made, "UI", "done")
    assert actions.get(made).status is MOVING
    actions.set_owner_status(made, "Eversource", "open", due=date(2025, 2, 1), reason="Waiting for legal")
    action = actions.get(made)
    assert [(owner.name, owner.status, owner.due, owner.reason) for owner in action.owners] == [
        ("Eversource", OPEN, date(2025, 2, 1), "Waiting for legal"),
        ("UI", DONE, None, ""),
    ]
    assert action.is_overdue(FEB_6)
    actions.set_owner_status(made, "Eversource", "done")
    assert actions.get(made).status is DONE


def test_who_stays_an_owner_keeps_their_state(desk: Desk):
    actions = desk.services.actions
    made = actions.add("Draft", owners=["Eversource", "UI"], meeting_id=desk.meeting)
    actions.set_owner_status(made, "UI", "done")
    actions.set_owners(made, ["UI", "Tesla"])
    assert [(owner.name, owner.status) for owner in actions.get(made).owners] == [("UI", DONE), ("Tesla", OPEN)]
    actions.set_owners(made, ["UI"])
    assert actions.get(made).status is DONE


def test_the_facilitator_overrules_and_is_named(desk: Desk):
    actions, action_id = desk.services.actions, desk.captured("action")
    actions.overrule(action_id, "no longer pursued", by="ac", reason="Overtaken")
    action = actions.get(action_id)
    assert (action.status, action.overruled_by, action.reason) == (DROPPED, "Aileen Cole (GPI)", "Overtaken")
    assert action.overruled
    actions.set_owner_status(action_id, "EDCs", "in progress")
    assert actions.get(action_id).status is DROPPED
    actions.overrule(action_id, "")
    assert (actions.get(action_id).status, actions.get(action_id).overruled) == (MOVING, False)


def test_done_means_done_for_all_who_still_pursue_it(desk: Desk):
    actions = desk.services.actions
    made = actions.add("Draft", owners=["Eversource", "UI"], meeting_id=desk.meeting)
    actions.set_owner_status(made, "UI", "no longer pursued")
    actions.mark_done(made)
    assert [owner.status for owner in actions.get(made).owners] == [DONE, DROPPED]
    actions.reopen(made)
    assert [owner.status for owner in actions.get(made).owners] == [OPEN, OPEN]


def test_an_action_without_owners_has_a_state_too(desk: Desk):
    made = desk.services.actions.add("Find out", meeting_id=desk.meeting)
    desk.services.actions.edit(made, {"status": "in progress"})
    assert desk.services.actions.get(made).status is MOVING
    desk.services.actions.drop(made, "Nobody wants it")
    assert desk.services.actions.get(made).reason == "Nobody wants it"


# ---------------------------------------------------------------------- in step with the line


def test_an_edit_by_itself_cuts_the_action_loose_from_its_line(desk: Desk):
    action_id = desk.captured("action")
    desk.services.actions.edit(action_id, {"due": date(2025, 3, 1)}, from_line=True)
    assert not desk.services.actions.get(action_id).source.touched
    desk.services.actions.edit(action_id, {"due": date(2025, 3, 2)})
    assert desk.services.actions.get(action_id).source.touched


@pytest.mark.parametrize("verb", ["mark_done", "reopen", "drop"])
def test_so_does_a_change_of_its_state(desk: Desk, verb: str):
    getattr(desk.services.actions, verb)(desk.captured("action"))
    assert desk.services.actions.get(desk.captured("action")).source.touched


def test_deleting_an_action_leaves_its_line(desk: Desk):
    action_id = desk.captured("action")
    desk.services.actions.delete(action_id)
    assert desk.note(3).startswith("ACTION: EDCs to reach out")
    assert [row.what for row in desk.services.actions.list()] == ["Ask internally"]
    with pytest.raises(NotFoundError):
        desk.services.actions.get(action_id)


# ---------------------------------------------------------------------- dates and updates


def test_former_dates_are_kept_oldest_first_and_what_was_undone_is_none(desk: Desk, store: Store):
    actions = desk.services.actions
    made = actions.add("Draft", due=date(2025, 2, 10), meeting_id=desk.meeting)
    for day in (14, 21, 28):
        actions.edit(made, {"due": date(2025, 2, day)})
    store.undo()
    assert actions.get(made).due == date(2025, 2, 21)
    assert actions.get(made).former_dues == (date(2025, 2, 10), date(2025, 2, 14))
    store.redo()
    assert actions.get(made).former_dues[-1] == date(2025, 2, 21)


def test_updates_stand_by_day_and_in_the_order_in_which_they_were_written(desk: Desk, clock: FixedClock):
    actions, action_id = desk.services.actions, desk.captured("action")
    words = [f"Update {number}" for number in range(8)]
    for text in words:
        actions.add_update(action_id, text, by="pf")
    actions.add_update(action_id, "Before", on=date(2025, 2, 1))
    updates = actions.get(action_id).updates
    assert [update.text for update in updates] == ["Before", *words]
    assert (updates[1].date, updates[1].by) == (clock.today(), "Patrick Fam (Eversource)")


# ---------------------------------------------------------------------- sifting


def test_actions_are_sifted_by_what_is_asked_for(desk: Desk):
    actions = desk.services.actions
    done = actions.add("Done long ago", due=date(2025, 1, 1), meeting_id=desk.meeting)
    actions.mark_done(done)
    late = actions.add("Late by the owner's date", owners=["UI"], meeting_id=desk.meeting)
    actions.set_owner_status(late, "UI", "open", due=date(2025, 2, 5))
    secret = actions.add("Between us 100%", due=date(2025, 2, 6), meeting_id=desk.meeting, off_record=True)

    def found(**wanted) -> list[str]:
        return [row.what for row in actions.list(WorkFilter(**wanted))]

    assert found() == [
        "Done long ago",
        "Between us 100%",
        "Reach out to legal",
        "Ask internally",
        actions.get(late).what,
    ]
    assert "Done long ago" not in found(open_only=True)
    assert found(overdue=True) == ["Late by the owner's date"]
    assert found(due_before=date(2025, 2, 22)) == ["Between us 100%", "Reach out to legal", "Late by the owner's date"]
    assert found(words="legal REACH") == ["Reach out to legal"]
    assert found(words="100%") == ["Between us 100%"]
    assert found(words="1_0") == []
    assert secret not in {row.id for row in actions.list(WorkFilter(public_only=True))}
    assert found(meeting_id="another") == []
    assert found(mine_of=desk.party("pf")) == ["Reach out to legal"]
    assert found(limit=2, offset=1) == ["Between us 100%", "Reach out to legal"]


def test_a_list_takes_the_same_number_of_statements_however_long_it_is(desk: Desk):
    with statements() as few:
        desk.services.actions.list()
    for number in range(60):
        made = desk.services.actions.add(f"Action {number}", owners=["EDCs", "pf"], order_items=["26.1"])
        desk.services.actions.add_update(made, "Said")
    with statements() as many:
        assert len(desk.services.actions.list()) == 62
    assert len(many) == len(few) <= 12


# ---------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda a, d: a.add("  "), "Say what is to be done"),
        (lambda a, d: a.add("x", owners=["Nobody"]), "“Nobody” isn't in the record"),
        (lambda a, d: a.add("x", order_items=["26.99"]), "“26.99” is no order item"),
        (lambda a, d: a.add("x", meeting_id="gone"), "isn't in the record any more"),
        (lambda a, d: a.edit(d.captured("action"), {"what": ""}), "Say what is to be done"),
        (lambda a, d: a.edit(d.captured("action"), {"status": "finished"}), "Choose one of: open, in progress, done"),
        (lambda a, d: a.edit(d.captured("action"), {"mood": "x"}), "There is no field “mood”"),
        (lambda a, d: a.edit("gone", {"what": "x"}), "isn't in the record any more"),
        (lambda a, d: a.set_owner_status(d.captured("action"), "Tesla", "done"), "Tesla doesn't own this action"),
        (lambda a, d: a.add_update(d.captured("action"), " "), "Say what is new"),
        (lambda a, d: a.delete("gone"), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(desk: Desk, store: Store, act, words: str):
    before = dump(store)
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services.actions, desk)
    assert dump(store) == before


def test_where_there_are_several_groups_one_has_to_be_named(desk: Desk):
    desk.services.groups.add("Other")
    with pytest.raises(ValidationError, match="Say which group this belongs to"):
        desk.services.actions.add("Draft")
    made = desk.services.actions.add("Draft", group_id=desk.services.groups.find("Other").id)
    assert desk.services.actions.get(made).source.meeting_id is None


def test_a_form_that_is_out_of_date_overwrites_nothing(desk: Desk):
    actions, action_id = desk.services.actions, desk.captured("action")
    actions.edit(action_id, {"due": date(2025, 3, 1), "status": "in progress"})
    for name, value, shown in (("due", date(2025, 4, 1), date(2025, 2, 21)), ("status", "done", "open")):
        with pytest.raises(ConflictError, match="Nothing was overwritten"):
            actions.edit(action_id, {name: value}, shown={name: shown})
    assert (actions.get(action_id).due, actions.get(action_id).status) == (date(2025, 3, 1), MOVING)
