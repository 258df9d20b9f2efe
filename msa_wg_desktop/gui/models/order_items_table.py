"""The items of an order as a table: number, what shall be filed, how ready it is, what is linked to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.orders import OrderItemRow
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.dragged_rows import DraggedRows
from msa_wg_desktop.gui.models.order_words import linked_words, readiness_signed, readiness_tone, readiness_words
from msa_wg_desktop.words import _

_INDENT = "\u2003"


class ItemColumn(IntEnum):
    """What stands where."""

    NUMBER = 0
    TEXT = 1
    READINESS = 2
    LINKED = 3


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item, and whether something is linked to its parts."""

    item: OrderItemRow
    linked_below: bool = False


def item_lines(items: Sequence[OrderItemRow]) -> tuple[ItemLine, ...]:
    """The rows of the table, parts below their items."""
    below = {item.parent_id for item in items if item.is_linked}
    return tuple(ItemLine(item, item.id in below) for item in items)


def items_columns(who: str) -> tuple[Column[ItemLine], ...]:
    """The columns; `who` must file what the items say."""
    return (
        Column(header=_("Item"), text=_number, strong=True, spoken=_spoken),
        Column(
            header=_("What {who} shall file").format(who=who) if who else _("What shall be filed"),
            text=lambda line: line.item.said,
            chip=lambda line: (_("Consult"), Tone.INFORMATION) if line.item.consulted else None,
            entered=lambda line: line.item.text,
            cell_tip=_roles,
        ),
        Column(
            header=_("Readiness"),
            text=lambda line: readiness_words(line.item.readiness),
            tone=lambda line: readiness_tone(line.item.readiness),
            entered=lambda line: line.item.readiness.value,
            cell_tip=lambda line: readiness_signed(line.item),
        ),
        Column(
            header=_("Linked"),
            text=_linked,
            tone=lambda line: None if line.item.is_linked or line.linked_below else Tone.CAUTION,
            quiet=True,
            tip=_("What the record holds about the item. Enter shows it."),
        ),
    )


def items_table(
    settle: Callable[[ItemLine, int, str], bool], move: Callable[[str, int], object], parent: QObject
) -> ColumnsModel[ItemLine]:
    """`settle` writes what was entered, `move` puts an item before the one at a place."""
    return DraggedRows(items_columns(""), key=lambda line: line.item.id, settle=settle, move=move, parent=parent)


def behind(lines: Sequence[ItemLine], item: OrderItemRow, place: int) -> str | None:
    """Behind which of its like an item stands that is put before what is at a place; a part stays with its item."""
    above = (line.item for line in lines[:place])
    return next((one.id for one in reversed([*above]) if one.parent_id == item.parent_id and one.id != item.id), None)


def step(lines: Sequence[ItemLine], item: OrderItemRow, by: int) -> str | None:
    """Behind which of its like an item stands that goes one up or down; itself where it can't."""
    like = [line.item.id for line in lines if line.item.parent_id == item.parent_id]
    place = like.index(item.id) + by
    if not 0 <= place < len(like):
        return item.id
    like.remove(item.id)
    return like[place - 1] if place else None


def _number(line: ItemLine) -> str:
    number = f"({line.item.number})"
    return f"{_INDENT}{number}" if line.item.parent_id else number


def _linked(line: ItemLine) -> str:
    if line.item.is_linked:
        return linked_words(line.item)
    return _("in its parts") if line.linked_below else _("Nothing linked")


def _roles(line: ItemLine) -> str:
    rows = ((_("Files: {who}"), line.item.files), (_("Consulted: {who}"), line.item.consulted))
    return "\n".join(words.format(who=", ".join(who)) for words, who in rows if who)


def _spoken(line: ItemLine) -> str:
    kind = _("part {number}") if line.item.parent_id else _("item {number}")
    parts = (kind.format(number=line.item.number), line.item.text, readiness_words(line.item.readiness), _linked(line))
    return ", ".join(parts)
