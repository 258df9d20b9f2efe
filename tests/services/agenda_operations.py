"""The verbs of agendas, topics and meetings that run, with what has to be there before each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msa_wg_desktop.domain.meetings import MeetingDraft
from tests.services.desk import Desk


def agenda(desk: Desk) -> list[str]:
    add = desk.services.agenda.add
    return [add(desk.meeting, title, presenter="ac", minutes=10, order_item="26.1") for title in ("Waiver", "Sockets")]


def next_meeting(desk: Desk) -> str:
    """The meeting at hand has two items and is over; the one after it has none yet."""
    agenda(desk)
    desk.services.meetings.hold(desk.meeting)
    return desk.services.meetings.add(desk.group, MeetingDraft("Next", date(2025, 2, 25)))


def running(desk: Desk) -> list[str]:
    items = agenda(desk)
    desk.services.running.start(desk.meeting)
    return items


def running_on(desk: Desk) -> None:
    running(desk)
    desk.services.running.next_item(desk.meeting)


def topic_of(desk: Desk, title: str) -> str:
    return next(row.id for row in desk.services.agenda.topics(desk.group) if row.title == title)


def topic(desk: Desk) -> str:
    made = desk.services.agenda.add_topic(desk.group, "Sockets")
    desk.services.agenda.add(desk.meeting, "Sockets", topic_id=made)
    return made


def nothing(_desk: Desk) -> None:
    """Nothing has to be there before."""


AGENDA_OPERATIONS: Mapping[str, tuple[Callable[[Desk], Any], Callable[[Desk, Any], Any]]] = {
    "agenda.add": (topic, lambda d, t: d.services.agenda.add(d.meeting, "Sockets", topic_id=t, order_item="26.2")),
    "agenda.edit": (agenda, lambda d, ids: d.services.agenda.edit(ids[0], {"status": "taken up", "presenter": "pf"})),
    "agenda.move": (agenda, lambda d, ids: d.services.agenda.move(ids[1], after=None)),
    "agenda.add_line": (agenda, lambda d, _: d.services.agenda.add_line(d.meeting, "Training, pf, 10 min, #26.6")),
    "agenda.edit the title": (agenda, lambda d, ids: d.services.agenda.edit(ids[0], {"title": "Liability waiver"})),
    "agenda.delete": (agenda, lambda d, ids: d.services.agenda.delete(ids[0])),
    "agenda.add_topic": (nothing, lambda d, _: d.services.agenda.add_topic(d.group, "Sockets", state="standing")),
    "agenda.edit_topic": (topic, lambda d, t: d.services.agenda.edit_topic(t, {"state": "parked"})),
    "agenda.delete_topic": (topic, lambda d, t: d.services.agenda.delete_topic(t)),
    "comebacks.begin": (next_meeting, lambda d, m: d.services.comebacks.begin(m)),
    "comebacks.take": (next_meeting, lambda d, m: d.services.comebacks.take(m, topic_of(d, "Waiver"))),
    "comebacks.skip": (next_meeting, lambda d, m: d.services.comebacks.skip(m, topic_of(d, "Waiver"))),
    "comebacks.close": (agenda, lambda d, _: d.services.comebacks.close(d.meeting, topic_of(d, "Waiver"))),
    "running.start": (agenda, lambda d, _: d.services.running.start(d.meeting)),
    "running.next_item": (running, lambda d, _: d.services.running.next_item(d.meeting)),
    "running.back": (running_on, lambda d, _: d.services.running.back(d.meeting)),
    "running.take_up": (running, lambda d, ids: d.services.running.take_up(ids[1])),
    "running.park": (running, lambda d, ids: d.services.running.park(ids[0])),
    "running.end": (running, lambda d, _: d.services.running.end(d.meeting)),
}
