"""The agenda of the meeting at hand on its page: the panel, the time in the head, and the commands while it runs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel

from msa_wg_desktop.domain.agenda import AgendaItemRow, at_hand
from msa_wg_desktop.domain.changes import ChangeSet, less_new
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.running import RunningState, clock_words, soon_words
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.gui.core.commands import Command, Menu, keys
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.gui.widgets.meeting.agenda_panel import AgendaPanel
from msa_wg_desktop.words import _

_ENTITIES = frozenset({"agenda_item", "meeting", "topic", "party", "order_item", "commission_order"})
_SECOND_MS = 1000
_SECTION = 40


def _concerns_none(sets: Sequence[ChangeSet]) -> bool:
    """Whether no item can be another for it: as where somebody became known while notes were typed."""
    return not any(changes.touches(_ENTITIES) for changes in less_new(sets, "party"))


class MeetingAgenda(QObject):
    """Ticks once a second while the page shows a meeting that runs or is near; a tick only compares words."""

    prepare_asked = Signal()

    def __init__(
        self, page: Page, panel: AgendaPanel, *, status: Chip, live: Chip, place: QLabel, time: QLabel
    ) -> None:
        super().__init__(page)
        self._page, self._context, self.panel = page, page.context, panel
        self._status, self._live, self._place, self._time = status, live, place, time
        self._meeting_id = ""
        self._state: RunningState | None = None
        self._tick = QTimer(self, interval=_SECOND_MS)
        self._tick.timeout.connect(self._show_time)
        panel.take_up_asked.connect(self._take_up)
        panel.park_asked.connect(self._park)
        panel.prepare_asked.connect(self.prepare_asked)
        page.installEventFilter(self)
        for part in (live, place, time):
            part.hide()
        self._query: LiveQuery[RunningState | None] = LiveQuery(
            page, self._context.bus, entities=_ENTITIES, load=self._load, show=self._show, patch=_concerns_none
        )
        self._add_commands()

    @property
    def running(self) -> bool:
        """Whether the meeting runs now."""
        return self._state is not None and self._state.since(self._context.clock.now()) is not None

    def show_meeting(self, meeting: MeetingRow) -> None:
        """Another meeting."""
        self._meeting_id = meeting.id
        self._query.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._keep_time(shown=event.type() == QEvent.Type.Show)
        return False

    # ------------------------------------------------------------------ commands

    def _add_commands(self) -> None:
        add, menu = self._page.add_command, Menu.MEETING
        agenda = keys("Ctrl+Shift+J")
        add(Command("meeting.agenda", _("A&genda…"), self.prepare_asked.emit, menu, _SECTION, agenda))
        start = Command("meeting.start", _("&Start the meeting"), self._start_or_end, menu, _SECTION)
        self._start = add(start)
        for command_id, words, run, own in (
            ("meeting.next-item", _("Ne&xt agenda item"), self.next_item, keys("Ctrl+Alt+Return", "Ctrl+Alt+Enter")),
            ("meeting.item-before", _("&Back to the item before"), self._back, keys("Ctrl+Alt+Shift+Return")),
            ("meeting.park-item", _("Par&k the item at hand"), self._park_this, keys("Ctrl+Alt+.")),
        ):
            add(Command(command_id, words, run, menu, _SECTION, own))

    def next_item(self) -> None:
        """From the text, without leaving it: what was typed is written first, under the item that it belongs to."""
        if self._begin():
            self._now(self._context.services.running.next_item(self._meeting_id))

    def _back(self) -> None:
        if self._begin():
            self._now(self._context.services.running.back(self._meeting_id))

    def _take_up(self, item_id: str) -> None:
        if self._begin():
            with self._context.telling():
                self._context.services.running.take_up(item_id)

    def _park_this(self) -> None:
        here = at_hand(self._context.services.agenda.list(self._meeting_id))
        if here is None:
            self._context.notifier.say(_("No agenda item is at hand."))
        else:
            self._park(here.id)

    def _park(self, item_id: str) -> None:
        if self._begin():
            with self._context.telling():
                self._context.services.running.park(item_id)
                words = _("Parked. It waits beside the next agenda, to be taken up again.")
                self._context.say_done(words)

    def _start_or_end(self) -> None:
        if not self._begin():
            return
        running = self._context.services.running
        if self._state is not None and self._state.started_at is not None and self.running:
            running.end(self._meeting_id)
            self._context.say_done(_("The meeting has ended, and is marked as held."))
        else:
            running.start(self._meeting_id)

    def _begin(self) -> bool:
        """What is typed belongs to what was at hand while it was typed."""
        self._page.flush()
        return bool(self._meeting_id)

    def _now(self, item: AgendaItemRow | None) -> None:
        if item is not None:
            words = _("Now: {title}").format(title=item.title)
        elif self._context.services.agenda.list(self._meeting_id):
            words = _("The agenda is done.")
        else:
            words = _("The meeting has no agenda yet.")
        self._context.say_done(words)

    # ------------------------------------------------------------------ what it shows

    def _load(self) -> RunningState | None:
        if not self._meeting_id:
            return None
        try:
            return self._context.services.running.state(self._meeting_id)
        except NotFoundError:
            return None

    def _show(self, state: RunningState | None) -> None:
        self._state = state
        if state is not None:
            self.panel.show_state(state)
        self._show_time()
        self._keep_time(shown=self._page.isVisible())

    def _keep_time(self, *, shown: bool) -> None:
        """A clock runs only beside a meeting that runs, or may before the page is left."""
        state = self._state
        start, _end = state.planned() if state else (None, None)
        may_run = state is not None and not state.ended_at and (state.started_at or start) is not None
        if shown and may_run:
            self._tick.start()
        else:
            self._tick.stop()

    def _show_time(self) -> None:
        state, now = self._state, self._context.clock.now()
        since = state.since(now) if state else None
        soon = state.begins_in(now) if state and since is None else None
        live = _("Live · {time}").format(time=clock_words(since, now)) if since else soon_words(soon) if soon else ""
        place = state.place_words() if state and since else ""
        words, over = state.time_words(now) if state and since else ("", False)
        if live != self._live.text():
            self._live.show_words(live, Tone.GOOD if since else Tone.INFORMATION)
            self._status.setVisible(not since and bool(self._status.text()))
        _put(self._place, f"{place} ·" if place and words else place)
        _put(self._time, words)
        self._dress(over=over)
        self.panel.model.set_time(words, over=over)
        started = state is not None and state.started_at is not None and since is not None
        self._start.setText(_("End the &meeting") if started else _("&Start the meeting"))

    def _dress(self, *, over: bool) -> None:
        role = "over" if over else "secondary"
        if self._time.property("role") != role:
            self._time.setProperty("role", role)
            self._time.style().unpolish(self._time)
            self._time.style().polish(self._time)


def _put(label: QLabel, words: str) -> None:
    """A label without words isn't there; one whose words stand is not drawn anew."""
    if label.text() != words:
        label.setText(words)
        label.setVisible(bool(words))
