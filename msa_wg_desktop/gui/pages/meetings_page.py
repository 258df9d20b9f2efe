"""The meetings of a group and its subgroups, as a list or a month: how each stands, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.changes import ChangeSet, updated
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingHead, MeetingKind, MeetingOverview, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.month import MonthSheet
from msa_wg_desktop.domain.starting import GroupStart
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Keys, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import CAPTURED, CARRIED, Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.models.meetings_table import MeetingsColumn, meetings_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.meetings.meeting_edits import MeetingEdits
from msa_wg_desktop.gui.widgets.meetings.month_board import MonthBoard
from msa_wg_desktop.services.meeting_counts import MeetingCounts
from msa_wg_desktop.services.starting import start_group
from msa_wg_desktop.words import _, ngettext

_ENTITIES = frozenset(
    {
        "meeting", "event", "attendance", "guest", "working_group", "note", "capture", "action", "data_need",
        "question", "deadline", "commission_order",
    }
)  # fmt: skip
_OPEN = frozenset({"status", "group_id", "meeting_id"})
_COUNTED = {"action": _OPEN, "data_need": _OPEN, "question": _OPEN, "capture": frozenset({"note_id", "target_id"})}
"""What of other things a list of meetings counts by."""
_SAID = frozenset({"title", "kind", "start", "end", "location", "url"})
"""What of a meeting is said in its own row alone; the list is in the order of days."""
_VIEW = "meetings-as"
_LIST, _MONTH = "list", "month"
_ALL = frozenset(MeetingStatus)
Loaded = tuple[MeetingCounts, frozenset[str]]
"""The meetings, and those that have an invitation to be sent."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """Something that can be done to a meeting, and in which states that means anything."""

    id: str
    words: str
    run: Callable[[MeetingRow], None]
    section: int
    keys: Keys = field(default_factory=Keys)
    fits: frozenset[MeetingStatus] = _ALL
    of_series: bool = False

    def means_something(self, meeting: MeetingRow | None) -> bool:
        """Whether it can be done to a meeting."""
        return meeting is not None and meeting.status in self.fits and (meeting.in_series or not self.of_series)


class MeetingsPage(Page):
    """What is done to the selected meeting is in the Meeting menu and the context menu."""

    titleLabel: QLabel
    summaryLabel: QLabel
    listButton: QPushButton
    monthButton: QPushButton
    newButton: QPushButton
    tableStack: QStackedWidget
    meetingsTable: ColumnsView
    monthBoard: MonthBoard
    emptyState: EmptyState

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/meetings_page", self)
        self._wanted = ""
        self._meetings: dict[str, MeetingHead] = {}
        self._as = _MONTH if context.here.value(_VIEW, _LIST) == _MONTH else _LIST
        self.edits = MeetingEdits(context)
        self.model = meetings_table(self)
        self.meetingsTable.setModel(self.model)
        self.meetingsTable.dress(context.theme, wide=MeetingsColumn.TITLE, wraps=True)
        self.monthBoard.dress(context.theme, context.icons, self._load_month, context.clock.today())
        self._add_commands()
        self._connect()
        self._live: LiveQuery[Loaded] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show, patch=self._patch
        )
        context.scope.changed.connect(self._live.invalidate)

    def _connect(self) -> None:
        table, board = self.meetingsTable, self.monthBoard
        table.opened.connect(self._open_selected)
        table.chosen.connect(self._allow)
        table.clicked.connect(self._follow_count)
        board.view.opened.connect(self._open_day)
        board.view.chosen.connect(self._allow)
        board.view.move_asked.connect(self._move)
        board.date_asked.connect(self._ask_date)
        self.listButton.clicked.connect(partial(self._show_as, _LIST))
        self.monthButton.clicked.connect(partial(self._show_as, _MONTH))
        self.newButton.clicked.connect(self._new_usual)
        self.emptyState.asked.connect(self._new_usual)

    # ------------------------------------------------------------------ the page

    def place(self) -> Place | None:
        row = self.selected
        return Place("meetings", row.id) if row is not None else None

    def restore(self, place: Place) -> None:
        self._wanted = place.item
        self._live.refresh()

    def activate(self) -> None:
        if self._live.stale:
            self._live.refresh()
        self._at_hand().setFocus()

    @property
    def selected(self) -> MeetingRow | None:
        """The meeting that commands are about."""
        if self._as == _MONTH:
            return self.monthBoard.meeting
        row = self.model.row_at(self.meetingsTable.currentIndex())
        return row.meeting if row is not None else None

    def _at_hand(self) -> QWidget:
        """The list, the month, or what an empty page says."""
        if self._as == _MONTH and self.context.services.groups.list():
            return self.monthBoard
        return self.meetingsTable if self._meetings else self.emptyState

    def _show_as(self, view: str) -> None:
        """As a list or as a month; the meeting at hand stays so."""
        meeting = self.selected
        self._as = view
        self.context.here.put(_VIEW, view)
        self._wanted = meeting.id if meeting is not None else ""
        self._live.refresh()
        self._at_hand().setFocus()

    # ------------------------------------------------------------------ showing

    def _load(self) -> Loaded:
        services = self.context.services
        family = services.groups.family(self.context.scope.group_id)
        waiting = frozenset(each.key for each in services.waiting_invitations.list(family))
        return services.meetings.overview(family), waiting

    def _load_month(self, day: date) -> MonthSheet:
        services = self.context.services
        return services.month_calendar.sheet(services.groups.family(self.context.scope.group_id), day)

    def _show(self, loaded: Loaded) -> None:
        counts, waiting = loaded
        rows = counts.heads
        self._meetings = {row.id: row for row in rows}

        def read(ids: Sequence[str]) -> Mapping[str, MeetingOverview]:
            return {one: replace(row, waits=one in waiting) for one, row in counts.of(ids).items()}

        self.model.show_keys(list(self._meetings), read)
        several = len({row.group_id for row in rows}) > 1
        self.meetingsTable.setColumnHidden(MeetingsColumn.GROUP, not several)
        self.meetingsTable.setColumnHidden(MeetingsColumn.SERIES, not any(row.rule for row in rows))
        self.meetingsTable.fit()
        at_hand = self._at_hand()
        self.tableStack.setCurrentWidget(at_hand)
        self.newButton.setVisible(at_hand is not self.emptyState)
        self.listButton.setChecked(self._as == _LIST)
        self.monthButton.setChecked(self._as == _MONTH)
        if not rows:
            self._say_what_belongs_here()
        if rows:
            self._select(rows)
        elif self._as == _MONTH:
            self.monthBoard.refresh()
        self.summaryLabel.setText(self._sums(rows, len(waiting & self._meetings.keys())))
        self._allow()

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """Rows that say something else of themselves, in the list; what is counted or ordered is read whole."""
        changed = updated(sets, "meeting", among=_ENTITIES, others=_COUNTED)
        if changed is None or self._as == _MONTH or any(fields - _SAID for fields in changed.values()):
            return False
        shown = [meeting_id for meeting_id in changed if meeting_id in self._meetings]
        for meeting in self.context.services.meetings.some(shown):
            self._meetings[meeting.id] = self._meetings[meeting.id]._replace(title=meeting.title)
            newer = sum(other.day_and_title > meeting.day_and_title for other in self._meetings.values())
            row = self.model.known(meeting.id)
            if row is None:
                self.model.move_to(meeting.id, newer)
            else:
                self.model.put_at(replace(row, meeting=meeting), newer)
        return True

    def _select(self, rows: Sequence[MeetingHead]) -> None:
        wanted, self._wanted = self._wanted, ""
        found = self._meetings.get(wanted)
        if self._as == _MONTH:
            self.monthBoard.show_meeting(found) if found is not None else None
            self.monthBoard.refresh()
        elif found is not None:
            self.meetingsTable.setCurrentIndex(self.model.index_of(found.id))
        elif not self.meetingsTable.currentIndex().isValid():
            meeting = self._next(rows) or rows[0]
            self.meetingsTable.setCurrentIndex(self.model.index_of(meeting.id))

    def _next(self, meetings: Sequence[MeetingHead]) -> MeetingHead | None:
        """Today's meeting, else the one that comes next."""
        today = self.context.clock.today()
        coming = [row for row in meetings if row.status is MeetingStatus.SCHEDULED and row.date and row.date >= today]
        return coming[-1] if coming else None

    def _sums(self, meetings: Sequence[MeetingHead], waits: int) -> str:
        parts = [ngettext("{count} meeting", "{count} meetings", len(meetings)).format(count=len(meetings))]
        following = self._next(meetings)
        if following is not None and following.date is not None:
            parts.append(_("next: {day}").format(day=format_date(following.date)))
        lost = sum(row.status is MeetingStatus.TO_BE_RESCHEDULED for row in meetings)
        if lost:
            parts.append(_("{count} to be rescheduled").format(count=lost))
        if waits:
            words = ngettext("{count} invitation to be sent", "{count} invitations to be sent", waits)
            parts.append(words.format(count=waits))
        return " · ".join(parts) if meetings else ""

    def _say_what_belongs_here(self) -> None:
        if self.context.services.groups.list():
            self.emptyState.say(
                _("No meetings yet"),
                _("The group's meetings are listed here, each with what is open in it."),
                _("New meeting"),
            )
        else:
            self.emptyState.say(
                _("No group yet"),
                _("Meetings belong to a working group. Three answers, and the first meeting is ready to type."),
                _("Start a group…"),
            )

    # ------------------------------------------------------------------ commands

    def _deeds(self) -> tuple[_Deed, ...]:
        scheduled, cancelled, lost = (
            MeetingStatus.SCHEDULED,
            MeetingStatus.CANCELLED,
            MeetingStatus.TO_BE_RESCHEDULED,
        )
        ahead, edits = frozenset({scheduled, lost}), self.edits
        return (
            _Deed("open", _("&Open the meeting"), self._open, 10),
            _Deed("change", _("&Change…"), self._change, 10, keys("F2")),
            _Deed("captured", _("What came &up in it"), partial(self._open, spot=CAPTURED), 15, keys("Ctrl+Shift+K")),
            _Deed("carried", _("What was carried &over"), partial(self._open, spot=CARRIED), 15, keys("Ctrl+Shift+C")),
            _Deed("invitation", _("&Invitation…"), self._invite, 15, keys("Ctrl+Shift+Y")),
            _Deed("hold", _("Mark as &held"), edits.hold, 20, keys("Ctrl+Shift+M"), frozenset({scheduled})),
            _Deed("schedule", _("Back to &scheduled"), self._schedule, 20, keys("Ctrl+Shift+S"), _ALL - {scheduled}),
            _Deed("reschedule", _("&Reschedule…"), self._reschedule, 20, keys("Ctrl+Shift+R")),
            _Deed("cancel", _("C&ancel the meeting"), edits.cancel, 30, keys("Ctrl+Shift+X"), _ALL - {cancelled}),
            _Deed("postpone", _("Cancel, to &be rescheduled"), edits.postpone, 30, keys("Ctrl+Shift+W"), _ALL - {lost}),
            _Deed("delete", _("&Delete"), edits.delete, 40, keys("Del", mac=("Backspace", "Del"))),
            _Deed(
                "cancel-following", _("Cancel this and the &following"), edits.cancel_following, 45, Keys(), ahead, True
            ),
            _Deed(
                "delete-following", _("Delete this and the fo&llowing"), edits.delete_following, 45, Keys(), _ALL, True
            ),
        )

    def _add_commands(self) -> None:
        self._actions: dict[QAction, _Deed] = {}
        for deed in self._deeds():
            run = partial(self._do, deed)
            command = Command(f"meetings.{deed.id}", deed.words, run, Menu.MEETING, deed.section, deed.keys)
            self._actions[self.add_command(command)] = deed
        self.meetingsTable.addActions(list(self._actions))
        self.monthBoard.view.addActions(list(self._actions))
        webinar = partial(self._new, kind=MeetingKind.WEBINAR)
        self.add_command(Command("meetings.webinar", _("New &webinar…"), webinar, Menu.MEETING, 5))
        for view, words, own in (
            (_LIST, _("As a &list"), keys("Ctrl+Shift+1")),
            (_MONTH, _("As a &month"), keys("Ctrl+Shift+2")),
        ):
            self.add_command(Command(f"meetings.{view}", words, partial(self._show_as, view), Menu.VIEW, 40, own))
        self._describe_keys()

    def _describe_keys(self) -> None:
        describe = self.context.commands.describe_keys
        describe(KeyGroup(_("List of meetings"), (KeyRow(_("Open the meeting"), "Enter"),)))
        rows = (
            KeyRow(_("Another day, another month, today"), _("arrows, PageUp and PageDown, Home")),
            KeyRow(_("Open the meeting of the day, or make one"), "Enter"),
            KeyRow(_("The next entry of the day"), _("Space")),
            KeyRow(_("Move the meeting by a day or a week"), _("Alt+Shift+arrows")),
        )
        describe(KeyGroup(_("Month of meetings"), rows))

    def _allow(self) -> None:
        """What can't be done to the selected meeting is greyed; what only a series knows isn't there without one."""
        meeting = self.selected
        for action, deed in self._actions.items():
            action.setEnabled(deed.means_something(meeting))
            if deed.of_series:
                action.setVisible(self._commands_shown and meeting is not None and meeting.in_series)

    def show_commands(self, *, shown: bool) -> None:
        super().show_commands(shown=shown)
        self._allow()

    def _do(self, deed: _Deed) -> None:
        if self.selected is not None:
            deed.run(self.selected)

    def _open_selected(self) -> None:
        if self.selected is not None:
            self._open(self.selected)

    def _open_day(self) -> None:
        """The meeting or the date that binds at hand; on an empty day a new meeting."""
        entry = self.monthBoard.view.entry
        if self.selected is not None:
            self._open(self.selected)
        elif entry is not None and entry.order_id and self.context.navigator.can_go("orders"):
            spot = entry.id if entry.id != entry.order_id else ""
            self.context.navigator.go(Place("orders", entry.order_id, spot))
        else:
            new_meeting(self.context, self, day=self.monthBoard.day)

    def _open(self, meeting: MeetingRow, *, spot: str = "") -> None:
        self.context.navigator.go(Place("meeting", meeting.id, spot))

    def _follow_count(self, index: QModelIndex) -> None:
        """A figure leads to what it counts."""
        spots = {MeetingsColumn.NOTES: "", MeetingsColumn.OPEN: CAPTURED, MeetingsColumn.CARRIED: CARRIED}
        row = self.model.row_at(index)
        if row is not None and index.column() in spots and index.data():
            self._open(row.meeting, spot=spots[MeetingsColumn(index.column())])

    def _change(self, meeting: MeetingRow) -> None:
        from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog

        dialog = MeetingDialog(self.context, meeting_id=meeting.id, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _schedule(self, meeting: MeetingRow) -> None:
        """A meeting that waits for a date is asked for one."""
        if meeting.date is None:
            self._reschedule(meeting)
        else:
            self.edits.schedule(meeting)

    def _reschedule(self, meeting: MeetingRow) -> None:
        self._ask_date(meeting.id)

    def _ask_date(self, meeting_id: str) -> None:
        from msa_wg_desktop.gui.dialogs.reschedule_dialog import RescheduleDialog

        dialog = RescheduleDialog(self.context, meeting_id, self)
        dialog.moved.connect(self._follow_moved)
        dialog.open()

    def _move(self, meeting_id: str, day: date) -> None:
        """A meeting was dragged, or moved by keys."""
        meetings = self.context.services.meetings
        with self.context.telling():
            if self.edits.move(meetings.get(meeting_id), day):
                self._follow_moved(meeting_id)

    def _follow_moved(self, meeting_id: str) -> None:
        """The meeting stays the one at hand, wherever it went."""
        self._wanted = meeting_id
        self._live.refresh()

    def _invite(self, meeting: MeetingRow) -> None:
        """To who is invited, and to what waits to be sent."""
        self.context.navigator.go(Place("invitation", meeting.id))

    def _new_usual(self) -> None:
        self._new()

    def _new(self, *, kind: MeetingKind | None = None) -> None:
        new_meeting(self.context, self, day=self.monthBoard.day if self._as == _MONTH else None, kind=kind)


def new_meeting(context: Context, parent: QWidget, *, day: date | None = None, kind: MeetingKind | None = None) -> None:
    """Asks for a new meeting of the group at hand, which starts out like its latest one, today, and is then opened."""
    from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog

    groups = context.services.groups.list()
    if not groups:
        _start_group(context, parent)
        return
    group = next((group for group in groups if group.id == context.scope.group_id), groups[0])
    dialog = MeetingDialog(context, group_id=group.id, parent=parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.titleEdit.setText(_("{group} meeting").format(group=group.display))
    before = context.services.meetings.list(group_id=group.id)
    for latest in [row for row in before if row.start is not None][:1] or before[:1]:
        dialog.like(latest)
    dialog.dateEdit.setText(format_date(day or context.clock.today()))
    first = dialog.dateEdit
    if kind is MeetingKind.WEBINAR:
        # A webinar is no further meeting of a row of them: what it is called comes first.
        dialog.kindBox.setCurrentIndex(dialog.kindBox.findData(kind))
        dialog.titleEdit.setText(_("{group} webinar").format(group=group.display))
        first = dialog.titleEdit
    first.setFocus()
    first.selectAll()
    dialog.saved.connect(lambda meeting_id: context.navigator.go(Place("meeting", meeting_id)))
    dialog.open()


def _start_group(context: Context, parent: QWidget) -> None:
    """In a record without a group, the same three questions that a new record asks."""
    from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog

    dialog = FirstStartDialog(who=context.services.store.who, parent=parent)

    def start(answers: GroupStart, _file: None) -> None:
        with dialog.closing():
            meeting_id = start_group(context.services, answers)
            context.navigator.go(Place("meeting", meeting_id))

    dialog.group_asked.connect(start)
    dialog.ask_group()
    dialog.open()
