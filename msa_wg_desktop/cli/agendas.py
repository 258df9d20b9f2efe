"""Agendas on the command line: items and topics, a meeting that runs, and what was said about a topic."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from msa_wg_desktop.cli.as_json import Json, iso
from msa_wg_desktop.cli.desk import Desk, one
from msa_wg_desktop.cli.kind import Kind
from msa_wg_desktop.cli.output import Result, details, table
from msa_wg_desktop.cli.reading import chosen, number, text
from msa_wg_desktop.domain.agenda import AgendaItemRow, Comeback, TopicState, at_hand
from msa_wg_desktop.domain.topics import TopicMeeting, TopicOverview
from msa_wg_desktop.words import _

_ITEM_COLUMNS = ("id", "title", "presenter", "minutes", "order_item", "status", "at_hand")


def run(desk: Desk, args: Namespace) -> Result:
    """Does a verb of `parser_agenda`, and reads the agenda back."""
    meeting_id, services = desk.meeting(args.meeting).id, desk.services
    match args.verb:
        case "agenda":
            if services.comebacks.is_due(meeting_id):
                services.comebacks.begin(meeting_id)
        case "start":
            services.running.start(meeting_id)
        case "next":
            services.running.next_item(meeting_id)
        case "end":
            services.running.end(meeting_id)
        case "take":
            services.comebacks.take(meeting_id, find_topic(desk, args.topic))
        case "skip":
            services.comebacks.skip(meeting_id, find_topic(desk, args.topic))
        case _:
            services.comebacks.close(meeting_id, find_topic(desk, args.topic))
    value = _agenda(desk, meeting_id)
    return Result(value, _agenda_words(desk, value), news=args.verb != "agenda")


def topic(desk: Desk, args: Namespace) -> Result:
    """What was said about a topic over all meetings, the newest first."""
    story = desk.services.topic_stories.story(find_topic(desk, args.topic))
    value = [_told(part) for part in story.meetings]
    said = "\n\n".join(details(part) for part in value) or _("Nothing was said about it yet.")
    return Result(value, said)


def find_topic(desk: Desk, wanted: str) -> str:
    """The id of the topic that a title, an id or the beginning of one means."""
    return one(desk.services.topic_stories.list(), wanted, lambda row: (row.title,), _("topic")).id


def add_agenda(desk: Desk, args: Namespace) -> str:
    """Adds an item; without options its title is read as one types it in the window."""
    meeting_id = desk.meeting(args.meeting).id
    if args.presenter is None and args.minutes is None and args.order is None:
        return desk.services.agenda.add_line(meeting_id, args.title)
    return desk.services.agenda.add(
        meeting_id, args.title, presenter=args.presenter, minutes=args.minutes, order_item=args.order
    )


def add_topic(desk: Desk, args: Namespace) -> str:
    """Adds a topic to a group."""
    return desk.services.agenda.add_topic(desk.group(args.group).id, args.title, state=args.state)


def _edit_item(desk: Desk, item_id: str, values: Mapping[str, Any]) -> None:
    """Its own fields, and behind which item of its meeting it stands; behind none it is the first."""
    values, agenda = dict(values), desk.services.agenda
    with desk.services.store.operation(_("Change an agenda item")):
        if "after" in values:
            before = values.pop("after")
            items = agenda.list(agenda.get(item_id).meeting_id)
            agenda.move(item_id, after=one(items, before, lambda row: (row.title,), _("agenda")).id if before else None)
        if values:
            agenda.edit(item_id, values)


def _agenda(desk: Desk, meeting_id: str) -> Json:
    state = desk.services.running.state(meeting_id)
    here = at_hand(state.items)
    return {
        "meeting": meeting_id,
        "started": iso(state.started_at),
        "ended": iso(state.ended_at),
        "at_hand": here.id if here else None,
        "items": [agenda_item(item) for item in state.items],
        "comes_back": [_comeback(row) for row in desk.services.comebacks.list(meeting_id)],
    }


def _agenda_words(desk: Desk, value: Json) -> str:
    """The same to be read: which meeting it is, since when it runs, its items, and what waits below them."""
    row = desk.services.meetings.get(value["meeting"])
    head = {"meeting": row.title, "date": iso(row.date)}
    times = {name: value[name] for name in ("started", "ended")}
    items = [{**item, "id": item["id"][:8], "at_hand": item["id"] == value["at_hand"]} for item in value["items"]]
    parts = [details({**head, **times}), table(items, _ITEM_COLUMNS) if items else _("Nothing is on the agenda yet.")]
    if value["comes_back"]:
        waiting = [{**each, "topic": each["topic"][:8]} for each in value["comes_back"]]
        parts.append(f"{_('Comes back, or waits:')}\n{table(waiting, ('topic', 'title', 'state', 'why'))}")
    return "\n\n".join(parts)


def _comeback(row: Comeback) -> Json:
    return {"topic": row.topic_id, "title": row.title, "state": row.state.value, "why": row.why, "item": row.item_id}


def agenda_item(row: AgendaItemRow) -> Json:
    """An item of an agenda."""
    return {
        "id": row.id,
        "meeting": row.meeting_id,
        "title": row.title,
        "presenter": row.presenter,
        "minutes": row.minutes,
        "status": row.status.value,
        "topic": row.topic,
        "order_item": row.order_item,
        "started": iso(row.started_at),
        "ended": iso(row.ended_at),
    }


def _topic(desk: Desk, row: TopicOverview) -> Json:
    return {
        "id": row.id,
        "group": desk.services.groups.get(row.group_id).path,
        "title": row.title,
        "state": row.state.value,
        "meetings": row.meetings,
        "last": iso(row.last_day),
        "lines": row.lines,
    }


def _told(part: TopicMeeting) -> Json:
    return {
        "meeting": part.meeting_id,
        "title": part.title,
        "date": iso(part.day),
        "status": part.status.value if part.status else None,
        "seconds": int(part.taken.total_seconds()),
        "lines": [
            {
                "id": line.note_id,
                "label": line.label,
                "text": line.text,
                "captured": [{"kind": row.kind.value, "id": row.id} for row in line.captured],
            }
            for line in part.lines
        ],
    }


KINDS = (
    Kind(
        name="agenda",
        plural="agenda",
        rows=lambda desk, wanted: desk.services.agenda.list(wanted.meeting.id if wanted.meeting else None),
        json=lambda _desk, row: agenda_item(row),
        columns=("id", "title", "presenter", "minutes", "status", "order_item"),
        filters=frozenset({"meeting"}),
        fields={
            "title": text,
            "presenter": text,
            "minutes": number,
            "status": text,
            "order_item": text,
            "after": text,
        },
        edit=_edit_item,
        delete=lambda desk, row_id: desk.services.agenda.delete(row_id),
    ),
    Kind(
        name="topic",
        plural="topics",
        rows=lambda desk, wanted: [row for row in desk.services.topic_stories.list() if wanted.has(row.group_id)],
        json=_topic,
        columns=("id", "title", "state", "meetings", "last", "lines"),
        filters=frozenset({"group"}),
        fields={"title": text, "state": chosen(TopicState)},
        edit=lambda desk, row_id, values: desk.services.agenda.edit_topic(row_id, values),
        delete=lambda desk, row_id: desk.services.agenda.delete_topic(row_id),
        names=lambda row: (row.title,),
    ),
)
