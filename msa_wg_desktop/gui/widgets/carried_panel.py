"""What is still open from the meetings before, waiting beside the discussion to be taken up with one key."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.models.captured_list import CarriedList, day_words
from msa_wg_desktop.gui.widgets.captured_panel import CAPTURED_ENTITIES
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.card_rows import CardList
from msa_wg_desktop.words import _, ngettext


class CarriedPanel(Card):
    """Is not there while nothing is carried over."""

    take_up_asked = Signal(object)
    """A `CapturedRow` that is to become a line at the caret."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._meeting: MeetingRow | None = None
        self.model = CarriedList(self)
        self.list = CardList(context.theme, self.model, self)
        self.list.setAccessibleName(_("Carried over from the meetings before"))
        self.body.addWidget(self.list)
        self.list.doubleClicked.connect(self._take_up)
        self.list.chosen.connect(self._take_up)
        self.list.done_asked.connect(self._mark_done)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        entities = CAPTURED_ENTITIES | {"meeting"}
        host = parent or self
        self.live = LiveQuery(host, context.bus, entities=entities, load=self._load, show=self._show)
        self.hide()

    def show_meeting(self, meeting: MeetingRow) -> None:
        """Another meeting, or the same one on another day."""
        self._meeting = meeting
        today = self._context.clock.today()
        self.model.set_day(min(meeting.date, today) if meeting.date else today)
        self.live.refresh()

    def next_row(self) -> CapturedRow | None:
        """The selected entry, else the first."""
        return self.model.row_at(self.list.currentIndex()) or next(iter(self.model.rows), None)

    def _load(self) -> tuple[CapturedRow, ...]:
        return self._context.services.carry_over.list(self._meeting.id) if self._meeting else ()

    def _show(self, rows: tuple[CapturedRow, ...]) -> None:
        self.model.set_rows(rows)
        days = {row.meeting_date for row in rows}
        near = self._meeting.date if self._meeting else None
        self.set_title(
            _title(days.pop() if len(days) == 1 else None, near),
            ngettext("{count} open", "{count} open", len(rows)).format(count=len(rows)),
        )
        self.setVisible(bool(rows))

    def _take_up(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.take_up_asked.emit(row)

    def _mark_done(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            with self._context.telling():
                self._context.services.captures.toggle_done(row)

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in ((_("&Take up at the caret"), self._take_up), (_("&Done"), self._mark_done)):
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act(index))
        menu.popup(self.list.viewport().mapToGlobal(at))


def _title(day: date | None, near: date | None) -> str:
    return _("Carried from {day}").format(day=day_words(day, near)) if day else _("Carried over")
