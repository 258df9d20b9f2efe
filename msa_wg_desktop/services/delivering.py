"""Sends an invitation and keeps who got it while it goes on: whatever ends the program, nobody gets it twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from msa_wg_desktop.domain.invitations import Mailbox, Parcel
from msa_wg_desktop.services.invitations import Invitations
from msa_wg_desktop.services.mailing import Delivery, Mailing

_KEEP_EVERY = 2.0
"""Seconds: what a crash in between could make go out again."""


def deliver(
    invitations: Invitations,
    mailing: Mailing,
    meeting_id: str,
    parcels: Sequence[Parcel],
    sender: Mailbox,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Delivery:
    """Sends parcels, one mail each, and says of each what became of it. It may run beside the window.

    Raises MailProblem or ValidationError in words where nothing could be sent at all.
    """
    taken: list[Parcel] = []
    latest = time.monotonic()

    def keep() -> None:
        nonlocal latest
        invitations.remember(meeting_id, taken)
        taken.clear()
        latest = time.monotonic()

    def take(parcel: Parcel) -> None:
        taken.append(parcel)
        if time.monotonic() - latest > _KEEP_EVERY:
            keep()

    try:
        return mailing.send(parcels, sender, progress=progress, cancelled=cancelled, taken=take)
    finally:
        keep()
