"""Which working group the window is about; pages show what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from msa_wg_desktop.services.user_settings import RecordSettings

_SETTING = "group"


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group as the side bar offers it: `IX WG · MSA`, below it the group that it belongs to."""

    id: str
    title: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class GroupSource:
    """Where the side bar gets its groups from, and which rows they depend on."""

    entities: Iterable[str]
    load: Callable[[], list[GroupEntry]]


class Scope(QObject):
    """The group chosen, remembered for this record; empty where there is none yet."""

    changed = Signal()

    def __init__(self, settings: RecordSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._group_id = settings.value(_SETTING, "")

    @property
    def group_id(self) -> str:
        return self._group_id

    def choose(self, group_id: str) -> None:
        if group_id != self._group_id:
            self._group_id = group_id
            self._settings.put(_SETTING, group_id)
            self.changed.emit()
