"""New actions from one line, typed as in the notes but with no meeting around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from msa_wg_desktop.domain.capture import parse_line, preview_reading
from msa_wg_desktop.domain.readings import CaptureReading, ParsedLine, Preview
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.actions import Actions
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.known import Knowledge, MeetingKnowledge
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

_MARK = "ACTION: "


class ActionLines(Service):
    """Reads a line as an action of a group, and adds it."""

    def __init__(self, store: Store, *, known: Knowledge, actions: Actions) -> None:
        super().__init__(store)
        self._known, self._actions = known, actions

    def preview(self, text: str, group_id: str) -> Preview | None:
        """What the line would become; None where it says nothing yet."""
        knowledge = self._known.of_group(group_id)
        line, reading = _read(text, knowledge)
        if reading is None:
            return None
        # There is no meeting that a date could lie before: of dates that have passed it is said below.
        said = preview_reading(
            reading, line, knowledge.known, today=date.min, filing=knowledge.filing, holidays=knowledge.holidays
        )
        if reading.due_date is None or reading.due_date >= knowledge.today:
            return said
        return replace(said, warning=" ".join(part for part in (_("That day has passed."), said.warning) if part))

    def add(self, text: str, group_id: str) -> str:
        """Adds the action that a line says; gives its id. A name or a date that there is not is said in words."""
        knowledge = self._known.of_group(group_id)
        line, reading = _read(text, knowledge)
        if reading is None:
            raise ValidationError(_("Say what is to be done. Nothing was changed."), field="what")
        if reading.due is not None and reading.due.problem:
            raise ValidationError(_("{problem}. Nothing was changed.").format(problem=reading.due.problem), field="due")
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
        return self._actions.add(
            reading.what,
            owners=[owner.party_id or book.find(owner.display, field="owners").id for owner in reading.owners],
            due=reading.due_date,
            order_items=[knowledge.targets[item_id] for item_id in reading.item_ids],
            group_id=group_id,
            off_record=line.off_span is not None,
        )


def _read(text: str, knowledge: MeetingKnowledge) -> tuple[ParsedLine, CaptureReading | None]:
    """The line as it would be read behind a marker, whether or not one was typed."""
    own = parse_line(text, knowledge.known, today=knowledge.today)
    line = own if own.capture else parse_line(_MARK + text, knowledge.known, today=knowledge.today)
    return line, line.capture
