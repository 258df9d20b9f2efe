"""What the user is told and asked, in Qt's own dialogs: plain text, and nothing waits."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from msa_wg_desktop.errors import ExportError, StorageError
from msa_wg_desktop.gui.core.notify import Choice, FileKind, Question
from msa_wg_desktop.gui.core.qt_notifier import QtNotifier
from msa_wg_desktop.services.user_settings import Settings

WORD = (FileKind("Word document", ("docx",)),)


@pytest.fixture
def speaker(qapp, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> QtNotifier:
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    return QtNotifier(settings)


Dialog = TypeVar("Dialog", bound=QDialog)


def _shown(kind: type[Dialog]) -> Dialog:
    return next(window for window in QApplication.topLevelWidgets() if isinstance(window, kind) and window.isVisible())


def test_an_error_is_plain_text_with_details_behind_a_button(speaker: QtNotifier) -> None:
    speaker.error(StorageError("<b>The disk</b> is full.", detail="errno 28"))
    box = _shown(QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.text() == "<b>The disk</b> is full."
    assert box.detailedText() == "errno 28"
    box.close()


def test_a_question_is_answered_by_the_button_pressed(speaker: QtNotifier) -> None:
    answers: list[str] = []
    choices = (Choice("keep", "Keep it"), Choice("purge", "Purge it", destroys=True))
    speaker.ask(Question("Purge", "Forget this text for good?", choices), answers.append)
    box = _shown(QMessageBox)
    assert answers == []
    next(button for button in box.buttons() if button.text() == "Purge it").click()
    assert answers == ["purge"]


def test_leaving_a_question_answers_nothing(speaker: QtNotifier) -> None:
    answers: list[str] = []
    speaker.ask(Question("Purge", "Forget this text?", (Choice("purge", "Purge it"),)), answers.append)
    _shown(QMessageBox).reject()
    assert answers == []


def test_a_chosen_file_is_handed_on_and_its_folder_remembered(
    speaker: QtNotifier, tmp_path: Path, settings: Settings
) -> None:
    chosen: list[Path] = []
    speaker.choose_save("Export", "summary.docx", WORD, chosen.append)
    picker = _shown(QFileDialog)
    assert picker.defaultSuffix() == "docx"
    picker.setDirectory(str(tmp_path))
    picker.selectFile(str(tmp_path / "mine.docx"))
    picker.accept()
    assert chosen == [tmp_path / "mine.docx"]
    speaker.choose_open("Open", WORD, chosen.append)
    again = _shown(QFileDialog)
    assert Path(again.directory().absolutePath()) == tmp_path
    again.reject()
    assert len(chosen) == 1


def test_a_folder_is_picked_as_a_folder(speaker: QtNotifier, tmp_path: Path) -> None:
    chosen: list[Path] = []
    speaker.choose_folder("Where new records are kept", chosen.append)
    picker = _shown(QFileDialog)
    assert picker.fileMode() == QFileDialog.FileMode.Directory
    picker.setDirectory(str(tmp_path))
    picker.selectFile(str(tmp_path))
    picker.accept()
    assert chosen == [tmp_path]


def test_a_problem_with_an_answer_is_told(speaker: QtNotifier) -> None:
    def fail(_key: str) -> None:
        raise ExportError("That file is open elsewhere.")

    speaker.ask(Question("Export", "Export?", (Choice("yes", "Export"),)), fail)
    _shown(QMessageBox).buttons()[0].click()
    box = _shown(QMessageBox)
    assert box.text() == "That file is open elsewhere."
    box.close()


def test_a_line_at_the_bottom_is_for_the_window_to_show(qtbot, speaker: QtNotifier) -> None:
    with qtbot.waitSignal(speaker.said) as said:
        speaker.say("Deleted 1 line")
    assert said.args == ["Deleted 1 line", None]
