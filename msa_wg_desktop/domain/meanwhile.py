"""What is left as it is, because somebody changed it after it was shown to who sets it, said in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msa_wg_desktop.domain.text import one_line
from msa_wg_desktop.words import _, ngettext

_NAMED, _LETTERS = 3, 60


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that was left as it is, and who changed it meanwhile; without words it is gone."""

    id: str
    words: str
    who: str


def left_words(left: Sequence[Left], asked: int) -> str:
    """Which of so many that were to be set were left, and why; then how many were set."""
    there = [row for row in left if row.words]
    gone, done = len(left) - len(there), asked - len(left)
    return " ".join(part for part in (_changed(there), _gone(gone), _done(done) if asked > 1 else "") if part)


def _changed(there: Sequence[Left]) -> str:
    who = _and(list(dict.fromkeys(row.who for row in there)))
    names = [_("“{words}”").format(words=one_line(row.words, most=_LETTERS)) for row in there[:_NAMED]]
    if len(there) > _NAMED:
        more = len(there) - _NAMED
        names.append(ngettext("{count} more", "{count} more", more).format(count=f"{more:,}"))
    if not there:
        return ""
    words = ngettext(
        "{names} was left as it is: {who} changed it after it was shown here.",
        "{names} were left as they are: {who} changed them after they were shown here.",
        len(there),
    )
    return words.format(names=_and(names), who=who)


def _gone(count: int) -> str:
    words = ngettext("One is in the record no more.", "{count} are in the record no more.", count)
    return words.format(count=f"{count:,}") if count else ""


def _done(count: int) -> str:
    if not count:
        return _("Nothing was set.")
    return ngettext("The other one was set.", "The other {count} were set.", count).format(count=f"{count:,}")


def _and(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
