"""Keeps `.venv` as a lock says, and knows in a few milliseconds when it already is."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from _dev import system
from _dev.places import DEV_LOCK, ROOT, RUNTIME_LOCK, VENV, python, site_packages, surroundings
from _dev.problems import Problem

_STAMP = VENV / "ready.json"
_GUARD = ROOT / ".venv.lock"
_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
_ROOM_NEEDED = {RUNTIME_LOCK: 700, DEV_LOCK: 1300}  # MB, downloads included
_WORTH_SAYING = 5.0  # MB; smaller downloads go by unnamed


def prepare(lock: Path) -> Path:
    """Returns the Python of an environment that holds what `lock` names, making or mending it first where needed."""
    if _is_ready(lock):
        return python()
    with _one_at_a_time():
        if not _is_ready(lock):
            _set_up(lock)
    return python()


def _is_ready(lock: Path) -> bool:
    stamp = _stamp()
    return _is_sound(stamp) and stamp["locks"].get(lock.name) == _digest(lock)


def _is_sound(stamp: dict[str, Any]) -> bool:
    """Whether the environment was finished with this Python and still has all that was put there."""
    if stamp.get("python") != _PYTHON or not python().exists():
        return False
    return set(stamp["holds"]) <= _held()


def _stamp() -> dict[str, Any]:
    try:
        return json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _held() -> set[str]:
    folder = site_packages()
    names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208 - names only, at each start
    return set(names) - {"__pycache__"}


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _set_up(lock: Path) -> None:
    started = time.monotonic()
    _need_room(lock)
    if not _is_sound(_stamp()):
        _make_anew()
    # Without its stamp an environment counts as half made, whatever interrupts what follows.
    _STAMP.unlink(missing_ok=True)
    print(f"Installing what {lock.relative_to(ROOT)} names into .venv ...", flush=True)
    _install(lock)
    _put_checkout_on_path()
    locks = [RUNTIME_LOCK, lock] if lock == DEV_LOCK else [lock]
    stamp = {"python": _PYTHON, "locks": {each.name: _digest(each) for each in locks}, "holds": sorted(_held())}
    _STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    print(f".venv is ready ({time.monotonic() - started:.0f} s).", flush=True)


def _need_room(lock: Path) -> None:
    free, needed = shutil.disk_usage(ROOT).free // 1_000_000, _ROOM_NEEDED[lock]
    if free < needed and not _held():
        raise Problem(f"Setting up needs {needed} MB in {ROOT}, and {free} MB are free. Make room and try again.")


def _make_anew() -> None:
    if VENV.exists():
        print("The environment in .venv is unfinished or made for another Python: making it anew.", flush=True)
        _remove(VENV)
    system.need_venv()
    # Also right when dev.py was started with another environment's Python, or with the one just removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [base, "-I", "-m", "venv", str(VENV)], capture_output=True, text=True, env=surroundings(), check=False
    )
    if made.returncode:
        raise Problem(why_it_failed(made.stdout + made.stderr, "The environment in .venv could not be made"))


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise Problem(f"{folder} can't be removed ({error.strerror}). Close what uses it, or remove it.") from error


def _install(lock: Path) -> None:
    """Installs exactly the files whose hashes the lock names; nothing is compiled here.

    The lock is whole, so pip is to work nothing out: asked for a package with an extra, it would look at the
    newest release there is, which no lock can name.
    """
    command = [
        str(python()), "-I", "-m", "pip", "install", "--no-user", "--no-input", "--disable-pip-version-check",
        "--retries", "2", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--progress-bar", "off",
        "-r", str(lock),
    ]  # fmt: skip
    lines: list[str] = []
    with subprocess.Popen(
        command, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line)
            _say_download(line)
    if pip.returncode:
        raise Problem(why_it_failed("".join(lines), "Installing into .venv failed"))


def _say_download(line: str) -> None:
    found = re.search(r"(?:Downloading|Using cached) ([^\s/-]+)-(\S+?)-\S+\.whl.* \((\d+\.?\d*) MB\)", line)
    if found and float(found[3]) >= _WORTH_SAYING:
        print(f"  {found[1]} {found[2]}, {found[3]} MB", flush=True)


def why_it_failed(output: str, what: str) -> str:
    """The sentence for the person, from what a tool printed for its makers."""
    if re.search(r"No space left|Errno 28|Disk quota exceeded", output):
        return f"{what}: the disk is full. Make room and type the same command again."
    if "DO NOT MATCH THE HASHES" in output:
        return f"{what}: a downloaded package is not the one that the lock names. Nothing of it was installed."
    if re.search(
        r"Retrying \(|NewConnectionError|ConnectionError|name resolution|timed out|ProxyError|SSLError", output
    ):
        return f"{what}: the packages can't be reached. Connect to the network and type the same command again."
    if "No matching distribution" in output:
        return (
            f"{what}: a package has no ready-made file for Python {_PYTHON} on this system. Try another Python 3.11+."
        )
    if re.search(r"Permission denied|Errno 13", output):
        return f"{what}: the folder can't be written. Use a copy of the project in a folder of your own."
    last = [line.strip() for line in output.splitlines() if line.strip()][-1:] or ["no reason was given"]
    return f"{what}: {last[0].removeprefix('ERROR: ')}"


def _put_checkout_on_path() -> None:
    """Lets the program run from any folder, so that a record may be named as seen from there."""
    relative = os.path.relpath(ROOT, site_packages())
    (site_packages() / "msa_wg_desktop_checkout.pth").write_text(f"{relative}\n", encoding="utf-8")


@contextmanager
def _one_at_a_time() -> Generator[None]:
    """Holds off a second set-up of the same checkout; the system lets go when the holder ends, however it ends."""
    with _GUARD.open("w") as guard:
        if sys.platform == "win32":  # spelled out, because type checkers know this one
            import msvcrt

            msvcrt.locking(guard.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(guard, fcntl.LOCK_EX)
        yield
