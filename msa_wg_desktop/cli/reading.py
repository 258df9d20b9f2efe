"""How words on the command line are read: dates, times, yes and no, lists of names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import Any

from msa_wg_desktop.domain.notes import MAX_LEVEL
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

Reader = Callable[[str], Any]


class WrongUse(ValidationError):
    """The command line itself is wrong: nothing was tried."""


_YES = frozenset({"yes", "y", "true", "1", "on"})
_NO = frozenset({"no", "n", "false", "0", "off", ""})


def text(value: str) -> str:
    """Words as they stand; `\\n` is a line end where a shell can't type one."""
    return value.replace("\\n", "\n")


def day(value: str) -> date | None:
    """An ISO date, or none where nothing is written. Raises ValidationError in words."""
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError as problem:
        raise WrongUse(
            _("“{value}” is no date that exists. Nothing was changed; write it like 2025-02-21.").format(value=value)
        ) from problem


def a_day(value: str) -> date:
    """An ISO date that must be there."""
    found = day(value)
    if found is None:
        raise WrongUse(_("A date is needed here. Write it like 2025-02-21."))
    return found


def clock(value: str) -> time | None:
    """A time of day such as 11:00, or none where nothing is written."""
    if not value.strip():
        return None
    try:
        found = time.fromisoformat(value.strip().rjust(5, "0"))
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise WrongUse(_("“{value}” is no time of day. Nothing was changed; write it like 11:00.").format(value=value))
    return found


def flag(value: str) -> bool:
    """Yes or no."""
    word = value.strip().casefold()
    if word not in _YES | _NO:
        raise WrongUse(_("“{value}” is neither yes nor no. Nothing was changed.").format(value=value))
    return word in _YES


def number(value: str) -> int | None:
    """A whole number, or none where nothing is written."""
    if not value.strip():
        return None
    try:
        return int(value)
    except ValueError as problem:
        raise WrongUse(_("“{value}” is no whole number. Nothing was changed.").format(value=value)) from problem


def within(least: int, most: int) -> Callable[[str], int]:
    """A whole number that must be there, from one to another."""

    def read(value: str) -> int:
        found = number(value)
        if found is None or not least <= found <= most:
            words = _(
                "“{value}” can't be taken here. Nothing was changed; write a whole number from {least} to {most}."
            )
            raise WrongUse(words.format(value=value, least=least, most=f"{most:,}"))
        return found

    return read


a_limit = within(1, 1_000_000)
"""How many to give at most."""
a_level = within(0, MAX_LEVEL)
"""How deep a line stands."""


def chosen(choices: type[StrEnum]) -> Reader:
    """One word of a few."""

    def read(value: str) -> StrEnum:
        try:
            return choices(value.strip().casefold())
        except ValueError as problem:
            raise WrongUse(
                _("“{value}” can't be chosen. Nothing was changed; choose one of {choices}.").format(
                    value=value, choices=", ".join(f"“{choice}”" if "," in choice else choice for choice in choices)
                )
            ) from problem

    return read


def names(value: str) -> tuple[str, ...]:
    """Names with commas between them; none where nothing is written."""
    return tuple(name for name in (part.strip() for part in value.split(",")) if name)
