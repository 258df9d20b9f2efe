"""An invitation: what will be sent, exactly, to whom, and who answered; nothing leaves before somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from msa_wg_desktop.domain.answer_sheets import AnswerLine, AnswerSheet
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.invitations import Turn
from msa_wg_desktop.domain.meetings import MeetingKind, MeetingRow, MeetingStatus
from msa_wg_desktop.errors import AppError, NotFoundError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import FileKind, Offer
from msa_wg_desktop.gui.core.open_file import open_file
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.invitations.invitation_answers import MESSAGE, InvitationAnswers
from msa_wg_desktop.gui.widgets.invitations.invitation_guests import InvitationGuests
from msa_wg_desktop.gui.widgets.invitations.invitation_message import InvitationMessage
from msa_wg_desktop.gui.widgets.narrow_page import NarrowPage
from msa_wg_desktop.gui.widgets.parties_edit import PartiesField
from msa_wg_desktop.gui.widgets.still_text import StillText
from msa_wg_desktop.services.invitations import Overview
from msa_wg_desktop.services.mailing import Mailing
from msa_wg_desktop.services.settings import ORGANISER_MAIL
from msa_wg_desktop.words import _, ngettext

if TYPE_CHECKING:
    from msa_wg_desktop.gui.dialogs.send_dialog import SendDialog

_ENTITIES = frozenset(
    {"agenda_item", "attendance", "event", "guest", "meeting", "order_item", "party", "reply", "setting"}
)


_HALF = 1_000
"""Both sides begin with as much room; only how it is shared counts."""

Loaded = tuple[MeetingRow | None, Overview, Sequence[MeetingRow], AnswerSheet | None]
"""The meeting, None where it was deleted; its invitation; all of its series; and what was answered."""


class InvitationPage(Page):
    """One meeting's invitation, and its deeds: guests and message are shown and edited by parts of their own. What
    can't be done is said above all of it."""

    titleLabel: QLabel
    summaryLabel: QLabel
    headLayout: QHBoxLayout
    deedsRow: FlowRow
    meetingButton: QPushButton
    leaveButton: QPushButton
    saveButton: QPushButton
    mailButton: QPushButton
    sendButton: QPushButton
    problemLabel: QLabel
    bodySplitter: QSplitter
    whenLabel: QLabel
    whereLabel: QLabel
    seriesHeadLabel: QLabel
    seriesLabel: QLabel
    seriesButton: QPushButton
    zonesHeadLabel: QLabel
    zonesEdit: QLineEdit
    remindHeadLabel: QLabel
    remindEdit: QLineEdit
    versionLabel: QLabel
    takenButton: QPushButton
    sentButton: QPushButton
    messageLabel: QLabel
    messageEdit: QPlainTextEdit
    guestsLabel: QLabel
    groupButton: QPushButton
    guestsStack: QStackedWidget
    guestsTable: ColumnsView
    emptyState: EmptyState
    addEdit: PartiesField
    optionalCheck: QCheckBox
    onlyCheck: QCheckBox
    sideTabs: QTabBar
    sideStack: QStackedWidget
    previewLabel: QLabel
    copyButton: QPushButton
    subjectLabel: QLabel
    previewText: StillText
    countsLabel: QLabel
    versionBox: QComboBox
    answersTable: ColumnsView
    talliesLabel: QLabel
    answerDeeds: FlowRow

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/invitation_page", self)
        self._key = ""
        self._meeting: MeetingRow | None = None
        self.problemLabel.hide()
        self.bodySplitter.setStretchFactor(0, 1)
        self.bodySplitter.setStretchFactor(1, 1)
        deeds = (self.meetingButton, self.leaveButton, self.saveButton, self.mailButton, self.sendButton)
        NarrowPage(
            self, context.theme, head=self.headLayout, deeds=self.deedsRow, buttons=deeds, body=self.bodySplitter
        )
        self.bodySplitter.setSizes([_HALF, _HALF])
        self.guests, self.message = InvitationGuests(self, context, self), InvitationMessage(self, context, self)
        self.answers = InvitationAnswers(self, context, self)
        self._connect()
        self._add_commands()
        self._live: LiveQuery[Loaded | None] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show
        )
        self.answers.version_chosen.connect(self._live.refresh)

    def _connect(self) -> None:
        self.meetingButton.clicked.connect(self._go_back)
        self.leaveButton.clicked.connect(self._leave)
        self.seriesButton.clicked.connect(self._show_series)
        self.sentButton.clicked.connect(self._show_sent)
        self.saveButton.clicked.connect(self._save)
        self.mailButton.clicked.connect(self._open_mail)
        self.sendButton.clicked.connect(self._send)
        self.takenButton.clicked.connect(self._take_over)
        self.answers.hand_asked.connect(self._ask_hand)
        self.answers.list_asked.connect(self._paste_tracking)
        for part in (self.guests, self.message, self.answers):
            part.refused.connect(self._complain)
            part.taken.connect(self.problemLabel.hide)

    def _add_commands(self) -> None:
        for command_id, words, run, own in (
            ("send", _("&Send the invitation…"), self._send, "Ctrl+Return"),
            ("save", _("Sa&ve the calendar file…"), self._save, "Ctrl+E"),
            ("mail", _("&Open in the mail program"), self._open_mail, "Ctrl+Shift+M"),
            ("optional", _("&Required or optional"), self.guests.toggle_optional, "Ctrl+Shift+O"),
            ("answers", _("To the &answers and back"), self.answers.turn_to, "Ctrl+Shift+A"),
            ("hand", _("Enter an answer by &hand…"), self.answers.ask_hand, "Ctrl+Shift+N"),
            ("admit", _("Put whoever answered on the &list"), self.answers.admit, "Ctrl+Shift+G"),
            ("tie", _("Say &who it is that answered…"), self.answers.tie, "Ctrl+Shift+P"),
            ("series", _("The s&eries…"), self._show_series, "Ctrl+Shift+E"),
            ("log", _("&What was sent…"), self._show_sent, "Ctrl+Shift+L"),
        ):
            self.add_command(Command(f"invitation.{command_id}", words, run, Menu.MEETING, 10, keys(own)))
        for command_id, words, run in (
            ("taken", _("&Taken from Outlook, Teams or Zoom…"), self._take_over),
            ("tracking", _("Paste Outlook's list of ans&wers…"), self._paste_tracking),
        ):
            self.add_command(Command(f"invitation.{command_id}", words, run, Menu.MEETING, 11))
        account = Command("invitation.account", _("Mail &account…"), self._edit_account, Menu.MEETING, 12)
        self.add_command(account)

    # ------------------------------------------------------------------ the page

    def title(self) -> str:
        return _("Invitation")

    def place(self) -> Place | None:
        return Place("invitation", self._key) if self._key else None

    def restore(self, place: Place) -> None:
        self.flush()
        self._key = place.item
        self._complain("")
        if place.spot:
            self.answers.show_reply(place.item, place.spot)
        self._live.refresh()

    def activate(self) -> None:
        if self._meeting is None:
            self.sendButton.setFocus()
        elif self.answers.line is None or self.sideTabs.currentIndex() == MESSAGE:
            self.addEdit.setFocus()

    def flush(self) -> None:
        self.message.flush()

    # ------------------------------------------------------------------ showing

    def _load(self) -> Loaded | None:
        if not self._key:
            return None
        services = self.context.services
        try:
            shown = services.invitations.overview(self._key)
            meeting = None if shown.is_gone else services.meetings.get(self._key)
        except NotFoundError:
            return None
        sheet = self.answers.load(self._key) if meeting is not None else None
        return meeting, shown, services.meeting_series.all(self._key), sheet

    def _show(self, loaded: Loaded | None) -> None:
        self.bodySplitter.setEnabled(loaded is not None)
        self._meeting = loaded[0] if loaded is not None else None
        self.meetingButton.setVisible(self._meeting is not None)
        self.leaveButton.setVisible(False)
        if loaded is None:
            self.titleLabel.setText(_("That meeting isn't in the record any more."))
            self.summaryLabel.clear()
            self.guests.show("", ())
            self._show_deeds()
            return
        meeting, shown, of_series, sheet = loaded
        self.titleLabel.setText(_("Invitation · {title}").format(title=shown.message.title))
        self.summaryLabel.setText(_summary(meeting, shown))
        self.message.show(self._key, meeting, shown, of_series)
        day = format_date(meeting.date) if meeting is not None and meeting.in_series and meeting.date else ""
        self.guests.show(
            self._key if meeting is not None else "", shown.guests, organiser=shown.organiser, day_of_series=day
        )
        for button in (self.saveButton, self.mailButton, self.sendButton):
            button.setHidden(bool(shown.organiser))
        self.sideTabs.setVisible(sheet is not None)
        self.takenButton.setVisible(meeting is not None and not shown.was_sent)
        newer = _("Take in what came of it since…") if shown.organiser else _("Made in Outlook, Teams or Zoom…")
        self.takenButton.setText(newer)
        if sheet is not None:
            self.answers.show(sheet)
        else:
            self.sideTabs.setCurrentIndex(MESSAGE)
        self._show_deeds()

    def _show_deeds(self) -> None:
        due = [line for line in self.guests.lines if line.errand is not None and line.errand.turn is not Turn.NOTHING]
        words = ngettext("Send to {count}…", "Send to {count}…", len(due)).format(count=len(due))
        self.sendButton.setText(words if due else _("Nothing to send"))
        self.sendButton.setEnabled(bool(due))
        self.leaveButton.setVisible(self._meeting is None and bool(due))
        reached = any(line.errand is not None for line in self.guests.lines)
        for button in (self.saveButton, self.mailButton):
            button.setEnabled(reached)

    # ------------------------------------------------------------------ doing

    def _try(self, deed: Callable[..., object], *args: Any, **more: Any) -> bool:
        """Does it, or says above the page why it can't be done."""
        self.problemLabel.hide()
        try:
            deed(*args, **more)
        except AppError as problem:
            self._complain(problem.words)
            if problem.field == ORGANISER_MAIL:
                settings = Offer(_("Settings…"), lambda: self.context.commands.run("edit.settings"))
                self.context.notifier.say(_("Who organises stands in the settings."), settings)
            return False
        return True

    def _complain(self, words: str) -> None:
        self.problemLabel.setText(words)
        self.problemLabel.setVisible(bool(words))

    def _save(self) -> None:
        """One calendar file for a meeting; a webinar's guests get a mail of their own each."""
        if not self.saveButton.isEnabled():
            return
        self.flush()
        title = _("Save the invitation")
        if self._meeting is None or self._meeting.kind is MeetingKind.WEBINAR:
            self.context.notifier.choose_folder(title, self._save_to)
        else:
            name = f"{file_words(self._meeting.title)}.ics"
            self.context.notifier.choose_save(title, name, (FileKind(_("Calendar file"), ("ics",)),), self._save_to)

    def _save_to(self, target: Path) -> None:
        self._try(self._write_to, self._key, target)

    def _write_to(self, key: str, target: Path) -> None:
        first, *others = self.context.services.invitations.save(key, target)
        words = ngettext("Written: {count} file", "Written: {count} files", 1 + len(others)).format(
            count=1 + len(others)
        )
        if others and not target.is_dir():
            words = ngettext(
                "Written: {file} for those who are invited, and {count} file beside it for who was taken off.",
                "Written: {file} for those who are invited, and {count} files beside it for those taken off.",
                len(others),
            ).format(file=first.name, count=len(others))
        self.context.notifier.say(words, Offer(_("Open"), lambda: open_file(first, self.context.notifier)))

    def _open_mail(self) -> None:
        """The selected guest's mail; without one, those of all go into a folder."""
        if not self.mailButton.isEnabled():
            return
        self.flush()
        reached = [line for line in self.guests.chosen() or self.guests.lines if line.guest.mail]
        if len(reached) == 1:
            self._try(self._open_one, self._key, reached[0].guest.mail)
        else:
            self.context.notifier.choose_folder(_("A folder for the mails to each guest"), self._save_to)

    def _open_one(self, meeting_id: str, mail: str) -> None:
        folder = Path(mkdtemp(prefix="msa-wg-"))
        (file,) = self.context.services.invitations.save(meeting_id, folder / "invitation.eml", only=(mail,))
        open_file(file, self.context.notifier)

    def _send(self) -> None:
        if self.sendButton.isEnabled():
            self.flush()
            self._try(self._open_send, self._key)

    def _open_send(self, meeting_id: str) -> None:
        from msa_wg_desktop.gui.dialogs.send_dialog import SendDialog

        dialog = SendDialog(self.context, meeting_id, self)
        dialog.account_asked.connect(lambda: self._edit_account(dialog))
        dialog.open()

    def _ask_hand(self, line: AnswerLine) -> None:
        from msa_wg_desktop.gui.dialogs.hand_answer_dialog import HandAnswerDialog

        if self._meeting is not None:
            HandAnswerDialog(self.context, self._meeting.id, line, self).open()

    def _paste_tracking(self) -> None:
        from msa_wg_desktop.gui.dialogs.tracking_dialog import TrackingDialog

        if self._meeting is not None:
            TrackingDialog(self.context, self._meeting.id, self).open()

    def _take_over(self) -> None:
        """Somebody else made the event: its invitation is chosen, and the meeting follows it from then on."""
        if self._meeting is not None and self._try(self.context.services.taken_over.check_free, self._meeting.id):
            kinds = (FileKind(_("Calendar files and mails"), ("ics", "ical", "eml")),)
            self.context.notifier.choose_open(_("The invitation that was sent"), kinds, self._look_at)

    def _look_at(self, file: Path) -> None:
        from msa_wg_desktop.gui.dialogs.incoming_dialog import IncomingDialog

        if self._meeting is None:
            return
        incoming, found = self.context.services.incoming, ()
        try:
            found = incoming.preview(incoming.read([file]))
        except AppError as problem:
            self._complain(problem.words)
            return
        if any(each.can_be_taken for each in found):
            IncomingDialog(self.context, found, self, meeting_id=self._meeting.id).open()
        else:
            self._complain(" ".join(each.report.words for each in found[:3]))

    def _show_sent(self) -> None:
        """To whom what went out, when, in which version."""
        from msa_wg_desktop.gui.dialogs.sent_dialog import SentDialog

        if self.sentButton.isVisibleTo(self):
            SentDialog(self.context, self._key, self).open()

    def _show_series(self) -> None:
        """The meetings of the series, and until when it goes."""
        from msa_wg_desktop.gui.dialogs.series_dialog import SeriesDialog

        if self._meeting is not None and self._meeting.in_series:
            self.flush()
            dialog = SeriesDialog(self.context, self._key, self)
            dialog.opened.connect(lambda meeting_id: self.context.navigator.go(Place("meeting", meeting_id)))
            dialog.open()

    def _leave(self) -> None:
        """Whoever has a deleted meeting keeps it; nothing waits to be sent any more."""
        self.context.services.waiting_invitations.let_be(self._key)
        self.context.say_done(_("It stays in the calendars that have it, and waits here no longer."))
        if self.context.navigator.can_go("meetings"):
            self.context.navigator.go(Place("meetings"))

    def _edit_account(self, sending: SendDialog | None = None) -> None:
        from msa_wg_desktop.gui.dialogs.mail_account_dialog import MailAccountDialog

        dialog = MailAccountDialog(self.context, Mailing(self.context.settings), sending or self)
        if sending is not None:
            dialog.finished.connect(sending.show_account)
        dialog.open()

    def _go_back(self) -> None:
        if self._meeting is not None:
            self.context.navigator.go(Place("meeting", self._meeting.id))


def _summary(meeting: MeetingRow | None, shown: Overview) -> str:
    guests = shown.guests
    states = {
        MeetingStatus.CANCELLED: _("cancelled"),
        MeetingStatus.TO_BE_RESCHEDULED: _("cancelled, to be rescheduled"),
    }
    if meeting is None:
        words = ngettext(
            "deleted here, and still in the calendar of {count} guest",
            "deleted here, and still in the calendars of {count} guests",
            len(guests),
        )
        return words.format(count=len(guests)) if guests else _("deleted here, and in nobody's calendar any more")
    count = ngettext("{count} invited", "{count} invited", len(guests)).format(count=len(guests))
    if shown.organiser:
        count = _("{organiser} invites").format(organiser=shown.organiser)
    day = format_date(meeting.date) if meeting.date else _("no date yet")
    hidden = _("guests don't see each other") if meeting.kind is MeetingKind.WEBINAR else ""
    return " · ".join(part for part in (meeting.group, day, states.get(meeting.status, ""), count, hidden) if part)
