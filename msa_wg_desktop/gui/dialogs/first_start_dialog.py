"""The first start: the sample, a group of one's own in three answers, or a record that exists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontInfo, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QLabel, QLineEdit, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.groups import split_path
from msa_wg_desktop.domain.starting import USUAL_STATE, GroupStart, states
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.widgets.choice_button import ChoiceButton
from msa_wg_desktop.services.starting import free_path, sample_path
from msa_wg_desktop.words import _

_WIDTH = 43
"""In letters, at the least."""
_OF_THE_SCREEN = 0.95


class FirstStartDialog(QDialog):
    """Asks; whoever made it does what was asked, inside `closing`.

    `folder` is where new records go, said in words and open to change; None where no file will be made.
    """

    pageStack: QStackedWidget
    choicesPage: QWidget
    sampleButton: ChoiceButton
    groupButton: ChoiceButton
    recordButton: ChoiceButton
    folderArea: QFrame
    folderLabel: QLabel
    folderButton: QPushButton
    questionsPage: QWidget
    groupEdit: QLineEdit
    stateBox: QComboBox
    nameEdit: QLineEdit
    fileArea: QFrame
    fileLabel: QLabel
    fileButton: QPushButton
    backButton: QPushButton
    startButton: QPushButton
    problemLabel: QLabel

    sample_asked = Signal(object)
    """The file of the user's own copy, which may be there already."""
    group_asked = Signal(object, object)
    """The three answers, and the file to make."""
    record_asked = Signal()
    folder_asked = Signal()

    def __init__(self, *, folder: Path | None = None, who: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("dialogs/first_start_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.nameEdit.setText(who)
        self.problemLabel.hide()
        self.groupButton.say(_("Start your own group"), _("Three answers, and the first meeting is ready to type."))
        self.recordButton.say(_("Open a record…"), _("A file that ends in .msawg, from a colleague or from before."))
        self._connect()
        self.set_folder(folder)
        self._show_choices()

    def _connect(self) -> None:
        self.sampleButton.clicked.connect(lambda: self.sample_asked.emit(self._sample))
        self.groupButton.clicked.connect(self._show_questions)
        self.recordButton.clicked.connect(self.record_asked)
        for button in (self.folderButton, self.fileButton):
            button.clicked.connect(self.folder_asked)
        self.groupEdit.textChanged.connect(self._say_file)
        self.backButton.clicked.connect(self._show_choices)
        self.startButton.clicked.connect(self._start)

    # ------------------------------------------------------------------ for whoever made it

    def ask_group(self) -> None:
        """Only the questions: where somebody has chosen a new group already."""
        self.backButton.hide()
        self._show_questions()

    def set_folder(self, folder: Path | None) -> None:
        """Where new records go, from now on."""
        self._folder = folder
        for part in (self.folderArea, self.fileArea):
            part.setVisible(folder is not None)
        self.folderLabel.setText(_("The sample and new records are kept in {folder}.").format(folder=folder))
        self._sample = sample_path(folder) if folder is not None else None
        there = self._sample is not None and self._sample.exists()
        self.sampleButton.say(_("Open the sample"), _sample_words(there=there))
        self._say_file()

    @contextmanager
    def closing(self) -> Iterator[None]:
        """Closes the dialog when what was asked is done; what can't be done is said in it."""
        try:
            yield
        except AppError as problem:
            self.complain(problem)
        else:
            self.accept()

    def complain(self, problem: AppError) -> None:
        """Says what is wrong, and has it read out; the same choices stay open."""
        self.problemLabel.setText(problem.words)
        self.problemLabel.show()
        self._fit()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, problem.words))
        if problem.field == "name" and self.pageStack.currentWidget() is self.questionsPage:
            self.groupEdit.setFocus()

    # ------------------------------------------------------------------ room

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Large enough for all its words at every size of text, as far as the screen allows."""
        letter = QFontInfo(self.font()).pixelSize()
        room = self.screen().availableSize() * _OF_THE_SCREEN
        width = min(max(self.width(), letter * _WIDTH), room.width())
        layout = self.layout()
        needed = layout.totalHeightForWidth(width) if layout is not None else 0
        self.resize(width, min(max(self.height(), needed), room.height()))

    # ------------------------------------------------------------------ its two pages

    def _show_choices(self) -> None:
        self._turn_to(self.choicesPage, self.sampleButton)

    def _show_questions(self) -> None:
        if not self.stateBox.count():
            for code, name in states().items():
                self.stateBox.addItem(name, code)
            self.stateBox.setCurrentIndex(self.stateBox.findData(USUAL_STATE))
        self._turn_to(self.questionsPage, self.groupEdit)
        self.startButton.setDefault(True)

    def _turn_to(self, page: QWidget, first: QWidget) -> None:
        self.problemLabel.hide()
        self.pageStack.setCurrentWidget(page)
        first.setFocus()

    def _say_file(self) -> None:
        self._file = free_path(self._folder, self.groupEdit.text()) if self._folder is not None else None
        self.fileLabel.setText(_("It will be kept in {file}.").format(file=self._file))
        self._fit()

    def _start(self) -> None:
        group = self.groupEdit.text().strip()
        if not split_path(group):
            self.complain(ValidationError(_("Give the group a name."), field="name"))
            return
        self.problemLabel.hide()
        answers = GroupStart(group, self.stateBox.currentData(), self.nameEdit.text().strip())
        self.group_asked.emit(answers, self._file)


def _sample_words(*, there: bool) -> str:
    what = _("The meeting of Thu, Feb 6, 2025, with its notes and the order behind it, to look around in.")
    whose = _("It opens as you left it.") if there else _("It is a copy of your own: try whatever you like.")
    return f"{what} {whose}"
