"""What stands, marks and what became of proposals are called on screen, with their tones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.proposals import ProposalStatus
from msa_wg_desktop.domain.readings import Stand
from msa_wg_desktop.domain.stands import Cell, ChangeKind, Column, MatrixRow, StandChange, Stated
from msa_wg_desktop.domain.work import Source
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.words import _, ngettext

_TONES: Mapping[str, Tone] = {
    Stand.SUPPORT: Tone.GOOD,
    Stand.CAN_LIVE_WITH: Tone.ACCENT,
    Stand.OPPOSE: Tone.DANGER,
    Stand.ABSTAIN: Tone.CAUTION,
    Stand.NO_POSITION: Tone.NEUTRAL,
    Stand.REVIEWING: Tone.INFORMATION,
}


def stand_names() -> dict[str, str]:
    """The stands that the program knows, with their words; others are kept as they were said."""
    return {
        Stand.SUPPORT: _("Support"),
        Stand.CAN_LIVE_WITH: _("Can live with"),
        Stand.OPPOSE: _("Oppose"),
        Stand.ABSTAIN: _("Abstain"),
        Stand.NO_POSITION: _("No position"),
        Stand.REVIEWING: _("Reviewing"),
    }


def mark_names() -> dict[str, str]:
    """How somebody took no stand."""
    return {Mark.SILENT: _("Silent"), Mark.ABSENT: _("Absent"), Mark.NOT_ASKED: _("Not asked")}


def stand_words(stand: str) -> str:
    """`Can live with`; another word as it was said; where only a sentence was taken down, that it is to be read."""
    return stand_names().get(stand) or mark_names().get(stand) or stand[:1].upper() + stand[1:] or _("In own words")


def stand_tone(stand: str) -> Tone:
    """Neutral for words that the program does not know."""
    return _TONES.get(stand, Tone.NEUTRAL)


def status_names() -> dict[ProposalStatus, str]:
    """What may become of a proposal."""
    return {
        ProposalStatus.OPEN: _("Open"),
        ProposalStatus.CONSENSUS: _("Consensus"),
        ProposalStatus.NO_CONSENSUS: _("No consensus"),
        ProposalStatus.WITHDRAWN: _("Withdrawn"),
    }


def status_tone(status: ProposalStatus) -> Tone:
    """Only a consensus is good news."""
    tones = {ProposalStatus.CONSENSUS: Tone.GOOD, ProposalStatus.NO_CONSENSUS: Tone.DANGER}
    return tones.get(status, Tone.NEUTRAL)


def role_words(role: SeatRole | None) -> str:
    """As what somebody sits in the group."""
    names = {
        SeatRole.REPRESENTATIVE: _("representative"),
        SeatRole.ALTERNATE: _("alternate"),
        SeatRole.OBSERVER: _("observer"),
        SeatRole.STAFF: _("staff"),
        SeatRole.FACILITATOR: _("facilitator"),
    }
    return names[role] if role else _("no seat")


def column_words(column: Column) -> str:
    """`Tesla`, and outside the count `GPI (facilitator)`."""
    return column.name if column.counts else f"{column.name} ({role_words(column.role)})"


def source_words(source: Source) -> str:
    """The day and the line: `Thu, Feb 6, 2025 · 5.a`."""
    day = format_date(source.meeting_date) if source.meeting_date else ""
    return " · ".join(part for part in (day, source.label) if part)


def stated_words(stated: Stated) -> str:
    """When, by the word of whom, from which line."""
    parts = (
        format_date(stated.stated_on) if stated.stated_on else _("no date"),
        _("said as {who}").format(who=stated.said_as) if stated.said_as else "",
        _("from {label}").format(label=stated.source.label) if stated.source.label else "",
        _("roll call") if stated.roll_call_id else "",
        _("signed by {who}").format(who=stated.signed_by) if stated.signed_by else "",
        _("not for the summary") if stated.off_record else "",
    )
    return " · ".join(part for part in parts if part)


def marks_words(cell: Cell) -> str:
    """`Silent in the roll call of Thu, Feb 6, 2025`, the newest first."""
    words = _("{mark} in the roll call of {day}")
    return "; ".join(words.format(mark=mark_names()[mark.mark], day=format_date(mark.called_on)) for mark in cell.marks)


def cell_tip(cell: Cell) -> str:
    """All that is known of a party and a version."""
    lines = [
        part
        for stated in cell.stated
        for part in (f"{stand_words(stated.stand)} · {stated_words(stated)}", _quoted(stated.text))
        if part
    ]
    lines += [marks_words(cell)] if cell.marks else []
    return "\n".join(lines) or _("Nothing is recorded.")


def change_words(change: StandChange) -> str:
    """`new version`, `Tesla: Oppose → Support`."""
    before, after = stand_words(change.before) if change.before else "", stand_words(change.after)
    match change.kind:
        case ChangeKind.VERSION:
            return _("new version")
        case ChangeKind.STATUS:
            return status_names()[ProposalStatus(change.after)]
        case _:
            step = f"{before} → {after}" if before else after
            return f"{change.party}: {step}"


def _quoted(text: str) -> str:
    return _("“{words}”").format(words=text) if text else ""


def sums_words(proposals: Sequence[MatrixRow], *, brief: bool) -> str:
    """On how many proposals there is consensus, and how to read the matrix below; `brief` leaves that out."""
    if not proposals:
        return ""
    agreed = sum(row.status is ProposalStatus.CONSENSUS for row in proposals)
    count = len(proposals)
    words = ngettext("consensus on {agreed} of {count} proposal", "consensus on {agreed} of {count} proposals", count)
    said = words.format(agreed=agreed, count=count)
    if brief:
        return said[:1].upper() + said[1:]
    return " · ".join((_("As stated, by version and date"), said, _("no stand is worked out from silence")))
