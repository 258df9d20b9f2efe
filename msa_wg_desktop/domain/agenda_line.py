"""What one typed line says of an agenda item: "Liability waiver, Patrick Fam, 10 min, #26.1"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from msa_wg_desktop.domain.agenda import MOST_MINUTES
from msa_wg_desktop.domain.orders import read_ref
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.words import _

_MINUTES = re.compile(r"(?P<number>\S+)\s*(?P<unit>minutes?|mins?\.?|m|'|′|hours?|hrs?\.?|h)", re.IGNORECASE)
_WORDED = {"half an hour": 30, "an hour": 60, "half hour": 30, "quarter of an hour": 15}
_ORDER = re.compile(r"#\S+|\S+ #\S+|order \d.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """What was understood; `problem` says in one sentence what can't be, and the line is then not taken."""

    title: str
    presenter_id: str | None = None
    presenter: str = ""
    minutes: int | None = None
    order_item: str = ""
    problem: str = ""


def read_line(text: str, book: PartyBook) -> AgendaLine:
    """Reads a line part by part, commas between them; a part that is nothing else belongs to the title."""
    first, *rest = [part.strip() for part in text.split(",")]
    title, found = [first], AgendaLine("")
    for part in rest:
        read = _part(part, book) if part else found
        if read is None:
            title.append(part)
        else:
            found = AgendaLine(
                "",
                found.presenter_id or read.presenter_id,
                found.presenter or read.presenter,
                found.minutes or read.minutes,
                found.order_item or read.order_item,
                found.problem or read.problem,
            )
    words = ", ".join(title).strip()
    problem = found.problem or ("" if words else _("An agenda item needs a title."))
    return AgendaLine(words, found.presenter_id, found.presenter, found.minutes, found.order_item, problem)


def read_minutes(text: str) -> tuple[int | None, str]:
    """The minutes that a field says and what is wrong with them: `10`, `10 min`, `half an hour`; nothing is None."""
    words = " ".join(text.split())
    if not words:
        return None, ""
    found = _MINUTES.fullmatch(words)
    number = found["number"] if found else words
    if words.casefold() in _WORDED:
        return _WORDED[words.casefold()], ""
    factor = 60 if found and found["unit"][0] in "hH" else 1
    if not (number.isascii() and number.isdecimal()):
        return None, _("“{words}” is no number of minutes; type one such as 10.").format(words=words)
    minutes = int(number[:9]) * factor
    if minutes < 1:
        return None, _("An agenda item takes at least a minute.")
    if minutes > MOST_MINUTES:
        return None, _("{words} is longer than a meeting can be; type at most {most} minutes.").format(
            words=words, most=MOST_MINUTES
        )
    return minutes, ""


def _part(part: str, book: PartyBook) -> AgendaLine | None:
    """What a part says by itself; None where it is only words."""
    if _ORDER.fullmatch(part) and read_ref(part):
        return AgendaLine("", order_item=part)
    if part.casefold() in _WORDED or _says_minutes(part):
        minutes, problem = read_minutes(part)
        return AgendaLine("", minutes=minutes, problem=problem)
    named = book.named(part)
    if len(named) == 1:
        return AgendaLine("", named[0].id, named[0].display)
    if named:
        names = " / ".join(sorted(row.display for row in named))
        return AgendaLine("", problem=_("“{name}” may be {candidates}. Say which.").format(name=part, candidates=names))
    return None


def _says_minutes(part: str) -> bool:
    """`10 min` and `x min` do; `Item h` and words that only end so don't."""
    found = _MINUTES.fullmatch(part)
    if found is None:
        return False
    return found["number"].isdecimal() or found["unit"].casefold().startswith("min")
