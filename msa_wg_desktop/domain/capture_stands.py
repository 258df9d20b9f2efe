"""Where a party stands on what, read from a sentence in which it says so (rule 8)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from msa_wg_desktop.domain.capture_known import Known
from msa_wg_desktop.domain.capture_owners import lists_of_parties, parties_at, sentences
from msa_wg_desktop.domain.readings import PartyKind, PartyRef, Span, Stand

_STANDS: tuple[tuple[Stand | None, re.Pattern[str]], ...] = tuple(
    (stand, re.compile(pattern, re.IGNORECASE))
    for stand, pattern in (
        (Stand.SUPPORT, r"support(?:s|ed|ive|ing)?\b|(?:in\s+)?favou?r(?:s|ed)?\b|in\s+support\b|agree[sd]?\s+with\b"),
        (Stand.CAN_LIVE_WITH, r"can\s+live\s+with\b|could\s+live\s+with\b"),
        (Stand.OPPOSE, r"oppose[sd]?\b|against\b|object(?:s|ed)?\b|disagree[sd]?\s+with\b"),
        (Stand.ABSTAIN, r"abstain(?:s|ed|ing)?\b"),
        (Stand.NO_POSITION, r"(?:(?:takes?|took|holds?)\s+)?no\s+position\b"),
        (Stand.REVIEWING, r"reviewing\b|under\s+review\b"),
        (None, r"neutral\b|undecided\b|concerned\b|uncertain\b|unsure\b"),
    )
)
_VERB = re.compile(
    r"(?:(?:is|are|was|were|be|remains?|stays?|has|have|had|does|do|did)\s+)?"
    r"(?P<more>(?:still|currently|generally|strongly|fully|also|now|not|no\s+longer)\s+)*",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no\s+longer)\s", re.IGNORECASE)
_ON = re.compile(
    r"\s*[:,–—-]?\s*(?:(?:on|of|to|from|with|about|regarding|for|by|toward|towards)\s+)?(?:the\s+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StandReading:
    """Who stands where, and where the words of the topic are."""

    parties: tuple[PartyRef, ...]
    stand: str
    topic: Span


def read_stand(
    text: str, start: int, end: int, known: Known, *, spoken_by: tuple[PartyRef, ...], marked: bool
) -> StandReading:
    """Reads a position. What is not said stays empty; the topic is then all the words."""
    if marked and (opening := parties_at(text[:end], start, known, shorthand=True)):
        parties, after = opening
        after += len(text[after:end]) - len(text[after:end].lstrip(" \t:,–—-"))
        found = _stand_at(text, after, end)
        if found is None:
            return StandReading(_bodies(parties, known), "", (after, end))
        stand, topic = found
        # What follows the sentence is the reason: "neutral on the waiver. These are the only ones we know."
        last = next((last for _first, last in sentences(text, topic, end)), end)
        return StandReading(_bodies(parties, known), stand, (topic, last))
    for first, last in sentences(text, start, end):
        for listed in lists_of_parties(text, first, last, known):
            if not listed.opens_clause or not text[listed.end : listed.end + 1].isspace():
                continue
            if found := _stand_at(text, listed.end + 1, last):
                return StandReading(_bodies(listed.parties, known), found[0], (found[1], last))
    if spoken_by and (found := _stand_at(text, start, end)):
        return StandReading(_bodies(spoken_by, known), found[0], (found[1], end))
    return StandReading((), "", (start, end))


def _stand_at(text: str, position: int, end: int) -> tuple[str, int] | None:
    """The stand that the words at `position` take, and where its topic begins."""
    verb = _VERB.match(text, position, end)
    begin = verb.end() if verb else position
    for stand, pattern in _STANDS:
        if found := pattern.match(text, begin, end):
            on = _ON.match(text, found.end(), end)
            refused = bool(verb and _NOT.search(verb.group()))
            # "Does not support" is not "oppose": a stand that is denied is kept in its own words.
            said = " ".join(text[position if refused else begin : found.end()].split())
            return (stand.value if stand and not refused else said), on.end() if on else found.end()
    return None


def _bodies(parties: tuple[PartyRef, ...], known: Known) -> tuple[PartyRef, ...]:
    """The organisations for which people speak; a position is a party's, not its employee's."""
    bodies: list[PartyRef] = []
    for party in parties:
        person = known.person(party.party_id) if party.kind is PartyKind.PERSON else None
        organisation = known.organisation(person.organisation_id) if person else None
        body = organisation.ref if organisation else party
        if body not in bodies:
            bodies.append(body)
    return tuple(bodies)
