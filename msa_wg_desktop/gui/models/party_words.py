"""What a party has, as rows that lead to where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msa_wg_desktop.domain.dates import format_date, format_day, format_weekday, short_date
from msa_wg_desktop.domain.party_file import PartyFile
from msa_wg_desktop.domain.party_steps import FormerPlace
from msa_wg_desktop.domain.work import Source, place_words
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cards import Tag
from msa_wg_desktop.gui.models.link_rows import LinkRow
from msa_wg_desktop.gui.models.work_words import due_chip
from msa_wg_desktop.words import _, ngettext

CanGo = Callable[[str], bool]


def owed_rows(file: PartyFile, today: date, can_go: CanGo) -> list[LinkRow]:
    """Filings, open actions, then what was asked and not answered; each with its date, in words where it is near."""
    rows: list[LinkRow] = []
    for filing in file.filings:
        words = _("Order {order} filing").format(order=filing.order)
        rows.append(_owed(Place("orders", filing.order_id), words, filing.due, "", today, can_go))
    for line in file.actions:
        said = Source(line.meeting_id, line.meeting_date, line.note_id, file.labels.get(line.note_id or "", ""))
        where = _("from {place}").format(place=place_words(said)) if place_words(said) else ""
        rows.append(_owed(Place("actions", line.id), line.what, line.due, where, today, can_go))
    for need in file.needs:
        asked = place_words(need.source) or (short_date(need.asked_on) if need.asked_on else "")
        detail = _("data need, asked {place}").format(place=asked) if asked else _("data need")
        rows.append(_owed(Place("needs", need.id), need.need, need.due, detail, today, can_go))
    return rows


def owed_words(rows: Sequence[LinkRow]) -> str:
    """`Owes · 34 · 2 overdue`, above the rows that say what."""
    late = sum(row.tag is not None and row.tag.tone is Tone.DANGER for row in rows)
    overdue = _("{count} overdue").format(count=late) if late else ""
    return " · ".join(filter(None, (_("Owes"), str(len(rows)) if len(rows) > 1 else "", overdue)))


def _owed(place: Place, words: str, due: date | None, detail: str, today: date, can_go: CanGo) -> LinkRow:
    chip = due_chip(due, today)
    near = chip[1] is not Tone.NEUTRAL or due is None
    day = _("due {day}").format(day=format_weekday(due)) if due and near else ""
    return LinkRow(
        id=f"{place.page} {place.item}",
        words=words,
        detail=" · ".join(filter(None, (day, detail))),
        tag=Tag(*chip) if near else None,
        right=format_day(due) if due and not near else "",
        place=place if can_go(place.page) else None,
    )


def attended_rows(file: PartyFile, can_go: CanGo) -> list[LinkRow]:
    """The meetings that somebody came to."""
    return [
        LinkRow(
            id=meeting.meeting_id,
            words=meeting.title,
            right=format_date(meeting.date) if meeting.date else "",
            place=Place("meeting", meeting.meeting_id) if can_go("meeting") else None,
        )
        for meeting in file.attended
    ]


def position_rows(file: PartyFile, can_go: CanGo) -> list[LinkRow]:
    """What was stated, in the words of whoever stated it."""
    return [
        LinkRow(
            id=row.id,
            words=row.text or row.topic or row.proposal,
            detail=" · ".join(part for part in (row.proposal or row.topic, row.party) if part and part != row.text),
            tag=Tag(row.stand, Tone.INFORMATION) if row.stand else None,
            place=_version(file, row.version_id) if can_go("positions") else None,
        )
        for row in file.positions
    ]


def _version(file: PartyFile, version_id: str | None) -> Place | None:
    proposal_id = file.proposals.get(version_id or "")
    return Place("positions", proposal_id, version_id or "") if proposal_id else None


def former_words(places: tuple[FormerPlace, ...]) -> str:
    """`Eversource until Wed, Feb 19, 2025`, one a line."""
    return "\n".join(
        _("{organisation} until {day}").format(organisation=place.organisation, day=format_date(place.until))
        for place in places
    )


def spoken_words(file: PartyFile) -> str:
    """In how many lines of the notes the party speaks."""
    if not file.lines:
        return ""
    return ngettext("Speaks in {count} line of the notes", "Speaks in {count} lines of the notes", file.lines).format(
        count=f"{file.lines:,}"
    )
