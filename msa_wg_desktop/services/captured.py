"""Reading what was captured, of every kind, in one shape and in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Date, Select, bindparam, literal, or_, select

from msa_wg_desktop.db.models import (
    Action,
    ActionOwner,
    Agreement,
    AgreementParty,
    Capture,
    CommissionOrder,
    DataNeed,
    DataNeedParty,
    Meeting,
    Note,
    OrderItem,
    OrderLink,
    Position,
    PositionParty,
    Question,
    Recorded,
)
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.captures import OPEN_STATES, CapturedRow, NamedParty
from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.notes import CaptureKind, labels, printed
from msa_wg_desktop.domain.parties import OrganisationRow, PartyBook, PartyRow, PersonRow
from msa_wg_desktop.domain.questions import QuestionStatus

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class TargetKind:
    """Where one kind of captured thing lives: its table, the column of its words, and its parties.

    `also` are columns that hold further words of it, in which it is found too. `open_states` are its own among
    those of all kinds: a database compares two of them in place, and looks four up in a table of their own.
    """

    entity: type[Recorded]
    text: str
    parties: tuple[type[Recorded], str] | None
    party: str = ""
    due: bool = False
    open_states: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def status(self) -> bool:
        """Whether there is anything to be done about it."""
        return bool(self.open_states)


_OPEN_ACTION = tuple(status.value for status in ActionStatus if status.is_open)
_OPEN_NEED = tuple(status.value for status in NeedStatus if status.is_open)
_OPEN_QUESTION = (QuestionStatus.OPEN.value,)

TARGETS: Mapping[CaptureKind, TargetKind] = {
    CaptureKind.ACTION: TargetKind(Action, "what", (ActionOwner, "action_id"), due=True, open_states=_OPEN_ACTION),
    CaptureKind.DATA_NEED: TargetKind(
        DataNeed, "need", (DataNeedParty, "need_id"), due=True, open_states=_OPEN_NEED, also=("response",)
    ),
    CaptureKind.AGREEMENT: TargetKind(Agreement, "text", (AgreementParty, "agreement_id")),
    CaptureKind.QUESTION: TargetKind(Question, "text", None, party="asked_by_id", open_states=_OPEN_QUESTION),
    CaptureKind.POSITION: TargetKind(Position, "text", (PositionParty, "position_id")),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """One capture row: which note, what of it, and how it came."""

    id: str
    note_id: str
    kind: CaptureKind
    target_id: str
    taken_up: bool
    by_marker: bool
    touched: bool
    confirmed: bool


def ties_of_meeting(connection: Connection, meeting_id: str, *, only: Collection[str] | None = None) -> list[Tie]:
    """What was captured or taken up in a meeting, or only some of it, in the order of its notes."""
    statement = _TIES_OF_MEETING if only is None else _TIES_OF_MEETING.where(Capture.target_id.in_(only))
    return _as_ties(connection.execute(statement, {"meeting_id": meeting_id}))


def ties_of_notes(connection: Connection, note_ids: Sequence[str]) -> list[Tie]:
    """What was captured from some notes."""
    return _as_ties(rows_among(connection, _TIES_OF_NOTES, note_ids))


def ties_of_targets(connection: Connection, target_ids: Sequence[str]) -> list[Tie]:
    """From which notes some things were captured."""
    return _as_ties(rows_among(connection, _TIES_OF_TARGETS, target_ids))


def _ties() -> Any:
    return select(
        Capture.id,
        Capture.note_id,
        Capture.kind,
        Capture.target_id,
        Capture.taken_up,
        Capture.by_marker,
        Capture.touched,
        Capture.confirmed,
    )


def _as_ties(rows: Iterable[Any]) -> list[Tie]:
    return [
        Tie(
            row.id,
            row.note_id,
            CaptureKind(row.kind),
            row.target_id,
            row.taken_up,
            row.by_marker,
            row.touched,
            row.confirmed,
        )
        for row in rows
    ]


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Ids in portions that every database takes in one statement."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def among(column: Any) -> ColumnElement[bool]:
    """That a column is one of some ids, in a statement for `rows_among`."""
    return column.in_(bindparam("ids", expanding=True))


def rows_among(connection: Connection, statement: Select[Any] | CompoundSelect[Any], ids: Sequence[str]) -> list[Any]:
    """The rows of a statement that asks for some ids. Those that are asked again and again are made once: to put one
    together takes longer than the database needs for its answer. All at once: row by row takes twice as long."""
    return [row for part in chunks(ids) for row in connection.execute(statement, {"ids": part}).all()]


@cache
def every_among(entity: type[Recorded]) -> Select[Any]:
    """Whole rows of a table, in no order, for `rows_among`."""
    return select(entity.__table__).where(among(entity.__table__.c.id))


def from_before(columns: Any, *, dated: bool) -> Sequence[ColumnElement[bool]]:
    """That a thing is open from before a `meeting` of a `group` on a `day`, and was not taken up in that meeting.

    For a statement to which the thing's own meeting is joined. Before a meeting without a date stand all that have one.
    """
    earlier = Meeting.date < bindparam("day", type_=Date) if dated else Meeting.date.is_not(None)
    taken_up = select(Capture.target_id).join(Note, Note.id == Capture.note_id)
    return (
        columns.group_id == bindparam("group"),
        columns.status.in_(sorted(OPEN_STATES)),
        or_(columns.meeting_id.is_(None), earlier & (Meeting.id != bindparam("meeting"))),
        columns.id.not_in(taken_up.where(Note.meeting_id == bindparam("meeting"))),
    )


def meeting_days(connection: Connection, meeting_ids: Sequence[str]) -> Mapping[str, date | None]:
    """The days of some meetings."""
    return {row.id: row.date for row in rows_among(connection, _DAYS, meeting_ids)}


def rows_of(
    connection: Connection,
    book: PartyBook,
    wanted: Mapping[CaptureKind, Iterable[str]],
    ties: Iterable[Tie] = (),
    *,
    with_labels: bool = True,
) -> dict[tuple[CaptureKind, str], CapturedRow]:
    """Captured things by kind and id, each with its parties, order items, and the line that it came from.

    Labels need the whole meeting's outline; the typing path does without them.
    """
    by_target = {(tie.kind, tie.target_id): tie for tie in sorted(ties, key=lambda tie: not tie.taken_up)}
    paths = note_paths(connection, {tie.note_id for tie in by_target.values()}) if with_labels else {}
    targets = {
        kind: list(_targets(connection, TARGETS[kind], list(dict.fromkeys(ids)))) for kind, ids in wanted.items()
    }
    met = {row.meeting_id for rows in targets.values() for row in rows if row.meeting_id}
    meetings = meeting_days(connection, sorted(met))
    found: dict[tuple[CaptureKind, str], CapturedRow] = {}
    for kind, rows in targets.items():
        target_ids = [row.id for row in rows]
        items = order_items(connection, target_ids)
        parties = _parties(connection, TARGETS[kind], target_ids)
        for row in rows:
            tie = by_target.get((kind, row.id))
            who = parties[row.id] if TARGETS[kind].parties else ([row.party] if row.party else [])
            found[kind, row.id] = CapturedRow(
                kind=kind,
                id=row.id,
                text=row.words,
                who=tuple(_named(book.get(party_id)) for party_id in who if party_id in book),
                due=row.due,
                status=row.status,
                note_id=tie.note_id if tie else None,
                label=paths.get(tie.note_id, "") if tie else "",
                order_items=tuple(items[row.id]),
                meeting_id=row.meeting_id,
                meeting_date=meetings.get(row.meeting_id),
                touched=tie.touched if tie else False,
                taken_up=tie.taken_up if tie else False,
                confirmed=tie.confirmed if tie else False,
                off_record=row.off_record,
            )
    return found


def _targets(connection: Connection, target: TargetKind, ids: Sequence[str]) -> Iterator[Any]:
    for row in rows_among(connection, _targets_among(target), ids):
        yield _Target(row.id, row.words, row.due or None, row.status or "", row.party or "", row)


@cache
def _targets_among(target: TargetKind) -> Select[Any]:
    columns = target.entity.__table__.c
    selected = [columns.id, columns[target.text].label("words"), columns.meeting_id, columns.off_record]
    selected.append(columns.due if target.due else _nothing("due"))
    selected.append(columns.status if target.status else _nothing("status"))
    selected.append(columns[target.party].label("party") if target.party else _nothing("party"))
    return select(*selected).where(among(columns.id))


def _nothing(name: str) -> Any:
    return literal("").label(name)


class _Target:
    """A captured thing as its own table has it."""

    __slots__ = ("due", "id", "meeting_id", "off_record", "party", "status", "words")

    def __init__(self, row_id: str, words: str, due: date | None, status: str, party: str, row: Any) -> None:
        self.id, self.words, self.due, self.status, self.party = row_id, words, due, status, party
        self.meeting_id, self.off_record = row.meeting_id, row.off_record


def _parties(connection: Connection, target: TargetKind, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    if target.parties is not None:
        for whole_id, party_id in rows_among(connection, _parties_among(*target.parties), ids):
            found[whole_id].append(party_id)
    return found


@cache
def _parties_among(entity: type[Recorded], whole: str) -> Select[Any]:
    columns = entity.__table__.c
    order = [columns.position] if "position" in columns else []
    return select(columns[whole], columns.party_id).where(among(columns[whole])).order_by(*order, columns.id)


def _named(party: PartyRow) -> NamedParty:
    if isinstance(party, PersonRow):
        return NamedParty(party.id, party.name, party.organisation, party.provisional)
    if isinstance(party, OrganisationRow):
        return NamedParty(party.id, party.display, provisional=party.provisional)
    return NamedParty(party.id, party.name, ", ".join(party.members))


def order_items(connection: Connection, subject_ids: Sequence[str]) -> dict[str, list[str]]:
    """The order items that things are linked to, as `26.6` (or `26` for a whole order)."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows_among(connection, _ITEMS, subject_ids):
        found[row.subject_id].append(f"{row.number}.{row.item}" if row.item else row.number)
    return found


