"""The command that takes in what comes back: lists, answers, events."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from msa_wg_desktop.cli import as_json, invitation_commands
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import Result, table
from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.services.attendance_import import require_all
from msa_wg_desktop.words import _, ngettext

_COLUMNS = ("what", "owners", "due", "status", "order_items", "reason")


def take_in(desk: Desk, args: Namespace) -> Result:
    """Takes in a list of actions, answers, an event of somebody else, or what Outlook's tracking says."""
    return _WAYS[args.what](desk, args)


def _actions(desk: Desk, args: Namespace) -> Result:
    """Adds the actions of a list in one step, or none; with `--preview` it is only said what would come in."""
    lists = desk.services.action_import
    sheet = lists.read(Path(args.file))
    rows = sheet.actions
    meeting_id = desk.meeting(args.meeting).id if args.meeting else None
    group_id = desk.group(args.group).id if args.group and not meeting_id else None
    ids: tuple[str | None, ...] = (None,) * len(rows)
    if args.preview:
        lists.try_out(rows, meeting_id=meeting_id, group_id=group_id)
    else:
        ids = lists.add(rows, meeting_id=meeting_id, group_id=group_id)
    told = [
        {
            "id": action_id,
            "what": row.what,
            "owners": list(row.owners),
            "due": as_json.iso(row.due),
            "status": row.status.value,
            "order_items": list(row.order_items),
            "reason": row.reason,
        }
        for action_id, row in zip(ids, rows, strict=True)
    ]
    count = ngettext("{count} action", "{count} actions", len(rows)).format(count=len(rows))
    words = _("{actions} would come in.") if args.preview else _("{actions} came in.")
    left = _("Nothing comes of these columns: {names}.").format(names=", ".join(f"“{head}”" for head in sheet.left))
    return Result(told, f"{table(told, _COLUMNS)}\n{words.format(actions=count)}", aside=left if sheet.left else "")


def _attendance(desk: Desk, args: Namespace) -> Result:
    """Takes who came from a list, all of it in one step or nothing; with `--preview` it is only said what would be."""
    lists, meeting = desk.services.attendance_import, desk.meeting(args.meeting)
    found = lists.read(meeting.id, lists.rows(Path(args.file)), silent=args.silent)
    require_all(found)
    if not args.preview and any(one.counts for one in found):
        lists.take(meeting.id, found)
    told = [
        {
            "row": one.guest.row,
            "name": one.name,
            "presence": str(one.guest.presence or Presence.UNKNOWN),
            "joined_at": as_json.iso(one.guest.joined),
            "left_at": as_json.iso(one.guest.left),
            "outcome": str(one.coming),
            "why": one.why,
        }
        for one in found
    ]
    count = sum(one.counts for one in found)
    people = ngettext("{count} person", "{count} people", count).format(count=count)
    words = _("{people} would be taken.") if args.preview else _("{people} taken.")
    shown = table(told, ("row", "name", "presence", "joined_at", "left_at", "outcome", "why"))
    return Result(told, f"{shown}\n{words.format(people=people)}")


_WAYS = {
    "actions": _actions,
    "attendance": _attendance,
    "replies": invitation_commands.replies,
    "event": invitation_commands.event,
    "tracking": invitation_commands.tracking,
}
