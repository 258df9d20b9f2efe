"""What a line captures: what, whose, by when and on which order item, from its own words only (rule 8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from msa_wg_desktop.domain.capture_known import Known
from msa_wg_desktop.domain.capture_owners import (
    Doing,
    doing_at_start,
    doing_in_text,
    parties_at,
    sentences,
    trailing_owners,
)
from msa_wg_desktop.domain.capture_stands import read_stand
from msa_wg_desktop.domain.dates import find_due
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.readings import (
    AgreementBasis,
    CaptureReading,
    DateReading,
    ParsedLine,
    PartyKind,
    PartyRef,
    Span,
    SpeakerRef,
)

# Owners and dates are looked for in so many characters, so that a pasted book costs no more than a page.
READ_LIMIT = 2000

_GIVES = re.compile(
    r"(?:please\s+)?(?:provide|share|send|give|supply|submit)\s+(?:(?:the\s+group|us)\s+(?:with\s+)?)?(?:the\s+)?"
)
_CAN_THEY = re.compile(r"\b(?:[Cc]an|[Cc]ould|[Ww]ill|[Ww]ould)\s+(?=\S)")
_ASKED = re.compile(r"\b(?:asked|asks)\s+(?=\S)")
_ASKED_WHAT = re.compile(r"\s+(?:(?P<asked_for>for)|(?=if|whether|about|what|how|when|where|which|who|why))\b\s*")
_FROM = re.compile(r"\s+from\s+(?=\S)")
_AGREEMENT = re.compile(
    r"(?:there\s+(?:was|is)\s+)?(?:(?P<broad>broad)\s+|general\s+|full\s+)?(?:(?P<consensus>consensus)|agreement)"
    r"(?:\s+(?:among|between|by|of)\s+(?:(?:the|all)\s+)*(?:attendees|parties|participants|group|members|those\s+present))?"
    r"\s+(?:that|on|to)\s+",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"\s+(?:all\s+|both\s+)?(?:have\s+|has\s+)?(?P<broad>broadly\s+)?agree[sd]?\s+(?:that\s+|on\s+|to\s+)?"
)
_ALL = re.compile(
    r"(?:the\s+group|all(?:\s+(?:parties|attendees|present))?|attendees|parties|everyone)\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\b(?:noon|midday|midnight)\b|[0-9]\s*[ap]\.?m\b", re.IGNORECASE)
_AFTER_OPENING = re.compile(r"[\s,;:–—-]+")
_STOPS = " \t\n.,;:–—-"


@dataclass(frozen=True, slots=True)
class _Source:
    """Where to read: the words of a line, what is known, and who speaks them with a colon."""

    line: ParsedLine
    start: int
    end: int
    known: Known
    today: date
    spoken_by: tuple[PartyRef, ...]
    marked: bool

    @property
    def text(self) -> str:
        return self.line.text


def read_capture(
    kind: CaptureKind,
    line: ParsedLine,
    known: Known,
    *,
    today: date,
    marked: bool,
    spoken_by: tuple[SpeakerRef, ...] = (),
) -> CaptureReading:
    """Reads a line's words as a capture. `marked`: they follow a marker, so that owners may open them."""
    end = min(len(line.text), line.words_start + READ_LIMIT)
    start = end - len(line.text[line.words_start : end].lstrip())
    speakers = line.speakers if line.colon else spoken_by if line.continues else ()
    source = _Source(line, start, end, known, today, _settled(speakers), marked)
    match kind:
        case CaptureKind.ACTION:
            reading = _read_action(source)
        case CaptureKind.DATA_NEED:
            reading = _read_need(source)
        case CaptureKind.QUESTION:
            reading = _read_question(source)
        case CaptureKind.AGREEMENT:
            reading = _read_agreement(source)
        case CaptureKind.POSITION:
            reading = _read_position(source)
    ids = tuple(dict.fromkeys(link.item_id for link in line.links if link.item_id))
    return replace(reading, item_ids=ids, links=line.links)


def _settled(speakers: tuple[SpeakerRef, ...]) -> tuple[PartyRef, ...]:
    """The speakers as parties that can own something: those of whom the line says who they are."""
    return tuple(
        PartyRef(ref.name, ref.party_id, ref.kind, ref.organisation)
        for ref in speakers
        if ref.kind is not PartyKind.UNKNOWN and not ref.to_be_settled
    )


def _read_action(source: _Source) -> CaptureReading:
    return _with_due(source, CaptureKind.ACTION, _doing(source))


def _read_need(source: _Source) -> CaptureReading:
    doing = None if source.marked else _asked_of(source)
    doing = doing or _doing(source) or _asked_of(source) or _from_whom(source)
    if doing and (gives := _GIVES.match(source.text, doing.start, doing.end)):
        doing = replace(doing, start=gives.end())
    reading = _with_due(source, CaptureKind.DATA_NEED, doing)
    return replace(reading, what=reading.what.rstrip("?"))


def _read_question(source: _Source) -> CaptureReading:
    """The sentences that ask; where none has a question mark, those that begin with "Asked"; else all the words."""
    spans = list(sentences(source.text, source.start, source.end))
    marked = [span for span in spans if source.text[slice(*span)].rstrip("\"”’') \n").endswith("?")]
    spans = marked or [span for span in spans if source.text[slice(*span)].lstrip().startswith("Asked ")]
    asked = " ".join(_what(source, span) for span in spans)
    return CaptureReading(CaptureKind.QUESTION, asked or _what(source, (source.start, source.end)))


