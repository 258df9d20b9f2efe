"""Records that many tests begin with: made once by the services, then copied into the record of each test."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from msa_wg_desktop.services.container import Services

Made = TypeVar("Made")
Recipe = Callable[[Services], Made]

_made: dict[tuple[Recipe[Any], datetime], tuple[bytes, Any]] = {}


def prepared(services: Services, recipe: Recipe[Made]) -> Made:
    """What the recipe makes of an empty record, and gives: plain ids.

    Only the first test of a process waits for the services to write it all; the others get the pages that were written.
    """
    store = services.store
    assert store.path is not None
    assert store.seq() == 0, "what a recipe begins with is an empty record"
    copy = store.path.with_suffix(".prepared")
    key = (recipe, store.clock.now())
    if key not in _made:
        given = recipe(services)
        store.end_burst()
        _copy_pages(store.path, copy)
        _made[key] = (copy.read_bytes(), given)
    else:
        copy.write_bytes(_made[key][0])
        _copy_pages(copy, store.path)
        store.catch_up()
    copy.unlink()
    # As it is while one works: who is there has been read.
    services.parties.book()
    return deepcopy(_made[key][1])


def _copy_pages(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
        to.execute("PRAGMA synchronous = OFF")
        from_.backup(to)
