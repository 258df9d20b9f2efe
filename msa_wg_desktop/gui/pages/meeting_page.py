"""The meeting: its summary as a living document, the discussion typed live, and beside it what was captured."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.meetings import MeetingRow, at_hand
from msa_wg_desktop.domain.notes import OutlinePatch
from msa_wg_desktop.errors import AppError, NotFoundError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, Keys, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import CAPTURED, CARRIED, TOPIC, Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.dialogs.agenda_dialog import AgendaDialog
from msa_wg_desktop.gui.dialogs.attendance_dialog import AttendanceDialog
from msa_wg_desktop.gui.dialogs.attendance_list_dialog import AttendanceListDialog
from msa_wg_desktop.gui.dialogs.export_dialog import ExportDialog
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from msa_wg_desktop.gui.dialogs.share_window import MeetingShare
from msa_wg_desktop.gui.dialogs.topics_dialog import TopicsDialog
from msa_wg_desktop.gui.models.meeting_words import attendance_words, status_tag, when_words
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.meeting.agenda_panel import AgendaPanel
from msa_wg_desktop.gui.widgets.meeting.captured_panel import CapturedPanel
from msa_wg_desktop.gui.widgets.meeting.carried_panel import CarriedPanel
from msa_wg_desktop.gui.widgets.meeting.final_mark import FinalMark
from msa_wg_desktop.gui.widgets.meeting.head_room import HeadRoom
from msa_wg_desktop.gui.widgets.meeting.meeting_agenda import MeetingAgenda
from msa_wg_desktop.gui.widgets.meeting.meeting_commands import MeetingCommands
from msa_wg_desktop.gui.widgets.meeting.meeting_find import MeetingFind
from msa_wg_desktop.gui.widgets.meeting.meeting_outline import MeetingOutline
from msa_wg_desktop.gui.widgets.meeting.meeting_replies import MeetingReplies
from msa_wg_desktop.gui.widgets.meeting.meeting_sections import MeetingSections
from msa_wg_desktop.gui.widgets.meeting.meeting_spelling import MeetingSpelling
from msa_wg_desktop.gui.widgets.meeting.needs_table import NeedsSection
from msa_wg_desktop.gui.widgets.meeting.side_panels import SidePanels
from msa_wg_desktop.gui.widgets.meeting.steady_bar import keep_bar_room
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.gui.widgets.rich_text.format_bar import add_format_commands
from msa_wg_desktop.words import _

_LABELS_MS = 150
_PAGE, _LIST, _EDITOR = "meeting", "meetings", "outline"
Dialog = TypeVar("Dialog", bound=QDialog)
_OTHER_PAGES = frozenset({"recap", "invitation"})


class MeetingPage(Page):
    """One meeting at a time; which one is said by its place, else the group's latest."""

    headArea: QWidget
    titleLabel: QLabel
    dateLabel: QLabel
    statusChip: Chip
    liveChip: Chip
    finalChip: Chip
    placeArea: QWidget
    agendaLabel: QLabel
    timeLabel: QLabel
    attendanceButton: QPushButton
    panelsButton: QPushButton
    shareButton: QPushButton
    exportButton: QPushButton
    recapButton: QPushButton
    findSlot: QVBoxLayout
    bodySplitter: PanelSplitter
    sectionsCard: QFrame
    sectionsSlot: QVBoxLayout
    sideArea: QScrollArea
    sideColumn: QWidget
    sideLayout: QVBoxLayout
    emptyState: EmptyState

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/meeting_page", self)
        self.meeting: MeetingRow | None = None
        self._record: MeetingOutline | None = None
        add_format_commands(self)
        self.bodySplitter.dress(context.theme, context.settings, "meeting-panels")
        self.bodySplitter.take_turns(self.panelsButton, to_panels=_("Captured"), to_main=_("Notes"))
        spare, last = (self.placeArea, self.shareButton, self.exportButton), (self.attendanceButton,)
        HeadRoom(self, context.theme, wraps=self.dateLabel, spare=spare, last=last)
        self._make_left()
        self._make_right()
        self.share = MeetingShare(context, self.outline, self)
        self.spelling = MeetingSpelling(context, self.outline, self.sections, self)
        self.finder = MeetingFind(context, self.outline, self.needs, self.sections, self)
        self.findSlot.addWidget(self.finder.bar)
        self.commands = MeetingCommands(self, self.outline, self.sections, self.finder, self.bodySplitter)
        self._numbers = QTimer(self, singleShot=True, interval=_LABELS_MS)
        self._numbers.timeout.connect(self._show_numbers)
        self._add_commands()
        self._connect()
        self.emptyState.say(
            _("No meeting yet"),
            _("The notes of a meeting are typed here, and become its summary."),
            _("To the meetings") if context.navigator.can_go(_LIST) else "",
        )
        self.emptyState.asked.connect(lambda: context.navigator.go(Place(_LIST)))
        self.live = LiveQuery(
            self, context.bus, entities={"meeting", "working_group"}, load=self._load_meeting, show=self._show_head
        )
        self.attendance = LiveQuery(
            self,
            context.bus,
            entities={"attendance"},
            load=lambda: context.services.attendance.list(self.meeting.id) if self.meeting else (),
            show=lambda rows: self.attendanceButton.setText(attendance_words(rows)),
        )
        self._show_what_there_is()

    # ------------------------------------------------------------------ what it is made of

    def _make_left(self) -> None:
        context = self.context
        self.outline = OutlineEditor(self)
        self.outline.setProperty("role", "page")
        keep_bar_room(self.outline)
        self.outline.setPlaceholderText(_("Type what is said. A code such as pf: and a space name the speaker."))
        self.needs = NeedsSection(context, self)
        self.sections = MeetingSections(context, outline=self.outline, needs=self.needs, parent=self)
        self.sectionsSlot.addWidget(self.sections)
        self.outline.setFont(context.theme.font())

    def _make_right(self) -> None:
        items = AgendaPanel(self.context, self.sideColumn)
        self.agenda = MeetingAgenda(
            self, items, status=self.statusChip, live=self.liveChip, place=self.agendaLabel, time=self.timeLabel
        )
        self.final = FinalMark(self.context, self.finalChip)
        self.captured = CapturedPanel(self.context, self.sideColumn)
        self.carried = CarriedPanel(self.context, self.sideColumn)
        SidePanels(self.sideArea, self.sideColumn, self.sideLayout, (items, self.captured, self.carried))

    def _add_commands(self) -> None:
        """What is asked of the page itself; the buttons in its head ask for the same."""
        menu, show = Menu.MEETING, self.context.navigator.can_go
        self.recapButton.setVisible(show("recap"))
        take_up = keys("Ctrl+Shift+T", mac=("Meta+Shift+T",))
        own_data = keys("Alt+Return", mac=("Meta+Return",))
        for deed, words, run, section, own in (
            ("change", _("Cha&nge the meeting…"), partial(self._open, _change), 5, own_data),
            ("take-up", _("&Take up what was carried over"), self.take_up_next, 20, take_up),
            ("attendance", _("A&ttendance…"), self.show_attendance, 30, keys("Ctrl+Shift+E")),
            ("attendance-list", _("Attendance from a &list…"), partial(self._open, AttendanceListDialog), 30, Keys()),
            ("export", _("&Export the summary…"), partial(self._open, ExportDialog), 30, keys("Ctrl+E")),
            ("recap", _("&Recap"), partial(self._show_other, "recap"), 30, keys("Ctrl+Shift+R")),
            ("invitation", _("&Invitation…"), partial(self._show_other, "invitation"), 30, keys("Ctrl+Shift+Y")),
            ("share", _("S&hare view"), self.show_share, 40, keys("F5")),
            ("topics", _("T&opics…"), self.show_topics, 40, Keys()),
        ):
            if deed not in _OTHER_PAGES or show(deed):
                self.add_command(Command(f"meeting.{deed}", words, run, menu, section, own))
        self.add_command(Command("meeting.copy", _("Copy the &discussion"), self.copy_discussion, Menu.EDIT, 20))
        buttons = (self.attendanceButton, self.shareButton, self.exportButton, self.recapButton)
        for button, deed in zip(buttons, ("attendance", "share", "export", "recap"), strict=True):
            button.clicked.connect(lambda _checked=False, deed=deed: self.context.commands.run(f"meeting.{deed}"))

    def _connect(self) -> None:
        context, outline = self.context, self.outline
        outline.dirtyChanged.connect(lambda dirty: dirty or context.saving.saved(_EDITOR))
        outline.problem.connect(self._tell)
        outline.leaveRequested.connect(lambda: self.sections.focus_header(outline))
        outline.captureActivated.connect(lambda tag: (self.bodySplitter.show_panels(), self.captured.select(tag.id)))
        outline.caretNoteChanged.connect(self._follow_caret)
        MeetingReplies(self.context, outline)
        outline.findRequested.connect(lambda replace: self.finder.start(replace=replace))
        # Lines came, went or moved: the panels follow when the keys pause.
        outline.document().restructured.connect(self._numbers.start)  # type: ignore[attr-defined]
        outline.textChanged.connect(self._see_keys)
        self.needs.states_changed.connect(self.sections.set_need_states)
        self.needs.left.connect(lambda: self.sections.focus_header(self.needs))
        self.needs.reached.connect(lambda room: self.sections.see(self.needs, room))
        self.agenda.prepare_asked.connect(self.show_agenda)
        self.captured.line_chosen.connect(self.go_to_line)
        self.carried.take_up_asked.connect(self._take_up)
        context.theme.changed.connect(self._dress)
        context.scope.changed.connect(self._follow_scope)
        self.sections.changed.connect(lambda: self.show_commands(shown=self._commands_shown))

    # ------------------------------------------------------------------ which meeting

    def title(self) -> str:
        return self.meeting.title if self.meeting else super().title()

    def show_meeting(self, meeting_id: str) -> None:
        """Shows a meeting, once what was typed into the one before is written. Raises NotFoundError."""
        meeting = self.context.services.meetings.get(meeting_id)
        if not self._written():
            if (problem := self.context.saving.problem) is not None:
                self.context.notifier.error(problem)
            return
        if self._record is not None:
            self._record.end()
        self.meeting = meeting
        record = self._record = MeetingOutline(self.context, self.outline, meeting.id)
        record.captures_read.connect(self.captured.live.invalidate)
        record.stepped.connect(self._after_step)
        self.outline.attach(record, record.reader, OutlineColours.of(self.context.theme))
        self.sections.show_meeting(meeting.id)
        self.spelling.show_meeting(meeting.id, meeting.group_id)
        self.needs.show_meeting(meeting.id)
        self.live.refresh()
        self.attendance.refresh()
        self.agenda.show_meeting(meeting)
        self.final.show_meeting(meeting.id)
        self.share.follow(meeting.id)
        self.captured.show_meeting(meeting)
        self.carried.show_meeting(meeting)
        self._show_numbers()
        self._show_what_there_is()
        self.context.scope.choose(meeting.group_id)
        self.title_changed.emit()

    def _show_latest(self) -> None:
        """The meeting that somebody means who names none."""
        rows = self.context.services.meetings.list(group_id=self.context.scope.group_id or None)
        chosen = at_hand(rows, self.context.clock.today())
        if chosen is not None:
            self.show_meeting(chosen.id)
        else:
            self.meeting = None
            self._show_what_there_is()

    def _follow_scope(self) -> None:
        if self.meeting is None or self.meeting.group_id != self.context.scope.group_id:
            self._show_latest()

    def _load_meeting(self) -> MeetingRow | None:
        found = self.context.services.meetings.some([self.meeting.id]) if self.meeting else ()
        return next(iter(found), None)

    def _show_head(self, meeting: MeetingRow | None) -> None:
        self.meeting = meeting
        if meeting is not None:
            tag = status_tag(meeting)
            self.titleLabel.setText(meeting.title)
            self.dateLabel.setText(when_words(meeting))
            self.statusChip.show_words("" if self.agenda.running else tag.words, tag.tone)
        self._show_what_there_is()
        self.title_changed.emit()

    def _show_what_there_is(self) -> None:
        for part in (self.headArea, self.bodySplitter):
            part.setVisible(self.meeting is not None)
        self.emptyState.setVisible(self.meeting is None)

    # ------------------------------------------------------------------ places and commands

    def show_commands(self, *, shown: bool) -> None:
        super().show_commands(shown=shown)
        self.commands.show_places(shown=shown)

    def place(self) -> Place | None:
        if self.meeting is None:
            return None
        caret = self.outline.caret()
        spot = f"{caret.note_id}@{caret.position}@{self.sections.verticalScrollBar().value()}"
        return Place(_PAGE, self.meeting.id, spot)

    def restore(self, place: Place) -> None:
        try:
            if self.meeting is None or place.item != self.meeting.id:
                self.show_meeting(place.item)
        except NotFoundError:
            return
        panels = {CAPTURED: self.captured.list.setFocus, CARRIED: self.carried.take_keyboard}
        self.bodySplitter.show_panels(shown=place.spot in panels)
        if place.spot in panels:
            QTimer.singleShot(0, self, panels[place.spot])
            return
        note_id, _at, rest = place.spot.partition("@")
        if note_id == TOPIC:
            QTimer.singleShot(0, self, lambda: self.show_topics(rest))
            return
        position, _at, scroll = rest.partition("@")
        if note_id and not rest:
            # Sent here by a link, and not come back: what is folded is unfolded for it.
            if not self.sections.open_section(note_id):
                self.go_to_line(note_id)
        elif note_id:
            self._go_to(note_id, int(position) if position.isdecimal() else None)
        if scroll.isdecimal():
            QTimer.singleShot(0, self, lambda: self.sections.verticalScrollBar().setValue(int(scroll)))

    def activate(self) -> None:
        if self.meeting is None:
            self._show_latest()
        discussion = self.sections.discussion
        if self.sections.focused_text() is not None:
            return
        self.bodySplitter.show_panels(shown=False)
        if self.outline.isVisibleTo(self) and discussion is not None and not discussion.folded:
            self.outline.setFocus()
        elif self.sections.cards:
            self.sections.cards[0].header.button.setFocus()

    def go_to_line(self, note_id: str) -> None:
        """Puts the caret into a line of the discussion, which is unfolded for it."""
        self.bodySplitter.show_panels(shown=False)
        discussion = self.sections.discussion
        if discussion is not None:
            discussion.set_folded(False)
        self.outline.setFocus()
        self._go_to(note_id)
        self._follow_caret()

    def _go_to(self, note_id: str, position: int | None = None) -> None:
        if self.outline.go_to(note_id, position) and self._record is not None:
            self._record.keep_caret_in_sight()

    # ------------------------------------------------------------------ writing, and back and forth

    def _open(self, make: Callable[[Context, str, QWidget], Dialog]) -> Dialog | None:
        """Opens a dialog of the meeting at hand, once what waits is written."""
        if self.meeting is None:
            return None
        self.flush()
        dialog = make(self.context, self.meeting.id, self)
        dialog.open()
        return dialog

    def show_attendance(self) -> None:
        """Who was invited, and who came."""
        if dialog := self._open(AttendanceDialog):
            dialog.list_asked.connect(partial(self._open, AttendanceListDialog))

    def show_agenda(self) -> None:
        """What the meeting is to take up, to be prepared."""
        if dialog := self._open(AgendaDialog):
            dialog.topics_asked.connect(self.show_topics)

    def show_topics(self, topic_id: str = "") -> None:
        """What was said about each topic over all meetings."""
        if self.meeting is not None:
            self.flush()
            TopicsDialog(self.context, self.meeting.group_id, topic_id=topic_id, parent=self).open()

    def show_share(self) -> None:
        """Opens the window to be projected, or brings it to the front."""
        if self.meeting is not None:
            self.flush()
            self.share.show_meeting(self.meeting.id)

    def _show_other(self, page: str) -> None:
        """To what else there is of this meeting: the Recap, the invitation."""
        if self.meeting is not None:
            self.context.navigator.go(Place(page, self.meeting.id))

    def copy_discussion(self) -> None:
        """Puts the discussion on the clipboard as it would be printed, for a mail or another document."""
        if self._record is not None:
            self.flush()
            self._record.copy_discussion()

    def flush(self) -> None:
        self._written()

    def _written(self) -> bool:
        """Writes what waits anywhere on the page; False where something can't be written and is kept."""
        return all((self.meeting is None or self.outline.flush(), self.sections.flush(), self.needs.flush()))

    def handle_undo(self) -> bool:
        return self._step(back=True)

    def handle_redo(self) -> bool:
        return self._step(back=False)

    def _step(self, *, back: bool) -> bool:
        """In the discussion and in a section's text one goes back through this meeting's history."""
        if self._record is None:
            return False
        if self.outline.hasFocus():
            self.outline.undo() if back else self.outline.redo()
            return True
        if self.sections.focused_text() is None:
            return False
        with self.context.telling():
            patch = self._record.undo() if back else self._record.redo()
            if patch is not None:
                self.outline.apply_patch(OutlinePatch(patch.rows, patch.removed))
        return True

    def _after_step(self, patch: OutlinePatch | None, back: bool) -> None:
        """What a step changed outside the lines is shown at once, and said where one wouldn't see it."""
        if self.sections.live.stale:
            self.sections.live.refresh()
        say = self.context.notifier.say
        if patch is None:
            say(_("There is nothing to undo in this meeting.") if back else _("There is nothing to redo."))
        elif not patch.rows and not patch.removed and self.outline.hasFocus():
            say((_("Undone: {step}") if back else _("Done again: {step}")).format(step=patch.label))

    def _tell(self, problem: AppError) -> None:
        if self.outline.dirty:
            self.context.saving.failed(_EDITOR, problem)
        else:
            self.context.notifier.error(problem)

    # ------------------------------------------------------------------ the panels

    def take_up_next(self) -> None:
        """Takes up the selected entry of what was carried over, else the first."""
        if (row := self.carried.next_row()) is None:
            self.context.notifier.say(_("Nothing is carried over."))
        else:
            self._take_up(row)

    def _take_up(self, row: CapturedRow) -> None:
        with self.context.telling():
            if self._record is not None:
                self._record.take_up(row)
                self.outline.setFocus()

    def _see_keys(self) -> None:
        if self._numbers.isActive():
            self._numbers.start()

    def _show_numbers(self) -> None:
        self._numbers.stop()
        labels = self.outline.labels()
        self.captured.set_labels(labels)
        self.sections.set_lines(len(labels))

    # ------------------------------------------------------------------ room and looks

    def _follow_caret(self, _note_id: str = "") -> None:
        if self.outline.hasFocus():
            self.sections.see(self.outline, self.outline.cursorRect())

    def _dress(self) -> None:
        self.outline.setFont(self.context.theme.font())
        self.outline.set_colours(OutlineColours.of(self.context.theme))


def _change(context: Context, meeting_id: str, page: QWidget) -> MeetingDialog:
    """The meeting's own data: title, date, times, place."""
    return MeetingDialog(context, meeting_id=meeting_id, parent=page)
