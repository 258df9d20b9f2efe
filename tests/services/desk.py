"""A desk to work at: the group, the parties and the order of the real meeting, and a short discussion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Engine, event, select

from msa_wg_desktop.db.codec import ENTITIES
from msa_wg_desktop.domain.action_sheet import SheetAction
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from tests.prepared import prepared

FEB_6 = date(2025, 2, 6)
# Two actions as a list says them that somebody sends.
SHEET = (
    SheetAction(2, "Send it", ("EDCs", "Tesla"), FEB_6, ActionStatus.IN_PROGRESS, ("26.6",), "Legal has it"),
    SheetAction(3, "Call back"),
)
LINES = """\
Patrick Fam (Eversource): What happens if the house is sold?
Eversource is still reviewing the materials
ACTION: EDCs to reach out to legal by Feb 21 #26.6
\tACTION: Jordan Graham to ask internally
NEED: Tesla to provide maintenance data
Q: Who manages the change of ownership?
AGREED: updated diagrams are not necessary
POSITION: ConnectDER neutral on liability waiver
Patrick Fam (Eversource) and Jordan Graham (Tesla): Both will look into it"""


@dataclass(frozen=True)
class Desk:
    """Ids by the names that the tests use."""

    services: Services
    group: str
    docket: str
    decision: str
    order: str
    items: dict[str, str]
    meeting: str
    notes: list[str]

    def party(self, name: str) -> str:
        return self.services.parties.find(name).id

    def captured(self, kind: str) -> str:
        return next(row.id for row in self.services.captures.of_meeting(self.meeting) if row.kind == kind)

    def note(self, number: int) -> str:
        return self.services.notes.outline(self.meeting).load()[number - 1].text


def make_desk(services: Services) -> Desk:
    return Desk(services, **prepared(services, _fill))


def _fill(services: Services) -> dict[str, Any]:
    parties, orders = services.parties, services.orders
    parties.add_organisation("Eversource Energy", "Eversource", classes=["EDCs"])
    parties.add_organisation("United Illuminating", "UI", classes=["EDCs"])
    parties.add_organisation("ConnectDER", classes=["OEMs"])
    parties.add_organisation("Tesla", classes=["OEMs"])
    parties.add_organisation("Great Plains Institute", "GPI")
    parties.add_person("Patrick Fam", "Eversource", code="pf")
    parties.add_person("Ursula Ives", "UI")
    parties.add_person("Jordan Graham", "Tesla", code="jg")
    parties.add_person("Aileen Cole", "GPI", code="ac")
    docket = orders.add_docket("24-08-02", title="Energy storage", agency="PURA")
    orders.add_docket("24-08-05")
    decision = orders.add_decision("24-08-02", decided_on=date(2024, 10, 16))
    order = orders.add(decision, "26", due=date(2025, 3, 31), files=["EDCs"], also_filed_in="24-08-05")
    texts = {"1": "a liability waiver", "2": "a list of restrictions", "6": "comments"}
    items = {number: orders.add_item(order, number, text) for number, text in texts.items()}
    group = services.groups.add("IX WG / MSA", default_decision_id=decision).id
    meeting = services.meetings.add(group, MeetingDraft("MSA subgroup meeting", FEB_6, time(11), time(12)))
    notes = list(services.notes.capture_lines(meeting, LINES))
    return {
        "group": group,
        "docket": docket,
        "decision": decision,
        "order": order,
        "items": items,
        "meeting": meeting,
        "notes": notes,
    }


def dump(store: Store) -> dict[str, list[Any]]:
    """Every recorded row of every table."""
    with store.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]
            for name, table in ((name, entity.__table__) for name, entity in ENTITIES.items())
        }


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile, transaction frames left out."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
