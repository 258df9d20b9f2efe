"""What a person wants to see of the actions, or of the data needs: filters and order, as they are kept under a name."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import SOON, WorkGrouping, WorkOrder, WorkSort

Kind = TypeVar("Kind", bound=StrEnum)

OPEN = "open ones"
MINE, NOBODY = "mine", "nobody"


class DueWanted(StrEnum):
    """Which dates are let through."""

    ANY = ""
    OVERDUE = "overdue"
    SOON = "soon"
    BEFORE = "before"
    NO_DATE = "no date"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkView:
    """`status` is OPEN, a state, or "" for all; `owner` a party's id, MINE, NOBODY or "". Ids are "" where any will do.

    `item` may be the id of an order item, `order_id` that of a whole order. `before` is the day of DueWanted.BEFORE,
    which lets through what has no date too: nobody said that it may come later.
    """

    status: str = OPEN
    owner: str = ""
    due: DueWanted = DueWanted.ANY
    before: date | None = None
    order_id: str = ""
    item_id: str = ""
    meeting_id: str = ""
    words: str = ""
    order: WorkOrder = field(default_factory=WorkOrder)

    @property
    def sifts(self) -> bool:
        """Whether anything may be held back."""
        return bool(
            self.status or self.owner or self.due or self.order_id or self.item_id or self.meeting_id or self.words
        )

    def wanted(self, *, group_ids: tuple[str, ...], today: date, me: str) -> WorkFilter:
        """The filter that the record is asked with; "mine" is nothing while nobody has said who that is."""
        soon = self.due is DueWanted.SOON
        before = self.before if self.due is DueWanted.BEFORE else None
        return WorkFilter(
            group_ids=group_ids,
            meeting_id=self.meeting_id or None,
            party_id=self.owner if self.owner not in ("", MINE, NOBODY) else None,
            mine_of=me if self.owner == MINE and me else None,
            without_party=self.owner == NOBODY,
            order_id=self.order_id or None,
            item_id=self.item_id or None,
            status="" if self.status == OPEN else self.status,
            open_only=self.status == OPEN,
            overdue=self.due is DueWanted.OVERDUE,
            due_from=today if soon else None,
            due_before=today + SOON + _DAY if soon else before,
            or_without_date=before is not None,
            without_date=self.due is DueWanted.NO_DATE,
            words=self.words,
        )

    def as_dict(self) -> dict[str, Any]:
        """As it stands in the settings."""
        names = ("status", "owner", "due", "order_id", "item_id", "meeting_id", "words")
        kept: dict[str, Any] = {name: str(getattr(self, name)) for name in names}
        kept["before"] = self.before.isoformat() if self.before else ""
        order = self.order
        return {**kept, "sort": order.sort.value, "descending": order.descending, "grouping": order.grouping.value}


_DAY = date.resolution
_AS_PLACE = "view?"


def place_of(view: WorkView) -> str:
    """A view as the item of a place, so that a link can lead to a filtered list."""
    return _AS_PLACE + urlencode({name: value for name, value in view.as_dict().items() if value})


def view_at(item: str, *, states: Container[str]) -> WorkView | None:
    """The view that a place leads to; None where it leads to one thing, or nowhere in particular."""
    if not item.startswith(_AS_PLACE):
        return None
    kept = dict(parse_qsl(item.removeprefix(_AS_PLACE)))
    return read_view(kept, states=states, usual=WorkView(status=""))


def read_view(kept: Mapping[str, Any], *, states: Container[str], usual: WorkView) -> WorkView:
    """A view from the settings; what can't be understood there, or isn't there, is the usual.

    `states` are those that something listed can be in.
    """
    status = str(kept.get("status", usual.status))
    due, before = _one_of(DueWanted, kept.get("due"), DueWanted.ANY), _day(kept.get("before"))
    return WorkView(
        status=status if status in ("", OPEN) or status in states else usual.status,
        owner=str(kept.get("owner", "")),
        due=DueWanted.ANY if due is DueWanted.BEFORE and before is None else due,
        before=before if due is DueWanted.BEFORE else None,
        order_id=str(kept.get("order_id", "")),
        item_id=str(kept.get("item_id", "")),
        meeting_id=str(kept.get("meeting_id", "")),
        words=str(kept.get("words", "")),
        order=WorkOrder(
            sort=_one_of(WorkSort, kept.get("sort"), usual.order.sort),
            descending=kept.get("descending") is True,
            grouping=_one_of(WorkGrouping, kept.get("grouping"), usual.order.grouping),
        ),
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def _one_of(kinds: type[Kind], value: object, usual: Kind) -> Kind:
    return next((kind for kind in kinds if kind.value == value), usual)
