"""Who came, as somebody lists it: a table with its columns named, a meeting program's report, or lines in a mail."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from msa_wg_desktop.domain.dates import format_date, read_words
from msa_wg_desktop.domain.meetings import AttendanceRow, Presence
from msa_wg_desktop.domain.people_lines import PersonLine, read_person, split_list
from msa_wg_desktop.domain.reports import Cell, cell_text
from msa_wg_desktop.domain.times import read_time
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

_HEADS = {
    "name": ("name", "full name", "display name", "name (original name)", "attendee", "participant", "person", "who"),
    "first": ("first name", "given name"),
    "last": ("last name", "surname", "family name"),
    "organisation": ("organisation", "organization", "company", "affiliation"),
    "mail": ("mail", "e-mail", "email", "user email", "email address", "e-mail address"),
    "presence": ("presence", "attendance", "attended", "came", "present", "status"),
    "invited": ("invited", "invitation", "invite"),
    "joined": ("joined", "joined at", "join time", "first join", "from"),
    "left": ("left", "left at", "leave time", "last leave", "until"),
}
_PRESENT = "present, came, attended, attendees, attending, in attendance, participants, here, yes, y, x, ✓, 1, true"
_ABSENT = "absent, not present, did not attend, didn't come, away, no, n, 0, false"
_EXCUSED = "excused, regrets, apologies, sent regrets, with apologies"
_UNKNOWN = "unknown, not known, invited, invitees, ?, —, -"
_PRESENCES: Mapping[str, Presence] = {
    word: presence
    for presence, words in (
        (Presence.PRESENT, _PRESENT),
        (Presence.ABSENT, _ABSENT),
        (Presence.EXCUSED, _EXCUSED),
        (Presence.UNKNOWN, _UNKNOWN),
    )
    for word in words.split(", ")
}
_INVITATIONS = {
    **dict.fromkeys(("required", "invited", "yes", "y", "x", "true", "1"), (True, False)),
    "optional": (True, True),
    **dict.fromkeys(("not invited", "no", "n", "false", "0", "none"), (False, False)),
}
_HEADED = re.compile(r"\s*([^:()<>@\t]{1,60}?)\s*(?:\(\d+\))?\s*:\s*(.*)", re.DOTALL)
_BEHIND = re.compile(r"(.*\S)\s*(?:\s[-–—]|[:,])\s*([^-–—:,()<>@]+)", re.DOTALL)
_MOMENT = re.compile(
    r"(?:(?P<day>[^\s,]*\d[./-]\d[^\s,]*?)(?:,\s*|\s+|T))?(?P<time>\d[\d:.]*(?:\s*[ap]\.?m\.?)?)", re.IGNORECASE
)
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):(\d{2})(?:\.\d+)?")
# What meeting programs write in brackets behind a name, and no organisation.
_NO_ORGANISATIONS = frozenset(("guest", "external", "unverified", "host", "co-host", "me", "organizer"))
_NEXT_TABLE = re.compile(r"\d+\.\s")
_PREAMBLE = 30
"""In how many rows the one with the columns' names is looked for: reports begin with a few about the meeting."""


@dataclass(frozen=True, slots=True)
class ListedGuest:
    """What one row says; `row` is counted as a spreadsheet counts, None is what it does not say."""

    row: int
    text: str
    person: PersonLine
    presence: Presence | None = None
    invitation: tuple[bool, bool] | None = None
    """Whether they were invited, and whether optionally."""
    joined: time | None = None
    left: time | None = None
    problem: str = ""


class Coming(StrEnum):
    """What would come of a row."""

    NEW = "new person"
    ADDED = "added"
    CHANGED = "changed"
    SAME = "as it is"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FoundGuest:
    """A row, whom it means, and what would be written of them; `was`: how they stand on the list by now."""

    guest: ListedGuest
    coming: Coming
    name: str
    why: str = ""
    party_id: str = ""
    makes_organisation: bool = False
    was: AttendanceRow | None = None
    values: Mapping[str, Any] | None = None

    @property
    def counts(self) -> bool:
        """Whether anything would be written."""
        return self.coming in (Coming.NEW, Coming.ADDED, Coming.CHANGED)


