"""A list in a card is as tall as its entries, wraps them, and says by keys what is asked of an entry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from msa_wg_desktop.domain.captures import CapturedRow, NamedParty
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.models.captured_list import CapturedList
from msa_wg_desktop.gui.widgets.card_rows import CardList
from tests.gui.turns import settle

Key = Qt.Key
ROW = CapturedRow(
    CaptureKind.ACTION, "a", "Reach out", (NamedParty("t", "Tesla"),), None, "open", "n", "1", (), "m", None
)


@pytest.fixture
def host(qtbot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


@pytest.fixture
def cards(theme: Theme, host: QWidget, qtbot) -> CardList:
    cards = CardList(theme, CapturedList(host), host)
    column = QVBoxLayout(host)
    column.addWidget(cards)
    column.addStretch()
    host.resize(320, 500)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    return cards


def fill(cards: CardList, *rows: CapturedRow) -> None:
    model = cards.model()
    assert isinstance(model, CapturedList)
    model.set_rows(rows)
    cards.doItemsLayout()


def come_by_tab(cards: CardList) -> None:
    """The first entry is at hand as soon as the keyboard has come."""
    cards.clearFocus()
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    assert cards.currentIndex().row() == 0
    assert cards.selectedIndexes() == [cards.currentIndex()]


def test_it_grows_and_shrinks_with_its_entries(cards, qtbot):
    fill(cards, ROW, replace(ROW, id="b"))
    qtbot.waitUntil(lambda: cards.height() > 60)
    two = cards.height()
    fill(cards, ROW)
    qtbot.waitUntil(lambda: cards.height() <= two // 2 + 1)


def test_long_words_take_more_lines_in_a_narrow_card(cards, qtbot):
    fill(cards, replace(ROW, text="Can look to see if there is additional information available on this " * 2))
    qtbot.waitUntil(lambda: cards.height() > 60)
    narrow = cards.height()
    cards.window().resize(800, 500)
    qtbot.waitUntil(lambda: cards.height() < narrow)


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Key.Key_Return, "chosen"),
        (Key.Key_Enter, "chosen"),
        (Key.Key_Delete, "remove_asked"),
        (Key.Key_Space, "done_asked"),
    ],
)
def test_keys_ask_for_the_entry_at_hand(cards, qtbot, key, signal):
    fill(cards, ROW, replace(ROW, id="b"))
    come_by_tab(cards)
    QTest.keyClick(cards, Key.Key_Down)
    with qtbot.waitSignal(getattr(cards, signal)) as told:
        QTest.keyClick(cards, key)
    assert told.args[0].row() == 1


def test_the_keyboard_tells_where_it_has_come_to(cards, qtbot):
    fill(cards, ROW, replace(ROW, id="b"))
    come_by_tab(cards)
    with qtbot.waitSignal(cards.reached) as told:
        QTest.keyClick(cards, Key.Key_Down)
    assert isinstance(told.args[0], QRect)
    assert told.args[0].top() > 0


def test_without_entries_keys_ask_for_nothing(cards, qtbot):
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(cards.chosen):
        QTest.keyClick(cards, Key.Key_Return)


def test_every_entry_is_painted_in_each_scheme(cards, theme, qtbot):
    fill(cards, replace(ROW, differs=True), replace(ROW, id="b", status="done"))
    for look in (Look.LIGHT, Look.DARK, Look.CONTRAST):
        theme.set_look(look)
        assert not cards.grab().isNull()


def test_a_menu_says_what_can_be_done_with_the_entry_below_it_and_does_it(cards):
    fill(cards, ROW, replace(ROW, id="b", text="Review"))
    done: list[str] = []
    cards.offer_menu(lambda index: ((f"Finish {index.data()}", lambda which: done.append(which.data())),))
    cards.customContextMenuRequested.emit(cards.visualRect(cards.model().index(1, 0)).center())
    (menu,) = cards.findChildren(QMenu)
    (action,) = menu.actions()
    assert action.text() == "Finish Review"
    action.trigger()
    assert done == ["Review"]
    menu.close()


def test_in_less_width_it_is_higher_though_nothing_else_changed(cards, host: QWidget, qtbot):
    fill(cards, replace(ROW, text="Reach out to legal about when a draft is ready and when it can be shared"))
    settle()
    before = cards.height()
    host.resize(200, host.height())
    qtbot.waitUntil(lambda: cards.height() > before)
