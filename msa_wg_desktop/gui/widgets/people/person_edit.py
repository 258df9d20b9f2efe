"""A field that names one person: by code, by name, or a new one as First Last (Organisation)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from msa_wg_desktop.domain.parties import PersonRow

_OFFERED = 8


class PersonEdit(QLineEdit):
    """Up and Down choose among those offered; Enter takes what is chosen, else what was typed."""

    entered = Signal(str, str)
    """What was typed, and the id of the person chosen; "" where none was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Sequence[PersonRow] = ()
        self._offered: list[PersonRow] = []
        self._words = QStringListModel(self)
        self.offers = QCompleter(self._words, self)
        self.offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.offers.setWidget(self)
        self.offers.setMaxVisibleItems(_OFFERED)
        self.popup = QListView()
        self.offers.setPopup(self.popup)
        self.popup.clicked.connect(self._take)
        self.textEdited.connect(self._offer)

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Who may be offered."""
        self._people = people

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is never left to the dialog, whose button it would press."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        chosen = self.popup.currentIndex().row() if self.popup.isVisible() else -1
        self.popup.hide()
        self._enter(self._offered[chosen].id if 0 <= chosen < len(self._offered) else "")

    def _offer(self, typed: str) -> None:
        self._offered = matching(self._people, typed)[:_OFFERED]
        self._words.setStringList([_offer_words(person) for person in self._offered])
        if not self._offered:
            self.popup.hide()
            return
        self.offers.complete()
        self.popup.setCurrentIndex(self.offers.completionModel().index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        if index.row() < len(self._offered):
            self._enter(self._offered[index.row()].id)

    def _enter(self, person_id: str) -> None:
        typed = self.text().strip()
        if typed:
            self.entered.emit(typed, person_id)


def matching(people: Sequence[PersonRow], typed: str) -> list[PersonRow]:
    """Whom some letters may mean: by code first, then by the beginning of a name, then by any part."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return []
    ranked = [(rank, person) for person in people if (rank := _rank(person, wanted)) is not None]
    return [person for _rank_, person in sorted(ranked, key=lambda pair: (pair[0], pair[1].display.casefold()))]


def _rank(person: PersonRow, wanted: str) -> int | None:
    shown = person.display.casefold()
    if person.code.casefold() == wanted:
        return 0
    if shown.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in shown.replace("(", " ").split()):
        return 2
    return 3 if wanted in shown or (person.code and person.code.casefold().startswith(wanted)) else None


def _offer_words(person: PersonRow) -> str:
    return f"{person.display} · {person.code}" if person.code else person.display
