"""What is linked to one order item, as the entries of a card."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.orders import LinkedThing
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.capture_kinds import TONES, kind_words
from msa_wg_desktop.gui.models.captured_list import CARD_ROLE, CardRow, Tag
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel
from msa_wg_desktop.words import _


class LinkedList(RowsModel[LinkedThing]):
    """Each with its kind, when it is due and how it stands."""

    def key_of(self, row: LinkedThing) -> str:
        return row.link_id

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == CARD_ROLE:
            return _card(row)
        return _card(row).sentence if role == Qt.ItemDataRole.AccessibleTextRole else None


def _card(row: LinkedThing) -> CardRow:
    kind = CaptureKind(row.kind)
    due = _("due {day}").format(day=format_date(row.due)) if row.due else ""
    hidden = _("off the record") if row.off_record else ""
    closed = bool(row.status) and row.status not in OPEN_STATES
    state = Tag(row.status, Tone.GOOD if closed else Tone.NEUTRAL) if row.status else None
    detail = " · ".join(part for part in (due, hidden) if part)
    return CardRow(row.text, detail, Tag(kind_words(kind), TONES[kind]), state)
