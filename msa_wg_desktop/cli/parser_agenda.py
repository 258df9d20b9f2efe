"""The words of the command line that are about a meeting's agenda. Loads nothing heavy."""

from __future__ import annotations

import argparse
from typing import Any

from msa_wg_desktop.words import _

AGENDA_VERBS = ("agenda", "start", "next", "end", "take", "skip", "close")
_OF_TOPICS = ("take", "skip", "close")


def add_agenda_verbs(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """The verbs of `meeting` that are about its agenda."""
    words = (
        _("begin the agenda of a meeting to come, and read it"),
        _("start a meeting, and take up its first agenda item"),
        _("take up the next agenda item"),
        _("end a meeting; it is then held"),
        _("put a topic on a meeting's agenda"),
        _("leave a topic out of one meeting; it comes back in the next"),
        _("close a topic: it comes back no more"),
    )
    for name, said in zip(AGENDA_VERBS, words, strict=True):
        verb = verbs.add_parser(name, help=said, description=said, parents=[shared])
        verb.add_argument("meeting", metavar="M")
        if name in _OF_TOPICS:
            verb.add_argument("topic", metavar="TOPIC", help=_("by its title or id"))
