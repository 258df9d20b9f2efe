"""Single lines of a discussion, for whoever works with them outside the outline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from msa_wg_desktop.db.models import Meeting, Note, NoteSpeaker
from msa_wg_desktop.domain.capture import expand_line
from msa_wg_desktop.domain.note_lines import NoteLine
from msa_wg_desktop.domain.notes import MAX_LEVEL, CaptureKind, NoteDraft, OutlineChange, labels, normal_levels
from msa_wg_desktop.domain.summary import Speaker
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.base import Service, require_choice, require_text
from msa_wg_desktop.services.captured import chunks, order_items, ties_of_notes
from msa_wg_desktop.services.known import Knowledge
from msa_wg_desktop.services.notes import Notes
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

_FIELDS = frozenset({"text", "level", "mark"})


class NoteLines(Service):
    """The verbs of single lines. What is written here is read as if it were typed."""

    def __init__(self, store: Store, notes: Notes, known: Knowledge) -> None:
        super().__init__(store)
        self._notes = notes
        self._known = known

    def list(self, meeting_id: str | None = None) -> tuple[NoteLine, ...]:
        """The lines of a meeting in their order, or those of all meetings, oldest first."""
        with self.store.reading() as connection:
            return _lines(connection, Note.meeting_id == meeting_id if meeting_id else Note.id.is_not(None))

    def get(self, note_id: str) -> NoteLine:
        """One line. Raises NotFoundError in words."""
        with self.store.reading() as connection:
            meeting = select(Note.meeting_id).where(Note.id == note_id).scalar_subquery()
            found = [line for line in _lines(connection, Note.meeting_id == meeting) if line.id == note_id]
        if not found:
            raise NotFoundError(_("That line isn't in the record any more."), detail=f"note {note_id}")
        return found[0]

    def add(self, meeting_id: str, text: str, *, after: str | None = None, level: int = 0) -> str:
        """A line below `after`, else at the end of the discussion; gives its id."""
        text = require_text(text, _("There is nothing to write down. Nothing was changed."), field="text")
        line = expand_line(text, self._known.of_meeting(meeting_id).known)
        return self._notes.outline(meeting_id).insert(line, after=after, level=_level(level))

    def edit(self, note_id: str, values: Mapping[str, Any]) -> None:
        """Changes a line's `text` or `level`; `mark` makes it an action, an agreement … or takes that back."""
        if not set(values) <= _FIELDS:
            raise ValidationError(_("A note has a text, a level and a mark to change; nothing else."))
        line = self.get(note_id)
        outline = self._notes.outline(line.meeting_id)
        with self.store.operation(_("Edit a line"), meeting_id=line.meeting_id):
            if values.keys() & {"text", "level"}:
                text = expand_line(values.get("text", line.line), self._known.of_meeting(line.meeting_id).known)
                draft = NoteDraft(note_id, line.rank, _level(values.get("level", line.level)), text)
                outline.save(OutlineChange(_("Edit a line"), (draft,), leaving=(note_id,)))
            if values.get("mark"):
                outline.toggle_mark([note_id], require_choice(CaptureKind, values["mark"], field="mark"))

    def delete(self, note_id: str) -> None:
        """Deletes a line, with what was captured from it and never touched."""
        line = self.get(note_id)
        change = OutlineChange(_("Delete a line"), deleted=(note_id,))
        self._notes.outline(line.meeting_id).save(change)


def _level(level: int) -> int:
    if not 0 <= level <= MAX_LEVEL:
        raise ValidationError(
            _("A line stands at a level from 0 to {most}. Nothing was changed.").format(most=MAX_LEVEL), field="level"
        )
    return level


def _lines(connection: Connection, which: ColumnElement[bool]) -> tuple[NoteLine, ...]:
    rows = connection.execute(
        select(Note.id, Note.meeting_id, Note.level, Note.rank, Note.text, Note.body_start, Note.off_record)
        .join(Meeting, Meeting.id == Note.meeting_id)
        .where(which)
        .order_by(Meeting.date.is_(None), Meeting.date, Note.meeting_id, Note.rank, Note.id)
    ).all()
    ids = [row.id for row in rows]
    speakers = _speakers(connection, ids)
    items = order_items(connection, ids)
    captured: dict[str, list[tuple[CaptureKind, str]]] = defaultdict(list)
    for tie in ties_of_notes(connection, ids):
        captured[tie.note_id].append((tie.kind, tie.target_id))
    places = _places(rows)
    return tuple(
        NoteLine(
            id=row.id,
            meeting_id=row.meeting_id,
            label=places[row.id][0],
            level=places[row.id][1],
            rank=row.rank,
            line=row.text,
            text=row.text[row.body_start :],
            speakers=tuple(Speaker(who.name, who.organisation) for who in speakers[row.id] if not _is_whole(who)),
            on_behalf_of=next((who.name for who in speakers[row.id] if _is_whole(who)), ""),
            off_record=row.off_record,
            captured=tuple(captured[row.id]),
            order_items=tuple(items.get(row.id, ())),
        )
        for row in rows
    )


def _is_whole(speaker: Any) -> bool:
    """Whether an organisation spoke as a whole."""
    return speaker.party_id is not None and speaker.party_id == speaker.organisation_id


def _places(rows: Sequence[Any]) -> dict[str, tuple[str, int]]:
    """Each note's label and level as shown."""
    meetings: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        meetings[row.meeting_id].append(row)
    places: dict[str, tuple[str, int]] = {}
    for lines in meetings.values():
        levels = [line.level for line in lines]
        paths = labels(levels, [bool(line.text.strip()) for line in lines])
        places.update(zip((line.id for line in lines), zip(paths, normal_levels(levels), strict=True), strict=True))
    return places


def _speakers(connection: Connection, note_ids: Sequence[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    columns = (NoteSpeaker.note_id, NoteSpeaker.party_id, NoteSpeaker.organisation_id)
    for some in chunks(note_ids):
        statement = select(*columns, NoteSpeaker.name, NoteSpeaker.organisation).where(NoteSpeaker.note_id.in_(some))
        for row in connection.execute(statement.order_by(NoteSpeaker.position)):
            found[row.note_id].append(row)
    return found
