"""The line above a part that folds: an arrow, its name, what it holds in a few words, and what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.widgets.elided_label import ElidedLabel
from msa_wg_desktop.words import _

_LEFT, _GAP = 12, 8


class FoldHeader(QWidget):
    """Folds by click, Space, Enter, Left and Right; F2 renames; the menu key asks for the menu."""

    toggled = Signal(bool)
    """Whether it is folded now."""
    renamed = Signal(str)
    menu_asked = Signal()
    delete_asked = Signal()
    walked = Signal(int)
    """Up (-1) or Down (1) was pressed: the keyboard goes to a neighbour."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = False
        self._icons = icons
        self._summary_text = ""
        self.button = _FoldButton(self)
        self._arrow = _Arrow(self.button)
        self._heading = plain_label("heading")
        self._summary = ElidedLabel("secondary", self.button)
        self.name_edit = QLineEdit(self)
        self.name_edit.setAccessibleName(_("Heading"))
        self.name_edit.hide()
        self.name_edit.returnPressed.connect(self._take_name)
        self.name_edit.installEventFilter(self)
        inner = QHBoxLayout(self.button)
        inner.setContentsMargins(_LEFT, 10, 4, 10)
        inner.setSpacing(_GAP)
        for label in (self._arrow, self._heading, self._summary):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner.addWidget(self._arrow)
        inner.addWidget(self._heading)
        inner.addWidget(self._summary, 1)
        self.extras = QHBoxLayout()
        self.extras.setContentsMargins(0, 0, 8, 0)
        self.extras.setSpacing(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.button, 1)
        row.addWidget(self.name_edit, 1)
        row.addLayout(self.extras)
        self.button.clicked.connect(lambda: self.set_folded(not self._folded, tell=True))
        self._show_arrow()

    @property
    def folded(self) -> bool:
        return self._folded

    @property
    def heading(self) -> str:
        return self._heading.text()

    @property
    def summary(self) -> str:
        return self._summary.words

    def set_heading(self, heading: str, *, faint: bool = False) -> None:
        """`faint` for a part that is not printed."""
        self._heading.setText(heading)
        self._heading.setEnabled(not faint)
        self._say()

    def set_summary(self, summary: str) -> None:
        """What is in it, shown while it has room."""
        self._summary.say(summary)
        self._say()

    def show_summary(self, *, shown: bool) -> None:
        """Without it the name stands alone, and what belongs to it has the room."""
        self._summary.show_words(shown=shown)

    def set_folded(self, folded: bool, *, tell: bool = False) -> None:
        if folded != self._folded:
            self._folded = folded
            self._show_arrow()
            self._say()
            if tell:
                self.toggled.emit(folded)

    def rename(self) -> None:
        """Lets the name be typed where it stands."""
        self.name_edit.setFixedHeight(self.button.height())
        self.name_edit.setText(self.heading)
        self.button.hide()
        self.name_edit.show()
        self.name_edit.selectAll()
        self.name_edit.setFocus()

    def header_key(self, key: int) -> bool:
        """What a key does while the header has the keyboard; False leaves it to Qt."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.set_folded(key == Qt.Key.Key_Left, tell=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.button.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            return False
        return True

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.name_edit and self.name_edit.isVisible():
            if event.type() == QEvent.Type.FocusOut:
                self._take_name()
            elif _is_escape(event):
                self._end_rename()
                return True
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit()

    def _take_name(self) -> None:
        name = self.name_edit.text().strip()
        self._end_rename()
        if name and name != self.heading:
            self.renamed.emit(name)

    def _end_rename(self) -> None:
        had_focus = self.name_edit.hasFocus()
        self.name_edit.hide()
        self.button.show()
        if had_focus:
            self.button.setFocus()

    def _show_arrow(self) -> None:
        self._icons.put(self._arrow, "chevron-right" if self._folded else "chevron-down")

    def _say(self) -> None:
        state = _("folded") if self._folded else _("unfolded")
        words = ". ".join(part for part in (f"{self.heading}, {state}", self._summary.words) if part)
        self.button.setAccessibleName(words)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape


class _FoldButton(QToolButton):
    def __init__(self, header: FoldHeader) -> None:
        super().__init__(header)
        self._header = header
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._header.header_key(event.key()):
            super().keyPressEvent(event)


class _Arrow(QLabel):
    """A label that the icons of the theme can be put on."""

    def setIcon(self, icon: QIcon, /) -> None:
        size = max(12, self.fontMetrics().height() - 4)
        self.setPixmap(icon.pixmap(size, size))


def plain_label(role: str, words: str = "") -> QLabel:
    """A label that never takes its words for markup."""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
