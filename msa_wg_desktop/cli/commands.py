"""Which function does which command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from msa_wg_desktop.cli import (
    agendas,
    backup_commands,
    checking,
    exporting,
    importing,
    invitation_commands,
    needs,
    people_commands,
    planning_commands,
    proposals,
    reading_commands,
    record_commands,
    sending_commands,
    writing_commands,
)
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import Result

WITHOUT_RECORD: Mapping[str, Callable[[Path, Namespace], Result]] = {
    "init": record_commands.init,
    "load": record_commands.load,
    "backup": backup_commands.make,
    "restore": backup_commands.restore,
    "verify": backup_commands.verify,
}
WITH_RECORD: Mapping[str, Callable[[Desk, Namespace], Result]] = {
    "info": record_commands.info,
    "check": checking.check,
    "list": reading_commands.list_kind,
    "show": reading_commands.show,
    "add": writing_commands.add,
    "edit": writing_commands.edit,
    "delete": writing_commands.delete,
    "ask": needs.ask,
    "capture": writing_commands.capture,
    "export": exporting.export,
    "history": reading_commands.history,
    "invite": invitation_commands.invite,
    "answers": invitation_commands.answers,
    "import": importing.take_in,
    "meeting": writing_commands.meeting,
    "merge": people_commands.merge,
    "move": people_commands.move,
    "people": people_commands.people,
    "roll-call": proposals.roll_call,
    "topic": agendas.topic,
    "undo": writing_commands.undo,
    "redo": writing_commands.redo,
    "purge": writing_commands.purge,
    "dump": record_commands.dump,
    "plan": planning_commands.plan,
    "search": reading_commands.search,
    "send": sending_commands.send,
    "sent": sending_commands.sent,
    "waiting": sending_commands.waiting,
    "settings": record_commands.settings,
}
