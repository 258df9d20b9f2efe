"""ChangeSets to publish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from msa_wg_desktop.domain.changes import Change, ChangeKind, ChangeSet, OperationKind

MakeChanges = Callable[..., ChangeSet]


@pytest.fixture
def changes() -> MakeChanges:
    """`changes("action", origin="…")`: one row of that entity has changed."""
    at = datetime(2025, 2, 6, 17, tzinfo=UTC)

    def make(entity: str, *, origin: str = "", label: str = "Change something") -> ChangeSet:
        change = Change(entity, "1", ChangeKind.UPDATE, {"title": "a"}, {"title": "b"})
        return ChangeSet(1, "op", label, "me", at, OperationKind.DO, (change,), origin=origin)

    return make
