"""One typed line, taken apart from its start: `[off]`, speakers, marker, words (rule 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from msa_wg_desktop.domain.capture_known import Known
from msa_wg_desktop.domain.capture_links import read_links, read_mentions
from msa_wg_desktop.domain.capture_reading import read_capture
from msa_wg_desktop.domain.capture_speakers import read_speakers
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.readings import CaptureReading, ParsedLine, Span, SpeakerRef

MARKERS = {
    "ACTION": CaptureKind.ACTION,
    "AGREED": CaptureKind.AGREEMENT,
    "RESOLVED": CaptureKind.AGREEMENT,
    "Q": CaptureKind.QUESTION,
    "NEED": CaptureKind.DATA_NEED,
    "POSITION": CaptureKind.POSITION,
    "AGREEMENT": CaptureKind.AGREEMENT,
    "RESOLUTION": CaptureKind.AGREEMENT,
    "QUESTION": CaptureKind.QUESTION,
    "DATA NEED": CaptureKind.DATA_NEED,
}

_OFF = re.compile(r"\[off\]", re.IGNORECASE)
_MORE = re.compile(r"\.\.\.(?!\.)|…")
_MARKER = re.compile(rf"({'|'.join(sorted(MARKERS, key=len, reverse=True))}):", re.IGNORECASE)
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Opening:
    """The very start of a line; the rest begins at `position`."""

    position: int
    literal: bool = False
    off_span: Span | None = None


def parse_line(
    text: str,
    known: Known,
    *,
    today: date,
    literal: bool = False,
    spoken_by: tuple[SpeakerRef, ...] = (),
) -> ParsedLine:
    """Reads one line. `today` is the meeting's day: dates are read forward from it. Never raises.

    `literal`: Esc was pressed on this line, so that its marker is text, and where it has none, its speaker; only
    `[off]` keeps its meaning whatever comes, and a speaker before a marker stays: nobody loses what they said.
    `spoken_by`: who spoke the nearest earlier line that has a speaker, for a line that goes on with `...`.
    """
    opening = read_opening(text)
    start = opening.position if opening.literal or opening.off_span else 0
    plain = ParsedLine(text, literal or opening.literal, opening.off_span, body_start=start, words_start=start)
    if opening.literal:
        return plain
    line = _with_speakers(plain, opening.position, known)
    if literal and line.marker:
        return replace(line, marker=None, marker_span=None, words_start=line.body_start)
    if literal or line.marker is None:
        return plain if literal else line
    return replace(line, capture=read_capture(line.marker, line, known, today=today, marked=True, spoken_by=spoken_by))


def read_opening(text: str) -> Opening:
    """What stands before all else: a backslash, or `[off]`, or neither."""
    position = _skip_space(text, 0)
    if text.startswith("\\", position):
        return Opening(position + 1, literal=True)
    off = _OFF.match(text, position)
    return Opening(_skip_space(text, off.end()), off_span=off.span()) if off else Opening(position)


def is_off_record(text: str) -> bool:
    """Whether a line says by its first word that it is not for the summary."""
    return read_opening(text).off_span is not None


def read_as(
    kind: CaptureKind,
    line: ParsedLine,
    known: Known,
    *,
    today: date,
    spoken_by: tuple[SpeakerRef, ...] = (),
) -> CaptureReading:
    """Reads a plain line, as it stands, as an action, agreement, question, data need or position.

    Its owner is whom the words name as the doer, or the speaker of "Will reach out"; nobody where they name none.
    """
    return read_capture(kind, line, known, today=today, marked=line.marker is not None, spoken_by=spoken_by)


def marker_at(text: str, position: int, known: Known) -> re.Match[str] | None:
    """The marker that stands at `position`. In small letters a person's code goes before it."""
    marker = _MARKER.match(text, position)
    if marker is None or marker[1].isupper():
        return marker
    if known.person_of_code(marker[1], exact=True) or not (text[marker.end() : marker.end() + 1] or " ").isspace():
        return None
    return marker


def _with_speakers(line: ParsedLine, position: int, known: Known) -> ParsedLine:
    """The line with its speakers, marker, links and mentions."""
    text, body_start = line.text, line.body_start
    speakers = None
    more = _MORE.match(text, position)
    if more:
        body_start = position = _skip_space(text, more.end())
    elif marker_at(text, position, known) is None:
        speakers = read_speakers(text, position, known)
        if speakers and speakers.colon:
            body_start = position = _skip_space(text, speakers.span[1])
    marker = None if speakers and not speakers.colon else marker_at(text, position, known)
    return replace(
        line,
        speakers=speakers.refs if speakers else (),
        speaker_span=speakers.span if speakers else None,
        colon=speakers is not None and speakers.colon,
        continues=more is not None,
        body_start=body_start,
        marker=MARKERS[marker[1].upper()] if marker else None,
        marker_span=marker.span() if marker else None,
        words_start=_skip_space(text, marker.end()) if marker else body_start,
        links=read_links(text, body_start, known),
        mentions=read_mentions(text, body_start, known),
    )


def _skip_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position
