"""What typing turns into at a space: codes into names, mentions into people, abbreviations into words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msa_wg_desktop.domain.capture_known import Known, same
from msa_wg_desktop.domain.capture_line import marker_at, read_opening
from msa_wg_desktop.domain.capture_links import read_mentions
from msa_wg_desktop.domain.capture_speakers import Speakers, read_speakers
from msa_wg_desktop.domain.readings import PartyKind, Replacement, ReplacementKind, SpeakerRef

_OPENS_WORD = r"(?<![^\s(\[\"“‘/])"
_LAST_WORD = re.compile(_OPENS_WORD + r"[^\s(\[\"“‘/]{1,40}\Z")
_WORD = re.compile(_OPENS_WORD + r"[^\s(\[\"“‘/]{1,40}(?=\s)")
_LOOK_BACK = 60


def typed_space(text_before_caret: str, known: Known) -> Replacement | None:
    """What the text before the caret becomes as Space is typed; the space itself is not in the text yet.

    A line that is so changed is read as the same speaker as before; None where nothing changes.
    """
    text = text_before_caret
    opening = read_opening(text)
    if opening.literal:
        return None
    if text.endswith(":"):
        speakers = _speakers(text, opening.position, known)
        return _speaker_written(text, speakers, known) if speakers and speakers.span[1] == len(text) else None
    tail = max(0, len(text) - _LOOK_BACK)
    for mention in read_mentions(text, tail, known):
        if mention.end == len(text) and _can_be_written(mention.party.party_id, mention.expansion, known):
            return Replacement(mention.start, mention.end, mention.expansion, ReplacementKind.MENTION)
    word = _LAST_WORD.search(text, tail)
    return _abbreviation(word, known) if word else None


def expand_line(text: str, known: Known) -> str:
    """A whole line as it would stand had it been typed: codes, mentions and abbreviations written out."""
    opening = read_opening(text)
    if opening.literal:
        return text
    speakers = _speakers(text, opening.position, known)
    written = _speaker_written(text, speakers, known) if speakers else None
    start = speakers.span[1] if speakers else opening.position
    changes = [written] if written else []
    changes += sorted(_in_words(text, start, known), key=lambda change: change.start)
    for change in reversed(changes):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def speakers_written(text: str, refs: tuple[SpeakerRef, ...], known: Known) -> str:
    """Speakers as they are written out: `Aileen Cole (GPI) and Jamie Spannhake (EOE)`."""
    names = [_written(text, ref, known) for ref in refs]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _speakers(text: str, position: int, known: Known) -> Speakers | None:
    """The speakers before a colon at `position`."""
    if marker_at(text, position, known):
        return None
    speakers = read_speakers(text, position, known)
    return speakers if speakers and speakers.colon else None


def _speaker_written(text: str, speakers: Speakers, known: Known) -> Replacement | None:
    start, end = speakers.span
    if all(_written(text, ref, known) == text[ref.start : ref.end] for ref in speakers.refs):
        return None
    return Replacement(start, end, f"{speakers_written(text, speakers.refs, known)}:", ReplacementKind.SPEAKER)


def _written(text: str, ref: SpeakerRef, known: Known) -> str:
    """One speaker written out; as typed where that says it already, or where the name would not be theirs alone."""
    typed = text[ref.start : ref.end]
    doubt = "?" if typed.endswith("?") else ""
    bare = typed.removesuffix("?")
    if ref.kind is PartyKind.PERSON and ref.party_id and not bare.endswith(")"):
        return ref.display + doubt if _can_be_written(ref.party_id, ref.display, known) else typed
    if ref.kind in (PartyKind.ORGANISATION, PartyKind.PARTY_CLASS) and ref.party_id:
        organisation = known.organisation(ref.party_id)
        names = (organisation.short, organisation.name) if organisation else (ref.name,)
        return next((name for name in names if same(name, bare.removeprefix("@"))), ref.name)
    return typed


def _can_be_written(party_id: str | None, written: str, known: Known) -> bool:
    """Whether the name, written out, still says which party it is."""
    return party_id is not None and known.is_unmistakable(written)


def _in_words(text: str, start: int, known: Known) -> Iterator[Replacement]:
    """What changes after the speakers: mentions, and abbreviations with a space after them."""
    for mention in read_mentions(text, start, known):
        if _can_be_written(mention.party.party_id, mention.expansion, known):
            yield Replacement(mention.start, mention.end, mention.expansion, ReplacementKind.MENTION)
    for word in _WORD.finditer(text, start) if known.abbreviations else ():
        if change := _abbreviation(word, known):
            yield change


def _abbreviation(word: re.Match[str], known: Known) -> Replacement | None:
    expansion = known.abbreviations.get(word.group())
    if expansion is None or word.group().startswith("@"):
        return None
    return Replacement(*word.span(), expansion, ReplacementKind.ABBREVIATION)
