"""Large records for benchmarks, filled by plain SQL: what is measured is reading them, not making them."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.notes import new_id, ranks_between
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store

WORDS = "The EDCs stated that the meter socket adapter is within industry norms and that the customer is told so. "


def record_of(path: Path, *, meetings: int, notes: int) -> Path:
    """A record of one group with so many meetings, each of so many notes, nested three deep."""
    store = Store.create(path, who="bench")
    services = Services(store)
    eversource = services.parties.add_organisation("Eversource")
    for number in range(50):
        services.parties.add_person(f"First{number} Last{number}", eversource.id)
    group = services.groups.add("IX WG / MSA")
    day = date(2025, 2, 6)
    ids = [
        services.meetings.add(group.id, MeetingDraft(f"Meeting {number}", day - timedelta(days=7 * number)))
        for number in range(meetings)
    ]
    services.meetings.hold(ids[0])
    store.close()
    ranks = ranks_between(None, None, notes)
    rows = [
        (new_id(), meeting_id, rank, index % 3, f"{index} {WORDS}", 0, 0, 0, "")
        for meeting_id in ids
        for index, rank in enumerate(ranks)
    ]
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO note (id, meeting_id, rank, level, text, body_start, off_record, literal, attribution)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    connection.close()
    return path
