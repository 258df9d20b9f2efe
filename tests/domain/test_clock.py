"""The clock is injected, so that tests can say what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from msa_wg_desktop.domain.clock import Clock, FixedClock, SystemClock


def test_the_machines_clock_knows_its_zone() -> None:
    before = datetime.now(UTC)
    moment = SystemClock().now()
    assert moment.utcoffset() == timedelta(0)
    assert before <= moment <= datetime.now(UTC)


def test_a_fixed_clock_stands_still_and_its_day_is_the_users() -> None:
    evening = datetime(2025, 2, 6, 21, tzinfo=timezone(timedelta(hours=-5)))
    clock: Clock = FixedClock(evening)
    assert clock.now() == clock.now() == evening
    assert clock.today() == date(2025, 2, 6)
