"""Asks for responses: a letter for each party that owes some, to be copied or mailed, and noted as asked again."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.need_letters import NeedLetter
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import FileKind
from msa_wg_desktop.gui.core.opening import Launch, Opener
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.widgets.file_writing import FileJob, choose_and_write
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _, ngettext


class AskDialog(RecordDialog):
    """`need_ids` narrows it to some data needs; without, it is about all that the group is owed."""

    partyList: QListWidget
    toLabel: QLabel
    subjectLabel: QLabel
    letterEdit: QPlainTextEdit
    copyButton: QPushButton
    mailButton: QPushButton
    saveButton: QPushButton
    markButton: QPushButton
    buttonBox: QDialogButtonBox

    def __init__(
        self,
        context: Context,
        *,
        need_ids: Collection[str] | None = None,
        launch: Launch | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("dialogs/ask_dialog", context, parent)
        self._opener, self._need_ids = Opener(launch), need_ids
        self._letters: tuple[NeedLetter, ...] = ()
        close = self.buttonBox.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        self.partyList.currentRowChanged.connect(lambda _row: self._show_letter())
        self.partyList.itemChanged.connect(lambda _item: self._allow())
        self.copyButton.clicked.connect(self._copy)
        self.mailButton.clicked.connect(self._mail)
        self.saveButton.clicked.connect(self._save)
        self.markButton.clicked.connect(self._mark)
        self._read()

    @property
    def letter(self) -> NeedLetter | None:
        """The one that is shown."""
        row = self.partyList.currentRow()
        return self._letters[row] if 0 <= row < len(self._letters) else None

    def _read(self) -> None:
        """The letters as the record has it now; those that were ticked stay so."""
        unticked = {letter.party_id for letter in self._letters} - {letter.party_id for letter in self._ticked()}
        row = max(0, self.partyList.currentRow())
        self._letters = self.context.services.need_letters.list(self.context.scope.group_id, self._need_ids)
        self.partyList.clear()
        for letter in self._letters:
            item = QListWidgetItem(f"{letter.name} · {len(letter.need_ids)}", self.partyList)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = letter.party_id not in unticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.partyList.setCurrentRow(min(row, len(self._letters) - 1))
        self._show_letter()
        self._allow()

    def _ticked(self) -> list[NeedLetter]:
        items = ((self.partyList.item(row), letter) for row, letter in enumerate(self._letters))
        return [letter for item, letter in items if item and item.checkState() == Qt.CheckState.Checked]

    def _show_letter(self) -> None:
        letter = self.letter
        unknown = _("To: nobody's mail address is known here.")
        self.toLabel.setText(_("To: {who}").format(who=", ".join(letter.to)) if letter and letter.to else unknown)
        self.toLabel.setVisible(letter is not None)
        self.subjectLabel.setText(letter.subject if letter else _("Nobody owes a response here."))
        self.letterEdit.setPlainText(letter.text if letter else "")
        for button in (self.copyButton, self.saveButton):
            button.setEnabled(letter is not None)
        self.mailButton.setEnabled(letter is not None and bool(letter.mail_link))
        tip = _("It is too long for a mail program to take it from here: save it as a mail and open that.")
        self.mailButton.setToolTip(tip if letter and not letter.mail_link else "")

    def _allow(self) -> None:
        self.markButton.setEnabled(bool(self._ticked()))

    def _copy(self) -> None:
        if self.letter is not None:
            QGuiApplication.clipboard().setText(self.letter.text)
            self.say(_("The letter to {name} is on the clipboard.").format(name=self.letter.name))

    def _mail(self) -> None:
        with self.trying():
            if self.letter is not None:
                self._opener.link(self.letter.mail_link)

    def _save(self) -> None:
        letter = self.letter
        if letter is None:
            return
        letters = self.context.services.need_letters

        def write(target: Path, _progress: Progress) -> Path:
            return letters.save(letter, target)

        choose_and_write(
            self.context,
            FileJob(_("Saving the mail"), write),
            title=_("Save as a mail"),
            suggested=f"{file_words(letter.subject)} {file_words(letter.name)}.eml",
            kind=FileKind(_("Mail"), ("eml",)),
        )

    def _mark(self) -> None:
        with self.trying():
            letters = self._ticked()
            self.context.services.need_letters.mark_asked(letters)
            self._read()
            said = ngettext(
                "{count} party was noted as asked again today.",
                "{count} parties were noted as asked again today.",
                len(letters),
            )
            self.say(said.format(count=len(letters)))
