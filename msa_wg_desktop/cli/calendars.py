"""Calendar files: written once, or kept up to date with the record, and which are."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msa_wg_desktop.cli.as_json import Json, instant
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.kind import Kind
from msa_wg_desktop.cli.output import Result
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.services.kept_feeds import KeptFeed, KeptFeeds


def export(desk: Desk, args: Namespace) -> Result:
    """Writes the calendar of a party or of all; begins or ends keeping it up to date."""
    target = Path(args.to)
    if args.forget:
        was = kept(desk).forget(target)
        words = _("{path} is no longer written again.") if was else _("{path} wasn't kept up to date.")
        return Result({"file": str(target), "kept": False}, words.format(path=target), news=was)
    party_id = desk.party(args.party) if args.party else None
    if args.keep:
        counts = kept(desk).keep(target, party_id=party_id)
        words = _("Wrote {path}. It is written again whenever the record changes.")
    else:
        counts = desk.services.feeds.write(target, party_id=party_id)
        words = _("Wrote {path}.")
    value = {"file": str(target), "meetings": counts.meetings, "deadlines": counts.deadlines}
    return Result({**value, "actions": counts.actions, "kept": args.keep}, words.format(path=target), news=True)


def kept(desk: Desk) -> KeptFeeds:
    """The files that follow this record on this computer. To load what writes them takes every other list longer."""
    from msa_wg_desktop.services.kept_feeds import KeptFeeds
    from msa_wg_desktop.services.user_settings import usual

    return KeptFeeds(desk.services.feeds, usual().of_record(desk.services.store.record_id()))


@dataclass(frozen=True, slots=True)
class _KeptFile:
    """A file that is kept, known by where it lies."""

    id: str
    feed: KeptFeed


def _json(desk: Desk, row: _KeptFile) -> Json:
    feed, counts, written = row.feed, row.feed.counts, row.feed.written_at
    return {
        "id": row.id,
        "party": desk.book.display(feed.party_id or None),
        "meetings": counts.meetings if counts else None,
        "deadlines": counts.deadlines if counts else None,
        "actions": counts.actions if counts else None,
        "written": instant(written) if written else None,
        "problem": feed.problem,
    }


KINDS = (
    Kind(
        name="calendar-file",
        plural="calendar-files",
        rows=lambda desk, _wanted: [_KeptFile(str(feed.file), feed) for feed in kept(desk).all()],
        json=_json,
        columns=("id", "party", "meetings", "deadlines", "actions", "written", "problem"),
    ),
)
