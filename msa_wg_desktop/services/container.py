"""All services of one open record, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.groups import Groups
    from msa_wg_desktop.services.parties import Parties


class Services:
    """One attribute a noun. Modules are loaded when first used, so that the window is up at once."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def groups(self) -> Groups:
        """Working groups and subgroups."""
        from msa_wg_desktop.services.groups import Groups

        return Groups(self.store)

    @cached_property
    def parties(self) -> Parties:
        """People, organisations and party classes."""
        from msa_wg_desktop.services.parties import Parties

        return Parties(self.store)
