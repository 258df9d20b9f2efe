"""Whether what was typed is in the record: the quiet line at the foot of the side bar shows it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.bus import Bus


class SaveState(QObject):
    """Editors tell it what can't be written, and when it can again; each names itself by a word of its own.

    When something was last written, it hears from the record itself.
    """

    changed = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        bus.changed.connect(self._heard)
        self._problems: dict[str, AppError] = {}
        self._saved_at: datetime | None = None

    @property
    def problem(self) -> AppError | None:
        """The first thing that can't be written, until it is."""
        return next(iter(self._problems.values()), None)

    @property
    def saved_at(self) -> datetime | None:
        """When something was last written while this window is open, with its zone."""
        return self._saved_at

    def saved(self, editor: str) -> None:
        """All that `editor` holds is in the record, again."""
        if self._problems.pop(editor, None) is not None:
            self.changed.emit()

    def failed(self, editor: str, problem: AppError) -> None:
        """What `editor` holds can't be written for now; it is kept and tried again."""
        self._problems[editor] = problem
        self.changed.emit()

    def _heard(self, changes: ChangeSet) -> None:
        self._saved_at = changes.at
        self.changed.emit()
