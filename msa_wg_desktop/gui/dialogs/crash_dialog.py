"""Tells of a mistake of ours: where it is, as text to copy, and that work goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.crash import CrashReport
from msa_wg_desktop.words import _


class CrashDialog(QDialog):
    """One report; gone for good when it is closed."""

    reportEdit: QPlainTextEdit
    logLabel: QLabel
    copyButton: QPushButton
    closeButton: QPushButton

    def __init__(self, report: CrashReport, *, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("dialogs/crash_dialog", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        self.reportEdit.setPlainText(report.text)
        self.logLabel.setText(_("It is also in {path}").format(path=log) if log is not None else "")
        self.copyButton.clicked.connect(self._copy)
        self.closeButton.setFocus()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._report.text)
        self.copyButton.setText(_("Copied"))
