"""How the first page says what it found, and where each row of it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.domain.dates import (
    distance_words,
    format_date,
    format_day,
    format_time,
    format_times,
    zone_abbreviation,
)
from msa_wg_desktop.domain.history import HistoryRow
from msa_wg_desktop.domain.history_sentence import sentence
from msa_wg_desktop.domain.invitations import Turn
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.domain.replies import Answer, counted
from msa_wg_desktop.domain.today import Attention, Board, Coming, Concern, DueKind, NextMeeting, Sums
from msa_wg_desktop.domain.work_views import MINE, DueWanted, WorkView, place_of
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.captured_list import order_words
from msa_wg_desktop.gui.models.cards import Tag
from msa_wg_desktop.gui.models.link_rows import LinkRow
from msa_wg_desktop.words import _, ngettext

CanGo = Callable[[str], bool]
_A_WEEK = 7


def header_words(board: Board) -> str:
    """`Tue, Feb 18, 2025 · 29 business days to the Order 26 filing`."""
    day, filing = format_date(board.today), board.filing
    if filing is None:
        return day
    if filing.business_days == 0:
        due_today = _("the Order {order} filing is due today")
        words = due_today if filing.day == board.today else _("no business day to the Order {order} filing")
        return f"{day} · {words.format(order=filing.order)}"
    words = ngettext(
        "{count} business day to the Order {order} filing",
        "{count} business days to the Order {order} filing",
        filing.business_days,
    )
    return f"{day} · {words.format(count=filing.business_days, order=filing.order)}"


# ---------------------------------------------------------------------- the next meeting


def meeting_words(meeting: MeetingRow) -> str:
    """`MSA subgroup meeting · Tue, Feb 25, 2025, 11:00 AM EST`."""
    if meeting.status is MeetingStatus.TO_BE_RESCHEDULED:
        return meeting.title
    zone = zone_abbreviation(meeting.time_zone, meeting.date, meeting.start) if meeting.date else ""
    day = format_date(meeting.date) if meeting.date else _("no date yet")
    when = ", ".join(part for part in (day, format_times(meeting.start, None, zone=zone)) if part)
    return f"{meeting.title} · {when}"


def meeting_details(told: NextMeeting, carried: int, today: date) -> str:
    """How far away it is, where it stood before, and what is prepared for it."""
    meeting, parts = told.meeting, []
    if meeting.status is MeetingStatus.TO_BE_RESCHEDULED:
        stood = meeting.date or meeting.rescheduled_from
        words = _("was {day}, a new date is still to be found") if stood else _("a date is still to be found")
        parts.append(words.format(day=format_date(stood) if stood else ""))
    elif meeting.date is not None:
        parts.append(distance_words(meeting.date, today))
        if meeting.rescheduled_from is not None:
            parts.append(_("rescheduled from {day}").format(day=format_date(meeting.rescheduled_from)))
    parts.append(
        ngettext("{count} agenda item", "{count} agenda items", told.agenda).format(count=told.agenda)
        if told.agenda
        else _("no agenda yet")
    )
    if carried:
        parts.append(_("{count} carried over").format(count=f"{carried:,}"))
    if told.answers:
        parts.append(_answered(dict(told.answers)))
    said = " · ".join(parts)
    return said[:1].upper() + said[1:]


def _answered(answers: Mapping[Answer, int]) -> str:
    """`9 accepted, 1 declined, 2 no reply`; where nobody answered yet, how many are invited."""
    if answers.keys() - {Answer.NONE}:
        return ", ".join(counted(answers))
    invited = answers[Answer.NONE]
    return ngettext("{count} guest", "{count} guests", invited).format(count=f"{invited:,}")


def send_words(board: Board) -> str:
    """What the next meeting's guests are still to be sent, as a button says it; "" for nothing."""
    told = board.next
    turns = {row.item: row.spot for row in board.attention if row.concern is Concern.TO_SEND}
    if told is None or told.meeting.id not in turns:
        return ""
    return {
        Turn.CANCEL: _("&Send the cancellation…"),
        Turn.INVITE: _("&Send the invitation…"),
    }.get(Turn(turns[told.meeting.id]), _("&Send the update…"))