_TIES_OF_TARGETS = _ties().where(among(Capture.target_id))
_TIES_OF_NOTES = _ties().where(among(Capture.note_id))
_TIES_OF_MEETING = (
    _ties()
    .join(Note, Note.id == Capture.note_id)
    .where(Note.meeting_id == bindparam("meeting_id"))
    .order_by(Note.rank, Note.id)
)
_DAYS = select(Meeting.id, Meeting.date).where(among(Meeting.id))
_ITEMS = (
    select(OrderLink.subject_id, CommissionOrder.number, OrderItem.number.label("item"))
    .join(CommissionOrder, CommissionOrder.id == OrderLink.order_id)
    .outerjoin(OrderItem, OrderItem.id == OrderLink.item_id)
    .where(among(OrderLink.subject_id))
    .order_by(CommissionOrder.number, OrderItem.rank)
)


def note_paths(connection: Connection, note_ids: Iterable[str]) -> dict[str, str]:
    """The labels of notes, such as `4.b.ii`; each meeting that they stand in is read once."""
    wanted = list(note_ids)
    meetings: set[str] = set()
    for part in chunks(wanted):
        meetings.update(connection.scalars(select(Note.meeting_id).where(Note.id.in_(part)).distinct()))
    found: dict[str, str] = {}
    for part in chunks(sorted(meetings)):
        lines: dict[str, list[Any]] = defaultdict(list)
        columns = (Note.meeting_id, Note.id, Note.level, Note.text, Note.off_record)
        statement = select(*columns).where(Note.meeting_id.in_(part))
        for row in connection.execute(statement.order_by(Note.rank, Note.id)):
            lines[row.meeting_id].append(row)
        for rows in lines.values():
            levels = [row.level for row in rows]
            paths = labels(levels, printed(levels, [row.text for row in rows], [row.off_record for row in rows]))
            found.update((row.id, path) for row, path in zip(rows, paths, strict=True))
    return found
