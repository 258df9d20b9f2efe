"""The table of materials: what was exchanged, from whom, when, in which version, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.materials import MaterialRow, MaterialSort, Whereabouts
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.words import _


class MaterialsColumn(IntEnum):
    """What stands where."""

    TITLE = 0
    SENDER = 1
    RECEIVED = 2
    VERSION = 3
    WHERE = 4
    CITED = 5


SORTS = {
    MaterialsColumn.TITLE: MaterialSort.TITLE,
    MaterialsColumn.SENDER: MaterialSort.SENDER,
    MaterialsColumn.RECEIVED: MaterialSort.RECEIVED,
}
"""By which columns the list can be put in order."""


def materials_table(settle: Callable[[MaterialRow, int, str], bool], parent: QObject) -> ColumnsModel[MaterialRow]:
    """`settle` writes what was entered in a cell."""
    return ColumnsModel(_columns(), settle=settle, parent=parent)


def _columns() -> tuple[Column[MaterialRow], ...]:
    return (
        Column(
            header=_("Document"),
            text=lambda row: row.title,
            entered=lambda row: row.title,
            chip=_mark,
            spoken=_spoken,
            strong=True,
        ),
        Column(header=_("From"), text=lambda row: row.sender, entered=lambda row: row.sender),
        Column(header=_("Received"), text=received_words, entered=received_words),
        Column(header=_("Version"), text=lambda row: row.version_words, entered=lambda row: row.version, spare=True),
        Column(header=_("Kept as"), text=where_words, quiet=True, spare=True),
        Column(
            header=_("Cited"),
            text=lambda row: str(len(row.cited_by)) if row.cited_by else "",
            tip=_("How many lines and data needs cite it"),
            right=True,
            spare=True,
            spoken=lambda row: _("Cited: {count}").format(count=len(row.cited_by)) if row.cited_by else "",
        ),
    )


def received_words(row: MaterialRow) -> str:
    """The day, or nothing."""
    return format_date(row.received_on) if row.received_on else ""


def where_words(row: MaterialRow) -> str:
    """How the document can be had, in a word or two."""
    return {
        Whereabouts.NOWHERE: "",
        Whereabouts.KEPT: _("copy"),
        Whereabouts.FILE: _("linked file"),
        Whereabouts.LINK: _("link"),
        Whereabouts.WORDS: row.location,
    }[row.whereabouts]


def _mark(row: MaterialRow) -> tuple[str, Tone] | None:
    if row.confidential:
        return _("confidential"), Tone.CAUTION
    return (_("superseded"), Tone.NEUTRAL) if row.superseded_by else None


def _spoken(row: MaterialRow) -> str:
    mark = _mark(row)
    return ", ".join(part for part in (row.title, mark[0] if mark else "") if part)
