"""The left column of the Meeting page: the summary's sections, one below the other, in one card that scrolls."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from msa_wg_desktop.domain.meetings import SectionKind, SectionRow
from msa_wg_desktop.domain.orders import OrderName
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.notify import Choice, Question
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.models.section_words import order_name
from msa_wg_desktop.gui.widgets.fold_header import plain_label
from msa_wg_desktop.gui.widgets.meeting.section_card import SectionCard
from msa_wg_desktop.gui.widgets.outline import keys as outline_keys
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.spelling import SpellBook
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.gui.widgets.rich_text.writing_out import WritingOut
from msa_wg_desktop.words import _

_FOLDS = "meeting-folds"
_SHARE = 0.6
"""How much of the column the discussion keeps, whatever else is unfolded."""
_LEAST = 200
_LOW = 24
"""Heights of letters, below which the discussion takes the whole column while one works in it."""
_HINT_ROOM = 26
"""Letters that the heading beside the hint must have."""
_FIXED = frozenset({SectionKind.DISCUSSION, SectionKind.NEEDS})


class MeetingSections(QScrollArea):
    """Shows the sections of one meeting. The discussion's editor and the table of needs are given to it."""

    changed = Signal()
    """Sections came, went, moved or were renamed."""

    def __init__(
        self, context: Context, *, outline: OutlineEditor, needs: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._outline, self._needs = outline, needs
        self._hint = _typing_hint(self)
        self.meeting_id = ""
        self._cards: dict[str, SectionCard] = {}
        self._spelling: tuple[SpellBook, Callable[[str], None]] | None = None
        self._states: tuple[str, ...] = ()
        self._lines = 0
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setWidget(self._inner)
        self._orders: tuple[OrderName, ...] = ()
        self.live = LiveQuery(self, context.bus, entities={"section"}, load=self._load, show=self._show)
        orders = {"commission_order", "decision", "docket"}
        LiveQuery(self, context.bus, entities=orders, load=context.services.orders.names, show=self._take_orders)

    # ------------------------------------------------------------------ what the page asks

    @property
    def cards(self) -> list[SectionCard]:
        """The sections, as they stand."""
        return list(self._cards.values())

    @property
    def discussion(self) -> SectionCard | None:
        """The section that holds the outline."""
        return next((card for card in self.cards if card.row.kind is SectionKind.DISCUSSION), None)

    def show_meeting(self, meeting_id: str) -> None:
        """Shows another meeting; what was typed into the one before is written first."""
        self.flush()
        self.meeting_id = meeting_id
        self.live.refresh()

    def set_spelling(self, book: SpellBook, add: Callable[[str], None]) -> None:
        """Marks words of the texts by this book, also of sections that come later."""
        self._spelling = (book, add)
        for card in self.cards:
            card.set_spelling(book, add)

    def flush(self) -> bool:
        """Writes what waits in any section; False where something can't be written."""
        written = [card.flush() for card in self.cards]
        return all(written)

    def set_lines(self, count: int) -> None:
        """How many lines the discussion has."""
        if count != self._lines:
            self._lines = count
            self._summarise()

    def set_need_states(self, states: tuple[str, ...]) -> None:
        """The states of the rows in the table of data needs."""
        self._states = states
        self._summarise()

    def go_to(self, number: int) -> None:
        """Opens a section by its place, from 1, and puts the keyboard into it."""
        if number <= len(self._cards):
            self.open(self.cards[number - 1])

    def open_section(self, section_id: str) -> bool:
        """Opens a section by its id; says whether there is one."""
        card = next((card for card in self.cards if card.row.id == section_id), None)
        if card is not None:
            self.open(card)
        return card is not None

    def open(self, card: SectionCard) -> None:
        """Unfolds a section and puts the keyboard where one works in it."""
        card.set_folded(False)
        self._settle_folds()
        if card.row.kind is SectionKind.DISCUSSION:
            self._outline.setFocus()
        elif card.row.kind is SectionKind.NEEDS:
            self._needs.setFocus()
        else:
            card.open_text()
        self._see_whole(card)

    def fold_all(self, *, folded: bool) -> None:
        for card in self.cards:
            card.set_folded(folded)
        self._settle_folds()

    def add_section(self) -> None:
        """A new section at the end, its heading ready to be typed over."""
        self._add(after="")

    def focused_text(self) -> RichTextEdit | None:
        """The text of a section that has the keyboard."""
        return next((card.text for card in self.cards if card.text.hasFocus()), None)

    def focus_header(self, widget: QWidget) -> None:
        """Puts the keyboard on the heading above something in the column."""
        for card in self.cards:
            if card.isAncestorOf(widget):
                card.header.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def lay_out(self) -> None:
        """Gives at once what was unfolded or has grown the room that it gets at the end of this turn."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def see(self, widget: QWidget, rect: QRect) -> None:
        """Scrolls so that a part of a widget in the column is seen."""
        if not self._inner.isAncestorOf(widget):
            return
        if widget is self._outline and self._low:
            self.verticalScrollBar().setValue(widget.mapTo(self._inner, QPoint()).y())
            return
        at = widget.mapTo(self._inner, rect.topLeft())
        bottom = at + QPoint(0, rect.height())
        self.ensureVisible(at.x(), at.y(), 0, 24)
        self.ensureVisible(bottom.x(), bottom.y(), 0, 24)

    # ------------------------------------------------------------------ showing

    def _load(self) -> tuple[SectionRow, ...]:
        if not self.meeting_id:
            return ()
        rows = self._context.services.sections.list(self.meeting_id)
        if any(row.kind is SectionKind.DISCUSSION for row in rows):
            return rows
        # A meeting always has its discussion, even where its summary was made without one.
        return (*rows, SectionRow("", self.meeting_id, SectionKind.DISCUSSION, _("Discussion"), "", "", printed=True))

    def _show(self, rows: tuple[SectionRow, ...]) -> None:
        if [row.id for row in rows] != list(self._cards) or any(
            self._cards[row.id].row.kind != row.kind for row in rows
        ):
            self._rebuild(rows)
        for row in rows:
            self._cards[row.id].show_row(row)
        self._summarise()
        self.changed.emit()

    def _rebuild(self, rows: tuple[SectionRow, ...]) -> None:
        """Brings the cards to this order; those that stay keep their widgets, and so their caret."""
        wanted = {row.id: row for row in rows}
        for row_id in [row_id for row_id in self._cards if row_id not in wanted]:
            self._drop(self._cards.pop(row_id))
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QFrame) and widget.property("role") == "rule":
                widget.deleteLater()
        kept, self._cards = self._cards, {}
        for number, row in enumerate(rows):
            if number:
                self._column.addWidget(_rule())
            card = self._cards[row.id] = kept.get(row.id) or self._make(row)
            self._column.addWidget(card, 1 if row.kind is SectionKind.DISCUSSION else 0)
            card.show()  # At once, and not at the end of this turn: what is hidden takes no keyboard.
        self._column.addStretch(0)
        self._settle_folds()

    def _make(self, row: SectionRow) -> SectionCard:
        card = SectionCard(self._context, row, self._inner)
        folds = self._context.here.value(_FOLDS, {"": False})
        card.set_folded(bool(folds.get(row.id, row.kind is not SectionKind.DISCUSSION)))
        if row.kind is SectionKind.DISCUSSION:
            card.header.extras.insertWidget(0, self._hint)
            card.body.setContentsMargins(0, 0, 2, 6)
            card.body.addWidget(self._outline, 1)
            self._outline.show()
        elif row.kind is SectionKind.NEEDS:
            self._needs.setContentsMargins(17, 0, 4, 0)
            card.body.addWidget(self._needs)
            self._needs.show()
        WritingOut(card.text, self._outline.typed_space)
        card.folded_changed.connect(self._remember_folds)
        card.renamed.connect(
            lambda heading: self._edit(card, {"heading": heading}, shown={"heading": card.row.heading})
        )
        card.menu_asked.connect(lambda: self._show_menu(card))
        card.delete_asked.connect(lambda: self._delete(card))
        card.walked.connect(lambda by: self._walk(card, by))
        card.reached.connect(lambda rect: self.see(card, rect))
        card.more.setVisible(bool(row.id))
        if self._spelling is not None:
            card.set_spelling(*self._spelling)
        return card

    def _drop(self, card: SectionCard) -> None:
        """A card goes; what was lent to it is kept for the next."""
        for lent in (self._outline, self._needs, self._hint):
            if card.isAncestorOf(lent):
                lent.hide()
                lent.setParent(self)
        card.flush()
        card.deleteLater()

    def _take_orders(self, orders: tuple[OrderName, ...]) -> None:
        self._orders = orders
        self._summarise()

    def _summarise(self) -> None:
        for card in self.cards:
            card.summarise(orders=self._orders, needs=self._states, lines=self._lines)

    # ------------------------------------------------------------------ folding and room

    def _remember_folds(self) -> None:
        folds = self._context.here.value(_FOLDS, {"": False})
        now = {card.row.id: card.folded for card in self.cards if card.row.id}
        self._context.here.put(_FOLDS, {**folds, **now})
        self._settle_folds()

    def _settle_folds(self) -> None:
        """The discussion takes the room that is left; folded, what is left stays empty at the bottom."""
        open_discussion = self.discussion is not None and not self.discussion.folded
        self._column.setStretch(self._column.count() - 1, 0 if open_discussion else 1)
        for card in self.cards:
            stretches = card is self.discussion and open_discussion
            self._column.setStretchFactor(card, 1 if stretches else 0)
        self._show_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = 1.0 if self._low else _SHARE
        self._outline.setMinimumHeight(max(_LEAST, round(self.viewport().height() * share)))
        self._show_hint()

    @property
    def _low(self) -> bool:
        """Whether there is room for the lines of the discussion, or for what stands above them."""
        return self.viewport().height() < self._context.theme.text_size(Text.BODY) * _LOW

    def _show_hint(self) -> None:
        """The hint goes first where there is little room, and with the discussion."""
        card = self.discussion
        wanted = self._hint.sizeHint().width() + self.fontMetrics().averageCharWidth() * _HINT_ROOM
        self._hint.setVisible(card is not None and not card.folded and wanted < self.viewport().width())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, _LEAST)

    def _see_whole(self, card: SectionCard) -> None:
        """Scrolls to a section when its room is known: all of it where it fits, else from its heading on."""
        QTimer.singleShot(0, card, lambda: self._scroll_to(card))

    def _scroll_to(self, card: SectionCard) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top, bottom = card.y(), card.y() + min(card.height(), room)
        if not bar.value() <= top <= bottom <= bar.value() + room:
            bar.setValue(top if top < bar.value() else bottom - room)

    # ------------------------------------------------------------------ what can be done to a section

    def _show_menu(self, card: SectionCard) -> None:
        if not card.row.id:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if card.row.kind is SectionKind.DIRECTIVE:
            self._add_orders(menu.addMenu(_("&Take from the order")), card)
            menu.addSeparator()
        if not card.is_text:
            menu.addAction(_("&Introduction"), card.open_text)
        menu.addAction(_("&Rename"), card.header.rename)
        menu.addAction(_("Move &up"), partial(self._move, card, -1)).setEnabled(card is not self.cards[0])
        menu.addAction(_("Move &down"), partial(self._move, card, 1)).setEnabled(card is not self.cards[-1])
        menu.addAction(_("&Add a section below"), partial(self._add, after=card.row.id))
        leave_out = menu.addAction(_("&Leave out of the summary"))
        leave_out.setCheckable(True)
        leave_out.setChecked(not card.row.printed)
        leave_out.triggered.connect(lambda left_out: self._edit(card, {"printed": not left_out}))
        if card.row.kind not in _FIXED:
            menu.addSeparator()
            menu.addAction(_("D&elete"), partial(self._delete, card))
        menu.popup(card.more.mapToGlobal(card.more.rect().bottomLeft()))

    def _add_orders(self, menu: QMenu, card: SectionCard) -> None:
        for order in self._orders:
            menu.addAction(order_name(order).replace("&", "&&"), partial(self.take_order, card, order.id))
        if not self._orders:
            menu.addAction(_("No order is in the record yet")).setEnabled(False)

    def take_order(self, card: SectionCard, order_id: str) -> None:
        """Puts an order's words into a section; where it has words already, the user says what becomes of them."""
        card.flush()
        with self._context.telling():
            text = self._context.services.sections.directive_from_order(order_id)
        if not card.row.text.strip() and not card.text.markdown():
            self._put_text(card, text)
            return
        question = Question(
            _("Take from the order"),
            _("“{heading}” has a text already.").format(heading=card.row.heading),
            (Choice("below", _("Put it below")), Choice("replace", _("Replace the text"), destroys=True)),
            _("Either can be undone."),
        )
        before = card.text.markdown()
        texts = {"below": f"{before}\n\n{text}", "replace": text}
        self._context.notifier.ask(question, lambda key: self._put_text(card, texts[key]))

    def _put_text(self, card: SectionCard, text: str) -> None:
        with self._context.telling():
            card.put_text(text)
            self.live.refresh()
            self.open(card)

    def _add(self, *, after: str) -> None:
        with self._context.telling():
            new_id = self._context.services.sections.add(self.meeting_id, _("New section"), after=after)
            self.live.refresh()
            card = self._cards[new_id]
            card.set_folded(False)
            card.header.rename()
            self._see_whole(card)

    def _move(self, card: SectionCard, by: int) -> None:
        self._change(lambda: self._context.services.sections.move(card.row.id, by=by))

    def _edit(self, card: SectionCard, values: dict[str, object], *, shown: dict[str, object] | None = None) -> None:
        self._change(lambda: self._context.services.sections.edit(card.row.id, values, shown=shown))

    def _delete(self, card: SectionCard) -> None:
        if card.row.kind in _FIXED:
            self._context.notifier.say(_("This section can be left out of the summary, but not deleted."))
            return
        card.flush()
        self._change(lambda: self._context.services.sections.delete(card.row.id))
        self._context.say_done(_("Deleted: {heading}").format(heading=card.row.heading))

    def _change(self, act: Callable[[], object]) -> None:
        with self._context.telling():
            act()

    def _walk(self, card: SectionCard, by: int) -> None:
        place = self.cards.index(card) + by
        if 0 <= place < len(self._cards):
            self.cards[place].header.button.setFocus()


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "rule")
    return rule


def _mark_keys() -> str:
    """The keys that make a line an action, as this platform writes them."""
    written = outline_keys.keys(mac=sys.platform == "darwin")[outline_keys.Act.MARK_ACTION][0]
    return QKeySequence(written).toString(QKeySequence.SequenceFormat.NativeText)


def _typing_hint(parent: QWidget) -> QWidget:
    """Enter, Tab and the marks, for those who have just begun."""
    hint = QWidget(parent)
    hint.hide()
    row = QHBoxLayout(hint)
    row.setContentsMargins(0, 0, 4, 0)
    row.setSpacing(5)
    for role, words in (
        ("secondary", _("Enter new line · Tab indent ·")),
        ("key", _("pf:")),
        ("secondary", _("speaker ·")),
        ("key", _("ACTION:")),
        ("secondary", _("or")),
        ("key", _mark_keys()),
    ):
        row.addWidget(plain_label(role, words), alignment=Qt.AlignmentFlag.AlignVCenter)
    return hint
