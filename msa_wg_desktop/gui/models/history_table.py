"""The history as two tables: the steps, newest first, and what one of them changed, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from msa_wg_desktop.domain.changes import ChangeKind
from msa_wg_desktop.domain.history import ChangeWords, FieldChange, HistoryRow, value_words
from msa_wg_desktop.domain.history_sentence import sentence
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cells import QUIET_ROLE, STRONG_ROLE, TONE_ROLE
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel
from msa_wg_desktop.words import _, ngettext

_MOST_CHANGES = 200


class StepColumn(IntEnum):
    """What stands where in the table of steps."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    STATE = 3


class HistoryTable(RowsModel[HistoryRow]):
    """One line per step. Those that were taken back fade and say so."""

    def key_of(self, row: HistoryRow) -> str:
        return row.operation.id

    def columnCount(self, parent: Index | None = None) -> int:
        return len(StepColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("When"), _("Who"), _("Step"), "")[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = StepColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _step_cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is StepColumn.WHAT:
            return _step_cell(row, column)
        if role == TONE_ROLE:
            return Tone.NEUTRAL if column is StepColumn.STATE else None
        if role == QUIET_ROLE:
            return row.operation.undone or column is not StepColumn.WHAT
        if role == Qt.ItemDataRole.AccessibleTextRole and column is StepColumn.WHEN:
            return ", ".join(filter(None, (_step_cell(row, column) for column in StepColumn)))
        return None


def everything_said(row: HistoryRow) -> str:
    """All words of a step, for finding it."""
    fields = [field for change in row.changes for field in change.fields]
    return "\n".join(
        [
            *(_step_cell(row, column) for column in StepColumn),
            *(f"{change.noun} {change.name}" for change in row.changes),
            *(f"{field.label} {field.before} {field.after}" for field in fields),
        ]
    ).casefold()


def _step_cell(row: HistoryRow, column: StepColumn) -> str:
    match column:
        case StepColumn.WHEN:
            return value_words(row.operation.at)
        case StepColumn.WHO:
            return row.operation.who
        case StepColumn.WHAT:
            return sentence(row)
        case StepColumn.STATE:
            return undone_words() if row.operation.undone else ""


def undone_words() -> str:
    """How a step is marked that was taken back."""
    return _("undone")


# ---------------------------------------------------------------------- what one step changed


class ChangeColumn(IntEnum):
    """What stands where in the table of changes."""

    FIELD = 0
    BEFORE = 1
    AFTER = 2


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line: the head of a change, or one of its fields; `change` is None for words about the whole."""

    id: str
    change: ChangeWords | None
    field: FieldChange | None = None
    words: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it stands over the whole width."""
        return self.field is None


class ChangesTable(RowsModel[ChangeLine]):
    """What one step did to each thing that it touched."""

    def columnCount(self, parent: Index | None = None) -> int:
        return len(ChangeColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("What"), _("Before"), _("After"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index)
        if line is None:
            return None
        column = ChangeColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _change_cell(line, column)
        if role == STRONG_ROLE:
            return line.is_head and line.change is not None
        if role == QUIET_ROLE:
            return not line.is_head and column is not ChangeColumn.AFTER
        if role == Qt.ItemDataRole.AccessibleTextRole and column is ChangeColumn.FIELD:
            return _change_sentence(line)
        return None


def change_lines(changes: Sequence[ChangeWords]) -> tuple[ChangeLine, ...]:
    """The lines of a step: each change that says something, with its fields."""
    telling = [change for change in changes if change.fields or change.kind is not ChangeKind.UPDATE]
    lines: list[ChangeLine] = []
    for change in telling[:_MOST_CHANGES]:
        lines.append(ChangeLine(change.id, change, words=_head(change)))
        lines += [ChangeLine(f"{change.id} {at}", change, field) for at, field in enumerate(change.fields)]
    more = len(telling) - _MOST_CHANGES
    if more > 0:
        words = ngettext("and {count} more change", "and {count} more changes", more).format(count=more)
        lines.append(ChangeLine("more", None, words=words))
    return tuple(lines) or (ChangeLine("none", None, words=_("Nothing that can be seen.")),)


def _head(change: ChangeWords) -> str:
    words = {
        ChangeKind.INSERT: _("Added, {noun}: {name}"),
        ChangeKind.UPDATE: _("Changed, {noun}: {name}"),
        ChangeKind.DELETE: _("Deleted, {noun}: {name}"),
    }
    return words[change.kind].format(noun=change.noun, name=change.name).rstrip(": ")


def _change_cell(line: ChangeLine, column: ChangeColumn) -> str:
    if line.field is None:
        return line.words if column is ChangeColumn.FIELD else ""
    return (line.field.label, line.field.before, line.field.after)[column]


def _change_sentence(line: ChangeLine) -> str:
    if line.field is None:
        return line.words
    words = _("{field}, before: {before}, after: {after}")
    nothing = _("nothing")
    return words.format(field=line.field.label, before=line.field.before or nothing, after=line.field.after or nothing)
