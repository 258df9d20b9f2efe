"""Rows that lead somewhere: words at the left, a date or a chip at the right, and the place that Enter goes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cards import Tag
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel

LINK_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One row. `right` stands at its end in the ink of `tone`, or `tag` as a chip does; `detail` below the words."""

    id: str
    words: str
    detail: str = ""
    right: str = ""
    tag: Tag | None = None
    tone: Tone | None = None
    strong: bool = False
    place: Place | None = None

    @property
    def sentence(self) -> str:
        """All of it in one line, for a screen reader."""
        parts = (self.words, self.detail, self.right, self.tag.words if self.tag else "")
        return ". ".join(part.rstrip(".") for part in parts if part)


class LinkRows(RowsModel[LinkRow]):
    """A list of them."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.sentence
        return row if role == LINK_ROLE else None
