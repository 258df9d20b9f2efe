"""The Recap: everything captured is read back, owners and dates are filled in, names and the next meeting settled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.capture_codes import UnheldCode
from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingRow, Presence
from msa_wg_desktop.domain.recap import NameToSettle, RecapSums, sums
from msa_wg_desktop.errors import AppError, ConflictError, NotFoundError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.models.new_names import taken_in_words
from msa_wg_desktop.gui.models.recap_table import RecapColumn, RecapTable
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.meeting.captured_panel import CAPTURED_ENTITIES
from msa_wg_desktop.gui.widgets.meeting.names_card import NamesCard
from msa_wg_desktop.gui.widgets.meeting.next_meeting_card import NextMeetingCard
from msa_wg_desktop.gui.widgets.meeting.recap_view import RecapView
from msa_wg_desktop.gui.widgets.tab_stops import tab_in_order
from msa_wg_desktop.services.unheld_codes import HeldCode
from msa_wg_desktop.words import _, ngettext

_ENTITIES = CAPTURED_ENTITIES | {"attendance", "meeting", "note", "note_speaker"}
_TABLE_AT_LEAST = 210
Loaded = tuple[tuple[CapturedRow, ...], tuple[NameToSettle, ...], tuple[UnheldCode, ...], tuple[MeetingRow, ...]]


class RecapPage(Page):
    """One meeting's Recap. What is entered is written at once; what can't be taken is said below the table."""

    titleLabel: QLabel
    summaryLabel: QLabel
    problemLabel: QLabel
    meetingButton: QPushButton
    largerButton: QPushButton
    doneButton: QPushButton
    tableStack: QStackedWidget
    recapTable: RecapView
    emptyState: EmptyState
    nextCard: NextMeetingCard
    namesCard: NamesCard

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/recap_page", self)
        self._meeting: MeetingRow | None = None
        self._fresh = True
        # How far the record was told of when the cell at hand was begun: nothing is overwritten that nobody saw.
        self._seen = 0
        self.model = RecapTable(self._settle, self)
        self.recapTable.setModel(self.model)
        self.recapTable.dress(context.theme, self._offers)
        self.emptyState.say(
            _("Nothing was captured yet"),
            _("What is marked in the notes is read back here: actions, agreements, questions, data needs, positions."),
            _("To the notes"),
        )
        self.problemLabel.hide()
        self._give_room()
        self._connect()
        self.add_command(
            Command("recap.done", _("&Done with the Recap"), self._go_back, Menu.MEETING, keys=keys("Ctrl+Return"))
        )
        self._live: LiveQuery[Loaded] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show
        )

    def _give_room(self) -> None:
        """Whatever names are to be settled, and however large the text is: the page scrolls before the table goes."""
        self.tableStack.setMinimumHeight(self.context.theme.scaled(_TABLE_AT_LEAST))

    def _connect(self) -> None:
        self.context.theme.changed.connect(self._give_room)
        self.recapTable.cell_begun.connect(self._begin_cell)
        self.recapTable.confirm_asked.connect(self._confirm)
        self.recapTable.line_asked.connect(self._go_to_line)
        self.emptyState.asked.connect(self._go_back)
        self.meetingButton.clicked.connect(self._go_back)
        self.doneButton.clicked.connect(self._go_back)
        self.largerButton.toggled.connect(self._project)
        self.namesCard.is_known.connect(self._is_known)
        self.namesCard.is_new.connect(self._is_new)
        self.namesCard.attended.connect(self._attended)
        self.namesCard.code_settled.connect(self._settle_code)
        self.namesCard.all_plain.connect(self._settle_plain)
        self.nextCard.edit_asked.connect(self._set_next)

    # ------------------------------------------------------------------ the page

    def title(self) -> str:
        return _("Recap")

    def place(self) -> Place | None:
        return Place("recap", self._meeting.id) if self._meeting else None

    def restore(self, place: Place) -> None:
        try:
            self._meeting = self.context.services.meetings.get(place.item)
        except NotFoundError:
            self._meeting = None
        self._fresh = True
        self._live.refresh()

    def activate(self) -> None:
        self.recapTable.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.problemLabel.hide()

    # ------------------------------------------------------------------ showing

    def _load(self) -> Loaded:
        if self._meeting is None:
            return (), (), (), ()
        recap, meeting_id = self.context.services.recap, self._meeting.id
        codes = self.context.services.unheld_codes.of_meeting(meeting_id)
        return recap.rows(meeting_id), recap.names(meeting_id), codes, recap.next_meetings(self._meeting)

    def _show(self, loaded: Loaded) -> None:
        rows, names, codes, meetings = loaded
        if self.largerButton.isChecked():
            rows = tuple(row for row in rows if row.is_public)
        self.model.set_rows(rows)
        self.tableStack.setCurrentWidget(self.recapTable if rows else self.emptyState)
        self.recapTable.fit()
        self.namesCard.show_names(names, codes, self._offers() if codes else ())
        self.nextCard.show_meetings(meetings)
        self._order_keys()
        self._say_sums(sums(rows, names, codes))
        if self._fresh and rows:
            self._fresh = False
            self.recapTable.start()

    def _order_keys(self) -> None:
        """What the cards show anew would come behind all else in the window: Tab goes from the table through them."""
        tab_in_order((self.recapTable, *self.nextCard.stops(), *self.namesCard.stops()))

    def _project(self, larger: bool) -> None:
        """Large words are for everybody in the room: what is off the record goes from the table first."""
        self._live.refresh()
        self.recapTable.set_larger(larger)

    def _say_sums(self, counted: RecapSums) -> None:
        parts = []
        if self._meeting is not None:
            parts.append(self._meeting.title)
            parts += [format_date(self._meeting.date)] if self._meeting.date else []
        counts = [
            (counted.to_confirm, _("{count} to confirm")),
            (counted.without_owner, _("{count} without an owner")),
            (counted.without_date, _("{count} without a date")),
            (counted.names, ngettext("{count} name to settle", "{count} names to settle", counted.names)),
            (counted.codes, ngettext("{count} code that nobody has", "{count} codes that nobody has", counted.codes)),
        ]
        wanted = [words.format(count=count) for count, words in counts if count]
        parts.append(", ".join(wanted) if wanted else _("all settled"))
        self.summaryLabel.setText(" · ".join(parts))

    # ------------------------------------------------------------------ settling

    def _begin_cell(self) -> None:
        self._seen = self.context.services.store.told

    def _settle(self, row: CapturedRow, column: RecapColumn, text: str) -> bool:
        recap, meeting = self.context.services.recap, self._meeting
        if meeting is None:
            return False

        def write() -> None:
            if column is RecapColumn.WHAT:
                recap.set_text(row, text, seen=self._seen)
            elif column is RecapColumn.WHO:
                self._say_new(recap.set_who(row, text, seen=self._seen))
            else:
                recap.set_due(row, text, meeting, seen=self._seen)

        return self._try(write)

    def _try(self, write: Callable[[], None]) -> bool:
        """What can't be taken is said below the table; what somebody changed meanwhile is shown, and so seen now."""
        try:
            write()
        except AppError as problem:
            self.problemLabel.setText(problem.words)
            self.problemLabel.show()
            if isinstance(problem, ConflictError):
                self.context.services.store.catch_up()
                self._begin_cell()
            return False
        self.problemLabel.hide()
        return True

    def _say_new(self, names: tuple[str, ...]) -> None:
        if names:
            self.context.say_done(taken_in_words(names))

    def _offers(self) -> list[str]:
        return list(self.context.services.parties.book().in_use)

    def _confirm(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self._begin_cell()
            confirm = self.context.services.recap.confirm
            self._try(lambda: confirm(row, confirmed=not row.confirmed, seen=self._seen))

    def _is_known(self, provisional_id: str, party_id: str) -> None:
        with self.context.telling():
            self.context.services.parties.settle(provisional_id, party_id)
            self._offer_undo(_("Settled."))

    def _is_new(self, party_id: str) -> None:
        with self.context.telling():
            self.context.services.parties.settled(party_id)

    def _attended(self, party_id: str) -> None:
        if self._meeting is not None:
            with self.context.telling():
                self.context.services.attendance.add(
                    self._meeting.id, party_id, presence=Presence.PRESENT, invited=False
                )

    def _settle_code(self, code: str, who: str) -> None:
        meeting = self._meeting
        if meeting is not None:
            self._try(lambda: self._say_held(code, self.context.services.unheld_codes.settle(meeting.id, code, who)))

    def _say_held(self, code: str, held: HeldCode) -> None:
        words = ngettext("{count} line is {name}'s now.", "{count} lines are {name}'s now.", held.lines)
        if held.kept:
            words += " " + _("Their code is “{code}”.")
        self.context.say_done(words.format(count=held.lines, name=held.name, code=code))

    def _settle_plain(self) -> None:
        if self._meeting is not None:
            with self.context.telling():
                count = self.context.services.recap.settle_plain(self._meeting.id)
                self._offer_undo(ngettext("{count} name settled.", "{count} names settled.", count).format(count=count))

    def _offer_undo(self, words: str) -> None:
        self.context.say_done(words)

    def _set_next(self, meeting_id: str) -> None:
        from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog

        if self._meeting is None:
            return
        dialog = MeetingDialog(self.context, group_id=self._meeting.group_id, meeting_id=meeting_id, parent=self)
        dialog.like(self._meeting)
        dialog.open()

    # ------------------------------------------------------------------ going elsewhere

    def _go_back(self) -> None:
        if self._meeting is not None:
            self.context.navigator.go(Place("meeting", self._meeting.id))

    def _go_to_line(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and row.note_id and self._meeting is not None:
            self.context.navigator.go(Place("meeting", self._meeting.id, row.note_id))