def text_rows(text: str) -> list[tuple[Cell, ...]]:
    """The rows of pasted text: cells where tabs part them, or commas below a line that names columns."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    for mark in ",;":
        if "\t" not in first and "name" in _columns(tuple(first.split(mark))):
            return [tuple(row) for row in csv.reader(lines, delimiter=mark)]
    return [tuple(line.split("\t")) for line in lines]


def read_attendance(rows: Sequence[Sequence[Cell]], *, day: date | None, near: time | None) -> tuple[ListedGuest, ...]:
    """Everybody whom a list names, in its order. A time is the meeting's own; one of another day is a problem."""
    reader = _Reader(day, near)
    for number, row in enumerate(rows[:_PREAMBLE]):
        columns = _columns(row)
        if "name" in columns or {"first", "last"} <= set(columns):
            below = enumerate(rows[number + 1 :], number + 2)
            return tuple(reader.by_columns(at, cells, columns) for at, cells in _table(below))
    return tuple(reader.by_words(rows))


def both(one: ListedGuest, other: ListedGuest) -> ListedGuest:
    """Two rows that mean the same person, who may have left and come back. Raises ValidationError where they differ."""
    said = {guest.presence for guest in (one, other)} - {None, Presence.UNKNOWN}
    if len(said) > 1:
        raise ValidationError(_("they stand in the list twice, once as present and once as absent."))
    joined = min((at for at in (one.joined, other.joined) if at), default=None)
    left = max((at for at in (one.left, other.left) if at), default=None)
    presence = next(iter(said), one.presence or other.presence)
    return replace(one, presence=presence, joined=joined, left=left, invitation=one.invitation or other.invitation)


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    labels = [cell_text(cell).strip().strip('"').casefold() for cell in row]
    return {name: labels.index(label) for name, known in _HEADS.items() for label in known if label in labels}


