"""Every kind of thing as JSON: the keys that `resources/help/commands.md` documents, and no others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.series import rule_words

if TYPE_CHECKING:
    from msa_wg_desktop.domain.actions import ActionRow
    from msa_wg_desktop.domain.agreements import AgreementRow
    from msa_wg_desktop.domain.changes import OperationRow
    from msa_wg_desktop.domain.data_needs import DataNeedRow
    from msa_wg_desktop.domain.deadlines import DeadlineRow
    from msa_wg_desktop.domain.groups import GroupRow, SeatRow
    from msa_wg_desktop.domain.history import FieldChange, HistoryRow
    from msa_wg_desktop.domain.materials import MaterialRow
    from msa_wg_desktop.domain.meetings import AttendanceRow, MeetingRow, SectionRow
    from msa_wg_desktop.domain.note_lines import NoteLine
    from msa_wg_desktop.domain.orders import DecisionRow, DocketRow, OrderItemRow, OrderRow
    from msa_wg_desktop.domain.parties import ClassRow, MembershipRow, OrganisationRow, PersonRow
    from msa_wg_desktop.domain.plans import StepRow
    from msa_wg_desktop.domain.positions import PositionRow
    from msa_wg_desktop.domain.questions import QuestionRow
    from msa_wg_desktop.domain.search import SearchHit
    from msa_wg_desktop.domain.work import Source

Json = dict[str, Any]
Brief = Callable[[str], str]


def iso(value: date | time | None) -> str | None:
    """A date, a time of day to the minute, or a moment."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if value is not None else None


def instant(value: datetime) -> str:
    """A moment, in UTC."""
    return value.isoformat(timespec="seconds")


def source(value: Source) -> Json | None:
    """The meeting and the line that a thing comes from."""
    if value.meeting_id is None:
        return None
    return {"meeting": value.meeting_id, "date": iso(value.meeting_date), "label": value.label, "note": value.note_id}


def group(row: GroupRow) -> Json:
    """A group."""
    return {
        "id": row.id,
        "path": row.path,
        "name": row.name,
        "short": row.short,
        "parent": row.parent,
        "heading": row.heading,
        "summary_title": row.summary_title,
        "state": row.state,
        "time_zone": row.time_zone,
        "attribution": row.attribution.value,
        "print_markers": row.print_markers,
    }


def meeting(row: MeetingRow, sequence: int | None) -> Json:
    """`uid` is null until the meeting is in a calendar, by an invitation or a series; `sequence`, the newest version
    that went out or came from its organiser, until one did.
    """
    return {
        "id": row.id,
        "group": row.group,
        "title": row.title,
        "kind": row.kind.value,
        "status": row.status.value,
        "date": iso(row.date),
        "start": iso(row.start),
        "end": iso(row.end),
        "time_zone": row.time_zone,
        "location": row.location,
        "url": row.url,
        "uid": row.uid or None,
        "sequence": sequence,
        "rescheduled_from": iso(row.rescheduled_from),
        "series": rule_words(row.rule),
        "rule": row.rule or None,
        "occurrence": iso(row.occurrence),
    }


def section(row: SectionRow) -> Json:
    """A section of a summary; its text is light Markdown."""
    return {
        "id": row.id,
        "meeting": row.meeting_id,
        "kind": row.kind.value,
        "heading": row.heading,
        "text": row.text,
        "printed": row.printed,
    }


def attendance(row: AttendanceRow, meeting_id: str) -> Json:
    """An entry of a meeting's list."""
    return {
        "id": row.id,
        "meeting": meeting_id,
        "name": row.name,
        "organisation": row.organisation,
        "invited": row.invited,
        "optional": row.optional,
        "presence": row.presence.value,
        "joined_at": iso(row.joined_at),
        "left_at": iso(row.left_at),
        "spoke": row.spoke,
    }


def note(row: NoteLine) -> Json:
    """`kind` is what the line was captured as, or "note"."""
    return {
        "id": row.id,
        "meeting": row.meeting_id,
        "label": row.label,
        "level": row.level,
        "text": row.text,
        "kind": row.captured[0][0].value if row.captured else "note",
        "speakers": [{"name": who.name, "organisation": who.organisation} for who in row.speakers],
        "on_behalf_of": row.on_behalf_of,
        "off_record": row.off_record,
        "captured": [{"kind": kind.value, "id": target} for kind, target in row.captured],
        "order_items": list(row.order_items),
    }


