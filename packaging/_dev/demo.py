"""The main job without a window: the sample record, its summary in Word, and the pictures of the screens."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from _dev import system
from _dev.environment import prepare
from _dev.places import RUNTIME_LOCK, surroundings
from _dev.problems import Problem

_MEETING = "2025-02-06"


def demo(folder: Path) -> int:
    """Makes the demo in `folder`, naming each file as it is made; what an earlier demo made there is replaced."""
    system.need_libraries(window=False)
    python = prepare(RUNTIME_LOCK)
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    record, summary, pictures = folder / "sample.msawg", folder / f"summary-{_MEETING}.docx", folder / "pictures"
    _clear(record)
    command_line = ["-m", "msa_wg_desktop.cli", "--quiet", "--record", str(record)]
    with TemporaryDirectory(prefix="msa-wg-demo-") as home:
        _do(python, [*command_line, "init", "--sample"], home=home)
        _name(record)
        _do(python, [*command_line, "export", "summary", _MEETING, "--to", str(summary)], home=home)
        _name(summary)
        _do(python, ["-m", "msa_wg_desktop.tour", str(pictures)], home=home)
    return 0


def tour(folder: Path) -> int:
    """Pictures of every screen and dialog, in `folder`."""
    system.need_libraries(window=False)
    python = prepare(RUNTIME_LOCK)
    with TemporaryDirectory(prefix="msa-wg-tour-") as home:
        _do(python, ["-m", "msa_wg_desktop.tour", str(folder.resolve())], home=home)
    return 0


def _clear(record: Path) -> None:
    """Makes way for a new record; one that is open stays, because its journal would be taken for the new one's."""
    if record.with_name(f"{record.name}-wal").exists():
        raise Problem(f"{record} is open in the program. Close it there, or choose another folder.")
    record.unlink(missing_ok=True)


def _do(python: Path, arguments: Sequence[str], *, home: str) -> None:
    """Runs one part of the program away from the user's own settings; what it prints is shown as it comes."""
    own_settings = {f"XDG_{kind}_HOME": f"{home}/{kind}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment = surroundings(**own_settings, QT_QPA_PLATFORM="offscreen")
    if subprocess.call([str(python), "-P", *arguments], env=environment):
        raise Problem(f"The demo stopped at: msa_wg_desktop {' '.join(arguments[1:])}")


def _name(made: Path) -> None:
    if not made.is_file():
        raise Problem(f"{made} should have been made and is not there.")
    print(f"{made} ({made.stat().st_size / 1000:.0f} kB)", flush=True)
