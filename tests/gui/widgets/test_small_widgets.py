"""Chips, cards, empty pages, tables and work under way: small parts that every page uses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton, QTableView, QVBoxLayout, QWidget

from msa_wg_desktop.gui.core.tasks import Running
from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.core.tokens import Size, Tone
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.chip import Chip, chip_size, paint_chip
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.panel_parts import PanelArea, words_label
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.gui.widgets.task_line import TaskLine
from tests.gui.turns import settle


def test_a_chip_without_words_is_not_there(qtbot) -> None:
    chip = Chip()
    qtbot.addWidget(chip)
    chip.show_words("3 days overdue", Tone.DANGER)
    assert chip.isVisible()
    assert (chip.text(), chip.property("tone")) == ("3 days overdue", "danger")
    chip.show_words("", Tone.DANGER)
    assert not chip.isVisible()


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_a_painted_chip_looks_as_the_theme_says(theme: Theme, look: Look) -> None:
    theme.set_look(look)
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    room = paint_chip(painter, QPoint(10, 5), "action", Tone.ACCENT, theme)
    painter.end()
    ink, ground = theme.tone(Tone.ACCENT)
    assert room.size() == chip_size(theme, "action")
    assert image.pixelColor(room.left() + 2, room.center().y()) == ground
    assert image.pixelColor(room.right() + 3, room.center().y()) == QColor("white")
    columns = range(room.left(), room.right())
    nearest = min(_distance(image.pixelColor(x, room.center().y()), ink) for x in columns)
    assert nearest < _distance(ground, ink) / 3


def _distance(one: QColor, other: QColor) -> int:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())


def test_a_card_is_named_by_its_title(qtbot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.set_title("<b>Captured</b>", "this meeting")
    card.body.addWidget(QLabel("row"))
    assert card.accessibleName() == "<b>Captured</b>"
    assert [label.text() for label in card.findChildren(QLabel)][:2] == ["<b>Captured</b>", "this meeting"]


def test_an_empty_page_offers_one_button_or_none(qtbot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.show()
    empty.say("No actions yet", "What people promise in a meeting is listed here.", "New action")
    button = empty.findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(empty.asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    empty.say("Nothing found", "No action has these words.")
    assert not button.isVisible()


def test_rows_of_a_table_grow_with_the_text_and_a_table_that_is_gone_is_left_alone(theme: Theme) -> None:
    tables = [QTableView(), QTableView()]
    for table in tables:
        dress_table(table, theme)
    tables.pop().deleteLater()
    settle()
    theme.set_zoom(200)
    assert tables[0].verticalHeader().defaultSectionSize() == theme.size(Size.ROW)
    tables.pop().deleteLater()


def test_work_is_shown_after_a_second_and_can_be_stopped(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    running = Running("Exporting the summary")
    line = TaskLine(running, window)
    assert not line.isVisible()
    timer = line.findChild(QTimer)
    assert timer is not None
    assert timer.interval() == 1_000
    timer.timeout.emit()
    assert line.isVisible()
    running.progressed.emit(3, 4)
    bar = line.findChild(QProgressBar)
    assert bar is not None
    assert (bar.value(), bar.maximum()) == (3, 4)
    button = line.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert running.stopping
    running.ended.emit()
    assert not line.isVisible()


@pytest.mark.parametrize("corner", ["topLeft", "topRight", "bottomLeft", "bottomRight"])
def test_a_popup_is_whole_on_the_screen_wherever_its_button_stands(qtbot, corner: str) -> None:
    button = QPushButton("Cite it from…")
    qtbot.addWidget(button)
    room = button.screen().availableGeometry()
    button.resize(90, 30)
    edge = getattr(room, corner)()
    button.move(min(edge.x(), room.right() - 90), min(edge.y(), room.bottom() - 30))
    button.show()
    picks = [Pick(str(number), f"A line of a meeting with a long name, number {number}") for number in range(20)]
    popup = PickPopup.open_below(button, "Line", picks, lambda _key: None)
    assert room.contains(popup.geometry())
    assert not popup.geometry().intersects(button.geometry())


def test_a_long_word_in_a_panel_makes_nothing_beside_it_wider_than_what_is_seen(qtbot):
    inside = QWidget()
    column, box = QVBoxLayout(inside), QComboBox()
    title = words_label("heading")
    title.setText("Averylongwordwithoutanyspacesinitsuchasaserialnumber" * 2)
    column.addWidget(title)
    column.addWidget(box)
    area = PanelArea(inside)
    qtbot.addWidget(area)
    area.resize(260, 300)
    area.show()
    settle()
    assert box.geometry().right() < area.viewport().width()
