"""Single lines, for whoever works with them outside the outline."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.summary import Speaker
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.container import Services
from tests.services.desk import Desk


def test_a_line_is_told_with_its_place_its_speakers_and_what_came_of_it(desk: Desk):
    lines = desk.services.note_lines.list(desk.meeting)
    assert [line.label for line in lines[:5]] == ["1", "2", "3", "3.a", "4"]
    assert lines[0].text == "What happens if the house is sold?"
    assert lines[0].speakers == (Speaker("Patrick Fam", "Eversource"),)
    assert [kind.value for kind, _target in lines[2].captured] == ["action"]
    assert lines[2].order_items == ("26.6",)


def test_a_line_added_is_read_as_if_it_were_typed_and_undone_in_one_step(desk: Desk):
    notes = desk.services.note_lines
    added = notes.add(desk.meeting, "pf: ACTION: Tesla to call by Feb 21", after=desk.notes[0], level=1)
    assert notes.get(added).label == "1.a"
    assert notes.get(added).speakers == (Speaker("Patrick Fam", "Eversource"),)
    assert len(notes.get(added).captured) == 1
    desk.services.store.undo()
    assert len(notes.list(desk.meeting)) == len(desk.notes)


def test_a_line_edited_keeps_its_place_and_one_undo_takes_it_back(desk: Desk):
    notes = desk.services.note_lines
    before = notes.list(desk.meeting)
    notes.edit(desk.notes[1], {"text": "js: no such code", "level": 1, "mark": "question"})
    assert notes.get(desk.notes[1]).label == "1.a"
    assert len(notes.get(desk.notes[1]).captured) == 1
    desk.services.store.undo()
    assert notes.list(desk.meeting) == before


def test_a_line_deleted_takes_its_untouched_capture_along(desk: Desk):
    action = desk.captured("action")
    desk.services.note_lines.delete(desk.notes[2])
    with pytest.raises(NotFoundError):
        desk.services.actions.get(action)
    desk.services.store.undo()
    assert desk.services.actions.get(action)


@pytest.mark.parametrize("values", [{"level": 9}, {"level": -1}, {"colour": "red"}, {"mark": "remark"}])
def test_what_a_line_cannot_be_is_refused_and_nothing_changed(desk: Desk, values):
    before = desk.services.note_lines.list(desk.meeting)
    with pytest.raises(ValidationError):
        desk.services.note_lines.edit(desk.notes[0], values)
    assert desk.services.note_lines.list(desk.meeting) == before


def test_all_lines_cost_as_many_statements_for_two_meetings_as_for_one(desk: Desk, services: Services):
    statements: list[str] = []
    event.listen(services.store._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    services.note_lines.list()
    few = len(statements)
    other = services.meetings.add(desk.group, MeetingDraft("Next", date(2025, 3, 6)))
    services.notes.capture_lines(other, "A line\nAnother")
    statements.clear()
    assert len(services.note_lines.list()) == len(desk.notes) + 2
    assert len(statements) == few
