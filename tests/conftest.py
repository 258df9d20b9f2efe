"""What every test stands on: programs from outside are there, or the tests that need them are named."""

from __future__ import annotations

import ctypes
import os
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Dialect, Engine, event
from sqlalchemy.util import LRUCache

from msa_wg_desktop.db import engine as files
from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store

# Windows of tests are drawn nowhere, unless whoever runs them asks otherwise.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NOON = datetime(2025, 2, 6, 12, tzinfo=ZoneInfo("America/New_York"))

# What a bare `@pytest.mark.external` stands for; `@pytest.mark.external("pandoc")` needs that one only.
_EXTERNAL_PROGRAMS = ("soffice", "pdftoppm", "pandoc", "Xvfb", "xdotool", "openbox")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: whoever gets the last one would go on alone with it."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose programs are missing; `packaging/dev.py test --external` installs them."""
    marker = item.get_closest_marker("external")
    if marker is None:
        return
    missing = [program for program in marker.args or _EXTERNAL_PROGRAMS if not _is_there(program)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def _is_there(program: str) -> bool:
    """Whether a program can be called, or a library (`libical.so.3`) loaded."""
    if ".so" not in program:
        return shutil.which(program) is not None
    try:
        ctypes.CDLL(program)
    except OSError:
        return False
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the programs are required, as in `.ci/run`, a test that skips for want of one has failed."""
    report = yield
    required = os.environ.get("MSA_WG_EXTERNAL") == "required" and item.get_closest_marker("external")
    if required and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} may not be skipped here: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names the external tests that were skipped, and the stages that failed before pytest began."""
    skipped = [report for report in terminalreporter.getreports("skipped") if "external" in report.keywords]
    if skipped:
        terminalreporter.section("external tests that were skipped (dev.py test --external runs them)")
        for report in skipped:
            terminalreporter.line(report.nodeid)
    if failed := os.environ.get("MSA_WG_FAILED_STAGES"):
        terminalreporter.section("stages that failed before pytest", red=True)
        terminalreporter.line(failed)


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty record, made once and copied for each test."""
    path = tmp_path_factory.mktemp("record") / "empty.msawg"
    Store.create(path, who="test").close()
    return path


@pytest.fixture(autouse=True)
def hasty_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records opened in this process don't wait for the disk, and share the statements that SQLAlchemy compiled.

    Nobody cuts the power while tests run; and a program opens one record, where tests open thousands. Tests of what
    the engine itself does have the true one.
    """
    monkeypatch.setattr(files, "_sqlite_engine", _hasty_engine)


def _hasty_engine(path: Path) -> Engine:
    engine = _true_engine(path)
    # SQLAlchemy keeps what it compiled by the dialect that it was compiled for.
    engine.dialect, engine._compiled_cache = _compiled.setdefault("all", (engine.dialect, LRUCache(5000)))

    @event.listens_for(engine, "connect")
    def _without_waiting(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    return engine


_true_engine = files._sqlite_engine
_compiled: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}


@pytest.fixture
def clock() -> FixedClock:
    """Noon of the day of the real meeting."""
    return FixedClock(NOON)


@pytest.fixture
def store(empty_record: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """An empty record of this test's own."""
    path = tmp_path / "record.msawg"
    shutil.copy(empty_record, path)
    store = Store.open(path, who="test", clock=clock)
    yield store
    store.close()


@pytest.fixture
def services(store: Store) -> Services:
    """All services on the test's record."""
    return Services(store)
