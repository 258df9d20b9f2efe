"""What can be offered at the caret while one types: speakers, markers, mentions, order items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

from msa_wg_desktop.domain.capture_known import (
    FoldedPerson,
    Known,
    KnownClass,
    KnownOrderItem,
    KnownOrganisation,
    KnownPerson,
)
from msa_wg_desktop.domain.capture_line import MARKERS, read_opening
from msa_wg_desktop.domain.capture_links import docket_before
from msa_wg_desktop.domain.capture_speakers import read_speakers
from msa_wg_desktop.domain.capture_typing import speakers_written
from msa_wg_desktop.domain.notes import kind_words
from msa_wg_desktop.domain.readings import Completion, CompletionKind
from msa_wg_desktop.words import _

_MENTION = re.compile(r"(?<![\w.@])@(?P<typed>[\w-]{0,30})\Z")
_ITEM = re.compile(r"(?<![\w#&/])#(?P<typed>[0-9]{0,4}[A-Za-z]?(?:\.\w{0,3})?)\Z")
_LAST_JOIN = re.compile(r"(?P<before>.*\S)(?P<join>\s*[,&+]\s*|\s+and\s+)(?P<typed>\S.*)\Z")
_NAME = re.compile(r"[^\W\d_][\w.'’ -]{0,40}\Z")
_CAPITALS = re.compile(r"[A-Z]+(?: [A-Z]*)?\Z")
_MORE = re.compile(r"(?:\.\.\.|…)\s*")
_NUMBER = re.compile(r"[0-9]+")
_LONGEST = 200

_Offered = KnownPerson | KnownOrganisation | KnownClass


def completions(text_before_caret: str, known: Known, *, limit: int = 8) -> tuple[Completion, ...]:
    """What can be offered at the caret, best first; nothing in the middle of ordinary words."""
    text = text_before_caret
    opening = read_opening(text)
    if opening.literal:
        return ()
    tail = max(0, len(text) - _LONGEST)
    if mention := _MENTION.search(text, tail):
        return tuple(islice(_mentions(mention["typed"], mention.start(), known), limit))
    if item := _ITEM.search(text, tail):
        return tuple(islice(_items(text, item, known), limit))
    if len(text) - opening.position > _LONGEST:
        return ()
    return tuple(islice(_at_line_start(text, opening.position, known), limit))


def _at_line_start(text: str, position: int, known: Known) -> Iterator[Completion]:
    speakers = read_speakers(text, position, known)
    if speakers and speakers.colon:
        yield from _markers(text, speakers.span[1])
    elif more := _MORE.match(text, position):
        yield from _markers(text, more.end())
    else:
        yield from _speakers(text, position, known)
        yield from _markers(text, position)


def _markers(text: str, position: int) -> Iterator[Completion]:
    """Markers that begin with the capitals typed: two of them, since every sentence begins with one."""
    start = position + len(text[position:]) - len(text[position:].lstrip())
    typed = text[start:]
    if _CAPITALS.match(typed) and (len(typed) > 1 or typed in MARKERS):
        for word, kind in MARKERS.items():
            if word.startswith(typed):
                yield Completion(f"{word}:", kind_words(kind, is_open=True), f"{word}: ", start, CompletionKind.MARKER)


def _speakers(text: str, position: int, known: Known) -> Iterator[Completion]:
    before, typed = "", text[position:]
    if join := _LAST_JOIN.match(text, position):
        first = read_speakers(f"{text[: join.end('before')]}:", position, known)
        if first is None or not first.colon:
            return
        before, typed = speakers_written(text, first.refs, known), join["typed"]
    if not _NAME.match(typed):
        return
    glue = " and " if before else ""
    for written, label, detail in _parties(typed.casefold(), known):
        yield Completion(label, detail, f"{before}{glue}{written}: ", position, CompletionKind.SPEAKER)


def _mentions(typed: str, start: int, known: Known) -> Iterator[Completion]:
    for written, label, detail in _parties(typed.casefold(), known):
        yield Completion(label, detail, written, start, CompletionKind.MENTION)


def _parties(typed: str, known: Known) -> Iterator[tuple[str, str, str]]:
    """Parties that the typed letters may mean, best first, each with what to write, a label and a detail.

    A code that is complete; who is present; organisations and classes; who is absent; who is of an organisation.
    """
    found: list[tuple[int, str, int, _Offered]] = []
    for folded in known.parties.folded_people:
        rank = _rank_of(folded, typed, known)
        if rank is not None:
            found.append((rank, folded.person.name, len(found), folded.person))
    for body in (*known.parties.organisations, *known.parties.classes):
        short = body.short if isinstance(body, KnownOrganisation) else ""
        if _begins(short, typed) or _begins(body.name, typed):
            found.append((2, body.name, len(found), body))
    return (_offer(party, known) for _rank, _name, _place, party in sorted(found, key=itemgetter(0, 1, 2)))


def _offer(party: _Offered, known: Known) -> tuple[str, str, str]:
    match party:
        case KnownPerson():
            own = known.is_unmistakable(party.display) or not party.code
            present = _("present") if known.is_present(party) else ""
            detail = " · ".join(part for part in (party.code, present) if part)
            return party.display if own else party.code, party.display, detail
        case KnownOrganisation():
            return party.display, party.display, party.name if party.short else _("organisation")
        case KnownClass():
            return party.name, party.name, ", ".join(party.members)


def _begins(name: str, typed: str) -> bool:
    """Whether a name begins as typed; "the" alone begins half of all sentences and no name."""
    folded = name.casefold()
    bare = folded.removeprefix("the ")
    return bool(name) and (bare.startswith(typed) or (folded.startswith(typed) and len(typed) > len("the ")))


def _rank_of(folded: FoldedPerson, typed: str, known: Known) -> int | None:
    """How well the typed letters fit a person; None where they do not."""
    if typed and folded.code == typed:
        return 0
    if f" {typed}" in folded.words or folded.code.startswith(typed):
        return 1 if known.is_present(folded.person) else 3
    if folded.organisation.startswith(typed):
        return 4 if known.is_present(folded.person) else 5
    return None


def _items(text: str, typed: re.Match[str], known: Known) -> Iterator[Completion]:
    """Order items whose number begins as typed, those of the default decision first."""
    docket, _start = docket_before(text, typed.start(), known)
    wanted = typed["typed"].casefold()
    found = [
        entry
        for entry in known.order_items
        if _number(entry).casefold().startswith(wanted) and docket.casefold() in ("", entry.docket.casefold())
    ]
    for entry in sorted(found, key=lambda each: (not each.default, each.docket, _order(each.order), _order(each.item))):
        number = f"#{_number(entry)}"
        written = number if docket or _is_plain(entry, known) else f"{entry.docket} {number}".strip()
        yield Completion(written, entry.title, written, typed.start(), CompletionKind.ORDER_ITEM)


def _number(entry: KnownOrderItem) -> str:
    return f"{entry.order}.{entry.item}" if entry.item else entry.order


def _is_plain(entry: KnownOrderItem, known: Known) -> bool:
    """Whether the number alone means this item."""
    namesakes = known.items_named(entry.order, entry.item)
    defaults = [each for each in namesakes if each.default]
    return len(namesakes) == 1 or (entry.default and len(defaults) == 1)


def _order(number: str) -> tuple[int, str]:
    """Sorts 2 before 10, and 6a after 6."""
    digits = _NUMBER.match(number)
    return int(digits.group()) if digits else 0, number
