"""The guests on the page of an invitation: who is invited, adding and taking off, required or optional."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QStackedWidget

from msa_wg_desktop.domain.guests import FoundGuests
from msa_wg_desktop.domain.replies import GuestLine
from msa_wg_desktop.gui.core.commands import KeyGroup, KeyRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import Choice, Question
from msa_wg_desktop.gui.models.guests_table import GuestColumn, guests_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.parties_edit import PartiesField
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.gui.widgets.work.work_desk import party_names
from msa_wg_desktop.words import _, ngettext


class GuestsForm(Protocol):
    """What of the page's form is the guests'."""

    guestsLabel: QLabel
    groupButton: QPushButton
    guestsStack: QStackedWidget
    guestsTable: ColumnsView
    emptyState: EmptyState
    addEdit: PartiesField
    optionalCheck: QCheckBox
    onlyCheck: QCheckBox


class InvitationGuests(RecordEdits):
    """Shows the guests of one meeting, and does what is asked of them."""

    def __init__(self, form: GuestsForm, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        self._form = form
        self._meeting_id = self._day_of_series = ""
        self.model = guests_table(self)
        form.guestsTable.setModel(self.model)
        form.guestsTable.dress(context.theme, wide=GuestColumn.WHO, several=True, least=10)
        form.groupButton.clicked.connect(self._invite_group)
        form.addEdit.returnPressed.connect(self._invite)
        form.guestsTable.delete_asked.connect(self._remove)
        row = KeyRow(_("Take a guest off the list"), "Delete")
        context.commands.describe_keys(KeyGroup(_("Guests of an invitation"), (row,)))

    @property
    def lines(self) -> Sequence[GuestLine]:
        """All guests, as they stand in the table."""
        return self.model.rows

    def chosen(self) -> Sequence[GuestLine]:
        """The guests that are selected."""
        return [self.model.rows[row] for row in self._form.guestsTable.selected_rows()]

    def show(
        self, meeting_id: str, lines: Sequence[GuestLine], *, organiser: str = "", day_of_series: str = ""
    ) -> None:
        """The guests as they stand now. Where an `organiser` elsewhere invites, nobody is invited from here;
        `day_of_series` names the meeting where it is one of a series."""
        form, self._meeting_id, self._day_of_series = self._form, meeting_id, day_of_series
        self.model.set_rows(lines)
        for part in (form.groupButton, form.addEdit, form.optionalCheck):
            part.setVisible(bool(meeting_id) and not organiser)
        form.onlyCheck.setVisible(bool(day_of_series) and not organiser)
        form.guestsLabel.setText(_head(meeting_id, organiser, day_of_series))
        form.guestsLabel.setVisible(bool(lines) or not organiser)
        if organiser:
            form.emptyState.say(
                _("{organiser} invites").format(organiser=organiser),
                _("Who is invited stands in that event. Answers that are pasted or dropped stand under Answers."),
            )
        else:
            form.emptyState.say(
                _("Nobody is invited yet"),
                _("Type names, organisations, party classes or addresses below, or invite everybody with a seat."),
            )
        belongs = any(line.guest.organisation for line in lines)
        form.guestsTable.setColumnHidden(GuestColumn.ORGANISATION, not belongs)
        form.guestsTable.fit()
        form.guestsStack.setCurrentWidget(form.guestsTable if lines else form.emptyState)
        form.addEdit.offer_names(party_names(self._context))

    def toggle_optional(self) -> None:
        """All who are selected are required, where all are optional; else optional."""
        chosen, meeting_id, guests = self.chosen(), self._meeting_id, self._context.services.guests
        if not meeting_id or not chosen:
            return
        optional = not all(line.guest.optional for line in chosen)
        with self._context.services.store.operation(_("Change guests"), meeting_id=meeting_id):
            for line in chosen:
                self._try(lambda line=line: guests.edit(meeting_id, line.id, optional=optional))

    def _invite(self) -> None:
        form, guests, meeting_id = self._form, self._context.services.guests, self._meeting_id
        if not meeting_id or form.addEdit.offering or not form.addEdit.text().strip():
            return
        found = guests.read(meeting_id, form.addEdit.text())
        refused = [entry for entry in found if not entry.counts]
        taken = [entry for entry in found if entry.counts]
        optional = form.optionalCheck.isChecked()
        if taken and self._day_of_series and form.onlyCheck.isChecked():
            self._ask_only(taken, optional=optional)
            return
        if taken and not self._try(lambda: guests.invite(meeting_id, taken, optional=optional)):
            return
        form.addEdit.setText(", ".join(entry.text for entry in refused))
        why = [_("{entry}: {why}").format(entry=entry.text, why=entry.why) for entry in refused if entry.why]
        why += [entry.why for entry in taken if entry.why]
        self.refused.emit("\n".join(why))

    def _ask_only(self, found: Sequence[FoundGuests], *, optional: bool) -> None:
        """A series has one list of guests in every calendar: what works for one meeting alone is said, and offered."""
        question = Question(
            _("Only to {day}?").format(day=self._day_of_series),
            _(
                "Calendars have one list of guests for a series. For guests of its own this meeting has to leave the "
                "series: whoever has the series gets an update without that day, and an invitation to this meeting."
            ),
            (Choice("out", _("Take it out and invite")),),
        )
        self._context.notifier.ask(question, lambda _key: self._invite_only(found, optional=optional))

    def _invite_only(self, found: Sequence[FoundGuests], *, optional: bool) -> None:
        services, meeting_id = self._context.services, self._meeting_id

        def write() -> None:
            with services.store.operation(_("Invite to one meeting of a series"), meeting_id=meeting_id):
                services.meeting_series.take_out(meeting_id)
                services.guests.invite(meeting_id, found, optional=optional)

        if self._try(write):
            self._form.onlyCheck.setChecked(False)
            self._form.addEdit.setText("")
            self._context.say_done(_("It is a meeting by itself now. Send the invitation, and the series' update."))

    def _invite_group(self) -> None:
        if self._meeting_id and not self._context.services.guests.invite_group(self._meeting_id):
            self._context.notifier.say(_("Everybody with a seat in the group is invited already, or nobody has one."))

    def _remove(self) -> None:
        chosen, meeting_id, guests = self.chosen(), self._meeting_id, self._context.services.guests
        if not meeting_id or not chosen:
            return
        with self._context.services.store.operation(_("Take guests off the list"), meeting_id=meeting_id):
            for line in chosen:
                self._try(lambda line=line: guests.remove(meeting_id, line.id))
        words = ngettext("{count} guest is off the list.", "{count} guests are off the list.", len(chosen))
        self._context.say_done(words.format(count=len(chosen)))


def _head(meeting_id: str, organiser: str, day_of_series: str) -> str:
    if not meeting_id:
        return _("Who still has it")
    if organiser:
        return _("On the list here")
    return _("Invited to the whole series") if day_of_series else _("Invited")
