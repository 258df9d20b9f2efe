"""What an invitation says, on its page: when, where, which version, its reminders, its words and the mail's preview."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.reminders import read_reminders, reminder_words
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.meeting_words import when_words
from msa_wg_desktop.gui.widgets.delayed_save import DelayedSave
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.gui.widgets.still_text import StillText
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.services.invitations import Overview
from msa_wg_desktop.words import _


class MessageForm(Protocol):
    """What of the page's form is the message's."""

    whenLabel: QLabel
    whereLabel: QLabel
    remindEdit: QLineEdit
    versionLabel: QLabel
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
        self._reminders = TakenField(form.remindEdit, self._set_reminders)
        self._message = DelayedSave(self._write, context.saving, "invitation", self)
        form.messageEdit.textChanged.connect(self._message.touch)

    def show(self, meeting: MeetingRow, shown: Overview) -> None:
        """The message as it stands now; what somebody is typing stays."""
        form, self._meeting_id = self._form, meeting.id
        form.whenLabel.setText(when_words(meeting))
        form.whereLabel.setText(
            "\n".join(part for part in (meeting.location, meeting.url) if part) or _("not said yet")
        )
        form.versionLabel.setText(shown.version)
        self._reminders.show(reminder_words(shown.reminders))
        form.messageEdit.setPlaceholderText(shown.usual)
        if not self._message.dirty:
            self._written = shown.written
            if form.messageEdit.toPlainText() != shown.written:
                blocked = QSignalBlocker(form.messageEdit)
                form.messageEdit.setPlainText(shown.written)
                blocked.unblock()
        form.subjectLabel.setText(shown.message.subject)
        form.previewText.setHtml(shown.page)

    def flush(self) -> None:
        """Writes what waits."""
        self._reminders.flush()
        self._message.flush()

    def _write(self) -> None:
        if self._meeting_id:
            written, shown = self._form.messageEdit.toPlainText(), {"message": self._written}
            self._context.services.invitations.edit(self._meeting_id, message=written, shown=shown)
            self._written = written

    def _set_reminders(self, text: str) -> bool:
        invitations, meeting_id = self._context.services.invitations, self._meeting_id
        return not meeting_id or self._try(lambda: invitations.edit(meeting_id, reminders=read_reminders(text)))
