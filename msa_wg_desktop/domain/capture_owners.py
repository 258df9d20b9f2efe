"""Who is to do what: the parties that words name as doers, and where what they will do begins (rule 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from msa_wg_desktop.domain.capture_known import Known
from msa_wg_desktop.domain.capture_speakers import MENTION, named_person, party_of_mention
from msa_wg_desktop.domain.readings import PartyKind, PartyRef

_JOINS = re.compile(r"\s*,\s*(?:(?:and|or)\s+|&\s*)?|\s+(?:and|or|and/or)\s+|\s*[&+/]\s*")
_ARTICLE = re.compile(r"(?:(?:both|either)\s+)?(?:of\s+)?the\s+|(?:both|either)\s+", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:both|either)\s+)?(?:\bof\s+)?(?:\bthe\s+)?\Z", re.IGNORECASE)
_WORD = re.compile(r"\w(?:[\w.'-]*\w)?")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9&-]*[A-Z0-9]s?(?=\s+to\s+[a-z])")
# "Tesla will be notified" makes Tesla do nothing; nor does "will not".
_IS_DONE_TO = (
    r"(?:not\b|no\s+longer\b|(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?"
    r"(?:\w+ed|\w+en|sent|told|kept|made|done|shown|known|put|set|held|met|brought|paid|led|built|found)\b)"
)
# "can" promises less than "will": it stays among the words that were said.
_DOES = re.compile(
    r"(?:['’]ll|\s+(?:both\s+|each\s+)?(?:to(?=\s+[a-z])|will|shall|must|should|(?P<keep>can)|(?:has\s+|have\s+)?agreed"
    r"\s+to|committed\s+to|offered\s+to|(?:is|are)\s+(?:(?:going|required)\s+)?to|needs?\s+to|plans?\s+to|intends?\s+to))"
    rf"\s+(?!{_IS_DONE_TO})"
)
# "Kim Lee (Tesla) send the form" asks her to; "Kim Lee (Tesla) asked for it" tells what she did.
_TELLS = re.compile(r"\s+(?:\w+ly\s+)?(?!proceed\b|feed\b)(?:\w+ed|\w+[^\Ws]s|said|told|thought|had)\b")
_DASH = re.compile(r"\s*:\s+|\s+[–—-]+\s+")
_OPENS_CLAUSE = re.compile(r"(?:\A|[,;:—–(]|\b(?:but|and|that|so|then|while))\s*\Z")
# "Ask Tesla to …" is somebody else's to do: what was asked has an -s or an -ed.
_ASKED = re.compile(
    r"\b(?:(?:ask|request|expect|want|direct|order|remind|need)(?:s|ed)|(?:requir|encourag|urg|invit)(?:es|ed)|require"
    r"|tells|told)\s+\Z"
)
_TO = re.compile(r"\s+to\s+")
_OWN = re.compile(
    r"(?:(?:I|[Ww]e)(?:['’]ll|\s+(?:will|shall|(?P<we_can>can)|(?:have\s+)?agreed\s+to))|(?i:will|shall|(?P<can>can)))"
    rf"\s+(?!{_IS_DONE_TO})"
)
# "This is …, but can look"; "Have tried …, and will try again": no other subject stands before.
_OWN_LATER = re.compile(
    r"(?:(?:This|It|That)\b.*?\bbut|(?:Ha(?:ve|ven['’]t|d|s)|Am|Not|No|Un(?:able|sure)|Still|[A-Z][a-z]+ing)\b.*?\b(?:but|and))"
    rf"\s+(?:(?:I|we)\s+)?(?:(?:will|shall)\s+|(?=can\s))(?!(?:can\s+)?{_IS_DONE_TO})",
    re.DOTALL,
)
_PASSIVE = re.compile(r"\bbe\s+\w+(?:ed|en|t|ne|de)\s+by\s+")
_SENTENCE_END = re.compile(r"""(?<![.!?])[.!?]++["”’')\]]*+\s++(?=["“(]?[^\W\d_a-z])|\n""")
_PREPOSITIONS = frozenset(
    ("to", "with", "from", "for", "by", "of", "and", "or", "at", "on", "about", "via", "cc", "than", "as", "the", "see")
)
_FIRST_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\S+")
_LOOK_BACK = 60
_MOST_PARTIES = 12


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does it, where the words that say what stand, and where their sentence begins."""

    owners: tuple[PartyRef, ...]
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class PartyList:
    """Parties named in a sentence, and the words before them, less an article."""

    parties: tuple[PartyRef, ...]
    start: int
    end: int
    before: str

    @property
    def opens_clause(self) -> bool:
        """Whether they stand where a subject stands: first, or after a comma, "but", "that" and the like."""
        return _OPENS_CLAUSE.search(self.before) is not None


def parties_at(
    text: str, position: int, known: Known, *, shorthand: bool = False
) -> tuple[tuple[PartyRef, ...], int] | None:
    """The parties listed at `position` ("the EDCs", "ConnectDER and Tesla") and where the list ends.

    `shorthand`: where an owner is expected, also codes, first names, names in any capitals, and capitals that the
    record does not have.
    """
    parties: list[PartyRef] = []
    end = position
    while len(parties) < _MOST_PARTIES and (found := _party_at(text, position, known, shorthand=shorthand)):
        party, end = found
        if party not in parties:
            parties.append(party)
        join = _JOINS.match(text, end)
        if join is None:
            break
        position = join.end()
    return (tuple(parties), end) if parties else None


