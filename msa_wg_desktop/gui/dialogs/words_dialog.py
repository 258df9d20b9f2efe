"""The words of a group: those that its spelling knows, and the abbreviations that are written out while one types."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from msa_wg_desktop.domain.groups import GroupRow, TermRow
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.models.terms_table import TermColumn, TermsTable
from msa_wg_desktop.gui.widgets.cell_delegate import CellDelegate
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _, ngettext

_ENTITIES = ("group_term", "working_group")


class WordsDialog(RecordDialog):
    """For the group that the window is about, or the only one there is."""

    summaryLabel: QLabel
    termTable: QTableView
    termEdit: QLineEdit
    expansionEdit: QLineEdit
    addButton: QPushButton
    removeButton: QPushButton
    buttonBox: QDialogButtonBox

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/words_dialog", context, parent)
        self._group = _group(context)
        self.model = TermsTable(self._settle, self)
        self._dress()
        self._connect()
        self._live: LiveQuery[tuple[TermRow, ...]] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show_terms
        )
        self._live.refresh()
        for widget in (self.termTable, self.termEdit, self.expansionEdit, self.addButton):
            widget.setEnabled(self._group is not None)
        self.termEdit.setFocus()

    def _dress(self) -> None:
        table, theme = self.termTable, self.context.theme
        table.setModel(self.model)
        dress_table(table, theme)
        table.setItemDelegate(CellDelegate(theme, table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        unit = QFontMetrics(self.context.theme.font()).horizontalAdvance("0")
        self.termTable.setColumnWidth(TermColumn.TERM, unit * 26)

    def _connect(self) -> None:
        self.termTable.activated.connect(self.termTable.edit)
        self.termTable.selectionModel().selectionChanged.connect(self._show_buttons)
        delete = QShortcut(self.termTable)
        delete.setKeys([QKeySequence(Qt.Key.Key_Delete), QKeySequence(Qt.Key.Key_Backspace)])
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.removeButton.clicked.connect(self._remove)
        self.addButton.clicked.connect(self._add)
        self.termEdit.returnPressed.connect(self._add)
        self.expansionEdit.returnPressed.connect(self._add)

    # ------------------------------------------------------------------ showing

    def _load(self) -> tuple[TermRow, ...]:
        return self.context.services.groups.terms(self._group.id) if self._group else ()

    def _show_terms(self, terms: tuple[TermRow, ...]) -> None:
        self.model.set_rows(terms)
        self.summaryLabel.setText(_summary(self._group, terms))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.removeButton.setEnabled(self.termTable.selectionModel().hasSelection())

    # ------------------------------------------------------------------ writing

    def _settle(self, row: TermRow, column: TermColumn, text: str) -> bool:
        field = column.field
        if text.strip() == getattr(row, field):
            return False
        with self.trying():
            self.context.services.groups.edit_word(row.id, {field: text}, shown={field: getattr(row, field)})
            return True
        return False

    def _add(self) -> None:
        if self._group is None:
            return
        term, expansion = self.termEdit.text().strip(), self.expansionEdit.text()
        with self.trying():
            there = next((row for row in self.model.rows if row.term == term), None)
            if there is not None:
                self.termTable.setCurrentIndex(self.model.index_of(there.id))
                raise ValidationError(_("“{term}” is there already; change it in the table.").format(term=term))
            added = self.context.services.groups.add_word(self._group.id, term, expansion)
            self.termEdit.setText("")
            self.expansionEdit.setText("")
            self._live.refresh()
            self.termTable.setCurrentIndex(self.model.index_of(added.id))
        self.termEdit.setFocus()

    def _remove(self) -> None:
        """All that are selected, in one step."""
        groups, place = self.context.services.groups, self.termTable.currentIndex().row()
        rows = [self.model.row_at(index) for index in self.termTable.selectionModel().selectedRows()]
        gone = [row for row in rows if row is not None]
        with self.trying():
            with self.context.services.store.operation(_remove_words(gone)):
                for row in gone:
                    groups.remove_word(row.id)
            self._live.refresh()
            self.termTable.setCurrentIndex(self.model.index(min(place, self.model.rowCount() - 1), 0))


def _group(context: Context) -> GroupRow | None:
    """The group that the window is about, else the only one."""
    groups = context.services.groups.list()
    chosen = [group for group in groups if group.id == context.scope.group_id] or list(groups)
    return chosen[0] if len(chosen) == 1 else None


def _summary(group: GroupRow | None, terms: tuple[TermRow, ...]) -> str:
    if group is None:
        return _("Choose a group in the side bar first: each has words of its own.")
    short = sum(bool(row.expansion) for row in terms)
    words = len(terms) - short
    return " · ".join(
        (
            group.path,
            ngettext("{count} word", "{count} words", words).format(count=words),
            ngettext("{count} abbreviation", "{count} abbreviations", short).format(count=short),
        )
    )


def _remove_words(rows: list[TermRow]) -> str:
    if len(rows) == 1:
        return _("Remove the word {term}").format(term=rows[0].term)
    return ngettext("Remove {count} word", "Remove {count} words", len(rows)).format(count=len(rows))