def _read_agreement(source: _Source) -> CaptureReading:
    """What was agreed, and on what basis, as far as the words say."""
    text, start, end = source.text, source.start, source.end
    basis, owners = None, ()
    if agreement := _AGREEMENT.match(text, start, end):
        if agreement["consensus"]:
            basis = AgreementBasis.CONSENSUS
        elif agreement["broad"]:
            basis = AgreementBasis.BROAD
        start = agreement.end()
    elif (everyone := _ALL.match(text, start, end)) and (agree := _AGREE.match(text, everyone.end(), end)):
        basis = AgreementBasis.BROAD if agree["broad"] else None
        start = agree.end()
    elif (listed := parties_at(text[:end], start, source.known)) and (agree := _AGREE.match(text, listed[1], end)):
        basis, owners = AgreementBasis.NAMED, listed[0]
        start = agree.end()
    return CaptureReading(CaptureKind.AGREEMENT, _what(source, (start, end)), owners, basis=basis)


def _read_position(source: _Source) -> CaptureReading:
    found = read_stand(
        source.text, source.start, source.end, source.known, spoken_by=source.spoken_by, marked=source.marked
    )
    topic = _what(source, found.topic, capital=False)
    what = _what(source, (source.start, source.end))
    return CaptureReading(CaptureKind.POSITION, what, found.parties, topic=topic, stand=found.stand)


def _doing(source: _Source) -> Doing | None:
    text, known = source.text, source.known
    start, end = source.start, _less_tags(source, source.start, source.end)
    if source.marked:
        first = start
        due = find_due(text[start:end], today=source.today)
        if due and due.start == 0 and (gap := _AFTER_OPENING.match(text, start + due.end, end)):
            first = gap.end()
        if doing := doing_at_start(text, first, end, known):
            return replace(doing, sentence=start)
    doing = doing_in_text(text, start, end, known, spoken_by=source.spoken_by)
    return doing or (trailing_owners(text, start, end, known) if source.marked else None)


def _asked_of(source: _Source) -> Doing | None:
    """`can ConnectDER or Tesla provide …?`, `asked Eversource if …`: whom a sentence asks for something."""
    text, known = source.text, source.known
    for first, last in sentences(text, source.start, source.end):
        for can in _CAN_THEY.finditer(text, first, last):
            listed = parties_at(text[:last], can.end(), known)
            gives = _GIVES.match(text, listed[1] + 1, last) if listed else None
            if listed and gives:
                return Doing(listed[0], gives.end(), last, first)
        for asked in _ASKED.finditer(text, first, last):
            listed = parties_at(text[:last], asked.end(), known)
            what = _ASKED_WHAT.match(text, listed[1], last) if listed else None
            if listed and what:
                return Doing(listed[0], what.end() if what["asked_for"] else first, last, first)
    return None


def _from_whom(source: _Source) -> Doing | None:
    """`Maintenance data from Tesla by Feb 14`: whom the words end with, less their date."""
    end = _less_tags(source, source.start, source.end)
    due = find_due(source.text[source.start : end], today=source.today)
    last = source.start + due.start if due else end
    for found in _FROM.finditer(source.text, source.start, last):
        listed = parties_at(source.text[:last], found.end(), source.known)
        if listed and not source.text[listed[1] : last].strip(_STOPS):
            return Doing(listed[0], source.start, found.start(), source.start)
    return None


def _with_due(source: _Source, kind: CaptureKind, doing: Doing | None) -> CaptureReading:
    """The reading of what somebody does, or of all the words where nobody is named for it."""
    doing = doing or Doing((), source.start, source.end, source.start)
    due = _due_of(source, doing)
    return CaptureReading(kind, _what(source, (doing.start, doing.end), due), doing.owners, due)


def _due_of(source: _Source, doing: Doing) -> DateReading | None:
    """The date in the words that say what; else one that opens their sentence; in a marked line, any."""
    for start, end, anywhere in (
        (doing.start, _less_tags(source, doing.start, doing.end), True),
        (doing.sentence, doing.start, False),
        (source.start, source.end, source.marked),
    ):
        due = find_due(source.text[start:end], today=source.today)
        if due and (anywhere or due.start == 0):
            return replace(due, start=due.start + start, end=due.end + start)
    return None


def _less_tags(source: _Source, start: int, end: int) -> int:
    """Where the words end, less the `#26.6` that they end with, or the `Order 26 (6)` in brackets or behind a comma."""
    for link in reversed(source.line.links):
        if not start < link.start < link.end <= end:
            continue
        after = source.text[link.end : end].strip(_STOPS)
        before = source.text[start : link.start].rstrip()
        if "#" not in source.text[link.start : link.end] and not before.endswith(("(", ",")):
            continue
        if after == ")" and before.endswith("("):
            end = start + len(before) - 1
        elif not after:
            end = link.start
    return end


def _what(source: _Source, span: Span, due: DateReading | None = None, *, capital: bool = True) -> str:
    """The words of a span as a title: one line, less tags and date at either end, less its full stop."""
    start, end = span
    end = _less_tags(source, start, end)
    if due and start <= due.start and due.end <= end and not _CLOCK.search(source.text[due.start : due.end]):
        before, after = source.text[start : due.start], source.text[due.end : end]
        if not after.strip(_STOPS + ")]\"”’'") and not before.endswith("("):
            end = due.start
        elif not before.strip(_STOPS):
            start = due.end
    words = " ".join(source.text[start:end].split()).lstrip(_STOPS).rstrip(_STOPS.replace(".", ""))
    if words.endswith(".") and not words.endswith(".."):
        words = words[:-1]
    first = words.split(" ", 1)[0]
    return words[:1].upper() + words[1:] if capital and first.islower() else words
