"""What may stand anywhere in a line: `#26.6`, `Order 26 (6)` and `@ac` (rules 1, 2 and 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from msa_wg_desktop.domain.capture_known import Known
from msa_wg_desktop.domain.capture_speakers import MENTION, party_of_mention
from msa_wg_desktop.domain.readings import Mention, OrderLink

_ITEM = r"[0-9]{1,2}[a-z]?|[a-z]"
# It starts with one of a few letters and no look-behind, so that a long text is skipped through fast.
_LINK = re.compile(
    rf"""
      \#(?P<tag_order>[0-9]{{1,4}}[A-Za-z]?)(?:\.(?P<tag_item>{_ITEM}))?(?!\.?\w)
    | (?:[Oo]rder|ORDER)s?\s+(?:[Nn]o\.?\s*)?(?P<order>[0-9]{{1,4}}[A-Za-z]?)
      (?: \s*(?P<items>\((?:{_ITEM})\)(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)\((?:{_ITEM})\))*)
        | ,?\s+[Ii]tem\s+\(?(?P<item>{_ITEM})\b\)? )
    | [Ii]tem\s+\(?(?P<first_item>{_ITEM})\)?\s+(?:in|of|under|from)\s+[Oo]rder\s+(?:[Nn]o\.?\s*)?
      (?P<last_order>[0-9]{{1,4}}[A-Za-z]?)\b
    """,
    re.VERBOSE,
)
_IN_BRACKETS = re.compile(rf"\(({_ITEM})\)")
_DOCKET_BEFORE = re.compile(r"(?P<docket>[^\s,:;()]{3,24})[,:]?\s{1,3}\Z")
_DOCKET = re.compile(r"[0-9]{2}-[0-9]{2}-[0-9]{2}(?:RE[0-9]{1,3})?", re.IGNORECASE)
_DOCKET_SPACE = 30
_BEFORE_MENTION = "([{\"“‘'/–—,;:&"
# No line that a person writes has more; a pasted book may, and must not hold up a key.
_MOST = 100


def read_links(text: str, start: int, known: Known) -> tuple[OrderLink, ...]:
    """The order items that the text names from `start` on."""
    if "#" not in text and "rder" not in text and "RDER" not in text:
        return ()
    links = (link for found in _LINK.finditer(text, start) for link in _links(found, text, known))
    return tuple(islice(links, _MOST))


def _links(found: re.Match[str], text: str, known: Known) -> Iterator[OrderLink]:
    start, end = found.span()
    if start and (text[start - 1].isalnum() or text[start - 1] in "_#&/"):
        return
    docket, start = docket_before(text, start, known)
    if order := found["tag_order"]:
        # "#3" is a number like any other, unless the group has such an order.
        if found["tag_item"] or docket or known.items_named(order, ""):
            yield _link(order, found["tag_item"] or "", docket, (start, end), known)
    elif items := found["items"]:
        for item in _IN_BRACKETS.findall(items):
            yield _link(found["order"], item, docket, (start, end), known)
    else:
        yield _link(
            found["order"] or found["last_order"], found["item"] or found["first_item"], docket, (start, end), known
        )


def docket_before(text: str, start: int, known: Known) -> tuple[str, int]:
    """The docket that is named right before a link, and where the link then starts."""
    found = _DOCKET_BEFORE.search(text[max(0, start - _DOCKET_SPACE) : start])
    if found is None or not (found["docket"].casefold() in known.dockets or _DOCKET.fullmatch(found["docket"])):
        return "", start
    return found["docket"], start - len(found.group())


def _link(order: str, item: str, docket: str, span: tuple[int, int], known: Known) -> OrderLink:
    """The link, to the only item of that number, or to that of the default decision; to none where in doubt."""
    named = known.items_named(order, item)
    if docket:
        named = tuple(entry for entry in named if entry.docket.casefold() == docket.casefold())
    default = tuple(entry for entry in named if entry.default)
    chosen = default if len(default) == 1 else named
    return OrderLink(
        order,
        item,
        docket,
        *span,
        item_id=chosen[0].id if len(chosen) == 1 else None,
        ambiguous=len(chosen) > 1,
    )


def read_mentions(text: str, start: int, known: Known) -> tuple[Mention, ...]:
    """Whom the text mentions with `@`, from `start` on; an address such as `jo@ac.com` mentions nobody."""
    return tuple(islice(_mentions(text, start, known), _MOST)) if "@" in text else ()


def _mentions(text: str, start: int, known: Known) -> Iterator[Mention]:
    for found in MENTION.finditer(text, start):
        before = text[found.start() - 1 : found.start()]
        if before and not before.isspace() and before not in _BEFORE_MENTION:
            continue
        if (party := party_of_mention(found[1], known)) and party.party_id:
            yield Mention(found[1], *found.span(), party, party.display)
