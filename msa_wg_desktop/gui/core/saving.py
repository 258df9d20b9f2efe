"""Whether what was typed is in the record: the quiet line at the foot of the side bar shows it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from msa_wg_desktop.errors import AppError


class SaveState(QObject):
    """Editors tell it what waits to be written and what came of it; each names itself by a word of its own."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: set[str] = set()
        self._problems: dict[str, AppError] = {}
        self._saved_at: datetime | None = None

    @property
    def waiting(self) -> bool:
        return bool(self._waiting)

    @property
    def problem(self) -> AppError | None:
        """The first thing that can't be written, until it is."""
        return next(iter(self._problems.values()), None)

    @property
    def saved_at(self) -> datetime | None:
        """When something was last written in this session."""
        return self._saved_at

    def wait(self, editor: str) -> None:
        """`editor` holds something that isn't in the record yet."""
        if editor not in self._waiting:
            self._waiting.add(editor)
            self.changed.emit()

    def saved(self, editor: str, at: datetime) -> None:
        """All that `editor` holds is in the record since `at`, in the user's zone."""
        self._waiting.discard(editor)
        self._problems.pop(editor, None)
        self._saved_at = at
        self.changed.emit()

    def failed(self, editor: str, problem: AppError) -> None:
        """What `editor` holds can't be written for now; it is kept and tried again."""
        self._problems[editor] = problem
        self.changed.emit()
