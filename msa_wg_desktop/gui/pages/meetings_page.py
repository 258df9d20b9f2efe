"""The meetings of a group and its subgroups: which there were and will be, how each stands, and what it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingOverview, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.starting import GroupStart
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Keys, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from msa_wg_desktop.gui.models.meetings_table import MeetingsColumn, meetings_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.services.starting import start_group
from msa_wg_desktop.words import _, ngettext

_ENTITIES = frozenset({"meeting", "working_group", "note", "capture", "action", "data_need", "question"})
_ALL = frozenset(MeetingStatus)
Meetings = tuple[MeetingOverview, ...]


@dataclass(frozen=True, slots=True)
class _Deed:
    """Something that can be done to a meeting, and in which states that means anything."""

    id: str
    words: str
    run: Callable[[MeetingRow], None]
    section: int
    keys: Keys = field(default_factory=Keys)
    fits: frozenset[MeetingStatus] = _ALL


class MeetingsPage(Page):
    """The list; what is done to the selected meeting is in the Meeting menu and the context menu."""

    titleLabel: QLabel
    summaryLabel: QLabel
    newButton: QPushButton
    tableStack: QStackedWidget
    meetingsTable: ColumnsView
    emptyState: EmptyState

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/meetings_page", self)
        self._wanted = ""
        self.model = meetings_table(self)
        self.meetingsTable.setModel(self.model)
        self.meetingsTable.dress(context.theme, wide=MeetingsColumn.TITLE)
        self._add_commands()
        self.meetingsTable.opened.connect(self._open_selected)
        self.meetingsTable.chosen.connect(self._allow)
        self.newButton.clicked.connect(self._new)
        self.emptyState.asked.connect(self._new)
        self._live: LiveQuery[Meetings] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show
        )
        context.scope.changed.connect(self._live.invalidate)

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
        (self.meetingsTable if self.model.rows else self.emptyState).setFocus()

    @property
    def selected(self) -> MeetingRow | None:
        """The meeting that commands are about."""
        row = self.model.row_at(self.meetingsTable.currentIndex())
        return row.meeting if row is not None else None

    # ------------------------------------------------------------------ showing

    def _load(self) -> Meetings:
        services = self.context.services
        return services.meetings.overview(services.groups.family(self.context.scope.group_id))

    def _show(self, rows: Meetings) -> None:
        self.model.set_rows(rows)
        several = len({row.meeting.group_id for row in rows}) > 1
        self.meetingsTable.setColumnHidden(MeetingsColumn.GROUP, not several)
        self.meetingsTable.fit()
        self.tableStack.setCurrentWidget(self.meetingsTable if rows else self.emptyState)
        self.newButton.setVisible(bool(rows))
        if rows:
            self._select(rows)
        else:
            self._say_what_belongs_here()
        self.summaryLabel.setText(self._sums([row.meeting for row in rows]))
        self._allow()

    def _select(self, rows: Meetings) -> None:
        wanted = self.model.index_of(self._wanted)
        self._wanted = ""
        if wanted.isValid():
            self.meetingsTable.setCurrentIndex(wanted)
        elif not self.meetingsTable.currentIndex().isValid():
            meeting = self._next([row.meeting for row in rows]) or rows[0].meeting
            self.meetingsTable.setCurrentIndex(self.model.index_of(meeting.id))

    def _next(self, meetings: list[MeetingRow]) -> MeetingRow | None:
        """Today's meeting, else the one that comes next."""
        today = self.context.clock.today()
        coming = [row for row in meetings if row.status is MeetingStatus.SCHEDULED and row.date and row.date >= today]
        return coming[-1] if coming else None

    def _sums(self, meetings: list[MeetingRow]) -> str:
        parts = [ngettext("{count} meeting", "{count} meetings", len(meetings)).format(count=len(meetings))]
        following = self._next(meetings)
        if following is not None and following.date is not None:
            parts.append(_("next: {day}").format(day=format_date(following.date)))
        lost = sum(row.status is MeetingStatus.TO_BE_RESCHEDULED for row in meetings)
        if lost:
            parts.append(_("{count} to be rescheduled").format(count=lost))
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
        return (
            _Deed("open", _("&Open the meeting"), self._open, 10),
            _Deed("change", _("&Change…"), self._change, 10, keys("F2")),
            _Deed("hold", _("Mark as &held"), self._hold, 20, keys("Ctrl+Shift+M"), frozenset({scheduled})),
            _Deed("schedule", _("Back to &scheduled"), self._schedule, 20, keys("Ctrl+Shift+S"), _ALL - {scheduled}),
            _Deed("cancel", _("C&ancel the meeting"), self._cancel, 30, keys("Ctrl+Shift+X"), _ALL - {cancelled}),
            _Deed("postpone", _("Cancel, to be &rescheduled"), self._postpone, 30, keys("Ctrl+Shift+W"), _ALL - {lost}),
            _Deed("delete", _("&Delete"), self._delete, 40, keys("Del", mac=("Backspace", "Del"))),
        )

    def _add_commands(self) -> None:
        self._actions: dict[QAction, _Deed] = {}
        for deed in self._deeds():
            run = partial(self._do, deed)
            command = Command(f"meetings.{deed.id}", deed.words, run, Menu.MEETING, deed.section, deed.keys)
            self._actions[self.add_command(command)] = deed
        self.meetingsTable.addActions(list(self._actions))
        self.context.commands.describe_keys(KeyGroup(_("List of meetings"), (KeyRow(_("Open the meeting"), "Enter"),)))

    def _allow(self) -> None:
        """What can't be done to the selected meeting is greyed."""
        for action, deed in self._actions.items():
            action.setEnabled(self.selected is not None and self.selected.status in deed.fits)

    def _do(self, deed: _Deed) -> None:
        if self.selected is not None:
            deed.run(self.selected)

    def _open_selected(self) -> None:
        if self.selected is not None:
            self._open(self.selected)

    def _open(self, meeting: MeetingRow) -> None:
        self.context.navigator.go(Place("meeting", meeting.id))

    def _change(self, meeting: MeetingRow) -> None:
        dialog = MeetingDialog(self.context, group_id=meeting.group_id, meeting_id=meeting.id, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _hold(self, meeting: MeetingRow) -> None:
        self.context.services.meetings.hold(meeting.id)
        self._offer_undo(_("Marked as held: {meeting}"), meeting)

    def _schedule(self, meeting: MeetingRow) -> None:
        """A meeting that waits for a date gets one in the dialog."""
        if meeting.date is None:
            self._change(meeting)
            return
        self.context.services.meetings.reschedule(meeting.id, meeting.date)
        self._offer_undo(_("Back to scheduled: {meeting}"), meeting)

    def _cancel(self, meeting: MeetingRow) -> None:
        self.context.services.meetings.cancel(meeting.id)
        self._offer_undo(_("Cancelled: {meeting}"), meeting)

    def _postpone(self, meeting: MeetingRow) -> None:
        self.context.services.meetings.cancel(meeting.id, to_be_rescheduled=True)
        self._offer_undo(_("Cancelled, to be rescheduled: {meeting}"), meeting)

    def _delete(self, meeting: MeetingRow) -> None:
        self.context.services.meetings.delete(meeting.id)
        self._offer_undo(_("Deleted: {meeting}"), meeting)

    def _offer_undo(self, words: str, meeting: MeetingRow) -> None:
        day = f", {format_date(meeting.date)}" if meeting.date else ""
        undo = Offer(_("Undo"), lambda: self.context.commands.run("edit.undo"))
        self.context.notifier.say(words.format(meeting=f"{meeting.title}{day}"), undo)

    def _new(self) -> None:
        new_meeting(self.context, self)


def new_meeting(context: Context, parent: QWidget) -> None:
    """Asks for a new meeting of the group at hand, which starts out like its latest one, today, and is then opened."""
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
    dialog.dateEdit.setText(format_date(context.clock.today()))
    dialog.dateEdit.setFocus()
    dialog.dateEdit.selectAll()
    dialog.saved.connect(lambda meeting_id: context.navigator.go(Place("meeting", meeting_id)))
    dialog.open()


def _start_group(context: Context, parent: QWidget) -> None:
    """In a record without a group, the same three questions that a new record asks."""
    dialog = FirstStartDialog(who=context.services.store.who, parent=parent)

    def start(answers: GroupStart, _file: None) -> None:
        with dialog.closing():
            meeting_id = start_group(context.services, answers)
            context.navigator.go(Place("meeting", meeting_id))

    dialog.group_asked.connect(start)
    dialog.ask_group()
    dialog.open()
