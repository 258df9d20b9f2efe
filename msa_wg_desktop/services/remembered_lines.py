"""Lines of a discussion, each read once: a summary is built anew at each look, and reading is most of that."""

from __future__ import annotations

from msa_wg_desktop.domain.capture import parse_line
from msa_wg_desktop.domain.readings import ParsedLine
from msa_wg_desktop.services.known import MeetingKnowledge


class RememberedLines:
    """Keeps how lines were read, as long as what they are read with stays the same."""

    def __init__(self) -> None:
        self._with: MeetingKnowledge | None = None
        self._read: dict[tuple[str, bool], ParsedLine] = {}

    def read(self, text: str, knowledge: MeetingKnowledge, *, literal: bool) -> ParsedLine:
        """As `parse_line`."""
        if knowledge is not self._with:
            self._with, self._read = knowledge, {}
        key = (text, literal)
        if key not in self._read:
            self._read[key] = parse_line(text, knowledge.known, today=knowledge.today, literal=literal)
        return self._read[key]
