"""What the popup says while a line is typed: what it will become, in words."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from msa_wg_desktop.domain.capture_codes import unheld_code
from msa_wg_desktop.domain.capture_known import Known
from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import CaptureKind, kind_words
from msa_wg_desktop.domain.planning import business_days
from msa_wg_desktop.domain.readings import (
    AgreementBasis,
    CaptureReading,
    OrderLink,
    ParsedLine,
    PartyRef,
    Preview,
    SpeakerRef,
)
from msa_wg_desktop.words import _, ngettext

# Further from the filing than this, a count of days says nothing and costs time.
_COUNTED_DAYS = timedelta(days=800)


def preview(
    line: ParsedLine, known: Known, *, today: date, filing: date | None = None, holidays: Container[date] = ()
) -> Preview | None:
    """What the popup says of a line; None where there is nothing to say.

    `filing` is the day to which business days are counted. A line without a marker has a popup only while
    its speaker, or a link, has just been typed.
    """
    if line.capture:
        return preview_reading(line.capture, line, known, today=today, filing=filing, holidays=holidays)
    if not line.body.strip():
        return _opening(line)
    if code := _just_typed_code(line, known):
        return Preview(None, _("speaker"), code, _("is nobody's code; the line stays as typed"))
    last = line.links[-1] if line.links else None
    if last and last.item_id is None and not line.text[last.end :].strip():
        return Preview(None, _("order item"), last.display, warning=_link_problem(last))
    return None


def preview_reading(
    reading: CaptureReading,
    line: ParsedLine,
    known: Known,
    *,
    today: date,
    filing: date | None = None,
    holidays: Container[date] = (),
) -> Preview:
    """What the popup says of one reading: of a marked line, or of a plain one that is about to be marked."""
    items = _items(reading)
    label = kind_words(reading.kind, is_open=True)
    match reading.kind:
        case CaptureKind.ACTION | CaptureKind.DATA_NEED:
            headline, detail, warning = _due(reading, today=today, filing=filing, holidays=holidays)
            second = _joined(_owners(reading, known), items)
        case CaptureKind.AGREEMENT:
            headline, detail, warning = reading.what, "", ""
            second = _joined(_basis(reading, known), items)
        case CaptureKind.QUESTION:
            headline, detail, warning = reading.what, "", ""
            second = _joined(_asked_by(line.speakers), items)
        case CaptureKind.POSITION:
            parties = ", ".join(_shown(party, known) for party in reading.owners)
            headline, detail, warning = parties or _("nobody named"), reading.stand or _("no stand named"), ""
            second = _joined(_("On: {topic}").format(topic=reading.topic) if reading.topic else "", items)
    warnings = [warning, *(_link_problem(link) for link in reading.links if link.item_id is None)]
    return Preview(reading.kind, label, headline, detail, second, " ".join(each for each in warnings if each))


def _just_typed_code(line: ParsedLine, known: Known) -> str:
    """A code that nobody has, while nothing stands behind it yet."""
    typed = line.text.rstrip()
    return unheld_code(line.text, known) if typed.endswith(":") and not line.literal else ""


def _opening(line: ParsedLine) -> Preview | None:
    """What is said while nothing but a speaker or `[off]` stands there."""
    if line.continues:
        return Preview(None, _("speaker"), _("the same speaker goes on"))
    if line.speakers:
        names = ", ".join(ref.display for ref in line.speakers)
        detail = ""
        if any(ref.to_be_settled for ref in line.speakers):
            detail = _("to be settled in the Recap")
        elif any(ref.provisional for ref in line.speakers):
            detail = _("New name: settled in the Recap")
        return Preview(None, _("speaker"), names, detail)
    if line.off_record:
        return Preview(None, _("not for the summary"), _("kept in the record, left out of every export"))
    return None


def _due(
    reading: CaptureReading, *, today: date, filing: date | None, holidays: Container[date]
) -> tuple[str, str, str]:
    """Date, its distance from the filing, and what is odd about it."""
    due = reading.due_date
    if due is None:
        return _("no date"), "", f"{reading.due.problem}." if reading.due else ""
    return format_date(due), before_filing(due, filing, holidays), _odd(due, today, holidays)


def before_filing(due: date, filing: date | None, holidays: Container[date]) -> str:
    """How far a date lies before the filing, in words; empty where there is no filing near."""
    if filing is None or filing - due > _COUNTED_DAYS:
        return ""
    if due == filing:
        return _("the day of the filing")
    if due > filing:
        return _("after the filing")
    count = business_days(due, filing, holidays)
    return ngettext("{count} business day before the filing", "{count} business days before the filing", count).format(
        count=count
    )


def _odd(due: date, today: date, holidays: Container[date]) -> str:
    """A date that has passed at the meeting, or on which nobody works."""
    found: list[str] = []
    if due < today:
        found.append(_("That is before the meeting."))
    if due.weekday() >= 5:
        found.append(_("That is a {weekday}.").format(weekday=weekday_name(due.weekday())))
    elif due in holidays:
        found.append(_("That is a holiday."))
    return " ".join(found)


def _owners(reading: CaptureReading, known: Known) -> str:
    names = ", ".join(_shown(owner, known) for owner in reading.owners)
    if reading.kind is CaptureKind.DATA_NEED:
        return _("Asked of: {names}").format(names=names) if names else _("asked of nobody yet")
    if not names:
        return _("no owner")
    return ngettext("Owner: {names}", "Owners: {names}", len(reading.owners)).format(names=names)


def _basis(reading: CaptureReading, known: Known) -> str:
    match reading.basis:
        case AgreementBasis.BROAD:
            return _("Broad agreement among attendees")
        case AgreementBasis.CONSENSUS:
            return _("Consensus")
        case AgreementBasis.NAMED:
            return _("Agreed by: {names}").format(names=", ".join(_shown(owner, known) for owner in reading.owners))
        case None:
            return ""


def _asked_by(speakers: tuple[SpeakerRef, ...]) -> str:
    names = ", ".join(ref.display for ref in speakers)
    return _("Asked by: {names}").format(names=names) if names else ""


def _shown(party: PartyRef, known: Known) -> str:
    """A party with, for a class, who is in it: `EDCs (Eversource, UI)`."""
    if party.party_id is None:
        return _("{name} (not in the record)").format(name=party.display)
    members = ", ".join(known.members(party.party_id))
    return f"{party.name} ({members})" if members else party.display


def _items(reading: CaptureReading) -> str:
    linked = ", ".join(link.display for link in reading.links if link.item_id)
    return linked or _("no order item")


def _link_problem(link: OrderLink) -> str:
    if link.ambiguous:
        return _("{item} is in more than one decision: type its docket before it.").format(item=link.display)
    return _("{item} is not in the record.").format(item=link.display)


def _joined(*parts: str) -> str:
    joined = " · ".join(part for part in parts if part)
    return joined[:1].upper() + joined[1:]
