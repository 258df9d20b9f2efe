"""The side bar: which group, which page, and whether everything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.core.plain_text import as_tool_tip
from msa_wg_desktop.gui.core.scope import GroupEntry
from msa_wg_desktop.gui.widgets.elided_label import ElidedLabel
from msa_wg_desktop.words import _, ngettext

_MARGIN = 10
_LINE = 1
_CARD_LEFT, _CARD_RIGHT = 11, 34


class SideBar(QFrame):
    """Knows pages and groups by id only. Folded, it shows icons and says the rest in tool tips."""

    page_chosen = Signal(str)
    group_chosen = Signal(str)
    settings_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side-bar")
        self.setAccessibleName(_("Pages"))
        self._widths = (0, 0, 0)
        self._folded, self._offers_settings = False, True
        self._buttons: dict[str, PageButton] = {}
        self._chosen = QButtonGroup(self)
        self._group = GroupCard(self)
        self._group.chosen.connect(self.group_chosen)
        self._saving = SaveLine(self)
        self.settingsButton = QPushButton(_("Settings"), self)
        self.settingsButton.setProperty("role", "page")
        self.settingsButton.clicked.connect(self.settings_asked)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(self._group)
        column.addLayout(self._pages)
        column.addStretch()
        column.addWidget(self.settingsButton)
        column.addWidget(self._saving)

    def add_page(self, page_id: str, title: str) -> PageButton:
        """Lists one more page, below the others."""
        button = PageButton(title, self)
        button.clicked.connect(lambda: self.page_chosen.emit(page_id))
        button.fold(self._folded)
        self._chosen.addButton(button)
        self._pages.addWidget(button)
        self._buttons[page_id] = button
        return button

    def set_current(self, page_id: str) -> None:
        """Tab comes to the page at hand, wherever it stands in the bar; arrows go on from there."""
        current = self._buttons[page_id]
        current.setChecked(True)
        for button in self._buttons.values():
            tabbed = button is current
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tabbed else Qt.FocusPolicy.ClickFocus)

    def set_count(self, page_id: str, count: int) -> None:
        """The figure at the right of a page; nothing is said of none."""
        self._buttons[page_id].set_count(count)
        self._fit()

    def show_groups(self, groups: Sequence[GroupEntry], current: str) -> None:
        self._group.show_groups(groups, current)
        self._group.setVisible(bool(groups) and not self._folded)
        self._fit()

    def show_saving(self, words: str, *, record: str, problem: bool) -> None:
        """At the foot: whether all is saved, and below it the name of the record."""
        self._saving.say(words, record=record, problem=problem)

    def set_widths(self, least: int, most: int, folded: int) -> None:
        """In pixels: from `least` it grows for the names in it; above `most` a group's name ends in dots."""
        self._widths = (least, most, folded)
        self._fit()

    @property
    def folded(self) -> bool:
        return self._folded

    def offer_settings(self, offered: bool) -> None:
        """Beside the pages, where the text leaves room for it; the menu has them always."""
        self._offers_settings = offered
        self.settingsButton.setVisible(offered and not self._folded)

    def fold(self, folded: bool) -> None:
        self._folded = folded
        for button in self._buttons.values():
            button.fold(folded)
        self._group.setVisible(not folded and self._group.has_groups)
        self.settingsButton.setVisible(self._offers_settings and not folded)
        self._saving.fold(folded)
        self._fit()

    def focus_current(self) -> None:
        """Puts the keyboard on the page shown."""
        button = self._chosen.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit(self) -> None:
        least, most, folded = self._widths
        around = 2 * _MARGIN + _LINE
        pages = max((button.needed_width() for button in self._buttons.values()), default=0) + around
        group = min(self._group.needed_width() + around, most)
        self.setFixedWidth(folded if self._folded else max(least, pages, group))


class PageButton(QPushButton):
    """A page's name, and how much there is on it; its icon, where the bar is folded."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(as_label(title), parent)
        self._title = title
        self._count = 0
        self._icon = QIcon()
        self._folded = False
        self.setProperty("role", "page")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(title)
        self._figure = _label("secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.addStretch()
        row.addWidget(self._figure)

    def needed_width(self) -> int:
        """For the name and its figure, or one of two digits."""
        widths = (self.fontMetrics().horizontalAdvance(figure) for figure in ("000", f"{self._figure.text()}0"))
        return self.sizeHint().width() + max(widths)

    def set_count(self, count: int) -> None:
        self._count = count
        self._figure.setText(f"{count:,}" if count else "")
        self.setAccessibleDescription(
            ngettext("{count} item", "{count} items", count).format(count=f"{count:,}") if count else ""
        )
        self._say()

    def setIcon(self, icon: QIcon | QPixmap) -> None:
        self._icon = QIcon(icon)
        self._say()

    def fold(self, folded: bool) -> None:
        self._folded = folded
        self._figure.setVisible(not folded)
        self._say()

    def _say(self) -> None:
        tip = f"{self._title} ({self._count:,})" if self._count else self._title
        super().setIcon(self._icon if self._folded else QIcon())
        self.setText("" if self._folded else as_label(self._title))
        self.setToolTip(tip if self._folded else "")


class GroupCard(QPushButton):
    """The group at hand and the one above it; a menu of all groups."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "group")
        self._name = ElidedLabel("heading")
        self._above = ElidedLabel("small")
        for line in (self._name, self._above):
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_CARD_LEFT, 8, _CARD_RIGHT, 8)
        self._column.setSpacing(2)
        self._column.addWidget(self._name)
        self._column.addWidget(self._above)
        self._others = QMenu(self)
        self.setMenu(self._others)
        self.has_groups = False
        self.hide()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def needed_width(self) -> int:
        """For the longer of its lines, in full."""
        return max(self._name.needed_width(), self._above.needed_width()) + _CARD_LEFT + _CARD_RIGHT

    def show_groups(self, groups: Sequence[GroupEntry], current: str) -> None:
        self.has_groups = bool(groups)
        here = next((group for group in groups if group.id == current), None)
        self._name.say(here.title if here else "")
        self._above.say(here.subtitle if here else "")
        self._above.setVisible(bool(here and here.subtitle))
        self.setAccessibleName(_("Group: {name}").format(name=here.title if here else ""))
        self._others.clear()
        for group in groups:
            action = QAction(as_label(group.title), self._others, checkable=True, checked=group.id == current)
            action.triggered.connect(partial(self._choose, group.id))
            self._others.addAction(action)
        self.updateGeometry()

    def _choose(self, group_id: str, _checked: bool) -> None:
        self.chosen.emit(group_id)


class SaveLine(QWidget):
    """Two quiet lines: whether all is saved, and in which record; what is wrong stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = _label("small")
        self._state.setWordWrap(True)
        self._record = ElidedLabel("small", dots=Qt.TextElideMode.ElideMiddle)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._state)
        column.addWidget(self._record)
        self._words = ""
        self._folded = False

    def say(self, words: str, *, record: str, problem: bool) -> None:
        self._words = words
        self._record.say(record)
        self._state.setProperty("role", "problem" if problem else "small")
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        self.setAccessibleName(f"{words} · {record}")
        self._show()

    def fold(self, folded: bool) -> None:
        self._folded = folded
        self._show()

    def _show(self) -> None:
        self._state.setText(self._words[:1] if self._folded else self._words)
        self._record.setVisible(not self._folded)
        self.setToolTip(as_tool_tip(f"{self._words}\n{self._record.words}" if self._folded else self._record.words))


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
