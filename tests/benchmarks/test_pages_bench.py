"""A change in one page seen in the others: with every page open on ten thousand actions, how long the turn takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from msa_wg_desktop.app import Fittings, group_source, make_context
from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.work import ALL
from msa_wg_desktop.domain.work_list import WorkOrder
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.core.tasks import TaskRunner
from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.page_list import page_specs
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.user_settings import Settings
from tests.benchmarks.records import record_of, with_actions

ACTIONS, TIMES = 10_000, 30
BUDGET_MS = 16.0
NOW = datetime(2025, 2, 6, 12, tzinfo=ZoneInfo("America/New_York"))


class NoRecords:
    """Nobody opens another record here."""

    def ask_new(self) -> None:
        raise AssertionError

    def open(self, path: Path) -> None:
        raise AssertionError(path)

    def recent(self) -> list[Path]:
        return []


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """With each page made and shown once."""
    folder = tmp_path_factory.mktemp("pages")
    record = with_actions(record_of(folder / "pages.msawg", meetings=20, notes=200), actions=ACTIONS)
    store, parts, notifier = Store.open(record, clock=FixedClock(NOW)), QObject(), RecordingNotifier()
    theme = Theme(qapp, look=Look.LIGHT)
    fittings = Fittings(theme, Icons(theme), Settings(folder / "settings.json"), notifier)
    # The sums of Today are read beside the window, as when somebody works: what counts is that nobody waits for them.
    tasks = TaskRunner(notifier.error, parts)
    context = make_context(store, fittings, tasks=tasks, parent=parts)
    context.scope.choose(context.services.groups.list()[-1].id)
    services = context.services
    window = MainWindow(
        context, record="pages", records=NoRecords(), pages=page_specs(services), groups=group_source(services)
    )
    window.resize(1366, 768)
    window.show()
    for spec in page_specs(services):
        context.navigator.go(Place(spec.id))
        settle()
    yield window
    window.hide()
    window.deleteLater()
    tasks.close()
    parts.deleteLater()
    store.close()


def settle() -> None:
    for _turn in range(40):
        QApplication.processEvents()


def seen(window: MainWindow) -> bool:
    """Whether nothing that is on screen shows something else than the record holds."""
    owners = ((live, live.parent()) for live in window.findChildren(LiveQuery))
    return not any(live.stale and isinstance(owner, QWidget) and owner.isVisible() for live, owner in owners)


@pytest.mark.benchmark
@pytest.mark.parametrize(
    "page", ["today", "meetings", "meeting", "actions", "needs", "orders", "positions", "people", "materials"]
)
def test_a_change_elsewhere_is_seen_within_a_frame(window: MainWindow, page: str):
    """Pages that aren't shown only note that they are stale, and read when they come up."""
    shown = window.make_page(page)
    context = shown.context
    context.navigator.go(Place(page))
    settle()
    _extent, ids = context.services.action_list.begin(ALL, WorkOrder(), limit=TIMES)
    taken: list[float] = []
    for number, action_id in enumerate(ids):
        context.services.actions.edit(action_id, {"what": f"Changed elsewhere {number}"})
        began = time.perf_counter()
        while not seen(window):
            QApplication.processEvents()
        taken.append((time.perf_counter() - began) * 1000)
        settle()
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"\n{page}: p50 {statistics.median(taken):.1f}, p95 {p95:.1f} ms")
    assert p95 < BUDGET_MS
