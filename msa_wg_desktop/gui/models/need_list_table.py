"""The list of data needs as a table: what the summary prints of each, by when it is due, and since when it is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, Qt

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.need_list import NeedListLine
from msa_wg_desktop.domain.richtext import from_markdown, plain
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.captured_list import day_words
from msa_wg_desktop.gui.models.cells import CHIP_ROLE, QUIET_ROLE, STRONG_ROLE, TONE_ROLE
from msa_wg_desktop.gui.models.needs_table import ID_ROLE, MARKED_ROLE, NEED_TONES, NeedColumn, column_words
from msa_wg_desktop.gui.models.portions_model import PortionsModel
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.models.section_words import status_words
from msa_wg_desktop.gui.models.work_words import due_chip
from msa_wg_desktop.words import _

_COLUMNS = tuple(NeedColumn)
_SHOWN, _EDITED_HERE = 1_500, 4_000
"""Letters of a response that a row shows, and up to which it is edited there."""
_KEPT = 256


class NeedListTable(PortionsModel[NeedListLine]):
    """Cells are edited as in the table of a summary."""

    editable = frozenset({NeedColumn.NEED, NeedColumn.WHO, NeedColumn.RESPONSE, NeedColumn.DUE})

    def __init__(self, settle: Callable[[NeedListLine, int, str], bool], parent: QObject | None = None) -> None:
        super().__init__(len(NeedColumn), settle, parent)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_words(NeedColumn(section))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A very long response is edited beside the list, where it has room."""
        flags = super().flags(index)
        line = self.read_line(index.row()) if index.column() == NeedColumn.RESPONSE else None
        return flags & ~Qt.ItemFlag.ItemIsEditable if line and len(line.response) > _EDITED_HERE else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """An editor that is left as it was begun changes nothing."""
        line = self.line_at(index)
        same = line is not None and str(value).strip() == _entered(line, NeedColumn(index.column()))
        return same or super().setData(index, value, role)

    def cell(self, line: NeedListLine, column: int, role: int) -> Any:
        at = _COLUMNS[column]
        if role == ID_ROLE:
            return line.id
        if role == Qt.ItemDataRole.EditRole:
            return _entered(line, at)
        if role == MARKED_ROLE:
            return shortened(line.response) if at is NeedColumn.RESPONSE else None
        if role == TONE_ROLE:
            return NEED_TONES[line.status] if at is NeedColumn.STATUS else None
        if role == CHIP_ROLE:
            return self._chip(line) if at is NeedColumn.DUE else None
        if role == STRONG_ROLE:
            return at is NeedColumn.NEED
        if role == QUIET_ROLE:
            return at is NeedColumn.ASKED
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, at)
        if role == Qt.ItemDataRole.ToolTipRole and at is NeedColumn.WHO:
            return ", ".join(line.names)
        return None

    def _words(self, line: NeedListLine, at: NeedColumn) -> str:
        match at:
            case NeedColumn.RESPONSE:
                return _plain(shortened(line.response))
            case NeedColumn.WHO:
                return line.parties_text
            case NeedColumn.STATUS:
                return status_words(line.status)
            case NeedColumn.DUE:
                return day_words(line.due, self._today) if line.due else "—"
            case NeedColumn.ASKED:
                days = [day_words(day, self._today) for day in (line.asked_on, line.asked_again_on) if day]
                return _("{first}, again {latest}").format(first=days[0], latest=days[1]) if days[1:] else "".join(days)
            case NeedColumn.NEED:
                return line.need

    def _spoken(self, line: NeedListLine, at: NeedColumn) -> str:
        chip = self._chip(line) if at is NeedColumn.DUE else None
        words = " ".join(part for part in (self._words(line, at).strip("—"), chip[0] if chip else "") if part)
        nothing = {NeedColumn.RESPONSE: _("No response yet"), NeedColumn.WHO: _("Nobody yet")}
        return words or nothing.get(at, "")

    def _chip(self, line: NeedListLine) -> tuple[str, Tone] | None:
        return due_chip(line.due, self._today) if line.status.is_open else None


def shortened(text: str) -> str:
    """As much of a text as a row has room for."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(maxsplit=1)[0]} …"


@lru_cache(maxsize=_KEPT)
def _plain(text: str) -> str:
    """Kept: a table asks for the words of a cell several times, each time it is painted."""
    return plain(from_markdown(text))


def _entered(line: NeedListLine, at: NeedColumn) -> str:
    """What the editor of a cell begins with."""
    match at:
        case NeedColumn.NEED:
            return line.need
        case NeedColumn.WHO:
            return ", ".join(line.names)
        case NeedColumn.RESPONSE:
            return line.response
        case NeedColumn.STATUS:
            return line.status.value
        case NeedColumn.DUE:
            return format_date(line.own_due) if line.own_due else ""
        case NeedColumn.ASKED:
            return ""
