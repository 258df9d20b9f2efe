"""The words of the commands that hand out invitations."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from msa_wg_desktop.words import _


def add_export_invitation(parser: argparse.ArgumentParser) -> None:
    """`export invitation`."""
    parser.add_argument("meeting", metavar="M")
    parser.add_argument(
        "--to", metavar="FILE", required=True, help=_(".ics, .eml for one guest, or a folder: a mail for each guest")
    )
    _add_what(parser)


def add_send(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """`send`."""
    send = command("send", _("send by the mail account of the settings what guests are to get next"))
    send.add_argument("what", choices=("invitation",), metavar="invitation")
    send.add_argument("meeting", metavar="M")
    send.add_argument("--dry-run", action="store_true", help=_("only show each message; nothing is sent or kept"))
    send.add_argument("--to-myself", action="store_true", help=_("one of them to the organiser, before any other goes"))
    _add_what(send)
    sent = command("sent", _("what was sent of a meeting's invitation: to whom, when, in which version"))
    sent.add_argument("meeting", metavar="M", help=_("a meeting, or the UID that “waiting” gives"))
    waiting = command("waiting", _("where something waits to be sent: moved, cancelled and deleted meetings"))
    waiting.add_argument("--leave", metavar="UID", help=_("a deleted meeting that stays in the calendars that have it"))


def _add_what(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cancel", action="store_true", help=_("the cancellation, even of a meeting that is to take place")
    )
    parser.add_argument("--also-in", metavar="ZONES", help=_("say the time in these too: Central, Pacific"))
    parser.add_argument("--to-address", metavar="'NAME <MAIL>'", action="append", help=_("somebody who is invited too"))
