"""The agenda in a card beside the discussion: Enter takes an item up, the button opens it to be prepared."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from msa_wg_desktop.domain.agenda import length_of, planned_minutes
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.running import RunningState
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.agenda_list import AgendaList
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.card_rows import CardList
from msa_wg_desktop.gui.widgets.meeting.captured_panel import quiet_words
from msa_wg_desktop.words import _


class AgendaPanel(Card):
    """Is not there where a meeting that is over had no agenda."""

    take_up_asked = Signal(str)
    park_asked = Signal(str)
    prepare_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = AgendaList(self)
        self.list = CardList(context.theme, self.model, self)
        self.list.setAccessibleName(_("Agenda"))
        self._empty = quiet_words(_("What the meeting is to take up, by whom and for how long, stands here."))
        self.prepareButton = QPushButton(_("Prepare the agenda"))
        self.prepareButton.setProperty("role", "link")
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 8)
        foot.addWidget(self.prepareButton)
        foot.addStretch()
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list)
        self.body.addLayout(foot)
        self.prepareButton.clicked.connect(self.prepare_asked)
        self.list.doubleClicked.connect(self._take_up)
        self.list.chosen.connect(self._take_up)
        self.list.offer_menu(lambda _index: ((_("&Take up now"), self._take_up), (_("&Park"), self._park)))
        self.hide()

    def show_state(self, state: RunningState) -> None:
        """The meeting's agenda as it stands."""
        self.model.set_rows(state.items)
        planned, length = planned_minutes(state.items), length_of(state.meeting)
        words = _("{planned} of {length} min") if length else _("{planned} min")
        self.set_title(_("Agenda"), words.format(planned=planned, length=length) if planned else "")
        self.list.setVisible(bool(state.items))
        self._empty.setVisible(not state.items)
        self.setVisible(bool(state.items) or state.meeting.status is MeetingStatus.SCHEDULED)

    def _take_up(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and not row.at_hand:
            self.take_up_asked.emit(row.id)

    def _park(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.park_asked.emit(row.id)
