"""All services of one open record, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    pass


class Services:
    """One attribute a noun. Modules are loaded when first used, so that the window is up at once."""

    def __init__(self, store: Store) -> None:
        self.store = store
