"""A table in little room: what is spare goes first, then words wrap, and no letter is cut off at an edge."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.widgets.chip import chip_size
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.long_words import breakable
from tests.gui.turns import settle

TITLE, DAY, STATE, NOTES = range(4)
MAIL = "a.very.long.name.of.somebody@an-organisation.example"


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    title: str


@pytest.fixture
def view(qtbot, theme: Theme) -> ColumnsView:
    view = ColumnsView()
    qtbot.addWidget(view)
    columns: tuple[Column[Row], ...] = (
        Column(header="Title", text=lambda row: row.title, strong=True),
        Column(header="Day", text=lambda _row: "Wed, Apr 16, 2025"),
        Column(header="State", text=lambda _row: "cancelled, to be rescheduled", tone=lambda _row: Tone.CAUTION),
        Column(header="Notes", text=lambda _row: "24", right=True, spare=True),
    )
    model = ColumnsModel(columns, parent=view)
    view.setModel(model)
    view.dress(theme, wide=TITLE, wraps=True)
    model.set_rows([Row("a", "A meeting of the group with a title of many words"), Row("b", MAIL)])
    view.resize(900, 300)
    view.show()
    view.fit()
    settle()
    return view


def fills(view: ColumnsView) -> bool:
    shown = (column for column in range(4) if not view.isColumnHidden(column))
    return sum(view.columnWidth(column) for column in shown) == view.viewport().width()


def test_with_room_enough_a_chip_stands_on_one_line_and_all_columns_are_there(view: ColumnsView, theme: Theme):
    assert fills(view)
    assert not view.isColumnHidden(NOTES)
    assert view.columnWidth(STATE) > chip_size(theme, "cancelled, to be rescheduled").width()


def test_what_is_spare_goes_where_words_would_break_and_comes_back(view: ColumnsView):
    view.resize(440, 300)
    settle()
    assert view.isColumnHidden(NOTES)
    assert fills(view)
    view.resize(900, 300)
    settle()
    assert not view.isColumnHidden(NOTES)


def test_what_was_measured_while_it_was_left_out_comes_back_as_wide_as_its_head(view: ColumnsView, theme: Theme):
    head = view.columnWidth(NOTES)
    for zoom in (200, 100):
        theme.set_zoom(zoom)
        settle()
        assert view.isColumnHidden(NOTES) == (zoom == 200)
    assert view.columnWidth(NOTES) >= head


def test_a_column_that_the_page_hides_stays_hidden_in_any_room(view: ColumnsView):
    view.setColumnHidden(NOTES, True)
    for width in (440, 900):
        view.resize(width, 300)
        settle()
        assert view.isColumnHidden(NOTES)


def test_at_200_percent_nothing_scrolls_sideways_and_rows_are_as_high_as_their_words(view: ColumnsView, theme: Theme):
    before = view.rowHeight(0)
    theme.set_zoom(200)
    settle()
    assert view.horizontalScrollBar().maximum() == 0
    assert view.rowHeight(0) > 2 * before


def test_a_word_wider_than_its_place_breaks_at_its_joints_first(theme: Theme):
    metrics = QFontMetrics(theme.font())
    for width in (90, 200):
        words = breakable(MAIL, metrics, width)
        taken = metrics.boundingRect(QRect(0, 0, width, 1000), Qt.TextFlag.TextWordWrap, words)
        assert taken.width() <= width
        assert words.replace("\u200b", "") == MAIL
    assert breakable(MAIL, metrics, 1000) == MAIL
