"""The Actions page with 100,000 actions: how long until what was asked for is painted, and what it costs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.app import Fittings, make_context
from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.work_list import WorkGrouping, WorkOrder, WorkSort
from msa_wg_desktop.domain.work_views import DueWanted, WorkView
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.core.tasks import InlineRunner
from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.models.actions_table import ActionColumn
from msa_wg_desktop.gui.pages.actions_page import ActionsPage
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.user_settings import Settings
from tests.benchmarks.records import record_of, with_actions

ACTIONS, ROUNDS, TIMES = 100_000, 5, 10
BUDGET_MS, COUNTED_MS, MEMORY_MIB = 100.0, 300.0, 100.0
NOW = datetime(2025, 2, 6, 12, tzinfo=ZoneInfo("America/New_York"))

# Milliseconds on the clock, and of the thread.
Took: TypeAlias = tuple[float, float]

MEMORY = """
    import sys
    from pathlib import Path
    import psutil
    from PySide6.QtCore import QObject
    from tests.benchmarks.test_actions_bench import opened, rows_painted, scroll_to_end
    from PySide6.QtWidgets import QApplication
    app = QApplication([])
    page, store, parts = opened(app, Path({record!r}), Path({folder!r}))
    rows_painted(page)
    scroll_to_end(page)
    print(psutil.Process().memory_info().rss / 2**20)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("actions") / "large.msawg"
    return with_actions(record_of(path, meetings=50, notes=2_000), actions=ACTIONS)


def opened(app: QApplication, path: Path, folder: Path) -> tuple[ActionsPage, Store, QObject]:
    """The page on a record, shown as large as in a window of 1366x768."""
    store, parts, notifier = Store.open(path, clock=FixedClock(NOW)), QObject(), RecordingNotifier()
    theme = Theme(app, look=Look.LIGHT)
    fittings = Fittings(theme, Icons(theme), Settings(folder / "settings.json"), notifier)
    context = make_context(store, fittings, tasks=InlineRunner(notifier.error), parent=parts)
    groups = context.services.groups.list()
    if groups:
        context.scope.choose(groups[-1].id)
    page = ActionsPage(context)
    page.resize(1155, 700)
    page.show()
    return page, store, parts


@pytest.fixture(scope="module")
def page(large: Path, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ActionsPage]:
    page, store, parts = opened(qapp, large, tmp_path_factory.mktemp("page"))
    rows_painted(page)
    settle()
    yield page
    page.close()
    parts.deleteLater()
    store.close()


def rows_painted(page: ActionsPage) -> None:
    """Until what was asked for stands on screen; the numbers of its lines may come a turn later."""
    while page.stale:
        QApplication.processEvents()
    page.actionsTable.viewport().repaint()


def settle() -> None:
    for _turn in range(80):
        QApplication.processEvents()


def scroll_to_end(page: ActionsPage) -> None:
    page.actionsTable.scrollToBottom()
    page.actionsTable.viewport().repaint()


def measured(words: str, ask: Callable[[int], None], page: ActionsPage) -> float:
    """The p95 over all rounds, in milliseconds."""
    return timed(words, lambda number: _once(lambda: ask(number), page))


def timed(words: str, once: Callable[[int], Took]) -> float:
    """The p95 over all rounds; `once` does it and gives what it took.

    Printed beside are the best round, and what of it was this thread's own work: others may be on the machine.
    """
    rounds = [[once(number) for number in range(TIMES)] for _round in range(ROUNDS)]
    taken = [one for times in rounds for one, _own in times]
    p95, own = _p95(taken), _p95([own for times in rounds for _one, own in times])
    best = min(_p95([one for one, _own in times]) for times in rounds)
    print(
        f"\n{words}: p50 {statistics.median(taken):.0f}, p95 {p95:.0f} ms, best round's p95 {best:.0f} ms;"
        f" of the processor p95 {own:.0f} ms"
    )
    return p95


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def took(act: Callable[[], None]) -> Took:
    """What something takes, and what of it is this thread's own work; in milliseconds."""
    began, worked = time.perf_counter(), time.thread_time()
    act()
    return (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000


def _once(ask: Callable[[], None], page: ActionsPage) -> Took:
    def shown() -> None:
        ask()
        rows_painted(page)

    settle()
    return took(shown)


ALL = WorkView(status="")


def by(sort: WorkSort, grouping: WorkGrouping = WorkGrouping.NONE) -> tuple[WorkView, WorkView]:
    """A list so ordered, both ways round."""
    order = WorkOrder(sort=sort, grouping=grouping)
    return replace(ALL, order=order), replace(ALL, order=replace(order, descending=True))


@pytest.mark.benchmark
def test_the_first_rows_stand_there_in_a_tenth_of_a_second(page: ActionsPage):
    assert measured("first rows of 100,000", lambda _round: page.reload(), page) < BUDGET_MS


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("words", "views"),
    [
        ("open ones, and all", (WorkView(), ALL)),
        ("overdue", (WorkView(due=DueWanted.OVERDUE), ALL)),
        ("no date", (WorkView(due=DueWanted.NO_DATE), ALL)),
        ("a word", (WorkView(words="socket"), WorkView(words="customer"))),
        ("a rare word", (WorkView(words="99123"), WorkView(words="77123"))),
        ("by due", by(WorkSort.DUE)),
        ("by words", by(WorkSort.WHAT)),
        ("by status", by(WorkSort.STATUS)),
        ("by meeting", by(WorkSort.SOURCE)),
    ],
)
def test_a_filter_and_an_order_take_less_than_a_tenth_of_a_second(
    page: ActionsPage, words: str, views: tuple[WorkView, WorkView]
):
    assert measured(words, lambda round_: page.actionFilters.show_view(views[round_ % 2]), page) < BUDGET_MS


