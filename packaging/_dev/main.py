"""Reads the command line of `packaging/dev.py` and turns whatever goes wrong into one sentence."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from _dev import system
from _dev.environment import prepare
from _dev.places import ON_WINDOWS, ROOT, RUNTIME_LOCK, has_screen, surroundings
from _dev.problems import Problem, from_os


def main(arguments: Sequence[str]) -> int:
    """Does what the arguments say; returns the exit code."""
    parser = _parser()
    known, rest = parser.parse_known_args(arguments)
    if rest and known.command not in ("test", "bench"):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return _dispatch(known, rest)
    except Problem as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        print(from_os(error), file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 1


def _dispatch(known: argparse.Namespace, rest: Sequence[str]) -> int:
    # What only one command needs is imported by it, so that `run` is handed over to the program at once.
    match known.command:
        case "run":
            return run(known.record, demo_folder=known.demo)
        case "test":
            from _dev.checks import test

            return test(rest, external=known.external or os.environ.get("CI") == "true")
        case "bench":
            from _dev.checks import bench

            return bench(rest)
        case "tour":
            from _dev.demo import tour

            return tour(known.folder)
        case _:
            from _dev.locks import lock

            return lock(upgrade=known.upgrade)


def run(records: Sequence[str], *, demo_folder: Path | None) -> int:
    """Opens the window; where there is no display, or a demo is asked for, does the main job without one."""
    if demo_folder is None and not has_screen():
        print(f"There is no display here, so no window can open. Doing the main job without one, in {ROOT / 'out'}:")
        demo_folder = ROOT / "out"
    if demo_folder is not None:
        from _dev.demo import demo

        return demo(demo_folder)
    system.need_libraries(window=True)
    command = [str(prepare(RUNTIME_LOCK)), "-P", "-m", "msa_wg_desktop", *records]
    sys.stdout.flush()
    if not ON_WINDOWS:  # there, the shell would take a program that gives way to another for ended
        os.execve(command[0], command, surroundings())
    return subprocess.call(command, env=surroundings())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py", description="Sets up, runs, tests and measures MSA WG Desktop.", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="open the window; where there is no display, make the demo in out/")
    run.add_argument("record", nargs="*", help="a record to open; else the program goes on where it was left")
    run.add_argument("--demo", type=Path, metavar="FOLDER", help="the main job without a window, into FOLDER")

    test = commands.add_parser(
        "test", help="everything that must be green; other arguments go to pytest", allow_abbrev=False
    )
    test.add_argument(
        "--external",
        action="store_true",
        help="install what tests marked external need, and let none of them be skipped; so it is where CI=true",
    )
    commands.add_parser("bench", help="the benchmarks; other arguments go to pytest")

    tour = commands.add_parser("tour", help="pictures of every screen, light and dark")
    tour.add_argument("folder", type=Path, metavar="FOLDER")

    lock = commands.add_parser("lock", help="bring packaging/*.lock in line with pyproject.toml")
    lock.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    return parser
