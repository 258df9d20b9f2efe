"""A view shows what is in the record, without asking more often than it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.gui.core.bus import Bus
from msa_wg_desktop.gui.core.live import LiveQuery
from tests.gui.turns import settle

Patch = Callable[[Sequence[ChangeSet]], bool]


class View(QWidget):
    """Counts how often it was given rows."""

    def __init__(self, bus: Bus, skip_origin: str = "", patch: Patch | None = None) -> None:
        super().__init__()
        self.record = 0
        self.shown: list[int] = []
        self.live = LiveQuery(
            self,
            bus,
            entities={"action"},
            load=lambda: self.record,
            show=self.shown.append,
            skip_origin=skip_origin,
            patch=patch,
        )


@pytest.fixture
def bus(qapp) -> Bus:
    return Bus()


@pytest.fixture
def view(qtbot, bus: Bus) -> View:
    view = View(bus)
    qtbot.addWidget(view)
    return view


def test_nothing_is_read_before_the_view_is_shown(view: View) -> None:
    settle()
    assert view.shown == []
    view.show()
    assert view.shown == [0]


def test_many_changes_in_one_turn_are_read_once(view: View, bus: Bus, changes) -> None:
    view.show()
    for view.record in (1, 2, 3):
        bus.publish(changes("action"))
    assert view.live.stale
    settle()
    assert view.shown == [0, 3]
    assert not view.live.stale


def test_what_it_does_not_show_does_not_matter(view: View, bus: Bus, changes) -> None:
    view.show()
    bus.publish(changes("meeting"))
    settle()
    assert view.shown == [0]


def test_hidden_it_waits_and_reads_when_it_is_shown_again(view: View, bus: Bus, changes) -> None:
    view.show()
    view.hide()
    view.record = 1
    bus.publish(changes("action"))
    settle()
    assert view.shown == [0]
    view.show()
    assert view.shown == [0, 1]


def test_hiding_before_the_turn_ends_leaves_it_stale(view: View, bus: Bus, changes) -> None:
    view.show()
    bus.publish(changes("action"))
    view.hide()
    settle()
    view.show()
    assert view.shown == [0, 0]


def test_showing_it_again_unchanged_reads_nothing(view: View) -> None:
    view.show()
    view.hide()
    view.show()
    assert view.shown == [0]


def test_its_own_echo_is_passed_over(qtbot, bus: Bus, changes) -> None:
    view = View(bus, skip_origin="view")
    qtbot.addWidget(view)
    view.show()
    bus.publish(changes("action", origin="view"))
    settle()
    assert view.shown == [0]
    bus.publish(changes("action", origin="another"))
    settle()
    assert view.shown == [0, 0]


def test_it_ends_with_its_owner(bus: Bus, changes) -> None:
    view = View(bus)
    view.show()
    shown = view.shown
    bus.publish(changes("action"))
    view.deleteLater()
    settle()
    bus.publish(changes("action"))
    settle()
    assert shown == [0]


def test_another_question_is_asked_at_once_when_shown(view: View) -> None:
    view.show()
    view.record = 7
    view.live.invalidate()
    settle()
    assert view.shown == [0, 7]


@pytest.mark.parametrize("able", [True, False])
def test_a_few_changes_may_be_brought_up_to_date_by_themselves(qtbot, bus: Bus, changes, able: bool) -> None:
    """Asked with all of them, in their order, and when it can't the whole is read."""
    seen: list[int] = []
    view = View(bus, patch=lambda sets: bool(seen.append(len(sets))) or able)
    qtbot.addWidget(view)
    view.show()
    view.record = 1
    for _time in range(3):
        bus.publish(changes("action"))
    settle()
    assert seen == [3]
    assert view.shown == ([0] if able else [0, 1])
    assert not view.live.stale
    view.hide()
    bus.publish(changes("action"))
    view.show()
    assert seen == [3, 1]


def test_another_question_and_many_changes_are_read_whole(qtbot, bus: Bus, changes) -> None:
    view = View(bus, patch=lambda _sets: pytest.fail("asked to patch"))
    qtbot.addWidget(view)
    view.show()
    bus.publish(changes("action"))
    view.live.invalidate()
    settle()
    for _time in range(50):
        bus.publish(changes("action"))
    settle()
    assert view.shown == [0, 0, 0]
