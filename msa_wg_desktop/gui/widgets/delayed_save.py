"""Writes what is typed into a text soon after the last key, and keeps trying where it can't be written."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.saving import SaveState
from msa_wg_desktop.gui.widgets.outline.saving import AFTER_LAST_KEY, AT_LATEST

_BEFORE_RETRY = 3.0


class DelayedSave(QObject):
    """For one text: `touch` at each edit; `write` is called when it is time, and raises AppError where it can't."""

    def __init__(self, write: Callable[[], None], saving: SaveState, name: str, parent: QObject) -> None:
        """`name` tells this text from others in the save state."""
        super().__init__(parent)
        self._write, self._saving, self._name = write, saving, name
        self._first = 0.0
        self._dirty = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)

    @property
    def dirty(self) -> bool:
        """Whether the record lacks something that is shown."""
        return self._dirty

    def touch(self) -> None:
        """Something was typed."""
        now = time.monotonic()
        if not self._dirty:
            self._dirty, self._first = True, now
        wait = min(AFTER_LAST_KEY, self._first + AT_LATEST - now)
        self._timer.start(max(0, round(wait * 1000)))

    def flush(self) -> bool:
        """Writes what waits; False where it can't be written, which is then tried again."""
        self._timer.stop()
        if not self._dirty:
            return True
        try:
            self._write()
        except AppError as problem:
            self._saving.failed(self._name, problem)
            self._timer.start(round(_BEFORE_RETRY * 1000))
            return False
        self._dirty = False
        self._saving.saved(self._name)
        return True
