"""What the services of actions, data needs, agreements, questions and positions share: sifting, sources, links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from msa_wg_desktop.db.holds import holds
from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Capture, Meeting, Note, OrderLink, Recorded, WorkingGroup
from msa_wg_desktop.domain.meanwhile import Left
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.domain.work import ALL, Source, WorkFilter
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import order_refs, party_book
from msa_wg_desktop.services.base import Service, delete, find, set_order_links
from msa_wg_desktop.services.captured import (
    TARGETS,
    TargetKind,
    Tie,
    among,
    chunks,
    every_among,
    meeting_days,
    rows_among,
    ties_of_targets,
)
from msa_wg_desktop.services.meanwhile import changed_since
from msa_wg_desktop.services.search_labels import labels_of
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

# An order item as it is written (`26.6`, `24-08-02 #26.6`), or the ids of an order and of its item.
OrderTarget: TypeAlias = str | tuple[str, str | None]

WorkRow = TypeVar("WorkRow")

FEW_PARTIES = 10


class WorkService(Service, Generic[WorkRow]):
    """A service of one kind of thing that comes of the talk: what all of them read and delete alike."""

    kind: CaptureKind
    order: Sequence[Any] = ()

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._target = TARGETS[self.kind]

    def list(self, wanted: WorkFilter = ALL) -> tuple[WorkRow, ...]:
        """Those that are wanted, in their order: by date, by the meeting's day, by the place of their line."""
        with self.store.reading() as connection:
            book = self._book(connection)
            return self._rows(connection, connection.execute(self._select(wanted, book)).all(), book)

    def get(self, row_id: str) -> WorkRow:
        """One by its id; raises NotFoundError in words."""
        with self.store.reading() as connection:
            found = rows_among(connection, every_among(self._entity), [row_id])
            if not found:
                raise NotFoundError(_("That isn't in the record any more."), detail=f"{self.kind.value} {row_id}")
            return self._rows(connection, found, self._book(connection))[0]

    def _rows(self, connection: Connection, rows: Sequence[Any], book: PartyBook) -> tuple[WorkRow, ...]:
        """Rows of the table as the rows that are shown, in a fixed number of statements."""
        raise NotImplementedError

    @property
    def _entity(self) -> type[Recorded]:
        return self._target.entity

    def _book(self, connection: Connection) -> PartyBook:
        return party_book.read(connection, self.store.clock.today())

    def _party_ids(self, session: RecordSession, parties: Iterable[str], *, field: str) -> tuple[str, ...]:
        return self._book(session.connection()).find_all(parties, field=field)

    def _party_id(self, session: RecordSession, party: str | None, *, field: str) -> str | None:
        return self._party_ids(session, (party,), field=field)[0] if party else None

    def _select(self, wanted: WorkFilter, book: PartyBook) -> Select[Any]:
        statement = select(self._entity.__table__).where(
            *conditions(self._target, wanted, book, self.store.clock.today())
        )
        statement = statement.order_by(*self.order, *in_order(self._target))
        if wanted.limit is not None:
            statement = statement.limit(wanted.limit)
        return statement.offset(wanted.offset) if wanted.offset else statement

    def _link(self, session: RecordSession, row: Any, targets: Iterable[OrderTarget]) -> None:
        """Makes the order links of a row be just these."""
        pairs = [order_refs.require(session.connection(), target, row.group_id) for target in targets]
        set_order_links(session, subject=self.kind.value, subject_id=row.id, targets=pairs)

    def _there(self, session: RecordSession, row_ids: Sequence[str]) -> list[str]:
        """Those of some that are still there: whoever deleted one first is no error."""
        return [row_id for row_id in row_ids if session.get(self._entity, row_id) is not None]

    def _as_seen(
        self, session: RecordSession, row_ids: Sequence[str], names: Collection[str], seen: int | None
    ) -> tuple[Sequence[Any], tuple[Left, ...]]:
        """Those of some that nobody changed in these values since `seen`; and the others, with who changed them.

        With no `seen` nobody was shown anything: all that are there.
        """
        columns = self._entity.__table__.c
        statements = (select(self._entity).where(columns.id.in_(part)) for part in chunks(row_ids))
        rows = {row.id: row for statement in statements for row in session.scalars(statement)}
        if seen is None:
            return tuple(rows.values()), ()
        who = changed_since(session.connection(), self._target, row_ids, names, seq=seen)
        words = self._target.text
        changed = (
            Left(each, getattr(rows[each], words), who[each]) for each in row_ids if each in rows and each in who
        )
        gone = (Left(row_id, "", "") for row_id in row_ids if row_id not in rows)
        return tuple(row for row in rows.values() if row.id not in who), (*changed, *gone)

    def _delete(self, label: str, row_id: str) -> None:
        from msa_wg_desktop.services.captures import forget_target

        with self.store.operation(label) as session:
            find(session, self._entity, row_id)
            forget_target(session, row_id)
            delete(session, self._entity, row_id)


