"""Forgetting says what goes and from where, asks for a word, and shows what remains."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.db import backup
from msa_wg_desktop.errors import StorageError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.dialogs.history_dialog import HistoryDialog
from msa_wg_desktop.gui.dialogs.purge_dialog import PurgeDialog
from tests.gui.turns import settle

SECRET = "EDCs to keep the price of forty million quiet"


@pytest.fixture
def note_id(context: Context, meeting_id: str) -> str:
    """A line with an action, a copy of the record beside it."""
    (note_id,) = context.services.notes.capture_lines(meeting_id, f"ACTION: {SECRET} by Feb 21")
    path = context.services.store.path
    assert path is not None
    backup.make(path)
    return note_id


@pytest.fixture
def dialog(context, host, note_id) -> PurgeDialog:
    dialog = PurgeDialog(context, "note", note_id, host)
    dialog.open()
    settle()
    return dialog


def texts(context, meeting_id) -> list[str]:
    return [row.text for row in context.services.notes.outline(meeting_id).load()]


def test_it_says_what_goes_and_from_where(dialog):
    assert dialog.windowTitle() == "Forget this note"
    assert SECRET in dialog.textEdit.toPlainText()
    assert dialog.whereLabel.text().split("\n") == [
        "•  the note itself, with all that belongs to it",
        "•  1 thing that says the same: action",
        "•  everything it ever said, in the history",
        "•  the index for searching",
        "•  1 backup beside the record",
    ]


def test_nothing_goes_before_the_word_is_typed(qtbot, dialog, context, meeting_id, store):
    steps = store.operations()
    assert not dialog.forgetButton.isEnabled()
    qtbot.keyClicks(dialog.wordEdit, "forge")
    qtbot.keyClick(dialog.wordEdit, Qt.Key.Key_Return)
    assert not dialog.forgetButton.isEnabled()
    assert dialog.isVisible()
    assert store.operations() == steps
    assert len(texts(context, meeting_id)) == 3


def test_with_the_word_it_is_forgotten_and_the_tombstone_shown(qtbot, dialog, context, meeting_id):
    qtbot.keyClicks(dialog.wordEdit, " Forget")
    qtbot.keyClick(dialog.wordEdit, Qt.Key.Key_Return)
    assert dialog.pages.currentWidget() is dialog.donePage
    said = dialog.doneLabel.text()
    assert "Forgotten on Thu, Feb 6, 2025, " in said
    assert "by test: note, " in said
    assert "by test: action, " in said
    assert "1 backup were gone through and hold it no more" in said
    assert not any("forty" in text for text in texts(context, meeting_id))
    assert [row.text for row in context.services.recap.rows(meeting_id)] == ["Look into it"]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_was_forgotten_before_shows_what_remains(context, host, note_id):
    context.services.purge.purge("note", note_id)
    dialog = PurgeDialog(context, "note", note_id, host)
    dialog.open()
    assert dialog.pages.currentWidget() is dialog.donePage
    assert dialog.doneLabel.text().startswith("Forgotten on ")


def test_what_never_was_says_so(context, host, meeting_id):
    dialog = PurgeDialog(context, "note", "nowhere", host)
    dialog.open()
    assert dialog.doneLabel.text() == "There is no such note in the record. Nothing was changed."


def test_a_backup_out_of_reach_is_named(qtbot, dialog, context, monkeypatch):
    def refuse(path, what, words):
        raise StorageError("no")

    monkeypatch.setattr("msa_wg_desktop.services.purge.forget_in_copy", refuse)
    dialog.wordEdit.setText("forget")
    dialog.forgetButton.click()
    assert "These backups couldn't be changed: " in dialog.doneLabel.text()
    assert "Delete them by hand." in dialog.doneLabel.text()


def test_what_goes_wrong_is_said_and_can_be_tried_again(dialog, context, monkeypatch):
    def fail(kind, row_id):
        raise StorageError("The disk is full. Nothing was changed.")

    monkeypatch.setattr(context.services.purge, "purge", fail)
    dialog.wordEdit.setText("forget")
    dialog.forgetButton.click()
    assert dialog.problemLabel.text() == "The disk is full. Nothing was changed."
    assert dialog.problemLabel.isVisible()
    assert dialog.forgetButton.isEnabled()


def test_the_history_behind_it_forgets_too(qtbot, context, host, meeting_id, note_id):
    history = HistoryDialog(context, meeting_id, host)
    history.open()
    history.findEdit.setText("forty million")
    settle()
    assert history.steps.rowCount() == 1
    context.services.purge.purge("note", note_id)
    settle()
    assert history.steps.rowCount() == 0
    history.findEdit.setText("")
    settle()
    shown = [history.steps.index(row, 2).data() for row in range(history.steps.rowCount())]
    assert shown[0].startswith("Purge a note")
    assert not any("forty" in words for words in shown)
