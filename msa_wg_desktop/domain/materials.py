"""Documents that were exchanged: from whom, which version, and where each lies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cmp_to_key
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)
"""At least two letters: `C:` is a drive."""
_BARE_ADDRESS = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|us|info|io)(?:[/?#]\S*)?", re.IGNORECASE
)
_PATH = re.compile(r"[/~\\]|[a-z]:[/\\]", re.IGNORECASE)
_OPENED = ("http", "https", "mailto")
_KILO = 1024


class Cites(StrEnum):
    """What may cite a material."""

    NOTE = "note"
    DATA_NEED = "data-need"


class Whereabouts(StrEnum):
    """How a material can be had."""

    NOWHERE = "nowhere"
    KEPT = "kept"
    FILE = "file"
    LINK = "link"
    WORDS = "words"


class MaterialSort(StrEnum):
    """By what materials are put in order."""

    TITLE = "title"
    SENDER = "sender"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A copy in the folder beside the record: its name there, its size, and the hash of its bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A document: from whom, when, which version, confidential or not, and what cites it (kind and id).

    `location` is a link, a path, or, where a copy is `kept`, its name beside the record. `number` counts the
    versions of a document; `superseded_by` is the id of the next one.
    """

    id: str
    group_id: str
    title: str
    from_id: str | None
    sender: str
    received_on: date | None
    version: str
    confidential: bool
    location: str
    cited_by: tuple[tuple[Cites, str], ...]
    kept: bool = False
    size: int | None = None
    sha256: str = ""
    supersedes: str | None = None
    superseded_by: str | None = None
    number: int = 1

    @property
    def whereabouts(self) -> Whereabouts:
        if self.kept:
            return Whereabouts.KEPT
        return whereabouts(self.location)

    @property
    def version_words(self) -> str:
        """What the version is called: in its own words, else `v2` where there are several."""
        if self.version:
            return self.version
        return f"v{self.number}" if self.number > 1 or self.superseded_by else ""


class MaterialKey(NamedTuple):
    """What puts a material in its place in a list, where the rest of it is not read yet: `by` is what was asked for."""

    id: str
    by: Any
    title: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class MaterialFilter:
    """Which materials are wanted; what isn't said is no condition. `newest`: no version that a newer one replaces."""

    group_ids: tuple[str, ...] | None = None
    words: str = ""
    sender_id: str = ""
    confidential: bool | None = None
    newest: bool = False
    sort: MaterialSort = MaterialSort.RECEIVED
    descending: bool = True

    def key(self, row: MaterialRow, before: MaterialKey) -> MaterialKey:
        """By what a row is put in order after something of itself has changed; from whom it came is as it was."""
        by = {MaterialSort.TITLE: row.title, MaterialSort.RECEIVED: row.received_on}.get(self.sort, before.by)
        return before._replace(by=by, title=row.title)

    def place(self, key: MaterialKey, others: Sequence[MaterialKey]) -> int:
        """Where a material belongs among others that are in this order."""
        order = cmp_to_key(self._compare)
        return bisect_left(others, order(key), key=order)

    def _compare(self, one: MaterialKey, other: MaterialKey) -> int:
        first, second = one.by, other.by
        if first is not None and second is not None and first != second:
            return -1 if (first > second) is self.descending else 1
        return -1 if (first is None, one.title, one.id) < (second is None, other.title, other.id) else 1


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A line or a data need that cites a material: its words, and where it stands."""

    kind: Cites
    id: str
    text: str
    meeting_id: str | None
    meeting_date: date | None
    label: str = ""


def whereabouts(location: str) -> Whereabouts:
    """What a location is."""
    if not location:
        return Whereabouts.NOWHERE
    scheme = _SCHEME.match(location)
    if scheme and scheme[1].lower() in _OPENED:
        return Whereabouts.LINK
    return Whereabouts.FILE if _PATH.match(location) else Whereabouts.WORDS


def read_location(text: str) -> str:
    """A location as it is kept: a link that can be opened, a path, or words such as "on paper".

    Raises ValidationError for an address of another kind: it could run something when it is opened.
    """
    location = clean_line(text)[0].strip('"')
    scheme = _SCHEME.match(location)
    if scheme is None:
        return f"https://{location}" if _BARE_ADDRESS.fullmatch(location) else location
    name = scheme[1].lower()
    if name == "file":
        return _path_of(location)
    if name in _OPENED or _looks_like_words(location, scheme.end()):
        return location
    raise ValidationError(
        _(
            "An address that begins with “{scheme}:” is not opened here. Nothing was changed; give a link with http or"
            " https, a mail address, or a file."
        ).format(scheme=name),
        field="location",
    )


def size_words(size: int) -> str:
    """`840 KB`, `2.1 GB`."""
    amount = float(size)
    for unit in (_("bytes"), _("KB"), _("MB"), _("GB")):
        if amount < _KILO or unit == _("GB"):
            return f"{amount:.0f} {unit}" if amount >= 10 or unit == _("bytes") else f"{amount:.1f} {unit}"
        amount /= _KILO
    return ""


def _looks_like_words(location: str, after: int) -> bool:
    """`Binder: second shelf` is a place in words, not an address."""
    return location[after : after + 1] in ("", " ")


def _path_of(address: str) -> str:
    path = unquote(urlsplit(address).path)
    return path[1:] if re.match(r"/[a-zA-Z]:/", path) else path