def _party_at(text: str, position: int, known: Known, *, shorthand: bool) -> tuple[PartyRef, int] | None:
    if article := _ARTICLE.match(text, position):
        position = article.end()
    if mention := MENTION.match(text, position):
        party = party_of_mention(mention[1], known) or PartyRef(mention[1], None, PartyKind.UNKNOWN)
        return party, mention.end()
    namings = known.namings_at(text, position, exact=not shorthand)
    person = None if namings and namings[0][0].with_organisation else named_person(text, position, known)
    if person:
        return person
    if namings:
        naming, end = namings[0]
        return naming.ref, end
    return _shorthand_at(text, position, known) if shorthand else None


def _shorthand_at(text: str, position: int, known: Known) -> tuple[PartyRef, int] | None:
    word = _WORD.match(text, position)
    if word is None:
        return None
    person = known.person_of_code(word.group())
    if person is None and word.group()[0].isupper():
        person = known.person_of_first_name(word.group())
    if person:
        return person.ref, word.end()
    # "DEEP to confirm" names somebody; "Respond to" and "Invite Jon to" might be verbs, and name nobody new.
    capitals = _CAPITALS.match(text, position)
    return (PartyRef(capitals.group(), None, PartyKind.UNKNOWN), capitals.end()) if capitals else None


def doing_at_start(text: str, start: int, end: int, known: Known) -> Doing | None:
    """`EDCs to reach out`, `@Kim send the draft`: the owners that open the words of a marked line."""
    listed = parties_at(text[:end], start, known, shorthand=True)
    if listed is None:
        return None
    owners, after = listed
    if does := _DOES.match(text, after, end):
        return Doing(owners, start if does["keep"] else does.end(), end, start)
    if dash := _DASH.match(text, after, end):
        return Doing(owners, dash.end(), end, start)
    if (text[start] == "@" or text[after - 1] == ")") and not _TELLS.match(text, after, end):
        return Doing(owners, after, end, start)
    return None


def doing_in_text(text: str, start: int, end: int, known: Known, *, spoken_by: tuple[PartyRef, ...]) -> Doing | None:
    """The first thing in some sentences that somebody will do, or was asked to do.

    `spoken_by` is who says it where a speaker with a colon stands before: "Will reach out" is theirs.
    """
    for first, last in sentences(text, start, end):
        if text[first:last].rstrip("\"”’') ").endswith("?"):
            continue
        doing = _own(text, first, last, spoken_by) or _named_doer(text, first, last, known)
        doing = doing or _own_later(text, first, last, known, spoken_by) or _passive(text, first, last, known)
        if doing:
            return doing
    return None


def _own(text: str, first: int, last: int, spoken_by: tuple[PartyRef, ...]) -> Doing | None:
    own = _OWN.match(text, first, last) if spoken_by else None
    if own is None:
        return None
    return Doing(spoken_by, first if own["can"] or own["we_can"] else own.end(), last, first)


def _own_later(text: str, first: int, last: int, known: Known, spoken_by: tuple[PartyRef, ...]) -> Doing | None:
    """`…, but can look to see`: the speaker's, where the sentence has named nobody else whose it might be."""
    own = _OWN_LATER.match(text, first, last) if spoken_by else None
    if own is None or next(lists_of_parties(text, first, own.end(), known), None) is not None:
        return None
    return Doing(spoken_by, own.end(), last, first)


def _named_doer(text: str, first: int, last: int, known: Known) -> Doing | None:
    for listed in lists_of_parties(text, first, last, known):
        does = _DOES.match(text, listed.end, last)
        if does and listed.opens_clause:
            return Doing(listed.parties, listed.start if does["keep"] else does.end(), last, first)
        to = _TO.match(text, listed.end, last)
        if to and _ASKED.search(listed.before):
            return Doing(listed.parties, to.end(), last, first)
    return None


def _passive(text: str, first: int, last: int, known: Known) -> Doing | None:
    """`The draft is to be sent by Tesla`."""
    passive = _PASSIVE.search(text, first, last)
    listed = parties_at(text[:last], passive.end(), known) if passive else None
    return Doing(listed[0], first, last, first) if listed else None


def lists_of_parties(text: str, start: int, end: int, known: Known) -> Iterator[PartyList]:
    """Where parties that the record has are named in a sentence, as it writes them."""
    text = text[:end]
    after = start
    for word in _FIRST_WORD.finditer(text, start):
        position = word.start()
        if position < after or not known.may_name(word.group()) or not known.namings_at(text, position, exact=True):
            continue
        if listed := parties_at(text, position, known):
            parties, after = listed
            before = _ARTICLE_BEFORE.sub("", text[max(start, position - _LOOK_BACK) : position])
            yield PartyList(parties, position, after, before)


def trailing_owners(text: str, start: int, end: int, known: Known) -> Doing | None:
    """`… send the draft @Kim`: whom the words end with, unless a preposition makes them something else."""
    for word in _TOKEN.finditer(text, max(start, end - _LOOK_BACK), end):
        if not (text[end - 1] == ")" or word.group().startswith("@")):
            continue
        listed = parties_at(text[:end], word.start(), known)
        if listed is None or listed[1] != end:
            continue
        before = text[start : word.start()].split()
        if before and before[-1].casefold() not in _PREPOSITIONS:
            return Doing(listed[0], start, word.start(), start)
        return None
    return None


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, its stop included; a full stop before a small letter ends none."""
    first = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if text[first : stop.end()].strip():
            yield first, stop.end()
        first = stop.end()
    if text[first:end].strip():
        yield first, end
