"""Says in words where things that were found stand: the meeting and the line, the order, the group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, select

from msa_wg_desktop.db.codec import ENTITIES
from msa_wg_desktop.db.models import AgendaItem, CommissionOrder, Decision, Docket, Meeting, ProposalVersion
from msa_wg_desktop.db.search import Match
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.search import SearchHit, piece
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.captured import among, rows_among, ties_of_targets
from msa_wg_desktop.services.known_events import known_events
from msa_wg_desktop.services.meetings import group_paths
from msa_wg_desktop.services.search_labels import labels_of
from msa_wg_desktop.words import _

KINDS: Mapping[str, str] = {
    "agenda_item": "agenda",
    "commission_order": "order",
    "data_need": "data-need",
    "order_item": "order-item",
    "plan_step": "plan-step",
    "working_group": "group",
}

# What is told of a row beside the words that were found, as far as its table has it.
_TOLD = (
    "id", "date", "decision_id", "event_uid", "group_id", "kind", "meeting_id", "number", "off_record", "order_id",
    "organisation_id", "parent_id", "version_id",
)  # fmt: skip
_Row: TypeAlias = Mapping[str, Any]
_M = Meeting.__table__.c
_MEETINGS = select(_M.id, _M.title, _M.date, _M.group_id).where(among(_M.id))


class Places:
    """Where some rows stand; read for all of them at once, in a constant number of statements."""

    def __init__(
        self, connection: Connection, today: date, wanted: Sequence[str], found: Iterable[tuple[str, str]]
    ) -> None:
        self._connection, self._today, self._wanted = connection, today, wanted
        ids: dict[str, list[str]] = defaultdict(list)
        for entity, row_id in found:
            ids[entity].append(row_id)
        self._rows = {
            (entity, row["id"]): row for entity, row_ids in ids.items() for row in self._read(entity, row_ids)
        }
        notes = ids.pop("note", [])
        ties = ties_of_targets(connection, [row_id for row_ids in ids.values() for row_id in row_ids])
        self._notes = {tie.target_id: tie.note_id for tie in ties if not tie.taken_up}
        self._lines = labels_of(connection, [*notes, *self._notes.values()])
        self._answered = self._meetings_of_replies()
        self._meetings = self._read_meetings()
        self._meeting_words = {meeting_id: _said(meeting) for meeting_id, meeting in self._meetings.items()}
        self._proposals = self._proposals_of_versions()
        self._topics = self._meetings_of_topics()

    def hit(self, match: Match) -> SearchHit | None:
        """A match as the user sees it; None where the row is gone."""
        row = self._rows.get((match.entity, match.id))
        if row is None:
            return None
        note_id = match.id if match.entity == "note" else self._notes.get(match.id, "")
        label, hidden = self._lines.get(note_id, ("", False))
        meeting_id = match.id if match.entity == "meeting" else self._meeting_of(row)
        meeting = self._meetings.get(meeting_id or "")
        text, spans = piece(match.words, self._wanted)
        return SearchHit(
            kind=row["kind"] if match.entity == "party" else KINDS.get(match.entity, match.entity),
            id=match.id,
            where=self._where(match.entity, row, label),
            text=text,
            meeting_id=meeting_id or self._topics.get(match.id),
            off_record=bool(row.get("off_record")) or hidden,
            spans=spans,
            day=meeting.date if meeting is not None else None,
            label=label,
            group_id=meeting.group_id if meeting is not None else _group_of(match, row),
            note_id=note_id or None,
            order_id=match.id if match.entity == "commission_order" else row.get("order_id"),
            proposal_id=self._proposals.get(row.get("version_id") or ""),
        )

    def _read(self, entity: str, ids: Sequence[str]) -> Iterable[_Row]:
        statement = _told(entity)
        names = statement.selected_columns.keys()
        return [dict(zip(names, row, strict=True)) for row in rows_among(self._connection, statement, ids)]

    def _read_meetings(self) -> dict[str, Any]:
        of_rows = {self._meeting_of(row) or row["id"] for row in self._rows.values()}
        return {row.id: row for row in rows_among(self._connection, _MEETINGS, sorted(of_rows))}

    def _meeting_of(self, row: _Row) -> str | None:
        return row.get("meeting_id") or self._answered.get(row["id"])

    def _meetings_of_replies(self) -> dict[str, str]:
        """The meeting to whose invitation each answer that was found was given."""
        replies = [row for (entity, _id), row in self._rows.items() if entity == "reply"]
        events = known_events(self._connection, {row["event_uid"] for row in replies}) if replies else {}
        of_event = {uid: next(iter(event.meetings), None) for uid, event in events.items()}
        return {row["id"]: meeting for row in replies if (meeting := of_event.get(row["event_uid"])) is not None}

    def _proposals_of_versions(self) -> dict[str, str]:
        """The proposal of each version that a position was found to be about."""
        versions = {row["version_id"] for (entity, _id), row in self._rows.items() if entity == "position"} - {None}
        columns = ProposalVersion.__table__.c
        found = select(columns.id, columns.proposal_id).where(columns.id.in_(sorted(versions)))
        return {row.id: row.proposal_id for row in self._connection.execute(found)} if versions else {}

    def _meetings_of_topics(self) -> dict[str, str]:
        """Where the story of each topic that was found is shown: the last meeting that took it up, or its group's."""
        groups = {row["id"]: row["group_id"] for (entity, _id), row in self._rows.items() if entity == "topic"}
        if not groups:
            return {}
        latest = (Meeting.date.is_not(None), Meeting.date, Meeting.id)
        of_group = select(Meeting.group_id, Meeting.id).where(Meeting.group_id.in_(set(groups.values())))
        last = dict(self._connection.execute(of_group.order_by(*latest)).tuples().all())
        taken_up = select(AgendaItem.topic_id, Meeting.id).join(Meeting).where(AgendaItem.topic_id.in_(list(groups)))
        found = {
            str(topic): meeting for topic, meeting in self._connection.execute(taken_up.order_by(*latest)).tuples()
        }
        return {topic: last[group] for topic, group in groups.items() if group in last} | found

    # These are read where something is found that stands in one of them.

    @cached_property
    def _groups(self) -> dict[str, str]:
        return group_paths(self._connection)

    @cached_property
    def _parties(self) -> PartyBook:
        return party_book.read(self._connection, self._today)

    @cached_property
    def _decisions(self) -> dict[str, str]:
        rows = self._connection.execute(select(Decision.id, Docket.number).join(Docket))
        return {row.id: _("Docket {docket}").format(docket=row.number) for row in rows}

    @cached_property
    def _orders(self) -> dict[str, str]:
        rows = self._connection.execute(select(CommissionOrder.id, CommissionOrder.decision_id, CommissionOrder.number))
        words = _("{docket}, Order {number}")
        return {row.id: words.format(docket=self._decisions[row.decision_id], number=row.number) for row in rows}

    def _where(self, entity: str, row: _Row, label: str) -> str:
        match entity:
            case "docket":
                return ""
            case "party":
                return self._parties.display(row["organisation_id"])
            case "order_item":
                return self._orders.get(row["order_id"], "") + " ({})".format(row["number"])
            case "commission_order":
                return self._orders.get(row["id"], "")
            case "plan_step":
                return self._orders.get(row["order_id"], "")
            case "decision":
                return self._decisions.get(row["id"], "")
            case "working_group":
                return self._groups.get(row["parent_id"] or "", "")
            case "meeting":
                day = format_date(row["date"]) if row["date"] else _("no date yet")
                return ", ".join((self._groups.get(row["group_id"], ""), day))
            case "deadline" if row["date"]:
                return format_date(row["date"])
            case _:
                place = self._meeting_words.get(self._meeting_of(row) or "", "")
                place = place or self._groups.get(row.get("group_id") or "", "")
                return ", ".join(part for part in (place, label) if part)


def _said(meeting: Any) -> str:
    return ", ".join(part for part in (meeting.title, format_date(meeting.date) if meeting.date else "") if part)


def _group_of(match: Match, row: _Row) -> str | None:
    return match.id if match.entity == "working_group" else row.get("group_id")


@cache
def _told(entity: str) -> Select[Any]:
    columns = ENTITIES[entity].__table__.c
    return select(*(columns[name] for name in _TOLD if name in columns)).where(among(columns.id))
