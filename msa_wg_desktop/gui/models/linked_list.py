"""What is linked to one order item, as the entries of a card."""

from __future__ import annotations

from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import CaptureKind, kind_words
from msa_wg_desktop.domain.orders import LinkedThing
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.capture_kinds import TONES
from msa_wg_desktop.gui.models.cards import CardRow, CardsModel, Tag
from msa_wg_desktop.words import _


class LinkedList(CardsModel[LinkedThing]):
    """Each with its kind, when it is due and how it stands."""

    def key_of(self, row: LinkedThing) -> str:
        return row.link_id

    def card(self, row: LinkedThing) -> CardRow:
        kind = CaptureKind(row.kind)
        due = _("due {day}").format(day=format_date(row.due)) if row.due else ""
        hidden = _("off the record") if row.off_record else ""
        closed = bool(row.status) and row.status not in OPEN_STATES
        state = Tag(row.status, Tone.GOOD if closed else Tone.NEUTRAL) if row.status else None
        detail = " · ".join(part for part in (due, hidden) if part)
        return CardRow(row.text, detail, Tag(kind_words(kind), TONES[kind]), state)
