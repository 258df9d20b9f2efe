"""Back and forward, as a browser has taught everybody."""

from __future__ import annotations

import pytest

from msa_wg_desktop.gui.core.navigation import Navigator, Place

MEETING, ACTIONS, PEOPLE = Place("meeting"), Place("actions"), Place("people")


@pytest.fixture
def navigator(qapp) -> Navigator:
    navigator = Navigator()
    navigator.allow(["meeting", "actions", "people"])
    return navigator


@pytest.fixture
def seen(navigator: Navigator) -> list[Place]:
    places: list[Place] = []
    navigator.asked.connect(places.append)
    return places


def test_back_and_forward_go_the_same_way(navigator: Navigator, seen: list[Place]) -> None:
    for place in (MEETING, ACTIONS, PEOPLE):
        navigator.go(place)
    navigator.back()
    navigator.back()
    navigator.forward()
    assert seen == [MEETING, ACTIONS, PEOPLE, ACTIONS, MEETING, ACTIONS]
    assert navigator.can_go_back
    assert navigator.can_go_forward


def test_going_elsewhere_forgets_the_way_forward(navigator: Navigator) -> None:
    navigator.go(MEETING)
    navigator.go(ACTIONS)
    navigator.back()
    navigator.go(PEOPLE)
    assert not navigator.can_go_forward
    navigator.back()
    assert navigator.here == MEETING


def test_at_either_end_nothing_happens(navigator: Navigator, seen: list[Place]) -> None:
    navigator.back()
    navigator.forward()
    navigator.go(MEETING)
    navigator.back()
    assert seen == [MEETING]


def test_back_finds_the_spot_that_was_left(navigator: Navigator) -> None:
    navigator.go(MEETING)
    navigator.leaving.connect(lambda: navigator.settle(Place("meeting", "m1", "note 7")))
    navigator.go(ACTIONS)
    navigator.leaving.disconnect()
    navigator.back()
    assert navigator.here == Place("meeting", "m1", "note 7")


def test_the_same_place_twice_is_one_step(navigator: Navigator) -> None:
    navigator.go(MEETING)
    navigator.go(MEETING)
    assert not navigator.can_go_back


def test_there_is_no_going_where_nothing_is(navigator: Navigator) -> None:
    assert not navigator.can_go("orders")
    with pytest.raises(ValueError, match="no page orders"):
        navigator.go(Place("orders"))
