"""The words of the command line: commands, their options and their help. Loads nothing heavy."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, NoReturn

from msa_wg_desktop import __version__
from msa_wg_desktop.cli.parser_add import add_options
from msa_wg_desktop.cli.parser_agenda import add_agenda_verbs
from msa_wg_desktop.cli.parser_invitations import add_import_kinds, add_invite
from msa_wg_desktop.cli.parser_sending import add_export_invitation, add_send
from msa_wg_desktop.cli.reading import a_day, a_limit, chosen, clock
from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

PROGRAM = "msa-wg"
WRONG_USE = 2


class Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong, and where to read more."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with status 2."""
        sentence = message[:1].upper() + message[1:].rstrip(".")
        self.exit(WRONG_USE, _("{sentence}. See {program} --help.\n").format(sentence=sentence, program=self.prog))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """As argparse does it, in plain words."""
        if action.choices is not None and value not in action.choices:
            words = _("“{value}” can't be chosen here; choose one of {choices}")
            raise argparse.ArgumentError(action, words.format(value=value, choices=", ".join(action.choices)))


def reads(reader: Callable[[str], Any]) -> Callable[[str], Any]:
    """A reader of values as an option's type, so that its own words are what the user reads."""

    def read(text: str) -> Any:
        try:
            return reader(text)
        except ValidationError as problem:
            raise argparse.ArgumentTypeError(problem.words) from problem

    return read