def conditions(
    target: TargetKind,
    wanted: WorkFilter,
    book: PartyBook,
    today: date,
    *,
    all_states: bool = False,
    many: bool | None = None,
) -> list[ColumnElement[bool]]:
    """The conditions of a filter on the table of one kind of thing.

    `all_states`: rows in all states are looked at anyhow, as they are for words. No index of states is to lead
    through them then, seeking each by itself; the function keeps databases from it. `many` says, where it is known,
    whether much of what there is belongs to the wanted parties: it is looked up by its ids then, or gone through.
    """
    columns = target.entity.__table__.c
    state: Any = columns.get("status")
    aside = all_states or wanted.words or many is False
    state = func.coalesce(state, "") if state is not None and aside else state
    found = [
        columns[name] == value
        for name, value in (("group_id", wanted.group_id), ("meeting_id", wanted.meeting_id))
        if value is not None
    ]
    if wanted.group_ids is not None:
        found.append(columns.group_id.in_(wanted.group_ids))
    if wanted.public_only:
        found.append(columns.off_record.is_(False))
    if target.status and wanted.status:
        found.append(state == wanted.status)
    if target.status and (wanted.open_only or wanted.overdue or wanted.due_before):
        found.append(state.in_(target.open_states))
    if target.due:
        found += [_due_before(target, today)] if wanted.overdue else []
        if wanted.due_before:
            before = _due_before(target, wanted.due_before)
            found.append(or_(before, columns.due.is_(None)) if wanted.or_without_date else before)
        found += [columns.due >= wanted.due_from] if wanted.due_from else []
        found += [columns.due.is_(None)] if wanted.without_date else []
    texts = (target.text, *target.also)
    found += [or_(*(holds(columns[text], word) for text in texts)) for word in clean(wanted.words)[0].split()]
    if wanted.without_party and target.parties is not None:
        entity, name = target.parties
        found.append(~exists().where(entity.__table__.c[name] == columns.id))
    if wanted.party_id is not None:
        found.append(_of_parties(target, book.related(wanted.party_id), many=bool(many)))
    if wanted.mine_of is not None:
        found.append(_of_parties(target, book.mine(wanted.mine_of), many=bool(many)))
    found += _of_order(columns.id, wanted)
    return found


def in_order(target: TargetKind) -> list[Any]:
    """How things of one kind are ordered: by date, by their meeting's day, by the place of their line; none last."""
    columns = target.entity.__table__.c
    day = select(Meeting.date).where(Meeting.id == columns.meeting_id).scalar_subquery()
    captured = (Capture.target_id == columns.id, Capture.taken_up.is_(False))
    place = select(func.min(Note.rank)).join(Capture, Capture.note_id == Note.id).where(*captured).scalar_subquery()
    dates = [columns[name] for name in ("due", "stated_on") if name in columns]
    return [*(part for value in (*dates, day, place) for part in (value.is_(None), value)), columns.id]


def _due_before(target: TargetKind, day: date) -> ColumnElement[bool]:
    """Due before a day: as a whole, or for one of its parties that is not done with it."""
    columns = target.entity.__table__.c
    whole = columns.due < day
    if target.parties is None:
        return whole
    entity, name = target.parties
    parts = entity.__table__.c
    its = select(parts[name]).where(parts.due < day, parts.status.in_(target.open_states))
    return or_(whole, columns.id.in_(its))


