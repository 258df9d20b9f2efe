"""A field in which a day is typed in words, with a line below that says which day was understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QLineEdit

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.typed import day_of


class DayField(QObject):
    """Gives `edit` its meaning; `about` says what there is to say about a day, beside its date."""

    def __init__(
        self,
        edit: QLineEdit,
        hint: QLabel | None = None,
        *,
        today: date,
        about: Callable[[date], str] = lambda _day: "",
        none: str = "",
    ) -> None:
        super().__init__(edit)
        self._edit, self._hint, self._today, self._about, self._none = edit, hint, today, about, none
        edit.textChanged.connect(self._say)
        self._say()

    def show(self, day: date | None) -> None:
        """What the record says."""
        self._edit.setText(format_date(day) if day else "")

    def day(self) -> date | None:
        """The day that is typed. Raises ValidationError in words where none is understood."""
        return day_of(self._edit.text(), today=self._today)

    def _say(self) -> None:
        if self._hint is None:
            return
        try:
            day = self.day()
        except ValidationError as problem:
            self._hint.setText(problem.words)
            return
        said = [format_date(day), self._about(day)] if day else [self._none]
        said = [part for part in said if part != self._edit.text().strip()]
        self._hint.setText(" · ".join(part for part in said if part))
