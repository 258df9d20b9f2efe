"""Dockets, decisions, orders and their items, and how an order item is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msa_wg_desktop.words import _


class Readiness(StrEnum):
    """How far an order item is."""

    NOT_STARTED = "not started"
    DRAFTING = "drafting"
    IN_PART = "in part"
    AT_RISK = "at risk"
    READY = "ready"


class OrderRole(StrEnum):
    """What an order asks of a party: to file, or to be consulted before."""

    FILES = "files"
    CONSULTED = "consulted"


@dataclass(frozen=True, slots=True)
class DocketRow:
    """A commission's proceeding."""

    id: str
    number: str
    title: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A commission's decision in a docket."""

    id: str
    docket_id: str
    docket: str
    decided_on: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class OrderItemRow:
    """One item of an order. `files` and `consulted` are its own parties, else those of the whole order.

    `actions`, `data_needs`, `agreements`, `questions` and `positions` count what is linked to it.
    """

    id: str
    order_id: str
    order: str
    number: str
    text: str
    parent_id: str | None = None
    files: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    readiness: Readiness = Readiness.NOT_STARTED
    readiness_by: str = ""
    readiness_on: date | None = None
    actions: int = 0
    data_needs: int = 0
    agreements: int = 0
    questions: int = 0
    positions: int = 0

    @property
    def is_linked(self) -> bool:
        """Whether anything in the record is about it."""
        return any((self.actions, self.data_needs, self.agreements, self.questions, self.positions))

    @property
    def said(self) -> str:
        """Its words where it stands by itself, without what joins it to the next one in the order."""
        return self.text.rstrip(" ;.").removesuffix("; and")

    @property
    def display(self) -> str:
        """`26.6`."""
        return f"{self.order}.{self.number}"


@dataclass(frozen=True, slots=True)
class OrderName:
    """What an order is called and known again by, without all that it asks for."""

    id: str
    number: str
    docket: str
    intro: str


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order of a decision: what must be filed, by when, in which dockets, after consulting whom."""

    id: str
    number: str
    decision_id: str
    docket: str
    decided_on: date | None
    due: date | None
    intro: str
    closing: str
    also_filed_in_id: str | None
    also_filed_in: str
    files: tuple[str, ...]
    consulted: tuple[str, ...]
    items: tuple[OrderItemRow, ...]


@dataclass(frozen=True, slots=True)
class LinkedThing:
    """Something that is linked to an order or to one item of it; `link_id` is the link's own id."""

    link_id: str
    item_id: str | None
    kind: str
    id: str
    text: str
    status: str = ""
    due: date | None = None
    off_record: bool = False


class OrderRef(NamedTuple):
    """An order item as it was written; what is empty was not said."""

    docket: str
    order: str
    item: str


_REF = re.compile(
    r"(?:(?P<docket>(?!order\b)\S+)\s+)?(?:\#|orders?\s+(?:no\.?\s*)?)?(?P<order>\d{1,4}[a-z]?)"
    r"(?:\.(?P<dotted>\w{1,4})|\s*\((?P<bracketed>\w{1,4})\)|,?\s+item\s+\(?(?P<worded>\w{1,4})\)?)?",
    re.IGNORECASE,
)


def read_ref(text: str) -> OrderRef | None:
    """Reads `26`, `26.6`, `#26.6`, `Order 26 (6)` or `24-08-02 #26.6`; None where the text is none of these."""
    found = _REF.fullmatch(text.strip())
    if found is None:
        return None
    item = found["dotted"] or found["bracketed"] or found["worded"] or ""
    return OrderRef(found["docket"] or "", found["order"], item)


def order_words(item: str) -> str:
    """`26.6` as it is said: `Order 26 (6)`."""
    order, _dot, number = item.partition(".")
    return (
        _("Order {order} ({item})").format(order=order, item=number)
        if number
        else _("Order {order}").format(order=order)
    )
