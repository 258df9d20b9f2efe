"""The commands that write, each of them one operation that can be undone; and the one that can't be, purge."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msa_wg_desktop.cli import adding, agendas, as_json
from msa_wg_desktop.cli.as_json import Json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.kind import Kind
from msa_wg_desktop.cli.kinds import KINDS, find, named, of_name, whole
from msa_wg_desktop.cli.output import SOMETHING_TO_LOOK_AT, Result, details, table, words
from msa_wg_desktop.cli.parser_agenda import AGENDA_VERBS
from msa_wg_desktop.cli.reading import WrongUse
from msa_wg_desktop.domain.changes import ChangeKind, ChangeSet
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.exports import finals_words
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.work_list import odd_due
from msa_wg_desktop.errors import ImportProblem, NotFoundError, ValidationError
from msa_wg_desktop.words import _, ngettext


def add(desk: Desk, args: Namespace) -> Result:
    """Adds a thing; a group that isn't there yet is made, and said so."""
    row_id = adding.add(desk, args.kind, args)
    aside = "\n".join(_("Made the group {path}.").format(path=path) for path in desk.made_groups)
    value = whole(desk, KINDS[args.kind], row_id)
    aside = "\n".join(part for part in (aside, _odd_day(desk, KINDS[args.kind], value)) if part)
    return Result(value, _("Added: {kind} {id}").format(kind=args.kind, id=row_id), news=True, aside=aside)


def edit(desk: Desk, args: Namespace) -> Result:
    """Changes fields of a thing, in one operation."""
    kind = named(args.kind)
    if kind.edit is None:
        raise WrongUse(_("{kinds} can't be changed.").format(kinds=kind.plural.capitalize()))
    values = _changes(kind, args.changes)
    row, before = find(desk, kind, args.id), desk.services.store.seq()
    kind.edit(desk, row.id, values)
    moved = _moved_along(desk, kind, row.id) if desk.services.store.seq() != before else []
    value = whole(desk, kind, row.id)
    odd = _odd_day(desk, kind, value) if values.keys() & {"due", "date"} else ""
    aside = "\n".join(part for part in (odd, *moved) if part)
    return Result(value, _("Changed: {kind} {id}").format(kind=kind.name, id=row.id), news=True, aside=aside)


def _moved_along(desk: Desk, kind: Kind, row_id: str) -> list[str]:
    """The dates that moved with that of an order or a deadline: `SBI draft: Fri, Mar 7, 2025 → Fri, Mar 21, 2025`."""
    if kind.name not in ("order", "deadline"):
        return []
    (step,) = desk.services.history.told(desk.services.history.list(limit=1))
    return [
        _("Moved along: {name}: {before} → {after}").format(
            name=change.name, before=field.before or _("no date"), after=field.after or _("no date")
        )
        for change in step.changes
        for field in change.fields
        if change.kind is ChangeKind.UPDATE and change.id != row_id and field.name in ("date", "due")
    ]


def _odd_day(desk: Desk, kind: Kind, value: Json) -> str:
    """What is odd about the day on which something is due: it is allowed, but said, as in the window."""
    day = value.get("due") if kind.name in ("action", "data-need") else value.get("date")
    if kind.name not in ("action", "data-need", "deadline") or not day:
        return ""
    group_id = find(desk, kind, value["id"]).group_id
    holidays = desk.services.known.days_of(group_id).holidays if group_id else ()
    said_on = (value.get("from") or {}).get("date")
    odd = odd_due(
        date.fromisoformat(day),
        meeting_day=date.fromisoformat(said_on) if said_on else None,
        today=desk.today,
        holidays=holidays,
    )
    return _("Due {day}. {odd}").format(day=format_date(date.fromisoformat(day)), odd=odd) if odd else ""


def delete(desk: Desk, args: Namespace) -> Result:
    """Deletes a thing."""
    kind = named(args.kind)
    if kind.delete is None:
        raise WrongUse(_("{kinds} can't be deleted.").format(kinds=kind.plural.capitalize()))
    row = find(desk, kind, args.id)
    holders = desk.services.invitations.holders(row.id) if kind.name == "meeting" else 0
    kind.delete(desk, row.id)
    value = {"kind": kind.name, "id": row.id}
    still = ngettext(
        "It is still in the calendar of {count} guest; “waiting” says how it is cancelled.",
        "It is still in the calendars of {count} guests; “waiting” says how it is cancelled.",
        holders,
    ).format(count=holders)
    along = _along(desk, row.id)
    aside = "\n".join(part for part in (still if holders else "", along) if part)
    return Result(value, _("Deleted. “msa-wg undo” brings it back."), news=True, aside=aside)


def _along(desk: Desk, row_id: str) -> str:
    """What went with a thing that was deleted: `Gone with it: order (1), order item (8).`; "" where nothing did."""
    step = desk.services.history.told(desk.services.history.list(limit=1))[0]
    gone = Counter(change.noun for change in step.changes if change.kind is ChangeKind.DELETE and change.id != row_id)
    named = ", ".join(f"{noun} ({count})" for noun, count in gone.items())
    return _("Gone with it: {things}.").format(things=named) if gone else ""


