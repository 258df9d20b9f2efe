"""The cards of the first page, beside each other where there is room, else one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from msa_wg_desktop.domain.today import Board, PartyLoad, Sums
from msa_wg_desktop.domain.work_views import NOBODY, WorkView, place_of
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.models.link_rows import LinkRow
from msa_wg_desktop.gui.models.today_words import CanGo, attention_rows, change_rows, coming_rows
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.link_list import LinkList
from msa_wg_desktop.gui.widgets.today.load_list import Legend, LoadList, LoadRow
from msa_wg_desktop.gui.widgets.today.today_meeting import NextMeetingFront
from msa_wg_desktop.words import _, ngettext

_THREE, _TWO = 66, 44
"""Widths in letters that three and two cards beside each other need."""
_GAP = 16


class ListCard(Card):
    """A card with one list, and words where it is empty."""

    def __init__(self, title: str, rows: LinkList, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(title)
        self.rows = rows
        rows.setAccessibleName(title)
        self.nothingLabel = QLabel(nothing)
        self.nothingLabel.setProperty("role", "secondary")
        self.nothingLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.nothingLabel.setWordWrap(True)
        self.nothingLabel.setContentsMargins(14, 10, 14, 12)
        self.body.setContentsMargins(0, 4, 0, 8)
        self.nothingLabel.hide()
        self.body.addWidget(self.nothingLabel)
        self.body.addWidget(rows)
        self.layout().addStretch(1)  # type: ignore[union-attr]

    def show_rows(self, rows: Sequence[LinkRow], *, all_read: bool = True) -> None:
        """Shows these, or says that there are none, as soon as that is known."""
        self.rows.show_rows(rows)
        self.nothingLabel.setVisible(all_read and not rows)


class TodayBoard(QWidget):
    """`asked` tells of a row that leads to a place, `history_asked` of a step that somebody wants to look at."""

    asked = Signal(object)
    history_asked = Signal()

    def dress(self, theme: Theme, can_go: CanGo) -> None:
        """Call it once."""
        self._theme, self._can_go = theme, can_go
        self._across = 0
        self.meetingCard = NextMeetingFront()
        self.attentionCard = ListCard(
            _("Needs your attention"), LinkList(theme), _("Nothing that the record knows of.")
        )
        self.loadsCard = ListCard(_("Open actions by party"), LoadList(theme), _("No action is open."))
        self.comingCard = ListCard(_("Coming deadlines"), LinkList(theme), _("No date lies ahead."))
        self.changesCard = ListCard(_("Recently changed"), LinkList(theme), _("Nothing was done yet."))
        self.legend = Legend(theme)
        self.legend.hide()
        self.loadsCard.body.addWidget(self.legend)
        self._cards = (self.meetingCard, self.attentionCard, self.loadsCard, self.comingCard, self.changesCard)
        for card in self._cards:
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._left, self._right, self._below, self._pair = QVBoxLayout(), QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self._columns, whole = QHBoxLayout(), QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for layout in (whole, self._left, self._right, self._below, self._pair, self._columns):
            layout.setSpacing(_GAP)
        self._left.addLayout(self._pair)
        for column in (self._left, self._right):
            column.addStretch(1)
            self._columns.addLayout(column)
        whole.addLayout(self._columns)
        whole.addLayout(self._below)
        whole.addStretch()
        for card in (self.attentionCard, self.loadsCard, self.comingCard):
            card.rows.asked.connect(self._ask)
        self.changesCard.rows.asked.connect(lambda _row: self.history_asked.emit())
        theme.changed.connect(self.fit)
        self.fit()

    def show_board(self, board: Board, sums: Sums | None) -> None:
        """Shows how things stand; without sums what hasn't been counted yet is left open."""
        counted, sums = sums is not None, sums or Sums()
        self.meetingCard.show_next(board, sums, sends=self._can_go("invitation"))
        self.attentionCard.show_rows(attention_rows(board, sums, self._can_go), all_read=counted)
        self.loadsCard.show_rows(_load_rows(sums, self._can_go), all_read=counted)
        self.legend.setVisible(bool(sums.loads))
        self.comingCard.show_rows(coming_rows(board, self._can_go))
        self.changesCard.show_rows(change_rows(board.changes, board.today))

    def fit(self) -> None:
        """Three cards in a row, two, or one, as the width allows."""
        letter = self._theme.text_size(Text.BODY)
        across = next((count for count, least in ((3, _THREE), (2, _TWO)) if self.width() >= least * letter), 1)
        if across != self._across:
            self._across = across
            self._lay_out(across)
        one = max(0, self.width() - (across - 1) * _GAP) // across
        self._columns.setStretch(0, max(1, self.width() - one - _GAP))
        self._columns.setStretch(1, one if across > 1 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._level()
        return done

    def _lay_out(self, across: int) -> None:
        """Columns that end where they end: what needs attention may be long, and pushes nothing else down.

        The next meeting is as wide as two cards where there are three beside each other.
        """
        meeting, attention, loads, coming, changes = self._cards
        for card in self._cards:
            for layout in (self._left, self._right, self._pair, self._below):
                layout.removeWidget(card)
        left, right, pair, below = {
            3: ([meeting], [attention, changes], [loads, coming], []),
            2: ([meeting, loads], [attention, coming], [], [changes]),
            1: ([*self._cards], [], [], []),
        }[across]
        for layout, cards in ((self._left, left), (self._right, right), (self._pair, pair), (self._below, below)):
            for place, card in enumerate(cards):
                layout.insertWidget(place, card, int(layout is self._pair))
        self._level()

    def _level(self) -> None:
        """What stands beside each other ends on one line, and so what is below begins on one."""
        beside = self._across > 1
        self.attentionCard.setMinimumHeight(self.meetingCard.height() if beside else 0)
        fits = self.attentionCard.height() <= self.meetingCard.height()
        second = {3: self.changesCard, 2: self.comingCard}.get(self._across)
        for card in (self.changesCard, self.comingCard):
            card.setMinimumHeight(self.loadsCard.height() if card is second and fits else 0)

    def _ask(self, row: LinkRow) -> None:
        if row.place is not None:
            self.asked.emit(row.place)


def _load_rows(sums: Sums, can_go: CanGo) -> list[LoadRow]:
    most = max((load.open for load in sums.loads), default=0)
    longest = max((_figure(load) for load in sums.loads), key=len, default="")
    rows = [_load_row(load, most, longest, can_go) for load in sums.loads]
    if sums.more:
        words = ngettext("{count} more party", "{count} more parties", sums.more).format(count=sums.more)
        place = Place("actions") if can_go("actions") else None
        rows.append(LoadRow(id="more", words=words, place=place, open=0, overdue=0, most=most, longest=longest))
    return rows


def _figure(load: PartyLoad) -> str:
    late = ngettext("{count} overdue", "{count} overdue", load.overdue).format(count=f"{load.overdue:,}")
    return f"{load.open:,}" + (f" · {late}" if load.overdue else "")


def _load_row(load: PartyLoad, most: int, longest: str, can_go: CanGo) -> LoadRow:
    shared = _("{count} of them shared").format(count=f"{load.shared:,}") if load.shared else ""
    place = Place("actions", place_of(WorkView(owner=load.party_id or NOBODY)))
    return LoadRow(
        id=load.party_id or NOBODY,
        words=load.party or _("Nobody yet"),
        detail=shared,
        right=_figure(load),
        strong=load.mine,
        place=place if can_go("actions") else None,
        open=load.open,
        overdue=load.overdue,
        most=most,
        longest=longest,
    )