def action(row: ActionRow, brief: Brief) -> Json:
    """An action; `former_dues` and `updates` are oldest first."""
    return {
        "id": row.id,
        "what": row.what,
        "owners": [
            {
                "name": brief(owner.party_id),
                "kind": owner.kind.value,
                "status": owner.status.value,
                "due": iso(owner.due),
                "reason": owner.reason,
            }
            for owner in row.owners
        ],
        "due": iso(row.due),
        "status": row.status.value,
        "reason": row.reason,
        "overruled_by": row.overruled_by,
        "from": source(row.source),
        "order_items": list(row.order_items),
        "updates": [{"date": iso(update.date), "text": update.text} for update in row.updates],
        "former_dues": [iso(day) for day in row.former_dues],
        "off_record": row.off_record,
    }


def data_need(row: DataNeedRow) -> Json:
    """A data need; `response` is light Markdown."""
    return {
        "id": row.id,
        "need": row.need,
        "parties": [party.brief for party in row.parties],
        "response": row.response,
        "status": row.status.value,
        "identified_on": iso(row.identified_on),
        "asked_again_on": iso(row.asked_again_on),
        "due": iso(row.due),
        "overruled_by": row.overruled_by,
        "follows": row.follows.id if row.follows else None,
        "follow_ups": [after.id for after in row.follow_ups],
        "from": source(row.source),
        "order_items": list(row.order_items),
        "answers": [
            {
                "name": party.brief,
                "status": party.status.value,
                "due": iso(party.due),
                "response": party.response,
                "reason": party.reason,
                "received": iso(party.answered_on),
                "received_from": party.answered_by,
                "asked_again": [iso(day) for day in party.asked_again],
            }
            for party in row.parties
        ],
        "off_record": row.off_record,
    }


def agreement(row: AgreementRow) -> Json:
    """What was agreed."""
    return {
        "id": row.id,
        "text": row.text,
        "basis": row.basis.value,
        "parties": list(row.parties),
        "from": source(row.source),
        "order_items": list(row.order_items),
        "off_record": row.off_record,
    }


def position(row: PositionRow) -> Json:
    """What a party said it holds."""
    return {
        "id": row.id,
        "organisation": row.party,
        "topic": row.topic,
        "stand": row.stand,
        "text": row.text,
        "proposal": row.proposal,
        "parties": list(row.parties),
        "stated_on": iso(row.stated_on),
        "signed_by": row.signed_by,
        "roll_call": row.roll_call_id,
        "from": source(row.source),
        "order_items": list(row.order_items),
        "off_record": row.off_record,
    }


def question(row: QuestionRow) -> Json:
    """A question."""
    return {
        "id": row.id,
        "text": row.text,
        "asked_by": row.asked_by,
        "status": row.status.value,
        "answer": row.answer,
        "from": source(row.source),
        "order_items": list(row.order_items),
        "off_record": row.off_record,
    }


def docket(row: DocketRow) -> Json:
    """A docket."""
    return {"id": row.id, "number": row.number, "title": row.title, "agency": row.agency}


def decision(row: DecisionRow) -> Json:
    """A decision."""
    return {"id": row.id, "docket": row.docket, "date": iso(row.decided_on), "title": row.title}


def order(row: OrderRow) -> Json:
    """An order with its items."""
    return {
        "id": row.id,
        "number": row.number,
        "docket": row.docket,
        "decision": iso(row.decided_on),
        "due": iso(row.due),
        "also_filed_in": row.also_filed_in,
        "files": list(row.files),
        "consulted": list(row.consulted),
        "intro": row.intro,
        "items": [{"number": item.number, "text": item.text} for item in row.items],
        "closing": row.closing,
    }


def order_item(row: OrderItemRow) -> Json:
    """An item of an order; `parties` are those that file it."""
    return {
        "id": row.id,
        "order": row.order,
        "number": row.number,
        "text": row.text,
        "parties": list(row.files),
        "consulted": list(row.consulted),
        "part_of": row.parent_id,
        "readiness": row.readiness.value,
        "readiness_by": row.readiness_by,
        "readiness_on": iso(row.readiness_on),
        "actions": row.actions,
        "data_needs": row.data_needs,
        "agreements": row.agreements,
    }


