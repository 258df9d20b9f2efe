"""The sample: the real meeting of February 6, 2025 and all around it, put into a record through the services' verbs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingStatus, Presence, SectionKind
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.paths import resource
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.services.container import Services

Data = Mapping[str, Any]


def sample_data() -> Data:
    """The sample as it is written down in `resources/sample/record.json`."""
    return json.loads(resource("sample", "record.json").read_text(encoding="utf-8"))


def load_sample(services: Services) -> str:
    """Puts the sample into a record, in one operation; gives the id of the meeting of February 6, 2025."""
    data = sample_data()
    with services.store.operation(_("Open the sample")):
        _add_parties(services, data)
        _add_orders(services, data["dockets"])
        _add_groups(services, data["groups"])
        for deadline in data["deadlines"]:
            group_id = services.groups.find(deadline["group"]).id
            services.deadlines.add(
                deadline["title"],
                date.fromisoformat(deadline["date"]),
                kind=deadline["kind"],
                order=deadline["order"],
                group_id=group_id,
            )
        meetings = {meeting["date"]: _add_meeting(services, meeting) for meeting in data["meetings"]}
        for need in data["data_needs"]:
            services.data_needs.add(
                need["need"],
                parties=need["parties"],
                response=_markdown(services, need["response"]),
                status=need["status"],
                identified_on=date.fromisoformat(need["identified_on"]),
                meeting_id=meetings[need["meeting"]],
            )
        for meeting in data["meetings"]:
            if meeting.get("discussion"):
                _add_discussion(services, meetings[meeting["date"]], meeting["discussion"])
    return meetings["2025-02-06"]


def _add_parties(services: Services, data: Data) -> None:
    for name in data["organisations"]:
        services.parties.add_organisation(name)
    for party_class in data["classes"]:
        services.parties.add_class(party_class["name"], party_class["members"])
    for person in data["people"]:
        services.parties.add_person(person["name"], person["organisation"], code=person["code"])


def _add_orders(services: Services, dockets: Sequence[Data]) -> None:
    for docket in dockets:
        services.orders.add_docket(docket["number"], agency=docket["agency"])
        for decision in docket["decisions"]:
            decided_on = date.fromisoformat(decision["decided_on"])
            decision_id = services.orders.add_decision(docket["number"], decided_on=decided_on)
            for order in decision["orders"]:
                _add_order(services, decision_id, order)


def _add_order(services: Services, decision_id: str, order: Data) -> None:
    order_id = services.orders.add(
        decision_id,
        order["number"],
        due=_day(order.get("due")),
        intro=order.get("intro", ""),
        closing=order.get("closing", ""),
        also_filed_in=order.get("also_filed_in", ""),
        files=order["files"],
    )
    for item in order.get("items", ()):
        services.orders.add_item(order_id, item["number"], item["text"], consulted=item.get("consulted", ()))


def _add_groups(services: Services, groups: Sequence[Data]) -> None:
    for group in groups:
        group_id = services.groups.add(group["path"]).id
        values = {name: group[name] for name in ("name", "short", "heading", "summary_title") if name in group}
        if "default_decision" in group:
            docket, decided_on = group["default_decision"].split()
            values["default_decision_id"] = next(
                row.id
                for row in services.orders.decisions()
                if (row.docket, str(row.decided_on)) == (docket, decided_on)
            )
        services.groups.edit(group_id, values)
        for word in group.get("words", ()):
            services.groups.add_word(group_id, word)


def _add_meeting(services: Services, meeting: Data) -> str:
    draft = MeetingDraft(
        meeting["title"],
        _day(meeting["date"]),
        _time(meeting.get("start")),
        _time(meeting.get("end")),
        time_zone=meeting["time_zone"],
    )
    own_sections = meeting.get("sections", ())
    group_id = services.groups.find(meeting["group"]).id
    meeting_id = services.meetings.add(group_id, draft, sections=not own_sections)
    for section in own_sections:
        text = _markdown(services, section["text"])
        services.sections.add(meeting_id, section["heading"], kind=SectionKind(section["kind"]), text=text)
    services.meetings.edit(meeting_id, {"status": MeetingStatus(meeting["status"])})
    for name in meeting.get("present", ()):
        person = services.parties.find(name)
        services.attendance.add(meeting_id, person.id, presence=Presence.PRESENT, invited=False)
    return meeting_id


def _add_discussion(services: Services, meeting_id: str, lines: Sequence[Data]) -> None:
    """The lines as they were typed, then the marks that the facilitator put on them with a key."""
    services.known.forget()
    text = "\n".join("\t" * line["level"] + line["text"] for line in lines)
    note_ids = services.notes.capture_lines(meeting_id, text)
    outline = services.notes.outline(meeting_id)
    for note_id, line in zip(note_ids, lines, strict=True):
        if "mark" in line:
            outline.toggle_mark([note_id], CaptureKind(line["mark"]))


def _markdown(services: Services, paragraphs: Sequence[str | Data]) -> str:
    """Paragraphs as light Markdown; `{"order": …}` stands for the text of that order."""
    return "\n\n".join(
        paragraph if isinstance(paragraph, str) else _order_text(services, paragraph["order"])
        for paragraph in paragraphs
    )


def _order_text(services: Services, order: str) -> str:
    found = services.orders.resolve(order)
    assert found is not None, order
    return services.sections.directive_from_order(found[0])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
