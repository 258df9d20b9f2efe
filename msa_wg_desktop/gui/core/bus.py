"""Tells the window what changed in the record: ChangeSets on the GUI thread, in order, and nothing else."""

from __future__ import annotations

import threading
from collections import deque

from PySide6.QtCore import QObject, Qt, Signal

from msa_wg_desktop.domain.changes import ChangeSet


class Bus(QObject):
    """Carries each ChangeSet from the store to whoever listens.

    `publish` may be called from any thread, and by a listener: listeners hear one ChangeSet after the
    other, each in the order of publishing, always on the thread that the bus lives on.
    """

    changed = Signal(object)
    _from_elsewhere = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = threading.get_ident()
        self._waiting: deque[ChangeSet] = deque()
        self._telling = False
        self._from_elsewhere.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def publish(self, changes: ChangeSet) -> None:
        """What `Store.subscribe` is given."""
        if threading.get_ident() == self._home:
            self._tell(changes)
        else:
            self._from_elsewhere.emit(changes)

    def _tell(self, changes: ChangeSet) -> None:
        self._waiting.append(changes)
        if self._telling:
            return
        self._telling = True
        try:
            while self._waiting:
                self.changed.emit(self._waiting.popleft())
        finally:
            self._telling = False
