"""What came in files, understood and not yet taken: sorted as a person would, each thing taken or left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.domain.incoming import For, Incoming, Sort, count_words, sorted_out
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.incoming_table import IncomingColumn, IncomingRow, about, incoming_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.gui.widgets.work.work_desk import meeting_words
from msa_wg_desktop.words import _, ngettext

_ALONE = "-"
"""The choice that an event of somebody else is left alone; "" is that of a new meeting."""
_SEVERAL = 2
"""Meetings from which on each answer says to which it is."""


class IncomingDialog(RecordDialog):
    """Nothing is written before the button is pressed; then all that was chosen is one step.

    With `meeting_id` an event of somebody else is taken over for that meeting, unless something else is said.
    """

    titleLabel: QLabel
    aboutLabel: QLabel
    foundTable: ColumnsView
    wordsLabel: QLabel
    eventPart: QWidget
    forBox: QComboBox
    zoneLabel: QLabel
    zoneEdit: QLineEdit
    organiserLabel: QLabel
    organiserEdit: QLineEdit
    toggleButton: QPushButton
    buttonBox: QDialogButtonBox

    def __init__(
        self, context: Context, found: Sequence[Incoming], parent: QWidget | None = None, *, meeting_id: str = ""
    ) -> None:
        super().__init__("dialogs/incoming_dialog", context, parent)
        self._found = sorted_out(found)
        self._chosen = [each.can_be_taken and not each.is_asked for each in self._found]
        self._zone = context.services.groups.get(context.scope.group_id).time_zone if context.scope.group_id else ""
        self._meetings = self._candidates()
        self._for = [self._suggested(each, meeting_id) for each in self._found]
        if meeting_id:
            self._chosen = [
                chosen or each.sort is Sort.EVENT for each, chosen in zip(self._found, self._chosen, strict=True)
            ]
        self.takeButton = self.buttonBox.addButton(_("&Take"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.takeButton.setDefault(True)
        self.buttonBox.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.titleLabel.setText(count_words(self._found))
        self.model = incoming_table(self)
        self.foundTable.setModel(self.model)
        self.foundTable.dress(context.theme, wide=IncomingColumn.SAYS, wraps=True, several=True, least=14)
        self._connect()
        self._show_found()
        self.foundTable.selectRow(0)
        self.foundTable.setFocus()

    def _connect(self) -> None:
        self.foundTable.selectionModel().selectionChanged.connect(lambda *_rows: self._show_current())
        self.foundTable.opened.connect(self._toggle)
        self.toggleButton.clicked.connect(self._toggle)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.foundTable)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._toggle)
        self.forBox.activated.connect(self._choose_meeting)
        self.zoneEdit.textEdited.connect(lambda text: self._answer(time_zone=text))
        self.organiserEdit.textEdited.connect(lambda text: self._answer(organiser=text))

    # ------------------------------------------------------------------ showing

    def _show_found(self) -> None:
        sorts = [each.sort for each in self._found]
        self.model.set_rows(
            [
                IncomingRow(str(number), each, number == 0 or sorts[number - 1] is not each.sort, chosen, then)
                for number, (each, chosen) in enumerate(zip(self._found, self._chosen, strict=True))
                for then in (self._then(number),)
            ]
        )
        titles = {about(row) for row in self.model.rows} - {""}
        self.foundTable.setColumnHidden(IncomingColumn.ANSWER, not titles)
        self.foundTable.setColumnHidden(IncomingColumn.ABOUT, len(titles) < _SEVERAL)
        self.aboutLabel.setText(_("Answers to “{title}”").format(title=titles.pop()) if len(titles) == 1 else "")
        self.aboutLabel.setVisible(bool(self.aboutLabel.text()))
        self.foundTable.fit()
        count = sum(self._chosen)
        self.takeButton.setEnabled(bool(count))
        words = ngettext("&Take {count}", "&Take {count}", count).format(count=f"{count:,}")
        self.takeButton.setText(words if count else _("&Take"))
        self._show_current()

    def _then(self, number: int) -> str:
        each, chosen = self._found[number], self._chosen[number]
        if not each.can_be_taken:
            return ""
        if not chosen:
            return _("left alone")
        if each.sort is Sort.EVENT:
            return _("a meeting here") if self._for[number].meeting_id == "" else _("followed here")
        return {
            Sort.ANSWER: _("kept"),
            Sort.DELEGATE: _("kept"),
            Sort.STRANGER: _("kept beside"),
            Sort.UPDATE: _("brought up to date"),
            Sort.CANCELLATION: _("cancelled here too"),
        }[each.sort]

    def _show_current(self) -> None:
        """What the row at hand says in full, and what is to be asked of it."""
        number = self._current()
        each = self._found[number] if number is not None else None
        self.wordsLabel.setText(each.report.words if each is not None else "")
        self.wordsLabel.setVisible(each is not None and each.can_be_taken and not self._tells_all(each))
        chosen = [row for row in self._selected() if self._found[row].can_be_taken]
        self.toggleButton.setVisible(any(each.can_be_taken for each in self._found))
        self.toggleButton.setEnabled(bool(chosen))
        taken = bool(chosen) and all(self._chosen[row] for row in chosen)
        self.toggleButton.setText(_("&Leave it alone") if taken else _("Take it &all the same"))
        self.eventPart.setVisible(each is not None and each.sort is Sort.EVENT)
        if number is not None and each is not None and each.sort is Sort.EVENT:
            self._show_event(number, each)

    def _show_event(self, number: int, each: Incoming) -> None:
        blocked, to, event = QSignalBlocker(self.forBox), self._for[number], each.event
        self.forBox.clear()
        self.forBox.addItem(_("nothing: leave it alone"), _ALONE)
        self.forBox.addItem(_("a new meeting"), "")
        for meeting in self._meetings:
            self.forBox.addItem(meeting_words(meeting), meeting.id)
        self.forBox.setCurrentIndex(max(0, self.forBox.findData(to.meeting_id if self._chosen[number] else _ALONE)))
        blocked.unblock()
        asks_zone = event is not None and event.start is not None and not event.time_zone
        asks_organiser = event is not None and event.organiser is None
        for widgets, asked in (
            ((self.zoneLabel, self.zoneEdit), asks_zone),
            ((self.organiserLabel, self.organiserEdit), asks_organiser),
        ):
            for widget in widgets:
                widget.setVisible(asked)
        for edit, text in ((self.zoneEdit, to.time_zone), (self.organiserEdit, to.organiser)):
            if edit.text() != text:
                edit.setText(text)

    @staticmethod
    def _tells_all(each: Incoming) -> bool:
        """Whether the row itself says all that there is to say."""
        return each.sort is Sort.ANSWER and not each.report.older

    # ------------------------------------------------------------------ choosing and taking

    def _current(self) -> int | None:
        index = self.foundTable.currentIndex()
        return index.row() if index.isValid() and index.row() < len(self._found) else None

    def _selected(self) -> list[int]:
        return [row for row in self.foundTable.selected_rows() if row < len(self._found)]

    def _toggle(self) -> None:
        rows = [row for row in self._selected() if self._found[row].can_be_taken]
        take = not all(self._chosen[row] for row in rows)
        for row in rows:
            self._chosen[row] = take
        self._show_found()

    def _choose_meeting(self) -> None:
        number, key = self._current(), str(self.forBox.currentData())
        if number is not None:
            self._chosen[number] = key != _ALONE
            if key != _ALONE:
                self._answer(meeting_id=key)
            self._show_found()

    def _answer(self, **values: str) -> None:
        number = self._current()
        if number is not None:
            self._for[number] = replace(self._for[number], **values)

    def _candidates(self) -> list[MeetingRow]:
        """The meetings of the groups at hand, the latest first."""
        family = set(self.context.services.groups.family(self.context.scope.group_id))
        meetings = [meeting for meeting in self.context.services.meetings.list() if meeting.group_id in family]
        return sorted(meetings, key=lambda meeting: (meeting.date is not None, meeting.date), reverse=True)

    def _suggested(self, each: Incoming, meeting_id: str) -> For:
        """The one meeting here that is on the event's day, else a new one."""
        day = each.event.day if each.event is not None else None
        same = [meeting.id for meeting in self._meetings if day is not None and meeting.date == day]
        zone = self._zone if each.event is not None and not each.event.time_zone else ""
        wanted = meeting_id or (same[0] if len(same) == 1 else "")
        return For(wanted, self.context.scope.group_id, zone)

    def accept(self) -> None:
        with self.trying():
            chosen = [each for each, wanted in zip(self._found, self._chosen, strict=True) if wanted]
            events = {
                each.event.uid: to
                for each, to in zip(self._found, self._for, strict=True)
                if each.event is not None and each.sort is Sort.EVENT
            }
            said = self.context.services.incoming.take(chosen, events)
            self.context.say_done(said)
            super().accept()