def make_parser() -> Parser:
    """The parser of the whole command line."""
    parser = Parser(
        prog=PROGRAM,
        description=_("The desk of the person who runs a working group, without a window."),
        epilog=_(
            "Exit status: 0 done, 1 something to look at, 2 wrong use, 3 it can't be done and why, 70 our mistake."
        ),
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--record", metavar="FILE", help=_("the record; else MSA_WG_RECORD, else your own"))
    _add_shared(parser, default=False)
    shared = Parser(add_help=False)
    _add_shared(shared, default=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True, parser_class=Parser)

    def command(name: str, words: str) -> Parser:
        return commands.add_parser(name, help=words, description=words, parents=[shared])

    _add_record_commands(command)
    _add_reading_commands(command)
    _add_writing_commands(command, shared)
    _add_export(command, shared)
    _add_import(command, shared)
    return parser


Command = Callable[[str, str], Parser]


def _add_shared(parser: argparse.ArgumentParser, *, default: Any) -> None:
    parser.add_argument("--json", action="store_true", default=default, help=_("one JSON value and nothing else"))
    parser.add_argument("--quiet", action="store_true", default=default, help=_("say nothing where all went well"))


def _add_record_commands(command: Command) -> None:
    init = command("init", _("make a record"))
    init.add_argument("--sample", action="store_true", help=_("with the real meeting of February 6, 2025"))
    command("info", _("what the record holds, and how its file is"))
    copying = command("backup", _("copy the record"))
    copying.add_argument("--to", metavar="FILE", help=_("else into the folder of backups beside it"))
    restoring = command("restore", _("put a copy back in the place of the record"))
    restoring.add_argument("file", metavar="FILE")
    command("verify", _("whether the record's file is whole"))
    dump = command("dump", _("the whole record, its history included, as JSON"))
    dump.add_argument("--to", metavar="FILE")
    load = command("load", _("make a new record from a dump"))
    load.add_argument("file", metavar="FILE")
    settings = command("settings", _("the record's own settings, and those of your mail account"))
    settings.add_argument("key", nargs="?", metavar="KEY")
    settings.add_argument("value", nargs="?", metavar="VALUE")
    settings.add_argument("--ask", action="store_true", help=_("ask for the value: how smtp.password is given"))


def _add_reading_commands(command: Command) -> None:
    listing = command("list", _("all things of a kind"))
    listing.add_argument("kind", metavar="KIND")
    add_filters(listing)
    listing.add_argument("--limit", type=reads(a_limit), metavar="N")
    showing = command("show", _("one thing, whole, with where it comes from and its history"))
    showing.add_argument("kind", metavar="KIND")
    showing.add_argument("id", metavar="ID")
    plan = command("plan", _("the dates of an order, planned back from its filing, and how they were counted"))
    plan.add_argument("order", metavar="ORDER", help=_("26, or 24-08-02 #26"))
    plan.add_argument("--today", metavar="DATE", type=reads(a_day), help=_("another day than today"))
    checking = command("check", _("what should be looked at before a summary goes out"))
    checking.add_argument("meeting", metavar="M")
    add_today(checking)
    search = command("search", _("over everything, best first"))
    search.add_argument("words", nargs="+", metavar="WORDS")
    search.add_argument("--limit", type=reads(a_limit), default=50, metavar="N")
    history = command("history", _("who changed what, newest first"))
    history.add_argument("kind", nargs="?", metavar="KIND")
    history.add_argument("id", nargs="?", metavar="ID")
    history.add_argument("--meeting", metavar="M")
    history.add_argument("--limit", type=reads(a_limit), default=50, metavar="N")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """What sifts a list, on screen or into a file."""
    parser.add_argument("--meeting", metavar="M", help=_("by id, by date, or by date and group"))
    parser.add_argument("--group", metavar="G")
    parser.add_argument("--owner", metavar="O", help=_("a person, an organisation or a party class"))
    parser.add_argument("--order", metavar="26.6")
    parser.add_argument("--status", metavar="S", help=_("such as done, or answered"))
    parser.add_argument("--words", metavar="WORDS", help=_("that all occur"))
    parser.add_argument("--nobody", action="store_true", help=_("what nobody owes yet"))
    parser.add_argument("--no-date", action="store_true", help=_("what has no date"))
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--overdue", action="store_true")
    parser.add_argument("--due-before", metavar="DATE", type=reads(a_day))
    add_today(parser)


def add_today(parser: argparse.ArgumentParser) -> None:
    """Another day than today, for what depends on it."""
    parser.add_argument("--today", metavar="DATE", type=reads(a_day), help=_("another day than today"))


def _add_writing_commands(command: Command, shared: Parser) -> None:
    adding = command("add", _("add a thing"))
    kinds = adding.add_subparsers(dest="kind", metavar="KIND", required=True, parser_class=Parser)
    add_options(lambda name: kinds.add_parser(name, parents=[shared]), reads)
    editing = command("edit", _("change fields of a thing"))
    editing.add_argument("kind", metavar="KIND")
    editing.add_argument("id", metavar="ID")
    editing.add_argument("changes", nargs="+", metavar="field=value")
    for name, words in (
        ("delete", _("delete a thing; it can be undone")),
        ("purge", _("forget a text everywhere, for good")),
    ):
        one = command(name, words)
        one.add_argument("kind", metavar="KIND")
        one.add_argument("id", metavar="ID")
        if name == "purge":
            one.add_argument("--yes", action="store_true", help=_("do it; without this it is only said what would go"))
    capture = command("capture", _("lines as if typed at the end of the discussion, tabs for depth"))
    capture.add_argument("--meeting", metavar="M", required=True)
    capture.add_argument("file", nargs="?", default="-", metavar="FILE")
    add_invite(command)
    add_send(command)
    _add_meeting(command, shared)
    _add_people(command)
    _add_ask(command)
    _add_roll_call(command)
    undo = command("undo", _("take back your latest step, or the one named"))
    undo.add_argument("operation", nargs="?", metavar="OPERATION")
    topic = command("topic", _("what was said about a topic over all meetings"))
    topic.add_argument("topic", metavar="TOPIC", help=_("by its title or id"))
    command("redo", _("bring back what the latest undo took"))


def _add_ask(command: Command) -> None:
    ask = command("ask", _("what to write each party that owes responses to data needs"))
    ask.add_argument("--group", metavar="G")
    ask.add_argument("--party", metavar="P", help=_("only this one"))
    ask.add_argument("--need", nargs="+", action="extend", default=[], metavar="ID", help=_("only about these"))
    ask.add_argument("--mark", action="store_true", help=_("note that they were asked again"))
    ask.add_argument("--on", metavar="DATE", type=reads(a_day), help=_("the day on which they were; else today"))


def _add_roll_call(command: Command) -> None:
    call = command("roll-call", _("keep what parties answered one by one about a version of a proposal"))
    call.add_argument("version", metavar="P-7v2")
    call.add_argument(
        "answers", nargs="+", metavar="PARTY=STAND", help=_("or silent, absent, not asked; “: why” after it")
    )
    call.add_argument("--signed-by", metavar="WHO")
    call.add_argument("--correct", action="store_true", help=_("put right what was keyed for them in the latest one"))
    call.add_argument("--meeting", metavar="M")
    call.add_argument("--date", metavar="DATE", type=reads(a_day), help=_("else the meeting's day, else today"))


def _add_people(command: Command) -> None:
    merge = command("merge", _("make one of two people, organisations or party classes that are one"))
    merge.add_argument("who", metavar="WHO")
    merge.add_argument("into", metavar="INTO")
    move = command("move", _("say that a person belongs to another organisation from a day on"))
    move.add_argument("person", metavar="PERSON")
    move.add_argument("--to", metavar="O", required=True)
    move.add_argument("--since", metavar="DATE", type=reads(a_day), help=_("the first day there; else today"))
    people = command("people", _("add the people of a list as mail programs write it"))
    people.add_argument("file", nargs="?", default="-", metavar="FILE")
    people.add_argument("--sure", action="store_true", help=_("also what doesn't look like a name"))
    for one in (merge, move, people):
        one.add_argument("--preview", action="store_true", help=_("only say what would come of it"))


def _add_import(command: Command, shared: Parser) -> None:
    importing = command("import", _("take in what comes back: a list, answers, an event of somebody else"))
    kinds = importing.add_subparsers(dest="what", metavar="KIND", required=True, parser_class=Parser)
    actions = kinds.add_parser("actions", parents=[shared])
    actions.add_argument("file", metavar="FILE", help=_("CSV or Excel (.xlsx), its first row naming the columns"))
    actions.add_argument("--meeting", metavar="M", help=_("by id, by date, or by date and group"))
    actions.add_argument("--group", metavar="G")
    actions.add_argument("--preview", action="store_true", help=_("only say what would come in"))
    attendance = kinds.add_parser("attendance", parents=[shared])
    attendance.add_argument("file", metavar="FILE", help=_("CSV or Excel (.xlsx)"))
    attendance.add_argument("--meeting", metavar="M", required=True, help=_("by id, by date, or by date and group"))
    attendance.add_argument(
        "--silent",
        metavar="PRESENCE",
        type=reads(chosen(Presence)),
        default=Presence.UNKNOWN,
        help=_("present, absent, excused or unknown: how those were of whom the list doesn't say it; else unknown"),
    )
    attendance.add_argument("--preview", action="store_true", help=_("only say what would be taken"))
    add_import_kinds(lambda name: kinds.add_parser(name, parents=[shared]))


def _add_meeting(command: Command, shared: Parser) -> None:
    meeting = command("meeting", _("move a meeting, cancel it, go through its agenda, or say that it was held"))
    verbs = meeting.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    move = verbs.add_parser("reschedule", parents=[shared])
    move.add_argument("meeting", metavar="M")
    move.add_argument("--to", metavar="DATE", required=True, type=reads(a_day))
    for name in ("start", "end"):
        move.add_argument(f"--{name}", metavar="TIME", type=reads(clock))
    cancel = verbs.add_parser("cancel", parents=[shared])
    cancel.add_argument("meeting", metavar="M")
    cancel.add_argument("--to-be-rescheduled", action="store_true")
    for verb in (move, cancel):
        verb.add_argument("--following", action="store_true", help=_("the meetings of its series that follow, too"))
    series = verbs.add_parser("series", parents=[shared])
    series.add_argument("meeting", metavar="M")
    end = series.add_mutually_exclusive_group()
    end.add_argument("--until", metavar="DATE", type=reads(a_day), help=_("extend it, or end it earlier"))
    end.add_argument("--count", metavar="N", type=int, help=_("so many meetings in all"))
    held = verbs.add_parser("held", parents=[shared])
    held.add_argument("meeting", metavar="M")
    add_agenda_verbs(verbs, shared)


def _add_export(command: Command, shared: Parser) -> None:
    export = command("export", _("write a document"))
    documents = export.add_subparsers(dest="document", metavar="DOCUMENT", required=True, parser_class=Parser)
    summary = documents.add_parser("summary", parents=[shared])
    summary.add_argument("meeting", metavar="M")
    summary.add_argument(
        "--to", metavar="FILE", required=True, help=_("its ending says the format: docx, pdf, html, md")
    )
    summary.add_argument("--sections", metavar="NAMES", help=_("only these, by heading or kind, and optional tables"))
    summary.add_argument("--final", action="store_true")
    summary.add_argument("--topics", action="store_true", help=_("the discussion in parts, each headed by its topic"))
    summary.add_argument("--template", metavar="FILE.docx")
    summary.add_argument(
        "--confidential-materials",
        choices=("leave-out", "title-only"),
        default="leave-out",
        help=_("what the table of materials says of confidential ones"),
    )
    consultation = documents.add_parser("consultation", parents=[shared])
    consultation.add_argument("--order", metavar="26.1", required=True, help=_("an order item, or a whole order"))
    consultation.add_argument(
        "--to", metavar="FILE", required=True, help=_("its ending says the format: docx, pdf, html, md")
    )
    add_today(consultation)
    add_export_invitation(documents.add_parser("invitation", parents=[shared]))
    owed = documents.add_parser("owed", parents=[shared])
    which = owed.add_mutually_exclusive_group(required=True)
    which.add_argument("--organisation", metavar="O", help=_("an organisation, a party class or a person"))
    which.add_argument("--all", metavar="FOLDER", help=_("a file for every party, and an index"))
    owed.add_argument("--to", metavar="FILE", help=_("its ending says the format: html, docx, pdf, eml, md"))
    owed.add_argument("--format", choices=("html", "docx", "pdf", "eml", "md"), default="html", help=_("with --all"))
    owed.add_argument("--group", metavar="G")
    add_today(owed)
    calendar = documents.add_parser("calendar", parents=[shared])
    calendar.add_argument("--to", metavar="FILE.ics", required=True)
    calendar.add_argument("--party", metavar="P", help=_("only what concerns a person, an organisation or a class"))
    keeping = calendar.add_mutually_exclusive_group()
    keeping.add_argument("--keep", action="store_true", help=_("write it again whenever the record changes"))
    keeping.add_argument("--forget", action="store_true", help=_("no longer; the file stays as it is"))
    for name in ("actions", "data-needs", "orders", "positions"):
        table = documents.add_parser(name, parents=[shared])
        table.add_argument("--to", metavar="FILE", required=True, help=_("its ending: xlsx, csv, docx, pdf, html, md"))
        add_filters(table)
        if name == "positions":
            table.add_argument("--as-of", metavar="DATE", type=reads(a_day), help=_("of the chapter: as it stood then"))