# ---------------------------------------------------------------------- what needs attention


def attention_rows(board: Board, sums: Sums, can_go: CanGo) -> list[LinkRow]:
    """Mine first, then what the record says, the most pressing first."""
    found = list(board.attention)
    if sums.overdue:
        found.append(Attention(Concern.OVERDUE, count=sums.overdue))
    found.sort(key=lambda told: list(Concern).index(told.concern))
    rows = [_attention_row(number, told) for number, told in enumerate(found)]
    if sums.mine is not None and sums.mine.open:
        rows.insert(0, _mine_row(sums))
    return [row if row.place and can_go(row.place.page) else replace(row, place=None) for row in rows]


def _mine_row(sums: Sums) -> LinkRow:
    assert sums.mine is not None
    words = ngettext("{count} open action is yours", "{count} open actions are yours", sums.mine.open)
    late = sums.mine.overdue
    tag = Tag(_("{count} overdue").format(count=late), Tone.DANGER) if late else Tag(_("yours"), Tone.ACCENT)
    place = Place("actions", place_of(WorkView(owner=MINE)))
    return LinkRow(id="mine", words=words.format(count=sums.mine.open), tag=tag, strong=True, place=place)


def _attention_row(number: int, told: Attention) -> LinkRow:
    words, tag, place = _ATTENTION[told.concern](told)
    return LinkRow(id=f"{told.concern} {told.spot or told.item} {number}", words=words, tag=tag, place=place)


_Said = tuple[str, Tag, Place]


def _deadline_passed(told: Attention) -> _Said:
    words = _("{title} was due on {day}").format(title=told.words, day=_day(told))
    return words, Tag(_("passed"), Tone.DANGER), Place("orders", told.item, told.spot)


def _plan_late(told: Attention) -> _Said:
    return told.words, Tag(_("late"), Tone.DANGER), Place("orders", told.item, told.spot)


def _plan_at_risk(told: Attention) -> _Said:
    return told.words, Tag(_("risk"), Tone.CAUTION), Place("orders", told.item, told.spot)


def _at_risk(told: Attention) -> _Said:
    words = ngettext("{count} order item is at risk", "{count} order items are at risk", told.count)
    said = words.format(count=told.count) if told.count else order_words(told.words)
    return said, Tag(_("at risk"), Tone.DANGER), Place("orders", told.item, told.spot)


def _not_ready(told: Attention) -> _Said:
    title = told.words if told.spot else _("Order {order} filing").format(order=told.words)
    left = told.business_days or 0
    when = ngettext("in {count} business day", "in {count} business days", left).format(count=left)
    words = _("{title} {when}: {count} of {of} items not ready").format(
        title=title, when=when, count=told.count, of=told.of
    )
    return words, Tag(_("risk"), Tone.CAUTION), Place("orders", told.item, told.spot)


def _overdue(told: Attention) -> _Said:
    words = ngettext("{count} action is overdue", "{count} actions are overdue", told.count)
    place = Place("actions", place_of(WorkView(due=DueWanted.OVERDUE)))
    return words.format(count=f"{told.count:,}"), Tag(_("overdue"), Tone.DANGER), place


def _needs_past_due(told: Attention) -> _Said:
    words = ngettext("{count} data need is past its date", "{count} data needs are past their date", told.count)
    return words.format(count=f"{told.count:,}"), Tag(_("overdue"), Tone.DANGER), Place("needs", told.item)


def _to_send(told: Attention) -> _Said:
    waiting = {
        Turn.CANCEL: _("{meeting}: the cancellation waits to be sent to {guests}"),
        Turn.INVITE: _("{meeting}: the invitation waits to be sent to {guests}"),
    }.get(Turn(told.spot), _("{meeting}: the update waits to be sent to {guests}"))
    guests = ngettext("{count} guest", "{count} guests", told.count).format(count=told.count)
    stands = ", ".join(part for part in (told.words, _day(told)) if part)
    return (
        waiting.format(meeting=stands, guests=guests),
        Tag(_("to send"), Tone.CAUTION),
        Place("invitation", told.item),
    )