def purge(desk: Desk, args: Namespace) -> Result:
    """Forgets a text everywhere; without `--yes` it is only said what would go."""
    kind = of_name(args.kind)
    name = kind.name if kind else args.kind
    row_id = desk.services.purge.find(name, args.id)
    if not args.yes:
        plan = desk.services.purge.plan(name, row_id)
        value = {"kind": name, "id": row_id, "characters": plan.characters, "things": len(plan.things)}
        value |= {"elsewhere": plan.elsewhere, "backups": plan.backups, "purged": False}
        text = _("This would go for good, and nothing brings it back: {words}. Add --yes to do it.")
        told = details({name: part for name, part in value.items() if name != "purged"})
        return Result(value, f"{text.format(words=words(plan.text))}\n{told}", code=SOMETHING_TO_LOOK_AT)
    report = desk.services.purge.purge(name, row_id)
    value = {"kind": name, "id": row_id, "characters": report.plan.characters, "things": len(report.plan.things)}
    value |= {"elsewhere": report.plan.elsewhere, "backups": report.backups, "purged": True}
    value |= {"unreached": [str(path) for path in report.unreached], "scrubbed": report.scrubbed}
    left = [_("{path} couldn't be changed and still holds it.").format(path=path) for path in report.unreached]
    if not report.scrubbed:
        left.append(_("Another window has the record open: close it and purge again, so that its log lets go too."))
    text = "\n".join([_("Purged."), *left])
    return Result(value, text, news=not left, code=SOMETHING_TO_LOOK_AT if left else 0)


def capture(desk: Desk, args: Namespace) -> Result:
    """Writes lines as if they were typed at the end of a discussion."""
    meeting = desk.meeting(args.meeting)
    ids = set(desk.services.notes.capture_lines(meeting.id, text_of(args.file)))
    lines = [as_json.note(row) for row in desk.services.note_lines.list(meeting.id) if row.id in ids]
    said = ngettext("{count} line written.", "{count} lines written.", len(lines)).format(count=len(lines))
    return Result(lines, said, news=True)


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
            said = desk.services.meeting_dates.remarks(
                row.group_id, args.to, start, end, zone=row.time_zone, apart_from=row.id
            )
            moved = (row, *(series.following(row.id) if following else ()))
            gone_out = finals_words(desk.services.finals.of_move(moved)) if args.to != row.date else ""
            with desk.services.store.operation(_("Reschedule the meeting"), meeting_id=row.id):
                if following:
                    series.change_following(row.id, {"start": start, "end": end}, to=args.to)
                else:
                    meetings.reschedule(row.id, args.to, times=(start, end))
            aside = "\n".join((*said, *([gone_out] if gone_out else []), *_to_be_told(desk, row.id, row.uid)))
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
    value = as_json.meeting(meetings.get(row.id))
    return Result(value, details(value), news=True, aside=aside)


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
    values = [as_json.meeting(each) for each in rows]
    shown = [{**value, "id": value["id"][:8]} for value in values]
    return Result(values, table(shown, ("id", "occurrence", "date", "start", "title", "status")), aside=aside)


def undo(desk: Desk, args: Namespace) -> Result:
    """Takes back my latest step, or the one named."""
    if args.operation:
        step = desk.services.history.undo(find(desk, KINDS["operation"], args.operation).id)
    else:
        step = desk.services.store.undo()
    return _stepped(desk, step, _("Undone: {label}"), _("There is nothing to undo."))


def redo(desk: Desk, _args: Namespace) -> Result:
    """Brings back what the latest undo took."""
    return _stepped(desk, desk.services.store.redo(), _("Brought back: {label}"), _("There is nothing to bring back."))


def _stepped(desk: Desk, step: ChangeSet | None, said: str, nothing: str) -> Result:
    if step is None:
        raise NotFoundError(nothing)
    row = next(row for row in desk.services.history.list(limit=5) if row.id == step.operation_id)
    return Result(as_json.operation(row), said.format(label=step.label), news=True)


def _changes(kind: Kind, changes: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for change in changes:
        name, sign, value = change.partition("=")
        name = name.strip().replace("-", "_")
        if not sign or name not in kind.fields:
            raise WrongUse(
                _("“{change}” is no field=value of {kinds}. Their fields are {fields}. Nothing was changed.").format(
                    change=change, kinds=kind.plural, fields=", ".join(kind.fields)
                )
            )
        values[name] = kind.fields[name](value)
    return values


def text_of(file: str) -> str:
    """The text of a file, or of the standard input for "-"."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as problem:
        raise ImportProblem(
            _("{path} can't be read. Nothing was written down.").format(path=file), detail=str(problem)
        ) from problem
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ImportProblem(
            _("{path} is no text in UTF-8. Nothing was written down; save it as UTF-8.").format(
                path=_("The standard input") if file == "-" else file
            ),
            detail=str(problem),
        ) from problem
