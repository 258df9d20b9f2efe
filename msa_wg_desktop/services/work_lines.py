"""New actions and data needs from one line, typed as in the notes but with no meeting around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from msa_wg_desktop.domain.capture import parse_line, preview_reading
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.readings import CaptureReading, ParsedLine, Preview
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.known import Knowledge, MeetingKnowledge
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

# What marks a line of each kind, and what the verb that adds one calls those who owe it.
_KINDS: Mapping[CaptureKind, tuple[str, str]] = {
    CaptureKind.ACTION: ("ACTION: ", "owners"),
    CaptureKind.DATA_NEED: ("NEED: ", "parties"),
}


class WorkLines(Service):
    """Reads a line as something of one kind that a group is owed, and adds it."""

    def __init__(self, store: Store, kind: CaptureKind, *, known: Knowledge, add: Callable[..., str]) -> None:
        super().__init__(store)
        self._kind, self._known, self._add = kind, known, add
        self._mark, self._parties = _KINDS[kind]

    def preview(self, text: str, group_id: str) -> Preview | None:
        """What the line would become; None where it says nothing yet."""
        knowledge = self._known.of_group(group_id)
        line, reading = self._read(text, knowledge)
        if reading is None:
            return None
        # There is no meeting that a date could lie before: of dates that have passed it is said below.
        said = preview_reading(
            reading, line, knowledge.known, today=date.min, filing=knowledge.filing, holidays=knowledge.holidays
        )
        # What is left as the words of it is said too, before when and whose it is: a name that was taken for a word,
        # or a word for a name, is seen there first.
        rest = " · ".join(part for part in (said.headline, said.detail, said.second) if part)
        said = replace(said, headline=reading.what, detail="", second=rest)
        if reading.due_date is None or reading.due_date >= knowledge.today:
            return said
        return replace(said, warning=" ".join(part for part in (_("That day has passed."), said.warning) if part))

    def add(self, text: str, group_id: str, **more: Any) -> str:
        """Adds what a line says, with `more` fields; gives its id. A name or a date that there is not is said."""
        knowledge = self._known.of_group(group_id)
        line, reading = self._read(text, knowledge)
        if reading is None:
            needed = _("Say what is needed. Nothing was changed.")
            done = _("Say what is to be done. Nothing was changed.")
            raise ValidationError(done if self._kind is CaptureKind.ACTION else needed, field="what")
        if reading.due is not None and reading.due.problem:
            raise ValidationError(_("{problem}. Nothing was changed.").format(problem=reading.due.problem), field="due")
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
        return self._add(
            reading.what,
            **{self._parties: [party.party_id or book.find(party.display).id for party in reading.owners]},
            due=reading.due_date,
            order_items=[knowledge.targets[item_id] for item_id in reading.item_ids],
            group_id=group_id,
            off_record=line.off_span is not None,
            **more,
        )

    def _read(self, text: str, knowledge: MeetingKnowledge) -> tuple[ParsedLine, CaptureReading | None]:
        """The line as it would be read behind a marker, whether or not one was typed."""
        own = parse_line(text, knowledge.known, today=knowledge.today)
        is_one = own.capture is not None and own.capture.kind is self._kind
        line = own if is_one else parse_line(self._mark + text, knowledge.known, today=knowledge.today)
        return line, line.capture
