"""What a command says: plain tables for people, or one JSON value and nothing else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TextIO

from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.words import _

# A cell of a table is cut here; `show` and `--json` give the whole text.
CELL = 72
# How long a day and a moment are, as JSON has them.
_DAY, _MOMENT = len("2025-02-21"), len("2025-02-21T16:00:00+00:00")

# The exit status of what was done, but should be looked at.
SOMETHING_TO_LOOK_AT = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What a command found or did: `value` for `--json`, `text` for people.

    `news`: the text only tells that something was done, so that `--quiet` leaves it out. `aside` is told on
    the other stream where `--json` keeps the first one clean. `code` is the exit status.
    """

    value: Any
    text: str = ""
    news: bool = False
    aside: str = ""
    code: int = 0


def prepare(stream: TextIO) -> None:
    """Makes a stream take any character: what a terminal can't show becomes a question mark."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        with suppress(OSError, ValueError):
            reconfigure(errors="replace")


def give(result: Result, *, as_json: bool, quiet: bool) -> None:
    """Prints a result."""
    if as_json:
        print(json_text(result.value))
        if result.aside and not quiet:
            print(result.aside, file=sys.stderr)
    elif not (result.news and quiet):
        for text in (result.aside, result.text):
            if text:
                print(text)
    sys.stdout.flush()


def json_text(value: Any) -> str:
    """One JSON value; in ASCII where the stream can't carry more."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").casefold().replace("-", "")
    return json.dumps(value, ensure_ascii=not encoding.startswith("utf"), indent=2)


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Rows as an aligned table with a line of heads; a sentence where there are none."""
    if not rows:
        return _("Nothing found.")
    heads = [column.replace("_", " ") for column in columns]
    cells = [[_cut(words(row.get(column))) for column in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    lines = [heads, ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def details(value: Mapping[str, Any], *, indent: int = 0) -> str:
    """One thing, whole: a field a line, what is empty left out."""
    lines: list[str] = []
    pad = " " * indent
    width = max((len(name) for name in value), default=0)
    for name, part in value.items():
        if part is False or part in (None, "", [], {}):
            continue
        head = f"{pad}{name.replace('_', ' ').ljust(width)}  "
        if isinstance(part, list) and any(isinstance(item, Mapping) for item in part):
            lines += _each(head, part, indent)
            continue
        text = words(part, flat=False)
        if not text:
            continue
        lines.append(head + text.replace("\n", "\n" + " " * len(head)))
    return "\n".join(lines).rstrip("\n")


def _each(head: str, items: Sequence[Any], indent: int) -> list[str]:
    """Several things: those of a few words one under the other, others as details below their name."""
    if any(len(item) > 2 for item in items):
        return [head.rstrip(), *(details(item, indent=indent + 4) + "\n" for item in items)]
    said = [text for text in map(words, items) if text]
    return [head + f"\n{' ' * len(head)}".join(said)] if said else []


def words(value: Any, *, flat: bool = True) -> str:
    """A value of JSON as people read it: dates with their weekday, names instead of objects."""
    match value:
        case None | False:
            return ""
        case True:
            return _("yes")
        case Mapping():
            return _object_words(value)
        case list() | tuple():
            return ", ".join(part for part in (words(item) for item in value) if part)
        case str():
            text = day_words(value)
            return " ".join(text.split()) if flat else text
        case _:
            return str(value)


def _object_words(value: Mapping[str, Any]) -> str:
    if "name" in value:
        organisation = value.get("organisation")
        return f"{value['name']} ({organisation})" if organisation else str(value["name"])
    if "label" in value and "meeting" in value:
        return " ".join(part for part in (day_words(value.get("date") or ""), value["label"]) if part)
    if value.keys() == {"kind", "id"}:
        return f"{value['kind']} {value['id'][:8]}"
    parts: Iterable[Any] = (part for name, part in value.items() if name != "id")
    return " ".join(part for part in map(words, parts) if part)


def day_words(text: str) -> str:
    """A date or a moment of JSON as it stands in tables, `2025-02-21 Fri` or `2025-02-21 Fri 11:00` of the clock
    here: sorted and found as scripts do it, and with the weekday that people look for. Any other text as it is.
    """
    if len(text) not in (_DAY, _MOMENT) or text[4] != "-":
        return text
    try:
        at = datetime.fromisoformat(text).astimezone() if len(text) == _MOMENT else None
        day = at.date() if at else date.fromisoformat(text)
    except ValueError:
        return text
    parts = (day.isoformat(), weekday_name(day.weekday(), short=True), at.strftime("%H:%M") if at else "")
    return " ".join(part for part in parts if part)


def _cut(text: str) -> str:
    return text if len(text) <= CELL else text[: CELL - 1].rstrip() + "…"
