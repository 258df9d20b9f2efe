"""What the small tags behind a line say, and in which tone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msa_wg_desktop.domain.notes import CaptureTag, kind_words
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.capture_kinds import TONES
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class Chip:
    """One tag; `tag` is None for one that stands for nothing captured."""

    words: str
    tone: Tone
    tag: CaptureTag | None = None


def chips_of(captured: Iterable[CaptureTag], *, off_record: bool) -> tuple[Chip, ...]:
    """The tags of a line, in the order in which they were captured, and whether it is off the record."""
    chips = tuple(
        Chip(tag_words(tag), Tone.NEUTRAL if tag.done and not tag.differs else TONES[tag.kind], tag) for tag in captured
    )
    return (*chips, Chip(_("not in the summary"), Tone.NEUTRAL)) if off_record else chips


def tag_words(tag: CaptureTag) -> str:
    """`action · EDCs · Feb 21`; what differs from its line says so instead."""
    if tag.differs:
        return f"{kind_words(tag.kind)} · {_('differs')}"
    return " · ".join(part for part in (kind_words(tag.kind), tag.words, _("done") if tag.done else "") if part)
