"""Today with 100,000 actions: its board is read in a blink, and what must be counted comes beside the window."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from tests.benchmarks.records import record_of, with_actions
from tests.benchmarks.test_actions_bench import ACTIONS, BUDGET_MS, NOW, ROUNDS, TIMES


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("today") / "large.msawg"
    return with_actions(record_of(path, meetings=50, notes=2_000), actions=ACTIONS)


@pytest.mark.benchmark
def test_the_board_is_read_in_a_blink(large: Path):
    store = Store.open(large, clock=FixedClock(NOW))
    services = Services(store)
    family = services.groups.family("")
    services.today.board(family)  # Makes the calendar of holidays, once.
    rounds = [[_took(services, family) for _time in range(TIMES)] for _round in range(ROUNDS)]
    best = min(statistics.quantiles(took, n=20)[-1] for took in rounds)
    began = time.perf_counter()
    services.today.sums(services.today.open_work(family, None))
    print(f"board p95 {best:.1f} ms; sums, beside the window, {(time.perf_counter() - began) * 1000:.0f} ms")
    store.close()
    assert best < BUDGET_MS


def _took(services: Services, family: tuple[str, ...]) -> float:
    began = time.perf_counter()
    services.today.board(family)
    return (time.perf_counter() - began) * 1000
