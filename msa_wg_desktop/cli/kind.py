"""What is known of one kind of thing that can be listed, shown, changed and deleted, and the filters of a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msa_wg_desktop.cli.as_json import Json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.reading import Reader
from msa_wg_desktop.domain.groups import SeatRow
from msa_wg_desktop.domain.meetings import AttendanceRow, MeetingRow
from msa_wg_desktop.domain.work import WorkFilter

WORK_FILTERS = frozenset(
    {"meeting", "group", "owner", "nobody", "status", "open", "overdue", "due_before", "no_date", "order", "words"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The filters of `list`; what was not said is no condition. `order`: the ids of an order and of an item.

    `groups`: the ids of the group that was said and of those below it, as the window shows them together.
    """

    meeting: MeetingRow | None = None
    groups: Collection[str] | None = None
    owner: str | None = None
    order: tuple[str, str | None] | None = None
    status: str = ""
    words: str = ""
    nobody: bool = False
    no_date: bool = False
    open: bool = False
    overdue: bool = False
    due_before: date | None = None
    limit: int | None = None

    def has(self, group_id: str | None) -> bool:
        """Whether something belongs to a wanted group."""
        return self.groups is None or group_id in self.groups

    def of_work(self) -> WorkFilter:
        """The same as a filter of actions, data needs, agreements, questions and positions."""
        order, item = self.order or (None, None)
        return WorkFilter(
            group_ids=None if self.groups is None else tuple(self.groups),
            meeting_id=self.meeting.id if self.meeting else None,
            party_id=self.owner,
            order_id=None if item else order,
            item_id=item,
            status=self.status,
            words=self.words,
            without_party=self.nobody,
            without_date=self.no_date,
            open_only=self.open,
            overdue=self.overdue,
            due_before=self.due_before,
            limit=self.limit,
        )


@dataclass(frozen=True, slots=True)
class Attending:
    """An entry of an attendance list, with its meeting."""

    id: str
    row: AttendanceRow
    meeting_id: str


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat, with the path of its group."""

    id: str
    seat: SeatRow
    group: str


def _nothing(_row: Any) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: `rows` reads them, `columns` are the JSON keys that a table shows, `fields` can be edited.

    `states` are those that a list can be asked for. `edit` gives what is to be said besides, if anything.
    """

    name: str
    plural: str
    rows: Callable[[Desk, Wanted], Sequence[Any]]
    json: Callable[[Desk, Any], Json]
    columns: tuple[str, ...]
    filters: frozenset[str] = frozenset()
    fields: Mapping[str, Reader] = field(default_factory=dict)
    edit: Callable[[Desk, str, Mapping[str, Any]], Sequence[str] | None] | None = None
    delete: Callable[[Desk, str], None] | None = None
    names: Callable[[Any], Iterable[str]] = _nothing
    states: Collection[str] = ()
