"""What the history shows: operations, and each change of one in words instead of columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from msa_wg_desktop.domain.changes import ChangeKind, OperationRow
from msa_wg_desktop.domain.dates import format_date, format_time
from msa_wg_desktop.domain.history_words import FIELDS, NOUNS
from msa_wg_desktop.words import _

# Fields that place a row or serve the machine: a change of them alone is told as "moved".
PLACING = frozenset({"rank", "position", "level"})
SILENT = frozenset({"body_start", "by_marker", "literal", "touched", "confirmed", "occurrence"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: its label, what stood there and what stands there; "" is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """What one operation did to one row. `noun` is its kind ("action"), `name` its own words."""

    entity: str
    id: str
    kind: ChangeKind
    noun: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One operation with what it did, in words."""

    operation: OperationRow
    changes: tuple[ChangeWords, ...]


def value_words(value: Any) -> str:
    """A value as people write it: dates absolute with their weekday, times with AM and PM, yes and no."""
    match value:
        case None | "":
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            local = value.astimezone()
            return f"{format_date(local.date())}, {format_time(local.time())}"
        case date():
            return format_date(value)
        case time():
            return format_time(value)
        case _:
            return str(value)


def own_words(entity: str, values: Mapping[str, Any]) -> str:
    """What a row is called by its own words; "" where it only ties others together."""
    match entity:
        case "meeting":
            day = values.get("date")
            return ", ".join(part for part in (str(values.get("title") or ""), value_words(day)) if part)
        case "decision":
            day = values.get("decided_on")
            return _("Decision of {date}").format(date=value_words(day)) if day else str(values.get("title") or "")
        case "commission_order":
            return _("Order {number}").format(number=values.get("number", ""))
        case "order_item":
            return f"({values.get('number', '')}) {values.get('text') or ''}".strip()
        case "docket":
            return _("Docket {number}").format(number=values.get("number", ""))
        case "proposal":
            return f"{values.get('number') or ''} {values.get('title') or ''}".strip()
        case "proposal_version":
            return f"v{values.get('number', '')} {values.get('text') or ''}".strip()
        case "position":
            return str(values.get("topic") or values.get("stand") or "")
        case "guest":
            return str(values.get("name") or values.get("mail") or "")
        case "reply":
            who = str(values.get("name") or values.get("mail") or "")
            return ": ".join(part for part in (who, str(values.get("answer") or "")) if part)
        case "working_group" | "party":
            return str(values.get("short") or values.get("name") or "")
        case _:
            return next((str(values[name]) for name in _NAMING if values.get(name)), "")


# The fields by which rows are called, the most telling first.
_NAMING = ("what", "need", "heading", "title", "term", "file_name", "topic", "text", "name")


def noun(entity: str) -> str:
    """What a kind of row is called."""
    return _(NOUNS.get(entity) or entity.replace("_", " "))


def field_label(field: str) -> str:
    """What a field is called."""
    return _(FIELDS.get(field) or field.removesuffix("_id").replace("_", " "))


def tie_words(entity: str, tied: Mapping[str, str]) -> str:
    """What a row is called that only ties others together, by the words of those: `EDCs in MSA`.

    `tied` has the words by field.
    """
    if "class_id" in tied:
        # Who is in it stands behind a class's name, and would be said twice.
        tied = {**tied, "class_id": tied["class_id"].partition(" (")[0]}
    for template in _TIES.get(entity, ()):
        words = _(template)
        if all(tied.get(name) for name in _FIELD.findall(words)):
            return words.format(**tied)
    return " · ".join(dict.fromkeys(name for name in tied.values() if name))


# The first whose fields are all known.
_TIES: Mapping[str, tuple[str, ...]] = {
    "action_owner": ("{action_id} → {party_id}",),
    "affiliation": ("{person_id}, until then with {organisation_id}",),
    "agenda_item": ("{topic_id}",),
    "agreement_party": ("{agreement_id} → {party_id}",),
    "attendance": ("{party_id}",),
    "capture": ("{target_id}", "{note_id}"),
    "class_member": ("{member_id} in {class_id}",),
    "data_need_party": ("{need_id} → {party_id}",),
    "event": ("{group_id}",),
    "group_seat": ("{party_id} in {group_id}",),
    "guest": ("{party_id}",),
    "material_citation": ("{material_id} in {subject_id}",),
    "note_speaker": ("{note_id}",),
    "order_link": ("{subject_id} → {order_id} {item_id}", "{subject_id} → {order_id}"),
    "order_party": ("{order_id} → {party_id}", "{item_id} → {party_id}"),
    "position": ("{version_id}",),
    "position_party": ("{party_id}: {position_id}", "{party_id}"),
    "proposal_line": ("{proposal_id}, {note_id}",),
    "reply": ("{party_id}",),
    "roll_call": ("{version_id}",),
    "roll_call_mark": ("{party_id}",),
}
_FIELD = re.compile(r"{(\w+)}")
