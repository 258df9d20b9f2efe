"""Every kind of thing that can be listed, shown, changed and deleted: by which service, with which fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msa_wg_desktop.cli import (
    agendas,
    as_json,
    calendars,
    group_words,
    meeting_commands,
    needs,
    people_edits,
    proposals,
    work_edits,
)
from msa_wg_desktop.cli.as_json import Json
from msa_wg_desktop.cli.desk import Desk, one
from msa_wg_desktop.cli.kind import WORK_FILTERS, Attending, Kind, Seated, Wanted
from msa_wg_desktop.cli.kinds_orders import ORDER_KINDS
from msa_wg_desktop.cli.reading import Reader, WrongUse, a_level, chosen, clock, day, flag, names, text
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.data_needs import DataNeedRow, NeedStatus
from msa_wg_desktop.domain.materials import Cites, MaterialFilter
from msa_wg_desktop.domain.meetings import MeetingKind, MeetingRow, MeetingStatus, Presence, SectionRow
from msa_wg_desktop.domain.reminders import read_reminders
from msa_wg_desktop.domain.zone_words import read_zones
from msa_wg_desktop.words import _


def _meetings(desk: Desk, wanted: Wanted) -> Sequence[MeetingRow]:
    rows = (wanted.meeting,) if wanted.meeting else desk.services.meetings.list()
    ahead = (MeetingStatus.SCHEDULED, MeetingStatus.TO_BE_RESCHEDULED)
    return [
        row
        for row in rows
        if wanted.has(row.group_id)
        and (row.status in ahead or not wanted.open)
        and (wanted.due_before is None or (row.date is not None and row.date < wanted.due_before))
    ]


def _attendance(desk: Desk, wanted: Wanted) -> list[Attending]:
    return [
        Attending(row.id, row, meeting.id)
        for meeting in _meetings(desk, wanted)
        for row in desk.services.attendance.list(meeting.id)
    ]


def _seats(desk: Desk, wanted: Wanted) -> list[Seated]:
    groups = [group for group in desk.services.groups.list() if wanted.has(group.id)]
    return [Seated(seat.id, seat, group.path) for group in groups for seat in desk.services.groups.seats(group.id)]


def _edit_section(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    """Its own fields, and with `after` the section behind which it stands; "" is none."""
    values, sections, rows = dict(values), desk.services.sections, _beside(desk, row_id)
    with desk.services.store.operation(_("Change a section"), meeting_id=rows[0].meeting_id):
        if "after" in values:
            after, here = values.pop("after"), [row.id for row in rows].index(row_id)
            before = rows.index(one(rows, after, lambda row: (row.heading,), _("section"))) if after else -1
            sections.move(row_id, by=before + (before < here) - here)
        if values:
            sections.edit(row_id, values)


def _beside(desk: Desk, section_id: str) -> Sequence[SectionRow]:
    """A section and its neighbours, in their order."""
    found = (desk.services.sections.list(meeting.id) for meeting in desk.services.meetings.list())
    return next(rows for rows in found if any(row.id == section_id for row in rows))


def _edit_material(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    """Its own fields, and which lines and data needs cite it, as their ids."""
    values, materials = dict(values), desk.services.materials
    wanted = values.pop("cited_by", None)
    with desk.services.store.operation(_("Change a material")):
        if values:
            materials.edit(row_id, values)
        if wanted is not None:
            now = {subject for _kind, subject in materials.get(row_id).cited_by}
            subjects = {row_id: cites for cites, row_id in (_subject(desk, text) for text in wanted)}
            for subject in sorted(now - subjects.keys()):
                materials.uncite(row_id, subject)
            for subject in sorted(subjects.keys() - now):
                materials.cite(row_id, subjects[subject], subject)


def _subject(desk: Desk, wanted: str) -> tuple[Cites, str]:
    """The line or the data need that an id, or the beginning of one, means."""
    rows = [*desk.services.note_lines.list(None), *desk.services.data_needs.list()]
    row = one(rows, wanted, lambda _row: (), _("line or data need"))
    return (Cites.DATA_NEED if isinstance(row, DataNeedRow) else Cites.NOTE), row.id


def find(desk: Desk, kind: Kind, text: str) -> Any:
    """The thing of a kind that an id, the beginning of one, or a name means."""
    if kind.name == "meeting":
        return desk.meeting(text)
    return one(kind.rows(desk, Wanted()), text, kind.names, kind.name)


def of_name(text: str) -> Kind | None:
    """The kind that a word means, in the singular or the plural."""
    return next((kind for kind in KINDS.values() if text in (kind.name, kind.plural)), None)


def named(text: str) -> Kind:
    """As `of_name`, raising ValidationError with all kinds where there is none of that name."""
    kind = of_name(text)
    if kind is None:
        raise WrongUse(
            _("There is no kind “{text}”. The kinds are {kinds}.").format(
                text=text, kinds=", ".join(kind.plural for kind in KINDS.values())
            )
        )
    return kind


def whole(desk: Desk, kind: Kind, row_id: str) -> Json:
    """One thing with its history, as `show` gives it."""
    row = next(row for row in kind.rows(desk, Wanted()) if row.id == row_id)
    return {**kind.json(desk, row), "history": [as_json.told(step) for step in desk.services.history.of(row_id)]}


_WORK: Mapping[str, Reader] = {"order_items": names, "off_record": flag}
_PARTY: Mapping[str, Reader] = {"name": text, "retired": flag}

_ALL = (
    Kind(
        name="group",
        plural="groups",
        rows=lambda desk, _wanted: desk.services.groups.list(),
        json=lambda _desk, row: as_json.group(row),
        columns=("id", "path", "name", "heading", "time_zone"),
        fields={
            "name": text, "short": text, "heading": text, "summary_title": text, "state": text, "time_zone": text,
            "attribution": text, "print_markers": flag,
        },
        edit=lambda desk, row_id, values: desk.services.groups.edit(row_id, values),
        delete=lambda desk, row_id: desk.services.groups.delete(row_id),
        names=lambda row: (row.path, row.name, row.short),
    ),
    Kind(
        name="meeting",
        plural="meetings",
        rows=_meetings,
        json=lambda desk, row: as_json.meeting(row, desk.sequence(row)),
        columns=("id", "date", "start", "end", "group", "title", "status", "series"),
        filters=frozenset({"group", "meeting", "open", "due_before"}),
        fields={
            "title": text, "date": day, "start": clock, "end": clock, "time_zone": text, "kind": chosen(MeetingKind),
            "status": chosen(MeetingStatus), "location": text, "url": text,
            "message": text, "reminders": read_reminders, "zones": read_zones,
        },
        edit=meeting_commands.edit,
        delete=lambda desk, row_id: desk.services.meetings.delete(row_id),
    ),
    Kind(
        name="section",
        plural="sections",
        rows=lambda desk, wanted: [
            row for meeting in _meetings(desk, wanted) for row in desk.services.sections.list(meeting.id)
        ],
        json=lambda _desk, row: as_json.section(row),
        columns=("id", "kind", "heading", "text"),
        filters=frozenset({"meeting", "group"}),
        fields={"heading": text, "text": text, "printed": flag, "after": text},
        edit=_edit_section,
        delete=lambda desk, row_id: desk.services.sections.delete(row_id),
    ),
    Kind(
        name="attendance",
        plural="attendance",
        rows=_attendance,
        json=lambda _desk, row: as_json.attendance(row.row, row.meeting_id),
        columns=("id", "name", "organisation", "presence", "invited", "optional", "joined_at", "left_at", "spoke"),
        filters=frozenset({"meeting", "group"}),
        fields={"invited": flag, "optional": flag, "presence": chosen(Presence), "joined_at": clock, "left_at": clock},
        edit=lambda desk, row_id, values: desk.services.attendance.edit(row_id, values),
        delete=lambda desk, row_id: desk.services.attendance.remove(row_id),
    ),
    Kind(
        name="note",
        plural="notes",
        rows=lambda desk, wanted: desk.services.note_lines.list(wanted.meeting.id if wanted.meeting else None),
        json=lambda _desk, row: as_json.note(row),
        columns=("id", "label", "speakers", "text", "kind", "off_record"),
        filters=frozenset({"meeting"}),
        fields={"text": text, "level": a_level, "mark": text},
        edit=lambda desk, row_id, values: desk.services.note_lines.edit(row_id, values),
        delete=lambda desk, row_id: desk.services.note_lines.delete(row_id),
    ),
    Kind(
        name="action",
        plural="actions",
        rows=lambda desk, wanted: desk.services.actions.list(wanted.of_work()),
        json=lambda desk, row: as_json.action(row, desk.brief),
        columns=("id", "what", "owners", "due", "status", "from"),
        filters=WORK_FILTERS,
        fields={**work_edits.ACTION_FIELDS, **_WORK},
        edit=work_edits.edit_action,
        states=tuple(ActionStatus),
        delete=lambda desk, row_id: desk.services.actions.delete(row_id),
    ),
    Kind(
        name="data-need",
        plural="data-needs",
        rows=lambda desk, wanted: desk.services.data_needs.list(wanted.of_work()),
        json=lambda _desk, row: as_json.data_need(row),
        columns=("id", "need", "parties", "status", "due", "identified_on"),
        filters=WORK_FILTERS,
        fields={**needs.FIELDS, **_WORK},
        edit=needs.edit_need,
        states=tuple(NeedStatus),
        delete=lambda desk, row_id: desk.services.data_needs.delete(row_id),
    ),
    Kind(
        name="agreement",
        plural="agreements",
        rows=lambda desk, wanted: desk.services.agreements.list(wanted.of_work()),
        json=lambda _desk, row: as_json.agreement(row),
        columns=("id", "text", "basis", "parties", "from"),
        filters=frozenset({"meeting", "group", "owner", "order"}),
        fields={"text": text, "basis": text, "parties": names, **_WORK},
        edit=lambda desk, row_id, values: desk.services.agreements.edit(row_id, values),
        delete=lambda desk, row_id: desk.services.agreements.delete(row_id),
    ),
    Kind(
        name="question",
        plural="questions",
        rows=lambda desk, wanted: desk.services.questions.list(wanted.of_work()),
        json=lambda _desk, row: as_json.question(row),
        columns=("id", "text", "asked_by", "status", "from"),
        filters=frozenset({"meeting", "group", "owner", "open", "order"}),
        fields={**work_edits.QUESTION_FIELDS, **_WORK},
        edit=work_edits.edit_question,
        delete=lambda desk, row_id: desk.services.questions.delete(row_id),
    ),
    *ORDER_KINDS,
    Kind(
        name="material",
        plural="materials",
        rows=lambda desk, wanted: desk.services.materials.list(
            wanted=MaterialFilter(
                group_ids=None if wanted.groups is None else tuple(wanted.groups),
                sender_id=wanted.owner or "",
                newest=wanted.open,
            )
        ),
        json=lambda _desk, row: as_json.material(row),
        columns=("id", "title", "from", "date", "version", "confidential", "location"),
        filters=frozenset({"group", "owner", "open"}),
        fields={
            "title": text, "sender": text, "received_on": day, "version": text, "confidential": flag, "location": text,
            "cited_by": names,
        },
        edit=_edit_material,
        delete=lambda desk, row_id: desk.services.materials.delete(row_id),
        names=lambda row: (row.title,),
    ),
    Kind(
        name="person",
        plural="people",
        rows=lambda desk, _wanted: desk.services.parties.people(),
        json=lambda _desk, row: as_json.person(row),
        columns=("id", "name", "organisation", "code", "mail", "provisional"),
        fields={
            **_PARTY, "organisation": text, "since": day, "code": text, "mail": text, "provisional": flag,
        },
        edit=people_edits.edit_person,
        delete=lambda desk, row_id: desk.services.parties.delete(row_id),
        names=lambda row: (row.name, row.display, row.code),
    ),
    Kind(
        name="organisation",
        plural="organisations",
        rows=lambda desk, _wanted: desk.services.parties.organisations(),
        json=lambda _desk, row: as_json.organisation(row),
        columns=("id", "name", "short", "classes", "provisional"),
        fields={**_PARTY, "short": text, "classes": names, "provisional": flag},
        edit=lambda desk, row_id, values: desk.services.parties.edit(row_id, values),
        delete=lambda desk, row_id: desk.services.parties.delete(row_id),
        names=lambda row: (row.name, row.short),
    ),
    Kind(
        name="party-class",
        plural="party-classes",
        rows=lambda desk, _wanted: desk.services.parties.classes(),
        json=lambda _desk, row: as_json.party_class(row),
        columns=("id", "name", "members"),
        fields={**_PARTY, "members": names},
        edit=lambda desk, row_id, values: desk.services.parties.edit(row_id, values),
        delete=lambda desk, row_id: desk.services.parties.delete(row_id),
        names=lambda row: (row.name,),
    ),
    Kind(
        name="seat",
        plural="seats",
        rows=_seats,
        json=lambda _desk, row: as_json.seat(row.seat, row.group),
        columns=("id", "group", "party", "role", "since", "until"),
        filters=frozenset({"group"}),
        fields={"role": text, "since": day, "until": day},
        edit=lambda desk, row_id, values: desk.services.groups.edit_seat(row_id, values),
        delete=lambda desk, row_id: desk.services.groups.remove_seat(row_id),
        names=lambda row: (row.seat.party,),
    ),
    Kind(
        name="membership",
        plural="memberships",
        rows=lambda desk, _wanted: [
            row for party in desk.services.parties.classes() for row in desk.services.memberships.list(party.id)
        ],
        json=lambda _desk, row: as_json.membership(row),
        columns=("id", "class", "member", "since", "until"),
        fields={"since": day, "until": day},
        edit=lambda desk, row_id, values: desk.services.memberships.edit(row_id, values),
        delete=lambda desk, row_id: desk.services.memberships.remove(row_id),
        names=lambda row: (row.member,),
    ),
    Kind(
        name="operation",
        plural="operations",
        rows=lambda desk, wanted: desk.services.history.list(
            limit=wanted.limit or 1_000_000, meeting_id=wanted.meeting.id if wanted.meeting else None
        ),
        json=lambda _desk, row: as_json.operation(row),
        columns=("id", "seq", "at", "who", "label", "undone"),
        filters=frozenset({"meeting", "limit"}),
    ),
)  # fmt: skip

KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (*_ALL, *agendas.KINDS, *proposals.KINDS, *group_words.KINDS, *calendars.KINDS)
}
