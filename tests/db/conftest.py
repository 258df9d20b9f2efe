"""Tests of the engine, and of what stands on it, have the true one."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def hasty_engines() -> None:
    """Nothing is changed here."""
