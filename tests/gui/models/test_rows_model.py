"""Rows that come, go, move and change where they stand, read whole or as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.rows_model import PORTION


@dataclass(frozen=True)
class Thing:
    id: str
    words: str = "as it was"


@pytest.fixture
def model(qapp: QApplication) -> ColumnsModel[Thing]:
    return ColumnsModel([Column(header="Words", text=lambda row: f"{row.id} {row.words}")])


class Shelf:
    """A long list, of which it is known what was read."""

    def __init__(self, count: int) -> None:
        self.things = {f"{number:04}": Thing(f"{number:04}") for number in range(count)}
        self.asked: list[int] = []

    def read(self, keys: Sequence[str]) -> dict[str, Thing]:
        self.asked.append(len(keys))
        return {key: self.things[key] for key in keys if key in self.things}


def stand(model: ColumnsModel[Thing]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("after", ["abcdef", "fedcba", "bacdef", "bcdefa", "fabcde", "ac", "axbyf", "xyz", ""])
def test_what_stays_is_known_again_wherever_it_stands_now(model: ColumnsModel[Thing], qtmodeltester, after, whole):
    qtmodeltester.check(model, force_py=True)

    def show(ids: str) -> None:
        rows = [Thing(one) for one in ids]
        if whole:
            model.set_rows(rows)
        else:
            model.show_keys(ids, lambda keys: {key: Thing(key) for key in keys})

    show("abcdef")
    marked = {one: QPersistentModelIndex(model.index_of(one)) for one in "abcdef"}
    show(after)
    assert stand(model) == [f"{one} as it was" for one in after]
    assert {one: index.row() for one, index in marked.items()} == {one: after.find(one) for one in "abcdef"}
    qtmodeltester.check(model, force_py=True)


def test_of_a_long_list_what_is_in_sight_is_read(model: ColumnsModel[Thing]):
    shelf = Shelf(10 * PORTION)
    model.show_keys(list(shelf.things), shelf.read)
    assert shelf.asked == []
    assert model.index(3 * PORTION + 1, 0).data() == f"{3 * PORTION + 1:04} as it was"
    assert model.index(4 * PORTION - 1, 0).data()
    assert shelf.asked == [PORTION]


def test_what_was_read_of_a_long_list_is_read_anew_with_it(model: ColumnsModel[Thing]):
    shelf = Shelf(2 * PORTION)
    model.show_keys(list(shelf.things), shelf.read)
    assert model.index(0, 0).data() == "0000 as it was"
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    shelf.things["0000"] = Thing("0000", "otherwise")
    model.show_keys(list(shelf.things), shelf.read)
    assert told == [(0, PORTION - 1)]
    assert model.index(0, 0).data() == "0000 otherwise"


def test_one_row_of_a_long_list_goes_to_its_place_and_no_other_is_read(model: ColumnsModel[Thing]):
    shelf = Shelf(4 * PORTION)
    model.show_keys(list(shelf.things), shelf.read)
    marked = QPersistentModelIndex(model.index_of("0007"))
    model.put_at(replace(shelf.things["0007"], words="moved"), 3 * PORTION)
    assert marked.row() == 3 * PORTION
    assert model.keys[7] == "0008"
    assert shelf.asked == []
    assert model.index(3 * PORTION, 0).data() == "0007 moved"


def test_what_never_came_into_sight_is_moved_without_being_read(model: ColumnsModel[Thing]):
    shelf = Shelf(4 * PORTION)
    model.show_keys(list(shelf.things), shelf.read)
    assert model.known("0007") is None
    assert model.known("elsewhere") is None
    model.move_to("0007", 3 * PORTION)
    assert model.index_of("0007").row() == 3 * PORTION
    assert shelf.asked == []
    assert model.index(0, 0).data() == "0000 as it was"
    assert model.known("0000") == shelf.things["0000"]


def test_what_is_gone_meanwhile_shows_nothing(model: ColumnsModel[Thing]):
    model.show_keys(["gone"], lambda _keys: {})
    assert model.index(0, 0).data() is None
    assert model.row_at(model.index(0, 0)) is None
