"""The labels of lines that were found here and there among many long meetings, without reading these whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    ScalarSelect,
    Select,
    String,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.models import Note
from msa_wg_desktop.db.models.notes import BLANK
from msa_wg_desktop.domain.notes import MAX_LEVEL, labels, labels_at, normal_levels, printed
from msa_wg_desktop.services.captured import among, rows_among

_OFF = "abcdefghijklmnopqrstuvwxyz"[: MAX_LEVEL + 1]
# What stands behind the figure of a line that is empty, and behind one that was found.
_EMPTY, _FOUND = "~", "*"
_TOP = "0"
# SQLite joins figures as they are; making a text of each of many thousands takes as long as reading it.
_AS_IT_IS = String().with_variant(Integer(), "sqlite")
_NOTE = re.compile(r"(\w)(~?)(\*?)")


def labels_of(connection: Connection, note_ids: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """Each note's label, and whether it is off the record by itself or by a line that it stands below."""
    found: dict[str, list[str]] = defaultdict(list)
    with_empty: set[str] = set()
    rows = rows_among(connection, _FOUND_IN, list(dict.fromkeys(note_ids)))
    for row in sorted(rows, key=lambda row: (row.rank, row.id)):
        found[row.meeting_id].append(row.id)
        if row.has_empty:
            with_empty.add(row.meeting_id)
    alone = [ids[0] for meeting_id, ids in found.items() if len(ids) == 1 and meeting_id not in with_empty]
    shown = {row.id: line for row in rows_among(connection, _DOWN_TO_IT, alone) if (line := _line(row)) is not None}
    for statement, meetings in ((_DOWN_TO_THEM, found.keys() - with_empty), (_WITH_EMPTY, with_empty)):
        ids = [note_id for meeting_id in meetings for note_id in found[meeting_id] if note_id not in shown]
        for row in rows_among(connection, statement, ids):
            # A meeting whose lines are asked for in two portions comes twice, with the first of them first.
            lines, its = _lines(row.outline), found[row.meeting_id]
            shown.update(zip(its, lines, strict=False))
            del its[: len(lines)]
    return shown


def _found_in() -> Select[Any]:
    """Of each note its meeting, and whether that has empty lines."""
    has_empty = exists().where(Note.meeting_id == _ASKED.meeting_id, BLANK).label("has_empty")
    return select(_ASKED.id, _ASKED.rank, _ASKED.meeting_id, has_empty).where(among(_ASKED.id))


def _down_to_it() -> Select[Any]:
    """Of each note the outline from its top line down to it, and how many top lines stand above, from an index alone.

    Counting lines takes a part of what it takes to join them. `first` is the level of the meeting's first line.
    """
    same, down_to_it = _ABOVE.meeting_id == _ASKED.meeting_id, _ABOVE.rank <= _ASKED.rank
    is_top, not_below = _ABOVE.level <= 0, or_(_ABOVE.rank < _ASKED.rank, _ABOVE.id <= _ASKED.id)
    top = _of_asked(select(_ABOVE.rank).where(same, down_to_it, is_top).order_by(_ABOVE.rank.desc()).limit(1))
    first = select(_ABOVE.level).where(same).order_by(_ABOVE.rank, _ABOVE.id).limit(1)
    above = (
        select(func.count()).select_from(_ABOVE).where(same, _ABOVE.rank < top, is_top, _ABOVE.off_record.is_(False))
    )
    below = select(_figure().label("figure")).where(same, _ABOVE.rank >= top, down_to_it, not_below).correlate(_ASKED)
    counted = (_of_asked(first).label("first"), _of_asked(above).label("above"))
    return select(_ASKED.id, *counted, _joined(below)).where(among(_ASKED.id))


def _of_asked(statement: Select[Any]) -> ScalarSelect[Any]:
    return statement.correlate(_ASKED).scalar_subquery()


def _down_to_them(*, with_empty: bool) -> Select[Any]:
    """Of each meeting its outline down to the last of the notes, with a mark at each.

    A database joins many figures faster than it hands each over. Each line that may be empty is looked up, which
    is spared where none is.
    """
    asked = (
        select(_ASKED.meeting_id, func.max(_ASKED.rank).label("last"))
        .where(among(_ASKED.id))
        .group_by(_ASKED.meeting_id)
        .subquery("asked")
    )
    figure = _figure()
    if with_empty:
        empty = aliased(Note, name="empty")
        is_empty = exists().where(empty.meeting_id == _ABOVE.meeting_id, empty.id == _ABOVE.id, BLANK)
        figure += case((is_empty, _EMPTY), else_="")
    figure += case((among(_ABOVE.id), _FOUND), else_="")
    above = select(figure.label("figure")).where(_ABOVE.meeting_id == asked.c.meeting_id, _ABOVE.rank <= asked.c.last)
    return select(asked.c.meeting_id, _joined(above.correlate(asked)))


def _joined(above: Select[Any]) -> ColumnElement[str]:
    figures = above.order_by(_ABOVE.rank, _ABOVE.id).subquery()
    return select(func.aggregate_strings(figures.c.figure, "")).scalar_subquery().label("outline")


def _figure() -> ColumnElement[str]:
    """A note in an outline: the figure of its level, a letter where it is off the record."""
    return case(
        (_ABOVE.off_record, func.substr(_OFF, _ABOVE.level + 1, 1)),
        (_ABOVE.level > MAX_LEVEL, "9"),
        else_=cast(_ABOVE.level, _AS_IT_IS),
    )


_ASKED, _ABOVE = aliased(Note, name="found"), aliased(Note, name="above")
_FOUND_IN, _DOWN_TO_IT = _found_in(), _down_to_it()
_DOWN_TO_THEM, _WITH_EMPTY = _down_to_them(with_empty=False), _down_to_them(with_empty=True)


def _line(row: Any) -> tuple[str, bool] | None:
    """The label of a note that is counted from its top line down; None where all has to be numbered for it."""
    outline = row.outline or ""
    if row.first > 0 or outline.count(_TOP) != 1:
        return None
    quick = labels_at(outline, [len(outline) - 1], above=row.above)
    return (quick[0], False) if quick is not None else None


def _lines(outline: str) -> list[tuple[str, bool]]:
    """The labels of the notes that are marked in an outline, and whether each is hidden."""
    if _EMPTY not in outline:
        pieces = outline.split(_FOUND)[:-1]
        quick = labels_at("".join(pieces), [end - 1 for end in accumulate(map(len, pieces))])
        if quick is not None:
            return [(label, False) for label in quick]
    notes = _NOTE.findall(outline)
    off = [figure in _OFF for figure, _empty, _found in notes]
    levels = [_OFF.index(figure) if figure in _OFF else int(figure) for figure, _empty, _found in notes]
    every = labels(levels, printed(levels, ["" if empty else "-" for _figure, empty, _found in notes], off))
    lines = zip(notes, every, _hidden(levels, off), strict=True)
    return [(label, hidden) for (_figure, _empty, found), label, hidden in lines if found]


def _hidden(levels: Sequence[int], off_record: Sequence[bool]) -> list[bool]:
    hidden: list[bool] = []
    below: int | None = None
    for level, off in zip(normal_levels(levels), off_record, strict=True):
        if below is not None and level <= below:
            below = None
        if below is None and off:
            below = level
        hidden.append(below is not None)
    return hidden
