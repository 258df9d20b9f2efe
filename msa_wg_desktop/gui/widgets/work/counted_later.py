"""Counts a long list once its first rows are painted: these are read sooner than it is known how many there are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from msa_wg_desktop.domain.work_list import WorkExtent
from msa_wg_desktop.gui.widgets.work.work_parts import Loaded

_COUNTED_AFTER_MS = 30
"""Time enough to paint; whoever asks for something else in the meantime spares the counting."""


class CountedLater(QObject):
    """Asks `count` how long the list is that was shown last, and tells `show`."""

    def __init__(
        self, count: Callable[[Loaded], WorkExtent], show: Callable[[WorkExtent], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._count, self._show = count, show
        self._loaded: Loaded | None = None
        self._timer = QTimer(self, singleShot=True, interval=_COUNTED_AFTER_MS)
        self._timer.timeout.connect(self._end)

    @property
    def under_way(self) -> bool:
        """Whether a list that is shown by its beginning is still to be counted."""
        return self._loaded is not None

    def of(self, loaded: Loaded) -> None:
        """Counts this list, if that is still to be done, and none that was shown before."""
        self._loaded = loaded if loaded.extent.more else None
        if loaded.extent.more:
            self._timer.start()
        else:
            self._timer.stop()

    def _end(self) -> None:
        loaded, self._loaded = self._loaded, None
        if loaded is not None:
            self._show(self._count(loaded))
