"""The commands about a meeting's guests, and about what comes back from them."""

from __future__ import annotations

from argparse import Namespace

from msa_wg_desktop.cli.as_json import Json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import Result, table
from msa_wg_desktop.domain.guests import GuestFinding
from msa_wg_desktop.domain.invitations import Guest
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

_GUEST_COLUMNS = ("name", "organisation", "mail", "optional", "is_list")


def invite(desk: Desk, args: Namespace) -> Result:
    """Puts people, organisations, classes and addresses on a meeting's list, or takes them off it, in one step."""
    meeting, guests = desk.meeting(args.meeting), desk.services.guests
    found = [entry for who in args.who for entry in guests.read(meeting.id, who, is_list=args.list)]
    refused = [entry.why for entry in found if entry.finding is GuestFinding.REFUSED]
    if refused or not found:
        raise ValidationError(" ".join([*refused, _("The list is as it was.")]))
    meant = list(dict.fromkeys(guest.key or guest.party_id or "" for entry in found for guest in entry.guests))
    with desk.services.store.operation(_("Take off the list") if args.remove else _("Invite"), meeting_id=meeting.id):
        if args.remove:
            for who in meant:
                guests.remove(meeting.id, who)
        else:
            guests.invite(meeting.id, found, optional=args.optional)
    there = guests.invited(meeting.id)
    rows = [_guest(guest) for guest in (*there.guests, *there.unreachable) if (guest.key or guest.party_id) in meant]
    rows.sort(key=lambda row: meant.index(str(row["mail"]).casefold() or row["party"]))
    aside = "\n".join(entry.why for entry in found if entry.why and entry.counts)
    text = _("Taken off the list.") if args.remove else table(rows, _GUEST_COLUMNS)
    return Result(rows, text, news=True, aside=aside)


def _guest(guest: Guest) -> Json:
    return {
        "name": guest.name,
        "organisation": guest.organisation,
        "mail": guest.mail,
        "invited": True,
        "optional": guest.optional,
        "is_list": guest.is_list,
        "party": guest.party_id,
    }
