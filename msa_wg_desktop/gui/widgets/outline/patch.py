"""Puts into the outline what changed in the record elsewhere, by note id, and touches nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msa_wg_desktop.domain.notes import NoteRow, OutlinePatch
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.lines import OutlineLine, line_of
from msa_wg_desktop.gui.widgets.outline.steady import Edited
from msa_wg_desktop.gui.widgets.outline.units import units


def apply_patch(document: OutlineDocument, patch: OutlinePatch, edited: Edited) -> None:
    """Brings the document to what the patch says.

    A note with unsaved words keeps them: its new stored form is noted, and the next writing is measured by it.
    """
    with document.unrecorded():
        _remove(document, [note_id for note_id in patch.removed if document.line(note_id)])
        for row in patch.rows:
            line = document.line(row.id)
            if line is not None:
                _take_over(document, line, row, edited)
        _move_and_insert(document, patch.rows)


def _remove(document: OutlineDocument, note_ids: Sequence[str]) -> None:
    """Takes notes out, neighbours together; one with unsaved words becomes new to the record."""
    gone: list[int] = []
    for note_id in note_ids:
        line = document.line(note_id)
        if line and note_id in document.pending.touched:
            line.stored = None
        else:
            gone.append(document.index(note_id))
    gone.sort(reverse=True)
    while gone:
        last = first = gone.pop(0)
        while gone and gone[0] == first - 1:
            first = gone.pop(0)
        document.take_lines(first, last)


def _take_over(document: OutlineDocument, line: OutlineLine, row: NoteRow, edited: Edited) -> None:
    """Takes words, depth, captures and whether a line is off the record from its row."""
    unsaved = line.id in document.pending.touched
    line.stored = (row.rank, row.level, row.text)
    if (line.level, line.off_record) != (row.level, row.off_record):
        document.reshape(line)
    looks = (line.captured, line.off_record)
    line.captured, line.off_record = row.captured, row.off_record
    if not unsaved:
        index = document.index(line.id)
        before = document.text(index)
        if before != row.text:
            start, end, words = _difference(before, row.text)
            document.replace_text(index, start, end, words)
            edited(line.id, start, end, units(words))
    if looks != (line.captured, line.off_record):
        document.changed_shape([line])


def _difference(before: str, after: str) -> tuple[int, int, str]:
    """The middle of `before` that became another, as start and end in UTF-16 units, and what it became."""
    start = _alike(before, after)
    tail = _alike(before[start:][::-1], after[start:][::-1])
    end = len(before) - tail
    return units(before[:start]), units(before[:end]), after[start : len(after) - tail]


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _move_and_insert(document: OutlineDocument, rows: Iterable[NoteRow]) -> None:
    """Puts notes where their ranks say, those that belong together at once."""
    waiting: list[tuple[OutlineLine, str]] = []
    moved: list[OutlineLine] = []
    for row in rows:
        line = document.line(row.id)
        if line is None:
            waiting.append((line_of(row, row.level), row.text))
        elif line.rank != row.rank:
            line.rank = row.rank
            moved.append(line)
    if moved and not _in_order(document.lines):
        for line in moved:
            index = document.lines.index(line)
            waiting += document.take_lines(index, index)
    if not waiting:
        return
    stand_in = document.stand_in()
    waiting.sort(key=lambda found: _place(found[0]))
    for index, group in _groups(document.lines, waiting):
        document.add_lines(index, group)
    if stand_in is not None:
        index = document.lines.index(stand_in)
        document.take_lines(index, index)


def _groups(
    lines: Sequence[OutlineLine], waiting: Sequence[tuple[OutlineLine, str]]
) -> Iterator[tuple[int, Sequence[tuple[OutlineLine, str]]]]:
    """Where to put which of the waiting lines, in order; each group is to be added before the next is asked for."""
    start = 0
    while start < len(waiting):
        index = bisect_left(lines, _place(waiting[start][0]), key=_place)
        end = start + 1
        while end < len(waiting) and (index == len(lines) or _place(waiting[end][0]) < _place(lines[index])):
            end += 1
        yield index, waiting[start:end]
        start = end


def _in_order(lines: Sequence[OutlineLine]) -> bool:
    return all(_place(above) < _place(below) for above, below in pairwise(lines))


def _place(line: OutlineLine) -> tuple[str, str]:
    return line.rank, line.id
