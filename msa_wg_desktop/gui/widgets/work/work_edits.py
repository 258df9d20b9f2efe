"""What edits of owed things share: words read as days and parties, what can't be taken said, and what was left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meanwhile import Left, left_words
from msa_wg_desktop.domain.work_list import odd_due
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.services.typed import day_of, parties_of, past_day_of
from msa_wg_desktop.words import _


class WorkEdits(RecordEdits):
    """Edits of owed things, of one or of many at once.

    `seen` is what `now` gave when they were shown: where somebody changed the same of one meanwhile it stays as it
    is, the others are set, and `left` says so with the ids of those that weren't.
    """

    left = Signal(str, list)

    def set_owners(self, ids: Sequence[str], text: str, /, *, seen: int | None = None) -> bool:
        """Who owes them, as names."""
        raise NotImplementedError

    def set_due(self, ids: Sequence[str], words: str, /, *, seen: int | None = None) -> bool:
        """By when they are owed, in words."""
        raise NotImplementedError

    def set_status(self, ids: Sequence[str], status: str, /, *, seen: int | None = None) -> bool:
        """How far they are."""
        raise NotImplementedError

    def now(self) -> int:
        """How far the record is told of, and so shown."""
        return self._context.services.store.told

    def delete(self, ids: Sequence[str], /) -> bool:
        """Asks nothing: it can be undone."""
        raise NotImplementedError

    def _set(self, ids: Sequence[str], values: Callable[[], Mapping[str, Any]], seen: int | None) -> bool:
        """Sets values, read from what was typed; False where none could be set, or all were left."""
        left: list[Left] = []
        write = self._write
        if not ids or not self._try(lambda: left.extend(write(ids, values(), self.now() if seen is None else seen))):
            return False
        if left:
            self._context.services.store.catch_up()
            self.left.emit(left_words(left, len(ids)), [row.id for row in left if row.words])
        return len(left) < len(ids)

    def _write(self, ids: Sequence[str], values: Mapping[str, Any], seen: int, /) -> Sequence[Left]:
        """Writes values as one step, and gives what was left."""
        raise NotImplementedError

    @property
    def _today(self) -> date:
        return self._context.clock.today()

    def odd(self, day: date, meeting_day: date | None, *, passed: bool = True) -> str:
        """What is odd about a date, in words; that it has `passed` goes without saying where it shows anyhow."""
        holidays = self._context.services.known.days_of(self._context.scope.group_id).holidays
        today = self._today if passed else None
        return odd_due(day, meeting_day=meeting_day, today=today, holidays=holidays)

    def _day(self, words: str) -> date | None:
        return day_of(words, today=self._today)

    def _past_day(self, words: str) -> date | None:
        """A day on which something was done: `Feb 4` is the last one, not the next."""
        return past_day_of(words, today=self._today)

    def _parties(self, text: str) -> tuple[str, ...]:
        return parties_of(self._context.services.parties.book(), text, field="parties")

    def _say_odd(self, day: date | None, meeting_day: date | None) -> None:
        odd = self.odd(day, meeting_day) if day else ""
        if day and odd:
            self._context.say_done(_("Due {day}. {odd}").format(day=format_date(day), odd=odd))


def items_of(text: str) -> tuple[str, ...]:
    """Order items as they are typed: `26.6, 26.1`."""
    return tuple(item for item in (part.strip() for part in text.split(",")) if item)
