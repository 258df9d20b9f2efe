"""Names that spoke and have to be settled: who is it, somebody known or somebody new?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from msa_wg_desktop.domain.capture_codes import UnheldCode
from msa_wg_desktop.domain.recap import NameToSettle
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.meeting.code_line import CodeLine
from msa_wg_desktop.gui.widgets.tab_stops import stops_in
from msa_wg_desktop.words import _, ngettext

_SEVERAL = 2


class NamesCard(Card):
    """One line a name, with a button for each answer."""

    is_known = Signal(str, str)
    """A provisional name is this known person."""
    is_new = Signal(str)
    """A provisional name is somebody new."""
    attended = Signal(str)
    """Somebody known was there and belongs on the list."""
    code_settled = Signal(str, str)
    """A code that nobody has is theirs whose name was typed."""
    all_plain = Signal()
    """All names that may be nobody known are new, and were there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(_("Names to settle"))
        self.body.setContentsMargins(14, 8, 14, 12)
        self.body.setSpacing(4)
        self._lines: list[QWidget] = []
        self.layout().addStretch(1)  # type: ignore[union-attr]

    def show_names(
        self, names: tuple[NameToSettle, ...], codes: tuple[UnheldCode, ...] = (), offers: Sequence[str] = ()
    ) -> None:
        """Shows these names, and codes that nobody has; without any it says that all is settled.

        The keyboard stays where it was in the list, and so does what is being typed for a code.
        """
        focused = QApplication.focusWidget()
        place = next((at for at, line in enumerate(self._lines) if focused and line.isAncestorOf(focused)), None)
        known = {line.code: line for line in self._lines if isinstance(line, CodeLine)}
        of_codes = [known.get(code) or self._line_of_code(code, offers) for code in codes]
        for line in self._lines:
            if line not in of_codes:
                self.body.removeWidget(line)
                line.deleteLater()
        lines = self._line_for_all(names) + [self._line(name) for name in names]
        self._lines = [*lines, *of_codes] or [_words(_("Everybody who speaks in the notes is known and on the list."))]
        for at, line in enumerate(self._lines):
            self.body.insertWidget(at, line)
        count = len(names) + len(codes)
        self.set_title(
            _("Names to settle"), ngettext("{count} name", "{count} names", count).format(count=count) if count else ""
        )
        if place is not None and not any(line.isAncestorOf(focused) for line in of_codes if focused):
            self._take_keyboard(place)

    def _line_of_code(self, code: UnheldCode, offers: Sequence[str]) -> CodeLine:
        line = CodeLine(code, offers)
        line.settled.connect(self.code_settled)
        return line

    def stops(self) -> list[QWidget]:
        """What Tab comes to, line by line."""
        return stops_in(self._lines)

    def _take_keyboard(self, place: int) -> None:
        """To the first answer of the name that stands there now; behind the last, to the last."""
        answers = [stop for line in self._lines[: place + 1] for stop in stops_in([line])[:1]]
        if answers:
            answers[-1].show()  # At once, and not at the end of this turn: what is hidden takes no keyboard.
            answers[-1].setFocus()

    def _line_for_all(self, names: tuple[NameToSettle, ...]) -> list[QWidget]:
        """Where several are new, as in a group's first meeting, one answer is enough, and stands first."""
        plain = [name for name in names if not name.candidates]
        if len(plain) < _SEVERAL:
            return []
        new = sum(name.provisional for name in plain)
        words = _("All {count} were there, {new} of them new") if new else _("All {count} were there")
        words = _("All {count} are new, and were there") if new == len(plain) else words
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(_button(words.format(count=len(plain), new=new), lambda _checked=False: self.all_plain.emit()))
        return [line]

    def _line(self, name: NameToSettle) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_words(_said(name)), 1)
        if name.provisional:
            for party_id, display in name.candidates[:2]:
                row.addWidget(_button(display, lambda _c=False, to=party_id: self.is_known.emit(name.party_id, to)))
            row.addWidget(_button(_("Somebody new"), lambda: self.is_new.emit(name.party_id)))
        else:
            row.addWidget(_button(_("Was there"), lambda: self.attended.emit(name.party_id)))
        return line


def _said(name: NameToSettle) -> str:
    where = ", ".join(name.labels)
    if name.provisional and not name.listed:
        words = _("{name} spoke in {where}, is new and not on the list.")
    elif name.provisional:
        words = _("{name} spoke in {where} and is new.")
    else:
        words = _("{name} spoke in {where}, is not on the list.")
    return words.format(name=name.display, where=where or _("the notes"))


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(words: str, run: Callable[..., None]) -> QPushButton:
    button = QPushButton(words.replace("&", "&&"))
    button.clicked.connect(run)
    return button
