"""An invitation that stands as one would: a webinar in April, with a list among its guests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from msa_wg_desktop.domain.invitations import EventFacts, Guest, Invitation, Mailbox

STAMP = datetime(2025, 2, 12, 15, 30, tzinfo=UTC)
FACTS = EventFacts(date(2025, 4, 16), time(13), time(14, 30), "America/New_York", url="https://example.org/webinar/msa")
WEBINAR = Invitation(
    "7d0c@msa-wg",
    "meeting",
    "MSA training webinar",
    FACTS,
    Mailbox("facilitator@example.org", "Fay Cilitator"),
    (
        Guest("ann@example.org", "Ann Example"),
        Guest("bo@example.net", "Bo Example", optional=True),
        Guest("inspectors@lists.example.org", "Municipal inspectors", is_list=True),
    ),
    text="You are invited to a training webinar.\n\nAgenda\n1. What an MSA is\n2. Questions",
    reminders=(timedelta(days=1), timedelta(minutes=15)),
)


def unfolded(data: bytes) -> list[str]:
    """The content lines of a file."""
    return data.replace(b"\r\n ", b"").decode("utf-8").removesuffix("\r\n").split("\r\n")


def changed(**facts: Any) -> Invitation:
    """The webinar with other facts."""
    return replace(WEBINAR, facts=replace(FACTS, **facts))


@pytest.fixture
def webinar() -> Invitation:
    return WEBINAR
