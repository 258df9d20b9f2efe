"""The card of the next meeting: when, what is prepared for it, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.today import Board, Sums
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.today_words import meeting_details, meeting_words, send_words
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.words import _


class NextMeetingFront(Card):
    """`open_asked`, `send_asked` and `date_asked` name the meeting; `new_asked` asks for one where none is to come."""

    open_asked = Signal(str)
    send_asked = Signal(str)
    date_asked = Signal(str)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(_("Next meeting"))
        self.body.setContentsMargins(14, 10, 14, 14)
        self.body.setSpacing(6)
        self.titleLabel, self.detailLabel, self.statusChip = _words("large"), _words("secondary"), Chip()
        self.openButton, self.dateButton = QPushButton(_("&Open")), QPushButton(_("Set a &date…"))
        self.sendButton, self.newButton = QPushButton(), QPushButton(_("&New meeting…"))
        for button in (self.openButton, self.newButton):
            button.setProperty("role", "primary")
        row = FlowRow()
        for button in (self.openButton, self.sendButton, self.dateButton, self.newButton):
            # What is to be done is offered when it is known which meeting is the next one.
            button.hide()
            row.flow.addWidget(button)
        self.statusChip.hide()
        self.body.addWidget(self.titleLabel)
        self.body.addWidget(self.statusChip, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.detailLabel)
        self.body.addSpacing(4)
        self.body.addWidget(row)
        self.layout().addStretch(1)  # type: ignore[union-attr]
        self._meeting_id = ""
        self.openButton.clicked.connect(lambda: self.open_asked.emit(self._meeting_id))
        self.sendButton.clicked.connect(lambda: self.send_asked.emit(self._meeting_id))
        self.dateButton.clicked.connect(lambda: self.date_asked.emit(self._meeting_id))
        self.newButton.clicked.connect(self.new_asked)

    @property
    def button(self) -> QPushButton:
        """The one that has the keyboard at first."""
        return self.openButton if self._meeting_id else self.newButton

    def show_next(self, board: Board, sums: Sums, *, sends: bool) -> None:
        """What comes next, or that nothing does; `sends`: whether what waits to be sent can be gone to."""
        told = board.next
        self._meeting_id = told.meeting.id if told else ""
        lost = told is not None and told.meeting.status is MeetingStatus.TO_BE_RESCHEDULED
        self.titleLabel.setText(meeting_words(told.meeting) if told else _("No meeting is set"))
        self.statusChip.show_words(_("cancelled, to be rescheduled") if lost else "", Tone.CAUTION)
        details = meeting_details(told, sums.carried, board.today) if told else ""
        self.detailLabel.setText(details or _("What is still open goes into the next one by itself."))
        waits = send_words(board) if sends else ""
        self.openButton.setVisible(told is not None)
        self.sendButton.setText(waits)
        self.sendButton.setVisible(bool(waits))
        self.dateButton.setVisible(lost)
        self.newButton.setVisible(told is None)


def _words(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
