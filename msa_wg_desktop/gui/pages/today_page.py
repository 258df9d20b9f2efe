"""Where the day begins: the next meeting, what needs attention, who owes how much, what is due, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.planning import rule_in_words
from msa_wg_desktop.domain.today import Board, OpenWork, Sums
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.models.today_words import header_words
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.today.today_board import TodayBoard
from msa_wg_desktop.words import _

_LOOK_AT_THE_DAY_MS = 60_000


class TodayPage(Page):
    """It is first read beside the window: a record of any size opens at once. A change is seen in its own turn."""

    titleLabel: QLabel
    headerLabel: QLabel
    stack: QStackedWidget
    board: TodayBoard
    emptyState: EmptyState

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/today_page", self)
        self._shown: Board | None = None
        self._asked = 0
        self._reading = False
        self._family: tuple[str, ...] = ()
        self._sums: Sums | None = None
        self._work: OpenWork | None = None
        self.counted = False
        self._day: date | None = None
        self.headerLabel.setToolTip(rule_in_words())
        self.board.dress(context.theme, context.navigator.can_go)
        self._connect()
        self._live: LiveQuery[None] = LiveQuery(
            self, context.bus, entities=None, load=lambda: None, show=lambda _nothing: self._ask(), patch=self._patch
        )
        context.scope.changed.connect(self._live.invalidate)
        context.me.changed.connect(self._live.invalidate)
        # A minute is soon enough, and right after a night's sleep of the computer too.
        self._clock = QTimer(self, interval=_LOOK_AT_THE_DAY_MS)
        self._clock.timeout.connect(self.look_at_the_day)
        self._clock.start()
        self.add_command(
            Command("today.open", _("&Open the next meeting"), self._open_next, Menu.MEETING, 10, keys("Ctrl+Return"))
        )

    def _connect(self) -> None:
        card, run = self.board.meetingCard, self.context.commands.run
        card.open_asked.connect(lambda meeting_id: self.context.navigator.go(Place("meeting", meeting_id)))
        card.send_asked.connect(lambda meeting_id: self.context.navigator.go(Place("invitation", meeting_id)))
        card.date_asked.connect(self._set_date)
        card.new_asked.connect(lambda: run("new.meetings"))
        self.emptyState.asked.connect(lambda: run("new.meetings"))
        self.board.asked.connect(self.context.navigator.go)
        self.board.history_asked.connect(lambda: run("edit.history"))

    def place(self) -> Place | None:
        return Place("today")

    def activate(self) -> None:
        """The keyboard is where work goes on: at the next meeting."""
        if self._shown is None:
            self.setFocus()
        else:
            (self.board.meetingCard.button if self._shown.groups else self.emptyState).setFocus()

    def look_at_the_day(self) -> None:
        """At midnight everything that counts days is another."""
        if self._day is not None and self._day != self.context.clock.today():
            self._live.invalidate()

    # ------------------------------------------------------------------ reading and showing

    def _ask(self) -> None:
        """Reads in two steps, so that what takes long keeps nothing else waiting. Only the latest question counts."""
        self._asked += 1
        self._reading, self.counted = True, False
        asked, services = self._asked, self.context.services
        group_id = self.context.scope.group_id

        def read(_progress: Progress) -> tuple[tuple[str, ...], Board]:
            family = services.groups.family(group_id)
            return family, services.today.board(family)

        def show(result: tuple[tuple[str, ...], Board]) -> None:
            if asked == self._asked:
                self._reading = False
                self._family, board = result
                self._show(board, self._sums)
                if not self.isVisible():
                    # Who has gone elsewhere shouldn't wait for it: it is read when somebody comes back.
                    self._live.invalidate()
                    return
                self._count(board)

        self.context.tasks.run(_("Reading the record"), read, done=show)

    def _count(self, board: Board) -> None:
        """Beside the window, as all that is owed is counted."""
        self._asked += 1
        self.counted = False
        asked, today, family, me = self._asked, self.context.services.today, self._family, self.context.me.id
        meeting = _to_come(board)

        def count(_progress: Progress) -> tuple[OpenWork, Sums]:
            work = today.open_work(family, meeting)
            return work, today.sums(work, me=me)

        def show(result: tuple[OpenWork, Sums]) -> None:
            if asked == self._asked and self._shown is not None:
                self._work, sums = result
                self._show(self._shown, sums)
                self.counted = True

        self.context.tasks.run(_("Counting"), count, done=show)

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """What a few changes touched is read in their own turn, unless all is being read or all may be another."""
        before, today = self._shown, self.context.services.today
        touched = {change.entity for changes in sets for change in changes.changes}
        is_another = before is None or not before.groups or before.today != self.context.clock.today()
        if self._reading or is_another or "working_group" in touched:
            return False
        board = today.board(self._family, before=before, touched=touched)
        concerns_sums = today.concerns_sums(sets)
        if concerns_sums and self.counted and self._work is not None and self._work.meeting == _to_come(board):
            self._work = today.follow(self._work, sets)
            if self._work is not None:
                self._sums, concerns_sums = today.sums(self._work, me=self.context.me.id), False
        self._show(board, self._sums)
        if concerns_sums:
            self._count(board)
        return True

    def _show(self, board: Board, sums: Sums | None) -> None:
        first = self._shown is None
        self._shown, self._sums, self._day = board, sums, board.today
        self.headerLabel.setText(header_words(board))
        self.stack.setCurrentWidget(self.board if board.groups else self.emptyState)
        if board.groups:
            self.board.show_board(board, sums)
        else:
            self.emptyState.say(
                _("Nothing to do yet"),
                _(
                    "The next meeting, what needs attention and who owes what stand here. Begin with the group:"
                    " three answers, and its first meeting is ready to type."
                ),
                _("Start a group…"),
            )
        if first and self.hasFocus():
            self.activate()

    # ------------------------------------------------------------------ doing

    def _open_next(self) -> None:
        if self._shown is not None and self._shown.next is not None:
            self.context.navigator.go(Place("meeting", self._shown.next.meeting.id))

    def _set_date(self, meeting_id: str) -> None:
        from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog

        meeting = self.context.services.meetings.get(meeting_id)
        dialog = MeetingDialog(self.context, group_id=meeting.group_id, meeting_id=meeting.id, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _to_come(board: Board) -> MeetingRow | None:
    return board.next.meeting if board.next else None
