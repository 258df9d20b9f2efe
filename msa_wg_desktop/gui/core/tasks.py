"""Work that takes longer than a blink, off the GUI thread: plain data in, plain data out."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from msa_wg_desktop.errors import AppError

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""`progress(done, total)`: says how far the work is; raises Stopped where somebody asked it to stop."""


class Stopped(Exception):
    """Raised inside the work when it was asked to stop; the work cleans up and lets it pass."""


class Lane(StrEnum):
    """RECORD: one after another, for whatever touches the record. FREE: side by side, for everything else."""

    RECORD = "record"
    FREE = "free"


class Running(QObject):
    """One piece of work under way, for whoever shows it."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, words: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._stop = threading.Event()

    def stop(self) -> None:
        """Asks the work to stop where it next says how far it is."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def progress(self, done: int, total: int) -> None:
        """What the work calls, from its own thread."""
        if self._stop.is_set():
            raise Stopped
        self.progressed.emit(done, total)


class Tasks(Protocol):
    """Runs work beside the GUI."""

    def run(
        self,
        words: str,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
        lane: Lane = Lane.RECORD,
    ) -> Running:
        """Starts `work`; `words` say to the user what it does ("Exporting the summary").

        `done` gets its result on the GUI thread; `failed` gets a known error, and is the usual message where
        it isn't given. Work that was stopped calls neither. Anything else that it raises is our mistake and
        reaches the crash hook.
        """
        ...


# Seconds: Python's own 5 ms are waited for by a key at each question to the record while work goes on beside it.
_HANDED_OVER_AFTER = 0.0005


class TaskRunner(QObject):
    """The real one, on threads."""

    begun = Signal(object)
    _finished = Signal(object)

    def __init__(self, problem: Callable[[AppError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_HANDED_OVER_AFTER)
        self._problem = problem
        self._lanes = {
            Lane.RECORD: ThreadPoolExecutor(1, thread_name_prefix="record"),
            Lane.FREE: ThreadPoolExecutor(2, thread_name_prefix="work"),
        }
        self._running: set[Running] = set()
        self._finished.connect(_call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        words: str,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
        lane: Lane = Lane.RECORD,
    ) -> Running:
        running = Running(words, self)
        self._running.add(running)
        self.begun.emit(running)

        def settle(future: Future[T]) -> None:
            self._finished.emit(lambda: self._settle(running, future, done, failed or self._problem))

        self._lanes[lane].submit(work, running.progress).add_done_callback(settle)
        return running

    def close(self) -> None:
        """Stops what runs and waits for it; results that come now are dropped."""
        for running in self._running:
            running.stop()
        self._finished.disconnect(_call)
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)

    def _settle(
        self, running: Running, future: Future[T], done: Callable[[T], None], failed: Callable[[AppError], None]
    ) -> None:
        self._running.discard(running)
        running.ended.emit()
        running.deleteLater()
        _deliver(future.result, done, failed)


class InlineRunner:
    """Does the work at once, where it is asked for: for tests, and where there is no event loop."""

    def __init__(self, problem: Callable[[AppError], None]) -> None:
        self._problem = problem

    def run(
        self,
        words: str,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
        lane: Lane = Lane.RECORD,
    ) -> Running:
        running = Running(words)
        _deliver(lambda: work(running.progress), done, failed or self._problem)
        running.ended.emit()
        return running


def _deliver(result: Callable[[], T], done: Callable[[T], None], failed: Callable[[AppError], None]) -> None:
    try:
        value = result()
    except Stopped:
        return
    except AppError as problem:
        failed(problem)
    else:
        done(value)


def _call(deliver: Callable[[], Any]) -> None:
    deliver()
