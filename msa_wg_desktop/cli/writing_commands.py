"""The commands that write, each of them one operation that can be undone; and the one that can't be, purge."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msa_wg_desktop.cli import adding, as_json
from msa_wg_desktop.cli.as_json import Json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.kind import Kind
from msa_wg_desktop.cli.kinds import KINDS, find, named, of_name, whole
from msa_wg_desktop.cli.output import SOMETHING_TO_LOOK_AT, Result, details, words
from msa_wg_desktop.cli.reading import WrongUse
from msa_wg_desktop.domain.changes import ChangeKind, ChangeSet
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.work_list import odd_due
from msa_wg_desktop.errors import ImportProblem, NotFoundError
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
    said = kind.edit(desk, row.id, values) or ()
    moved = _moved_along(desk, kind, row.id) if desk.services.store.seq() != before else []
    value = whole(desk, kind, row.id)
    odd = _odd_day(desk, kind, value) if values.keys() & {"due", "date"} else ""
    aside = "\n".join(part for part in (odd, *said, *moved) if part)
    return Result(value, _("Changed: {kind} {id}").format(kind=kind.name, id=row.id), news=True, aside=aside)


def _moved_along(desk: Desk, kind: Kind, row_id: str) -> list[str]:
    """The dates that moved with that of an order or a deadline: `SBI draft: 2025-03-07 Fri → 2025-03-21 Fri`."""
    if kind.name not in ("order", "deadline"):
        return []
    (step,) = desk.services.history.told(desk.services.history.list(limit=1))
    days = [
        (change.name, *(words(as_json.iso(day)) or _("no date") for day in field.values))
        for change in step.changes
        for field in change.fields
        if change.kind is ChangeKind.UPDATE and change.id != row_id and field.name in ("date", "due")
    ]
    told = _("Moved along: {name}: {before} → {after}")
    return [told.format(name=name, before=before, after=after) for name, before, after in days]


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
