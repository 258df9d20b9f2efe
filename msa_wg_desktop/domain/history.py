"""What the history shows: operations, and each change of one in words instead of columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast

from msa_wg_desktop.domain.changes import ChangeKind, OperationRow
from msa_wg_desktop.domain.dates import format_date, format_time
from msa_wg_desktop.domain.history_words import FIELDS, FIELDS_OF, NOUNS, NOUNS_OF_PARTIES, SETTINGS
from msa_wg_desktop.domain.series import whole_rule_words
from msa_wg_desktop.words import _

PURGED = "[purged]"
"""What stands where a text was forgotten for good."""

# Fields that place a row or serve the machine: a change of them alone is told as "moved".
PLACING = frozenset({"rank", "position", "level"})
SILENT = frozenset({
    "body_start", "by_marker", "confirmed", "event_uid", "literal", "occurrence", "operation_seq", "sha256", "touched",
    "uid",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: its label, what stood there and what stands there; "" is nothing. `name` is its own,
    `values` are the two as the record keeps them.
    """

    label: str
    before: str
    after: str
    name: str = ""
    values: tuple[Any, Any] = (None, None)


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
        case list():
            return ", ".join(value_words(each) for each in cast("list[Any]", value))
        case _:
            return str(value)


def own_words(entity: str, values: Mapping[str, Any]) -> str:
    """What a row is called by its own words; "" where it only ties others together."""
    match entity:
        case "meeting":
            day = values.get("date")
            return ", ".join(part for part in (str(values.get("title") or ""), value_words(day)) if part)
        case "event" | "setting":
            return _event_words(values) if entity == "event" else _setting_words(values)
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
        case "guest" | "reply":
            who = str(values.get("name") or values.get("mail") or "")
            return ": ".join(part for part in (who, str(values.get("answer") or "")) if part)
        case "working_group" | "party":
            return str(values.get("short") or values.get("name") or "")
        case _:
            return next((str(values[name]) for name in _NAMING if values.get(name)), "")


def _event_words(values: Mapping[str, Any]) -> str:
    """What calendars know, by who made it and how it comes again: nobody knows its number."""
    who = values.get("organiser_name") or values.get("organiser_mail")
    often = whole_rule_words(str(values.get("rule") or ""))
    if who:
        return _("event of {name}").format(name=who)
    return _("series, {often}").format(often=often) if often else _("event of one meeting")


def _setting_words(values: Mapping[str, Any]) -> str:
    return str(values.get("value") or "") if values.get("id") in SETTINGS else ""


# The fields by which rows are called, the most telling first.
_NAMING = ("what", "need", "heading", "title", "term", "file_name", "topic", "text", "name")


def noun(entity: str, values: Mapping[str, Any] | None = None) -> str:
    """What a kind of row is called; a party by what kind of party it is, a setting by what it sets."""
    known = values or {}
    of_kind = {"party": NOUNS_OF_PARTIES.get(str(known.get("kind"))), "setting": SETTINGS.get(str(known.get("id")))}
    return _(of_kind.get(entity) or NOUNS.get(entity) or entity.replace("_", " "))


def field_label(field: str, entity: str = "") -> str:
    """What a field is called."""
    return _(FIELDS_OF.get((entity, field)) or FIELDS.get(field) or field.removesuffix("_id").replace("_", " "))


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
