"""Codes typed in haste that nobody has: which lines they open, and whose they are once somebody says it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from msa_wg_desktop.db.models import Note
from msa_wg_desktop.domain.capture_codes import UnheldCode, unheld_code
from msa_wg_desktop.domain.parties import PersonRow
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import note_paths
from msa_wg_desktop.services.known import Knowledge
from msa_wg_desktop.services.new_names import take_in
from msa_wg_desktop.services.note_lines import NoteLines
from msa_wg_desktop.services.parties import Parties
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

# `[off]`, a code and its colon stand within so many letters: no other line is read.
_OPENING = 16


@dataclass(frozen=True, slots=True)
class HeldCode:
    """Whose lines they are now, as the summary says it; and whether the code is theirs from now on."""

    name: str
    lines: int
    kept: bool


class UnheldCodes(Service):
    """Reads a meeting's lines for codes that nobody has, and gives them to whom they were meant for."""

    def __init__(self, store: Store, *, known: Knowledge, parties: Parties, lines: NoteLines) -> None:
        super().__init__(store)
        self._known = known
        self._parties = parties
        self._lines = lines

    def of_meeting(self, meeting_id: str) -> tuple[UnheldCode, ...]:
        """The codes, in the order of the lines that they open."""
        known = self._known.of_meeting(meeting_id).known
        opening = func.substr(Note.text, 1, _OPENING)
        statement = select(Note.id, opening.label("opening")).where(
            Note.meeting_id == meeting_id, Note.body_start < _OPENING, Note.literal.is_(False), opening.like("%:%")
        )
        found: dict[str, list[str]] = {}
        with self.store.reading() as connection:
            for row in connection.execute(statement.order_by(Note.rank, Note.id)):
                if code := unheld_code(row.opening, known):
                    found.setdefault(code, []).append(row.id)
            paths = note_paths(connection, [note_id for ids in found.values() for note_id in ids]) if found else {}
        return tuple(
            UnheldCode(code, tuple(path for each in ids if (path := paths.get(each))), tuple(ids))
            for code, ids in found.items()
        )

    def settle(self, meeting_id: str, code: str, who: str) -> HeldCode:
        """Makes somebody the speaker of a code's lines; it is theirs from now on, where they are new or have none."""
        with self.store.operation(_("Say who “{code}” is").format(code=code), meeting_id=meeting_id):
            named = take_in(self._parties, who, field="who")
            if len(named.ids) != 1:
                raise ValidationError(_("One name has to stand here. Nothing was changed."), field="who")
            party = self._parties.get(named.ids[0])
            ids = next((each.note_ids for each in self.of_meeting(meeting_id) if each.code == code), ())
            self._known.forget()
            for note_id in ids:
                line = self._lines.get(note_id).line
                self._lines.edit(note_id, {"text": line.replace(f"{code}:", f"{party.brief}:", 1)})
            kept = isinstance(party, PersonRow) and (bool(named.new) or not party.code)
            if kept:
                self._parties.edit(party.id, {"code": code})
        return HeldCode(party.brief, len(ids), kept)
