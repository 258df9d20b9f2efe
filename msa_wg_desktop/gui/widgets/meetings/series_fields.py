"""Whether a new meeting comes again, how often and until when, and which of its days are left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.series import Every, SeriesDay, every_words, make_rule, rule_words
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.services.typed import series_end
from msa_wg_desktop.words import _, ngettext

_ROWS = 5

Plan = Callable[[str, date], tuple[SeriesDay, ...]]


class SeriesFields(QWidget):
    """Holidays begin unticked: they are left out, unless somebody ticks them."""

    grew = Signal()
    """There is more to see, or less."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: date | None = None
        self.everyBox = QComboBox()
        self.untilEdit = QLineEdit()
        self.untilEdit.setPlaceholderText(_("until June 30, or 6 times"))
        self.untilEdit.setAccessibleName(_("Until when, or how many times"))
        self.sumsLabel = QLabel()
        self.sumsLabel.setProperty("role", "small")
        self.sumsLabel.setWordWrap(True)
        self.daysList = QListWidget()
        self.daysList.setAccessibleName(_("Days of the series; those without a tick are left out"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.everyBox, self.untilEdit, self.sumsLabel, self.daysList):
            column.addWidget(widget)
        self.everyBox.currentIndexChanged.connect(self._follow)
        self.untilEdit.textChanged.connect(self._follow)
        self.daysList.itemChanged.connect(lambda _item: self._say())

    def dress(self, plan: Plan, today: date) -> None:
        """Call it once; `plan` gives the days of a rule with their holidays."""
        self._plan, self._today = plan, today
        self.show_first(None)

    @property
    def repeats(self) -> bool:
        return self.everyBox.currentData() is not None

    def show_first(self, day: date | None) -> None:
        """The day of the first meeting: the choices are said of it."""
        self._first = day
        chosen = self.everyBox.currentData()
        self.everyBox.blockSignals(True)
        self.everyBox.clear()
        self.everyBox.addItem(_("Never"), None)
        if day is not None:
            for every in Every:
                words = every_words(every, day)
                self.everyBox.addItem(words[:1].upper() + words[1:], every)
        self.everyBox.setCurrentIndex(max(0, self.everyBox.findData(chosen)))
        self.everyBox.blockSignals(False)
        self._follow()

    def rule(self) -> str:
        """The rule that is chosen. Raises ValidationError in words."""
        every = self.everyBox.currentData()
        if self._first is None or every is None:
            raise ValidationError(_("A series needs the date of its first meeting."), field="due")
        end = series_end(self.untilEdit.text(), today=max(self._first, self._today))
        return make_rule(Every(every), self._first, **end)

    def skipped(self) -> frozenset[date]:
        """The days that are left out."""
        items = [self.daysList.item(place) for place in range(self.daysList.count())]
        return frozenset(
            date.fromisoformat(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Unchecked
        )

    def _follow(self) -> None:
        for part in (self.untilEdit, self.sumsLabel, self.daysList):
            part.setVisible(self.repeats)
        self.daysList.blockSignals(True)
        self.daysList.clear()
        problem = ""
        if self.repeats and self.untilEdit.text().strip():
            try:
                self._show_days(self._plan(self.rule(), self._first or self._today))
            except AppError as found:
                problem = found.words
        self.daysList.blockSignals(False)
        self.daysList.setVisible(self.daysList.count() > 0)
        self._say(problem)
        self.grew.emit()

    def _show_days(self, days: tuple[SeriesDay, ...]) -> None:
        for found in days:
            words = f"{format_date(found.day)} · {found.holiday}" if found.holiday else format_date(found.day)
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, found.day.isoformat())
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if found.holiday else Qt.CheckState.Checked)
            self.daysList.addItem(item)
        self.daysList.setCurrentRow(0)
        self.daysList.setFixedHeight(self.daysList.sizeHintForRow(0) * _ROWS + 2 * self.daysList.frameWidth())

    def _say(self, problem: str = "") -> None:
        count, left = self.daysList.count(), len(self.skipped())
        if problem or not count:
            self.sumsLabel.setText(problem or _("Say until when, or how many times."))
            return
        made = ngettext("{count} meeting", "{count} meetings", count - left).format(count=count - left)
        parts = [made, rule_words(self.rule())]
        if left:
            parts.append(ngettext("{count} day left out", "{count} days left out", left).format(count=left))
        self.sumsLabel.setText(" · ".join(parts))
