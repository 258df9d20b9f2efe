"""Kills the real window while it is being typed into, at random moments, and looks what was lost.

Run by hand: `python -m tests.e2e.killing 50`. The suite does it five times.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from tests.e2e.desk import Desk, screen

_ALLOWED_LOSS_SECONDS = 1.0
_WORDS = ("the", "meter", "socket", "adapter", "is", "installed", "by", "an", "electrician", "who", "notifies")


@dataclass(frozen=True)
class Outcome:
    """One kill: what was typed by when, and what the record holds."""

    typed: str
    safe: str
    kept: str
    integrity: str

    @property
    def holds(self) -> bool:
        """At most what was typed in the last second is missing, nothing else, and the record is whole."""
        return self.typed.startswith(self.kept) and self.kept.startswith(self.safe) and self.integrity == "ok"


def kill_once(display: str, folder: Path, *, seed: int) -> Outcome:
    """Types words, and now and then Enter, until a random moment; then kills and reads the record."""
    chance = random.Random(seed)
    record = _new_record(folder / f"{seed}.msawg")
    home = folder / f"home-{seed}"
    home.mkdir()
    desk = Desk(display, record, home)
    desk.open_meeting()
    typed: list[tuple[float, str]] = []
    text = ""
    end = time.monotonic() + chance.uniform(1.5, 6.0)
    while time.monotonic() < end:
        if text and chance.random() < 0.15:
            desk.press("Return")
            text += "\n"
        else:
            word = f"{chance.choice(_WORDS)}{len(typed)} "
            desk.type(word, delay_ms=chance.choice((5, 20, 60)))
            text += word
        typed.append((time.monotonic(), text))
    desk.kill()
    killed = time.monotonic()
    safe = [so_far for when, so_far in typed if when <= killed - _ALLOWED_LOSS_SECONDS]
    kept, integrity = _read(record)
    return Outcome(_bare(text), _bare(safe[-1]) if safe else "", kept, integrity)


def _new_record(path: Path) -> Path:
    store = Store.create(path, who="kill")
    services = Services(store)
    services.meetings.add(services.groups.add("Group").id, MeetingDraft("Meeting"))
    store.close()
    return path


def _read(record: Path) -> tuple[str, str]:
    store = Store.open(record)
    try:
        services = Services(store)
        rows = services.notes.outline(services.meetings.list()[0].id).load()
        return _bare("\n".join(row.text for row in rows)), store.integrity()
    finally:
        store.close()


def _bare(text: str) -> str:
    """The words alone: blanks at the end of a line and empty lines carry nothing."""
    return "\n".join(line.rstrip() for line in text.split("\n") if line.strip())


def main(rounds: int) -> int:
    """Kills as often as asked; gives the number of times that more was lost than may be."""
    folder = Path(tempfile.mkdtemp())
    failed = 0
    with screen() as display:
        for seed in range(rounds):
            outcome = kill_once(display, folder, seed=seed)
            failed += not outcome.holds
            missing = len(outcome.typed) - len(outcome.kept)
            print(
                f"{seed}: {'kept' if outcome.holds else 'LOST'}, {missing} of {len(outcome.typed)} characters missing"
            )
            if not outcome.holds:
                print(outcome)
    shutil.rmtree(folder)
    print(f"{rounds - failed} of {rounds} held")
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)))
