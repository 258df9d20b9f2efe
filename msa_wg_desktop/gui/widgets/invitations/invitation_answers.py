"""The answers on the page of an invitation: who said what, to which version, and what is done about each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QScrollArea, QStackedWidget, QTabBar, QWidget

from msa_wg_desktop.domain.answer_sheets import AnswerLine, AnswerSheet, Standing
from msa_wg_desktop.gui.core.commands import KeyGroup, KeyRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.answers_table import AnswerColumn, answers_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.words import _

MESSAGE, ANSWERS = 0, 1
_NOW = -1


class AnswersForm(Protocol):
    """What of the page's form is the answers'."""

    sideTabs: QTabBar
    sideStack: QStackedWidget
    countsLabel: QLabel
    versionBox: QComboBox
    answersTable: ColumnsView
    talliesLabel: QLabel
    answerDeeds: FlowRow


class InvitationAnswers(RecordEdits):
    """Shows the answers to one meeting's invitation, and does what is asked about them.

    `hand_asked` asks for the answer of a guest that somebody heard; `version_chosen` to be shown another version;
    `list_asked` for the list that Outlook's tracking copies.
    """

    hand_asked = Signal(object)
    version_chosen = Signal()
    list_asked = Signal()

    def __init__(self, form: AnswersForm, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        self._form = form
        self._meeting_id = ""
        self._version = _NOW
        self._wanted = ""
        self.model = answers_table(self)
        form.answersTable.setModel(self.model)
        form.answersTable.dress(context.theme, wide=AnswerColumn.SAID, wraps=True, least=15)
        form.sideTabs.addTab(_("Message"))
        form.sideTabs.addTab(_("Answers"))
        form.sideTabs.setExpanding(False)
        form.sideTabs.setDrawBase(False)
        form.sideTabs.currentChanged.connect(form.sideStack.setCurrentIndex)
        form.versionBox.activated.connect(self._choose_version)
        form.answersTable.selectionModel().selectionChanged.connect(lambda *_rows: self._show_deeds())
        form.answersTable.opened.connect(self.ask_hand)
        form.answersTable.delete_asked.connect(self.remove)
        self.handButton, self.admitButton, self.tieButton, self.listButton = (QPushButton() for _number in range(4))
        for button, words, deed in (
            (self.handButton, _("By hand…"), self.ask_hand),
            (self.admitButton, _("Put on the list"), self.admit),
            (self.tieButton, _("Who is it…"), self.tie),
            (self.listButton, _("Paste Outlook's list…"), self.list_asked.emit),
        ):
            button.setText(words)
            button.clicked.connect(lambda _checked=False, deed=deed: deed())
            form.answerDeeds.flow.addWidget(button)
        rows = (KeyRow(_("Enter an answer by hand"), "Enter"), KeyRow(_("Take an answer out"), "Delete"))
        context.commands.describe_keys(KeyGroup(_("Answers to an invitation"), rows))

    # ------------------------------------------------------------------ showing

    def load(self, meeting_id: str) -> AnswerSheet:
        """What is to be shown of a meeting; of another one than before, what counts now."""
        if meeting_id != self._meeting_id:
            self._meeting_id, self._version = meeting_id, _NOW
        version = None if self._version == _NOW else self._version
        return self._context.services.answer_sheets.sheet(meeting_id, version)

    def show(self, sheet: AnswerSheet) -> None:
        """The answers as they are now."""
        form = self._form
        self.model.set_rows(sheet.lines)
        form.answersTable.fit()
        form.countsLabel.setText(sheet.words or _("Nobody is invited yet"))
        form.talliesLabel.setText("\n".join(tally.words for tally in sheet.tallies))
        form.talliesLabel.setVisible(bool(sheet.tallies))
        if self._version == _NOW:
            words = _("Answers · {count}").format(count=sheet.answered) if sheet.answered else _("Answers")
            form.sideTabs.setTabText(ANSWERS, words)
        blocked = QSignalBlocker(form.versionBox)
        form.versionBox.clear()
        form.versionBox.addItem(_("What counts now"), _NOW)
        for version in sheet.versions:
            form.versionBox.addItem(_("To: {version}").format(version=version.words), version.sequence)
        form.versionBox.setCurrentIndex(max(0, form.versionBox.findData(self._version)))
        form.versionBox.setVisible(bool(sheet.versions))
        blocked.unblock()
        self._select_wanted()
        self._show_deeds()

    def show_reply(self, meeting_id: str, reply_id: str) -> None:
        """Shows the answers with one of them selected; one that counts no more among those of its version."""
        self._meeting_id, self._version, self._wanted = meeting_id, _NOW, reply_id
        if not any(line.reply is not None and line.reply.id == reply_id for line in self.load(meeting_id).lines):
            log = self._context.services.replies.log(meeting_id)
            self._version = next((reply.sequence for reply in log if reply.id == reply_id), _NOW)
        self._form.sideTabs.setCurrentIndex(ANSWERS)

    def turn_to(self) -> None:
        """Shows the answers, and puts the keyboard there; once more, the message again."""
        form = self._form
        if form.sideTabs.currentIndex() == ANSWERS and form.answersTable.hasFocus():
            form.sideTabs.setCurrentIndex(MESSAGE)
            form.sideTabs.setFocus()
            return
        form.sideTabs.setCurrentIndex(ANSWERS)
        form.answersTable.setFocus()
        _into_sight(form.answersTable)

    def _select_wanted(self) -> None:
        """What somebody was sent to, once it is there."""
        for row, line in enumerate(self.model.rows):
            if self._wanted and line.reply is not None and line.reply.id == self._wanted:
                self._form.answersTable.setCurrentIndex(self.model.index(row, 0))
                self._form.answersTable.setFocus()
        self._wanted = ""

    def _show_deeds(self) -> None:
        line = self.line
        other = line is not None and line.standing is not Standing.GUEST
        self.handButton.setEnabled(line is not None and not other)
        self.admitButton.setEnabled(other)
        self.tieButton.setEnabled(other)

    @property
    def line(self) -> AnswerLine | None:
        """The answer at hand."""
        rows: Sequence[int] = self._form.answersTable.selected_rows()
        return self.model.rows[rows[0]] if rows and rows[0] < len(self.model.rows) else None

    def _choose_version(self) -> None:
        self._version = int(self._form.versionBox.currentData())
        self.version_chosen.emit()

    # ------------------------------------------------------------------ doing

    def ask_hand(self) -> None:
        """An answer of a guest that came by telephone, or at the door."""
        line = self.line
        if line is None:
            self._context.notifier.say(_("Select whose answer it is."))
        elif line.standing is Standing.GUEST:
            self.hand_asked.emit(line)
        else:
            words = _("{name} is no guest. Put them on the guest list first.")
            self._context.notifier.say(words.format(name=line.name))

    def admit(self) -> None:
        """A delegate or stranger becomes a guest; the answer is theirs then."""
        line, meeting_id, sheets = self._other(), self._meeting_id, self._context.services.answer_sheets
        if line is not None and line.reply is not None:
            reply_id = line.reply.id
            if self._try(lambda: sheets.admit(meeting_id, reply_id)):
                self._context.say_done(_("{name} is on the guest list.").format(name=line.name))

    def tie(self) -> None:
        """A delegate or stranger is somebody whom the record knows."""
        line = self._other()
        if line is not None and line.reply is not None:
            reply_id, name = line.reply.id, line.name
            people = [row for row in self._context.services.parties.people() if not row.retired]
            picks = [Pick(row.id, row.display) for row in people]
            PickPopup.open_below(
                self.tieButton, _("Who is it"), picks, lambda person_id: self._tie(reply_id, name, person_id)
            )

    def _tie(self, reply_id: str, name: str, person_id: str) -> None:
        meeting_id, services = self._meeting_id, self._context.services
        if self._try(lambda: services.answer_sheets.tie(meeting_id, reply_id, person_id)):
            words = _("The answer of {name} is that of {person}.")
            person = services.parties.book().display(person_id)
            self._context.say_done(words.format(name=name, person=person))

    def remove(self) -> None:
        """Takes an answer out of the record; an earlier one counts then."""
        line, replies = self.line, self._context.services.replies
        if line is not None and line.reply is not None:
            reply_id = line.reply.id
            if self._try(lambda: replies.remove(reply_id)):
                self._context.say_done(_("The answer of {name} was taken out.").format(name=line.name))

    def _other(self) -> AnswerLine | None:
        line = self.line
        if line is None or line.standing is Standing.GUEST:
            self._context.notifier.say(_("Select the answer of a delegate, or of somebody who was not invited."))
            return None
        return line


def _into_sight(widget: QWidget) -> None:
    """With large letters the page scrolls, and the answers may be below what is seen."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(widget)
