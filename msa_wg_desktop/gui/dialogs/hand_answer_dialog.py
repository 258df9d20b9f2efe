"""An answer that somebody gave by telephone or at the door, entered by hand and signed by whoever enters it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from msa_wg_desktop.domain.answer_sheets import AnswerLine
from msa_wg_desktop.domain.replies import Answer, answer_words
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _

_ANSWERS = (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED)


class HandAnswerDialog(RecordDialog):
    """One step, that undo takes back. How it was said, and who noted it, stands in the answer for all to read."""

    titleLabel: QLabel
    answerBox: QComboBox
    commentEdit: QLineEdit
    howEdit: QLineEdit
    signedLabel: QLabel

    enter_saves = True

    def __init__(self, context: Context, meeting_id: str, line: AnswerLine, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/hand_answer_dialog", context, parent)
        self._meeting_id, self._line = meeting_id, line
        self.titleLabel.setText(_("{name} answered").format(name=line.name))
        for answer in _ANSWERS:
            self.answerBox.addItem(answer_words(answer), answer.value)
        self.answerBox.setCurrentIndex(max(0, self.answerBox.findData(line.answer.value)))
        self.howEdit.textChanged.connect(self._show_signed)
        self._show_signed()
        self.answerBox.setFocus()

    def accept(self) -> None:
        with self.trying():
            who = self._line.mail or self._line.party_id or ""
            answer = Answer(str(self.answerBox.currentData()))
            comment = "\n".join(part for part in (self.commentEdit.text().strip(), self._signed()) if part)
            self.context.services.replies.note(self._meeting_id, who, answer, comment=comment)
            words = _("{name}: {answer}.").format(name=self._line.name, answer=answer_words(answer))
            self.context.say_done(words)
            super().accept()

    def _signed(self) -> str:
        """`by phone, noted by Pat Doe`."""
        noted = _("noted by {who}").format(who=self._who())
        return ", ".join(part for part in (self.howEdit.text().strip(), noted) if part)

    def _who(self) -> str:
        """Whoever is at work here: among the people of the record, else as this computer knows them."""
        services, me = self.context.services, self.context.me.id
        return services.parties.book().display(me) if me else services.store.who

    def _show_signed(self) -> None:
        self.signedLabel.setText(_("With the answer stands: {signed}.").format(signed=self._signed()))
