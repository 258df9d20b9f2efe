"""Writes the calendar files that follow the record again, a moment after it has changed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.gui.core.bus import Bus
from msa_wg_desktop.gui.core.notify import Notifier
from msa_wg_desktop.gui.core.tasks import Tasks
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.user_settings import CALENDAR_FILES, RecordSettings
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.services.kept_feeds import KeptFeed, KeptFeeds

PAUSE_MS = 3_000


class CalendarKeeper(QObject):
    """Waits for a pause, so that a row of changes is one writing; nothing happens where no file is kept.

    What can't be written is said once, not at every change. What it takes to write one is loaded where one is kept.
    """

    def __init__(
        self, services: Services, here: RecordSettings, bus: Bus, tasks: Tasks, notifier: Notifier, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._here, self._tasks, self._notifier = services, here, tasks, notifier
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._write)
        bus.changed.connect(self._heard)

    @cached_property
    def _kept(self) -> KeptFeeds:
        from msa_wg_desktop.services.kept_feeds import KeptFeeds

        return KeptFeeds(self._services.feeds, self._here)

    def close(self) -> None:
        """Writes what waits, at once: the record is about to be closed."""
        if self._pause.isActive():
            self._pause.stop()
            self._done(self._kept.write())

    def _heard(self, changes: ChangeSet) -> None:
        if self._here.value(CALENDAR_FILES, {}):
            from msa_wg_desktop.services.feeds import SHOWN

            if changes.touches(SHOWN):
                self._pause.start()

    def _write(self) -> None:
        self._tasks.run(_("Writing calendars"), lambda _progress: self._kept.write(), done=self._done)

    def _done(self, written: tuple[KeptFeed, ...]) -> None:
        problem = self._kept.remember(written)
        if problem and problem != self._told:
            self._notifier.say(problem)
        self._told = problem
