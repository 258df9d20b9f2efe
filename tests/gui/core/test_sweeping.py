"""Python's look at everything that it holds waits until nobody works."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.gui.core.sweeping import Sweeper
from tests.gui.turns import settle


class Knot:
    """Holds itself, so that counting alone never lets it go."""

    def __init__(self) -> None:
        self.itself = self


def old_knot() -> weakref.ref[Knot]:
    """One that was looked at already, and let be because it was in use then."""
    knot = Knot()
    gc.collect()
    return weakref.ref(knot)


def test_what_is_left_behind_goes_when_the_user_turns_to_another_program(qapp: QApplication):
    parent = QObject()
    sweeper = Sweeper(parent, away_ms=0)
    left = old_knot()
    gc.collect(1)
    sweeper.see(Qt.ApplicationState.ApplicationActive)
    settle()
    assert left() is not None
    sweeper.see(Qt.ApplicationState.ApplicationInactive)
    settle()
    assert left() is None
    parent.deleteLater()
    settle()


def test_python_looks_as_often_as_before_when_the_record_is_closed(qapp: QApplication):
    before = gc.get_threshold()
    parent = QObject()
    Sweeper(parent)
    assert gc.get_threshold()[2] > before[2]
    parent.deleteLater()
    settle()
    assert gc.get_threshold() == before
