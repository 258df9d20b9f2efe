"""Shows work under way: after a second what it does, after ten how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from msa_wg_desktop.gui.core.tasks import Running
from msa_wg_desktop.words import _

QUIET_MS = 1_000


class TaskLine(QFrame):
    """One piece of work; it is gone when the work has ended."""

    def __init__(self, running: Running, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._words = QLabel(running.words)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(running.words)
        self._stop = QPushButton(_("Stop"))
        self._stop.clicked.connect(running.stop)
        self._stop.clicked.connect(lambda: self._stop.setEnabled(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(16)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.hide()
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.show)
        self._quiet.start()
        running.progressed.connect(self._show_progress)
        running.ended.connect(self._end)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _end(self) -> None:
        self._quiet.stop()
        self.hide()
        self.deleteLater()
