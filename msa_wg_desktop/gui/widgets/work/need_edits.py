"""What is entered about data needs, in the table or beside it, read as words and written; refusals are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.materials import Cites
from msa_wg_desktop.domain.meanwhile import Left
from msa_wg_desktop.gui.widgets.work.work_edits import WorkEdits, items_of
from msa_wg_desktop.words import _, ngettext


class NeedEdits(WorkEdits):
    """The verbs of data needs, as they are entered."""

    # ------------------------------------------------------------------ one need or many

    def set_need(self, need_id: str, text: str, *, seen: int | None = None) -> bool:
        return self._set((need_id,), lambda: {"need": text.strip()}, seen)

    def set_owners(self, need_ids: Sequence[str], text: str, *, seen: int | None = None) -> bool:
        """The responsible parties, with a comma between them; nothing takes all of them away."""
        return self._set(need_ids, lambda: {"parties": self._parties(text)}, seen)

    def set_due(
        self, need_ids: Sequence[str], words: str, *, asked_on: date | None = None, seen: int | None = None
    ) -> bool:
        """A day in words, seen from today; one that is odd is taken, and said."""
        if not self._set(need_ids, lambda: {"due": self._day(words)}, seen):
            return False
        day = self._day(words)
        if day and asked_on and day < asked_on:
            asked = _("Due {day}, before it was asked for on {asked}.")
            self._context.say_done(asked.format(day=format_date(day), asked=format_date(asked_on)))
        else:
            self._say_odd(day, None)
        return True

    def set_status(self, need_ids: Sequence[str], status: str, *, seen: int | None = None) -> bool:
        return self._set(need_ids, lambda: {"status": status}, seen)

    def set_response(self, need_id: str, text: str) -> bool:
        """Typed on as one step: what is open always shows what the record holds."""
        return self._try(lambda: self._context.services.data_needs.edit(need_id, {"response": text}))

    def set_items(self, need_id: str, text: str, *, seen: int | None = None) -> bool:
        """Order items such as `26.6, 26.1`."""
        return self._set((need_id,), lambda: {"order_items": items_of(text)}, seen)

    def ask_again(self, need_ids: Sequence[str], *, party_id: str = "", words: str = "") -> bool:
        """Notes that whoever still owes, or one party, was asked again, today or on a day in words."""

        def write() -> None:
            day = self._past_day(words) or self._today
            parties = (party_id,) if party_id else ()
            count = self._context.services.data_needs.ask_again(need_ids, on=day, parties=parties)
            said = ngettext("Asked again on {day}.", "{count} data needs asked again on {day}.", count)
            self._context.say_done(said.format(count=count, day=format_date(day)))

        return self._try(write)

    def delete(self, need_ids: Sequence[str]) -> bool:
        """Asks nothing: it can be undone, and a bar says so."""
        if not need_ids or not self._try(lambda: self._context.services.data_needs.delete_many(need_ids)):
            return False
        words = ngettext("The data need was deleted.", "{count} data needs were deleted.", len(need_ids))
        self._context.say_done(words.format(count=len(need_ids)))
        return True

    # ------------------------------------------------------------------ parts of one need

    def set_party(self, need_id: str, party_id: str, values: Mapping[str, Any]) -> bool:
        """What one party gave; its days as words."""

        def write() -> None:
            read = {"due": self._day, "answered_on": self._past_day}
            days = {name: read[name](values[name]) for name in read if name in values}
            self._context.services.data_needs.edit_party(need_id, party_id, {**values, **days})

        return self._try(write)

    def overrule(self, need_id: str, status: str, by: str) -> bool:
        """Sets the whole over what the parties say, in somebody's name; with "" theirs counts again."""
        return self._try(lambda: self._context.services.data_needs.overrule(need_id, status, by=by or None))

    def cite(self, material_id: str, need_id: str) -> bool:
        return self._try(lambda: self._context.services.materials.cite(material_id, Cites.DATA_NEED, need_id))

    # ------------------------------------------------------------------ parts

    def _write(self, ids: Sequence[str], values: Mapping[str, Any], seen: int, /) -> Sequence[Left]:
        return self._context.services.data_needs.edit_many(ids, values, seen=seen)
