"""What tests of the window stand on: the true context on a real record, and guards that let nothing be left behind."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from msa_wg_desktop.app import Fittings, make_context
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.core.tasks import InlineRunner
from msa_wg_desktop.gui.core.theme import USUAL_ZOOM, Look, Theme
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.user_settings import Settings
from tests.gui.turns import PATIENCE_MS


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The user's own folders, elsewhere: no test touches those of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        yield folder


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Waits as long as a busy machine may need; what never comes fails all the same."""
    bot = QtBot(request)
    for wait in ("waitUntil", "waitSignal", "waitExposed"):
        setattr(bot, wait, partial(getattr(bot, wait), timeout=PATIENCE_MS))
    return bot


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    return Theme(qapp, look=Look.LIGHT)


@pytest.fixture
def theme(dressed: Theme) -> Iterator[Theme]:
    """Light, at 100 %; what a test makes of it is taken back."""
    yield dressed
    if dressed.look is not Look.LIGHT:
        dressed.set_look(Look.LIGHT)
    if dressed.zoom != USUAL_ZOOM:
        dressed.set_zoom(USUAL_ZOOM)


@pytest.fixture
def notifier() -> RecordingNotifier:
    """Writes down what would be shown, and answers what the test has prepared."""
    return RecordingNotifier()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings" / "settings.json")


@pytest.fixture(scope="session")
def icons(dressed: Theme) -> Icons:
    return Icons(dressed)


@pytest.fixture
def fittings(theme: Theme, icons: Icons, settings: Settings, notifier: RecordingNotifier) -> Fittings:
    """What outlives a record; here, a test."""
    return Fittings(theme, icons, settings, notifier)


@pytest.fixture
def context(store: Store, fittings: Fittings) -> Iterator[Context]:
    """What every view is given, with the test's own record, clock and settings; tasks are done at once."""
    parts = QObject()
    yield make_context(store, fittings, tasks=InlineRunner(fittings.notifier.error), parent=parts)
    parts.deleteLater()


@pytest.fixture
def expected_log() -> list[str]:
    """A test adds the words of each warning that it means to provoke."""
    return []


@pytest.fixture(autouse=True)
def nothing_left_behind(
    qapp: QApplication, caplog: pytest.LogCaptureFixture, expected_log: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """An unexpected warning in the log, a thread, a window or a running timer that outlives its test fails it."""
    threads = set(threading.enumerate())
    windows = set(qapp.topLevelWidgets())
    # What is there already is left out of all that the collector goes through: a hundred times what a test makes.
    gc.freeze()
    # And what the test makes is not: it must be found below.
    monkeypatch.setattr(gc, "freeze", lambda: None)
    yield
    # Without a real clipboard Qt keeps what was copied until after the interpreter has gone, and then falls over it.
    qapp.clipboard().clear()
    _let_go()
    complaints = [f"window: {window!r}" for window in set(qapp.topLevelWidgets()) - windows]
    complaints += [f"timer: {timer!r} of {timer.parent()!r}" for timer in _running_timers()]
    complaints += [f"thread: {thread.name}" for thread in set(threading.enumerate()) - threads]
    for when in ("setup", "call"):
        for record in caplog.get_records(when):
            if record.levelno >= logging.WARNING and not _expected(record, expected_log):
                complaints.append(f"log: {record.levelname} {record.name}: {record.getMessage()}")
    assert not complaints, "left behind:\n" + "\n".join(complaints)


def _expected(record: logging.LogRecord, expected: list[str]) -> bool:
    return any(words in record.getMessage() for words in expected)


def _running_timers() -> list[QTimer]:
    """Those that the test made."""
    return [timer for timer in gc.get_objects() if type(timer) is QTimer and isValid(timer) and timer.isActive()]


def _let_go() -> None:
    """Carries out what was to be deleted later, and collects what nobody holds."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
