"""When Python looks for what its counting of references leaves behind: not while somebody works."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_OFTEN = (2_000, 20, 500)
"""What is new is looked at often, which takes a moment. All of it is looked at unasked only after some millions of
new things: with ten thousand rows on each page that takes 150 ms, and by itself Python would do so while pages open
and while somebody types."""
_AWAY_MS = 2_000


class Sweeper(QObject):
    """Looks at everything once the user has turned to another program; ends with its parent."""

    def __init__(self, parent: QObject, *, away_ms: int = _AWAY_MS) -> None:
        super().__init__(parent)
        usual = gc.get_threshold()
        gc.set_threshold(*_OFTEN)
        self.destroyed.connect(lambda: gc.set_threshold(*usual))
        self._away = QTimer(self, singleShot=True, interval=away_ms)
        self._away.timeout.connect(self._look)
        QGuiApplication.instance().applicationStateChanged.connect(self.see)  # type: ignore[union-attr]

    def see(self, state: Qt.ApplicationState) -> None:
        """The user has come, or gone."""
        if state == Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        else:
            self._away.start()

    @staticmethod
    def _look() -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()


@contextmanager
def nothing_swept() -> Iterator[None]:
    """For what makes a great many things that stay: they are looked at when the user is away, like all that is old."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
