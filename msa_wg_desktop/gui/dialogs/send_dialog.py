"""Sends an invitation: who gets what is said first, a first mail goes to oneself, and each result is shown by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from msa_wg_desktop.domain.invitations import Errand, Mailbox, Parcel, Turn
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tasks import Lane, Progress, Running, Stopped
from msa_wg_desktop.gui.models.sending_table import SendingColumn, SendingRow, sending_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.delivering import deliver
from msa_wg_desktop.services.mailing import Delivery, Mailing
from msa_wg_desktop.words import _, ngettext


class SendDialog(RecordDialog):
    """Nothing leaves before a button says so; only what the server took counts as sent, whatever comes after."""

    titleLabel: QLabel
    summaryLabel: QLabel
    guestsTable: ColumnsView
    subjectLabel: QLabel
    accountLabel: QLabel
    progressBar: QProgressBar
    accountButton: QPushButton
    closeButton: QPushButton
    tryButton: QPushButton
    sendButton: QPushButton

    account_asked = Signal()

    def __init__(
        self, context: Context, meeting_id: str, parent: QWidget | None = None, *, mailing: Mailing | None = None
    ) -> None:
        super().__init__("dialogs/send_dialog", context, parent)
        self._meeting_id = meeting_id
        self._mailing = mailing or Mailing(context.settings)
        self._parcels: tuple[Parcel, ...] = context.services.invitations.parcels(meeting_id)
        self._sender: Mailbox = context.services.invitations.get(meeting_id).organiser
        self._running: Running | None = None
        self._busy = False
        self.progressBar.hide()
        self.titleLabel.setText(self._parcels[0].subject)
        self.summaryLabel.setText(_turns_words([parcel.errand for parcel in self._parcels]))
        self.model = sending_table(self)
        self.guestsTable.setModel(self.model)
        self.guestsTable.dress(context.theme, wide=SendingColumn.WHO)
        self.guestsTable.chosen.connect(self._show_chosen)
        self._list([SendingRow(parcel) for parcel in self._parcels])
        self.accountButton.clicked.connect(self.account_asked)
        self.closeButton.clicked.connect(self.reject)
        self.tryButton.clicked.connect(self._try_out)
        self.sendButton.clicked.connect(self._send)
        self.show_account()
        (self.sendButton if self.sendButton.isEnabled() else self.tryButton).setFocus()

    # ------------------------------------------------------------------ showing

    def _list(self, rows: Sequence[SendingRow]) -> None:
        """Each guest with what they get, and what became of it."""
        self.model.set_rows(rows)
        self.guestsTable.setColumnHidden(SendingColumn.RESULT, not any(row.sent or row.problem for row in rows))
        self.guestsTable.fit()
        if rows:
            self.guestsTable.setCurrentIndex(self.model.index(0, 0))
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Of the guest at hand the subject of their mail, where it is another, or why it couldn't be sent."""
        row = self.model.row_at(self.guestsTable.currentIndex())
        if row is not None:
            own = row.parcel.subject if row.parcel.subject != self.titleLabel.text() else ""
            self.subjectLabel.setText(row.problem or own)
            self.subjectLabel.setVisible(bool(self.subjectLabel.text()))

    def show_account(self) -> None:
        """By which account it goes, and whether that was tried."""
        try:
            account, tried = self._mailing.account(), self._mailing.was_tried
        except AppError as problem:
            self.accountLabel.setText(problem.words)
            self.sendButton.setEnabled(False)
            self.tryButton.setEnabled(False)
            return
        words = _("From {sender} by {host}.").format(sender=self._sender.mail, host=account.host)
        first = "" if tried else _("Send it to yourself first: nothing goes to others before a mail has arrived.")
        self.accountLabel.setText(" ".join(part for part in (words, first) if part))
        self.tryButton.setEnabled(bool(self._parcels))
        self.sendButton.setEnabled(tried and bool(self._parcels))
        count = len(self._parcels)
        again = any(row.problem for row in self.model.rows)
        words = ngettext("Send to {count}", "Send to {count}", count)
        if again:
            words = ngettext("Send to {count} again", "Send to {count} again", count)
        self.sendButton.setText(words.format(count=count) if count else _("All sent"))

    # ------------------------------------------------------------------ doing

    def _try_out(self) -> None:
        parcel, sender, mailing = self._parcels[0], self._sender, self._mailing

        def work(progress: Progress) -> None:
            progress(0, 1)
            mailing.try_out(parcel, sender)

        self._start(_("Sending to yourself"), work, self._tried_out)

    def _tried_out(self, _nothing: None) -> None:
        self._end()
        words = _("It is on its way to {mail}. Look at it there, then send it to the others.")
        self.say(words.format(mail=self._sender.mail))
        self.show_account()
        self.sendButton.setFocus()

    def _send(self) -> None:
        parcels, sender, mailing = self._parcels, self._sender, self._mailing
        invitations, meeting_id = self.context.services.invitations, self._meeting_id

        def work(progress: Progress) -> Delivery:
            stopped = False

            def is_stopped() -> bool:
                return stopped

            def tell(done: int, total: int) -> None:
                nonlocal stopped
                try:
                    progress(done, total)
                except Stopped:
                    # What the server has taken is to be remembered before anything else.
                    stopped = True

            return deliver(invitations, mailing, meeting_id, parcels, sender, progress=tell, cancelled=is_stopped)

        self._start(_("Sending the invitation"), work, self.show_results)

    def show_results(self, delivery: Delivery) -> None:
        """What became of each; only what failed, or was not tried, is sent again."""
        self._end()
        sent = {parcel.errand.guest.key for parcel in delivery.sent}
        why = {failed.parcel.errand.guest.key: failed.words for failed in delivery.failed}
        rows = [
            SendingRow(row.parcel, sent=row.sent or row.id in sent, problem=why.get(row.id, ""))
            for row in self.model.rows
        ]
        self._list(sorted(rows, key=lambda row: (not row.problem, row.sent)))
        self._parcels = tuple(parcel for parcel in self._parcels if parcel.errand.guest.key not in sent)
        self._say_result(len(sent), len(delivery.failed))
        self.show_account()
        (self.sendButton if self._parcels else self.closeButton).setFocus()

    def _say_result(self, sent: int, failed: int) -> None:
        words = ngettext("{count} mail was sent.", "{count} mails were sent.", sent).format(count=sent)
        if failed and not sent:
            self.complain(_("No mail was sent. Above stands why; sending again tries all of them."))
        elif failed:
            also = ngettext(
                "{count} could not be; sending again tries only that one.",
                "{count} could not be: choose one to see why. Sending again tries only those.",
                failed,
            )
            self.complain(f"{words} {also.format(count=failed)}")
        elif self._parcels:
            self.complain(_("{words} Then it was stopped; sending goes on with the others.").format(words=words))
        else:
            self.say(words)

    def _start(self, words: str, work: Callable, done: Callable) -> None:
        for button in (self.tryButton, self.sendButton, self.accountButton):
            button.setEnabled(False)
        self._busy = True
        self.progressBar.setRange(0, 0)
        self.progressBar.setFormat(_("%v of %m"))
        self.progressBar.show()
        self.closeButton.setText(_("Stop"))
        self._running = self.context.tasks.run(words, work, done=done, failed=self._failed, lane=Lane.FREE)
        if self._busy:
            self._running.progressed.connect(self._progressed)

    def _progressed(self, done: int, total: int) -> None:
        self.progressBar.setRange(0, total)
        self.progressBar.setValue(done)

    def _failed(self, problem: AppError) -> None:
        self._end()
        self.complain(problem.words)
        self.show_account()
        self.accountButton.setFocus()

    def _end(self) -> None:
        self._busy = False
        self.progressBar.hide()
        self.closeButton.setText(_("Close"))
        self.accountButton.setEnabled(True)

    def reject(self) -> None:
        """While mails go out, closing first stops them. What has gone is kept while it goes, whatever is closed."""
        if self._busy and self._running is not None:
            self._running.stop()
        else:
            super().reject()


def _turns_words(errands: Sequence[Errand]) -> str:
    """`2 get an invitation, 12 an update`."""
    parts: list[str] = []
    for turn, words in (
        (Turn.INVITE, _("{count} get the invitation")),
        (Turn.UPDATE, _("{count} get an update")),
        (Turn.MINOR, _("{count} get an update of the text")),
        (Turn.CANCEL, _("{count} get a cancellation")),
    ):
        count = sum(errand.turn is turn for errand in errands)
        if count:
            parts.append(words.format(count=count))
    return ", ".join(parts)
