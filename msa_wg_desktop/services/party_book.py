"""Reads everybody in the record at once, for whoever has to show or to find a party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, bindparam, null, or_, select

from msa_wg_desktop.db.models import Affiliation, ChangeRow, ClassMember, Counter, Operation, Party
from msa_wg_desktop.domain.changes import ChangeKind
from msa_wg_desktop.domain.parties import ClassRow, OrganisationRow, PartyBook, PartyRow, PersonRow
from msa_wg_desktop.domain.readings import PartyKind

SHELF = "party_books"
"""The option of a connection that reads under which it has its shelf. One that writes has none: what it wrote is not
in the ledger before it ends."""
Shelf: TypeAlias = dict[date, tuple[int, PartyBook]]
"""By the day, the book that was read last, and where the record stood then."""
_PERSON = PartyKind.PERSON.value
_ENTITIES = ("party", "class_member", "affiliation")
_STAND = select(Counter.seq, null().label("entity"), null().label("id"), null().label("kind"))
# Made once: it is asked at each reading.
_STAND_AND_CHANGES = _STAND.union_all(
    select(Operation.seq, ChangeRow.entity, ChangeRow.entity_id, ChangeRow.kind)
    .join(ChangeRow, ChangeRow.operation_id == Operation.id)
    .where(Operation.seq > bindparam("known"), ChangeRow.entity.in_(_ENTITIES))
)
_KEPT_DAYS, _ALONE = 3, 20
"""Days whose books are kept beside today's; how many people are read one by one at most."""


def read(connection: Connection, today: date) -> PartyBook:
    """The book of parties, with the memberships that hold today, and people where they belong today.

    For a meeting of some time ago `today` is its day: who moved since stands with the organisation of then.
    Readers keep the book that was read last and ask, in one statement, what changed since; whoever writes reads anew.
    """
    kept: Shelf | None = connection.get_execution_options().get(SHELF)
    if kept is None:
        return _whole(connection, today)
    known = kept.get(today)
    seq, changes = _since(connection, known[0] if known else None)
    if known is None:
        book = _of_another_day(connection, kept, today) or _whole(connection, today)
    elif changes:
        book = _brought_up_to_date(connection, known[1], changes, today)
    else:
        book = known[1]
    if known is None or seq != known[0]:
        kept[today] = (seq, book)
        for day in [day for day in tuple(kept) if day != today][:-_KEPT_DAYS]:
            kept.pop(day, None)
    return book


def _of_another_day(connection: Connection, kept: Shelf, today: date) -> PartyBook | None:
    """That of the day asked for last, where everybody belonged to the same as on this one: on most days they do."""
    day = next(reversed(kept), None)
    if day is None or _belonging(connection, day) != _belonging(connection, today):
        return None
    return read(connection, day)


def _belonging(connection: Connection, day: date) -> tuple[Collection[tuple[str, str]], Mapping[str, str]]:
    """All that is another on another day: who is a member of which class, and who belonged elsewhere."""
    statement = select(ClassMember.class_id, ClassMember.member_id).where(holds(day)).distinct()
    return set(connection.execute(statement).tuples()), _affiliated(connection, day)


def _whole(connection: Connection, today: date) -> PartyBook:
    # All at once: row by row takes twice as long, and everybody is read often.
    rows = connection.execute(select(Party.__table__).order_by(Party.name, Party.id)).all()
    parties = {row.id: row for row in rows}
    members: dict[str, list[str]] = defaultdict(list)
    classes: dict[str, list[str]] = defaultdict(list)
    belonging, then = _belonging(connection, today)
    for class_id, member_id in belonging:
        members[class_id].append(member_id)
        classes[member_id].append(class_id)
    return PartyBook(
        _row(party, parties, members, classes, then.get(party.id, party.organisation_id)) for party in parties.values()
    )


def _since(connection: Connection, seq: int | None) -> tuple[int, Sequence[Any]]:
    """Where the record stands, and what happened to parties after an earlier stand."""
    if seq is None:
        return int(connection.execute(_STAND).one().seq), ()
    rows = connection.execute(_STAND_AND_CHANGES, {"known": seq}).all()
    return max(row.seq for row in rows), [row for row in rows if row.entity is not None]


def _brought_up_to_date(connection: Connection, book: PartyBook, changes: Sequence[Any], today: date) -> PartyBook:
    """A person who came or changed by themselves is read alone; for anything else, everybody."""
    ids = {row.id for row in changes}
    alone = all(row.entity == "party" and row.kind != ChangeKind.DELETE for row in changes) and len(ids) <= _ALONE
    found = connection.execute(select(Party.__table__).where(Party.id.in_(ids))).all() if alone else ()
    if len(found) != len(ids) or any(row.kind != _PERSON for row in found):
        return _whole(connection, today)
    then = _affiliated(connection, today)
    people = (_person(row, then.get(row.id, row.organisation_id), book.display) for row in found)
    return book.with_people(people)


def holds(day: date) -> ColumnElement[bool]:
    """That a membership in a class holds on a day."""
    begun = or_(ClassMember.since.is_(None), ClassMember.since <= day)
    return begun & or_(ClassMember.until.is_(None), ClassMember.until >= day)


def _affiliated(connection: Connection, day: date) -> Mapping[str, str]:
    """Whose organisation on a day was another than the one they came to last."""
    statement = select(Affiliation.person_id, Affiliation.organisation_id).where(Affiliation.until >= day)
    return dict(connection.execute(statement.order_by(Affiliation.until.desc(), Affiliation.id)).tuples().all())


def _row(
    party: Any,
    parties: Mapping[str, Any],
    members: Mapping[str, list[str]],
    classes: Mapping[str, list[str]],
    organisation_id: str | None,
) -> PartyRow:
    if party.kind == _PERSON:
        return _person(party, organisation_id, lambda other: _written(parties.get(other or "")))
    if party.kind == PartyKind.ORGANISATION:
        its = sorted((parties[other].name, other) for other in classes.get(party.id, ()))
        return OrganisationRow(
            party.id,
            party.name,
            short=party.short,
            classes=tuple(name for name, _id in its),
            class_ids=tuple(other for _name, other in its),
            provisional=party.provisional,
            retired=party.retired,
        )
    its = sorted((parties[other].short or parties[other].name, other) for other in members.get(party.id, ()))
    return ClassRow(
        party.id,
        party.name,
        members=tuple(name for name, _id in its),
        member_ids=tuple(other for _name, other in its),
        retired=party.retired,
    )


def _person(party: Any, organisation_id: str | None, written: Callable[[str | None], str]) -> PersonRow:
    return PersonRow(
        party.id,
        party.name,
        organisation_id=organisation_id,
        organisation=written(organisation_id),
        code=party.code,
        mail=party.mail,
        provisional=party.provisional,
        retired=party.retired,
    )


def _written(organisation: Any | None) -> str:
    return (organisation.short or organisation.name) if organisation is not None else ""
