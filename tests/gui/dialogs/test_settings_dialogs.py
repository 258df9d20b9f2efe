"""The settings and the calendar files that are kept: one place for each, by keys, and what can't be taken stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.dialogs.feeds_dialog import FeedsDialog
from msa_wg_desktop.gui.dialogs.settings_dialog import SettingsDialog
from msa_wg_desktop.gui.models.feeds_table import FeedColumn
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.kept_feeds import KeptFeeds
from tests.prepared import prepared


def _dates(services: Services) -> str:
    services.groups.add("IX WG")
    acme = services.parties.add_organisation("Acme Solar").id
    services.deadlines.add("Send the draft", date(2025, 3, 10))
    return acme


@pytest.fixture
def acme(context: Context) -> str:
    return prepared(context.services, _dates)


@pytest.fixture
def host(qtbot, acme: str) -> QWidget:
    """What a dialog stands before; a dialog that is closed is gone."""
    host = QWidget()
    qtbot.addWidget(host)
    return host


@pytest.fixture
def settings_dialog(context: Context, host: QWidget) -> SettingsDialog:
    dialog = SettingsDialog(context, host)
    dialog.show()
    return dialog


@pytest.fixture
def feeds_dialog(context: Context, host: QWidget) -> FeedsDialog:
    dialog = FeedsDialog(context, host)
    dialog.show()
    return dialog


def listed(dialog: FeedsDialog, column: FeedColumn) -> list[str]:
    return [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]


def test_the_organiser_is_typed_and_saved_with_enter_in_one_step(qtbot, settings_dialog, context, store):
    dialog = settings_dialog
    qtbot.keyClicks(dialog.nameEdit, "Pat Doe")
    qtbot.keyClicks(dialog.mailEdit, "pat@example.org")
    qtbot.keyClick(dialog.mailEdit, Qt.Key.Key_Return)
    kept = context.services.settings.all()
    assert (kept["organiser.name"], kept["organiser.mail"]) == ("Pat Doe", "pat@example.org")
    store.undo()
    assert context.services.settings.get("organiser.name") == ""


def test_what_is_no_address_is_said_and_nothing_of_it_is_kept(qtbot, settings_dialog, context):
    dialog = settings_dialog
    qtbot.keyClicks(dialog.nameEdit, "Pat Doe")
    qtbot.keyClicks(dialog.mailEdit, "pat at example")
    dialog.accept()
    assert "no mail address" in dialog.problemLabel.text()
    assert dialog.isVisible()
    assert dialog.mailEdit.text() == "pat at example"
    assert context.services.settings.get("organiser.name") == ""
    dialog.reject()


def test_a_zone_that_nobody_knows_is_said(qtbot, settings_dialog):
    qtbot.keyClicks(settings_dialog.zoneEdit, "Mars/Olympus")
    settings_dialog.accept()
    assert "Mars/Olympus" in settings_dialog.problemLabel.text()
    settings_dialog.reject()


def test_a_file_is_begun_changed_and_let_go(qtbot, feeds_dialog, context, notifier, tmp_path: Path):
    dialog, target = feeds_dialog, tmp_path / "dates.ics"
    assert dialog.feedsStack.currentWidget() is dialog.emptyState
    notifier.files = [target]
    dialog.whoseEdit.setFocus()
    qtbot.keyClick(dialog.whoseEdit, Qt.Key.Key_Return)
    assert target.exists()
    assert listed(dialog, FeedColumn.WHOSE) == ["All"]
    assert listed(dialog, FeedColumn.HOLDS) == ["1 deadline"]
    assert dialog.model.setData(dialog.model.index(0, FeedColumn.WHOSE), "Acme Solar")
    assert listed(dialog, FeedColumn.WHOSE) == ["Acme Solar"]
    assert not dialog.model.setData(dialog.model.index(0, FeedColumn.WHOSE), "Nobody Known")
    assert "Nobody Known" in dialog.problemLabel.text()
    notifier.files = [tmp_path / "elsewhere.ics"]
    dialog.moveButton.click()
    assert [path.name for path in map(Path, listed(dialog, FeedColumn.FILE))] == ["elsewhere.ics"]
    qtbot.keyClick(dialog.feedsTable, Qt.Key.Key_Delete)
    assert listed(dialog, FeedColumn.FILE) == []
    assert (tmp_path / "elsewhere.ics").exists()
    dialog.reject()


def test_a_writing_that_failed_stands_out_and_is_tried_again_at_once(context, acme, host, tmp_path: Path):
    kept, folder = KeptFeeds(context.services.feeds, context.here), tmp_path / "stick"
    folder.mkdir()
    kept.keep(folder / "dates.ics", party_id=acme)
    (folder / "dates.ics").unlink()
    folder.rmdir()
    kept.remember(kept.write())
    dialog = FeedsDialog(context, host)
    dialog.show()
    assert listed(dialog, FeedColumn.WRITTEN) == ["couldn't be written"]
    assert "no folder" in dialog.problemLabel.text()
    folder.mkdir()
    dialog.writeButton.click()
    assert "couldn't" not in listed(dialog, FeedColumn.WRITTEN)[0]
    assert (folder / "dates.ics").exists()
    dialog.reject()


def test_the_settings_say_what_is_kept(settings_dialog, context, tmp_path: Path):
    assert settings_dialog.feedsLabel.text() == "none yet"
    KeptFeeds(context.services.feeds, context.here).keep(tmp_path / "dates.ics")
    settings_dialog.show_here()
    assert settings_dialog.feedsLabel.text() == "1 kept up to date"
    settings_dialog.reject()
