"""What dialogs share whose saving takes a while: the form waits, a line shows how far it is, leaving stops it first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QDialogButtonBox, QPushButton, QWidget

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tasks import Lane, Progress, Running
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.gui.widgets.task_line import TaskLine

T = TypeVar("T")


class WorkingDialog(RecordDialog):
    """Base of dialogs that write or copy files beside the window. Work doesn't touch the record before it is done."""

    body: QWidget
    taskLayout: QBoxLayout
    buttonBox: QDialogButtonBox

    def __init__(self, form: str, context: Context, parent: QWidget | None = None, *, begin: str) -> None:
        super().__init__(form, context, parent)
        self.beginButton: QPushButton = self.buttonBox.button(QDialogButtonBox.StandardButton.Save)
        self.beginButton.setText(begin)
        self.beginButton.setDefault(True)
        self._running: Running | None = None
        self._stopped = ""
        self._leaving = False

    def work(
        self,
        words: str,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
        stopped: str,
    ) -> None:
        """Starts it; the form takes nothing until it has ended. `stopped` is said where it was told to stop."""
        self.problemLabel.hide()
        self.saidLabel.hide()
        self._take(False)
        self._stopped = stopped
        running = self.context.tasks.run(words, work, done=self._then(done), failed=self._then(failed), lane=Lane.FREE)
        if not self.body.isEnabled():
            self._running = running
            running.ended.connect(self._end)
            self.taskLayout.addWidget(TaskLine(running, self))

    def reject(self) -> None:
        """Leaving while there is work under way stops it first."""
        if self._running is not None:
            self._leaving = True
            self._running.stop()
        else:
            super().reject()

    def _then(self, act: Callable[[T], None]) -> Callable[[T], None]:
        def ended(result: T) -> None:
            self._take(True)
            act(result)

        return ended

    def _take(self, takes: bool) -> None:
        self.body.setEnabled(takes)
        self.beginButton.setEnabled(takes)

    def _end(self) -> None:
        """It has ended: well, badly, or because it was told to stop; the first two have said so."""
        stopped = self._running is not None and self._running.stopping
        self._running = None
        self._take(True)
        if stopped:
            self.say(self._stopped)
        if self._leaving:
            self.reject()
