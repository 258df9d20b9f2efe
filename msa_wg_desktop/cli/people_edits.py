"""A person's fields: another organisation is a move from a day on, as in the window, and no rewriting of what was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.reading import WrongUse
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.exports import finals_words
from msa_wg_desktop.domain.parties import PersonRow
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.words import _, ngettext


def edit_person(desk: Desk, person_id: str, values: Mapping[str, Any]) -> list[str]:
    """Changes fields of a person; gives what a move means for what was said before it.

    `since` is the day of a move, else it is today. With an empty one the organisation is put right: it was entered by
    mistake, and there was no other.
    """
    values, said = dict(values), list[str]()
    person = desk.services.parties.get(person_id)
    assert isinstance(person, PersonRow)
    by_mistake = values.get("since", desk.today) is None
    if "since" in values and not values.get("organisation"):
        raise WrongUse(_("since= is said of a new organisation=. Nothing was changed."))
    since = values.pop("since", None) or desk.today
    with desk.services.store.operation(_("Change {name}").format(name=person.display)):
        if values.get("organisation") and person.organisation_id and not by_mistake:
            to = desk.book.find(values.pop("organisation"), kinds=(PartyKind.ORGANISATION,), field="organisation")
            said = [] if to.id == person.organisation_id else _move(desk, person, to.id, since)
        if values:
            desk.services.parties.edit(person_id, values)
    return said


def _move(desk: Desk, person: PersonRow, organisation_id: str, since: date) -> list[str]:
    plan = desk.services.affiliations.plan(person.id, organisation_id, since)
    desk.services.affiliations.move(person.id, organisation_id, since)
    moved = _("{name} is with {organisation} from {day} on.")
    stay = ngettext(
        "{count} line from before stays {person}.", "{count} lines from before stay {person}.", plan.kept_lines
    )
    return [
        moved.format(name=person.name, organisation=plan.organisation, day=format_date(since)),
        *([stay.format(count=plan.kept_lines, person=plan.person)] if plan.kept_lines else []),
        *([finals_words(plan.finals)] if plan.finals else []),
    ]
