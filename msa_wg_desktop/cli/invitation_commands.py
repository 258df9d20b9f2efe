"""The commands about a meeting's guests, and about what comes back from them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from msa_wg_desktop.cli import as_json
from msa_wg_desktop.cli.as_json import Json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import SOMETHING_TO_LOOK_AT, Result, details, table
from msa_wg_desktop.cli.writing_commands import text_of
from msa_wg_desktop.domain.guests import GuestFinding
from msa_wg_desktop.domain.invitations import Guest
from msa_wg_desktop.domain.replies import Answer, Outcome, RepliesImport, ReplyRow, counted
from msa_wg_desktop.errors import ImportProblem, NotFoundError, ValidationError
from msa_wg_desktop.services.base import require_choice
from msa_wg_desktop.words import _, ngettext

_GUEST_COLUMNS = ("name", "organisation", "mail", "optional", "is_list")
_ANSWER_COLUMNS = ("name", "organisation", "mail", "as", "answer", "sequence", "older", "comment", "proposal")


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
            if args.only_this:
                desk.services.meeting_series.take_out(meeting.id)
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


def answers(desk: Desk, args: Namespace) -> Result:
    """What a meeting's guests answered; with `--note` it first keeps what one of them said."""
    meeting, replies = desk.meeting(args.meeting), desk.services.replies
    if args.note is not None:
        who, _sign, answer = args.note.rpartition("=")
        party = desk.book.named(who.strip())
        who = party[0].id if len(party) == 1 else who.strip()
        replies.note(meeting.id, who, require_choice(Answer, answer.strip(), field="answer"), comment=args.comment)
    if args.admit is not None:
        desk.services.answer_sheets.admit(meeting.id, _answer_of(desk, meeting.id, args.admit))
    if args.tie is not None:
        who, _sign, person = args.tie.partition("=")
        person_id = desk.services.parties.find(person.strip()).id
        desk.services.answer_sheets.tie(meeting.id, _answer_of(desk, meeting.id, who), person_id)
    if args.version is not None:
        return _of_version(desk, meeting.id, args.version)
    found = replies.answers(meeting.id)
    rows = [{**_guest(each.guest), **_reply(each.reply), "older": each.older, "as": "guest"} for each in found.guests]
    others = [("delegate", reply) for reply in found.delegates] + [("not invited", reply) for reply in found.others]
    rows += [{"name": reply.name, "mail": reply.mail, **_reply(reply), "as": kind} for kind, reply in others]
    tallies = {"organisations": found.organisations, "classes": found.classes}
    value: Json = {"meeting": meeting.id, "answers": rows}
    value |= {
        name: [{"name": each.name, "people": each.people, **_counts(each.answers)} for each in tally]
        for name, tally in tallies.items()
    }
    counts = "\n".join(each.words for tally in tallies.values() for each in tally)
    said = ", ".join(counted(found.answers))
    text = "\n\n".join(part for part in (table(rows, _ANSWER_COLUMNS), said, counts) if part)
    return Result(value, text)


def _answer_of(desk: Desk, meeting_id: str, who: str) -> str:
    """The answer of a delegate or stranger, by address or name."""
    key = who.strip().casefold()
    answers = desk.services.replies.answers(meeting_id)
    for reply in (*answers.delegates, *answers.others):
        if key in (reply.key, reply.name.casefold()):
            return reply.id
    words = _("“{who}” is nobody who answered without being invited. Nothing was changed.")
    raise NotFoundError(words.format(who=who.strip()))


def _of_version(desk: Desk, meeting_id: str, version: int) -> Result:
    lines = desk.services.answer_sheets.sheet(meeting_id, version).lines
    rows = [
        {
            "name": line.name,
            "organisation": line.organisation,
            "mail": line.mail,
            "as": line.standing.value,
            **_reply(line.reply),
            "older": line.older,
        }
        for line in lines
    ]
    return Result({"meeting": meeting_id, "version": version, "answers": rows}, table(rows, _ANSWER_COLUMNS))


def replies(desk: Desk, args: Namespace) -> Result:
    """Takes in answers, from files and folders, in one step; with `--preview` it is only said what would be."""
    files = [Path(file) for file in args.files]
    if args.preview:
        incoming = desk.services.incoming
        found = incoming.preview(incoming.read(files))
        return _imported(RepliesImport(tuple(each.report for each in found)))
    return _imported(desk.services.replies.import_files(files))


def tracking(desk: Desk, args: Namespace) -> Result:
    """Takes in the list of answers that Outlook copies."""
    meeting, text = desk.meeting(args.meeting), text_of(args.file)
    tracked = desk.services.tracked_replies
    return _imported((tracked.preview if args.preview else tracked.take)(meeting.id, text))


def event(desk: Desk, args: Namespace) -> Result:
    """Takes over the event that somebody else made."""
    taken_over = desk.services.taken_over
    made = taken_over.take_over(
        taken_over.read(Path(args.file)),
        meeting_id=desk.meeting(args.meeting).id if args.meeting else None,
        group_id=desk.group(args.group).id if args.group else None,
        time_zone=args.time_zone,
        organiser=args.organiser,
    )
    meeting = desk.services.meetings.get(made.meeting_id)
    value = as_json.meeting(meeting, desk.sequence(meeting))
    value |= {"organiser": {"name": made.organiser.name, "mail": made.organiser.mail}}
    return Result(value, details(value), news=True, aside="\n".join(made.remarks))


def _imported(done: RepliesImport) -> Result:
    """One sentence where nothing could be taken; else what became of each, with the status of what is to be seen."""
    left = done.count(Outcome.LEFT)
    if left == len(done.reports):
        first = done.reports[0].words if done.reports else ""
        more = ngettext("And {count} more.", "And {count} more.", left - 1).format(count=left - 1)
        raise ImportProblem(f"{first} {more}" if left > 1 else first)
    rows = [
        {
            "file": report.file,
            "outcome": report.outcome.value,
            "words": report.words,
            "meeting": report.meeting_id,
            "mail": report.mail,
        }
        for report in done.reports
    ]
    text = "\n".join(": ".join(part for part in (report.file, report.words) if part) for report in done.reports)
    return Result(rows, f"{text}\n{done.words}", code=SOMETHING_TO_LOOK_AT if left else 0)


def _reply(reply: ReplyRow | None) -> Json:
    if reply is None:
        return {"answer": Answer.NONE.value}
    return {
        "reply": reply.id,
        "answer": reply.answer.value,
        "sequence": reply.sequence,
        "stamp": as_json.iso(reply.stamp),
        "comment": reply.comment,
        "proposal": reply.proposal,
        "delegated_to": reply.delegated_to,
        "delegated_from": reply.delegated_from,
    }


def _counts(answers: Mapping[Answer, int]) -> Json:
    return {answer.value: answers.get(answer, 0) for answer in Answer}
