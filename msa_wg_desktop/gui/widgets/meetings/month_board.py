"""The month with its name and its buttons, and below it the meetings that wait for a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.domain.date_words import month_name
from msa_wg_desktop.domain.meetings import MeetingHead, MeetingRow
from msa_wg_desktop.domain.month import MonthSheet, months_on
from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.month_table import undated_words
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.meetings.month_view import MonthView
from msa_wg_desktop.words import _


class MonthBoard(QWidget):
    """`date_asked` names a meeting without a date for which one is to be found."""

    date_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = MonthView(self)
        self.setFocusProxy(self.view)
        self._read: Callable[[date], MonthSheet] | None = None
        self._wanted = ""

    def dress(self, theme: Theme, icons: Icons, read: Callable[[date], MonthSheet], today: date) -> None:
        """Call it once; `read` gives the month of a day."""
        self._read, self._day, self._today = read, today, today
        self.view.dress(theme)
        self.nameLabel = QLabel()
        self.nameLabel.setProperty("role", "large")
        self.beforeButton = IconButton(theme, icons, "arrow-left", _("Month before"), keys="PageUp")
        self.afterButton = IconButton(theme, icons, "arrow-right", _("Month after"), keys="PageDown")
        self.todayButton = QPushButton(_("Today"))
        self.beforeButton.clicked.connect(lambda: self.show_day(months_on(self._day, -1)))
        self.afterButton.clicked.connect(lambda: self.show_day(months_on(self._day, 1)))
        self.todayButton.clicked.connect(lambda: self.show_day(self._today))
        self.view.month_asked.connect(self.show_day)
        self.view.chosen.connect(self._keep_day)
        self._undated = FlowRow()
        self._undatedLabel = QLabel(_("No date yet"))
        self._undatedLabel.setProperty("role", "heading")
        self._undated.flow.addWidget(self._undatedLabel)
        self._links: list[QPushButton] = []
        head = QHBoxLayout()
        head.setSpacing(4)
        for part in (self.beforeButton, self.afterButton, self.nameLabel):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.todayButton)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._undated)

    @property
    def meeting(self) -> MeetingRow | None:
        return self.view.meeting

    @property
    def day(self) -> date:
        """The current day."""
        return self._day

    def show_meeting(self, meeting: MeetingRow | MeetingHead) -> None:
        """Turns to the month of a meeting; one without a date stands below the month."""
        self._wanted = meeting.id
        if meeting.date is not None:
            self.show_day(meeting.date)

    def show_day(self, day: date) -> None:
        """Turns to the month of a day."""
        self._day = day
        self.refresh()

    def refresh(self) -> None:
        """Reads the month anew."""
        if self._read is None:
            return
        sheet = self._read(self._day)
        self._today = sheet.today
        self.nameLabel.setText(f"{month_name(sheet.first.month)} {sheet.first.year}")
        self.view.setAccessibleName(self.nameLabel.text())
        wanted, self._wanted = self._wanted, ""
        self.view.show_sheet(sheet, self._day, entry=wanted)
        self._show_undated(sheet)

    def _keep_day(self) -> None:
        self._day = self.view.current_day or self._day

    def _show_undated(self, sheet: MonthSheet) -> None:
        for link in self._links:
            self._undated.flow.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [self._link(meeting) for meeting in sheet.undated]
        self._undated.setVisible(bool(self._links))
        self._undated.fit_lines()

    def _link(self, meeting: MeetingRow) -> QPushButton:
        link = QPushButton(as_label(_("{meeting} · set a date…").format(meeting=undated_words(meeting))))
        link.setProperty("role", "link")
        link.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        link.clicked.connect(partial(self.date_asked.emit, meeting.id))
        self._undated.flow.addWidget(link)
        return link
