"""The cards of the first page, beside each other where there is room, else one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

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
        self.body.addWidget(self.nothingLabel)
        self.body.addWidget(rows)
        self.layout().addStretch(1)  # type: ignore[union-attr]

    def show_rows(self, rows: Sequence[LinkRow]) -> None:
        """Shows these, or says that there are none."""
        self.rows.show_rows(rows)
        self.nothingLabel.setVisible(not rows)


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
        self.loadsCard.body.addWidget(self.legend)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for card in (self.attentionCard, self.loadsCard, self.comingCard):
            card.rows.asked.connect(self._ask)
        self.changesCard.rows.asked.connect(lambda _row: self.history_asked.emit())
        theme.changed.connect(self.fit)
        self.fit()

    def show_board(self, board: Board, sums: Sums) -> None:
        """Shows how things stand."""
        self.meetingCard.show_next(board, sums)
        self.attentionCard.show_rows(attention_rows(board, sums, self._can_go))
        self.loadsCard.show_rows(_load_rows(sums.loads, self._can_go))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _lay_out(self, across: int) -> None:
        """The next meeting is as wide as two where there are three."""
        cards = (self.meetingCard, self.attentionCard, self.loadsCard, self.comingCard, self.changesCard)
        places = {
            3: ((0, 0, 2), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1)),
            2: ((0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1), (2, 0, 2)),
            1: tuple((row, 0, 1) for row in range(len(cards))),
        }[across]
        for card in cards:
            self._grid.removeWidget(card)
        for card, (row, column, span) in zip(cards, places, strict=True):
            self._grid.addWidget(card, row, column, 1, span)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < across))
        for row in range(6):
            self._grid.setRowStretch(row, int(row == 5))

    def _ask(self, row: LinkRow) -> None:
        if row.place is not None:
            self.asked.emit(row.place)


def _load_rows(loads: Sequence[PartyLoad], can_go: CanGo) -> list[LoadRow]:
    most = max((load.open for load in loads), default=0)
    return [_load_row(load, most, can_go) for load in loads]


def _load_row(load: PartyLoad, most: int, can_go: CanGo) -> LoadRow:
    late = ngettext("{count} overdue", "{count} overdue", load.overdue).format(count=f"{load.overdue:,}")
    figure = f"{load.open:,}" + (f" · {late}" if load.overdue else "")
    shared = _("{count} of them shared").format(count=f"{load.shared:,}") if load.shared else ""
    place = Place("actions", place_of(WorkView(owner=load.party_id or NOBODY)))
    return LoadRow(
        id=load.party_id or NOBODY,
        words=load.party or _("Nobody yet"),
        detail=shared,
        right=figure,
        strong=load.mine,
        place=place if can_go("actions") else None,
        open=load.open,
        overdue=load.overdue,
        most=most,
    )
