"""The window on a sample of its own, and how a picture's pose is brought about in it: by commands and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton

from msa_wg_desktop.app import Desk
from msa_wg_desktop.gui.core.navigation import Place

_OF_MEETINGS = ("meetings", "meeting", "recap", "invitation")
_SETTLE_MS = 100


class Scene:
    """The window on a sample of its own. Whatever a shot does, it does as a user would: by commands and keys."""

    def __init__(self, desk: Desk, meeting_id: str) -> None:
        self.desk, self.window, self.context = desk, desk.window, desk.context
        self.meeting_id = meeting_id

    def go(self, page: str) -> None:
        """To a page, for the meeting of February 6 where it is about meetings."""
        self.context.navigator.go(Place(page, self.meeting_id if page in _OF_MEETINGS else ""))
        settle()

    def wait(self, until: Callable[[], bool]) -> None:
        """Until something that is done beside the window is there."""
        while not until():
            settle()

    def run(self, command: str) -> None:
        self.context.commands.run(command)

    def click(self, button: str) -> None:
        """Presses a button of the page at hand, by its name in the form."""
        found = self.window.page.findChild(QPushButton, button) if self.window.page is not None else None
        assert isinstance(found, QPushButton), button
        found.click()

    def write(self, text: str) -> None:
        r"""Types into whatever has the keyboard; `\n` is Enter."""
        for sign in text:
            key = Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                target = QApplication.focusWidget() or self.window.focusWidget()
                QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign))

    def close(self) -> None:
        """The window and its record, before the next look."""
        self.window.close()
        self.desk.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, what brings the screen there, and whether that stands without the window behind it."""

    name: str
    pose: Callable[[Scene], object]
    alone: bool = False


def settle() -> None:
    """Lets everything happen that was begun: layouts, live queries, what waits for a pause in typing.

    What was put off to the next turn comes after the time is over where a busy machine has spent it on the first turn:
    two turns more make sure of it.
    """
    loop, waits = QEventLoop(), [0, _SETTLE_MS, 0, 0]

    def wait_on() -> None:
        QTimer.singleShot(waits.pop(0), loop, wait_on) if waits else loop.quit()

    wait_on()
    loop.exec()
