"""What is entered about people, organisations and classes, in the table or beside it; what can't be taken is said."""

from __future__ import annotations

from typing import Any

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.party_file import PeopleRow
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.gui.models.people_table import shown_value
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.services.typed import day_of
from msa_wg_desktop.words import _

_NAMES = frozenset({"classes", "members"})


class PartyEdits(RecordEdits):
    """Edits of people, organisations and classes, their seats and memberships."""

    # ------------------------------------------------------------------ parties

    def set_field(self, row: PeopleRow, name: str, text: str) -> bool:
        """A name, a code, an address, an organisation, or several names with a comma between them."""
        parties = self._context.services.parties
        if name in _NAMES:
            values: dict[str, Any] = {name: [part.strip() for part in text.split(",") if part.strip()]}
            return self._try(lambda: parties.edit(row.id, values))
        if name == "organisation":
            return self._try(lambda: parties.edit(row.id, {name: text}))
        shown = {name: shown_value(row, name)}
        # Line ends must reach the check of an address as they were pasted.
        return self._try(lambda: parties.edit(row.id, {name: text}, shown=shown))

    def settle(self, party_id: str) -> bool:
        """Keeps a name from the notes as somebody new."""
        return self._try(lambda: self._context.services.parties.settled(party_id))

    def retire(self, party_id: str, *, retired: bool) -> bool:
        parties = self._context.services.parties
        if not self._try(lambda: parties.retire(party_id, retired=retired)):
            return False
        words = _("{name} is offered no more; all that is there stays.") if retired else _("{name} takes part again.")
        self._context.say_done(words.format(name=parties.get(party_id).display))
        return True

    def delete(self, party_id: str) -> bool:
        """Deletes where nothing hangs on it, else says what does and retires instead."""
        parties = self._context.services.parties
        name = parties.get(party_id).display
        try:
            parties.delete(party_id)
        except ValidationError as problem:
            if not self._try(lambda: parties.retire(party_id)):
                return False
            self._context.say_done(_("{why} It was retired instead.").format(why=problem.words))
            return True
        except AppError as problem:
            self.refused.emit(problem.words)
            return False
        self.taken.emit()
        self._context.say_done(_("Deleted: {name}").format(name=name))
        return True

    # ------------------------------------------------------------------ seats and memberships

    def add_seat(self, party_id: str) -> bool:
        """A seat in the group at hand, as representative, to be changed where it is shown."""
        group_id = self._context.scope.group_id
        if not group_id:
            self.refused.emit(_("There is no group yet. Seats belong to one: start it on the page Meetings."))
            return False
        return self._try(lambda: self._context.services.groups.add_seat(group_id, party_id))

    def set_seat(self, seat_id: str, name: str, text: str) -> bool:
        """A seat's `role`, or its `since` or `until` in words."""
        value = SeatRole(text).value if name == "role" else None
        groups = self._context.services.groups
        return self._try(lambda: groups.edit_seat(seat_id, {name: value or self._day(text)}))

    def remove_seat(self, seat_id: str) -> bool:
        if not self._try(lambda: self._context.services.groups.remove_seat(seat_id)):
            return False
        self._context.say_done(_("The seat was removed. Give a seat an end instead where somebody left it."))
        return True

    def set_membership(self, membership_id: str, name: str, text: str) -> bool:
        """A membership's `since` or `until` in words."""
        memberships = self._context.services.memberships
        return self._try(lambda: memberships.edit(membership_id, {name: self._day(text)}))

    def remove_membership(self, membership_id: str) -> bool:
        if not self._try(lambda: self._context.services.memberships.remove(membership_id)):
            return False
        self._context.say_done(_("The membership was removed. Give it an end instead where somebody left."))
        return True

    # ------------------------------------------------------------------ parts

    def _day(self, text: str) -> Any:
        return day_of(text, today=self._context.clock.today())
