"""What each owes is seen before it is handed out, written in the format chosen, and as fresh as the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from msa_wg_desktop.gui.dialogs.owed_dialog import OwedDialog
from tests.gui.turns import settle


@pytest.fixture
def dialog(context, host, meeting_id) -> OwedDialog:
    services = context.services
    services.parties.add_organisation("UI")
    services.parties.add_person("Urs Ives", "UI", mail="urs@ui.example")
    services.actions.add("Send the waiver", owners=["UI"], meeting_id=meeting_id)
    dialog = OwedDialog(context, services.parties.find("UI").id, host)
    dialog.show()
    settle()
    return dialog


@pytest.fixture
def opened(monkeypatch) -> list[Path]:
    """What was given to the system to be opened."""
    found: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(Path(url.toLocalFile())) or True)
    return found


def choose(dialog: OwedDialog, suffix: str) -> None:
    dialog.formatBox.setCurrentIndex(dialog.formatBox.findData(suffix))


def test_the_page_asked_for_is_shown_first_and_another_one_by_the_arrow_keys(dialog, qtbot):
    assert "What UI owes" in dialog.previewText.toPlainText()
    assert "Send the waiver" in dialog.previewText.toPlainText()
    qtbot.keyClick(dialog.partyList, Qt.Key.Key_Home)
    assert "What UI owes" not in dialog.previewText.toPlainText()


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf", "eml", "md"])
def test_it_is_written_in_the_format_chosen_and_offered_to_open(dialog, notifier, tmp_path, opened, suffix):
    target = tmp_path / f"ui.{suffix}"
    notifier.files.append(target)
    choose(dialog, suffix)
    dialog.saveButton.click()
    assert target.stat().st_size > 200
    words, offer = notifier.said[-1]
    assert words == f"Written: ui.{suffix}"
    offer.run()
    assert opened == [target]


def test_a_mail_is_opened_in_the_mail_program_and_says_to_whom_it_goes(dialog, opened):
    choose(dialog, "eml")
    assert dialog.openButton.text() == "&Open in the mail program"
    assert dialog.mailLabel.text().startswith("To: Urs Ives <urs@ui.example>")
    assert "who organises" in dialog.mailLabel.text()
    dialog.openButton.click()
    assert opened[0].name == "What UI owes.eml"
    assert opened[0].parent.stat().st_mode & 0o077 == 0


def test_all_parties_are_written_into_a_folder_with_a_list(dialog, notifier, tmp_path, opened):
    folder = tmp_path / "all"
    notifier.files.append(folder)
    choose(dialog, "html")
    dialog.allButton.click()
    assert (folder / "What UI owes.html").exists()
    assert str(folder) in dialog.saidLabel.text()
    notifier.said[-1][1].run()
    assert opened == [folder / "index.html"]


def test_a_folder_that_cannot_be_made_is_said_in_the_dialog(dialog, notifier, tmp_path):
    (tmp_path / "file").touch()
    notifier.files.append(tmp_path / "file")
    dialog.allButton.click()
    assert "can't be made" in dialog.problemLabel.text()
    assert dialog.isVisible()


def test_what_is_entered_meanwhile_is_seen_at_once(dialog, context, meeting_id):
    context.services.actions.add("Call the inspector", owners=["UI"], meeting_id=meeting_id)
    settle()
    assert "Call the inspector" in dialog.previewText.toPlainText()


def test_a_person_without_a_page_among_all_can_be_asked_for(context, host, meeting_id):
    person = context.services.parties.find("Patrick Fam").id
    dialog = OwedDialog(context, person, host)
    dialog.show()
    settle()
    assert "What Patrick Fam (Eversource) owes" in dialog.previewText.toPlainText()


def test_the_format_is_remembered(dialog, context, host):
    choose(dialog, "docx")
    again = OwedDialog(context, "", host)
    again.show()
    settle()
    assert again.formatBox.currentData() == "docx"


def test_words_of_a_note_are_words_in_the_preview(dialog, context, meeting_id):
    context.services.actions.add('<img src="file:///etc/passwd"> & <b>bold</b>', owners=["UI"], meeting_id=meeting_id)
    settle()
    assert '<img src="file:///etc/passwd"> & <b>bold</b>' in dialog.previewText.toPlainText()
