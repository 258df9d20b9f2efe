"""The one way in which tests let the event loop do what was put off: until it is done, not for a number of turns."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

# How long a test waits for what must come; reached only where it never does, so it may be much for a busy machine.
PATIENCE_MS = 30_000

# A change is read in one zero timer, the list it fills starts another for its panel, and that one others for its parts.
_LONGEST_CHAIN = 8


def settle() -> None:
    """What was to be deleted is gone; what was put off to the end of this turn is done, and what that put off.

    One `processEvents()` promises none of it: a busy machine may spend the turn on something else.
    """
    for _link in range(_LONGEST_CHAIN):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        _let_zero_timers_fire()


def _let_zero_timers_fire() -> None:
    """They fire in the order in which they were started: once a new one has fired, so have all others."""
    last = QTimer(singleShot=True, interval=0)
    last.start()
    until = time.monotonic() + PATIENCE_MS / 1000
    while last.isActive():
        QCoreApplication.processEvents()
        assert time.monotonic() < until, "the event loop never came to the end of what there was to do"
