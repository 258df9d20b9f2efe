"""The labels of lines that were found here and there among many long meetings, without reading these whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, case, cast, exists, func, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.models import Meeting, Note
from msa_wg_desktop.db.models.notes import BLANK
from msa_wg_desktop.domain.notes import MAX_LEVEL, label_at, normal_levels, numbering, path, printed
from msa_wg_desktop.services.captured import among, rows_among

_OFF = "abcdefghijklmnopqrstuvwxyz"[: MAX_LEVEL + 1]
# From so many lines found in one meeting on, its outline is read once, and not down to each of them.
_SEVERAL = 8


def labels_of(connection: Connection, note_ids: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """Each note's label, and whether it is off the record by itself or by a line that it stands below."""
    found = rows_among(connection, _MEETINGS, note_ids)
    meetings = {row.id: row.meeting_id for row in found}
    with_blank = sorted({row.meeting_id for row in found if row.has_blank})
    blank = _blank_lines(connection, with_blank)
    many = {meeting_id for meeting_id, count in Counter(meetings.values()).items() if count >= _SEVERAL}
    whole = _whole_outlines(connection, sorted(many.union(with_blank)))
    alone = [note_id for note_id, meeting_id in meetings.items() if meeting_id not in whole]
    shown = {row.id: _label(row.outline, ()) for row in rows_among(connection, _DOWN_TO, alone)}
    for note_id, meeting_id in meetings.items():
        if meeting_id in whole:
            places, outline = whole[meeting_id]
            upto = places[note_id] + 1
            none = blank.get(meeting_id, ())
            shown[note_id] = _label(outline[:upto], [other in none for other in list(places)[:upto]] if none else ())
    return shown


def _blank_lines(connection: Connection, meeting_ids: Sequence[str]) -> Mapping[str, Collection[str]]:
    """The empty lines of meetings that have any."""
    blank: dict[str, set[str]] = defaultdict(set)
    empty = select(Note.meeting_id, Note.id).where(among(Note.meeting_id), BLANK)
    for meeting_id, note_id in rows_among(connection, empty, meeting_ids):
        blank[meeting_id].add(note_id)
    return blank


def _whole_outlines(connection: Connection, meeting_ids: Sequence[str]) -> dict[str, tuple[dict[str, int], str]]:
    """Of each meeting the places of its notes, and its outline."""
    rows = rows_among(connection, _WHOLE, meeting_ids)
    return {row.id: ({note_id: at for at, note_id in enumerate(row.notes.split(","))}, row.outline) for row in rows}


def _meetings() -> Select[Any]:
    """Of each note its meeting, and whether that has empty lines."""
    found = aliased(Note, name="found")
    has_blank = exists().where(Note.meeting_id == found.meeting_id, BLANK).label("has_blank")
    return select(found.id, found.meeting_id, has_blank).where(among(found.id))


def _whole() -> Select[Any]:
    """Of each meeting its notes and its outline, read from an index alone.

    A database joins many ids, or figures, faster than it hands each over.
    """
    notes = select(Note.id, _figure(Note).label("figure")).where(Note.meeting_id == Meeting.id)
    ordered = notes.order_by(Note.rank, Note.id).correlate(Meeting)
    ids, figures = ordered.subquery(), ordered.subquery()
    return select(
        Meeting.id,
        select(func.aggregate_strings(ids.c.id, ",")).scalar_subquery().label("notes"),
        select(func.aggregate_strings(figures.c.figure, "")).scalar_subquery().label("outline"),
    ).where(among(Meeting.id))


def _down_to() -> Select[Any]:
    """Of each note the outline of its meeting down to it, read in the same way."""
    found, note = aliased(Note, name="found"), aliased(Note, name="above")
    above = (
        select(_figure(note).label("figure"))
        .where(note.meeting_id == found.meeting_id, note.rank <= found.rank)
        .where((note.rank < found.rank) | (note.id <= found.id))
        .order_by(note.rank, note.id)
        .correlate(found)
        .subquery()
    )
    outline = select(func.aggregate_strings(above.c.figure, "")).scalar_subquery()
    return select(found.id, outline.label("outline")).where(among(found.id))


def _figure(note: type[Note]) -> ColumnElement[str]:
    """A note in an outline: the figure of its level, a letter where it is off the record."""
    return case(
        (note.level > MAX_LEVEL, "9"),
        (note.off_record, func.substr(_OFF, note.level + 1, 1)),
        else_=cast(note.level, String),
    )


_MEETINGS, _WHOLE, _DOWN_TO = _meetings(), _whole(), _down_to()


def _label(outline: str, blank: Sequence[bool]) -> tuple[str, bool]:
    """The label of the last note of an outline, and whether it is hidden; `blank` says which are empty, if any."""
    quick = None if any(blank) else label_at(outline, len(outline) - 1)
    if quick is not None:
        return quick, False
    off = [letter in _OFF for letter in outline]
    depths = [_OFF.index(letter) if letter in _OFF else int(letter) for letter in outline]
    texts = ["" if blank and blank[at] else "-" for at in range(len(outline))]
    *_above, numbers = numbering(depths, printed(depths, texts, off))
    return "" if numbers is None else path(numbers), _hidden(depths, off)[-1]


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
