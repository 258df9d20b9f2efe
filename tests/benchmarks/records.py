"""Large records for benchmarks, filled by plain SQL: what is measured is reading them, not making them."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.notes import new_id, ranks_between
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store

Rows = Iterable[tuple[object, ...]]
WORDS = "The EDCs stated that the meter socket adapter is within industry norms and that the customer is told so. "

_HELD = (
    "kind='meeting', status='held', time_zone='America/New_York', location='', url='', message='',"
    " reminders='[15]', zones='[]'"
)
"""A meeting that is over, as far as nobody says otherwise."""


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


def with_everything(path: Path, *, rows: int) -> Path:
    """A record of `with_actions`, with so many people, data needs, materials and stands, and a tenth as many meetings.

    A group meets weekly: a thousand meetings are nineteen years. The stands are of a hundred proposals, each in
    versions that twelve parties stated something on; half the needs and a third of the notes are cited in materials.
    """
    with sqlite3.connect(path) as connection:
        group, before = connection.execute("SELECT group_id, min(date) FROM meeting").fetchone()
        (order,) = connection.execute("SELECT id FROM commission_order").fetchone()
        organisations = _organisations(connection, group)
        _insert_people(connection, group, organisations, rows)
        meetings = _insert_meetings(connection, group, date.fromisoformat(before), rows // 10)
        needs = _insert_needs(connection, group, meetings, organisations, rows)
        _insert_materials(connection, group, organisations, needs, rows)
        _insert_stands(connection, group, organisations, rows)
        items = [(new_id(), order, str(number), f"{number:03}", f"Item {number}") for number in range(9, rows // 50)]
        _insert(connection, "order_item", "id order_id number rank text", "readiness='not started'", items)
    connection.close()
    return path


def _insert(connection: sqlite3.Connection, table: str, columns: str, fixed: str, rows: Rows) -> None:
    """Rows of a table; `fixed` says what is the same in all of them."""
    names = columns.split()
    same = dict(part.split("=") for part in fixed.split(", ")) if fixed else {}
    places = ", ".join([*("?" for _name in names), *same.values()])
    connection.executemany(f"INSERT INTO {table} ({', '.join([*names, *same])}) VALUES ({places})", rows)


def _organisations(connection: sqlite3.Connection, group: str) -> list[str]:
    """Twelve that sit in the group."""
    ids = [new_id() for _number in range(12)]
    rows = [(party, f"Organisation {number}", f"Org{number}") for number, party in enumerate(ids)]
    fixed = "kind='organisation', code='', mail='', provisional=0, retired=0"
    _insert(connection, "party", "id name short", fixed, rows)
    _insert(connection, "group_seat", "id group_id party_id", "role='representative'", _each(group, ids))
    return ids


def _each(whole: str, parts: Sequence[str]) -> Rows:
    return [(new_id(), whole, part) for part in parts]


def _insert_people(connection: sqlite3.Connection, group: str, organisations: list[str], count: int) -> None:
    people = [
        (
            new_id(),
            f"Given{number} Family{number}",
            f"gf{number}",
            f"gf{number}@org.example",
            organisations[number % 12],
        )
        for number in range(count)
    ]
    fixed = "kind='person', short='', provisional=0, retired=0"
    _insert(connection, "party", "id name code mail organisation_id", fixed, people)
    seats = _each(group, [str(row[0]) for row in people[::20]])
    _insert(connection, "group_seat", "id group_id party_id", "role='observer'", seats)


def _insert_meetings(connection: sqlite3.Connection, group: str, before: date, count: int) -> list[str]:
    ids = [new_id() for _number in range(count)]
    rows = [
        (meeting, group, f"Earlier meeting {number}", (before - timedelta(days=7 * (number + 1))).isoformat())
        for number, meeting in enumerate(ids)
    ]
    _insert(connection, "meeting", "id group_id title date", _HELD, rows)
    notes = [(new_id(), ids[number % count], f"{number:08}", f"{number} {WORDS}") for number in range(10 * count)]
    _insert(
        connection,
        "note",
        "id meeting_id rank text",
        "level=0, body_start=0, off_record=0, literal=0, attribution=''",
        notes,
    )
    return ids


def _insert_needs(
    connection: sqlite3.Connection, group: str, meetings: list[str], organisations: list[str], count: int
) -> list[str]:
    """Every other one is answered, in paragraphs and bullets."""
    answer = f"{WORDS * 2}\n\n- {WORDS}\n- {WORDS}"
    ids = [new_id() for _number in range(count)]
    rows = [
        (
            need,
            group,
            meetings[number % len(meetings)],
            f"{number:08}",
            f"{WORDS} {number}",
            answer if number % 2 else "",
            "answered" if number % 2 else "requested",
            (date(2025, 1, 14) + timedelta(days=number % 90)).isoformat() if number % 3 else None,
        )
        for number, need in enumerate(ids)
    ]
    fixed = "overruled='', identified_on='2025-01-14', off_record=0"
    _insert(connection, "data_need", "id group_id meeting_id rank need response status due", fixed, rows)
    parties = [
        (new_id(), need, organisations[(number + place) % 12], place, "answered" if number % 2 else "requested")
        for number, need in enumerate(ids)
        for place in range(1 + number % 2)
    ]
    _insert(connection, "data_need_party", "id need_id party_id position status", "reason='', response=''", parties)
    return ids


def _insert_materials(
    connection: sqlite3.Connection, group: str, organisations: list[str], needs: list[str], count: int
) -> None:
    """Every tenth one is a newer version of the one before it."""
    ids = [new_id() for _number in range(count)]
    rows = [
        (
            material,
            group,
            organisations[number % 12],
            ids[number - 1] if number % 10 == 9 else None,
            f"Manual {number} of the meter socket adapter",
            (date(2015, 1, 1) + timedelta(days=number % 3650)).isoformat(),
        )
        for number, material in enumerate(ids)
    ]
    fixed = "version='', confidential=0, location='https://example.com/manual.pdf', kept=0, sha256=''"
    columns = "id group_id from_id supersedes_id title received_on"
    _insert(connection, "material", columns, fixed, rows)
    cited = [(new_id(), ids[number], need) for number, need in enumerate(needs) if number % 2]
    _insert(connection, "material_citation", "id material_id subject_id", "subject='data-need'", cited)


def _insert_stands(connection: sqlite3.Connection, group: str, organisations: list[str], count: int) -> None:
    proposals = [(new_id(), group, f"P-{number}", f"Liability waiver {number}") for number in range(1, 101)]
    _insert(connection, "proposal", "id group_id number title", "status='open'", proposals)
    versions = [
        (new_id(), row[0], number, f"{WORDS} {number}", (date(2024, 1, 1) + timedelta(days=30 * number)).isoformat())
        for row in proposals
        for number in range(1, 1 + max(1, count // (12 * len(proposals))))
    ]
    _insert(connection, "proposal_version", "id proposal_id number text dated", "", versions)
    stands = ("support", "can live with", "oppose", "abstain", "reviewing")
    stated = [
        (new_id(), group, row[0], stands[(place + number) % 5], WORDS, row[4], organisations[place])
        for number, row in enumerate(versions)
        for place in range(12)
    ]
    columns = "id group_id version_id stand text stated_on"
    _insert(connection, "position", columns, "topic='', off_record=0", [row[:6] for row in stated])
    holders = [(new_id(), row[0], row[6]) for row in stated]
    _insert(connection, "position_party", "id position_id party_id", "position=0", holders)


def with_long_meeting(path: Path, *, notes: int, actions: int) -> str:
    """A meeting of so many lines, some of which became actions; of the group above, whose others left nothing open."""
    meeting, day = new_id(), "2025-02-06"
    with sqlite3.connect(path) as connection:
        (group,) = connection.execute("SELECT id FROM working_group WHERE parent_id IS NULL").fetchone()
        _insert(connection, "meeting", "id group_id title date", _HELD, [(meeting, group, "A long day", day)])
        ranks = ranks_between(None, None, notes)
        lines = [(new_id(), meeting, rank, f"{number} {WORDS}") for number, rank in enumerate(ranks)]
        fixed = "level=0, body_start=0, off_record=0, literal=0, attribution=''"
        _insert(connection, "note", "id meeting_id rank text", fixed, lines)
        made = [(new_id(), group, meeting, WORDS) for _number in range(actions)]
        still = "status='open', overruled='', reason='', off_record=0"
        _insert(connection, "action", "id group_id meeting_id what", still, made)
        ties = [(new_id(), line[0], action[0]) for line, action in zip(lines, made, strict=False)]
        fixed = "kind='action', taken_up=0, by_marker=1, touched=0, confirmed=0"
        _insert(connection, "capture", "id note_id target_id", fixed, ties)
    connection.close()
    return meeting
