"""A list is handed out from its page, as it is shown; what stands in the way is said, and another name offered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from msa_wg_desktop.domain.work_list import WorkOrder, WorkSort
from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.gui.pages.actions_page import ActionsPage
from tests.gui.pages.actions_desk import make_record, open_page, show


@pytest.fixture
def page(context, qtbot) -> ActionsPage:
    make_record(context)
    return open_page(context, qtbot)


def choose(qtbot, page: ActionsPage, downs: int) -> None:
    """Opens the menu by its button and takes an entry, all by keys."""
    page.exportButton.setFocus()
    qtbot.keyClick(page.exportButton, Qt.Key.Key_Space)
    menu = page.exportButton.findChild(QMenu)
    assert menu is not None
    for _step in range(downs):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def first_cells(text: str) -> list[str]:
    return [line.split(",")[0] for line in text.splitlines()]


def test_what_is_shown_is_written_in_its_order_and_offered_to_open(qtbot, page, notifier, tmp_path, monkeypatch):
    order = WorkOrder(sort=WorkSort.WHAT, descending=True)
    show(page, replace(WorkView(), order=order))
    target = tmp_path / "actions.csv"
    notifier.files.append(target)
    choose(qtbot, page, 1)
    shown = ["Share the draft waiver", "Review the materials", "Look for installer practice", "Ask internally"]
    assert first_cells(target.read_text("utf-8-sig")) == ["Action", *shown]
    words, offer = notifier.said[-1]
    assert words == "Written: actions.csv"
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    offer.run()
    assert opened == [str(target)]


def test_what_is_off_the_record_never_leaves(qtbot, page, context, notifier, tmp_path):
    context.services.actions.add("Keep the zebra quiet", group_id=context.scope.group_id, off_record=True)
    meeting = context.services.meetings.list()[0].id
    context.services.notes.capture_lines(meeting, "[off] Between us\n\tACTION: UI to feed the zebra")
    target = tmp_path / "actions.html"
    notifier.files.append(target)
    choose(qtbot, page, 3)
    text = target.read_text("utf-8")
    assert "Share the draft waiver" in text
    assert "zebra" not in text


def test_a_target_that_is_open_elsewhere_gives_a_second_name(qtbot, page, notifier, tmp_path):
    target = tmp_path / "actions.xlsx"
    target.write_bytes(b"as it was")
    (tmp_path / ".~lock.actions.xlsx#").touch()
    notifier.files.append(target)
    notifier.answers.append("other")
    choose(qtbot, page, 0)
    assert target.read_bytes() == b"as it was"
    assert (tmp_path / "actions (2).xlsx").read_bytes()[:2] == b"PK"
    assert "is open in another program" in notifier.asked[0].words


def test_a_folder_that_is_gone_is_said_in_words(qtbot, page, notifier, tmp_path):
    notifier.files.append(tmp_path / "gone" / "actions.docx")
    choose(qtbot, page, 2)
    assert "There is no folder" in notifier.errors[0].words
