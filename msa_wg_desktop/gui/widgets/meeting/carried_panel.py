"""What is still open from the meetings before, waiting beside the discussion to be taken up with one key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from msa_wg_desktop.domain.captured_changes import CAPTURED_THINGS, less_captured_in
from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.changes import ChangeSet, less_new, updated
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.later import Later
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.models.captured_list import CarriedList, known_day
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.card_rows import Act, CardList
from msa_wg_desktop.gui.widgets.meeting.captured_panel import (
    CAPTURED_ENTITIES,
    TIED,
    is_open_question,
    let_go,
)
from msa_wg_desktop.gui.widgets.panel_parts import inset
from msa_wg_desktop.words import _, ngettext

_ENTITIES = CAPTURED_ENTITIES | {"meeting"}
_PLACED = frozenset({"group_id", "meeting_id", "status", "due"})
"""What of a thing says whether it is carried over, and where it stands."""
_OTHERS = {**TIED, "meeting": frozenset({"group_id", "date"})}
_FIRST = 50
"""So many stand here at first; who has more open asks for as many more."""
_AFTER_MS = 40
"""What somebody came for is the discussion."""


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
        self._more = QPushButton()
        self._more.setProperty("role", "link")
        self._most = _FIRST
        self.body.addWidget(self.list)
        self.body.addWidget(inset(self._more))
        self._more.clicked.connect(self._show_more)
        self.list.doubleClicked.connect(self._take_up)
        self.list.chosen.connect(self._take_up)
        self.list.done_asked.connect(self._mark_done)
        self.list.offer_menu(self._acts)
        host = parent or self
        self.live = LiveQuery(
            host, context.bus, entities=_ENTITIES, load=self._load, show=self._show, patch=self._patch
        )
        self._soon = Later(self, self.live.refresh, after_ms=_AFTER_MS)
        self.hide()

    def show_meeting(self, meeting: MeetingRow) -> None:
        """Another meeting, or the same one on another day. What is carried over is there a moment later."""
        if self._meeting is None or self._meeting.id != meeting.id:
            self._most = _FIRST
            self._show((0, ()))
        self._meeting = meeting
        today = self._context.clock.today()
        self.model.set_day(min(meeting.date, today) if meeting.date else today)
        self._soon.ask()

    def take_keyboard(self) -> None:
        """Its list has the keyboard, and is there at once."""
        self._soon.hurry()
        self.list.setFocus()

    def next_row(self) -> CapturedRow | None:
        """The selected entry, else the first."""
        self._soon.hurry()
        return self.model.row_at(self.list.currentIndex()) or next(iter(self.model.rows), None)

    def _load(self) -> tuple[int, tuple[CapturedRow, ...]]:
        carried = self._context.services.carry_over
        return carried.begin(self._meeting.id, limit=self._most) if self._meeting else (0, ())

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """Things that don't stand here, and don't come to stand here, change nothing."""
        sets = less_captured_in(self._meeting.id, sets) if self._meeting else sets
        changed = updated(less_new(sets, "party"), CAPTURED_THINGS, among=_ENTITIES, others=_OTHERS)
        here = {row.id for row in self.model.rows}
        return changed is not None and not any(row_id in here or fields & _PLACED for row_id, fields in changed.items())

    def _show(self, carried: tuple[int, tuple[CapturedRow, ...]]) -> None:
        count, rows = carried
        self.model.set_rows(rows)
        days = {row.meeting_date for row in rows}
        near = self._meeting.date if self._meeting else None
        self.set_title(
            _title(days.pop() if len(days) == 1 and count == len(rows) else None, near),
            ngettext("{count} open", "{count} open", count).format(count=f"{count:,}"),
        )
        more = min(_FIRST, count - len(rows))
        self._more.setText(ngettext("Show {count} more", "Show {count} more", more).format(count=more))
        self._more.setVisible(more > 0)
        self.setVisible(bool(rows))

    def _show_more(self) -> None:
        self._most += _FIRST
        self.live.refresh()
        self.list.setFocus()

    def _take_up(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.take_up_asked.emit(row)

    def _mark_done(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            with self._context.telling():
                self._context.services.captures.toggle_done(row)

    def _acts(self, index: QModelIndex) -> Iterator[tuple[str, Act]]:
        yield _("&Take up at the caret"), self._take_up
        yield _("&Done"), self._mark_done
        row = self.model.row_at(index)
        if row is not None and is_open_question(row):
            yield _("Needs no &answer"), lambda _index: let_go(self._context, row)


def _title(day: date | None, near: date | None) -> str:
    return _("Carried from {day}").format(day=known_day(day, near)) if day else _("Carried over")
