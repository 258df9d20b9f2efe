"""The typed line: what a line of the discussion means, and what it may become while it is typed."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from msa_wg_desktop.domain.capture_known import (
    Known,
    KnownClass,
    KnownOrderItem,
    KnownOrganisation,
    KnownPerson,
)
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.readings import (
    AgreementBasis,
    CaptureReading,
    Completion,
    CompletionKind,
    DateReading,
    Mention,
    OrderLink,
    ParsedLine,
    PartyKind,
    PartyRef,
    Preview,
    Replacement,
    ReplacementKind,
    SpeakerRef,
    Stand,
)

__all__ = [
    "AgreementBasis",
    "CaptureKind",
    "CaptureReading",
    "Completion",
    "CompletionKind",
    "DateReading",
    "Known",
    "KnownClass",
    "KnownOrderItem",
    "KnownOrganisation",
    "KnownPerson",
    "Mention",
    "OrderLink",
    "ParsedLine",
    "PartyKind",
    "PartyRef",
    "Preview",
    "Replacement",
    "ReplacementKind",
    "SpeakerRef",
    "Stand",
    "completions",
    "expand_line",
    "parse_line",
    "preview",
    "preview_reading",
    "read_as",
    "typed_space",
]


def parse_line(
    text: str,
    known: Known,
    *,
    today: date,
    literal: bool = False,
    spoken_by: tuple[SpeakerRef, ...] = (),
) -> ParsedLine:
    """Reads one line. `today` is the meeting's day: dates are read forward from it. Never raises.

    `literal`: Esc was pressed on this line, so that only `[off]` keeps its meaning. `spoken_by`: who spoke
    the nearest earlier line that has a speaker, for a line that goes on with `...`.
    """
    return ParsedLine(text, literal=literal)


def read_as(
    kind: CaptureKind,
    line: ParsedLine,
    known: Known,
    *,
    today: date,
    spoken_by: tuple[SpeakerRef, ...] = (),
) -> CaptureReading:
    """Reads a plain line, as it stands, as an action, agreement, question, data need or position."""
    return CaptureReading(kind, " ".join(line.words.split()))


def typed_space(text_before_caret: str, known: Known) -> Replacement | None:
    """What the text before the caret becomes as Space is typed; the space itself is not in the text yet."""
    return None


def expand_line(text: str, known: Known) -> str:
    """A whole line as it would stand had it been typed: codes, mentions and abbreviations written out."""
    return text


def completions(text_before_caret: str, known: Known, *, limit: int = 8) -> tuple[Completion, ...]:
    """What can be offered at the caret, best first."""
    return ()


def preview(
    line: ParsedLine, known: Known, *, today: date, filing: date | None = None, holidays: Container[date] = ()
) -> Preview | None:
    """What the popup says of a line; None where there is nothing to say."""
    return None


def preview_reading(
    reading: CaptureReading,
    line: ParsedLine,
    known: Known,
    *,
    today: date,
    filing: date | None = None,
    holidays: Container[date] = (),
) -> Preview:
    """What the popup says of one reading: of a marked line, or of a plain one that is about to be marked."""
    return Preview(reading.kind, reading.kind.value, reading.what)
