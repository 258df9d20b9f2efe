"""The verbs of guests and of what comes back from them, with what has to be there before each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msa_wg_desktop.domain.incoming import Incoming
from msa_wg_desktop.domain.replies import Answer, IncomingFile
from msa_wg_desktop.invitations.reading import read_file
from msa_wg_desktop.services.reply_files import read_files
from tests.invitations.calendars import TEAMS_REQUEST, reply
from tests.services.desk import Desk

INVITED = "pf; Ann Lee <ann@x.example>"


def invite(desk: Desk, who: str) -> int:
    guests = desk.services.guests
    return guests.invite(desk.meeting, guests.read(desk.meeting, who), optional=True)


def nothing(_desk: Desk) -> None:
    """Nothing has to be there before."""


def guests(desk: Desk) -> None:
    invite(desk, INVITED)


def seat(desk: Desk) -> None:
    desk.services.groups.add_seat(desk.group, "ac")


def reply_file(desk: Desk) -> Path:
    path = (desk.services.store.path or Path()).with_name("reply.ics")
    path.write_bytes(reply("ann@x.example", UID=desk.meeting))
    return path


def answered(desk: Desk) -> str:
    guests(desk)
    return desk.services.replies.note(desk.meeting, "ann@x.example", Answer.ACCEPTED)


def stranger(desk: Desk) -> str:
    desk.services.replies.take(read_files([reply_file(desk)]))
    return desk.services.replies.answers(desk.meeting).others[0].id


def looked_at(desk: Desk) -> tuple[Incoming, ...]:
    return desk.services.incoming.preview(read_files([reply_file(desk)]))


def followed(desk: Desk) -> IncomingFile:
    invitation = read_file("invite.ics", TEAMS_REQUEST.encode())
    desk.services.taken_over.take_over(invitation, group_id=desk.group)
    return read_file("later.ics", TEAMS_REQUEST.replace("SEQUENCE:2", "SEQUENCE:3").replace("T10", "T09").encode())


TRACKED = "Ann Lee\tOptional Attendee\tAccepted"

INVITATION_OPERATIONS: Mapping[str, tuple[Callable[[Desk], Any], Callable[[Desk, Any], Any]]] = {
    "guests.invite": (nothing, lambda d, _: invite(d, INVITED)),
    "guests.edit": (guests, lambda d, _: d.services.guests.edit(d.meeting, "ANN@x.example", optional=False)),
    "guests.invite_group": (seat, lambda d, _: d.services.guests.invite_group(d.meeting)),
    "waiting_invitations.let_be": (nothing, lambda d, _: d.services.waiting_invitations.let_be(d.meeting)),
    "guests.remove": (guests, lambda d, _: d.services.guests.remove(d.meeting, "ann@x.example")),
    "invitations.edit": (nothing, lambda d, _: d.services.invitations.edit(d.meeting, message="Bring questions.")),
    "replies.import_files": (guests, lambda d, _: d.services.replies.import_files([reply_file(d)])),
    "replies.take": (guests, lambda d, _: d.services.replies.take(read_files([reply_file(d)]))),
    "replies.note": (guests, lambda d, _: d.services.replies.note(d.meeting, "ann@x.example", Answer.DECLINED)),
    "replies.remove": (answered, lambda d, reply_id: d.services.replies.remove(reply_id)),
    "answer_sheets.admit": (stranger, lambda d, reply_id: d.services.answer_sheets.admit(d.meeting, reply_id)),
    "answer_sheets.tie": (
        stranger,
        lambda d, reply_id: d.services.answer_sheets.tie(d.meeting, reply_id, d.party("pf")),
    ),
    "incoming.take": (guests, lambda d, _: d.services.incoming.take(looked_at(d), {})),
    "tracked_replies.take": (guests, lambda d, _: d.services.tracked_replies.take(d.meeting, TRACKED)),
    "taken_over.take_over": (
        nothing,
        lambda d, _: d.services.taken_over.take_over(
            read_file("invite.ics", TEAMS_REQUEST.encode()), meeting_id=d.meeting
        ),
    ),
    "taken_over.follow": (followed, lambda d, file: d.services.taken_over.follow(file.events[0])),
    "guests.remove a person": (guests, lambda d, _: d.services.guests.remove(d.meeting, d.party("pf"))),
}
