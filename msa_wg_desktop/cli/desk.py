"""One open record as commands work with it: things found by id, by the beginning of one, by date or by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from msa_wg_desktop.domain.clock import SystemClock
from msa_wg_desktop.domain.groups import GroupRow
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.proposals import QuotedLine
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.words import _

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class DayClock:
    """The machine's clock, with another day where `--today` says so."""

    day: date | None = None

    def now(self) -> datetime:
        """This moment."""
        return SystemClock().now()

    def today(self) -> date:
        """The day that was said, else the machine's."""
        return self.day or SystemClock().today()


class Desk:
    """What every command gets."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.made_groups: list[str] = []

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.services.store.clock.today()

    @cached_property
    def book(self) -> PartyBook:
        """Everybody in the record, read once."""
        return self.services.parties.book()

    @cached_property
    def _sequences(self) -> Mapping[str, int]:
        return self.services.invitations.sequences()

    def sequence(self, meeting: MeetingRow) -> int | None:
        """The newest version of a meeting's invitation that went out, or came; None where none did."""
        return self._sequences.get(meeting.uid)

    @cached_property
    def quoted(self) -> Mapping[str, tuple[QuotedLine, ...]]:
        """The lines that each proposal's chapter quotes, read once."""
        return self.services.proposal_lines.of([row.id for row in self.services.proposals.list()])

    def brief(self, party_id: str) -> str:
        """How a party is written in short: `EDCs`, `Patrick Fam (Eversource)`."""
        return self.book.brief(party_id)

    def party(self, text: str) -> str:
        """The id of the party that a text means."""
        return self.book.find(text).id

    def group(self, text: str) -> GroupRow:
        """The group that an id, the beginning of one, a path or a name means."""
        return one(self.services.groups.list(), text, lambda row: (row.path, row.name, row.short), _("group"))

    def ensure_group(self, path: str | None) -> str | None:
        """The id of the group of a path; what isn't there is made, with its parents, and noted in `made_groups`."""
        if not path:
            return None
        group, new = self.services.groups.ensure(path)
        self.made_groups += [row.path for row in new]
        return group.id

    def meeting(self, text: str) -> MeetingRow:
        """The meeting of an id, the beginning of one, a date, or a date and a group."""
        rows = self.services.meetings.list()
        first, _space, group = text.strip().partition(" ")
        day = _day(first)
        if day is None:
            return one(rows, text, lambda row: (row.title,), _("meeting"))
        found = [row for row in rows if row.date == day]
        if group.strip():
            group_id = self.group(group.strip()).id
            found = [row for row in found if row.group_id == group_id]
        if not found:
            raise NotFoundError(_("There is no meeting on {date} in the record.").format(date=text.strip()))
        if len(found) > 1:
            words = _("There are {count} meetings on {date}. Say which by its id: {ids}.")
            ids = ", ".join(f"{row.id[:8]} ({row.group}: {row.title})" for row in found[:5])
            raise ValidationError(words.format(count=len(found), date=first, ids=ids))
        return found[0]


def one(rows: Sequence[Row], text: str, names: Callable[[Row], Iterable[str]], what: str) -> Row:
    """The one row that a name, an id or the beginning of an id means. Raises NotFoundError or ValidationError."""
    wanted = text.strip().casefold()
    found = [row for row in rows if wanted and wanted in {name.casefold() for name in names(row)}]
    found = found or [row for row in rows if wanted and _id(row).startswith(wanted)]
    if not found:
        raise NotFoundError(_("There is no {what} “{text}” in the record.").format(what=what, text=text))
    if len(found) > 1:
        raise ValidationError(
            _("“{text}” may be {count} different things. Write more of the id: {ids}.").format(
                text=text, count=len(found), ids=", ".join(_id(row) for row in found[:5])
            )
        )
    return found[0]


def _id(row: Any) -> str:
    return str(row.id)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
