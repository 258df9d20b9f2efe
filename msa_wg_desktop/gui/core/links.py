"""Says where each kind of thing is shown, in one place, so that whatever names a thing can lead to it."""

from __future__ import annotations

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.search import SearchHit
from msa_wg_desktop.gui.core.navigation import TOPIC, Place

_PAGES = {CaptureKind.ACTION: "actions", CaptureKind.DATA_NEED: "needs"}
# Kinds with a page of their own; those that are seen with an order; and those that are seen in a meeting.
_OWN = {
    "action": "actions",
    "data-need": "needs",
    "proposal": "positions",
    "material": "materials",
    "person": "people",
    "organisation": "people",
    "party-class": "people",
}
_OF_ORDERS = frozenset({"docket", "decision", "order", "order-item", "deadline", "plan-step"})
_OF_MEETINGS = frozenset({"note", "section", "agreement", "question", "position", "topic", "agenda"})


def place_of(hit: SearchHit) -> Place | None:
    """The place of what was found; None for what is shown nowhere by itself."""
    match hit.kind:
        case "meeting":
            return Place("meeting", hit.id)
        case "group":
            return Place("meetings")
        case "reply":
            return Place("invitation", hit.meeting_id, hit.id) if hit.meeting_id else None
        case "position" if hit.proposal_id:
            return Place("positions", hit.proposal_id)
        case kind if kind in _OF_ORDERS:
            return _of_order(hit)
        case kind if kind in _OF_MEETINGS:
            return Place("meeting", hit.meeting_id, _spot(hit)) if hit.meeting_id else _without_meeting(hit)
        case kind:
            return Place(_OWN[kind], hit.id) if kind in _OWN else None


def _of_order(hit: SearchHit) -> Place | None:
    """What is of an order is shown with it; a deadline may stand alone, and a docket leads to its first order."""
    if hit.kind in ("order", "docket", "decision"):
        return Place("orders", hit.id)
    if hit.order_id:
        return Place("orders", hit.order_id, hit.id)
    return Place("orders", hit.id) if hit.kind == "deadline" else None


def _without_meeting(hit: SearchHit) -> Place | None:
    """A topic of a group that has not met yet; anything else is seen only in its meeting."""
    return Place("meetings") if hit.kind == "topic" else None


def _spot(hit: SearchHit) -> str:
    if hit.kind == "topic":
        return f"{TOPIC}@{hit.id}"
    return hit.id if hit.kind in ("note", "section") else hit.note_id or ""


def place_of_captured(kind: CaptureKind, row_id: str) -> Place | None:
    """The page of what was captured from a line; None where its line is all there is to see of it."""
    page = _PAGES.get(kind)
    return Place(page, row_id) if page else None
