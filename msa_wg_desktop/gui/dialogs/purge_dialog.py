"""Forgetting for good: says exactly what goes and from where, asks for a word, and shows what remains of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.history import noun, value_words
from msa_wg_desktop.errors import AppError, NotFoundError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.purge import KINDS, PurgePlan, PurgeReport, TombstoneRow
from msa_wg_desktop.words import _, ngettext


class PurgeDialog(RecordDialog):
    """For one note, section or captured thing. `kind` is the command line's word for it, such as `data-need`."""

    titleLabel: QLabel
    pages: QStackedWidget
    askPage: QWidget
    donePage: QWidget
    textLabel: QLabel
    textEdit: QPlainTextEdit
    whereLabel: QLabel
    wordLabel: QLabel
    wordEdit: QLineEdit
    forgetButton: QPushButton
    doneLabel: QLabel
    buttonBox: QDialogButtonBox

    def __init__(self, context: Context, kind: str, row_id: str, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/purge_dialog", context, parent)
        self._kind, self._id = kind, row_id
        self._busy = False
        self._close = self.buttonBox.button(QDialogButtonBox.StandardButton.Cancel)
        self._close.setDefault(True)
        self._noun = noun(KINDS[kind][0])
        self._word = _("forget")
        self.setWindowTitle(_("Forget this {noun}").format(noun=self._noun))
        self.titleLabel.setText(self.windowTitle())
        self.wordLabel.setText(_("Type “{word}” to &confirm").format(word=self._word))
        self.forgetButton.setEnabled(False)
        self.wordEdit.textChanged.connect(self._weigh)
        self.wordEdit.returnPressed.connect(self.forgetButton.click)
        self.forgetButton.clicked.connect(self._forget)
        self._show_plan()

    def _show_plan(self) -> None:
        """What would go; of what is gone already, what remains."""
        purge = self.context.services.purge
        stones = purge.tombstones(self._id)
        try:
            plan = purge.plan(self._kind, self._id)
        except NotFoundError as problem:
            self._show_done([problem.words])
            return
        if stones and plan.is_gone:
            self._show_done(_remains(stones))
            return
        self.pages.setCurrentWidget(self.askPage)
        words = ngettext(
            "&This {count} character goes for good:", "&These {count} characters go for good:", plan.characters
        )
        self.textLabel.setText(words.format(count=plan.characters))
        self.textEdit.setPlainText(plan.text)
        self.whereLabel.setText(_bullets(_where(plan, self._noun)))
        self.wordEdit.setFocus()

    def _weigh(self, typed: str) -> None:
        self.forgetButton.setEnabled(typed.strip().casefold() == self._word.casefold())

    def _forget(self) -> None:
        """In the background, since backups are gone through; it can't be stopped half way."""
        purge, kind, row_id = self.context.services.purge, self._kind, self._id

        def work(_progress: Progress) -> PurgeReport:
            return purge.purge(kind, row_id)

        self._set_busy(True)
        self.say(_("Forgetting… the record, its history and its backups are gone through."))
        self.context.tasks.run(_("Forgetting"), work, done=self._done, failed=self._failed)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.askPage.setEnabled(not busy)
        self._close.setEnabled(not busy)

    def _done(self, report: PurgeReport) -> None:
        self._set_busy(False)
        self.saidLabel.hide()
        tombstones = self.context.services.purge.tombstones
        stones = [stone for _entity, row_id in report.plan.things for stone in tombstones(row_id)]
        self._show_done([*_remains(stones), *_report_words(report)])

    def _failed(self, problem: AppError) -> None:
        self._set_busy(False)
        self.complain(problem.words)

    def _show_done(self, words: Sequence[str]) -> None:
        self.titleLabel.setText(_("Forgotten"))
        self.doneLabel.setText("\n\n".join(words))
        self.pages.setCurrentWidget(self.donePage)
        self._close.setText(_("Close"))
        self._close.setFocus()

    def reject(self) -> None:
        """Not while it is under way: whoever started it must see how it ended."""
        if not self._busy:
            super().reject()


def _where(plan: PurgePlan, called: str) -> list[str]:
    others = [noun(entity) for entity, row_id in plan.things if row_id != plan.id]
    told = [_("the {noun} itself, with all that belongs to it").format(noun=called)]
    if others:
        words = ngettext(
            "{count} thing that says the same: {what}", "{count} things that say the same: {what}", len(others)
        )
        told.append(words.format(count=len(others), what=", ".join(others)))
    if plan.elsewhere:
        words = ngettext(
            "its words in {count} other place of the record",
            "its words in {count} other places of the record",
            plan.elsewhere,
        )
        told.append(words.format(count=plan.elsewhere))
    told += [_("everything it ever said, in the history"), _("the index for searching")]
    if plan.backups:
        words = ngettext("{count} backup beside the record", "{count} backups beside the record", plan.backups)
        told.append(words.format(count=plan.backups))
    else:
        told.append(_("backups: there are none beside the record"))
    return told


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"•  {line}" for line in lines)


def _remains(stones: Sequence[TombstoneRow]) -> list[str]:
    """The tombstones in words."""
    return [
        ngettext(
            "Forgotten on {when} by {who}: {noun}, {count} character.",
            "Forgotten on {when} by {who}: {noun}, {count} characters.",
            stone.characters,
        ).format(when=value_words(stone.at), who=stone.who, noun=noun(stone.entity), count=stone.characters)
        for stone in stones
    ]


def _report_words(report: PurgeReport) -> list[str]:
    history = ngettext("{count} place of the history", "{count} places of the history", report.history)
    backups = ngettext("{count} backup", "{count} backups", report.backups)
    places = _("{history} and {backups} were gone through and hold it no more.")
    told = [places.format(history=history.format(count=report.history), backups=backups.format(count=report.backups))]
    if report.unreached:
        names = ", ".join(path.name for path in report.unreached)
        told.append(_("These backups couldn't be changed: {names}. Delete them by hand.").format(names=names))
    if not report.scrubbed:
        told.append(_("Another window has this record open. Close it: until then its file may still hold the words."))
    return told
