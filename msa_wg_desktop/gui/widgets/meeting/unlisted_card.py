"""Who speaks in the notes and is not on the meeting's list: pointed out, with one button each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.domain.recap import NameToSettle
from msa_wg_desktop.gui.widgets.tab_stops import stops_in
from msa_wg_desktop.words import _, ngettext

_SHOWN = 2


class UnlistedCard(QFrame):
    """Shows the first few; those behind them come up as these are dealt with. Hidden while there is nobody."""

    was_there = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Spoke, and not on the list"))
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(14, 8, 14, 8)
        self._body.setSpacing(6)
        self._lines: list[QWidget] = []
        self.hide()

    def show_names(self, names: Sequence[NameToSettle]) -> None:
        """Shows who isn't listed; the keyboard stays with these buttons where it was with one of them."""
        had_focus = any(line.isAncestorOf(self.focusWidget()) for line in self._lines if self.focusWidget())
        for line in self._lines:
            self._body.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(name) for name in names[:_SHOWN]]
        more = len(names) - len(self._lines)
        if more:
            words = ngettext(
                "and {count} more who is not on the list", "and {count} more who are not on the list", more
            )
            self._lines.append(_words(words.format(count=more)))
        for line in self._lines:
            self._body.addWidget(line)
        self.setVisible(bool(names))
        if had_focus and self._lines:
            self._lines[0].findChildren(QPushButton)[0].setFocus()

    def stops(self) -> list[QWidget]:
        """What Tab comes to, line by line."""
        return stops_in(self._lines)

    def _line(self, name: NameToSettle) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_words(_said(name)), 1)
        button = QPushButton(_("Was there"))
        button.setAutoDefault(False)
        button.setAccessibleName(_("{name} was there").format(name=name.display))
        button.clicked.connect(lambda: self.was_there.emit(name.party_id))
        row.addWidget(button)
        return line


def _said(name: NameToSettle) -> str:
    where = ", ".join(name.labels)
    return _("{name} spoke in {where} and is not on the list.").format(name=name.display, where=where or _("the notes"))


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
