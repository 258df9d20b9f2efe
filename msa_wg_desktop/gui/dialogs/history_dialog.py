"""History: every step ever taken, by whom and when, what it changed; and taking back any one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from msa_wg_desktop.domain.changes import OperationKind, OperationRow
from msa_wg_desktop.domain.history import ChangeWords, HistoryRow, value_words
from msa_wg_desktop.domain.history_sentence import step_words
from msa_wg_desktop.domain.history_words import NOUNS
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.tokens import Size
from msa_wg_desktop.gui.models.history_table import (
    ChangeColumn,
    ChangesTable,
    HistoryTable,
    StepColumn,
    change_lines,
    everything_said,
    undone_words,
)
from msa_wg_desktop.gui.widgets.cell_delegate import CellDelegate
from msa_wg_desktop.gui.widgets.chip import chip_size
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.gui.widgets.wrapping_delegate import WrappingDelegate
from msa_wg_desktop.services.history import PAGE
from msa_wg_desktop.services.purge import KINDS
from msa_wg_desktop.words import _, ngettext

# After a change, what was told before is told again, since a purge may have taken words out of it.
_MOST_READ_AGAIN = 500
_MEASURED = 50
"""How many rows say how wide a column must be."""
_KIND_OF = {entity: kind for kind, (entity, _fields) in KINDS.items()}


class HistoryDialog(RecordDialog):
    """The steps of the record, or of one meeting. Older ones are read as one scrolls, or looks for words."""

    summaryLabel: QLabel
    findEdit: QLineEdit
    meetingCheck: QCheckBox
    stepTable: QTableView
    changeTable: QTableView
    undoButton: QPushButton
    forgetButton: QPushButton
    buttonBox: QDialogButtonBox

    purge_asked = Signal(str, str)
    """The kind and the id of what is to be forgotten."""

    def __init__(self, context: Context, meeting_id: str = "", parent: QWidget | None = None) -> None:
        """`meeting_id` is the meeting at hand, if there is one."""
        super().__init__("dialogs/history_dialog", context, parent)
        self._meeting_id = meeting_id
        self._looked: list[OperationRow] = []
        self._told: dict[tuple[str, int], HistoryRow] = {}
        self._said: dict[tuple[str, int], str] = {}
        self._more = True
        self.steps, self.changes = HistoryTable(self), ChangesTable(self)
        self._dress()
        self._further = QTimer(self, singleShot=True, interval=0)
        self._connect()
        self._live: LiveQuery[Sequence[OperationRow]] = LiveQuery(
            self, context.bus, entities=NOUNS, load=self._load, show=self._show_steps
        )
        self._live.refresh()
        self._choose_first()

    def _dress(self) -> None:
        theme = self.context.theme
        for table, model, wraps in ((self.stepTable, self.steps, False), (self.changeTable, self.changes, True)):
            table.setModel(model)
            dress_table(table, theme)
            table.setItemDelegate(WrappingDelegate(theme, table) if wraps else CellDelegate(theme, table))
            table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
            table.horizontalHeader().setStretchLastSection(False)
        self.stepTable.horizontalHeader().setSectionResizeMode(StepColumn.WHAT, QHeaderView.ResizeMode.Stretch)
        for column in (ChangeColumn.BEFORE, ChangeColumn.AFTER):
            self.changeTable.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.changeTable.horizontalHeader().sectionResized.connect(self._fit_rows)
        self.meetingCheck.setVisible(bool(self._meeting_id))
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """The step itself has all the room that the rest, measured by what is in it, leaves."""
        unit = QFontMetrics(self.context.theme.font()).horizontalAdvance("0")
        header = self.stepTable.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED)
        for column in (StepColumn.WHEN, StepColumn.WHO):
            self.stepTable.resizeColumnToContents(column)
        # Which step was undone may be far below those that are measured, or be undone only now.
        mark = chip_size(self.context.theme, undone_words()).width()
        self.stepTable.setColumnWidth(StepColumn.STATE, mark + 2 * self.context.theme.size(Size.GAP_4))
        self.changeTable.setColumnWidth(ChangeColumn.FIELD, unit * 16)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Qt's own way would make each row at least as high as a head."""
        for row in range(self.changes.rowCount()):
            self.changeTable.setRowHeight(row, self.changeTable.sizeHintForRow(row))

    def _connect(self) -> None:
        self._further.timeout.connect(self._look_further)
        self.findEdit.textChanged.connect(self._sift)
        self.findEdit.returnPressed.connect(self.stepTable.setFocus)
        below = QShortcut(QKeySequence(Qt.Key.Key_Down), self.findEdit, context=Qt.ShortcutContext.WidgetShortcut)
        below.activated.connect(self.stepTable.setFocus)
        self.meetingCheck.toggled.connect(self._begin_anew)
        self.stepTable.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.stepTable.selectionModel().currentRowChanged.connect(self._show_changes)
        self.changeTable.selectionModel().currentRowChanged.connect(self._show_buttons)
        self.undoButton.clicked.connect(self._undo)
        self.forgetButton.clicked.connect(self._forget)

    # ------------------------------------------------------------------ reading

    @property
    def _where(self) -> str | None:
        """The one meeting whose steps are shown; None for the whole record."""
        return self._meeting_id if self._meeting_id and self.meetingCheck.isChecked() else None

    def _load(self) -> Sequence[OperationRow]:
        """As many of the newest steps as were looked through so far, within reason; all of them are told anew."""
        self._told.clear()
        self._said.clear()
        limit = min(max(PAGE, len(self._looked)), _MOST_READ_AGAIN)
        return self.context.services.history.list(limit=limit, meeting_id=self._where)

    def _show_steps(self, operations: Sequence[OperationRow]) -> None:
        self._looked, self._more = list(operations), len(operations) >= PAGE
        self.steps.set_rows(self._found(operations))
        self._fit()
        self._show_changes()
        self._go_on_looking()

    def _found(self, operations: Sequence[OperationRow]) -> list[HistoryRow]:
        """Those that hold the words looked for, told; what was told before is not read again."""
        new = [row for row in operations if (row.id, row.seq) not in self._told]
        for row in self.context.services.history.told(new):
            key = (row.operation.id, row.operation.seq)
            self._told[key], self._said[key] = row, everything_said(row)
        words = self.findEdit.text().casefold().split()
        found = [row for row in operations if all(word in self._said[row.id, row.seq] for word in words)]
        return [HistoryRow(row, self._told[row.id, row.seq].changes) for row in found]

    def _look_further(self) -> None:
        """Reads the next older steps."""
        history, before = self.context.services.history, self._looked[-1].seq
        older = history.list(before_seq=before, meeting_id=self._where)
        self._more = len(older) >= PAGE
        self._looked += older
        self.steps.add_rows(self._found(older))
        self._go_on_looking()

    def _go_on_looking(self) -> None:
        """One page after the other, as long as there is room for more on the screen; the window stays awake."""
        bar = self.stepTable.verticalScrollBar()
        shown = self.steps.rowCount() * self.stepTable.verticalHeader().defaultSectionSize()
        full = shown - bar.value() > 2 * self.stepTable.viewport().height()
        if self._more and not full and self.isVisible():
            self._further.start()
        self._say_how_many()

    def _say_how_many(self) -> None:
        looked, shown = len(self._looked), self.steps.rowCount()
        if self.findEdit.text().strip():
            words = ngettext(
                "{shown} of {count} step looked through", "{shown} of {count} steps looked through", looked
            )
        else:
            words = ngettext("{count} step", "{count} steps", looked)
        more = _("older ones as you scroll") if self._more else ""
        since = _("since {when}").format(when=value_words(self._looked[-1].at)) if self._looked else ""
        told = words.format(count=f"{looked:,}", shown=shown)
        self.summaryLabel.setText(" · ".join(part for part in (told, more or since) if part))

    def _scrolled(self) -> None:
        if self._more and not self._further.isActive():
            self._go_on_looking()

    def _sift(self) -> None:
        self.steps.set_rows(self._found(self._looked))
        self._choose_first()
        self._go_on_looking()

    def _begin_anew(self) -> None:
        self._looked = []
        self._live.refresh()
        self._choose_first()

    def _choose_first(self) -> None:
        if not self.stepTable.currentIndex().isValid():
            self.stepTable.setCurrentIndex(self.steps.index(0, StepColumn.WHEN))

    # ------------------------------------------------------------------ the step chosen

    def _step(self) -> HistoryRow | None:
        return self.steps.row_at(self.stepTable.currentIndex())

    def _show_changes(self) -> None:
        step = self._step()
        lines = change_lines(step.changes) if step else ()
        if lines != self.changes.rows:
            self.changes.set_rows(())
            self.changeTable.clearSpans()
            self.changes.set_rows(lines)
            for place, line in enumerate(lines):
                if line.is_head:
                    self.changeTable.setSpan(place, 0, 1, len(ChangeColumn))
            self._fit_rows()
        self._show_buttons()

    def _show_buttons(self) -> None:
        step = self._step()
        undone = step is not None and step.operation.undone
        self.undoButton.setEnabled(step is not None and not undone)
        taken_back = step is not None and step.operation.kind is OperationKind.UNDO
        self.undoButton.setText(_("&Bring it back") if taken_back else _("&Undo this step"))
        self.undoButton.setToolTip(_("This step is undone already.") if undone else "")
        change = self._to_forget()
        self.forgetButton.setEnabled(change is not None)
        words = _("F&orget this {noun}…").format(noun=change.noun) if change else _("F&orget…")
        self.forgetButton.setText(words)

    def _to_forget(self) -> ChangeWords | None:
        """What can be forgotten for good: that of the line chosen, else the first that can be."""
        step, line = self._step(), self.changes.row_at(self.changeTable.currentIndex())
        if line is not None and line.change is not None:
            return line.change if line.change.entity in _KIND_OF else None
        changes = step.changes if step else ()
        return next((change for change in changes if change.entity in _KIND_OF), None)

    def _undo(self) -> None:
        step = self._step()
        if step is not None:
            with self.trying():
                done = self.context.services.history.undo(step.operation.id)
                self.say(step_words(done or step.operation))

    def _forget(self) -> None:
        change = self._to_forget()
        if change is not None:
            self.purge_asked.emit(_KIND_OF[change.entity], change.id)
