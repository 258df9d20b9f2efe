"""Which organisation was in which party class, from when until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from msa_wg_desktop.db.models import ClassMember
from msa_wg_desktop.domain.parties import MembershipRow
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, edit, find
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.services.groups import require_span
from msa_wg_desktop.words import _


class Memberships(Service):
    """The verbs of memberships with dates. `Parties.edit` sets members by their names alone."""

    def list(self, party_id: str) -> tuple[MembershipRow, ...]:
        """The members of a class, or the classes of an organisation; those that have ended among them."""
        its = or_(ClassMember.class_id == party_id, ClassMember.member_id == party_id)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            rows = connection.execute(select(ClassMember.__table__).where(its)).all()
        found = [
            MembershipRow(
                row.id,
                row.class_id,
                book.brief(row.class_id),
                row.member_id,
                book.brief(row.member_id),
                row.since,
                row.until,
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda row: (row.class_name, row.member, row.since or date.min)))

    def add(
        self, party_class: str, member: str, *, since: date | None = None, until: date | None = None
    ) -> MembershipRow:
        """Puts an organisation into a class."""
        require_span(since, until)
        with self.store.operation(_("Add a member")) as session:
            book = party_book.read(session.connection(), self.store.clock.today())
            class_id = book.find(party_class, kinds=(PartyKind.PARTY_CLASS,), field="class").id
            organisation = book.find(member, kinds=(PartyKind.ORGANISATION,), field="member")
            if any(row.member_id == organisation.id and row.overlaps(since, until) for row in self.list(class_id)):
                raise ValidationError(
                    _("{name} is in {party_class} at that time already. Nothing was changed.").format(
                        name=organisation.display, party_class=book.brief(class_id)
                    ),
                    field="member",
                )
            row = ClassMember(class_id=class_id, member_id=organisation.id, since=since, until=until)
            session.add(row)
            return next(member for member in self.list(class_id) if member.id == row.id)

    def edit(self, membership_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a membership's `since` or `until`."""
        with self.store.operation(_("Change a membership")) as session:
            row = find(session, ClassMember, membership_id)
            require_span(values.get("since", row.since), values.get("until", row.until))
            edit(row, values, shown=shown)

    def remove(self, membership_id: str) -> None:
        """Takes a membership away; to say that somebody left, give it an end instead."""
        with self.store.operation(_("Remove a member")) as session:
            delete_row(session, ClassMember, membership_id)
