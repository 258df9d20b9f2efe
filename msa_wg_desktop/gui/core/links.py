"""Says where each kind of thing is shown, in one place, so that whatever names a thing can lead to it."""

from __future__ import annotations

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.search import SearchHit
from msa_wg_desktop.gui.core.navigation import Place

_PAGES = {CaptureKind.ACTION: "actions", CaptureKind.DATA_NEED: "needs"}
_PARTIES = frozenset({"person", "organisation", "party-class"})


def place_of(hit: SearchHit) -> Place | None:
    """The place of what was found; None for what is shown nowhere by itself."""
    match hit.kind:
        case "meeting":
            return Place("meeting", hit.id)
        case "action":
            return Place("actions", hit.id)
        case "data-need":
            return Place("needs", hit.id)
        case "order" | "order-item" | "deadline" | "plan-step" if hit.order_id:
            return Place("orders", hit.order_id, "" if hit.kind == "order" else hit.id)
        case "proposal":
            return Place("positions", hit.id)
        case "position" if hit.proposal_id:
            return Place("positions", hit.proposal_id)
        case "material":
            return Place("materials", hit.id)
        case "note" | "section" | "agreement" | "question" | "position" if hit.meeting_id:
            return Place("meeting", hit.meeting_id, _spot(hit))
        case kind if kind in _PARTIES:
            return Place("people", hit.id)
        case _:
            return None


def _spot(hit: SearchHit) -> str:
    return hit.id if hit.kind in ("note", "section") else hit.note_id or ""


def place_of_captured(kind: CaptureKind, row_id: str) -> Place | None:
    """The page of what was captured from a line; None where its line is all there is to see of it."""
    page = _PAGES.get(kind)
    return Place(page, row_id) if page else None
