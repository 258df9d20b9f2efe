"""Who speaks a line: codes, known names and `First Last (Organisation)` at its start (rules 1 to 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from msa_wg_desktop.domain.capture_known import Known, same
from msa_wg_desktop.domain.readings import PartyKind, PartyRef, Span, SpeakerRef

# A speaker's part is never longer: what follows need not be looked at, however long a line is.
_LONGEST = 400

_NAME_WORD = r"[^\W\d_](?:[\w.'’-]*\w|\.)?\.?"
_NAMED = re.compile(
    rf"(?P<name>{_NAME_WORD}(?:[ \u00a0]{{1,2}}{_NAME_WORD}){{1,5}})[ \u00a0]{{1,2}}"
    r"\((?P<organisation>[^()\n:]{1,80})\)"
)
_PARTICLES = frozenset(("da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von", "ter", "bin", "al", "y"))
_JOINS = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*[&+]\s*")
_FOLLOWS = re.compile(r"(?P<doubt>\?)?(?=:|\s*[,&+]|\s+and\s)")
_COLON = re.compile(r":(?=\s|\Z)")
_CODE = re.compile(r"\w[\w.'-]{0,15}")
MENTION = re.compile(r"@(\w[\w-]*)(?![\w@-])")
_AFTER_PROSE = re.compile(r"(?=\s|,|\Z)")
_SAYS = re.compile(
    r"\s+(?:also\s+|then\s+|again\s+|further\s+)?(?:add|agree|answer|argue|ask|believe|caution|clarif|comment|confirm|"
    r"disagree|emphasi[sz]|encourage|explain|express|inquire|mention|not(?:e[sd]?|ing)\b|object|observe|offer|point|"
    r"propos|question|recommend|remark|remind|repl|report|request|respond|said|say|share|state[sd]?\b|stress|suggest|"
    r"summari[sz]|thank|thought|told|urge|volunteer|wonder)"
)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks, where that stands, and whether a colon ends it."""

    refs: tuple[SpeakerRef, ...]
    span: Span
    colon: bool


def read_speakers(text: str, start: int, known: Known) -> Speakers | None:
    """Who speaks the words from `start` on; None where the line does not say.

    With a colon: codes, names, organisations, `?`, joined by "and", "," , "&" or "+"; all must be readable.
    Without: `First Last (Organisation)`, or `@code`, at the start of a sentence about what they said.
    """
    head = text[: start + _LONGEST]
    return _with_colon(head, start, known) or _in_prose(head, start, known)


def _with_colon(text: str, start: int, known: Known) -> Speakers | None:
    refs: list[SpeakerRef] = []
    position = start
    while True:
        ref = _one(text, position, known)
        if ref is None:
            return None
        if refs and _is_their_organisation(refs[-1], ref, text):
            refs[-1] = replace(refs[-1], end=ref.end)
        else:
            refs.append(ref)
        if colon := _COLON.match(text, ref.end):
            return Speakers(tuple(refs), (start, colon.end()), colon=True)
        join = _JOINS.match(text, ref.end)
        if join is None:
            return None
        position = join.end()


def _is_their_organisation(person: SpeakerRef, ref: SpeakerRef, text: str) -> bool:
    """`Patrick Fam, Eversource:` is one speaker."""
    own = ref.kind is PartyKind.ORGANISATION and ref.party_id == person.organisation_id
    return own and person.kind is PartyKind.PERSON and text[person.end : ref.start].strip() == ","


def _one(text: str, position: int, known: Known) -> SpeakerRef | None:
    """The one speaker at `position`, before a colon or a join."""
    for ref in _candidates(text, position, known):
        if follows := _FOLLOWS.match(text, ref.end):
            return _in_doubt(ref, follows.end()) if follows["doubt"] else ref
    return None


def _candidates(text: str, position: int, known: Known) -> Iterator[SpeakerRef]:
    if text.startswith("?", position):
        yield SpeakerRef("", "", None, PartyKind.UNKNOWN, to_be_settled=True, start=position, end=position + 1)
        return
    if mention := _mentioned(text, position, known):
        yield mention
        return
    word = _CODE.match(text, position)
    if word and (person := known.person_of_code(word.group(), exact=True)):
        yield speaker_of(person.ref, known, (position, word.end()))
    for naming, end in known.namings_at(text, position):
        yield speaker_of(naming.ref, known, (position, end))
    if (named := _NAMED.match(text, position)) and looks_like_a_name(named["name"]):
        yield _named(named, known)
    if word and (person := known.person_of_code(word.group())):
        yield speaker_of(person.ref, known, (position, word.end()))


