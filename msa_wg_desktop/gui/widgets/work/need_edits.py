"""What is entered about data needs, in the table or beside it, read as words and written; refusals are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.materials import Cites
from msa_wg_desktop.gui.widgets.work.work_edits import WorkEdits
from msa_wg_desktop.words import _, ngettext


class NeedEdits(WorkEdits):
    """The verbs of data needs, as they are entered."""

    # ------------------------------------------------------------------ one need or many

    def set_need(self, need_id: str, text: str) -> bool:
        return self._try(lambda: self._edit((need_id,), {"need": text.strip()}))

    def set_owners(self, need_ids: Sequence[str], text: str) -> bool:
        """The responsible parties, with a comma between them; nothing takes all of them away."""
        return self._try(lambda: self._edit(need_ids, {"parties": self._parties(text)}))

    def set_due(self, need_ids: Sequence[str], words: str, *, asked_on: date | None = None) -> bool:
        """A day in words, seen from today; one that is odd is taken, and said."""

        def write() -> None:
            day = self._day(words)
            self._edit(need_ids, {"due": day})
            if day and asked_on and day < asked_on:
                asked = _("Due {day}, before it was asked for on {asked}.")
                self._context.say_done(asked.format(day=format_date(day), asked=format_date(asked_on)))
            else:
                self._say_odd(day, None)

        return self._try(write)

    def set_status(self, need_ids: Sequence[str], status: str) -> bool:
        return self._try(lambda: self._edit(need_ids, {"status": status}))

    def set_response(self, need_id: str, text: str) -> bool:
        return self._try(lambda: self._edit((need_id,), {"response": text}))

    def set_items(self, need_id: str, text: str) -> bool:
        """Order items such as `26.6, 26.1`."""
        items = tuple(item for item in (part.strip() for part in text.split(",")) if item)
        return self._try(lambda: self._edit((need_id,), {"order_items": items}))

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

    def _edit(self, need_ids: Sequence[str], values: dict[str, Any]) -> None:
        needs = self._context.services.data_needs
        if len(need_ids) == 1:
            needs.edit(need_ids[0], values)
        elif need_ids:
            needs.edit_many(need_ids, values)
