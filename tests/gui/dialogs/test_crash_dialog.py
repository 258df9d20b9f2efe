"""The report of a mistake of ours can be copied, and work goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.gui.core.crash import CrashReport
from msa_wg_desktop.gui.dialogs.crash_dialog import CrashDialog


def test_the_report_is_copied_as_it_stands(qtbot) -> None:
    dialog = CrashDialog(CrashReport("KeyError", "Versions\n<b>Traceback</b>"), log=Path("/logs/a.log"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.reportEdit.toPlainText() == "Versions\n<b>Traceback</b>"
    assert dialog.logLabel.text() == "It is also in /logs/a.log"
    qtbot.mouseClick(dialog.copyButton, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "Versions\n<b>Traceback</b>"


def test_closing_it_lets_work_go_on(qtbot) -> None:
    dialog = CrashDialog(CrashReport("KeyError", "Traceback"), log=None)
    dialog.show()
    assert dialog.logLabel.text() == ""
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
