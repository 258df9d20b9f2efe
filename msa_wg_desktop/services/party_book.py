"""Reads everybody in the record at once, for whoever has to show or to find a party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from msa_wg_desktop.db.models import Affiliation, ClassMember, Party
from msa_wg_desktop.domain.parties import ClassRow, OrganisationRow, PartyBook, PartyRow, PersonRow
from msa_wg_desktop.domain.readings import PartyKind

_PERSON = PartyKind.PERSON.value


def read(connection: Connection, today: date) -> PartyBook:
    """The book of parties, with the memberships that hold today, and people where they belong today; three statements.

    For a meeting of some time ago `today` is its day: who moved since stands with the organisation of then.
    """
    # All at once: row by row takes twice as long, and everybody is read often.
    rows = connection.execute(select(Party.__table__).order_by(Party.name, Party.id)).all()
    parties = {row.id: row for row in rows}
    members: dict[str, list[str]] = defaultdict(list)
    classes: dict[str, list[str]] = defaultdict(list)
    statement = select(ClassMember.class_id, ClassMember.member_id).where(holds(today)).distinct()
    for class_id, member_id in connection.execute(statement):
        members[class_id].append(member_id)
        classes[member_id].append(class_id)
    then = _affiliated(connection, today)
    return PartyBook(
        _row(party, parties, members, classes, then.get(party.id, party.organisation_id)) for party in parties.values()
    )


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
        organisation = parties.get(organisation_id or "")
        return PersonRow(
            party.id,
            party.name,
            organisation_id=organisation_id,
            organisation=(organisation.short or organisation.name) if organisation else "",
            code=party.code,
            mail=party.mail,
            provisional=party.provisional,
            retired=party.retired,
        )
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
