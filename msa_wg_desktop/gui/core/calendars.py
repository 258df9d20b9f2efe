"""Writes the calendar files that follow the record again, a moment after it has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.bus import Bus
from msa_wg_desktop.gui.core.notify import Notifier
from msa_wg_desktop.gui.core.tasks import Tasks
from msa_wg_desktop.services.feeds import SHOWN, KeptFeeds
from msa_wg_desktop.words import _

PAUSE_MS = 3_000


class CalendarKeeper(QObject):
    """Waits for a pause, so that a row of changes is one writing; nothing happens where no file is kept.

    What can't be written is said once, not at every change.
    """

    def __init__(self, kept: KeptFeeds, bus: Bus, tasks: Tasks, notifier: Notifier, parent: QObject) -> None:
        super().__init__(parent)
        self._kept, self._tasks, self._notifier = kept, tasks, notifier
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._write)
        bus.changed.connect(self._heard)

    def close(self) -> None:
        """Writes what waits, at once: the record is about to be closed."""
        if self._pause.isActive():
            self._pause.stop()
            try:
                self._kept.write_all()
            except AppError as problem:
                self._failed(problem)

    def _heard(self, changes: ChangeSet) -> None:
        if changes.touches(SHOWN) and self._kept.all():
            self._pause.start()

    def _write(self) -> None:
        self._tasks.run(
            _("Writing calendars"), lambda _progress: self._kept.write_all(), done=self._done, failed=self._failed
        )

    def _done(self, _nothing: None) -> None:
        self._told = ""

    def _failed(self, problem: AppError) -> None:
        if problem.words != self._told:
            self._told = problem.words
            self._notifier.say(problem.words)
