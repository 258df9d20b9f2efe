"""Which function does which command. Its module is loaded when the command is given: none waits for the others'."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from msa_wg_desktop.cli.desk import Desk
    from msa_wg_desktop.cli.output import Result

WITHOUT_RECORD: Mapping[str, str] = {
    "init": "record_commands:init",
    "load": "record_commands:load",
    "backup": "backup_commands:make",
    "restore": "backup_commands:restore",
    "verify": "backup_commands:verify",
}
WITH_RECORD: Mapping[str, str] = {
    "info": "record_commands:info",
    "check": "checking:check",
    "list": "reading_commands:list_kind",
    "show": "reading_commands:show",
    "add": "writing_commands:add",
    "edit": "writing_commands:edit",
    "delete": "writing_commands:delete",
    "ask": "needs:ask",
    "capture": "writing_commands:capture",
    "export": "exporting:export",
    "history": "reading_commands:history",
    "invite": "invitation_commands:invite",
    "answers": "invitation_commands:answers",
    "import": "importing:take_in",
    "meeting": "meeting_commands:meeting",
    "merge": "people_commands:merge",
    "move": "people_commands:move",
    "people": "people_commands:people",
    "roll-call": "proposals:roll_call",
    "topic": "agendas:topic",
    "undo": "writing_commands:undo",
    "redo": "writing_commands:redo",
    "purge": "writing_commands:purge",
    "dump": "record_commands:dump",
    "plan": "planning_commands:plan",
    "search": "reading_commands:search",
    "send": "sending_commands:send",
    "sent": "sending_commands:sent",
    "waiting": "sending_commands:waiting",
    "settings": "settings_commands:settings",
}


def without_record(name: str) -> Callable[[Path, Namespace], Result]:
    """What does a command that opens the record itself, or needs none."""
    return _of(WITHOUT_RECORD[name])


def with_record(name: str) -> Callable[[Desk, Namespace], Result]:
    """What does a command on an open record."""
    return _of(WITH_RECORD[name])


def _of(function: str) -> Callable[..., Result]:
    found: Callable[..., Result] = resolve_name(f"{__package__}.{function}")
    return found
