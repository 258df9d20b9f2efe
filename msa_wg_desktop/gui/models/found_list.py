"""What Ctrl+K found, as one list: heads, commands with their keys, and pieces of the record with where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.search import SearchHit
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.words import _

FOUND_ROLE = Qt.ItemDataRole.UserRole
_LEAD = 40


@dataclass(frozen=True, slots=True)
class Found:
    """One line: what it says, what of it was meant by what was typed, what stands below, and what choosing it does.

    A head has nothing to do. `key` stands at the right; `off` is said of what is off the record.
    """

    words: str
    spans: tuple[tuple[int, int], ...] = ()
    detail: str = ""
    key: str = ""
    off: bool = False
    choose: Callable[[], None] | None = None

    @property
    def is_head(self) -> bool:
        return self.choose is None

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        off = _("off the record") if self.off else ""
        return ", ".join(part for part in (self.words, self.detail, self.key, off) if part)


class FoundList(QAbstractListModel):
    """The lines as they stand; heads can't be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Found, ...] = ()

    def show(self, rows: Sequence[Found]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[Found, ...]:
        return self._rows

    def choices(self) -> list[int]:
        """The rows that can be chosen."""
        return [at for at, row in enumerate(self._rows) if not row.is_head]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._row(index)
        if row is None or row.is_head:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == FOUND_ROLE else None

    def _row(self, index: Index) -> Found | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None


def heads() -> dict[str, tuple[str, ...]]:
    """The heads under which pieces of the record stand, in their order, and the kinds below each."""
    return {
        _("Groups"): ("group",),
        _("Meetings"): ("meeting",),
        _("Actions"): ("action",),
        _("Data needs"): ("data-need",),
        _("Orders and deadlines"): ("docket", "decision", "order", "order-item", "deadline", "plan-step"),
        _("Proposals and positions"): ("proposal", "position"),
        _("People and organisations"): ("person", "organisation", "party-class"),
        _("Agreements and questions"): ("agreement", "question"),
        _("Topics and agendas"): ("topic", "agenda"),
        _("Answers to invitations"): ("reply",),
        _("Discussion"): ("note",),
        _("Summaries"): ("section",),
        _("Materials"): ("material",),
    }


def kind_words(kind: str) -> str:
    """What a kind of thing is called."""
    return {
        "group": _("Group"),
        "meeting": _("Meeting"),
        "action": _("Action"),
        "data-need": _("Data need"),
        "docket": _("Docket"),
        "decision": _("Decision"),
        "order": _("Order"),
        "order-item": _("Order item"),
        "deadline": _("Deadline"),
        "plan-step": _("Step of a plan"),
        "proposal": _("Proposal"),
        "position": _("Position"),
        "person": _("Person"),
        "organisation": _("Organisation"),
        "party-class": _("Party class"),
        "agreement": _("Agreement"),
        "question": _("Question"),
        "topic": _("Topic"),
        "agenda": _("Agenda item"),
        "reply": _("Answer to an invitation"),
        "note": _("Note"),
        "section": _("Section of a summary"),
        "material": _("Material"),
    }[kind]


def where(hit: SearchHit) -> str:
    """`Action · Thu, Feb 6, 2025 · Discussion 4.b.ii`."""
    label = _("Discussion {label}").format(label=hit.label) if hit.label else ""
    if hit.day is not None and hit.kind != "meeting":
        place = [format_date(hit.day), label]
    else:
        place = [hit.where if hit.where != hit.text else ""]
    return " · ".join(part for part in (kind_words(hit.kind), *place) if part)


def in_sight(words: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece in which the first match stands near the beginning: a line that is too long is cut at its end."""
    if not spans or spans[0][0] <= _LEAD:
        return words, spans
    cut = words.find(" ", spans[0][0] - _LEAD, spans[0][0]) + 1 or spans[0][0]
    return "…" + words[cut:], tuple((start - cut + 1, end - cut + 1) for start, end in spans)
