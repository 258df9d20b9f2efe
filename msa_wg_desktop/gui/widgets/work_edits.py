"""What edits of owed things share: words read as days and parties, and what can't be taken said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.work_list import odd_due
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.words import _

_WEEK, _YEAR = timedelta(days=7), timedelta(days=364)


class WorkEdits(QObject):
    """Each method is one step that can be undone, and gives whether it was taken; `refused` says why it wasn't."""

    refused = Signal(str)
    taken = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def set_owners(self, ids: Sequence[str], text: str, /) -> bool:
        """Who owes them, as names."""
        raise NotImplementedError

    def set_due(self, ids: Sequence[str], words: str, /) -> bool:
        """By when they are owed, in words."""
        raise NotImplementedError

    def set_status(self, ids: Sequence[str], status: str, /) -> bool:
        """How far they are."""
        raise NotImplementedError

    def delete(self, ids: Sequence[str], /) -> bool:
        """Asks nothing: it can be undone."""
        raise NotImplementedError

    @property
    def _today(self) -> date:
        return self._context.clock.today()

    def odd(self, day: date, meeting_day: date | None, *, passed: bool = True) -> str:
        """What is odd about a date, in words; that it has `passed` goes without saying where it shows anyhow."""
        holidays = self._context.services.known.of_group(self._context.scope.group_id).holidays
        today = self._today if passed else None
        return odd_due(day, meeting_day=meeting_day, today=today, holidays=holidays)

    def _day(self, words: str) -> date | None:
        from msa_wg_desktop.services.typed import day_of

        return day_of(words, today=self._today)

    def _past_day(self, words: str) -> date | None:
        """A day on which something was done: `Feb 4` is the last one, not the next."""
        day = self._day(words)
        if day is None or day <= self._today:
            return day
        if day - self._today < _WEEK:
            return day - _WEEK

        from msa_wg_desktop.services.typed import day_of

        before = day_of(words, today=self._today - _YEAR)
        return before if before is not None and before <= self._today else day

    def _parties(self, text: str) -> tuple[str, ...]:
        from msa_wg_desktop.services.typed import parties_of

        return parties_of(self._context.services.parties.book(), text, field="parties")

    def _say_odd(self, day: date | None, meeting_day: date | None) -> None:
        odd = self.odd(day, meeting_day) if day else ""
        if day and odd:
            self._say(_("Due {day}. {odd}").format(day=format_date(day), odd=odd))

    def _say(self, words: str) -> None:
        self._context.notifier.say(words, Offer(_("Undo"), lambda: self._context.commands.run("edit.undo")))

    def _try(self, write: Callable[[], object]) -> bool:
        try:
            write()
        except AppError as problem:
            self.refused.emit(problem.words)
            return False
        self.taken.emit()
        return True
