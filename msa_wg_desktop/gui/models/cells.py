"""What a model says of a cell beside its words, for the delegate that paints it."""

from __future__ import annotations

from PySide6.QtCore import Qt

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
