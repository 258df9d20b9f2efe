"""What a page of owed work is made of, and its own words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import WorkExtent
from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.gui.core.commands import KeyGroup, KeyRow
from msa_wg_desktop.gui.models.portions_model import PortionsModel
from msa_wg_desktop.gui.widgets.side_panel import SidePanel
from msa_wg_desktop.gui.widgets.work.portions_view import PortionsView
from msa_wg_desktop.gui.widgets.work.work_edits import WorkEdits
from msa_wg_desktop.gui.widgets.work.work_filters import FilterWords, WorkFilters
from msa_wg_desktop.words import _


class Sums(Protocol):
    """What a list comes to, whatever its filters hold back."""

    @property
    def total(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a list is to be, and what it was asked with; `ids` are those that it begins with, or all of them."""

    wanted: WorkFilter
    view: WorkView
    extent: WorkExtent
    ids: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkParts:
    """The parts of the page's form that are its own."""

    filters: WorkFilters
    table: PortionsView
    panel: SidePanel[Any]
    model: PortionsModel[Any]
    edits: WorkEdits


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkWords:
    """What a page of work says in its own words; `{count}` is filled in."""

    title: str
    new: str
    example: str
    no_group: str
    who: str
    """What those who owe it are called."""
    states: Mapping[str, str]
    filters: FilterWords
    count: Callable[[int], str]
    none_fits: str
    held_back: str
    nothing: str
    belongs: str
    add: str
    delete: str
    find: str
    show_all: str
    keys_title: str
    keys: tuple[KeyRow, ...] = ()
    """What keys do in this list alone."""
    export_also: tuple[str, ...] = ()
    """Commands that its menu of exports offers as well."""

    def key_group(self) -> KeyGroup:
        """What keys do in this list."""
        rows = (
            KeyRow(_("Edit the cell"), "Enter, F2"),
            *self.keys,
            KeyRow(_("Delete what is selected"), "Delete"),
            KeyRow(_("Select several"), "Shift+↑, Shift+↓, Ctrl+A"),
            KeyRow(_("On to the fields beside the list"), "Tab"),
            KeyRow(_("Open a filter, take it away"), "Space, Delete"),
        )
        return KeyGroup(self.keys_title, rows)
