"""A real desk for tests: an X server, a window manager, the program in its own process, and hands that type."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("Xvfb", "openbox", "xdotool")
_CLASS = "msa-wg-desktop"
_PATIENCE = 20.0


def missing_programs() -> list[str]:
    """What this machine lacks for a real desk."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


def wait_for(done: Callable[[], bool], what: str, *, seconds: float = _PATIENCE) -> None:
    """Waits for a condition, looking ten times a second; says what never came."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds:.0f} s there is no {what}")
        time.sleep(0.1)


@contextmanager
def screen(size: str = "1366x768") -> Iterator[str]:
    """An X server of its own with a window manager; gives its display."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        display = f":{answer.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env={**os.environ, "DISPLAY": display}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield display
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


class Desk:
    """The program's window on a screen, and hands on its keyboard."""

    def __init__(self, display: str, record: Path, home: Path) -> None:
        self._env = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")},
        }
        self._errors = (home / "stderr.txt").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "msa_wg_desktop", str(record)], env=self._env, stderr=self._errors
        )
        self.window = ""
        wait_for(self._find_window, "window")
        self.do("windowactivate", "--sync", self.window)

    def do(self, *words: str) -> str:
        """Runs xdotool."""
        out = subprocess.run(["xdotool", *words], env=self._env, capture_output=True, text=True, check=False)
        return out.stdout

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, as X calls them: `Return`, `Tab`, `shift+Tab`."""
        self.do("key", "--delay", "20", *keys)

    def open_meeting(self) -> None:
        """From Today to the list of meetings, and to the discussion of the one at hand."""
        self.press("ctrl+2", "Return")

    def type(self, text: str, *, delay_ms: int = 4) -> None:
        """Types a text, a key every `delay_ms`."""
        self.do("type", "--delay", str(delay_ms), "--", text)

    def errors(self) -> str:
        """What the program wrote to its standard error."""
        self._errors.seek(0)
        return self._errors.read()

    def kill(self) -> None:
        """Ends the program as a crash of the machine would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._errors.close()

    def close(self) -> int:
        """Ends the program as a user would; gives its exit code."""
        self.process.terminate()
        code = self.process.wait(_PATIENCE)
        self._errors.close()
        return code

    def picture(self, file: Path) -> None:
        """What stands on the screen now, as a PNG where ImageMagick's import is there, else as an XWD dump."""
        dump = subprocess.run(["xwd", "-root", "-silent"], env=self._env, capture_output=True, check=True)
        file.write_bytes(dump.stdout)

    def _find_window(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}:\n{self.errors()}")
        found = self.do("search", "--onlyvisible", "--class", _CLASS).split()
        self.window = found[-1] if found else ""
        return bool(found)
