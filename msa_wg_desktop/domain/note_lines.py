"""A note as it is told outside the outline: who said it, what it says, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.summary import Speaker


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of a discussion.

    `line` is the whole line as it is seen, `text` what stands after the speaker's prefix. `on_behalf_of` is the
    organisation that it was spoken for as a whole ("Eversource:"), which is then none of the `speakers`.
    """

    id: str
    meeting_id: str
    label: str
    level: int
    rank: str
    line: str
    text: str
    speakers: tuple[Speaker, ...]
    on_behalf_of: str
    off_record: bool
    captured: tuple[tuple[CaptureKind, str], ...]
    order_items: tuple[str, ...]
