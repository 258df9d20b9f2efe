"""What is made ready while nobody does anything: a little at a time, so that no key ever waits for it."""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

QUIET_MS = 700
"""How long nobody must have done anything: longer than the pauses of somebody who types."""
_BETWEEN_MS = 10
"""Between two steps, in which the event loop does whatever there is to do."""
_DONE_BY_HAND = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWork(QObject):
    """Takes step after step while the window is left alone; at each key it begins to wait anew."""

    def __init__(self, steps: Iterator[object], window: QWindow, parent: QObject, *, quiet_ms: int = QUIET_MS) -> None:
        super().__init__(parent)
        self._steps, self._quiet_ms = steps, quiet_ms
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._step)
        window.installEventFilter(self)
        self._next.start(quiet_ms)

    @property
    def is_over(self) -> bool:
        """Whether all is done."""
        return not self._next.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DONE_BY_HAND and self._next.isActive():
            self._next.start(self._quiet_ms)
        return False

    def _step(self) -> None:
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            self._next.start(self._quiet_ms)
            return
        for _step in self._steps:
            self._next.start(_BETWEEN_MS)
            return


def loading(names: Iterable[str], *, package: str) -> Iterator[object]:
    """Loads modules and what they need of the package, one in each step."""
    for name in names:
        for module in _not_loaded(name, package, set()):
            yield import_module(module)


def _not_loaded(name: str, package: str, seen: set[str]) -> Iterator[str]:
    """What a module needs and nobody has loaded yet, the innermost first, itself last: as Python would find it."""
    if name in sys.modules or name in seen:
        return
    seen.add(name)
    spec = find_spec(name)
    code = spec.loader.get_code(name) if spec is not None and spec.loader is not None else None  # type: ignore[attr-defined]
    for instruction in dis.get_instructions(code) if code is not None else ():
        if instruction.opname == "IMPORT_NAME" and instruction.argval.startswith(package):
            yield from _not_loaded(instruction.argval, package, seen)
    yield name
