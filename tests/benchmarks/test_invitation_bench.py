"""How long it takes to write to 500 people, to write ten thousand deadlines, and to take a thousand answers."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest

from msa_wg_desktop.domain.invitations import EventFacts, Guest, Invitation, Mailbox, errands
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.notes import new_id
from msa_wg_desktop.invitations.mail import Mails
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from tests.invitations.calendars import OUTLOOK_REPLY, UID

GUESTS, INVITATION_BUDGET = 500, 0.5
DEADLINES, FEED_BUDGET = 10_000, 3.0
ANSWERS, ANSWERS_BUDGET = 1_000, 10.0
ROUNDS = 5
STAMP = datetime(2025, 2, 12, tzinfo=UTC)


def _measured(what: str, work: Callable[[], object]) -> float:
    """The median by the clock, in seconds; printed beside it, what the work itself took."""
    own: list[float] = []
    whole: list[float] = []
    for _round in range(ROUNDS):
        began, started = time.perf_counter(), time.process_time()
        work()
        own.append(time.process_time() - started)
        whole.append(time.perf_counter() - began)
    median = statistics.median(whole)
    print(f"\n{what}: median {median:.3f} s, of its own {statistics.median(own):.3f} s")
    return median


@pytest.mark.benchmark
@pytest.mark.parametrize("hidden", [False, True])
def test_an_invitation_to_500_people_is_built_in_half_a_second(hidden: bool):
    facts = EventFacts(date(2025, 4, 16), clock(13), clock(14, 30), "America/New_York", url="https://example.org/join")
    guests = tuple(Guest(f"guest{number}@example.org", f"Given{number} Näme{number}") for number in range(GUESTS))
    invitation = Invitation(
        "uid@msa-wg", "id", "MSA training webinar", facts, Mailbox("o@example.org", "Organiser"), guests
    )
    invitation = replace(invitation, hides_guests=hidden, text="Agenda\n1. What an MSA is\n" * 20)

    def build() -> int:
        mails = Mails(invitation, stamp=STAMP, zones=["America/Los_Angeles"])
        return sum(len(mails.mail(errand)) for errand in errands(invitation, []).due)

    assert _measured(f"mails to {GUESTS} {'hidden ' if hidden else ''}guests", build) < INVITATION_BUDGET


@pytest.mark.benchmark
def test_a_calendar_of_10000_deadlines_is_written_in_three_seconds(tmp_path: Path):
    path = tmp_path / "bench.msawg"
    Store.create(path, who="bench").close()
    first = date(2025, 1, 1)
    rows = [
        (
            new_id(),
            f"File item {number}, in whole",
            f"{first + timedelta(days=number % 3650)}",
            "open",
            "set",
            "",
        )
        for number in range(DEADLINES)
    ]
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO deadline (id, title, date, status, kind, ruling) VALUES (?, ?, ?, ?, ?, ?)", rows
        )
    store = Store.open(path)
    target = tmp_path / "feed.ics"
    feeds = Services(store).feeds
    assert _measured(f"a calendar of {DEADLINES} deadlines", lambda: feeds.write(target)) < FEED_BUDGET
    assert target.read_bytes().count(b"BEGIN:VEVENT") == DEADLINES
    store.close()


@pytest.mark.benchmark
def test_a_folder_of_1000_answers_is_read_in_ten_seconds(tmp_path: Path):
    store = Store.create(tmp_path / "bench.msawg", who="bench")
    services = Services(store)
    group = services.groups.add("IX WG").id
    meeting = services.meetings.add(
        group, MeetingDraft("MSA subgroup meeting", date(2025, 2, 25), clock(11), clock(12))
    )
    invited = "; ".join(f"Guest {number} <guest{number}@x.example>" for number in range(ANSWERS))
    services.guests.invite(meeting, services.guests.read(meeting, invited))
    folder = tmp_path / "answers"
    folder.mkdir()
    for number in range(ANSWERS):
        answer = OUTLOOK_REPLY.replace(UID, meeting).replace("Ann.Lee@X.example", f"guest{number}@x.example")
        (folder / f"{number}.ics").write_text(answer)

    def take() -> None:
        assert services.replies.import_files([folder]).words == f"{ANSWERS} taken."
        store.undo()

    assert _measured(f"a folder of {ANSWERS} answers, taken and undone", take) < ANSWERS_BUDGET
    store.close()
