from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store

NOON = datetime(2025, 2, 6, 12, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty record, made once and copied for each test."""
    path = tmp_path_factory.mktemp("record") / "empty.msawg"
    Store.create(path, who="test").close()
    return path


@pytest.fixture
def clock() -> FixedClock:
    """Noon of the day of the real meeting."""
    return FixedClock(NOON)


@pytest.fixture
def store(empty_record: Path, tmp_path: Path, clock: FixedClock):
    path = tmp_path / "record.msawg"
    shutil.copy(empty_record, path)
    store = Store.open(path, who="test", clock=clock)
    yield store
    store.close()


@pytest.fixture
def services(store: Store) -> Services:
    return Services(store)
