"""What an invitation says, on its page: when, where, which version, its reminders, its words and the mail's preview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.reminders import read_reminders, reminder_words
from msa_wg_desktop.domain.zone_words import offered_zones, read_zones, zones_text
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.meeting_words import series_words, when_words
from msa_wg_desktop.gui.widgets.delayed_save import DelayedSave
from msa_wg_desktop.gui.widgets.name_completer import ListCompleter
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.gui.widgets.still_text import StillText
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.services.invitations import Overview
from msa_wg_desktop.words import _

_PIXELS = re.compile(r"\b(\d+)px")


class MessageForm(Protocol):
    """What of the page's form is the message's."""

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
    sentButton: QPushButton
    previewLabel: QLabel
    copyButton: QPushButton
    messageLabel: QLabel
    messageEdit: QPlainTextEdit
    subjectLabel: QLabel
    previewText: StillText


class InvitationMessage(RecordEdits):
    """Shows what will be sent for one meeting, and writes what is typed of it."""

    def __init__(self, form: MessageForm, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        self._form = form
        self._meeting_id = ""
        self._written = ""
        self._page, self._text, self._of_others = "", "", False
        form.copyButton.clicked.connect(self._copy)
        context.theme.changed.connect(self._show_page)
        self._reminders = TakenField(form.remindEdit, self._set_reminders)
        self._zones = TakenField(form.zonesEdit, self._set_zones)
        self._offers = False
        form.zonesEdit.textEdited.connect(self._offer_zones)
        self._message = DelayedSave(self._write, context.saving, "invitation", self)
        form.messageEdit.textChanged.connect(self._message.touch)

    def show(self, key: str, meeting: MeetingRow | None, shown: Overview, of_series: Sequence[MeetingRow]) -> None:
        """The message as it stands now; what somebody is typing stays. Of a meeting that was deleted nothing of it is
        changed any more."""
        form, self._meeting_id = self._form, "" if meeting is None else key
        where = (meeting.location, meeting.url) if meeting is not None else (shown.message.place, shown.message.join)
        form.whenLabel.setText(
            when_words(replace(meeting, location=""))
            if meeting is not None
            else "\n".join((shown.message.day, *shown.message.when))
        )
        form.whereLabel.setText("\n".join(part for part in where if part) or _("not said yet"))
        form.seriesLabel.setText(series_words(meeting, of_series) if meeting is not None else "")
        for part in (form.seriesHeadLabel, form.seriesLabel, form.seriesButton):
            part.setVisible(bool(form.seriesLabel.text()))
        form.versionLabel.setText(shown.version)
        form.sentButton.setVisible(shown.was_sent)
        for part in (form.zonesHeadLabel, form.zonesEdit, form.remindHeadLabel, form.remindEdit):
            part.setVisible(meeting is not None and not shown.organiser)
        for part in (form.messageLabel, form.messageEdit):
            part.setVisible(meeting is not None)
        self._zones.show(zones_text(shown.zones))
        self._reminders.show(reminder_words(shown.reminders))
        form.messageEdit.setPlaceholderText(shown.usual)
        if not self._message.dirty:
            self._written = shown.written
            if form.messageEdit.toPlainText() != shown.written:
                blocked = QSignalBlocker(form.messageEdit)
                form.messageEdit.setPlainText(shown.written)
                blocked.unblock()
        form.subjectLabel.setText(shown.message.subject)
        form.subjectLabel.setVisible(not shown.organiser)
        form.copyButton.setVisible(bool(shown.organiser))
        form.previewLabel.setText(
            _("To be copied into the event of {organiser}").format(organiser=shown.organiser)
            if shown.organiser
            else _("Preview of the message")
        )
        self._page, self._text, self._of_others = shown.page, shown.message.text, bool(shown.organiser)
        form.copyButton.setEnabled(bool(self._text))
        self._show_page()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._text)
        self._context.notifier.say(_("Copied."))

    def _show_page(self) -> None:
        """The mail's page in the size of text that the window has: its own sizes are a mail program's at 100 %.

        Where somebody else sends, only the text stands here: no mail goes out.
        """
        if self._of_others:
            self._form.previewText.setPlainText(self._text)
            return
        scaled = self._context.theme.scaled
        self._form.previewText.setHtml(_PIXELS.sub(lambda size: f"{scaled(int(size[1]))}px", self._page))

    def flush(self) -> None:
        """Writes what waits."""
        self._reminders.flush()
        self._zones.flush()
        self._message.flush()

    def _write(self) -> None:
        if self._meeting_id:
            written, shown = self._form.messageEdit.toPlainText(), {"message": self._written}
            self._context.services.invitations.edit(self._meeting_id, message=written, shown=shown)
            self._written = written

    def _offer_zones(self) -> None:
        """The zones are offered from the first letter on: there are hundreds, and nobody asks for them most days."""
        if not self._offers:
            self._offers = True
            self._form.zonesEdit.setCompleter(ListCompleter(offered_zones(), self._form.zonesEdit))

    def _set_zones(self, text: str) -> bool:
        invitations, meeting_id = self._context.services.invitations, self._meeting_id
        return not meeting_id or self._try(lambda: invitations.edit(meeting_id, zones=read_zones(text)))

    def _set_reminders(self, text: str) -> bool:
        invitations, meeting_id = self._context.services.invitations, self._meeting_id
        return not meeting_id or self._try(lambda: invitations.edit(meeting_id, reminders=read_reminders(text)))