def _to_reschedule(told: Attention) -> _Said:
    stood = ", ".join(part for part in (told.words, _day(told)) if part)
    words = _("{meeting}: cancelled, and no new date yet").format(meeting=stood)
    return words, Tag(_("no date"), Tone.CAUTION), Place("meetings", told.item)


def _was_it_held(told: Attention) -> _Said:
    words = _("{title}, {day}: was it held?").format(title=told.words, day=_day(told))
    if told.count:
        several = ngettext(
            "{count} meeting has passed: was it held?", "{count} meetings have passed: were they held?", told.count
        )
        words = several.format(count=told.count)
    return words, Tag(_("to settle"), Tone.CAUTION), Place("meetings", told.item)


def _names(told: Attention) -> _Said:
    words = ngettext(
        "{name} was typed in notes and isn't settled yet",
        "{count} names were typed in notes and aren't settled yet",
        told.count,
    )
    return (
        words.format(name=told.words, count=told.count),
        Tag(_("names"), Tone.INFORMATION),
        Place("people", told.item),
    )


_ATTENTION: dict[Concern, Callable[[Attention], _Said]] = {
    Concern.DEADLINE_PASSED: _deadline_passed,
    Concern.PLAN_LATE: _plan_late,
    Concern.PLAN_AT_RISK: _plan_at_risk,
    Concern.AT_RISK: _at_risk,
    Concern.NOT_READY: _not_ready,
    Concern.OVERDUE: _overdue,
    Concern.NEEDS_PAST_DUE: _needs_past_due,
    Concern.TO_SEND: _to_send,
    Concern.TO_RESCHEDULE: _to_reschedule,
    Concern.WAS_IT_HELD: _was_it_held,
    Concern.NAMES: _names,
}


def _day(told: Attention) -> str:
    return format_date(told.day) if told.day else ""


# ---------------------------------------------------------------------- dates ahead


def coming_rows(board: Board, can_go: CanGo) -> list[LinkRow]:
    """Title, date with its weekday, and how many business days are left."""
    return [_coming_row(told, board.today, can_go) for told in board.coming]


def _coming_row(told: Coming, today: date, can_go: CanGo) -> LinkRow:
    binds = told.kind is not DueKind.ACTION
    place = Place("orders", told.item, told.spot) if binds else Place("actions", told.item)
    is_today = told.day == today
    return LinkRow(
        id=f"{told.kind} {told.spot or told.item}",
        # A filing that nobody made a deadline of has only its order's number.
        words=told.words if told.spot or not binds else _("Order {order} filing").format(order=told.words),
        right=_("today") if is_today else f"{weekday_name(told.day.weekday(), short=True)}, {format_day(told.day)}",
        detail=_business_days(told.business_days) if binds and not is_today else "",
        tone=Tone.DANGER if told.kind is DueKind.FILING or is_today else None,
        strong=binds,
        place=place if can_go(place.page) else None,
    )


def _business_days(count: int) -> str:
    return ngettext("{count} business day left", "{count} business days left", count).format(count=count)


# ---------------------------------------------------------------------- what changed


def change_rows(changes: Iterable[HistoryRow], today: date) -> list[LinkRow]:
    """The latest steps, in words, with when."""
    return [
        LinkRow(
            id=row.operation.id,
            words=sentence(row),
            detail=row.operation.who,
            right=_when(row, today),
        )
        for row in changes
    ]


def _when(row: HistoryRow, today: date) -> str:
    at = row.operation.at.astimezone()
    days = (today - at.date()).days
    if days <= 0:
        return format_time(at.time())
    return weekday_name(at.weekday(), short=True) if days < _A_WEEK else format_day(at.date())