def deadline(row: DeadlineRow) -> Json:
    """A date that binds."""
    return {
        "id": row.id,
        "title": row.title,
        "date": iso(row.date),
        "kind": row.kind.value,
        "order": row.order,
        "status": row.status.value,
        "depends_on": row.depends_on,
        "lead_days": row.lead_days,
        "extension_asked_on": iso(row.extension_asked_on),
        "extension_to": iso(row.extension_to),
        "ruling": row.ruling,
        "former_dates": [iso(day) for day in row.former_dates],
    }


def plan_step(row: StepRow) -> Json:
    """A step of a plan; its dates are in `plan`. `before` is empty where it comes before the filing."""
    return {
        "id": row.id,
        "order": row.order_id,
        "title": row.title,
        "lead_days": row.lead_days,
        "before": row.before,
        "party": row.party,
        "action": row.action.id if row.action else None,
        "deadline": row.deadline.id if row.deadline else None,
        "started_on": iso(row.started_on),
        "done_on": iso(row.done_on),
    }


def material(row: MaterialRow) -> Json:
    """A document that was exchanged."""
    return {
        "id": row.id,
        "title": row.title,
        "from": row.sender,
        "date": iso(row.received_on),
        "version": row.version_words,
        "confidential": row.confidential,
        "location": row.location,
        "kept": row.kept,
        "size": row.size,
        "sha256": row.sha256 or None,
        "supersedes": row.supersedes,
        "superseded_by": row.superseded_by,
        "cited_by": [{"kind": kind.value, "id": subject} for kind, subject in row.cited_by],
    }


def person(row: PersonRow) -> Json:
    """A person."""
    return {
        "id": row.id,
        "name": row.name,
        "organisation": row.organisation,
        "code": row.code,
        "mail": row.mail,
        "provisional": row.provisional,
        "retired": row.retired,
    }


def organisation(row: OrganisationRow) -> Json:
    """An organisation."""
    return {
        "id": row.id,
        "name": row.name,
        "short": row.short,
        "classes": list(row.classes),
        "provisional": row.provisional,
        "retired": row.retired,
    }


def party_class(row: ClassRow) -> Json:
    """A party class."""
    return {"id": row.id, "name": row.name, "members": list(row.members), "retired": row.retired}


def seat(row: SeatRow, group: str) -> Json:
    """A seat in a group."""
    dates = {"since": iso(row.since), "until": iso(row.until)}
    return {"id": row.id, "group": group, "party": row.party, "role": row.role.value, **dates}


def membership(row: MembershipRow) -> Json:
    """An organisation's time in a class."""
    dates = {"since": iso(row.since), "until": iso(row.until)}
    return {"id": row.id, "class": row.class_name, "member": row.member, **dates}


def operation(row: OperationRow) -> Json:
    """A step in the history."""
    return {
        "id": row.id,
        "seq": row.seq,
        "label": row.label,
        "who": row.who,
        "at": instant(row.at),
        "kind": row.kind.value,
        "undone": row.undone,
        "undoes": row.undoes,
        "meeting": row.meeting_id,
        "changes": row.changes,
    }


def told(row: HistoryRow) -> Json:
    """An operation with what it did, in words."""
    return {
        **operation(row.operation),
        "changes": [
            {
                "kind": change.noun,
                "id": change.id,
                "name": change.name,
                "change": change.kind.value,
                "fields": [_field(field) for field in change.fields],
            }
            for change in row.changes
        ],
    }


def _field(row: FieldChange) -> Json:
    before, after = (
        iso(value) if isinstance(value, (date, time)) else words
        for words, value in zip((row.before, row.after), row.values, strict=True)
    )
    return {"field": row.label, "before": before, "after": after}


def hit(row: SearchHit) -> Json:
    """Something that was found; the day that its place names is written as all days are here."""
    where = row.where.replace(format_date(row.day), row.day.isoformat()) if row.day else row.where
    return {"kind": row.kind, "id": row.id, "where": where, "text": row.text, "off_record": row.off_record}
