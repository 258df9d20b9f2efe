"""The commands on meetings: moved, cancelled, held, their series, and their fields."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msa_wg_desktop.cli import agendas, as_json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import Result, details, table
from msa_wg_desktop.cli.parser_agenda import AGENDA_VERBS
from msa_wg_desktop.cli.reading import WrongUse
from msa_wg_desktop.domain.exports import finals_words
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

_OF_INVITATION = frozenset({"message", "reminders", "zones"})


def meeting(desk: Desk, args: Namespace) -> Result:
    """Moves a meeting, cancels it, goes through its agenda, or says that it was held."""
    if args.verb in AGENDA_VERBS:
        return agendas.run(desk, args)
    row, meetings, series = desk.meeting(args.meeting), desk.services.meetings, desk.services.meeting_series
    following = getattr(args, "following", False)
    aside = ""
    match args.verb:
        case "reschedule":
            start, end = args.start or row.start, args.end or row.end
            moved = (row, *(series.following(row.id) if following else ()))
            said = _of_another_day(desk, moved, args.to, {"start": start, "end": end})
            with desk.services.store.operation(_("Reschedule the meeting"), meeting_id=row.id):
                if following:
                    series.change_following(row.id, {"start": start, "end": end}, to=args.to)
                else:
                    meetings.reschedule(row.id, args.to, times=(start, end))
            aside = "\n".join((*said, *_to_be_told(desk, row.id, row.uid)))
        case "cancel" if following:
            if args.to_be_rescheduled:
                raise WrongUse(_("Only one meeting at a time can be left to be rescheduled."))
            series.cancel_following(row.id)
            aside = "\n".join(_to_be_told(desk, row.id))
        case "cancel":
            meetings.cancel(row.id, to_be_rescheduled=args.to_be_rescheduled)
            aside = "\n".join(_to_be_told(desk, row.id))
        case "series":
            return _series(desk, row, args)
        case _:
            meetings.hold(row.id)
    value = as_json.meeting(meetings.get(row.id), desk.sequence(row))
    return Result(value, details(value), news=True, aside=aside)


def _of_another_day(desk: Desk, moved: Sequence[MeetingRow], to: date, times: Mapping[str, Any]) -> list[str]:
    """What is odd about the day to which a meeting moves, and which finals said another one."""
    row = moved[0]
    start, end = times.get("start", row.start), times.get("end", row.end)
    said = desk.services.meeting_dates.remarks(row.group_id, to, start, end, zone=row.time_zone, apart_from=row.id)
    gone_out = finals_words(desk.services.finals.of_move(moved)) if to != row.date else ""
    return [*said, *([gone_out] if gone_out else [])]


def _to_be_told(desk: Desk, meeting_id: str, was: str = "") -> list[str]:
    """Who of those who have the invitation is to get what, before any of it leaves."""
    invitations = desk.services.invitations
    waiting = invitations.waiting(meeting_id, was=was)
    if not waiting:
        return []
    told = [errand for errand in invitations.errands(meeting_id).due if errand.last is not None]
    names = [f"{errand.guest.mail}: {errand.turn.value}" for errand in told]
    return [waiting, *names, _("Nothing has left yet; “send invitation” sends it.")]


def _series(desk: Desk, row: MeetingRow, args: Namespace) -> Result:
    """The meetings of a series; with another end, after it was set."""
    series, aside = desk.services.meeting_series, ""
    rows = series.all(row.id)
    if not rows:
        raise ValidationError(_("This meeting belongs to no series. Nothing was changed."))
    if args.until is not None or args.count is not None:
        planned = series.plan_end(row.id, until=args.until, count=args.count)
        holidays = {day.day: day.holiday for day in planned.added if day.holiday}
        series.set_end(row.id, until=args.until, count=args.count, skip=holidays)
        rows = series.all(rows[0].id)
        left = [_("{day} was left out: {holiday}.").format(day=day, holiday=name) for day, name in holidays.items()]
        aside = "\n".join([*left, *_to_be_told(desk, rows[0].id)])
    values = [as_json.meeting(each, desk.sequence(each)) for each in rows]
    shown = [{**value, "id": value["id"][:8]} for value in values]
    return Result(values, table(shown, ("id", "occurrence", "date", "start", "title", "status")), aside=aside)


def edit(desk: Desk, row_id: str, values: Mapping[str, Any]) -> list[str]:
    """Its own fields, and those of its invitation, which a series shares; another day moves it as in the window.

    Gives what is odd about that day, and who is to be told of what was changed.
    """
    before, services = desk.services.meetings.get(row_id), desk.services
    said = {name: value for name, value in values.items() if name in _OF_INVITATION}
    own = {name: value for name, value in values.items() if name not in _OF_INVITATION and name != "date"}
    remarks: list[str] = []
    with services.store.operation(_("Change the meeting"), meeting_id=row_id):
        if (day := values.get("date", before.date)) != before.date and day is not None:
            remarks = _of_another_day(desk, (before,), day, values)
        if "date" in values:
            services.meeting_days.put(row_id, values["date"])
        if own:
            services.meetings.edit(row_id, own)
        if said:
            services.invitations.edit(row_id, **said)
    return [*remarks, *_to_be_told(desk, row_id, before.uid)]