def _table(rows: Iterator[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows of a table that say something, up to where a report begins another one: `3. In-Meeting Activities`."""
    for number, row in rows:
        filled = [text for text in (cell_text(cell).strip() for cell in row) if text]
        if len(filled) == 1 and _NEXT_TABLE.match(filled[0]):
            return
        if filled:
            yield number, row


class _Reader:
    """Reads rows of one meeting's list."""

    def __init__(self, day: date | None, near: time | None) -> None:
        self._day, self._near = day, near

    def by_columns(self, number: int, row: Sequence[Cell], columns: Mapping[str, int]) -> ListedGuest:
        """A row below one that names the columns."""
        cells = {name: row[place] for name, place in columns.items() if place < len(row)}
        said = {name: " ".join(cell_text(cell).split()) for name, cell in cells.items()}
        name = said.get("name") or " ".join(part for part in (said.get("first"), said.get("last")) if part)
        read = _person(name)
        person = replace(
            read,
            organisation=said.get("organisation") or read.organisation,
            mail=said.get("mail") or read.mail,
        )
        guest = ListedGuest(number, "\t".join(cell_text(cell) for cell in row), person)
        try:
            return self._complete(
                replace(
                    guest,
                    presence=_presence(said.get("presence", "")),
                    invitation=_invitation(said.get("invited", "")),
                    joined=self._moment(cells.get("joined", "")),
                    left=self._moment(cells.get("left", ""), up=True),
                )
            )
        except ValidationError as problem:
            return replace(guest, problem=problem.words)

    def by_words(self, rows: Sequence[Sequence[Cell]]) -> Iterator[ListedGuest]:
        """Lines as people write them; a heading such as `Excused:` holds for the lines below it."""
        above: tuple[Presence | None, str] = (None, "")
        for number, row in enumerate(rows, 1):
            texts = [cell_text(cell).strip() for cell in row]
            if not any(texts):
                continue
            if len([text for text in texts if text]) > 1:
                yield self._by_cells(number, row, above)
                continue
            line = next(text for text in texts if text)
            headed = _HEADED.fullmatch(line)
            if headed is not None:
                above, line = _heading(headed[1], above), headed[2]
                if not line.strip():
                    continue
            for part in _parts(line, of_one_organisation=headed is not None and bool(above[1])):
                yield self._by_line(number, part, above)
            if headed is not None and above[1]:
                # `Eversource: Ann, Ben` says it of its own line only.
                above = (above[0], "")

    def _by_cells(self, number: int, row: Sequence[Cell], above: tuple[Presence | None, str]) -> ListedGuest:
        """Cells without a heading: each says by itself what it is; the first is the name."""
        first, *rest = (cell for cell in row if cell_text(cell).strip())
        person = _person(cell_text(first))
        guest = ListedGuest(number, "\t".join(cell_text(cell) for cell in row), person, presence=above[0])
        for cell in rest:
            words = " ".join(cell_text(cell).split())
            at = _MOMENT.fullmatch(words)
            try:
                if "@" in words:
                    guest = replace(guest, person=replace(guest.person, mail=words))
                elif words.casefold() in _PRESENCES:
                    guest = replace(guest, presence=_PRESENCES[words.casefold()])
                elif words.casefold() in _INVITATIONS:
                    guest = replace(guest, invitation=_INVITATIONS[words.casefold()])
                elif at is not None:
                    field = "left" if guest.joined else "joined"
                    moment = self._moment(cell, up=field == "left")
                    guest = replace(guest, joined=guest.joined or moment, left=moment if guest.joined else None)
                else:
                    guest = replace(guest, person=replace(guest.person, organisation=words))
            except ValidationError as problem:
                return replace(guest, problem=problem.words)
        return self._complete(guest)

    def _by_line(self, number: int, line: str, above: tuple[Presence | None, str]) -> ListedGuest:
        presence, organisation = above
        behind = _BEHIND.fullmatch(line)
        text = line
        if behind is not None and behind[2].strip().casefold() in _PRESENCES:
            text, presence = behind[1], _PRESENCES[behind[2].strip().casefold()]
        name, comma, rest = text.partition(",")
        if comma and " " in name.strip() and not {"(", "@"} & set(text):
            # `Ann Lee, Acme` says whose she is; `Lee, Ann` is one name.
            person = replace(_person(name), organisation=rest.strip())
        else:
            person = _person(text)
        person = replace(person, organisation=person.organisation or organisation)
        return ListedGuest(number, line, person, presence=presence)

    def _complete(self, guest: ListedGuest) -> ListedGuest:
        """Whoever joined was there."""
        if guest.joined is None and guest.left is None:
            return guest
        if guest.presence in (Presence.ABSENT, Presence.EXCUSED):
            return replace(guest, problem=_("they joined, and are said not to have come."))
        return replace(guest, presence=Presence.PRESENT)

    def _moment(self, cell: Cell, *, up: bool = False) -> time | None:
        """A time, whole minutes: what began is told from its beginning, what ended, `up`, from its end."""
        words = f"{cell:%Y-%m-%d %H:%M:%S}" if isinstance(cell, datetime) else " ".join(cell_text(cell).split())
        if words in ("", "—", "-"):
            return None
        found = _MOMENT.fullmatch(words)
        said = found["time"] if found is not None else ""
        at = read_time(_SECONDS.sub(r"\1", said), near=self._near)
        if found is None or at is None:
            raise ValidationError(_("“{words}” is no time; write one such as 11:10.").format(words=words))
        if found["day"]:
            self._require_day(found["day"])
        seconds = _SECONDS.search(said)
        if up and seconds is not None and int(seconds[2]):
            return (datetime.combine(date.min, at) + timedelta(minutes=1)).time()
        return at

    def _require_day(self, words: str) -> None:
        """A report of another meeting is not taken for this one's."""
        read = read_words(words, today=self._day or date.min)
        if self._day is not None and read is not None and read.date not in (None, self._day):
            raise ValidationError(
                _("{day} is not the day of the meeting, which is {its}.").format(
                    day=format_date(read.date), its=format_date(self._day)
                )
            )


def _person(text: str) -> PersonLine:
    read = read_person(text)
    return replace(read, organisation="") if read.organisation.casefold() in _NO_ORGANISATIONS else read


def _heading(words: str, above: tuple[Presence | None, str]) -> tuple[Presence | None, str]:
    """`Excused` says how those below were; any other heading is an organisation."""
    presence = _PRESENCES.get(words.casefold())
    return (presence, "") if presence is not None else (above[0], words)


def _parts(line: str, *, of_one_organisation: bool) -> list[str]:
    """The people of one line, a bare `excused` behind its comma with whom it is said of."""
    if of_one_organisation:
        return [part for part in (part.strip() for part in re.split(r"[,;]", line)) if part]
    parts: list[str] = []
    for part in split_list(line):
        word, _comma, rest = part.partition(",")
        if parts and word.strip().casefold() in _PRESENCES:
            parts[-1] += f", {word}"
            part = rest.strip()
        parts += [part] if part else []
    return parts


def _presence(words: str) -> Presence | None:
    if not words:
        return None
    if words.casefold() not in _PRESENCES:
        raise ValidationError(
            _("“{words}” doesn't say whether they came; write present, absent, excused or unknown.").format(words=words)
        )
    return _PRESENCES[words.casefold()]


def _invitation(words: str) -> tuple[bool, bool] | None:
    if not words:
        return None
    if words.casefold() not in _INVITATIONS:
        raise ValidationError(
            _("“{words}” doesn't say how they are invited; write required, optional or no.").format(words=words)
        )
    return _INVITATIONS[words.casefold()]