def one_of(row_id: ColumnElement[str], ids: Select[tuple[str]], *, many: bool) -> ColumnElement[bool]:
    """Being one of some. Where these are many, a list is gone through in its order, as far as it is asked for, and
    they aren't each looked up: the function keeps databases from that."""
    return (func.coalesce(row_id, "") if many else row_id).in_(ids)


def _of_parties(target: TargetKind, ids: Iterable[str], *, many: bool) -> ColumnElement[bool]:
    columns = target.entity.__table__.c
    wanted = sorted(ids)
    if target.parties is None:
        return columns[target.party].in_(wanted)
    entity, name = target.parties
    parts = entity.__table__.c
    if len(wanted) <= FEW_PARTIES:
        return one_of(columns.id, select(parts[name]).where(parts.party_id.in_(wanted)), many=many)
    # Many parties have most of what there is: going through it beats gathering theirs. The function keeps
    # databases from looking each party up in their index all the same.
    return exists().where(parts[name] == columns.id, func.coalesce(parts.party_id, "").in_(wanted))


def _of_order(row_id: Any, wanted: WorkFilter) -> list[ColumnElement[bool]]:
    if wanted.item_id is not None:
        return [row_id.in_(select(OrderLink.subject_id).where(OrderLink.item_id == wanted.item_id))]
    if wanted.order_id is not None:
        return [row_id.in_(select(OrderLink.subject_id).where(OrderLink.order_id == wanted.order_id))]
    return []


def sources(connection: Connection, rows: Sequence[Any]) -> dict[str, Source]:
    """Where each of some rows comes from; the line is the first that captured it, not one that took it up again."""
    ties = first_ties(connection, [row.id for row in rows])
    labels = labels_of(connection, sorted({tie.note_id for tie in ties.values()}))
    days = meeting_days(connection, sorted({row.meeting_id for row in rows if row.meeting_id}))
    found: dict[str, Source] = {}
    for row in rows:
        tie = ties.get(row.id)
        where = (row.meeting_id, days.get(row.meeting_id))
        if tie is None:
            found[row.id] = Source(*where)
        else:
            found[row.id] = Source(*where, tie.note_id, labels.get(tie.note_id, ("",))[0], tie.touched, tie.confirmed)
    return found


def first_ties(connection: Connection, target_ids: Sequence[str]) -> dict[str, Tie]:
    """By its id, the line that each thing was captured from first; lines that took it up again don't count."""
    ties = sorted(ties_of_targets(connection, target_ids), key=lambda tie: tie.id, reverse=True)
    return {tie.target_id: tie for tie in ties if not tie.taken_up}


def parts_of(connection: Connection, target: TargetKind, rows: Sequence[Any]) -> dict[str, list[Any]]:
    """The party rows of each of some rows, in their order."""
    assert target.parties is not None
    entity, name = target.parties
    found: dict[str, list[Any]] = {row.id: [] for row in rows}
    for row in rows_among(connection, _parts_among(entity, name), list(found)):
        found[getattr(row, name)].append(row)
    return found


@cache
def _parts_among(entity: type[Recorded], name: str) -> Select[Any]:
    columns = entity.__table__.c
    order = [columns[field] for field in ("position", "id") if field in columns]
    return select(entity.__table__).where(among(columns[name])).order_by(*order)


def group_for(session: RecordSession, group_id: str | None, meeting_id: str | None) -> str:
    """The group that a new thing belongs to: its meeting's, else the one named, else the only one without subgroups."""
    if meeting_id is not None:
        return find(session, Meeting, meeting_id).group_id
    if group_id is not None:
        return find(session, WorkingGroup, group_id).id
    groups = session.execute(select(WorkingGroup.id, WorkingGroup.parent_id)).all()
    parents = {group.parent_id for group in groups}
    leaves = [group.id for group in groups if group.id not in parents]
    if len(leaves) != 1:
        several = _("Say which group this belongs to, or which meeting. Nothing was changed.")
        raise ValidationError(several if groups else _("There is no group yet. Add one first."), field="group")
    return leaves[0]
