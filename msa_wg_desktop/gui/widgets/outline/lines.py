"""The order, depth and numbers of the lines in the editor, kept beside the text so that no key has to ask for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtGui import QTextBlock

from msa_wg_desktop.domain.notes import (
    MAX_LEVEL,
    CaptureTag,
    NoteRow,
    new_id,
    normal_levels,
    numbering,
    printed,
    ranks_between,
)
from msa_wg_desktop.gui.widgets.outline.chips import Chip

Lines = Sequence["OutlineLine"]
Ranges = tuple[tuple[int, int], ...]


@dataclass(slots=True, eq=False)
class OutlineLine:
    """What the editor knows of one note beside its text; its place in the list is its block's number.

    `number` is its ordinal among its siblings, 0 where it has none; an empty line does not show it. `stored` is its
    rank, level and text as the record has them, None while the record doesn't know it. `height` in pixels,
    `fresh` where its layout is ours and of the current width. `spoken` is where its speakers stand, None where
    that has to be read again, `misspelt` where the words are that nobody knows, `marked_end` the last end of
    either, all in UTF-16 units.
    """

    id: str
    level: int = 0
    rank: str = ""
    empty: bool = True
    number: int = 0
    folded: bool = False
    hidden: bool = False
    off_record: bool = False
    captured: tuple[CaptureTag, ...] = ()
    stored: tuple[str, int, str] | None = None
    fresh: bool = False
    height: int = 0
    chips: tuple[Chip, ...] = ()
    chips_width: int = 0
    spoken: Ranges | None = None
    misspelt: Ranges = ()
    marked_end: int = 0


def new_line(level: int = 0) -> OutlineLine:
    """A line that the record doesn't know yet."""
    return OutlineLine(new_id(), level)


def line_of(row: NoteRow, level: int) -> OutlineLine:
    """A line as the record has it, shown at `level`."""
    return OutlineLine(
        row.id,
        level,
        row.rank,
        empty=is_empty(row.text),
        off_record=row.off_record,
        captured=row.captured,
        stored=(row.rank, row.level, row.text),
    )


def is_empty(text: str) -> bool:
    """Whether a line has nothing to show, and so no label (decision 10 of the typed line)."""
    return not text.strip()


def subtree_end(lines: Lines, index: int) -> int:
    """The index after the last line below `lines[index]`."""
    level = lines[index].level
    end = index + 1
    while end < len(lines) and lines[end].level > level:
        end += 1
    return end


def has_children(lines: Lines, index: int) -> bool:
    """Whether anything stands below `lines[index]`."""
    return index + 1 < len(lines) and lines[index + 1].level > lines[index].level


def parent(lines: Lines, index: int) -> int | None:
    """The nearest line above that is less deep."""
    level = lines[index].level
    for above in range(index - 1, -1, -1):
        if lines[above].level < level:
            return above
    return None


def previous_sibling(lines: Lines, index: int) -> int | None:
    """The line above of the same depth under the same parent."""
    level = lines[index].level
    for above in range(index - 1, -1, -1):
        if lines[above].level <= level:
            return above if lines[above].level == level else None
    return None


def next_sibling(lines: Lines, index: int) -> int | None:
    """The line below of the same depth under the same parent."""
    end = subtree_end(lines, index)
    return end if end < len(lines) and lines[end].level == lines[index].level else None


def roots(lines: Lines, first: int, last: int) -> list[int]:
    """The lines from `first` to `last` that are not below another of them."""
    found: list[int] = []
    index = first
    while index <= last:
        found.append(index)
        index = subtree_end(lines, index)
    return found


def set_shown_levels(lines: Lines) -> None:
    """Makes levels that jump what they are shown as."""
    for line, level in zip(lines, normal_levels(line.level for line in lines), strict=True):
        line.level = level


def settle_levels(
    lines: Lines, first: int, last: int, wanted: Callable[[OutlineLine], int] = attrgetter("level")
) -> list[OutlineLine]:
    """Gives lines from `first` on the level that is `wanted` as far as none jumps; returns the changed.

    Past `last` it goes only as far as one pulls the next.
    """
    changed: list[OutlineLine] = []
    above = lines[first - 1].level if first else -1
    for index in range(first, len(lines)):
        line = lines[index]
        level = max(0, min(wanted(line), above + 1, MAX_LEVEL))
        if level == line.level and index > last:
            break
        if level != line.level:
            line.level = level
            changed.append(line)
        above = level
    return changed


def refold(lines: Lines, block_of: Callable[[int], QTextBlock]) -> list[OutlineLine]:
    """Hides what stands below folded lines and shows all else; returns the lines that this changed."""
    if not any(line.folded or line.hidden for line in lines):
        return []
    changed: list[OutlineLine] = []
    limit = -1
    for index, line in enumerate(lines):
        if line.level <= limit:
            limit = -1
        hidden = limit >= 0
        if line.folded and not hidden:
            line.folded = has_children(lines, index)
            limit = line.level if line.folded else -1
        if hidden != line.hidden:
            line.hidden = hidden
            block_of(index).setVisible(not hidden)
            changed.append(line)
    return changed


def renumber(lines: Lines, first: int, last: int) -> None:
    """Counts again after the lines from `first` to `last` changed: their top-level notes, and what that shifts.

    A line that isn't printed has no number; an empty one takes one, and doesn't show it, where one below it has.
    """
    start = max(0, min(first, len(lines)) - 1)
    while start > 0 and lines[start].level:
        start -= 1
    end = last + 1
    while end < len(lines) and lines[end].level:
        end += 1
    part = lines[start:end]
    before = next((lines[index].number for index in range(start - 1, -1, -1) if _has_top_number(lines[index])), 0)
    number, top = before, part[0]
    for line, numbers in zip(part, numbering([line.level for line in part], countable(part)), strict=True):
        line.number = numbers[-1] if numbers else 0
        if not line.level:
            top = line
        if numbers:
            top.number = number = numbers[0] + before
    following = next((line.number for line in lines[end:] if _has_top_number(line)), number + 1)
    if following != number + 1:
        for line in lines[end:]:
            if _has_top_number(line):
                line.number += number + 1 - following


def countable(lines: Lines) -> list[bool]:
    """Which lines have a number: those that a summary prints."""
    texts = ["" if line.empty else line.id for line in lines]
    return printed([line.level for line in lines], texts, [line.off_record for line in lines])


def give_ranks(lines: Lines, first: int, last: int) -> list[OutlineLine]:
    """Ranks to the lines from `first` to `last` that have none or stand out of order; returns those that got one.

    Ranks that are equal (two windows inserted at one place) are set apart as far down as they go.
    """
    low = lines[first - 1].rank if first else None
    given: list[OutlineLine] = []
    waiting: list[OutlineLine] = []
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.rank or (low is not None and line.rank <= low):
            waiting.append(line)
            continue
        given.extend(_fill(waiting, low, line.rank))
        waiting, low = [], line.rank
        if index > last:
            return given
    given.extend(_fill(waiting, low, None))
    return given


def _has_top_number(line: OutlineLine) -> bool:
    return line.level == 0 and line.number > 0


def _fill(waiting: Lines, low: str | None, high: str | None) -> Lines:
    for line, rank in zip(waiting, ranks_between(low, high, len(waiting)), strict=True):
        line.rank = rank
    return waiting
