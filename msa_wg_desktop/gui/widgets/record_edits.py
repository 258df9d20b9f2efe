"""What all edits on a page share: each is one step, said with the way back, and what can't be taken is said too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context


class RecordEdits(QObject):
    """Each method is one step that can be undone, and gives whether it was taken; `refused` says why it wasn't."""

    refused = Signal(str)
    taken = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    @contextmanager
    def _trying(self) -> Iterator[None]:
        try:
            yield
        except AppError as problem:
            self.refused.emit(problem.words)
        else:
            self.taken.emit()

    def _try(self, write: Callable[[], object]) -> bool:
        with self._trying():
            write()
            return True
        return False
