"""What was done is said for ten seconds, and can be taken back meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.domain.changes import ChangeSet, OperationKind
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.gui.widgets.undo_bar import UndoBar


@pytest.fixture
def bar(qtbot) -> Iterator[UndoBar]:
    window = QWidget()
    bar = UndoBar()
    QVBoxLayout(window).addWidget(bar)
    qtbot.addWidget(window)
    window.show()
    yield bar
    window.close()


def _timer(bar: UndoBar) -> QTimer:
    timer = bar.findChild(QTimer)
    assert timer is not None
    return timer


def _button(bar: UndoBar) -> QPushButton:
    button = bar.findChild(QPushButton, "offerButton")
    assert button is not None
    return button


def test_undo_goes_once_it_would_take_back_something_else(bar: UndoBar) -> None:
    done = ChangeSet(7, "7", "Answer a question", "Kim", datetime(2025, 2, 6, tzinfo=UTC), OperationKind.DO, ())
    bar.say("Deleted 1 line", Offer("Undo", lambda: None))
    bar.outdate(done)
    assert bar.isHidden()
    bar.say("Exported", Offer("Open", lambda: None))
    bar.outdate(done)
    assert bar.isVisible()
    bar.say("Does this answer it?", Offer("Close the question", lambda: None, lambda changes: changes.seq == 7))
    bar.outdate(done)
    assert bar.isHidden(), "what is closed already isn't offered any longer"


def test_it_goes_by_itself_after_ten_seconds(bar: UndoBar) -> None:
    bar.say("Deleted 1 line")
    assert bar.isVisible()
    assert bar.words == "Deleted 1 line"
    assert _timer(bar).interval() == 10_000
    _timer(bar).timeout.emit()
    assert not bar.isVisible()


def test_it_waits_while_the_pointer_is_on_it(bar: UndoBar) -> None:
    bar.say("Deleted 1 line")
    QApplication.sendEvent(bar, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert not _timer(bar).isActive()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert _timer(bar).isActive()


def test_it_waits_while_the_keyboard_is_on_its_button(qtbot, bar: UndoBar) -> None:
    with qtbot.waitActive(bar.window()):
        bar.window().activateWindow()
    bar.say("Deleted 1 line", Offer("Undo", lambda: None))
    _button(bar).setFocus()
    _timer(bar).timeout.emit()
    assert bar.isVisible()
    assert _timer(bar).isActive()


def test_what_is_said_next_takes_its_place(qtbot, bar: UndoBar) -> None:
    done: list[str] = []
    bar.say("Deleted 1 line", Offer("Undo", lambda: done.append("first")))
    bar.say("Deleted 2 lines", Offer("Undo", lambda: done.append("second")))
    qtbot.mouseClick(_button(bar), Qt.MouseButton.LeftButton)
    assert done == ["second"]
    assert not bar.isVisible()


def test_without_an_offer_there_is_no_button(bar: UndoBar) -> None:
    bar.say("Saved")
    assert not _button(bar).isVisible()
