"""In a meeting's head: that its summary went out as final, and whether it says something else by now (decision 15)."""

from __future__ import annotations

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.exports import ExportRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.words import _

_EXPORTS = frozenset({"summary_export"})


class FinalMark(QObject):
    """Reads the exports when there is a new one; that something is typed into a final it hears, and asks nothing."""

    def __init__(self, context: Context, chip: Chip) -> None:
        super().__init__(chip)
        self._context, self._chip = context, chip
        self._meeting_id = ""
        self._final: ExportRow | None = None
        self._changed = False
        context.bus.changed.connect(self._heard)

    def show_meeting(self, meeting_id: str) -> None:
        """The newest final of a meeting, where there is one."""
        self._meeting_id = meeting_id
        exports = self._context.services.exports.list(meeting_id)
        self._final = next((row for row in exports if row.final), None)
        self._changed = self._final is not None and self._final.changed_since
        self._show()

    def _heard(self, changes: ChangeSet) -> None:
        if changes.meeting_id != self._meeting_id:
            return
        if changes.touches(_EXPORTS):
            self.show_meeting(self._meeting_id)
        elif self._final is not None and not self._changed:
            self._changed = True
            self._show()

    def _show(self) -> None:
        if self._final is None:
            self._chip.show_words("", Tone.NEUTRAL)
            return
        words = _("changed since final {number}") if self._changed else _("final {number}")
        self._chip.show_words(words.format(number=self._final.number), Tone.CAUTION if self._changed else Tone.GOOD)
