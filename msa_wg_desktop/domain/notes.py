"""The outline of a discussion: notes in flat order, their levels, labels and ranks.

Order is (rank, level) per note and nothing else (decision 5): no parent id, so that no undo can make a
circle. A rank is a fraction written in base 62 and compared by bytes; `ranks_between` always finds room.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fractional_indexing import generate_key_between, generate_n_keys_between  # pyright: ignore[reportMissingTypeStubs]

from msa_wg_desktop.words import _

MAX_LEVEL = 8
_FIGURES = tuple(map(str, range(10)))
# A first note that is indented, or one that is more than one deeper than the note above it.
_JUMP = re.compile("^[1-9]|" + "|".join(f"{level}[{level + 2}-9]" for level in range(MAX_LEVEL)))


class CaptureKind(StrEnum):
    """What a line can become beside being a note."""

    ACTION = "action"
    AGREEMENT = "agreement"
    QUESTION = "question"
    DATA_NEED = "data-need"
    POSITION = "position"


def kind_words(kind: CaptureKind, *, is_open: bool = False) -> str:
    """What a captured thing of that kind is called on screen; of a question it is said where it is still open."""
    match kind:
        case CaptureKind.ACTION:
            return _("action")
        case CaptureKind.AGREEMENT:
            return _("agreement")
        case CaptureKind.QUESTION:
            return _("open question") if is_open else _("question")
        case CaptureKind.DATA_NEED:
            return _("data need")
        case CaptureKind.POSITION:
            return _("position")


@dataclass(frozen=True, slots=True)
class CaptureTag:
    """What came of a line, as its chip says it; `words` are what stands behind the kind: `EDCs · Feb 21`."""

    kind: CaptureKind
    id: str
    words: str = ""
    differs: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note as the outline shows it. `body_start` is where the words after the speaker begin."""

    id: str
    rank: str
    level: int
    text: str
    body_start: int = 0
    off_record: bool = False
    captured: tuple[CaptureTag, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What the outline wants a note to be; made where the id is new, changed where it is known."""

    id: str
    rank: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the caret stands: a note and a position in its text (UTF-16 units, as Qt counts)."""

    note_id: str
    position: int


@dataclass(frozen=True, slots=True)
class OutlineChange:
    """One step in the outline, to be written as one operation.

    `burst` names the note being typed in: such changes grow one operation until the burst ends
    (decision 2). `joins` pairs each note that vanished into another with that other, so that what was
    captured from it moves along (decision 7). `leaving` names the notes that the caret has left: they
    are read for what they capture in the same operation.
    """

    label: str
    drafts: tuple[NoteDraft, ...] = ()
    deleted: tuple[str, ...] = ()
    joins: tuple[tuple[str, str], ...] = ()
    leaving: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()
    burst: str | None = None
    caret_before: Caret | None = None
    caret_after: Caret | None = None


@dataclass(frozen=True, slots=True)
class OutlinePatch:
    """What changed in a meeting's outline elsewhere: rows to put in place, ids to take out."""

    rows: tuple[NoteRow, ...] = ()
    removed: tuple[str, ...] = ()
    caret: Caret | None = None
    label: str = ""


def new_id() -> str:
    """A fresh key. Keys are never reused."""
    return str(uuid.uuid4())


def normal_levels(levels: Iterable[int]) -> list[int]:
    """Levels as shown: the first note stands at 0 and none is more than one deeper than the note above it."""
    shown: list[int] = []
    deepest = 0
    for level in levels:
        # Plain comparisons: this runs over the whole meeting at every step of structure.
        level = deepest if level > deepest else max(0, level)
        shown.append(level)
        deepest = level + 1 if level < MAX_LEVEL else MAX_LEVEL
    return shown


def marker(level: int, number: int) -> str:
    """What is printed before a note, by depth: `1.` `a.` `i.` `1)` `a)` `i)`, then from the start again."""
    style = level % 6
    text = (str, letters, roman)[style % 3](number)
    return f"{text}." if style < 3 else f"{text})"


def labels(levels: Sequence[int], countable: Sequence[bool] | None = None) -> list[str]:
    """The whole path of each note, such as `4.b.ii`; notes that don't count (empty ones) have none.

    They are counted as in `numbering`. Each path goes on from that of the note above it: a long meeting's are asked
    for in the pauses of typing, and to put each together from its numbers takes four times as long.
    """
    found: list[str] = []
    counters: list[int] = []
    paths: list[str] = []
    waiting: list[int] = []
    for index, level in enumerate(normal_levels(levels)):
        del counters[level + 1 :], paths[level + 1 :]
        if level == len(counters):
            counters.append(0)
            paths.append("")
        if waiting and waiting[-1] >= level:
            waiting = [depth for depth in waiting if depth < level]
        waiting.append(level)
        if countable is not None and not countable[index]:
            found.append("")
            continue
        for depth in waiting:
            counters[depth] += 1
            figure = _figure(depth, counters[depth])
            paths[depth] = f"{paths[depth - 1]}.{figure}" if depth else figure
        waiting.clear()
        found.append(paths[level])
    return found


def numbering(levels: Sequence[int], countable: Sequence[bool] | None = None) -> Iterator[tuple[int, ...] | None]:
    """For each note its numbers from the top down, or None for one that doesn't count (decision 10).

    One that doesn't count takes a number all the same as soon as one below it counts: no two share a path.
    """
    counters: list[int] = []
    waiting: list[int] = []
    for index, level in enumerate(normal_levels(levels)):
        del counters[level + 1 :]
        if level == len(counters):
            counters.append(0)
        if waiting and waiting[-1] >= level:
            waiting = [depth for depth in waiting if depth < level]
        if countable is not None and not countable[index]:
            waiting.append(level)
            yield None
            continue
        for depth in waiting:
            counters[depth] += 1
        waiting.clear()
        counters[level] += 1
        yield tuple(counters)


def labels_at(outline: str, places: Sequence[int], *, above: int = 0) -> list[str] | None:
    """The labels of some notes of an outline that is given as one figure a note, its level.

    `above` notes of the top level stand before it. None where a level jumps, and so all have to be numbered from
    the beginning. Counting in a string costs next to nothing, which matters where a few lines in each of many long
    meetings were found.
    """
    if not outline.isdecimal() or _JUMP.search(outline):
        return None
    found: list[str] = []
    for place in places:
        numbers: list[int] = []
        end = place + 1
        for level in range(int(outline[place]), -1, -1):
            start = 1 + max((outline.rfind(shallower, 0, end) for shallower in _FIGURES[:level]), default=-1)
            numbers.append(outline.count(_FIGURES[level], start, end))
            end = start
        numbers[-1] += above
        found.append(path(numbers[::-1]))
    return found


def printed(levels: Sequence[int], texts: Sequence[str], off_record: Sequence[bool]) -> list[bool]:
    """Which notes a summary prints, and so which are numbered: not empty ones, nor `[off]` lines and what is below."""
    shown: list[bool] = []
    hidden_below: int | None = None
    for level, text, off in zip(normal_levels(levels), texts, off_record, strict=True):
        if hidden_below is not None and level <= hidden_below:
            hidden_below = None
        if hidden_below is None and off:
            hidden_below = level
        shown.append(hidden_below is None and bool(text.strip()))
    return shown


def path(numbers: Sequence[int]) -> str:
    """A note's numbers as its path: `(4, 2, 2)` is `4.b.ii`."""
    return ".".join(_figure(level, number) for level, number in enumerate(numbers))


@cache
def _figure(level: int, number: int) -> str:
    return marker(level, number)[:-1]


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, as Word's lowerLetter counts (aa, bb, cc)."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """1 is i, 4 is iv, as Word's lowerRoman counts."""
    text = ""
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        text += digits * count
    return text


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def rank_between(low: str | None, high: str | None) -> str:
    """A rank that sorts, by bytes, after `low` and before `high`; None stands for the open end."""
    return generate_key_between(low, high)


def ranks_between(low: str | None, high: str | None, count: int) -> list[str]:
    """`count` rising ranks strictly between two, spread so that they stay short."""
    return generate_n_keys_between(low, high, count) if count > 0 else []
