"""Things to be ticked, one below the other: their order and number are known only when they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from msa_wg_desktop.gui.core.commands import as_label

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Tick:
    """One of them; `ticked` is how it begins."""

    key: str
    words: str
    ticked: bool


class TickList(QWidget):
    """Check boxes that the keyboard passes through in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[tuple[str, str]] = []
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    @property
    def boxes(self) -> list[QCheckBox]:
        """From the top down, for the tab order."""
        return list(self._boxes.values())

    def show_ticks(self, ticks: Sequence[Tick]) -> bool:
        """Shows these; what the user has ticked stays so. Gives whether the boxes are others than before."""
        shown = [(tick.key, tick.words) for tick in ticks]
        if shown == self._shown:
            return False
        before, self._shown = self.ticked(), shown
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.deleteLater()
        self._boxes = {tick.key: self._box(tick, ticked=before.get(tick.key, tick.ticked)) for tick in ticks}
        return True

    def ticked(self) -> dict[str, bool]:
        """Whether each is ticked, by its key."""
        return {key: box.isChecked() for key, box in self._boxes.items()}

    def _box(self, tick: Tick, *, ticked: bool) -> QCheckBox:
        short = tick.words if len(tick.words) <= _LONGEST else f"{tick.words[: _LONGEST - 1]}…"
        box = QCheckBox(as_label(short), self)
        box.setToolTip("" if short == tick.words else tick.words)
        box.setChecked(ticked)
        self._column.addWidget(box)
        return box
