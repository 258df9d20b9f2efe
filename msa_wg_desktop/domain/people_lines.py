"""People as they are typed in one line or pasted from a mail: name, organisation, code and address, and no guesses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from msa_wg_desktop.words import _

_BRACKETED = re.compile(r"\(([^()]*)\)")
_ADDRESS = re.compile(r"<\s*(?:mailto:)?([^<>\s]*@[^<>\s]*)\s*>|(?:mailto:)?([^\s<>,;\"()]+@[^\s<>,;\"()]+)")
_CODE = re.compile(r"[a-z]{1,4}[0-9]?")
_LABELS = re.compile(r"^\s*(?:to|cc|bcc|from|attendees|invitees|required|optional)\s*:", re.IGNORECASE)

_ODD = re.compile(r"[:?!=/\\|#@\[\]{}]|\d{3}|\.\s+\w+\s+\w+\s+\w+")
# "Sammy Davis Jr." ends with a dot, and so does "They will call back."
_SENTENCE_END = re.compile(r"\w+\s+\w+\s+[a-z]{3,}\.$")
_LONGEST, _MOST_WORDS = 60, 6


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What a line says of one person; "" is what it does not say."""

    name: str
    organisation: str = ""
    code: str = ""
    mail: str = ""


class Finding(StrEnum):
    """What would come of a line."""

    NEW = "new"
    KNOWN = "known"
    COMPLETED = "completed"
    DOUBTFUL = "doubtful"
    """It doesn't look like a name: held back until somebody says that it is one."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A line, what would come of it, and why; `makes_organisation`: its organisation isn't in the record yet.

    `text` is how it was written, to be given back where it isn't taken.
    """

    line: PersonLine
    finding: Finding
    why: str = ""
    makes_organisation: bool = False
    party_id: str = field(default="", compare=False)
    text: str = field(default="", compare=False)

    @property
    def counts(self) -> bool:
        """Whether anything would be written."""
        return self.finding in (Finding.NEW, Finding.COMPLETED)


def read_person(text: str) -> PersonLine:
    """`Jane Doe (Acme Solar) jd jane@acme.example`, in any order that mails and people use.

    A code is a short word in small letters at the end of the name, or what stands behind the brackets.
    """
    mails: list[str] = []

    def take(found: re.Match[str]) -> str:
        mails.append(found[1] or found[2])
        return " "

    rest = _ADDRESS.sub(take, text)
    bracketed = list(_BRACKETED.finditer(rest))
    organisation = _tidy(bracketed[-1][1]) if bracketed else ""
    before, after = (rest[: bracketed[-1].start()], rest[bracketed[-1].end() :]) if bracketed else (rest, "")
    name, code = _tidy(before.replace('"', " ")), _tidy(after.strip(" ,;:\"'")).casefold()
    words = name.split()
    if not code and len(words) > 2 and _CODE.fullmatch(words[-1]):
        name, code = " ".join(words[:-1]), words[-1]
    return PersonLine(_forward(name.strip(" ,;:'<>")), organisation, code, " ".join(mails))


def split_list(text: str) -> tuple[str, ...]:
    """The people in a list as mail programs write them: `"Doe, Jane" <jane@acme.example>; John Roe <…>`.

    A comma ends a person only behind an address or brackets: before them, it may stand in a name.
    """
    people: list[str] = []
    for line in text.splitlines():
        person, quoted = "", False
        for sign in _LABELS.sub("", line):
            quoted ^= sign == '"'
            whole = "@" in person or person.rstrip().endswith(")")
            if not quoted and (sign == ";" or (sign == "," and whole)):
                people.append(person)
                person = ""
            else:
                person += sign
        people.append(person)
    return tuple(tidy for tidy in (_tidy(person.strip(" ,\t•*–-")) for person in people) if tidy)


def why_no_name(name: str) -> str:
    """Why some words look like no person's name, in a sentence; "" where they may be one."""
    words = name.split()
    if not any(sign.isalpha() for sign in name):
        return _("There is no letter in it.")
    if len(name) > _LONGEST or len(words) > _MOST_WORDS:
        return _("It is long for a name.")
    if _ODD.search(name) or _SENTENCE_END.search(name):
        return _("It reads like a sentence, not like a name.")
    if name == name.casefold() and name.isascii():
        return _("A name begins with a capital letter.")
    return ""


def _forward(name: str) -> str:
    """`Doe, Jane` as it is spoken."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else last.strip()


def _tidy(text: str) -> str:
    return " ".join(text.split())
