"""What is put off is done once, after the turn in which it was asked, unless somebody needs it at once."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

from msa_wg_desktop.gui.core.later import AfterOpening, Later


def test_it_is_done_once_however_often_it_is_asked(qtbot):
    owner, done = QObject(), []
    later = Later(owner, lambda: done.append(1), after_ms=5)
    later.ask()
    later.ask()
    assert not done
    qtbot.waitUntil(lambda: bool(done))
    later.hurry()
    assert done == [1]


def test_it_waits_for_the_end_of_a_turn_that_takes_longer(qtbot):
    owner, done = QObject(), []
    later = Later(owner, lambda: done.append("later"), after_ms=5)
    later.ask()
    QTimer.singleShot(0, owner, lambda: done.append("painted"))
    time.sleep(0.02)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["painted", "later"]


def test_who_needs_it_has_it_at_once(qtbot):
    owner, done = QObject(), []
    later = Later(owner, lambda: done.append(1), after_ms=5)
    later.ask()
    later.hurry()
    assert done == [1]
    turned: list[int] = []
    QTimer.singleShot(30, owner, lambda: turned.append(1))
    qtbot.waitUntil(lambda: bool(turned))
    assert done == [1]


def test_what_stands_beside_comes_after_the_opening_once_and_at_once_from_then_on(qtbot):
    owner, done = QObject(), []
    beside = AfterOpening(owner, lambda: done.append("panel"))
    beside.ask()
    beside.ask()
    QTimer.singleShot(0, owner, lambda: done.append("painted"))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["painted", "panel"]
    beside.ask()
    assert done == ["painted", "panel", "panel"]
