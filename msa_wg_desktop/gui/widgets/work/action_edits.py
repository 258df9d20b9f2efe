"""What is entered about actions, in the table or beside it, read as words and written; what can't be taken is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msa_wg_desktop.domain.meanwhile import Left
from msa_wg_desktop.gui.widgets.work.work_edits import WorkEdits, items_of
from msa_wg_desktop.words import _, ngettext


class ActionEdits(WorkEdits):
    """The verbs of actions, as they are entered."""

    # ------------------------------------------------------------------ one action or many

    def set_what(self, action_id: str, text: str, *, seen: int | None = None) -> bool:
        return self._set((action_id,), lambda: {"what": text.strip()}, seen)

    def set_owners(self, action_ids: Sequence[str], text: str, *, seen: int | None = None) -> bool:
        """Names, codes and classes with a comma between them; nothing takes all owners away."""
        return self._set(action_ids, lambda: {"owners": self._parties(text)}, seen)

    def set_due(
        self, action_ids: Sequence[str], words: str, *, meeting_day: date | None = None, seen: int | None = None
    ) -> bool:
        """A day in words, seen from today; one that is odd is taken, and said."""
        taken = self._set(action_ids, lambda: {"due": self._day(words)}, seen)
        if taken:
            self._say_odd(self._day(words), meeting_day)
        return taken

    def set_status(self, action_ids: Sequence[str], status: str, *, seen: int | None = None) -> bool:
        return self._set(action_ids, lambda: {"status": status}, seen)

    def set_reason(self, action_id: str, reason: str, *, seen: int | None = None) -> bool:
        return self._set((action_id,), lambda: {"reason": reason.strip()}, seen)

    def set_items(self, action_id: str, text: str, *, seen: int | None = None) -> bool:
        """Order items such as `26.6, 26.1`."""
        return self._set((action_id,), lambda: {"order_items": items_of(text)}, seen)

    def delete(self, action_ids: Sequence[str]) -> bool:
        """Asks nothing: it can be undone, and a bar says so."""
        if not action_ids or not self._try(lambda: self._context.services.actions.delete_many(action_ids)):
            return False
        words = ngettext("The action was deleted.", "{count} actions were deleted.", len(action_ids))
        self._context.say_done(words.format(count=len(action_ids)))
        return True

    # ------------------------------------------------------------------ parts of one action

    def set_owner_state(self, action_id: str, party_id: str, status: str, *, due: str, reason: str) -> bool:
        """One owner's own state, date in words and reason."""

        def write() -> None:
            day = self._day(due)
            self._context.services.actions.set_owner_status(action_id, party_id, status, due=day, reason=reason)

        return self._try(write)

    def add_update(self, action_id: str, text: str) -> bool:
        return self._try(lambda: self._context.services.actions.add_update(action_id, text))

    def edit_update(self, update_id: str, text: str) -> bool:
        """Other words; none take the update away."""
        if not text.strip():
            return self.delete_update(update_id)
        return self._try(lambda: self._context.services.actions.edit_update(update_id, {"text": text.strip()}))

    def delete_update(self, update_id: str) -> bool:
        if not self._try(lambda: self._context.services.actions.delete_update(update_id)):
            return False
        self._context.say_done(_("The update was deleted."))
        return True

    # ------------------------------------------------------------------ parts

    def _write(self, ids: Sequence[str], values: Mapping[str, Any], seen: int, /) -> Sequence[Left]:
        return self._context.services.actions.edit_many(ids, values, seen=seen)
