"""Makes the locks: every version and every file's hash, for all systems at once."""

from __future__ import annotations

import subprocess

from _dev.environment import prepare
from _dev.places import DEV_LOCK, ROOT, RUNTIME_LOCK, surroundings
from _dev.problems import Problem


def lock(*, upgrade: bool) -> int:
    """Brings the locks in line with pyproject.toml; versions that still fit stay, unless `upgrade`."""
    python = prepare(DEV_LOCK)
    runtime, dev = (str(path.relative_to(ROOT)) for path in (RUNTIME_LOCK, DEV_LOCK))
    always = [
        "--universal", "--python-version", "3.11", "--no-python-downloads",
        "--generate-hashes", "--no-annotate", "--quiet",
        "--custom-compile-command", "python3 packaging/dev.py lock", *(["--upgrade"] if upgrade else []),
    ]  # fmt: skip
    # The tools are chosen around the program's own versions, so that tests run with what users get.
    for arguments in (["-o", runtime], ["--group", "dev", "-c", runtime, "-o", dev]):
        command = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml", *always, *arguments]
        ran = subprocess.run(
            command,
            cwd=ROOT,
            env=surroundings(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise Problem(f"{arguments[-1]} could not be made:\n{ran.stderr.strip()}")
        print(arguments[-1], flush=True)
    return 0
