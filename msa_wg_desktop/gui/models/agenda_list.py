"""The agenda beside the discussion: what is done, what is at hand and for how long, what is to come."""

from __future__ import annotations

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.agenda import AgendaItemRow, AgendaStatus
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cards import CardRow, CardsModel, Tag, together, unbroken_words
from msa_wg_desktop.words import _


class AgendaList(CardsModel[AgendaItemRow]):
    """Items in their order; those done, parked or skipped in one line, the others with by whom and how long."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._time: tuple[str, bool] = ("", False)

    def set_time(self, words: str, *, over: bool) -> None:
        """What the item at hand has left; its row is drawn anew only where the words have changed."""
        if (words, over) != self._time:
            self._time = (words, over)
            for place, row in enumerate(self.rows):
                if row.at_hand:
                    self.dataChanged.emit(self.index(place, 0), self.index(place, 0))

    def card(self, row: AgendaItemRow) -> CardRow:
        if row.at_hand:
            words, over = self._time
            tag = Tag(words or _("at hand"), Tone.CAUTION if over else Tone.ACCENT)
            return CardRow(row.title, item_details(row), tag, strong=True)
        done = done_tag(row)
        return CardRow(row.title, "" if done else item_details(row), done)


def item_details(row: AgendaItemRow) -> str:
    """`Patrick Fam (Eversource) · 10 min · Order 26 (1)`."""
    minutes = _("{count} min").format(count=row.minutes) if row.minutes else ""
    order = order_words(row.order_item) if row.order_item else ""
    return together(row.presenter, unbroken_words(minutes), unbroken_words(order))


def done_tag(row: AgendaItemRow) -> Tag | None:
    """What became of an item; None while it is to come."""
    return {
        AgendaStatus.PLANNED: None,
        AgendaStatus.TAKEN_UP: Tag(_("at hand"), Tone.ACCENT) if row.at_hand else Tag(_("done"), Tone.GOOD),
        AgendaStatus.PARKED: Tag(_("parked"), Tone.NEUTRAL),
        AgendaStatus.CARRIED_OVER: Tag(_("carried over"), Tone.NEUTRAL),
        AgendaStatus.SKIPPED: Tag(_("skipped"), Tone.NEUTRAL),
    }[row.status]
