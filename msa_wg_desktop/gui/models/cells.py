"""What a model says of a cell beside its words, for the delegate that paints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from msa_wg_desktop.gui.core.tokens import Tone

TONE_ROLE = Qt.ItemDataRole.UserRole
"""The Tone of the chip that the words stand on; None for plain words."""
QUIET_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether the words matter less than their neighbours."""
STRONG_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether the words head what follows."""
FRESH_ROLE = Qt.ItemDataRole.UserRole + 4
"""Whether what the cell says is new since somebody last looked: a dot stands before it."""
CHIP_ROLE = Qt.ItemDataRole.UserRole + 3
"""Words and Tone of a chip that stands behind the words; None where there is none."""
INDENT_ROLE = Qt.ItemDataRole.UserRole + 5
"""Whether the words stand a little in, below a row that they belong to."""
CELL_ROLE = Qt.ItemDataRole.UserRole + 6
"""All of these at once, as a Cell; None where a model tells them one by one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is painted of a cell. Read at once: a table asks it of every cell in sight, each time it is painted."""

    words: str = ""
    tone: Tone | None = None
    chip: tuple[str, Tone] | None = None
    quiet: bool = False
    strong: bool = False
    fresh: bool = False
    indent: bool = False
    alignment: Any = None


def read_cell(told: Callable[[int], Any]) -> Cell:
    """A cell of what is told of each role."""
    return Cell(
        str(told(Qt.ItemDataRole.DisplayRole) or ""),
        told(TONE_ROLE),
        told(CHIP_ROLE),
        bool(told(QUIET_ROLE)),
        bool(told(STRONG_ROLE)),
        bool(told(FRESH_ROLE)),
        bool(told(INDENT_ROLE)),
        told(Qt.ItemDataRole.TextAlignmentRole),
    )


def cell_at(index: QModelIndex | QPersistentModelIndex) -> Cell:
    """The cell of an index."""
    cell = index.data(CELL_ROLE)
    return cell if isinstance(cell, Cell) else read_cell(index.data)
