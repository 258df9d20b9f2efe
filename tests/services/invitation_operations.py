"""The verbs of guests and of what comes back from them, with what has to be there before each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.services.desk import Desk

INVITED = "pf; Ann Lee <ann@x.example>"


def invite(desk: Desk, who: str) -> int:
    guests = desk.services.guests
    return guests.invite(desk.meeting, guests.read(desk.meeting, who), optional=True)


def nothing(_desk: Desk) -> None:
    """Nothing has to be there before."""


def guests(desk: Desk) -> None:
    invite(desk, INVITED)


INVITATION_OPERATIONS: Mapping[str, tuple[Callable[[Desk], Any], Callable[[Desk, Any], Any]]] = {
    "guests.invite": (nothing, lambda d, _: invite(d, INVITED)),
    "guests.edit": (guests, lambda d, _: d.services.guests.edit(d.meeting, "ANN@x.example", optional=False)),
    "guests.remove": (guests, lambda d, _: d.services.guests.remove(d.meeting, "ann@x.example")),
    "guests.remove a person": (guests, lambda d, _: d.services.guests.remove(d.meeting, d.party("pf"))),
}
