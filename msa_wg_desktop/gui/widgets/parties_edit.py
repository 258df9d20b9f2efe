"""A field for several parties, with a comma between them: each is completed from those that the record knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from msa_wg_desktop.domain.parties import PartyName
from msa_wg_desktop.gui.widgets.ranked import ranked

_SCROLL_BAR = 20


class PartiesEdit(QLineEdit):
    """Up and Down choose, Enter takes; a name or code that is typed in full is offered nothing more."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self._offered = QStringListModel(self)
        self.offers = QCompleter(self._offered, self)
        self.offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.offers.setWidget(self)
        self.offers.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def offer_names(self, names: Sequence[str]) -> None:
        """Whom the record knows by now."""
        self._names = list(names)

    def parties(self) -> tuple[str, ...]:
        """The names as typed, in their order."""
        return tuple(name for name in (part.strip() for part in self.text().split(",")) if name)

    @property
    def offering(self) -> bool:
        """Whether the list is open: Enter, Tab and Esc are meant for it."""
        popup = self.offers.popup()
        return popup is not None and popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.offers.popup()
        if popup and self.offering:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._take(self.offers.currentCompletion())
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
                popup.hide()
                return
        super().keyPressEvent(event)

    def _at_caret(self) -> tuple[int, int]:
        """Where the name at the caret starts and ends."""
        text, caret = self.text(), self.cursorPosition()
        start = text.rfind(",", 0, caret) + 1
        end = text.find(",", caret)
        return start, len(text) if end < 0 else end

    def _offer(self) -> None:
        popup, (start, _end) = self.offers.popup(), self._at_caret()
        typed = self.text()[start : self.cursorPosition()].strip()
        names = ranked(self._names, typed, str) if typed else []
        if not names or names[0].casefold() == typed.casefold() or self._is_code(typed):
            if popup:
                popup.hide()
            return
        self._offered.setStringList(names)
        self.offers.complete(self._room(popup))
        if popup:
            popup.setCurrentIndex(self.offers.completionModel().index(0, 0))

    def _is_code(self, typed: str) -> bool:
        """`ac` is Aileen Cole, and not the beginning of Acme."""
        return any(isinstance(name, PartyName) and name.code == typed.casefold() for name in self._names)

    def _room(self, popup: QAbstractItemView | None) -> QRect:
        """As wide as the longest name: two of one name differ in what stands behind it."""
        wide = popup.sizeHintForColumn(0) + 2 * popup.frameWidth() + _SCROLL_BAR if popup is not None else 0
        return self.rect().united(QRect(0, 0, wide, self.height()))

    def _take(self, name: str) -> None:
        if not name:
            return
        start, end = self._at_caret()
        before, after = self.text()[:start], self.text()[end:]
        gap = " " if before else ""
        self.setText(f"{before}{gap}{name}{after}")
        self.setCursorPosition(len(before) + len(gap) + len(name))
        # Qt takes what is set for what was there before: a name that was chosen is as typed as any.
        self.setModified(True)


class PartyEdit(PartiesEdit):
    """A field for one party, whose name may have a comma in it; a form can make it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), parent)

    def _at_caret(self) -> tuple[int, int]:
        return 0, len(self.text())


class PartiesField(PartiesEdit):
    """The same in a form, which knows nobody before `offer_names`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
