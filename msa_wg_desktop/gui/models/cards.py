"""Cards: entries of a list that say a thing in two lines with chips, and the lists that hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt

from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel

Row = TypeVar("Row")
_NBSP = "\u00a0"
CARD_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Tag:
    """A word or two on a tint."""

    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class CardRow:
    """One entry of a card: a chip before bold words, or plain words, and below them a detail with a chip behind it."""

    text: str
    detail: str = ""
    tag: Tag | None = None
    detail_tag: Tag | None = None
    strong: bool = False

    @property
    def sentence(self) -> str:
        """All of it in one line, for a screen reader."""
        tags = (self.tag.words if self.tag else "", self.text, self.detail, self.detail_tag and self.detail_tag.words)
        return ". ".join(part.rstrip(".") for part in tags if part)


def together(*parts: str) -> str:
    """What is said of a thing, with dots between that begin no line."""
    return f"{_NBSP}· ".join(part for part in parts if part)


def unbroken_words(words: str) -> str:
    """`Order 26 (6)`, `from 4.c`: words that stand on one line."""
    return words.replace(" ", _NBSP)


class CardsModel(RowsModel[Row], Generic[Row]):
    """Rows of any kind, each shown as `card` says it."""

    def card(self, row: Row) -> CardRow:
        """How a row looks."""
        raise NotImplementedError

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.card(row).text
        if role == CARD_ROLE:
            return self.card(row)
        return self.card(row).sentence if role == Qt.ItemDataRole.AccessibleTextRole else None


class CardsList(CardsModel[Row], Generic[Row]):
    """`card` says how a row looks, `key` tells it again while it changes."""

    def __init__(
        self, card: Callable[[Row], CardRow], *, key: Callable[[Row], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._key = card, key

    def key_of(self, row: Row) -> str:
        return self._key(row)

    def card(self, row: Row) -> CardRow:
        return self._look(row)
