"""One section of the summary: a header that folds it, its text, and what else belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from msa_wg_desktop.domain.meetings import SectionKind, SectionRow
from msa_wg_desktop.domain.orders import OrderName
from msa_wg_desktop.domain.richtext import Blocks, from_markdown
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.section_words import section_words
from msa_wg_desktop.gui.widgets.delayed_save import DelayedSave
from msa_wg_desktop.gui.widgets.fold_header import FoldHeader
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.outline.spelling import SpellBook
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.gui.widgets.rich_text.format_bar import FormatBar
from msa_wg_desktop.gui.widgets.rich_text.spelling import RichTextSpelling
from msa_wg_desktop.words import _

_TEXT_KINDS = frozenset({SectionKind.DIRECTIVE, SectionKind.CONTEXT, SectionKind.NEXT_STEPS, SectionKind.TEXT})
_INDENT = 30


class SectionCard(QWidget):
    """Shows one `SectionRow`; what is typed into its text is written by itself."""

    folded_changed = Signal()
    renamed = Signal(str)
    menu_asked = Signal()
    delete_asked = Signal()
    walked = Signal(int)
    reached = Signal(QRect)
    """Where the caret stands, in this widget's coordinates."""

    def __init__(self, context: Context, row: SectionRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.row = row
        self.header = FoldHeader(context.icons, self)
        self.text = RichTextEdit(context.theme, self)
        self.text.setPlaceholderText(_placeholder(row.kind))
        self._stored = ""
        self._blocks: Blocks = ()
        self._saver = DelayedSave(self._write, context.saving, f"section:{row.id}", self)
        self.more = IconButton(context.theme, context.icons, "ellipsis", _("More"), parent=self)
        self._bar: FormatBar | None = None
        self.header.extras.addWidget(self.more)
        self._area = QWidget(self)
        self.body = QVBoxLayout(self._area)
        self.body.setContentsMargins(0, 0, 0, 10)
        self.body.setSpacing(2)
        self._text_row = QHBoxLayout()
        self._text_row.setContentsMargins(_INDENT, 0, 10, 0)
        self._text_row.addWidget(self.text)
        self.body.addLayout(self._text_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._area, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._connect()
        self.show_row(row)

    def _connect(self) -> None:
        self.header.toggled.connect(self._show_folded)
        self.header.renamed.connect(self.renamed)
        self.header.menu_asked.connect(self.menu_asked)
        self.header.delete_asked.connect(self.delete_asked)
        self.header.walked.connect(self.walked)
        self.more.clicked.connect(self.menu_asked)
        self.text.edited.connect(self._saver.touch)
        self.text.left.connect(self._leave_text)
        self.text.caret_moved.connect(
            lambda rect: self.reached.emit(QRect(self.text.mapTo(self, rect.topLeft()), rect.size()))
        )

    @property
    def is_text(self) -> bool:
        """Whether its text is the whole of it; else it is the introduction to a table or the discussion."""
        return self.row.kind in _TEXT_KINDS

    @property
    def folded(self) -> bool:
        return self.header.folded

    def show_row(self, row: SectionRow) -> None:
        """What the record holds now; words that are not written yet stay, and are written over it."""
        self.row = row
        self.header.set_heading(row.heading, faint=not row.printed)
        self.text.setAccessibleName(row.heading)
        self.more.setAccessibleName(_("More for {heading}").format(heading=row.heading))
        if row.text != self._stored:
            self._stored, self._blocks = row.text, from_markdown(row.text)
            if not self._saver.dirty:
                self.text.set_blocks(self._blocks)
        if not self.is_text and not self.text.hasFocus():
            self.text.setVisible(bool(row.text) or self._saver.dirty)

    def summarise(self, *, orders: Sequence[OrderName], needs: Sequence[str], lines: int) -> None:
        """Says in a line what is in it, to be read while it is folded."""
        self.header.set_summary(section_words(self.row, self._blocks, orders=orders, needs=needs, lines=lines))

    def set_folded(self, folded: bool) -> None:
        self.header.set_folded(folded)
        self._show_folded()

    def set_spelling(self, book: SpellBook, add: Callable[[str], None]) -> None:
        """Marks words by this book; `add` makes one known."""
        spelling = RichTextSpelling(self.text, book, self._context.theme)
        spelling.add_asked.connect(add)

    def open_text(self) -> None:
        """Puts the keyboard into the text, which is shown even where it is empty."""
        self.header.set_folded(False, tell=True)
        self._show_folded()
        self.text.show()
        self.text.setFocus()

    def put_text(self, text: str) -> None:
        """Writes another text, as a step of its own."""
        if not self._saver.flush():
            return
        self._context.services.store.end_burst()
        self._context.services.sections.edit(self.row.id, {"text": text})
        self._context.services.store.end_burst()

    def flush(self) -> bool:
        """Writes what waits; False where it can't be written."""
        return self._saver.flush()

    def _write(self) -> None:
        text = self.text.markdown()
        if text != self._stored:
            self._context.services.sections.edit(self.row.id, {"text": text})
            self._stored, self._blocks = text, self.text.blocks()

    def _show_folded(self) -> None:
        self._area.setVisible(not self.folded)
        if self._bar is None and self.is_text and not self.folded:
            self._bar = FormatBar(self.text, self._context, self)
            self.header.extras.insertWidget(0, self._bar)
        if self._bar is not None:
            self._bar.setVisible(not self.folded)
        self.header.show_summary(shown=self.folded or self.row.kind is SectionKind.NEEDS)
        self.folded_changed.emit()

    def _leave_text(self) -> None:
        self.flush()
        self.header.button.setFocus(Qt.FocusReason.OtherFocusReason)


def _placeholder(kind: SectionKind) -> str:
    return {
        SectionKind.DIRECTIVE: _(
            "What the commission ordered. “Take from the order” in the menu at the right fills it in."
        ),
        SectionKind.CONTEXT: _("What one has to know to follow the discussion."),
        SectionKind.NEXT_STEPS: _("What happens next, and when the group meets again."),
        SectionKind.NEEDS: _("A few words above the table."),
        SectionKind.DISCUSSION: _("A few words above the discussion."),
        SectionKind.TEXT: _("Type what belongs here."),
    }[kind]
