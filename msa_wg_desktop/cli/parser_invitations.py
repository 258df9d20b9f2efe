"""The words of the commands about guests and what comes back from them."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from msa_wg_desktop.words import _

Command = Callable[[str, str], argparse.ArgumentParser]


def add_invite(command: Command) -> None:
    """`invite`: by name, by address, or a list as mails have it; `answers`: what they said."""
    invite = command("invite", _("put people, organisations, party classes or mail addresses on a meeting's list"))
    invite.add_argument("meeting", metavar="M")
    invite.add_argument("who", nargs="+", metavar="WHO", help=_("a name, an address, or a list as mails have it"))
    invite.add_argument("--optional", action="store_true", help=_("they need not come"))
    invite.add_argument("--list", action="store_true", help=_("the addresses are mailing lists, one guest each"))
    invite.add_argument(
        "--only-this", action="store_true", help=_("of a series, to this meeting alone: it becomes an event by itself")
    )
    invite.add_argument("--remove", action="store_true", help=_("take them off the list"))
    answers = command("answers", _("what a meeting's guests answered, and how many of each organisation and class"))
    answers.add_argument("meeting", metavar="M")
    answers.add_argument("--note", metavar="WHO=ANSWER", help=_("keep what a guest said, such as accepted"))
    answers.add_argument("--comment", metavar="TEXT", default="", help=_("with --note"))
    answers.add_argument("--admit", metavar="WHO", help=_("put somebody who answered on the list of guests"))
    answers.add_argument("--tie", metavar="WHO=PERSON", help=_("say who of the record somebody is who answered"))
    answers.add_argument("--version", type=int, metavar="N", help=_("only what was answered to this version"))


def add_import_kinds(kind: Callable[[str], argparse.ArgumentParser]) -> None:
    """`import replies`, `import event` and `import tracking`."""
    replies = kind("replies")
    replies.add_argument("files", nargs="+", metavar="FILE", help=_(".ics, .eml, or a folder of them"))
    replies.add_argument("--preview", action="store_true", help=_("only say what would come of it"))
    event = kind("event")
    event.add_argument("file", metavar="FILE", help=_("the invitation that somebody else sent: .ics or .eml"))
    which = event.add_mutually_exclusive_group(required=True)
    which.add_argument("--meeting", metavar="M", help=_("the meeting that is to follow that event"))
    which.add_argument("--group", metavar="G", help=_("make a meeting of this group"))
    event.add_argument("--time-zone", metavar="ZONE", default="", help=_("where the invitation says none"))
    event.add_argument("--organiser", metavar="MAIL", default="", help=_("where the invitation says none"))
    tracking = kind("tracking")
    tracking.add_argument("meeting", metavar="M")
    tracking.add_argument("file", nargs="?", default="-", metavar="FILE", help=_("what Outlook copied from Tracking"))
    tracking.add_argument("--preview", action="store_true", help=_("only say what would come of it"))
