"""Large records for benchmarks, filled by plain SQL: what is measured is reading them, not making them."""

from __future__ import annotations

import random
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
    with store.operation("Many meetings"):
        ids = [
            services.meetings.add(group.id, MeetingDraft(f"Meeting {number}", day - timedelta(days=7 * number)))
            for number in range(meetings)
        ]
    services.meetings.hold(ids[0])
    store.close()
    ranks = ranks_between(None, None, notes)
    rows = (
        (new_id(), meeting_id, rank, index % 3, f"{index} {WORDS}", 0, 0, 0, "")
        for meeting_id in ids
        for index, rank in enumerate(ranks)
    )
    with sqlite3.connect(path) as connection:
        in_a_hurry(connection)
        connection.executemany(
            "INSERT INTO note (id, meeting_id, rank, level, text, body_start, off_record, literal, attribution)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    connection.close()
    return path


def in_a_hurry(connection: sqlite3.Connection) -> None:
    """A file that nobody would miss is not written through to the disk."""
    for pragma in ("synchronous = OFF", "cache_size = -256000"):
        connection.execute(f"PRAGMA {pragma}")


def with_actions(path: Path, *, actions: int) -> Path:
    """So many actions in a record of `record_of`: each from a line, most with owners and a date, half with an item."""
    store = Store.open(path, who="bench")
    services = Services(store)
    services.parties.add_organisation("United Illuminating", "UI")
    services.parties.add_class("EDCs", ["Eversource", "UI"])
    services.orders.add_docket("24-08-02")
    services.orders.add_decision("24-08-02")
    order = services.orders.add("24-08-02", "26", due=date(2025, 3, 31))
    items = [services.orders.add_item(order, str(number), f"Item {number}") for number in range(1, 9)]
    parties = [party.id for party in services.parties.book()]
    group = services.groups.list()[-1].id
    store.close()
    dice = random.Random(20250206)
    with sqlite3.connect(path) as connection:
        notes = connection.execute("SELECT id, meeting_id FROM note").fetchall()
        for number in range(actions):
            note, meeting = notes[number % len(notes)]
            _insert_action(connection, dice, number, (group, meeting, note), parties, (order, items))
    connection.close()
    return path


def _insert_action(
    connection: sqlite3.Connection,
    dice: random.Random,
    number: int,
    whence: tuple[str, str, str],
    parties: list[str],
    order: tuple[str, list[str]],
) -> None:
    group, meeting, note = whence
    action, words = new_id(), f"{' '.join(dice.choices(WORDS.split(), k=9))} {number}"
    due = (date(2025, 2, 6) + timedelta(days=dice.randrange(-300, 120))).isoformat() if dice.random() < 0.8 else None
    status = dice.choices(["open", "in progress", "done", "no longer pursued"], [3, 2, 4, 1])[0]
    row = (action, group, meeting, words, due, status, "", "", 0)
    connection.execute(
        "INSERT INTO action (id, group_id, meeting_id, what, due, status, overruled, reason, off_record)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    for position, party in enumerate(dice.sample(parties, dice.choice([0, 1, 1, 1, 2]))):
        connection.execute(
            "INSERT INTO action_owner (id, action_id, party_id, position, status, reason) VALUES (?, ?, ?, ?, ?, '')",
            (new_id(), action, party, position, status),
        )
    connection.execute(
        "INSERT INTO capture (id, note_id, kind, target_id, taken_up, by_marker, touched, confirmed)"
        " VALUES (?, ?, 'action', ?, 0, 1, 0, 0)",
        (new_id(), note, action),
    )
    if dice.random() < 0.5:
        connection.execute(
            "INSERT INTO order_link (id, order_id, item_id, subject, subject_id) VALUES (?, ?, ?, 'action', ?)",
            (new_id(), order[0], dice.choice(order[1]), action),
        )
