"""Who the user is among the people of the record: whose things "mine" means, in every page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.gui.core.bus import Bus
from msa_wg_desktop.services.user_settings import ME, RecordSettings


class Me(QObject):
    """Remembered for this record, apart from it; "" where nobody was chosen, or where that person is gone."""

    changed = Signal()

    def __init__(
        self, settings: RecordSettings, is_person: Callable[[str], bool], bus: Bus, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._is_person = settings, is_person
        self._known: str | None = None
        bus.changed.connect(self._heard)

    @property
    def id(self) -> str:
        """The person's id."""
        if self._known is None:
            kept = self._settings.value(ME, "")
            self._known = kept if kept and self._is_person(kept) else ""
        return self._known

    def choose(self, person_id: str) -> None:
        """Says who the user is; "" says nobody."""
        self._settings.put(ME, person_id)
        self._forget()

    def _heard(self, changes: ChangeSet) -> None:
        """Somebody may be gone, or be back after an undo."""
        if changes.touches({"party"}) and self._settings.value(ME, ""):
            self._forget()

    def _forget(self) -> None:
        before, self._known = self._known, None
        if self.id != before:
            self.changed.emit()
