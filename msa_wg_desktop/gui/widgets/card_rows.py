"""A list inside a card, as tall as its entries: a chip, words that wrap around it, a quieter line below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.models.cards import CARD_ROLE, CardRow, Tag
from msa_wg_desktop.gui.widgets.chip import chip_size, paint_chip

_PAD_X, _PAD_Y = 14, 7
_CHIP_GAP = 5
_BETWEEN = 2
_MEASURED = 1_000
_MOST_LINES = 4
"""Of the words of an entry; all of them are its tip."""
_SPACED = 1.12
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Part:
    """Words laid out in a width, with the place of the chip that stands before or behind them."""

    layout: QTextLayout
    tag: Tag | None
    chip_at: QPoint
    height: int


class CardRowDelegate(QStyledItemDelegate):
    """Draws a `CardRow`; two laid-out texts, so that the chip can stand in the line of the words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: dict[tuple[CardRow, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A list asks it of each entry whenever one changes: what was measured once is known."""
        view = self.parent()
        assert isinstance(view, QListView)
        card, width = _card(index), view.viewport().width()
        height = self._heights.get((card, width))
        if height is None:
            if len(self._heights) > _MEASURED:
                self._heights.clear()
            height = self._heights[card, width] = 2 * _PAD_Y + 1 + _height(self._parts(card, width - 2 * _PAD_X))
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        view = self.parent()
        assert isinstance(view, QListView)
        # Without the keyboard no entry is at hand, wherever it once was.
        if view.hasFocus() and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, theme.colour(Colour.SELECTION))
            painter.fillRect(QRect(room.topLeft(), QSize(3, room.height())), theme.colour(Colour.ACCENT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.colour(Colour.HOVER))
        if index.row():
            painter.fillRect(QRect(room.topLeft(), QSize(room.width(), 1)), theme.colour(Colour.FAINT_LINE))
        at = room.topLeft() + QPoint(_PAD_X, _PAD_Y + 1)
        for part, ink in zip(
            self._parts(_card(index), room.width() - 2 * _PAD_X),
            (theme.colour(Colour.INK_1), theme.colour(Colour.INK_2)),
            strict=False,
        ):
            self._draw(painter, part, at, ink)
            at += QPoint(0, part.height + _BETWEEN)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Words that were cut are told whole."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            card = _card(index)
            shown = self._parts(card, view.viewport().width() - 2 * _PAD_X)[0].layout.text()
            QToolTip.showText(event.globalPos(), card.text if shown.endswith("…") else "", view)
            return True
        return super().helpEvent(event, view, option, index)

    def _draw(self, painter: QPainter, part: _Part, at: QPoint, ink: QColor) -> None:
        painter.setPen(ink)
        part.layout.draw(painter, QPointF(at))
        if part.tag is not None:
            paint_chip(painter, at + part.chip_at, part.tag.words, part.tag.tone, self._theme)

    def _parts(self, card: CardRow, width: int) -> list[_Part]:
        body, strong = self._theme.font(), self._theme.font(bold=card.strong)
        parts = [self._with_chip_before(card.text, card.tag, strong, width)]
        if card.detail or card.detail_tag:
            parts.append(self._with_chip_behind(card.detail, card.detail_tag, body, width))
        return parts

    def _with_chip_before(self, text: str, tag: Tag | None, font: QFont, width: int) -> _Part:
        chip = chip_size(self._theme, tag.words) if tag else QSize(0, 0)
        indent = chip.width() + _CHIP_GAP if tag else 0
        layout, height = _laid_out(text, font, width, indent, most=_MOST_LINES)
        return _Part(layout, tag, QPoint(0, _centred(chip, font)), height)

    def _with_chip_behind(self, text: str, tag: Tag | None, font: QFont, width: int) -> _Part:
        words = f"{text} · " if text and tag else text
        layout, height = _laid_out(words, font, width, 0)
        if tag is None:
            return _Part(layout, None, QPoint(), height)
        chip = chip_size(self._theme, tag.words)
        last = layout.lineAt(layout.lineCount() - 1)
        x, y = round(last.horizontalAdvance()) if text else 0, round(last.y())
        if x + chip.width() > width and text:
            layout, height = _laid_out(text, font, width, 0)
            x, y = 0, height
            height += QFontMetrics(font).height()
        return _Part(layout, tag, QPoint(x, y + _centred(chip, font)), height)


def _card(index: Index) -> CardRow:
    return index.data(CARD_ROLE)


def _height(parts: list[_Part]) -> int:
    return sum(part.height for part in parts) + _BETWEEN * (len(parts) - 1)


def _centred(chip: QSize, font: QFont) -> int:
    return (QFontMetrics(font).height() - chip.height()) // 2


def _laid_out(text: str, font: QFont, width: int, indent: int, *, most: int | None = None) -> tuple[QTextLayout, int]:
    """The words in lines of a width, the first one indented, and how tall that is; no more lines than `most`.

    A dot between two facts stays with the first: no line begins with one.
    """
    layout = QTextLayout(text.replace("\n", "\u2028").replace(" · ", "\u00a0· "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    layout.setTextOption(option)
    step = round(QFontMetrics(font).height() * _SPACED)
    layout.beginLayout()
    for number, line in enumerate(_lines(layout)):
        line.setLineWidth(max(1, width - (0 if number else indent)))
        line.setPosition(QPointF(0 if number else indent, number * step))
    layout.endLayout()
    if most is not None and layout.lineCount() > most:
        last = layout.lineAt(most - 1)
        cut = text[: last.textStart() + last.textLength()].rstrip()[:-1].rstrip()
        return _laid_out(f"{cut}…", font, width, indent)
    return layout, layout.lineCount() * step


def _lines(layout: QTextLayout) -> Iterator:
    line = layout.createLine()
    while line.isValid():
        yield line
        line = layout.createLine()


Act = Callable[[QModelIndex], object]
Acts = Callable[[QModelIndex], Iterable[tuple[str, Act]]]


class CardList(QListView):
    """Grows with its entries, so that what stands around it scrolls. Keys are told by what they ask for."""

    chosen = Signal(QModelIndex)
    remove_asked = Signal(QModelIndex)
    done_asked = Signal(QModelIndex)
    reached = Signal(QRect)
    """The entry that the keyboard has come to, in the list's own coordinates."""

    def __init__(self, theme: Theme, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "plain")
        self.setModel(model)
        self.setItemDelegate(CardRowDelegate(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        theme.changed.connect(self.scheduleDelayedItemsLayout)
        for changed in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.layoutChanged):
            changed.connect(self.scheduleDelayedItemsLayout)

    def offer_menu(self, acts: Acts) -> None:
        """A menu on each entry: `acts` says what can be done with it, and what that is called."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self._show_menu(at, acts))

    def _show_menu(self, at: QPoint, acts: Acts) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in acts(index):
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act(index))
        menu.popup(self.viewport().mapToGlobal(at))

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        height = max(0, self.contentsSize().height())
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes words wrap elsewhere; Qt looks at the height alone."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        asked = {
            Qt.Key.Key_Return: self.chosen,
            Qt.Key.Key_Enter: self.chosen,
            Qt.Key.Key_Delete: self.remove_asked,
            Qt.Key.Key_Space: self.done_asked,
        }.get(Qt.Key(event.key()))
        if asked is not None and index.isValid():
            asked.emit(index)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first entry the current one and leaves it unselected: nobody would see where the keyboard is."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.currentIndex() if self.currentIndex().isValid() else self.model().index(0, 0))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.reached.emit(self.visualRect(current))
