"""The commands that only read: lists, one thing, search, history."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from msa_wg_desktop.cli import as_json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.kind import Kind, Wanted
from msa_wg_desktop.cli.kinds import find, named, whole
from msa_wg_desktop.cli.output import Result, details, table, words
from msa_wg_desktop.cli.reading import WrongUse
from msa_wg_desktop.words import _

# Of one operation so many changes are told in a list; `show operation` tells them all.
SHOWN = 12


def list_kind(desk: Desk, args: Namespace) -> Result:
    """All things of a kind, or those that the filters leave."""
    kind = named(args.kind)
    sought = (args.words or "").casefold().split() if "words" not in kind.filters else []
    wanted = replace(read_filters(desk, kind, args, besides=("words",)), limit=None if sought else args.limit)
    found = (kind.json(desk, row) for row in kind.rows(desk, wanted))
    rows = list(islice((row for row in found if _says(kind, row, sought)), args.limit))
    shown = [{**row, "id": row["id"][:8]} for row in rows]
    return Result(rows, table(shown, kind.columns))


def _says(kind: Kind, row: Mapping[str, Any], sought: Sequence[str]) -> bool:
    """Whether all words occur in what a table shows of a thing: how lists are sifted whose service doesn't do it."""
    said = " ".join(words(row.get(column)) for column in kind.columns).casefold() if sought else ""
    return all(word.replace("’", "'") in said.replace("’", "'") for word in sought)


def read_filters(desk: Desk, kind: Kind, args: Namespace, *, besides: Collection[str] = ()) -> Wanted:
    """The filters of a list, as they were typed. Raises WrongUse for one that makes no sense for the kind.

    `besides` are those that whoever asks applies to any kind.
    """
    _require_filters(kind, args, besides)
    return Wanted(
        meeting=desk.meeting(args.meeting) if args.meeting else None,
        groups=desk.services.groups.family(desk.group(args.group).id) if args.group else None,
        owner=desk.party(args.owner) if args.owner else None,
        order=desk.services.orders.require(args.order) if args.order else None,
        status=args.status or "",
        words=args.words or "",
        nobody=args.nobody,
        no_date=args.no_date,
        open=args.open,
        overdue=args.overdue,
        due_before=args.due_before,
    )


def show(desk: Desk, args: Namespace) -> Result:
    """One thing, whole, with its history."""
    kind = named(args.kind)
    if kind.name == "operation":
        row = find(desk, kind, args.id)
        value = as_json.told(desk.services.history.told([row])[0])
        return Result(value, _told_words([value], most=None))
    value = whole(desk, kind, find(desk, kind, args.id).id)
    history = value["history"]
    text = details({name: part for name, part in value.items() if name != "history"})
    return Result(value, f"{text}\n\n{_told_words(history)}" if history else text)


def search(desk: Desk, args: Namespace) -> Result:
    """Everything that holds all the words."""
    if not "".join(args.words).strip():
        raise WrongUse(_("There is nothing to look for. Say at least one word."))
    hits = [as_json.hit(row) for row in desk.services.search.find(" ".join(args.words), limit=args.limit)]
    shown = [{**row, "id": row["id"][:8]} for row in hits]
    return Result(hits, table(shown, ("kind", "id", "where", "text", "off_record")))


def history(desk: Desk, args: Namespace) -> Result:
    """Who changed what, newest first: in the record, in a meeting, or of one thing."""
    told = desk.services.history
    if args.kind and not args.id:
        raise WrongUse(_("Say whose history: a kind and an id."))
    if args.kind:
        kind = named(args.kind)
        rows = told.of(find(desk, kind, args.id).id, limit=args.limit)
    else:
        meeting_id = desk.meeting(args.meeting).id if args.meeting else None
        rows = told.told(told.list(limit=args.limit, meeting_id=meeting_id))
    value = [as_json.told(row) for row in rows]
    return Result(value, _told_words(value))


def _require_filters(kind: Kind, args: Namespace, besides: Collection[str]) -> None:
    filters = (
        "due_before", "group", "meeting", "open", "order", "overdue", "owner", "nobody", "no_date", "status", "words",
    )  # fmt: skip
    for name in (name for name in filters if getattr(args, name) == ""):
        # A script's variable that holds nothing must not ask for everything.
        raise WrongUse(_("--{filter} names nothing. Leave it out to list all.").format(filter=name.replace("_", "-")))
    for name in (name for name in filters if getattr(args, name) and name not in {*kind.filters, *besides}):
        raise WrongUse(
            _("--{filter} makes no sense for {kind}.").format(filter=name.replace("_", "-"), kind=kind.plural)
        )
    if args.status and args.status not in kind.states:
        words = _("“{status}” is no status of {kind}. Choose one of: {choices}.")
        raise WrongUse(words.format(status=args.status, kind=kind.plural, choices=", ".join(kind.states)))


def _told_words(steps: Sequence[Mapping[str, Any]], *, most: int | None = SHOWN) -> str:
    """Operations for people: when (in local time), who, what, and each field before and after."""
    return "\n".join(line for step in steps for line in _step_words(step, most)) or _("Nothing found.")


def _step_words(step: Mapping[str, Any], most: int | None) -> list[str]:
    undone = _(" (undone)") if step["undone"] else ""
    kind = {"undo": _("Undo: "), "redo": _("Redo: ")}.get(step["kind"], "")
    when = words(step["at"])
    lines = [f"{step['id'][:8]}  {when}  {step['who']}  {kind}{step['label']}{undone}"]
    for change in step["changes"][:most]:
        sign = {"insert": "+", "delete": "-"}.get(change["change"], " ")
        lines.append(f"    {sign} {change['kind']}: {words(change['name'])[:100]}")
        if change["change"] == "update":
            lines += [f"        {_field_words(field)}" for field in change["fields"]]
    more = len(step["changes"]) - most if most is not None else 0
    return [*lines, _("    … and {count} more").format(count=more)] if more > 0 else lines


def _field_words(field: Mapping[str, str]) -> str:
    return f"{field['field']}: {words(field['before']) or _('nothing')} → {words(field['after']) or _('nothing')}"
