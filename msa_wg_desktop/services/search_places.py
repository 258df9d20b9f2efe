"""Says in words where things that were found stand: the meeting and the line, the order, the group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection, Select, String, case, cast, func, select

from msa_wg_desktop.db.codec import ENTITIES
from msa_wg_desktop.db.models import CommissionOrder, Decision, Docket, Meeting, Note, ProposalVersion
from msa_wg_desktop.db.models.notes import BLANK
from msa_wg_desktop.db.search import Match
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import MAX_LEVEL, label_at, normal_levels, numbering, path, printed
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.search import SearchHit, piece
from msa_wg_desktop.services.captured import chunks, ties_of_targets
from msa_wg_desktop.services.meetings import group_paths
from msa_wg_desktop.words import _

KINDS: Mapping[str, str] = {
    "commission_order": "order",
    "data_need": "data-need",
    "order_item": "order-item",
    "plan_step": "plan-step",
    "working_group": "group",
}

_OFF = "abcdefghijklmnopqrstuvwxyz"[: MAX_LEVEL + 1]
# How long an id is.
_KEY = 36


class Places:
    """Where some rows stand; read for all of them at once, in a constant number of statements."""

    def __init__(
        self, connection: Connection, parties: PartyBook, wanted: Sequence[str], found: Iterable[tuple[str, str]]
    ) -> None:
        self._connection, self._wanted = connection, wanted
        ids: dict[str, list[str]] = defaultdict(list)
        for entity, row_id in found:
            ids[entity].append(row_id)
        self._rows = {(entity, row.id): row for entity, row_ids in ids.items() for row in self._read(entity, row_ids)}
        ties = ties_of_targets(connection, [row_id for row_ids in ids.values() for row_id in row_ids])
        self._notes = {tie.target_id: tie.note_id for tie in ties if not tie.taken_up}
        self._lines = self._outlines([*ids.get("note", ()), *self._notes.values()])
        self._meetings = self._read_meetings()
        self._groups = group_paths(connection)
        self._orders = self._order_words()
        self._proposals = self._proposals_of_versions()
        self._parties = parties

    def hit(self, match: Match) -> SearchHit | None:
        """A match as the user sees it; None where the row is gone."""
        row = self._rows.get((match.entity, match.id))
        if row is None:
            return None
        note_id = match.id if match.entity == "note" else self._notes.get(match.id, "")
        label, hidden = self._lines.get(note_id, ("", False))
        meeting_id = match.id if match.entity == "meeting" else getattr(row, "meeting_id", None)
        meeting = self._meetings.get(meeting_id or "")
        text, spans = piece(match.words, self._wanted)
        return SearchHit(
            kind=row.kind if match.entity == "party" else KINDS.get(match.entity, match.entity),
            id=match.id,
            where=self._where(match.entity, row, label),
            text=text,
            meeting_id=meeting_id,
            off_record=bool(getattr(row, "off_record", False)) or hidden,
            spans=spans,
            day=meeting.date if meeting is not None else None,
            label=label,
            group_id=meeting.group_id if meeting is not None else getattr(row, "group_id", None),
            note_id=note_id or None,
            order_id=match.id if match.entity == "commission_order" else getattr(row, "order_id", None),
            proposal_id=self._proposals.get(getattr(row, "version_id", None) or ""),
        )

    def _read(self, entity: str, ids: Sequence[str]) -> Iterable[Any]:
        table = ENTITIES[entity].__table__
        for some in chunks(ids):
            yield from self._connection.execute(select(table).where(table.c.id.in_(some)))

    def _read_meetings(self) -> dict[str, Any]:
        of_rows = {getattr(row, "meeting_id", None) or row.id for row in self._rows.values()}
        columns = Meeting.__table__.c
        return {
            row.id: row
            for some in chunks(sorted(of_rows))
            for row in self._connection.execute(
                select(columns.id, columns.title, columns.date, columns.group_id).where(columns.id.in_(some))
            )
        }

    def _outlines(self, note_ids: Sequence[str]) -> dict[str, tuple[str, bool]]:
        """Each note's label, and whether it is off the record by itself or by a line that it stands below."""
        meetings: dict[str, list[str]] = defaultdict(list)
        for some in chunks(note_ids):
            for row in self._connection.execute(select(Note.id, Note.meeting_id).where(Note.id.in_(some))):
                meetings[row.meeting_id].append(row.id)
        found: dict[str, tuple[str, bool]] = {}
        for some in chunks(sorted(meetings)):
            blank = set(self._connection.scalars(select(Note.id).where(Note.meeting_id.in_(some), BLANK)))
            for row in self._connection.execute(_outlines_of(some)):
                places = {note_id: row.ids.index(note_id) // _KEY for note_id in meetings[row.meeting_id]}
                found.update(_labels(row.ids, row.levels, places, blank))
        return found

    def _proposals_of_versions(self) -> dict[str, str]:
        """The proposal of each version that a position was found to be about."""
        versions = {row.version_id for (entity, _id), row in self._rows.items() if entity == "position"} - {None}
        columns = ProposalVersion.__table__.c
        found = select(columns.id, columns.proposal_id).where(columns.id.in_(sorted(versions)))
        return {row.id: row.proposal_id for row in self._connection.execute(found)} if versions else {}

    def _order_words(self) -> dict[str, str]:
        rows = self._connection.execute(
            select(CommissionOrder.id, CommissionOrder.number, Docket.number.label("docket"))
            .join(Decision, Decision.id == CommissionOrder.decision_id)
            .join(Docket, Docket.id == Decision.docket_id)
        )
        words = _("Docket {docket}, Order {number}")
        return {row.id: words.format(docket=row.docket, number=row.number) for row in rows}

    def _where(self, entity: str, row: Any, label: str) -> str:
        match entity:
            case "party":
                return self._parties.display(row.organisation_id)
            case "order_item":
                return self._orders.get(row.order_id, "") + f" ({row.number})"
            case "commission_order":
                return self._orders.get(row.id, "")
            case "plan_step":
                return self._orders.get(row.order_id, "")
            case "meeting":
                day = format_date(row.date) if row.date else _("no date yet")
                return ", ".join((self._groups.get(row.group_id, ""), day))
            case "deadline" if row.date:
                return format_date(row.date)
            case _:
                place = self._meeting_words(getattr(row, "meeting_id", None))
                place = place or self._groups.get(getattr(row, "group_id", "") or "", "")
                return ", ".join(part for part in (place, label) if part)

    def _meeting_words(self, meeting_id: str | None) -> str:
        meeting = self._meetings.get(meeting_id or "")
        if meeting is None:
            return ""
        return ", ".join(part for part in (meeting.title, format_date(meeting.date) if meeting.date else "") if part)


def _outlines_of(meeting_ids: Sequence[str]) -> Select[Any]:
    """Of each meeting the ids and levels of its notes, one behind the other, read from an index alone.

    A database joins them faster than it hands each over. The level of an `[off]` line is a letter.
    """
    level = case(
        (Note.level > MAX_LEVEL, "9"),
        (Note.off_record, func.substr(_OFF, Note.level + 1, 1)),
        else_=cast(Note.level, String),
    )
    ordered = (
        select(Note.meeting_id, Note.id, level.label("level"))
        .where(Note.meeting_id.in_(meeting_ids))
        .order_by(Note.meeting_id, Note.rank, Note.id)
        .subquery()
    )
    joined = (func.aggregate_strings(ordered.c[name], "").label(f"{name}s") for name in ("id", "level"))
    return select(ordered.c.meeting_id, *joined).group_by(ordered.c.meeting_id)


def _labels(
    ids: str, levels: str, places: Mapping[str, int], blank: Set[str]
) -> Iterator[tuple[str, tuple[str, bool]]]:
    """The labels of some lines of a meeting. What stands below them doesn't change their numbers."""
    last = max(places.values()) + 1
    all_ids = [ids[at * _KEY : at * _KEY + _KEY] for at in range(last)] if blank else []
    plain = blank.isdisjoint(all_ids)
    quick = {note_id: label_at(levels, at) if plain else None for note_id, at in places.items()}
    if None not in quick.values():
        yield from ((note_id, (label or "", False)) for note_id, label in quick.items())
        return
    off = [letter in _OFF for letter in levels[:last]]
    depths = [_OFF.index(letter) if letter in _OFF else int(letter) for letter in levels[:last]]
    texts = ["" if all_ids and all_ids[at] in blank else "-" for at in range(last)]
    numbers, hidden = list(numbering(depths, printed(depths, texts, off))), _hidden(depths, off)
    for note_id, at in places.items():
        label = numbers[at]
        yield note_id, ("" if label is None else path(label), hidden[at])


def _hidden(levels: Sequence[int], off_record: Sequence[bool]) -> list[bool]:
    hidden: list[bool] = []
    below: int | None = None
    for level, off in zip(normal_levels(levels), off_record, strict=True):
        if below is not None and level <= below:
            below = None
        if below is None and off:
            below = level
        hidden.append(below is not None)
    return hidden
