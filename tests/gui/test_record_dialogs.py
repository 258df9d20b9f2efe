"""The dialogs on the record in the real window: reached by their commands, undone through them, fit for all screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.dialogs.attendance_dialog import AttendanceDialog
from msa_wg_desktop.gui.dialogs.export_dialog import ExportDialog
from msa_wg_desktop.gui.dialogs.history_dialog import HistoryDialog
from msa_wg_desktop.gui.dialogs.purge_dialog import PurgeDialog
from msa_wg_desktop.gui.dialogs.reschedule_dialog import RescheduleDialog
from msa_wg_desktop.gui.dialogs.words_dialog import WordsDialog
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.page_list import page_specs
from msa_wg_desktop.services.sample import load_sample
from tests.gui.turns import settle
from tests.prepared import prepared

Kind = TypeVar("Kind", bound=QDialog)


class NoOtherRecords:
    """The File menu, of which these tests ask nothing."""

    def ask_new(self) -> None:
        raise AssertionError

    def open(self, path: Path) -> None:
        raise AssertionError

    def recent(self) -> list[Path]:
        return []


@pytest.fixture
def meeting_id(context: Context) -> str:
    return prepared(context.services, load_sample)


@pytest.fixture
def window(qtbot, context: Context, meeting_id: str) -> MainWindow:
    window = MainWindow(context, record="a.msawg", records=NoOtherRecords(), pages=page_specs(context.services))
    qtbot.addWidget(window)
    window.show()
    context.navigator.go(Place("meeting", meeting_id))
    settle()
    return window


def dialog_in(parent: QWidget, kind: type[Kind]) -> Kind:
    found = [dialog for dialog in parent.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_history_opens_from_the_edit_menu_with_the_meeting_at_hand(context, window):
    context.commands.run("edit.history")
    dialog = dialog_in(window, HistoryDialog)
    assert dialog.meetingCheck.isVisible()
    dialog.close()


def test_in_a_list_of_meetings_no_meeting_is_at_hand(context, window):
    context.navigator.go(Place("meetings"))
    context.commands.run("edit.history")
    dialog = dialog_in(window, HistoryDialog)
    assert not dialog.meetingCheck.isVisible()
    dialog.close()


def test_what_the_history_asks_to_forget_is_asked_about_above_it(qtbot, context, window, meeting_id):
    context.services.notes.capture_lines(meeting_id, "Nobody should ever have said this aloud.")
    context.commands.run("edit.history")
    history = dialog_in(window, HistoryDialog)
    history.forgetButton.click()
    dialog = dialog_in(history, PurgeDialog)
    qtbot.keyClicks(dialog.wordEdit, "forget")
    qtbot.keyClick(dialog.wordEdit, Qt.Key.Key_Return)
    assert dialog.doneLabel.text().startswith("Forgotten on ")
    assert not any("aloud" in row.text for row in context.services.notes.outline(meeting_id).load())
    dialog.close()
    history.close()


def test_the_words_of_the_group_at_hand_open_from_the_edit_menu(context, window):
    context.scope.choose(context.services.groups.find("MSA").id)
    context.commands.run("edit.words")
    dialog = dialog_in(window, WordsDialog)
    assert dialog.summaryLabel.text().startswith("IX WG / MSA · 28 words")
    dialog.close()


def test_ctrl_z_in_a_dialog_is_the_windows_own_undo(qtbot, context, window, meeting_id):
    dialog = AttendanceDialog(context, meeting_id, window)
    dialog.open()
    dialog.attendanceTable.selectAll()
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_A)
    settle()
    assert dialog.windowTitle() == "Attendance · 0 of 6 present"
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert dialog.windowTitle() == "Attendance · 6 of 6 present"
    dialog.close()


MAKERS: dict[str, Callable[[Context, str, QWidget], QDialog]] = {
    "attendance": AttendanceDialog,
    "export": ExportDialog,
    "history": HistoryDialog,
    "purge": lambda context, meeting_id, host: PurgeDialog(
        context, "note", context.services.notes.outline(meeting_id).load()[0].id, host
    ),
    "words": lambda context, meeting_id, host: WordsDialog(context, host),
}


@pytest.fixture
def host(qtbot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


@pytest.fixture(params=MAKERS)
def dialog(request, context, meeting_id, host) -> QDialog:
    context.services.notes.capture_lines(meeting_id, "Jane Roe (CTAC): Hello.\nJohn Doe (CTAC): Hello.")
    dialog = MAKERS[request.param](context, meeting_id, host)
    dialog.open()
    settle()
    return dialog


def test_a_dialog_fits_a_small_screen_at_the_largest_text(dialog: QDialog, theme: Theme):
    theme.set_zoom(200)
    settle()
    least = dialog.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768 - 40


def test_a_dialog_opens_over_the_middle_of_its_window_and_not_in_the_corner_of_the_screen(context, meeting_id, host):
    host.setGeometry(60, 120, 700, 560)
    host.show()
    dialog = RescheduleDialog(context, meeting_id, host)
    dialog.open()
    settle()
    away = dialog.frameGeometry().center() - host.frameGeometry().center()
    assert away.manhattanLength() < 40


def test_a_dialog_has_a_default_button_and_escape_closes_it(qtbot, dialog: QDialog):
    defaults = [button for button in dialog.findChildren(QPushButton) if button.isDefault()]
    assert len(defaults) == 1
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_everything_that_takes_the_keyboard_has_a_name(dialog: QDialog):
    buddies = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy() is not None}
    nameless = [
        widget.objectName() or repr(widget)
        for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
        for widget in dialog.findChildren(kind)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (widget.accessibleName() or getattr(widget, "text", str)() or widget in buddies)
    ]
    assert nameless == []


def test_no_words_are_taken_for_rich_text(dialog: QDialog):
    guessed = [label.text() for label in dialog.findChildren(QLabel) if label.textFormat() is Qt.TextFormat.AutoText]
    assert [words for words in guessed if QtGui.Qt.mightBeRichText(words)] == []
