"""The verbs of people, of where they belong and of who came, with what has to be there before each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msa_wg_desktop.domain.attendance_list import text_rows
from tests.services.desk import FEB_6, Desk

MARCH_3 = date(2025, 3, 3)


def nothing(_desk: Desk) -> None:
    """Nothing has to be there before."""


def provisional(desk: Desk) -> str:
    desk.services.notes.capture_lines(desk.meeting, "Pat Fam (ES): Noted")
    return desk.party("Pat Fam")


def unheld(desk: Desk) -> None:
    desk.services.notes.capture_lines(desk.meeting, "zz: ACTION: look into it\n[off] zz: quietly")


def moved(desk: Desk) -> str:
    desk.services.affiliations.move(desk.party("pf"), "UI", FEB_6)
    return desk.services.affiliations.former(desk.party("pf"))[0].id


def membership(desk: Desk) -> str:
    return desk.services.memberships.list(desk.party("EDCs"))[0].id


def who_came(desk: Desk, _prepared: Any) -> int:
    """One who is known and one who is new, in their words."""
    rows = text_rows("Patrick Fam (Eversource)\tpresent\t11:02\nJane Doe (Newco), excused")
    lists = desk.services.attendance_import
    return lists.take(desk.meeting, lists.read(desk.meeting, rows))


PEOPLE_OPERATIONS: Mapping[str, tuple[Callable[[Desk], Any], Callable[[Desk, Any], Any]]] = {
    "parties.add_person": (nothing, lambda d, _: d.services.parties.add_person("Jon Knauer", "ConnectDER")),
    "parties.add_person with an organisation": (
        nothing,
        lambda d, _: d.services.parties.add_person("New Name", "Newco", make_organisation=True),
    ),
    "parties.add_organisation": (nothing, lambda d, _: d.services.parties.add_organisation("EOE", classes=["Staff"])),
    "parties.add_class": (nothing, lambda d, _: d.services.parties.add_class("Vendors", ["Tesla", "ConnectDER"])),
    "parties.rename": (nothing, lambda d, _: d.services.parties.rename(d.party("pf"), "Patricia Fam")),
    "parties.edit a code": (nothing, lambda d, _: d.services.parties.edit(d.party("pf"), {"code": "pat"})),
    "parties.edit the members": (
        nothing,
        lambda d, _: d.services.parties.edit(d.party("EDCs"), {"members": ["UI", "GPI"]}),
    ),
    "parties.edit the classes": (
        nothing,
        lambda d, _: d.services.parties.edit(d.party("UI"), {"classes": ["OEMs"], "short": "U.I."}),
    ),
    "parties.edit the organisation": (
        nothing,
        lambda d, _: d.services.parties.edit(d.party("pf"), {"organisation": "UI"}),
    ),
    "parties.retire": (nothing, lambda d, _: d.services.parties.retire(d.party("pf"))),
    "parties.delete": (nothing, lambda d, _: d.services.parties.delete(d.party("ac"))),
    "parties.settle": (provisional, lambda d, p: d.services.parties.settle(p, d.party("pf"))),
    "parties.settled": (provisional, lambda d, p: d.services.parties.settled(p)),
    "unheld_codes.settle": (
        unheld,
        lambda d, _: d.services.unheld_codes.settle(d.meeting, "zz", "Zoe Zane (Newco)"),
    ),
    "parties.merge": (nothing, lambda d, _: d.services.parties.merge(d.party("Eversource"), d.party("UI"))),
    "parties.merge classes": (nothing, lambda d, _: d.services.parties.merge(d.party("EDCs"), d.party("OEMs"))),
    "affiliations.move": (nothing, lambda d, _: d.services.affiliations.move(d.party("pf"), "UI", FEB_6)),
    "affiliations.forget": (moved, lambda d, place: d.services.affiliations.forget(place)),
    "memberships.add": (nothing, lambda d, _: d.services.memberships.add("OEMs", "GPI", since=MARCH_3)),
    "memberships.edit": (membership, lambda d, m: d.services.memberships.edit(m, {"until": MARCH_3})),
    "memberships.remove": (membership, lambda d, m: d.services.memberships.remove(m)),
    "people_lines.add": (
        nothing,
        lambda d, _: d.services.people_lines.add(
            d.services.people_lines.read("Jane Doe (Newco) <jane@newco.example>; Jordan Graham (Tesla) <jg@tesla.us>")
        ),
    ),
    "attendance_import.take": (nothing, who_came),
    "people_lines.add_line": (nothing, lambda d, _: d.services.people_lines.add_line("Jane Doe (Newco) jd")),
}
