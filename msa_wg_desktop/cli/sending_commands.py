"""The commands that hand out invitations: to files, or by the user's mail account."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from msa_wg_desktop.cli.as_json import Json, iso
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import SOMETHING_TO_LOOK_AT, Result, table
from msa_wg_desktop.domain.guests import GuestFinding
from msa_wg_desktop.domain.invitations import Guest, Parcel
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.people_lines import read_person
from msa_wg_desktop.domain.zone_words import read_zones
from msa_wg_desktop.errors import MailProblem, NotFoundError, ValidationError
from msa_wg_desktop.services.delivering import deliver
from msa_wg_desktop.services.mailing import KEYS, PASSWORD, Delivery, Mailing
from msa_wg_desktop.services.user_settings import usual
from msa_wg_desktop.words import _, ngettext

_COLUMNS = ("mail", "name", "what", "sequence", "subject", "result")


def export_invitation(desk: Desk, args: Namespace) -> Result:
    """Writes what would be sent now; it counts as handed out."""
    key = _key(desk, args.meeting)
    _invite(desk, key, args)
    files = desk.services.invitations.save(key, Path(args.to), cancel=args.cancel, zones=_zones(args))
    words = ngettext("Wrote {count} file: {path}.", "Wrote {count} files into {path}.", len(files))
    aside = ""
    if len(files) > 1 and not Path(args.to).is_dir():
        words = _("Wrote {count} files: {path}, and beside it what is for those who were taken off.")
        aside = "\n".join(str(file) for file in files[1:])
    value = {"files": [str(file) for file in files], "meeting": key}
    return Result(value, words.format(count=len(files), path=args.to), news=True, aside=aside)


def send(desk: Desk, args: Namespace) -> Result:
    """Sends what is to go out to each guest; with `--dry-run` it only says what that would be."""
    key, invitations = _key(desk, args.meeting), desk.services.invitations
    if args.dry_run:
        parcels = invitations.parcels(key, also=_also(args), cancel=args.cancel, zones=_zones(args))
        rows = [{**_parcel(parcel), "message": parcel.mail.decode("ascii", "replace")} for parcel in parcels]
        text = "\n\n".join([table(rows, _COLUMNS[:-1]), *(str(row["message"]) for row in rows)])
        return Result(rows, text)
    _invite(desk, key, args)
    parcels = invitations.parcels(key, cancel=args.cancel, zones=_zones(args))
    mailing, sender = Mailing(usual()), invitations.get(key).organiser
    if args.to_myself:
        mailing.try_out(parcels[0], sender)
        return Result([_parcel(parcels[0])], _("It is on its way to {mail}.").format(mail=sender.mail), news=True)
    return _told(deliver(invitations, mailing, key, parcels, sender))


def sent(desk: Desk, args: Namespace) -> Result:
    """What was sent, the newest first."""
    rows = [
        {"at": iso(row.at), "what": row.turn.value, "sequence": row.sequence, "to": list(row.mails)}
        for row in desk.services.invitations.handings(_key(desk, args.meeting))
    ]
    shown = [{**row, "to": ", ".join(row["to"])} for row in rows]
    return Result(rows, table(shown, ("at", "what", "sequence", "to")))


def waiting(desk: Desk, args: Namespace) -> Result:
    """Where something waits to be sent; with `--leave` what has no meeting any more stays where it is."""
    waits = desk.services.waiting_invitations
    if args.leave is not None:
        if args.leave not in {each.key for each in waits.list() if each.is_gone}:
            raise NotFoundError(
                _("No deleted meeting waits under “{uid}”. Nothing was changed.").format(uid=args.leave)
            )
        waits.let_be(args.leave)
    rows = [
        {
            "key": each.key,
            "title": each.title,
            "date": iso(each.day),
            "deleted": each.is_gone,
            "guests": [{"mail": errand.guest.mail, "what": errand.turn.value} for errand in each.errands.all],
        }
        for each in waits.list()
    ]
    shown = [{**row, "guests": len(each.errands.all)} for row, each in zip(rows, waits.list(), strict=True)]
    return Result(rows, table(shown, ("key", "date", "title", "guests", "deleted")))


def settings_mail(args: Namespace) -> Result:
    """Shows or changes a setting of the user's mail account; the password is asked for, never given as an argument."""
    mailing = Mailing(usual())
    if args.key == PASSWORD:
        if not args.ask:
            raise ValidationError(
                _("A password is never part of a command. Nothing was changed; say “settings smtp.password --ask”.")
            )
        password = getpass.getpass(_("Password: ")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        mailing.keep_password(password)
        return Result({PASSWORD: True}, _("Kept."), news=True)
    if args.value is not None:
        mailing.keep({args.key: args.value})
        return Result({args.key: mailing.all()[args.key]}, _("Kept."), news=True)
    return Result({args.key: mailing.all().get(args.key, "")}, mailing.all().get(args.key, ""))


def mail_settings() -> dict[str, str]:
    """Those of the mail account, to stand among the others."""
    return Mailing(usual()).all()


def is_of_mail(key: str | None) -> bool:
    """Whether a setting is one of the mail account."""
    return key in KEYS or key == PASSWORD


def _told(delivery: Delivery) -> Result:
    """Where not a single mail could be sent, that is a failure; where some could, it is something to look at."""
    if not delivery.sent and delivery.failed:
        raise MailProblem(delivery.failed[0].words)
    rows = [{**_parcel(parcel), "result": "sent"} for parcel in delivery.sent]
    rows += [{**_parcel(failed.parcel), "result": failed.words} for failed in delivery.failed]
    return Result(rows, table(rows, _COLUMNS), code=SOMETHING_TO_LOOK_AT if delivery.failed else 0, news=True)


def _parcel(parcel: Parcel) -> Json:
    guest, errand = parcel.errand.guest, parcel.errand
    return {
        "mail": guest.mail,
        "name": guest.name,
        "what": errand.turn.value,
        "sequence": errand.sequence,
        "uid": parcel.uid,
        "subject": parcel.subject,
    }


def _zones(args: Namespace) -> tuple[str, ...] | None:
    return None if args.also_in is None else read_zones(args.also_in)


def _key(desk: Desk, text: str) -> str:
    """A meeting, or the UID of an event that has none any more."""
    if text in {each.key for each in desk.services.waiting_invitations.list() if each.is_gone}:
        return text
    return desk.meeting(text).id


def _invite(desk: Desk, meeting_id: str, args: Namespace) -> None:
    """Whoever is written to is on the list from then on: else the next time would take the event away again."""
    guests = desk.services.guests
    found = [entry for text in args.to_address or () for entry in guests.read(meeting_id, text)]
    refused = [entry.why for entry in found if entry.finding is GuestFinding.REFUSED]
    if refused:
        raise ValidationError(" ".join([*refused, _("Nothing was sent.")]))
    if any(entry.counts for entry in found):
        guests.invite(meeting_id, found)


def _also(args: Namespace) -> tuple[Guest, ...]:
    """Those of `--to-address`, besides whom the record invites."""
    found: list[Guest] = []
    for text in args.to_address or ():
        person = read_person(text)
        found.append(Guest(read_mail(person.mail or text, field="to-address"), person.name))
    return tuple(found)
