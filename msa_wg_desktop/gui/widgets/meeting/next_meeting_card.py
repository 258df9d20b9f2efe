"""When the group meets next: set, or left to be rescheduled."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.tab_stops import stops_in
from msa_wg_desktop.words import _


class NextMeetingCard(Card):
    """Says what is known of the meetings to come; `edit_asked` names the one to change, "" a new one."""

    edit_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(_("Next meeting"))
        self.body.setContentsMargins(14, 8, 14, 12)
        self.body.setSpacing(8)
        self._lines: list[QWidget] = []
        self.layout().addStretch(1)  # type: ignore[union-attr]

    def show_meetings(self, meetings: tuple[MeetingRow, ...]) -> None:
        """Shows what comes next; a meeting that was cancelled for good is passed over."""
        coming = [meeting for meeting in meetings if meeting.status is not MeetingStatus.CANCELLED]
        for line in self._lines:
            self.body.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(_said(meeting), _button_words(meeting), meeting.id) for meeting in coming[:3]]
        if not coming:
            self._lines.append(self._line(_("No meeting is set yet."), _("New meeting…"), ""))
        for line in self._lines:
            self.body.addWidget(line)

    def stops(self) -> list[QWidget]:
        """What Tab comes to, line by line."""
        return stops_in(self._lines)

    def _line(self, words: str, action: str, meeting_id: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        button = QPushButton(action)
        button.clicked.connect(lambda: self.edit_asked.emit(meeting_id))
        row.addWidget(button)
        return line


def _said(meeting: MeetingRow) -> str:
    day = format_date(meeting.date) if meeting.date else _("no date yet")
    if meeting.status is MeetingStatus.TO_BE_RESCHEDULED:
        return _("{title}, {day}: cancelled, to be rescheduled.").format(title=meeting.title, day=day)
    return f"{meeting.title}, {day}"


def _button_words(meeting: MeetingRow) -> str:
    return _("Set a date…") if meeting.status is MeetingStatus.TO_BE_RESCHEDULED or not meeting.date else _("Change…")