@pytest.mark.benchmark
def test_what_holds_a_common_word_is_counted_while_its_first_rows_are_read(page: ActionsPage):
    """From asking to the number above the list; the first rows stand there long before."""
    views = (WorkView(words="socket"), WorkView(words="customer"))

    def counted(number: int) -> None:
        page.actionFilters.show_view(views[number % 2])
        rows_painted(page)
        while page.counting.under_way:
            QApplication.processEvents()
        rows_painted(page)

    assert timed("a word, counted", lambda number: took(lambda: counted(number))) < COUNTED_MS


@pytest.mark.benchmark
@pytest.mark.parametrize("names", [("UI", "First7 Last7"), ("EDCs", "UI")])
def test_the_owner_filter_takes_less_than_a_tenth_of_a_second(page: ActionsPage, names: tuple[str, str]):
    """What a party owes. The class of all 50 people has four fifths of all actions and takes longer."""
    views = [WorkView(owner=page.context.services.parties.find(name).id) for name in names]
    words = f"owner {' and '.join(names)}"
    assert measured(words, lambda round_: page.actionFilters.show_view(views[round_ % 2]), page) < BUDGET_MS


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("words", "views"),
    [
        ("by owner", by(WorkSort.OWNER)),
        ("by order item", by(WorkSort.ITEM)),
        ("grouped by owner", by(WorkSort.DUE, WorkGrouping.OWNER)),
        ("grouped by due", by(WorkSort.DUE, WorkGrouping.DUE)),
        ("grouped by order item", by(WorkSort.DUE, WorkGrouping.ITEM)),
        ("grouped by meeting", by(WorkSort.DUE, WorkGrouping.MEETING)),
    ],
)
def test_orders_that_look_at_owners_and_items_take_less_than_a_tenth_of_a_second(
    page: ActionsPage, words: str, views: tuple[WorkView, WorkView]
):
    """Owners and items are gathered from their indexes, and a list is read run by run."""
    assert measured(words, lambda round_: page.actionFilters.show_view(views[round_ % 2]), page) < BUDGET_MS


@pytest.mark.benchmark
def test_scrolling_to_the_end_takes_less_than_a_tenth_of_a_second(page: ActionsPage):
    page.actionFilters.show_view(ALL)

    def to_end(_number: int) -> Took:
        page.reload()
        rows_painted(page)
        page.actionsTable.scrollToTop()
        settle()
        return took(lambda: scroll_to_end(page))

    p95 = timed("to the end", to_end)
    last = page.model.index(ACTIONS - 1, ActionColumn.WHAT)
    assert last.data()
    assert p95 < BUDGET_MS


@pytest.mark.benchmark
def test_a_hundred_thousand_actions_cost_less_than_100_mib(large: Path, tmp_path: Path):
    empty = tmp_path / "empty.msawg"
    Store.create(empty, who="bench").close()
    few, many = (_memory(path, tmp_path) for path in (empty, large))
    print(f"\nmemory: {few:.0f} MiB empty, {many:.0f} MiB with 100,000 actions, at most {MEMORY_MIB:.0f} MiB more")
    assert many - few < MEMORY_MIB


def _memory(record: Path, folder: Path) -> float:
    script = textwrap.dedent(MEMORY).format(record=str(record), folder=str(folder))
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, check=True)
    return float(run.stdout.split()[-1])
