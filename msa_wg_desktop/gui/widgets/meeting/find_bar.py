"""Find and replace in a page: how often words occur, from one place to the next, and other words in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.widgets.fold_header import plain_label
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.meeting.find_matches import FindOptions, FindPlace, Match, matches_in
from msa_wg_desktop.words import _

_AFTER_EDIT_MS = 200


class FindBar(QFrame):
    """Hidden until it is asked for. Enter goes on, Shift+Enter back, Esc closes it and leaves the place selected."""

    replace_all_asked = Signal(list, str)
    """All the matches, and what is to stand in their place: whoever hears it does it as one step."""

    def __init__(
        self, theme: Theme, icons: Icons, places: Callable[[], Sequence[FindPlace]], parent: QWidget | None = None
    ) -> None:
        """`places` gives the texts to search, as they stand on the page."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Find and replace"))
        self._theme, self._places = theme, places
        self._matches: list[Match] = []
        self._at = -1
        self._here: FindPlace | None = None
        self.find_edit = _field(_("Find"))
        self.count_label = plain_label("secondary")
        self.case_button = IconButton(theme, icons, "case-sensitive", _("Match case"))
        self.whole_button = IconButton(theme, icons, "whole-word", _("Whole words"))
        for switch in (self.case_button, self.whole_button):
            switch.setCheckable(True)
        self.previous_button = IconButton(theme, icons, "chevron-up", _("Previous"), keys="Shift+F3")
        self.next_button = IconButton(theme, icons, "chevron-down", _("Next"), keys="F3")
        self.replace_edit = _field(_("Replace by"))
        self.replace_button = QPushButton(_("&Replace"))
        self.all_button = QPushButton(_("Replace &all"))
        self.close_button = IconButton(theme, icons, "x", _("Close"), keys="Esc")
        self._lay_out()
        self._again = QTimer(self, singleShot=True, interval=_AFTER_EDIT_MS)
        self._again.timeout.connect(self.search)
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(4)
        for part in (self.find_edit, self.case_button, self.whole_button, self.previous_button, self.next_button):
            row.addWidget(part, 2 if part is self.find_edit else 0)
        row.addWidget(self.count_label)
        row.addSpacing(12)
        row.addWidget(self.replace_edit, 2)
        row.addWidget(self.replace_button)
        row.addWidget(self.all_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        # As in a word processor: from what is looked for straight to what is to stand in its place.
        self.setTabOrder(self.find_edit, self.replace_edit)
        self.setTabOrder(self.replace_edit, self.replace_button)
        self.setTabOrder(self.replace_button, self.all_button)
        switches = (self.case_button, self.whole_button, self.previous_button, self.next_button, self.close_button)
        for before, after in pairwise((self.all_button, *switches)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.find_edit.textChanged.connect(lambda: self.search(show=True))
        for button in (self.case_button, self.whole_button):
            button.toggled.connect(lambda: self.search(show=True))
        self.next_button.clicked.connect(lambda: self.go(1))
        self.previous_button.clicked.connect(lambda: self.go(-1))
        self.replace_button.clicked.connect(self.replace)
        self.all_button.clicked.connect(self.replace_all)
        self.close_button.clicked.connect(self.end)
        self._theme.changed.connect(self._mark)

    # ------------------------------------------------------------------ what is asked of it

    def start(self, words: str = "", *, replace: bool = False) -> None:
        """Shows the bar, ready to type in; `words` is what was selected, to look for at once."""
        self._see_where()
        for part in (self.replace_edit, self.replace_button, self.all_button):
            part.setVisible(replace)
        self.show()
        if words:
            self.find_edit.setText(words)
        (self.replace_edit if replace and self.find_edit.text() else self.find_edit).setFocus()
        self.find_edit.selectAll()
        self.search()
        QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        """With large text a page is higher than its window, and what it begins with may be scrolled away."""
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self)
            above = above.parentWidget()

    def end(self) -> None:
        """Hides the bar; the keyboard goes to where the search has got to, also where nothing more is found."""
        self.hide()
        self._again.stop()
        for place in self._places():
            place.mark((), QTextCharFormat())
        at_hand = self._matches[self._at].place if 0 <= self._at < len(self._matches) else self._here
        if at_hand is not None:
            at_hand.take_keyboard()
        self._matches = []

    def text_changed(self) -> None:
        """A text that is searched was edited: looks again when the keys pause."""
        if self.isVisible():
            self._again.start()

    def search(self, *, show: bool = False) -> None:
        """Finds all occurrences; with `show` goes to the first one from the caret on."""
        self._find()
        self._at = self._nearest()
        if show and self._matches:
            self._show()
        self._mark()
        self._say_count()

    def go(self, by: int) -> None:
        """To the next occurrence or the one before, around the end; also while the bar is hidden."""
        if not self.isVisible():
            self._see_where()
            self._find()
            self._at = self._nearest() - (1 if by > 0 else 0)
        if not self._matches:
            self._say_count()
            return
        self._at = (self._at + by) % len(self._matches)
        self._show()
        self._say_count()

    def replace(self) -> None:
        """Puts the other words in the place at hand, and goes on to the next."""
        if not 0 <= self._at < len(self._matches):
            return
        match = self._matches[self._at]
        if not match.place.writable:
            self.go(1)
        elif match.place.replace([match], self.replace_edit.text()):
            self.search(show=True)

    def replace_all(self) -> None:
        """Asks that all occurrences be replaced."""
        if self._matches:
            self.replace_all_asked.emit(self._matches, self.replace_edit.text())
            self.search()

    # ------------------------------------------------------------------ inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.replace_edit.hasFocus():
                self.replace()
            else:
                self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        words, options = self.find_edit.text(), FindOptions(self.case_button.isChecked(), self.whole_button.isChecked())
        self._matches = [match for place in self._places() for match in matches_in(place, words, options)]

    def _see_where(self) -> None:
        """Remembers the text that has the keyboard: from its caret on is searched."""
        self._here = next((place for place in self._places() if place.has_keyboard), self._here)

    def _nearest(self) -> int:
        """The first occurrence from the caret on, in the text that was used last; else the first of all."""
        order = {place: at for at, place in enumerate(self._places())}
        here = order.get(self._here, len(order)) if self._here is not None else len(order)
        for number, match in enumerate(self._matches):
            if order[match.place] > here or (match.place == self._here and match.start >= match.place.caret):
                return number
        return 0 if self._matches else -1

    def _show(self) -> None:
        match = self._matches[self._at]
        match.place.show(match)
        self._here = match.place

    def _mark(self) -> None:
        look = QTextCharFormat()
        look.setBackground(self._theme.colour(Colour.CAUTION_TINT))
        look.setForeground(self._theme.colour(Colour.INK_1))
        if not self.isVisible():
            return
        for place in self._places():
            place.mark([match for match in self._matches if match.place == place], look)

    def _say_count(self) -> None:
        if not self.find_edit.text():
            words = ""
        elif not self._matches:
            words = _("not found")
        else:
            words = _("{number} of {count}").format(number=self._at + 1, count=len(self._matches))
        self.count_label.setText(words)
        for part in (self.next_button, self.previous_button):
            part.setEnabled(bool(self._matches))
        at_hand = self._matches[self._at].place if 0 <= self._at < len(self._matches) else None
        self.replace_button.setEnabled(at_hand is not None and at_hand.writable)
        self.all_button.setEnabled(any(match.place.writable for match in self._matches))


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(False)
    return field
