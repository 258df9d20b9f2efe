"""Says in words where things that were found stand: the meeting and the line, the order, the group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, String, case, cast, func, select
from sqlalchemy.orm import aliased

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
        rows = [row for some in chunks(note_ids) for row in self._connection.execute(_outlines_to(some))]
        with_blanks: dict[str, set[str]] = defaultdict(set)
        for some in chunks(sorted({row.meeting_id for row in rows})):
            empty = select(Note.meeting_id, Note.id).where(Note.meeting_id.in_(some), BLANK)
            for meeting_id, note_id in self._connection.execute(empty):
                with_blanks[meeting_id].add(note_id)
        orders: dict[str, list[str]] = defaultdict(list)
        for some in chunks(sorted(with_blanks)):
            ordered = select(Note.meeting_id, Note.id).where(Note.meeting_id.in_(some))
            for meeting_id, note_id in self._connection.execute(ordered.order_by(Note.rank, Note.id)):
                orders[meeting_id].append(note_id)
        return {
            row.id: _label(row.outline, [note_id in with_blanks[row.meeting_id] for note_id in orders[row.meeting_id]])
            for row in rows
        }

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


def _outlines_to(note_ids: Sequence[str]) -> Select[Any]:
    """Of each note the levels of its meeting's notes down to it, a figure each, read from an index alone.

    A database joins them faster than it hands each over. The level of an `[off]` line is a letter.
    """
    found, note = aliased(Note, name="found"), aliased(Note, name="above")
    level = case(
        (note.level > MAX_LEVEL, "9"),
        (note.off_record, func.substr(_OFF, note.level + 1, 1)),
        else_=cast(note.level, String),
    )
    above = (
        select(level.label("level"))
        .where(note.meeting_id == found.meeting_id, note.rank <= found.rank)
        .where((note.rank < found.rank) | (note.id <= found.id))
        .order_by(note.rank, note.id)
        .correlate(found)
        .subquery()
    )
    outline = select(func.aggregate_strings(above.c.level, "")).scalar_subquery()
    return select(found.id, found.meeting_id, outline.label("outline")).where(found.id.in_(note_ids))


def _label(outline: str, blank: Sequence[bool]) -> tuple[str, bool]:
    """The label of the last note of an outline, and whether it is hidden; `blank` says which notes are empty."""
    last = len(outline) - 1
    quick = None if any(blank[: last + 1]) else label_at(outline, last)
    if quick is not None:
        return quick, False
    off = [letter in _OFF for letter in outline]
    depths = [_OFF.index(letter) if letter in _OFF else int(letter) for letter in outline]
    texts = ["" if blank and blank[at] else "-" for at in range(len(outline))]
    *_above, numbers = numbering(depths, printed(depths, texts, off))
    return "" if numbers is None else path(numbers), _hidden(depths, off)[-1]


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
