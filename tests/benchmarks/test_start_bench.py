"""How long until the window takes keys, and how much memory a large record costs; each in a process of its own."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import textwrap
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.sample import load_sample
from msa_wg_desktop.services.store import Store
from tests.benchmarks.records import record_of

ROUNDS = 5
START_RATIO, SAME_RATIO = 2.0, 1.15
OPEN_MS, MEMORY_MIB, COMMAND_S = 100.0, 60.0, 1.0

BARE = """
    import sqlalchemy.orm
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QPlainTextEdit())
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, app.quit))
    app.exec()
"""

OURS = """
    import os, sys
    from msa_wg_desktop.__main__ import load
    program = load()
    from PySide6.QtCore import QTimer
    def ready():
        {ready}
        sys.stdout.flush()
        os._exit(0)
    start = program.Desktop.start
    def started(self, record):
        start(self, record)
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, ready))
    program.Desktop.start = started
    program.main([{record!r}])
"""

OPENING = """
    import time
    from msa_wg_desktop.gui.core.navigation import Place
    from PySide6.QtWidgets import QApplication
    window = next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "MainWindow")
    context = window._context
    for meeting in context.services.meetings.list():
        began = time.perf_counter()
        context.navigator.go(Place("meeting", meeting.id))
        QApplication.processEvents()
        print((time.perf_counter() - began) * 1000)
"""
LIBRARY = "import sqlalchemy.orm"
COMMAND = "from msa_wg_desktop.cli import main; raise SystemExit(main(['--record', {record!r}, {words}]))"
MEMORY = "import psutil; print(psutil.Process().memory_info().rss / 2**20)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("start")


@pytest.fixture(scope="module")
def small(folder: Path) -> Path:
    path = folder / "sample.msawg"
    store = Store.create(path, who="bench")
    services = Services(store)
    load_sample(services)
    store.close()
    return path


@pytest.fixture(scope="module")
def large(folder: Path) -> Path:
    return record_of(folder / "large.msawg", meetings=200, notes=100)


def run(script: str, home: Path) -> tuple[float, str]:
    """The wall time of a whole process, and what it printed."""
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")},
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    out = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], env=env, capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - began
    assert out.returncode == 0, out.stderr
    return took, out.stdout


def in_turn(scripts: Mapping[str, str], home: Path) -> dict[str, float]:
    """How long each of them takes in the middle, in seconds; run by turns, so that a slow minute slows all of them."""
    times: dict[str, list[float]] = {name: [] for name in scripts}
    for number in range(ROUNDS + 1):
        for name, script in scripts.items():
            took, _out = run(script, home)
            if number:
                times[name].append(took)
    return {name: statistics.median(values) for name, values in times.items()}


def ours(record: Path, *, ready: str = "pass") -> str:
    at_the_end = textwrap.indent(textwrap.dedent(ready).strip(), "    ").strip()
    return textwrap.dedent(OURS).format(record=str(record), ready=at_the_end)


@pytest.mark.benchmark
def test_the_window_takes_keys_at_once_however_large_the_record(folder: Path, small: Path, large: Path):
    scripts = {"bare": BARE, "sample": ours(small), "large": ours(large)}
    middle = in_turn(scripts, folder / "home")
    print(
        f"\nstart: bare {middle['bare']:.3f} s, sample {middle['sample']:.3f} s, large {middle['large']:.3f} s; "
        f"sample is {middle['sample'] / middle['bare']:.2f} times bare, large {middle['large'] / middle['sample']:.2f} "
        "times sample"
    )
    assert middle["large"] < START_RATIO * middle["bare"]
    assert middle["large"] < SAME_RATIO * middle["sample"]


@pytest.mark.benchmark
def test_a_large_record_costs_little_memory(folder: Path, large: Path):
    home = folder / "home"
    empty = folder / "empty.msawg"
    store = Store.create(empty, who="bench")
    services = Services(store)
    services.meetings.add(services.groups.add("Group").id, MeetingDraft("Meeting"))
    store.close()
    used = {name: float(run(ours(path, ready=MEMORY), home)[1]) for name, path in (("empty", empty), ("large", large))}
    print(f"\nmemory: empty {used['empty']:.0f} MiB, 200 meetings of 100 notes {used['large']:.0f} MiB")
    assert used["large"] - used["empty"] < MEMORY_MIB


@pytest.mark.benchmark
def test_a_meeting_of_500_notes_opens_at_once(folder: Path):
    path = record_of(folder / "opening.msawg", meetings=6, notes=500)
    first, *others = (float(line) for line in run(ours(path, ready=OPENING), folder / "home")[1].split())
    print(f"\nopening 500 notes: {statistics.median(others):.0f} ms; the first, which makes the page, {first:.0f} ms")
    assert statistics.median(others) < OPEN_MS
    shutil.rmtree(folder / "home")


@pytest.mark.benchmark
def test_a_command_answers_within_a_second(folder: Path, small: Path):
    scripts = {
        "the library of the record alone": LIBRARY,
        "info": COMMAND.format(record=str(small), words="'info'"),
        "list actions": COMMAND.format(record=str(small), words="'list', 'actions'"),
    }
    middle = in_turn(scripts, folder / "home")
    print("\n" + ", ".join(f"{name} {value:.2f} s" for name, value in middle.items()))
    assert max(middle.values()) < COMMAND_S
