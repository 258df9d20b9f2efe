"""The page of materials: files picked, dropped and pasted, kept or linked; versions, citations; nothing that runs."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from msa_wg_desktop.domain.materials import Cites, MaterialRow
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.tasks import TaskRunner
from msa_wg_desktop.gui.dialogs.material_dialog import MaterialDialog
from msa_wg_desktop.gui.models.materials_table import MaterialsColumn
from msa_wg_desktop.gui.pages.materials_page import NEW, MaterialsPage
from msa_wg_desktop.gui.widgets.pick_popup import PickPopup
from tests.gui.turns import settle
from tests.gui.undo_keys import takes_undo
from tests.services.desk import Desk, make_desk

BYTES = b"%PDF-1.7 a manual"


@pytest.fixture
def desk(context: Context) -> Desk:
    desk = make_desk(context.services)
    context.scope.choose(desk.group)
    return desk


@pytest.fixture
def manual(desk: Desk) -> str:
    return desk.services.materials.add("Installation manual", sender="ConnectDER", received_on=date(2025, 2, 3))


@pytest.fixture
def places(context: Context) -> list[Place]:
    gone: list[Place] = []
    context.navigator.allow({"materials", "meeting", "needs"})
    context.navigator.asked.connect(gone.append)
    return gone


@pytest.fixture
def launched() -> list[str]:
    """What would have been opened."""
    return []


@pytest.fixture
def page(qtbot, context: Context, manual: str, places, launched: list[str]) -> MaterialsPage:
    context.commands.add(Command("edit.undo", "Undo", context.services.store.undo, Menu.EDIT))
    page = MaterialsPage(context, launch=lambda url: launched.append(url.toString()) or True)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.show_commands(shown=True)
    page.activate()
    return page


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "outside" / "Liability_waiver.pdf"
    file.parent.mkdir()
    file.write_bytes(BYTES)
    return file


def dialog_of(page: MaterialsPage) -> MaterialDialog:
    (dialog,) = page.findChildren(MaterialDialog)
    return dialog


def titles(page: MaterialsPage) -> list[str]:
    settle()
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def only(desk: Desk, title: str) -> MaterialRow:
    (row,) = (row for row in desk.services.materials.list() if row.title == title)
    return row


def drop(page: MaterialsPage, *urls: QUrl) -> None:
    data = QMimeData()
    data.setUrls(list(urls))
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    page.dropEvent(event)


# ---------------------------------------------------------------------- adding


def test_a_dropped_file_is_named_and_kept_beside_the_record(page: MaterialsPage, desk: Desk, source: Path):
    drop(page, QUrl.fromLocalFile(str(source)))
    dialog = dialog_of(page)
    assert dialog.nameEdit.text() == "Liability waiver"
    assert "copied into the folder" in dialog.placeLabel.text()
    dialog.senderEdit.setText("Tesla")
    dialog.receivedEdit.setText("Feb 3")
    dialog.confidentialCheck.setChecked(True)
    dialog.beginButton.click()
    row = only(desk, "Liability waiver")
    assert (row.kept, row.sender, row.received_on, row.confidential) == (True, "Tesla", date(2025, 2, 3), True)
    folder = desk.services.material_files.folder
    assert folder is not None
    assert (folder / row.location).read_bytes() == BYTES
    settle()
    assert page.selected is not None
    assert page.selected.id == row.id


def test_a_file_can_be_linked_where_it_lies(page: MaterialsPage, desk: Desk, source: Path, notifier):
    notifier.files.append(source)
    page.newButton.click()
    dialog = dialog_of(page)
    dialog.fileButton.click()
    dialog.keepCheck.setChecked(False)
    assert "linked where it lies" in dialog.placeLabel.text()
    dialog.beginButton.click()
    row = only(desk, "Liability waiver")
    assert (row.kept, row.location) == (False, str(source))


def test_several_dropped_files_are_one_step_each_called_by_its_name(page: MaterialsPage, desk: Desk, source: Path):
    other = source.with_name("Diagram.pdf")
    other.write_bytes(b"x")
    drop(page, *(QUrl.fromLocalFile(str(file)) for file in (source, other)))
    dialog_of(page).beginButton.click()
    assert {"Liability waiver", "Diagram"} <= set(titles(page))
    desk.services.store.undo()
    assert titles(page) == ["Installation manual"]


def test_a_pasted_link_becomes_a_material(qtbot, page: MaterialsPage, desk: Desk):
    QGuiApplication.clipboard().setText("https://example.org/docket")
    page.paste()
    dialog = dialog_of(page)
    dialog.nameEdit.setText("Docket")
    dialog.beginButton.click()
    assert only(desk, "Docket").location == "https://example.org/docket"


def test_nothing_to_paste_is_said(page: MaterialsPage, notifier):
    QGuiApplication.clipboard().setText("two\nlines")
    page.paste()
    assert notifier.said[-1][0] == "There is no file and no link to paste."


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("javascript:alert(1)", "is not opened here"),
        ("/srv/no/such/file.pdf", "isn't there any more"),
        ("", "Give the document a title"),
    ],
)
def test_what_can_not_be_added_is_said_and_what_was_typed_stays(page: MaterialsPage, desk: Desk, place, words):
    page.restore(Place("materials", NEW))
    dialog = dialog_of(page)
    dialog.placeEdit.setText(place)
    dialog.versionEdit.setText("B")
    dialog.beginButton.click()
    assert words in dialog.problemLabel.text()
    assert dialog.versionEdit.text() == "B"
    assert len(desk.services.materials.list()) == 1
    dialog.reject()


def test_a_folder_is_linked_but_not_copied(page: MaterialsPage, desk: Desk, source: Path):
    drop(page, QUrl.fromLocalFile(str(source.parent)))
    dialog = dialog_of(page)
    dialog.beginButton.click()
    assert "is a folder" in dialog.problemLabel.text()
    dialog.keepCheck.setChecked(False)
    dialog.beginButton.click()
    assert only(desk, "outside").location == str(source.parent)


# ---------------------------------------------------------------------- the list and the panel


def test_cells_are_edited_in_place_and_dates_mean_the_past(page: MaterialsPage, desk: Desk, manual: str):
    for column, text in ((MaterialsColumn.TITLE, "Manual"), (MaterialsColumn.SENDER, "Tesla"),
                         (MaterialsColumn.RECEIVED, "Tue"), (MaterialsColumn.VERSION, "Rev. B")):  # fmt: skip
        assert page.model.setData(page.model.index(0, column), text)
    row = desk.services.materials.get(manual)
    assert (row.title, row.sender, row.received_on, row.version) == ("Manual", "Tesla", date(2025, 2, 4), "Rev. B")
    assert not page.model.setData(page.model.index(0, MaterialsColumn.SENDER), "Nobody")
    assert "isn't in the record" in page.problemLabel.text()


def test_the_model_keeps_qts_rules(qtmodeltester, page: MaterialsPage):
    qtmodeltester.check(page.model)


def test_delete_can_be_undone(qtbot, page: MaterialsPage, notifier):
    qtbot.keyClick(page.materialsTable, Qt.Key.Key_Delete)
    assert titles(page) == []
    assert "stays where it lies" in notifier.said[-1][0]
    notifier.said[-1][1].run()
    assert titles(page) == ["Installation manual"]


def test_a_newer_version_supersedes_and_the_older_one_is_a_click_away(page: MaterialsPage, desk: Desk, manual: str):
    page.materialPanel.versionButton.click()
    dialog = dialog_of(page)
    assert (dialog.nameEdit.text(), dialog.senderEdit.text()) == ("Installation manual", "ConnectDER")
    dialog.beginButton.click()
    settle()
    assert [row.version_words for row in page.model.rows] == ["v2"]
    links = [button for button in page.materialPanel.findChildren(QPushButton) if button.text().startswith("v1")]
    links[0].click()
    settle()
    assert page.selected is not None
    assert page.selected.id == manual


def test_filters_sift_and_a_link_shows_what_they_hold_back(page: MaterialsPage, desk: Desk, manual: str):
    desk.services.materials.add("Waiver", sender="Tesla", confidential=True)
    page.materialFilters._change(confidential=True)
    assert titles(page) == ["Waiver"]
    assert page.summaryLabel.text() == "1 document · 1 confidential · 2 in all, with earlier versions"
    page.restore(Place("materials", manual))
    settle()
    assert page.place() == Place("materials", manual)
    page.materialFilters._change(words="nothing of the kind")
    settle()
    assert page.tableStack.currentWidget() is page.emptyState
    page.emptyState.asked.emit()
    assert set(titles(page)) == {"Waiver", "Installation manual"}


def test_the_column_at_hand_puts_the_list_in_order(page: MaterialsPage, desk: Desk, context: Context):
    desk.services.materials.add("A waiver", received_on=date(2025, 2, 1))
    assert titles(page) == ["Installation manual", "A waiver"]
    page.materialsTable.setCurrentIndex(page.model.index(0, MaterialsColumn.TITLE))
    context.commands.run("materials.sort")
    assert titles(page) == ["A waiver", "Installation manual"]
    context.commands.run("materials.sort")
    assert titles(page) == ["Installation manual", "A waiver"]


# ---------------------------------------------------------------------- opening


def show(page: MaterialsPage, material_id: str) -> None:
    page.restore(Place("materials", material_id))
    settle()


def test_files_folders_and_links_are_opened(page, desk: Desk, context: Context, source: Path, launched):
    show(page, desk.services.materials.add("Waiver", location=str(source)))
    context.commands.run("materials.open")
    context.commands.run("materials.folder")
    show(page, desk.services.materials.add("Docket", location="https://example.org/d"))
    page.materialPanel.openButton.click()
    assert launched == [source.as_uri(), source.parent.as_uri(), "https://example.org/d"]


def test_a_file_that_has_vanished_is_said_and_nothing_is_opened(page, desk: Desk, source: Path, launched):
    made = desk.services.materials.add("Waiver", location=str(source))
    source.unlink()
    show(page, made)
    assert "isn't there any more" in page.materialPanel.wrongLabel.text()
    page.materialPanel.openButton.click()
    assert "isn't there any more" in page.problemLabel.text()
    assert launched == []


def test_what_could_run_is_never_opened_whatever_the_record_says(page, desk: Desk, launched):
    from msa_wg_desktop.db.models import Material

    with desk.services.store.operation("By another program") as session:
        session.add(Material(group_id=desk.group, title="Odd", location="javascript:alert(1)"))
    show(page, only(desk, "Odd").id)
    page.materialPanel.open_asked.emit()
    assert launched == []


def test_a_linked_file_can_be_kept_later(page, desk: Desk, context: Context, source: Path, notifier):
    made = desk.services.materials.add("Waiver", location=str(source))
    show(page, made)
    page.materialPanel.keepButton.click()
    assert desk.services.materials.get(made).kept
    assert "A copy of Liability_waiver.pdf is kept" in notifier.said[-1][0]


# ---------------------------------------------------------------------- citing


def test_it_is_cited_from_a_line_and_the_line_is_gone_to(page, desk: Desk, manual: str, places: list[Place]):
    page.materialPanel.citeButton.click()
    (popup,) = page.findChildren(PickPopup)
    popup._take(popup._model.index(0, 0))
    popup._take(popup._model.index(0, 0))
    assert desk.services.materials.get(manual).cited_by == ((Cites.NOTE, desk.notes[0]),)
    settle()
    (citation,) = desk.services.materials.citations(manual)
    page.materialPanel.citation_chosen.emit(citation)
    assert places[-1] == Place("meeting", desk.meeting, desk.notes[0])


def test_it_is_cited_from_a_data_need_and_no_longer(page, desk: Desk, manual: str, places: list[Place], notifier):
    page.edits.cite(manual, Cites.DATA_NEED, desk.captured("data-need"))
    (citation,) = desk.services.materials.citations(manual)
    page.materialPanel.citation_chosen.emit(citation)
    assert places[-1] == Place("needs", citation.id)
    page.edits.uncite(manual, citation)
    assert desk.services.materials.get(manual).cited_by == ()
    notifier.said[-1][1].run()
    assert len(desk.services.materials.get(manual).cited_by) == 1


def test_without_materials_the_page_says_what_belongs_there(qtbot, context: Context, desk: Desk):
    page = MaterialsPage(context)
    qtbot.addWidget(page)
    page.show()
    assert page.tableStack.currentWidget() is page.emptyState
    page.emptyState.asked.emit()
    dialog_of(page).reject()


# ---------------------------------------------------------------------- large files


def test_a_large_file_says_its_size(page: MaterialsPage, source: Path):
    with source.open("r+b") as file:
        file.truncate(2 * 1024**3)
    drop(page, QUrl.fromLocalFile(str(source)))
    dialog = dialog_of(page)
    assert dialog.placeLabel.text().startswith("2.0 GB, copied into the folder")
    dialog.reject()


def test_a_copy_under_way_can_be_stopped_and_leaves_nothing(
    qtbot, context: Context, desk: Desk, source: Path, notifier
):
    with source.open("r+b") as file:
        file.truncate(512 * 1024**2)
    host = QWidget()
    qtbot.addWidget(host)
    runner = TaskRunner(notifier.error)
    dialog = MaterialDialog(dataclasses.replace(context, tasks=runner), group_id=desk.group, parent=host)
    dialog.take_files([source])
    dialog.open()
    dialog.beginButton.click()
    assert not dialog.body.isEnabled()
    assert dialog._running is not None
    dialog._running.stop()
    qtbot.waitUntil(dialog.body.isEnabled)
    assert dialog.saidLabel.text() == "The copying was stopped. Nothing was added."
    assert desk.services.materials.list() == ()
    folder = desk.services.material_files.folder
    assert folder is not None
    assert list(folder.iterdir()) == []
    runner.close()
    runner.deleteLater()


def test_ctrl_z_in_an_empty_field_is_the_records(page: MaterialsPage):
    assert not takes_undo(page.materialFilters.wordsEdit)
