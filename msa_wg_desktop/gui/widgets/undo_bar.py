"""The bar at the bottom: what was just done, and for ten seconds a way to take it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.words import _

SHOWN_MS = 10_000


class UndoBar(QFrame):
    """Goes by itself after ten seconds, but not while the pointer or the focus is on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._offer: Offer | None = None
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = QPushButton()
        self._button.setObjectName("offerButton")
        self._button.clicked.connect(self.take)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._leave)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, words: str, offer: Offer | None = None) -> None:
        """Shows the words, in place of what stood there, and has them read out."""
        self._offer = offer
        self._words.setText(words)
        self._button.setText(offer.words if offer else "")
        self._button.setVisible(offer is not None)
        self.show()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def outdate(self, changes: ChangeSet) -> None:
        """Something was done since: Undo would take that back, and not what is said here; others know it themselves."""
        if self._offer is not None and (self._offer.words == _("Undo") or self._offer.outlived(changes)):
            self._timer.stop()
            self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def _leave(self) -> None:
        if self._button.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def take(self) -> bool:
        """Does what is offered; False where nothing is."""
        offer = self._offer if self.isVisible() else None
        if offer is None:
            return False
        self._timer.stop()
        self.hide()
        offer.run()
        return True
