"""The words of the commands about guests and what comes back from them."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from msa_wg_desktop.words import _


def add_invite(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """`invite`: by name, by address, or a list as mails have it."""
    invite = command("invite", _("put people, organisations, party classes or mail addresses on a meeting's list"))
    invite.add_argument("meeting", metavar="M")
    invite.add_argument("who", nargs="+", metavar="WHO", help=_("a name, an address, or a list as mails have it"))
    invite.add_argument("--optional", action="store_true", help=_("they need not come"))
    invite.add_argument("--list", action="store_true", help=_("the addresses are mailing lists, one guest each"))
    invite.add_argument("--remove", action="store_true", help=_("take them off the list"))