def _in_prose(text: str, start: int, known: Known) -> Speakers | None:
    refs: list[SpeakerRef] = []
    position = start
    while ref := _with_organisation(text, position, known):
        if not _AFTER_PROSE.match(text, ref.end):
            break
        refs.append(ref)
        join = _JOINS.match(text, ref.end)
        if join is None:
            break
        position = join.end()
    if not refs:
        return None
    end = refs[-1].end
    if all(ref.provisional for ref in refs) and not (_SAYS.match(text, end) and _are_people(refs, known)):
        return None
    return Speakers(tuple(refs), (start, end), colon=False)


def _with_organisation(text: str, position: int, known: Known) -> SpeakerRef | None:
    """`First Last (Organisation)` or `@code` at `position`."""
    if mention := _mentioned(text, position, known):
        return mention if mention.kind is PartyKind.PERSON and mention.organisation else None
    for naming, end in known.namings_at(text, position):
        if naming.with_organisation:
            return speaker_of(naming.ref, known, (position, end))
    named = _NAMED.match(text, position)
    return _named(named, known) if named and looks_like_a_name(named["name"]) else None


def _mentioned(text: str, position: int, known: Known) -> SpeakerRef | None:
    mention = MENTION.match(text, position)
    party = party_of_mention(mention[1], known) if mention else None
    return speaker_of(party, known, mention.span()) if mention and party else None


def _named(named: re.Match[str], known: Known) -> SpeakerRef:
    """A `First Last (Organisation)`: the person of that name in that organisation, else a provisional one."""
    name, organisation = " ".join(named["name"].split()), " ".join(named["organisation"].split())
    company = known.organisation_named(organisation)
    namesakes = known.people_named(name)
    own = [
        person
        for person in namesakes
        if same(person.organisation, organisation) or (company and person.organisation_id == company.id)
    ]
    if len(own) == 1:
        return speaker_of(own[0].ref, known, named.span())
    return SpeakerRef(
        own[0].name if own else name,
        company.display if company else organisation,
        None,
        PartyKind.PERSON,
        organisation_id=company.id if company else None,
        provisional=not own,
        to_be_settled=bool(namesakes),
        start=named.start(),
        end=named.end(),
    )


def named_person(text: str, position: int, known: Known) -> tuple[PartyRef, int] | None:
    """The `First Last (Organisation)` at `position`, known or new, and where it ends."""
    named = _NAMED.match(text, position)
    if named is None or not looks_like_a_name(named["name"]):
        return None
    ref = _named(named, known)
    kind = PartyKind.PERSON if ref.party_id or ref.provisional else PartyKind.UNKNOWN
    return PartyRef(ref.name, ref.party_id, kind, ref.organisation), ref.end


def speaker_of(party: PartyRef, known: Known, span: Span) -> SpeakerRef:
    """A party of the record as a speaker; to be settled where several share the name."""
    person, organisation = known.person(party.party_id), known.organisation(party.party_id)
    return SpeakerRef(
        party.name,
        party.organisation,
        party.party_id,
        party.kind,
        organisation_id=person.organisation_id if person else organisation.id if organisation else None,
        to_be_settled=party.party_id is None,
        start=span[0],
        end=span[1],
    )


def _in_doubt(ref: SpeakerRef, end: int) -> SpeakerRef:
    """`Eversource?`: somebody of that organisation. `pf?`: that person, to be settled."""
    if ref.kind not in (PartyKind.ORGANISATION, PartyKind.PARTY_CLASS):
        return replace(ref, to_be_settled=True, end=end)
    return replace(
        ref, name="", organisation=ref.name, party_id=None, kind=PartyKind.UNKNOWN, to_be_settled=True, end=end
    )


def party_of_mention(code: str, known: Known) -> PartyRef | None:
    """Whom `@code` means: a code, the only one of that first name, an organisation or a class of that name."""
    person = known.person_of_code(code) or known.person_of_first_name(code)
    if person:
        return person.ref
    return next((naming.ref for naming, end in known.namings_at(code, 0) if end == len(code)), None)


def looks_like_a_name(name: str) -> bool:
    """Whether every word of a name starts like one: no small letter but in "de", "van" and the like."""
    words = name.split()
    small = [word for word in words if word[0].islower()]
    return not words[0][0].islower() and not words[-1][0].islower() and _PARTICLES.issuperset(small)


def _are_people(refs: list[SpeakerRef], known: Known) -> bool:
    """Whether none of the names is one that the group uses for something else, such as its State Building Inspector."""
    things = {expansion.casefold() for expansion in known.abbreviations.values()}
    return not any(ref.name.casefold() in things or known.is_body(ref.name) for ref in refs)
