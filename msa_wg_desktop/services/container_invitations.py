"""The services of what comes back from invitations, and of whom they go to, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.guests import Guests


class InvitationServices:
    """A part of `Services`, which gives it the store."""

    store: Store

    @cached_property
    def guests(self) -> Guests:
        """Who is invited to meetings."""
        from msa_wg_desktop.services.guests import Guests

        return Guests(self.store)
