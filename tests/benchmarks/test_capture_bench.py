"""How long a typed line takes to be read and said: it happens at every key."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date

import pytest

from msa_wg_desktop.domain.capture import (
    Known,
    KnownClass,
    KnownOrderItem,
    KnownOrganisation,
    KnownPerson,
    completions,
    parse_line,
    preview,
    typed_space,
)
from msa_wg_desktop.domain.planning import state_holidays

PEOPLE, RUNS = 200, 2000
LINE_BUDGET, LONG_BUDGET = 0.3, 5.0  # milliseconds, p95
TODAY, FILING = date(2025, 2, 6), date(2025, 3, 31)

LINES = {
    "plain": "The group discussed whether the liability waiver would have to be signed by the homeowner, the installer "
    "or both of them, and what happens in the case that the house is sold to somebody else in between.",
    "spoken": "First3 Last7 (Tesla): What happens if the house with an installed MSA is sold? Who manages the change "
    "of system ownership? Noticed that this is not covered on the example liability waivers, by Tesla.",
    "action": "ACTION: EDCs to reach out to their legal departments to identify when a draft will be ready and to "
    "confirm when legal will have a version of their filing to share with Tesla and UI by Feb 21 #26.6",
    "need": "c7: NEED: Could Tesla or UI provide field maintenance data on devices that were installed in Connecticut "
    "before 2024, and on those that were replaced by the installers in the same time, by end of March",
    "position": "POSITION: Tesla neutral on the liability waiver, and on whether the examples that they provided are "
    "reflective of what they think a liability waiver should look like in all jurisdictions they know",
}


@pytest.fixture(scope="module")
def crowd() -> Known:
    return Known(
        people=[KnownPerson(str(n), f"First{n % 20} Last{n // 20}", "t", "Tesla", f"c{n}") for n in range(PEOPLE)],
        organisations=[
            KnownOrganisation("t", "Tesla"),
            KnownOrganisation("u", "United Illuminating", "UI"),
        ],
        classes=[KnownClass("c", "EDCs", ("Eversource", "UI"))],
        present=map(str, range(0, PEOPLE, 2)),
        order_items=[KnownOrderItem(f"26.{n}", "26", str(n), "24-08-02", default=True) for n in range(1, 9)],
    )


def milliseconds(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """p50 and p95 of the best of five rounds: a shared machine only ever adds."""
    rounds: list[tuple[float, float]] = []
    for _round in range(5):
        taken: list[float] = []
        for _run in range(runs // 5):
            started = time.perf_counter()
            work()
            taken.append((time.perf_counter() - started) * 1000)
        rounds.append((statistics.median(taken), statistics.quantiles(taken, n=20)[-1]))
    return min(rounds, key=lambda round_: round_[1])


@pytest.mark.benchmark
@pytest.mark.parametrize("name", LINES)
def test_a_line_of_200_characters_is_read_and_said_in_less_than_a_third_of_a_millisecond(name: str, crowd: Known):
    holidays, text = state_holidays("CT"), LINES[name]

    def at_a_key() -> None:
        line = parse_line(text, crowd, today=TODAY)
        preview(line, crowd, today=TODAY, filing=FILING, holidays=holidays)

    p50, p95 = milliseconds(at_a_key, RUNS)
    print(f"\n{name}, {len(text)} characters: p50 {p50:.3f} ms, p95 {p95:.3f} ms, budget {LINE_BUDGET} ms")
    assert p95 < LINE_BUDGET


@pytest.mark.benchmark
@pytest.mark.parametrize("mark", ["", "ACTION: ", "ACTION: @c1 to file Order 26 (6) "])
def test_a_line_of_100_000_characters_is_read_in_less_than_five_milliseconds(mark: str, crowd: Known):
    text = (mark + LINES["plain"] * 600)[:100_000]
    p50, p95 = milliseconds(lambda: preview(parse_line(text, crowd, today=TODAY), crowd, today=TODAY), 50)
    print(f"\n{mark}100,000 characters: p50 {p50:.2f} ms, p95 {p95:.2f} ms, budget {LONG_BUDGET} ms")
    assert p95 < LONG_BUDGET


@pytest.mark.benchmark
def test_what_is_offered_at_the_caret_takes_less_than_a_millisecond(crowd: Known):
    typed = ("F", "la", "Te", "c7+la", "ACT", "#26.", "hello th", "@fi")

    def at_a_key() -> None:
        for text in typed:
            completions(text, crowd)
            typed_space(text, crowd)

    p50, p95 = (value / len(typed) for value in milliseconds(at_a_key, RUNS // 4))
    print(f"\noffers: p50 {p50:.3f} ms, p95 {p95:.3f} ms")
    assert p95 < 1.0
