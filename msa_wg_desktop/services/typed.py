"""What somebody types into a field, read as parties or as a day; what can't be read is said in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TypedDict

from msa_wg_desktop.domain.dates import read_date_anyhow, read_words
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

_NO_DATE = frozenset({"", "-", "—", "none", "no date"})
_WEEK, _YEAR = 7, 365
_COUNT = re.compile(r"(?:for\s+)?(?P<count>\d{1,3})(?:\s*(?:times|meetings|x))?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|through|to)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,&+·]|\band\b")
_STROKE = re.compile("/")


def parties_of(book: PartyBook, text: str, *, field: str) -> tuple[str, ...]:
    """The ids of the parties that a text names: the whole of it where that is one, else its parts.

    What stands in brackets belongs to the name before it. Raises NotFoundError or ValidationError in words.
    """
    if not text.strip():
        return ()
    return tuple(dict.fromkeys(book.find(name, field=field).id for name in names_of(book, text)))


def names_of(book: PartyBook, text: str) -> tuple[str, ...]:
    """The names in a typed list, as the record has them or as they were typed.

    A stroke parts names too, as in a printed table, unless a party is called so: `ConnectDER/Tesla` are two.
    """
    if not text.strip():
        return ()
    if book.named(text):
        return (text.strip(),)
    listed = [name.strip() for name in _split(text) if name.strip()]
    parted = [part for name in listed for part in ([name] if book.named(name) else _split(name, _STROKE))]
    return tuple(_bare(book, part.strip()) for part in parted if part.strip())


def day_of(words: str, *, today: date) -> date | None:
    """The day that words such as "Fri" or "end of March" name, seen from `today`; None where they say "none"."""
    words = words.strip()
    if words.casefold() in _NO_DATE:
        return None
    reading = read_words(words, today=today)
    if reading is not None and reading.problem:
        raise ValidationError(_("{problem}. Nothing was changed.").format(problem=reading.problem), field="due")
    due = reading.date if reading else read_date_anyhow(words, today=today)
    if due is None:
        raise ValidationError(
            _("“{words}” names no day. Nothing was changed; type one such as Fri, 3/31 or in two weeks.").format(
                words=words
            ),
            field="due",
        )
    return due


def past_day_of(words: str, *, today: date) -> date | None:
    """As `day_of`, in favour of the past: of what has come, `Feb 3` and `Tue` are the latest of their name."""
    day = day_of(words, today=today)
    if day is None or day <= today:
        return day
    if (day - today).days <= _WEEK and not any(sign.isdigit() for sign in words):
        return day - timedelta(days=_WEEK)
    last_year = day_of(words, today=today - timedelta(days=_YEAR))
    past = last_year is not None and last_year <= today and (last_year.month, last_year.day) == (day.month, day.day)
    return last_year if past else day


def days_typed(words: str) -> int | None:
    """A number of business days as it is typed; nothing is none. Raises ValidationError in words."""
    words = words.strip().replace(",", "")
    if not words:
        return None
    if not words.lstrip("-").isascii() or not words.lstrip("-").isdigit():
        raise ValidationError(
            _("“{words}” is no number of business days; type one such as 20.").format(words=words), field="lead_days"
        )
    return int(words)


def _split(text: str, between: re.Pattern[str] = _BETWEEN) -> list[str]:
    """The names of a list; a comma inside brackets parts none: `EDCs (Eversource, UI), Tesla` are two."""
    hidden = re.sub(r"\([^)]*\)", lambda found: "\0" * len(found[0]), text)
    cuts = [0, *(cut for found in between.finditer(hidden) for cut in found.span()), len(text)]
    return [text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]


def _bare(book: PartyBook, name: str) -> str:
    """Without what stands in brackets, where somebody is called so: `EDCs (Eversource, UI)`."""
    bare = re.sub(r"\([^)]*\)", "", name).strip()
    return bare if bare and not book.named(name) and book.named(bare) else name


class TypedEnd(TypedDict):
    """When a series ends, as its services want it said: after a day, or after so many meetings."""

    until: date | None
    count: int | None


def series_end(words: str, *, today: date) -> TypedEnd:
    """What `until June 30` or `6 times` says. Raises ValidationError in words."""
    words = words.strip()
    if counted := _COUNT.fullmatch(words):
        return {"until": None, "count": int(counted["count"])}
    return {"until": day_of(_UNTIL.sub("", words, count=1), today=today), "count": None}
