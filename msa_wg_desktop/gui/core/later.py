"""What nobody came for is done a moment after what they came for is on screen, however long that took."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Later(QObject):
    """Does something so many milliseconds after the turn in which it was asked, and so after its painting; once.

    A timer alone counts from when it was started: that of a page that takes its time to open is over by then.
    """

    def __init__(self, parent: QObject, do: Callable[[], object], *, after_ms: int) -> None:
        super().__init__(parent)
        self._do = do
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._wait = QTimer(self, singleShot=True, interval=after_ms)
        self._turn.timeout.connect(self._wait.start)
        self._wait.timeout.connect(do)

    def ask(self) -> None:
        """From now on, if it was asked before, too."""
        self._wait.stop()
        self._turn.start()

    def hurry(self) -> None:
        """Does it at once where it still waits, for whoever needs it now."""
        if self._turn.isActive() or self._wait.isActive():
            self._turn.stop()
            self._wait.stop()
            self._do()


class AfterOpening:
    """What stands beside that which a page is opened for: the first time when that is painted, from then on at once."""

    def __init__(self, parent: QObject, do: Callable[[], object]) -> None:
        self._do, self.opened = do, False
        self._later = Later(parent, self._begin, after_ms=0)

    def ask(self) -> None:
        """Does it, or will."""
        if self.opened:
            self._do()
        else:
            self._later.ask()

    def _begin(self) -> None:
        self.opened = True
        self._do()
