"""The first start: three choices, three questions, each failure in words, and every one leads to a meeting to type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from msa_wg_desktop.app import Desktop, Fittings
from msa_wg_desktop.domain.starting import GroupStart
from msa_wg_desktop.errors import StorageError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.user_settings import Settings
from tests.gui.turns import settle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture
def desktop(qapp: QApplication, fittings: Fittings, settings: Settings, folder: Path) -> Iterator[Desktop]:
    """The program as it starts for the first time, with the true pages."""
    settings.put("records-folder", str(folder))
    desktop = Desktop(qapp, fittings, log=None)
    desktop.start(None)
    yield desktop
    qapp.closeAllWindows()
    qapp.lastWindowClosed.disconnect()
    settle()


@pytest.fixture
def dialog(desktop: Desktop) -> FirstStartDialog:
    return _only(FirstStartDialog)


def _all(kind: type[QWidget]) -> list:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def _only(kind: type[QWidget]):
    (widget,) = _all(kind)
    return widget


def _context() -> Context:
    return _only(MainWindow)._context


def _answer(dialog: FirstStartDialog, group: str, *, state: str = "Connecticut", name: str = "Kim Doe") -> None:
    dialog.groupButton.click()
    dialog.groupEdit.setText(group)
    dialog.stateBox.setCurrentIndex(dialog.stateBox.findText(state))
    dialog.nameEdit.setText(name)
    dialog.startButton.click()


# ---------------------------------------------------------------------- the sample


def test_the_sample_opens_at_its_meeting_as_a_copy_in_the_users_folder(dialog: FirstStartDialog, folder: Path) -> None:
    dialog.sampleButton.click()
    assert _only(MainWindow).windowTitle() == "MSA subgroup meeting · sample.msawg"
    assert (folder / "sample.msawg").exists()
    assert _all(FirstStartDialog) == []


def test_a_sample_that_is_there_opens_as_it_was_left(qapp, desktop: Desktop, folder: Path, fittings) -> None:
    _only(FirstStartDialog).sampleButton.click()
    _context().services.groups.add("Mine")
    _only(MainWindow).close()
    fittings.settings.put("recent-records", [])
    desktop.start(None)
    again = _only(FirstStartDialog)
    assert "as you left it" in again.sampleButton.accessibleDescription()
    again.sampleButton.click()
    assert "Mine" in [group.path for group in _context().services.groups.list()]


# ---------------------------------------------------------------------- one's own group


def test_three_answers_lead_to_a_meeting_of_today_that_can_be_typed(
    qtbot, dialog: FirstStartDialog, folder: Path, settings: Settings
) -> None:
    _answer(dialog, "IX WG / MSA", state="California")
    window, context = _only(MainWindow), _context()
    assert window.windowTitle() == "MSA subgroup meeting · ix-wg-msa.msawg"
    (meeting,) = context.services.meetings.list()
    assert meeting.date == context.clock.today()
    assert meeting.time_zone == "America/Los_Angeles"
    assert (context.services.store.who, settings.value("me", "")) == ("Kim Doe", "Kim Doe")
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClicks(window.focusWidget(), "Eversource is reviewing.")
    window.flush()
    assert [line.text for line in context.services.notes.outline(meeting.id).load()] == ["Eversource is reviewing."]
    assert (folder / "ix-wg-msa.msawg").exists()


def test_the_questions_are_answered_from_the_keyboard_alone(qtbot, dialog: FirstStartDialog) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.groupEdit.hasFocus()
    qtbot.keyClicks(dialog.groupEdit, "MSA")
    qtbot.keyClick(dialog.groupEdit, Qt.Key.Key_Return)
    assert _only(MainWindow).windowTitle() == "MSA meeting · msa.msawg"


def test_it_is_said_where_the_record_will_be_and_another_folder_can_be_chosen(
    dialog: FirstStartDialog, folder: Path, tmp_path: Path, notifier: RecordingNotifier, settings: Settings
) -> None:
    assert str(folder) in dialog.folderLabel.text()
    dialog.groupButton.click()
    dialog.groupEdit.setText("R&D")
    assert dialog.fileLabel.text() == f"It will be kept in {folder / 'r-d.msawg'}."
    notifier.files = [tmp_path / "elsewhere"]
    dialog.fileButton.click()
    assert dialog.fileLabel.text() == f"It will be kept in {tmp_path / 'elsewhere' / 'r-d.msawg'}."
    assert settings.value("records-folder", "") == str(tmp_path / "elsewhere")
    dialog.startButton.click()
    assert (tmp_path / "elsewhere" / "r-d.msawg").exists()


def test_back_comes_back_to_the_three_choices(dialog: FirstStartDialog) -> None:
    dialog.groupButton.click()
    dialog.backButton.click()
    assert dialog.pageStack.currentWidget() is dialog.choicesPage


def test_without_a_name_nothing_is_made(dialog: FirstStartDialog, folder: Path) -> None:
    _answer(dialog, " / ")
    assert dialog.problemLabel.text() == "Give the group a name."
    assert dialog.isVisible()
    assert not folder.exists()


# ---------------------------------------------------------------------- what can go wrong


def test_a_folder_that_can_not_be_written_is_said_and_the_choices_stay(dialog: FirstStartDialog, folder: Path) -> None:
    folder.write_text("no folder")
    dialog.sampleButton.click()
    assert str(folder) in dialog.problemLabel.text()
    assert dialog.problemLabel.isVisible()
    assert _all(MainWindow) == []


def test_a_full_disk_leaves_no_half_made_record(
    dialog: FirstStartDialog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_services: object) -> str:
        raise StorageError("The disk is full.")

    monkeypatch.setattr("msa_wg_desktop.services.sample.load_sample", fail)
    dialog.sampleButton.click()
    assert dialog.problemLabel.text() == "The disk is full."
    assert list(folder.iterdir()) == []


def test_a_file_that_is_no_record_is_said_and_another_can_be_chosen(
    dialog: FirstStartDialog, tmp_path: Path, notifier: RecordingNotifier
) -> None:
    letter, record = tmp_path / "letter.msawg", tmp_path / "mine.msawg"
    letter.write_text("a letter")
    Store.create(record).close()
    notifier.files = [letter, record]
    dialog.recordButton.click()
    assert "letter.msawg is not a record" in dialog.problemLabel.text()
    dialog.recordButton.click()
    assert _only(MainWindow).windowTitle() == "Today · mine.msawg"


# ---------------------------------------------------------------------- a new record, later on


def test_a_new_record_asks_the_same_questions_and_takes_the_place_of_this_one(
    dialog: FirstStartDialog, folder: Path
) -> None:
    dialog.sampleButton.click()
    _context().commands.run("file.create")
    again = _only(FirstStartDialog)
    assert again.pageStack.currentWidget() is again.questionsPage
    assert not again.backButton.isVisible()
    again.groupEdit.setText("Storage")
    again.startButton.click()
    assert _only(MainWindow).windowTitle() == "Storage meeting · storage.msawg"
    assert _all(FirstStartDialog) == []


def test_later_starts_come_back_to_the_meeting_and_the_caret(qtbot, desktop: Desktop, dialog: FirstStartDialog) -> None:
    dialog.sampleButton.click()
    window = _only(MainWindow)
    meeting_id = window.page.meeting.id
    note = _context().services.notes.outline(meeting_id).load()[7]
    window.page.go_to_line(note.id)
    window.page.outline.go_to(note.id, 5)
    window.close()
    desktop.start(None)
    page = _only(MainWindow).page
    assert page.meeting.id == meeting_id
    caret = page.outline.caret()
    assert (caret.note_id, caret.position) == (note.id, 5)


def test_every_field_and_button_has_a_name(qtbot) -> None:
    dialog = FirstStartDialog(folder=Path("Records"))
    qtbot.addWidget(dialog)
    labels = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy() is not None}
    assert labels == {dialog.groupEdit, dialog.stateBox, dialog.nameEdit}
    buttons = dialog.findChildren(QPushButton)
    assert all(button.accessibleName() or button.text() for button in buttons)


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_words_are_cut_at_any_size_of_text(qtbot, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    dialog = FirstStartDialog(folder=Path("Records"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.complain(StorageError("The disk is full, and what was saved before is safe; free some space and go on."))
    for turn in (dialog.groupButton.click, dialog.backButton.click):
        settle()
        shown = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
        assert [label.text() for label in shown if label.height() < label.heightForWidth(label.width())] == []
        turn()


def test_the_answers_are_given_as_they_were_typed(qtbot) -> None:
    dialog = FirstStartDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.group_asked) as asked:
        _answer(dialog, " MSA ", name=" Kim ")
    assert asked.args == [GroupStart("MSA", "CT", "Kim"), None]
