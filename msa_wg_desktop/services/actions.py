"""Actions: who will do what, by when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Action, ActionOwner, ActionUpdate, ChangeRow
from msa_wg_desktop.domain.actions import ActionRow, ActionStatus, OwnerRow, UpdateRow, roll_up
from msa_wg_desktop.domain.meanwhile import Left
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services import ledger_dates
from msa_wg_desktop.services.base import (
    delete,
    edit,
    find,
    require_as_shown,
    require_choice,
    require_text,
    set_parties,
    tidy,
)
from msa_wg_desktop.services.captured import among, order_items, rows_among
from msa_wg_desktop.services.captures import touch
from msa_wg_desktop.services.work import OrderTarget, WorkService, group_for, parts_of, sources
from msa_wg_desktop.words import _, ngettext


class Actions(WorkService[ActionRow]):
    """The verbs of actions.

    Whatever changes an action by itself cuts it loose from the line that it was captured from, so that
    the line no longer rewrites it; `from_line` says that it is the line itself that changes it.
    """

    kind = CaptureKind.ACTION

    def _rows(self, connection: Connection, rows: Sequence[Any], book: PartyBook) -> tuple[ActionRow, ...]:
        ids = [row.id for row in rows]
        came_from, items = sources(connection, rows), order_items(connection, ids)
        owners, updates = parts_of(connection, self._target, rows), _updates(connection, ids, book)
        former = ledger_dates.former(connection, Action.__tablename__, ids, field="due")
        return tuple(
            ActionRow(
                id=row.id,
                group_id=row.group_id,
                what=row.what,
                owners=tuple(_owner(owner, book) for owner in owners[row.id]),
                due=row.due,
                status=ActionStatus(row.status),
                overruled=bool(row.overruled),
                overruled_by=book.display(row.overruled_by_id),
                reason=row.reason,
                source=came_from[row.id],
                order_items=tuple(items.get(row.id, ())),
                updates=updates.get(row.id, ()),
                former_dues=former.get(row.id, ()),
                off_record=row.off_record,
            )
            for row in rows
        )

    # ------------------------------------------------------------------ making, changing

    def add(
        self,
        what: str,
        *,
        owners: Iterable[str] = (),
        due: date | None = None,
        order_items: Iterable[OrderTarget] = (),
        meeting_id: str | None = None,
        group_id: str | None = None,
        off_record: bool = False,
    ) -> str:
        """Adds an action to its meeting's group, the one named, or the only one; gives its id."""
        what = require_text(what, _("Say what is to be done. Nothing was changed."), field="what")
        with self.store.operation(_("Add an action"), meeting_id=meeting_id) as session:
            group = group_for(session, group_id, meeting_id)
            row = Action(group_id=group, meeting_id=meeting_id, what=what, due=due, off_record=off_record)
            session.add(row)
            session.flush()
            self._set_owners(session, row, self._party_ids(session, owners, field="owners"))
            self._link(session, row, order_items)
            return row.id

    def edit(
        self,
        action_id: str,
        values: Mapping[str, Any],
        *,
        shown: Mapping[str, Any] | None = None,
        from_line: bool = False,
    ) -> None:
        """Changes an action: `what`, `due`, `status`, `reason`, `off_record`, `meeting_id`, `owners`, `order_items`."""
        with self.store.operation(_edit_label(values)) as session:
            self._change(session, find(session, Action, action_id), self._with_ids(session, values), shown=shown)
            if not from_line:
                touch(session, action_id)

    def edit_many(
        self, action_ids: Sequence[str], values: Mapping[str, Any], *, seen: int | None = None
    ) -> tuple[Left, ...]:
        """Changes one action or several alike, as one step; gives those that were left as they are.

        `seen` is how far the record was told of (`Store.told`) when they were shown: what was changed since in
        one of these values is left, and so nothing is overwritten that nobody saw.
        """
        with self.store.operation(_edit_label(values)) as session:
            values = self._with_ids(session, values)
            rows, left = self._as_seen(session, action_ids, values.keys(), seen)
            if len(rows) > 1:
                session.label = _("Change {count} actions").format(count=len(rows))
            with session.no_autoflush:
                for row in rows:
                    self._change(session, row, values)
                    touch(session, row.id)
        return left

    def delete_many(self, action_ids: Sequence[str]) -> None:
        """Deletes several actions as one step; the lines that they came from stay."""
        words = ngettext("Delete an action", "Delete {count} actions", len(action_ids))
        with self.store.operation(words.format(count=len(action_ids))) as session:
            for action_id in self._there(session, action_ids):
                self.delete(action_id)

    def set_owners(self, action_id: str, owners: Iterable[str], *, from_line: bool = False) -> None:
        """Makes these the owners, in this order; who stays keeps their state."""
        self.edit(action_id, {"owners": tuple(owners)}, from_line=from_line)

    def set_owner_status(
        self, action_id: str, party: str, status: str, *, due: date | None = None, reason: str | None = None
    ) -> None:
        """Sets one owner's own state, with a reason, and a date of their own where it differs from the whole's."""
        with self.store.operation(_("Set an owner's state")) as session:
            row = find(session, Action, action_id)
            party_id = self._party_id(session, party, field="owner")
            owner = next((owner for owner in _owners(session, row) if owner.party_id == party_id), None)
            if owner is None:
                raise NotFoundError(_("{name} doesn't own this action.").format(name=party), field="owner")
            owner.status = require_choice(ActionStatus, status, field="status").value
            owner.due = due or owner.due
            owner.reason = owner.reason if reason is None else tidy(reason)
            self._roll_up(session, row)
            touch(session, action_id)

    def overrule(self, action_id: str, status: str, *, by: str | None = None, reason: str = "") -> None:
        """Sets the state of the whole over the owners' own and names who says so; with "" the owners' count again."""
        with self.store.operation(_("Overrule an action's state")) as session:
            row = find(session, Action, action_id)
            row.overruled = require_choice(ActionStatus, status, field="status").value if status else ""
            row.overruled_by_id = self._party_id(session, by, field="by") if status else None
            row.reason = tidy(reason) or row.reason
            self._roll_up(session, row)
            touch(session, action_id)

    def mark_done(self, action_id: str) -> None:
        """Marks an action as done, for all owners who still pursue it."""
        self._set_status(action_id, ActionStatus.DONE, _("Mark the action as done"))

    def reopen(self, action_id: str) -> None:
        """Opens an action again, for all owners."""
        self._set_status(action_id, ActionStatus.OPEN, _("Reopen the action"))

    def drop(self, action_id: str, reason: str = "") -> None:
        """Says that an action is no longer pursued, and why."""
        self._set_status(action_id, ActionStatus.NO_LONGER_PURSUED, _("No longer pursue the action"), reason=reason)

    def add_update(self, action_id: str, text: str, *, on: date | None = None, by: str | None = None) -> str:
        """Notes what was said about an action, today or on another day; gives the update's id."""
        text = require_text(text, _("Say what is new about it. Nothing was changed."), field="text")
        with self.store.operation(_("Add an update")) as session:
            find(session, Action, action_id)
            by_id = self._party_id(session, by, field="by")
            row = ActionUpdate(action_id=action_id, date=on or self.store.clock.today(), by_id=by_id, text=text)
            session.add(row)
            touch(session, action_id)
            return row.id

    def edit_update(self, update_id: str, values: Mapping[str, Any]) -> None:
        """Corrects an update's `text` or `date`."""
        with self.store.operation(_("Change an update")) as session:
            edit(find(session, ActionUpdate, update_id), values)

    def delete_update(self, update_id: str) -> None:
        """Takes an update away."""
        with self.store.operation(_("Delete an update")) as session:
            delete(session, ActionUpdate, update_id)

    def delete(self, action_id: str) -> None:
        """Deletes an action; the line that it came from stays."""
        self._delete(_("Delete an action"), action_id)

    # ------------------------------------------------------------------ parts

    def _with_ids(self, session: RecordSession, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with their owners by id, found once for however many actions."""
        owners = values.get("owners")
        ids = {} if owners is None else {"owners": self._party_ids(session, owners, field="owners")}
        return {**values, **ids}

    def _change(
        self,
        session: RecordSession,
        row: Action,
        values: Mapping[str, Any],
        *,
        shown: Mapping[str, Any] | None = None,
    ) -> None:
        values = dict(values)
        if "what" in values:
            require_text(values["what"], _("Say what is to be done. Nothing was changed."), field="what")
        owner_ids, items, status = (values.pop(name, None) for name in ("owners", "order_items", "status"))
        edit(row, values, shown=shown)
        if owner_ids is not None:
            self._set_owners(session, row, owner_ids)
        if items is not None:
            self._link(session, row, items)
        if status is not None:
            require_as_shown(row, "status", shown)
            self._set_whole(session, row, require_choice(ActionStatus, status, field="status"))

    def _set_owners(self, session: RecordSession, row: Action, owner_ids: Sequence[str]) -> None:
        set_parties(session, ActionOwner, of=("action_id", row.id), party_ids=owner_ids)
        session.flush()
        self._roll_up(session, row)

    def _set_status(self, action_id: str, status: ActionStatus, label: str, *, reason: str = "") -> None:
        with self.store.operation(label) as session:
            row = find(session, Action, action_id)
            self._set_whole(session, row, status)
            row.reason = tidy(reason) or row.reason
            touch(session, action_id)

    def _set_whole(self, session: RecordSession, row: Action, status: ActionStatus) -> None:
        row.overruled, row.overruled_by_id = "", None
        owners = _owners(session, row)
        pursuing = [owner for owner in owners if owner.status != ActionStatus.NO_LONGER_PURSUED]
        for owner in pursuing if pursuing and status is ActionStatus.DONE else owners:
            owner.status = status.value
        row.status = status.value
        self._roll_up(session, row)

    def _roll_up(self, session: RecordSession, row: Action) -> None:
        rolled = roll_up(ActionStatus(owner.status) for owner in _owners(session, row))
        row.status = row.overruled or (rolled.value if rolled else row.status)


def _edit_label(values: Mapping[str, Any]) -> str:
    if set(values) == {"due"}:
        return _("Move the due date")
    return _("Change the owners") if set(values) == {"owners"} else _("Change an action")


def _owners(session: RecordSession, row: Action) -> Sequence[ActionOwner]:
    return session.scalars(select(ActionOwner).where(ActionOwner.action_id == row.id)).all()


def _owner(row: Any, book: PartyBook) -> OwnerRow:
    party = book.get(row.party_id)
    return OwnerRow(party.id, party.display, party.kind, ActionStatus(row.status), row.due, row.reason)


def _updates(connection: Connection, ids: Sequence[str], book: PartyBook) -> dict[str, tuple[UpdateRow, ...]]:
    found: dict[str, tuple[UpdateRow, ...]] = {}
    for row in rows_among(connection, _UPDATES, ids):
        update = UpdateRow(row.id, row.date, row.text, book.display(row.by_id))
        found[row.action_id] = (*found.get(row.action_id, ()), update)
    return found


_WRITTEN = select(func.min(ChangeRow.id)).where(ChangeRow.entity_id == ActionUpdate.id).scalar_subquery()
_UPDATES = (
    select(ActionUpdate.__table__)
    .where(among(ActionUpdate.action_id))
    .order_by(ActionUpdate.date, _WRITTEN, ActionUpdate.id)
)
