"""How the lines of a plan are said: beside their bars, to a screen reader, and in which tone."""

from __future__ import annotations

from datetime import date

from msa_wg_desktop.domain.dates import format_weekday
from msa_wg_desktop.domain.plan_back import after_colon
from msa_wg_desktop.domain.plans import PlanKind, PlanLine, PlanStatus
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.words import _, ngettext

_TONES = {
    PlanStatus.LATE: Tone.DANGER,
    PlanStatus.AT_RISK: Tone.DANGER,
    PlanStatus.DUE_SOON: Tone.CAUTION,
    PlanStatus.STARTED: Tone.CAUTION,
    PlanStatus.TO_COME: Tone.ACCENT,
    PlanStatus.NO_DATE: Tone.NEUTRAL,
    PlanStatus.DONE: Tone.GOOD,
}


def plan_tone(status: PlanStatus) -> Tone:
    """The colour of a bar; its words say the same."""
    return _TONES[status]


def status_words(status: PlanStatus) -> str:
    """How a line stands, in a word or two."""
    return {
        PlanStatus.LATE: _("late"),
        PlanStatus.AT_RISK: _("at risk"),
        PlanStatus.DUE_SOON: _("due soon"),
        PlanStatus.STARTED: _("under way"),
        PlanStatus.TO_COME: _("to come"),
        PlanStatus.NO_DATE: _("no date"),
        PlanStatus.DONE: _("done"),
    }[status]


def days_words(days: int) -> str:
    """`20 business days`."""
    return ngettext("{days} business day", "{days} business days", days).format(days=f"{days:,}")


def bar_words(line: PlanLine) -> str:
    """What stands beside a bar: `20 business days · latest start Mon, Feb 24`.

    What threatens the filing says so first; why comes last, where a long reason is cut off before a date would be.
    """
    node, status = line.node, line.status
    if status is PlanStatus.NO_DATE:
        return " ".join(line.why) or status_words(status)
    why = " ".join(line.why)
    state = f"{status_words(status)}: {after_colon(why)}" if why else status_words(status)
    parts: list[str] = []
    if node.days is not None and line.latest_start is not None:
        parts.append(days_words(node.days))
        if status in (PlanStatus.STARTED, PlanStatus.DONE) and line.end is not None:
            parts.append(_("to be ready by {day}").format(day=format_weekday(line.end)))
        else:
            parts.append(_("latest start {day}").format(day=format_weekday(line.latest_start)))
    elif line.end is not None:
        parts.append(format_weekday(line.end))
    if node.kind is PlanKind.DEADLINE:
        parts.append(_("ordered") if node.ordered else _("set by the group"))
    if status.threatens:
        return " · ".join(filter(None, (status_words(status), *parts, after_colon(why))))
    if status is not PlanStatus.TO_COME:
        parts.append(state)
    elif why:
        parts.append(why)
    return " · ".join(parts)


def spoken(line: PlanLine) -> str:
    """A whole line, as a screen reader says it."""
    kind = {
        PlanKind.STEP: _("step"),
        PlanKind.DEADLINE: _("deadline"),
        PlanKind.FILING: _("filing"),
    }[line.node.kind]
    return ", ".join(part for part in (line.title, kind, bar_words(line), line.node.party) if part)


def tip(line: PlanLine) -> str:
    """How a line was counted, and what is said about it."""
    parts = [line.arithmetic, *line.why, line.node.party]
    parts += [_("About: {title}").format(title=link.title) for link in line.node.linked]
    return "\n".join(part for part in parts if part)


def left_words(day: date | None, count: int | None, *, today: date) -> str:
    """`29 business days left`; how many have passed since the day; nothing without a day."""
    if day is None or count is None:
        return ""
    if day < today:
        return _("the day has passed")
    if day == today:
        return _("due today")
    return ngettext("{days} business day left", "{days} business days left", count).format(days=f"{count:,}")
