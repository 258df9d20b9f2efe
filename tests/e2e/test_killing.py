"""`kill -9` while the real window is being typed into loses at most the last second."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.desk import screen
from tests.e2e.killing import kill_once


@pytest.mark.slow
@pytest.mark.external("Xvfb", "openbox", "xdotool")
def test_five_kills_at_random_moments_lose_at_most_the_last_second(tmp_path: Path):
    with screen() as display:
        outcomes = [kill_once(display, tmp_path, seed=seed) for seed in range(5)]
    assert [outcome for outcome in outcomes if not outcome.holds] == []
