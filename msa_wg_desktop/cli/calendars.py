"""Calendar files: written once, or kept up to date with the record."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import Result
from msa_wg_desktop.services.kept_feeds import KeptFeeds
from msa_wg_desktop.services.user_settings import usual
from msa_wg_desktop.words import _


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
    """The files that follow this record on this computer."""
    return KeptFeeds(desk.services.feeds, usual().of_record(desk.services.store.record_id()))
