"""From the command line to an exit status: what was said, the record, the errors in words."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msa_wg_desktop import paths
from msa_wg_desktop.cli import commands
from msa_wg_desktop.cli.output import give, prepare
from msa_wg_desktop.cli.parser import WRONG_USE, make_parser
from msa_wg_desktop.cli.reading import WrongUse
from msa_wg_desktop.errors import AppError, StorageError
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from argparse import Namespace

    from msa_wg_desktop.cli.desk import Desk

KNOWN_FAILURE = 3
OUR_MISTAKE = 70
INTERRUPTED = 130
PIPE_CLOSED = 141
RECORD_VARIABLE = "MSA_WG_RECORD"
SQLITE = "sqlite:///"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        prepare(stream)
    try:
        args = make_parser().parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        return _run(args)
    except AppError as problem:
        # What it quotes may have line ends of its own.
        print(" ".join(problem.words.split()), file=sys.stderr)
        return WRONG_USE if isinstance(problem, WrongUse) else KNOWN_FAILURE
    except BrokenPipeError:
        # Whoever read along has gone. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 -- the crash hook of the command line
        import traceback

        traceback.print_exc()
        return OUR_MISTAKE


def _run(args: Namespace) -> int:
    record = record_path(args.record)
    if args.command in commands.WITHOUT_RECORD:
        result = commands.without_record(args.command)(record, args)
    else:
        with opened(record, args) as desk:
            before = desk.services.store.seq()
            result = commands.with_record(args.command)(desk, args)
            if desk.services.store.seq() != before:
                _write_calendars(desk)
    give(result, as_json=args.json, quiet=args.quiet)
    return result.code


def _write_calendars(desk: Desk) -> None:
    """The calendar files that are to follow the record; where one can't be written, what was done is done."""
    from msa_wg_desktop.cli import calendars

    kept = calendars.kept(desk)
    if problem := kept.remember(kept.write()):
        print(problem, file=sys.stderr)


def record_path(named: str | None) -> Path:
    """The record that is meant: the one named, else the one in the environment, else the user's own."""
    text = (named or os.environ.get(RECORD_VARIABLE, "")).removeprefix(SQLITE)
    if "://" in text:
        raise StorageError(
            _("“{url}” is a database server's address; this version opens records in files only.").format(url=text)
        )
    return Path(text).expanduser() if text else paths.default_record()


@contextmanager
def _nothing_swept() -> Iterator[None]:
    """Nothing of what is loaded is ever garbage: to look for some takes a tenth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def opened(record: Path, args: Namespace) -> Iterator[Desk]:
    """The record, open for one command."""
    with _nothing_swept():
        from msa_wg_desktop.cli.desk import DayClock, Desk
        from msa_wg_desktop.services.container import Services
        from msa_wg_desktop.services.store import Store

    store = Store.open(record, clock=DayClock(getattr(args, "today", None)))
    try:
        yield Desk(Services(store))
    finally:
        store.close()
