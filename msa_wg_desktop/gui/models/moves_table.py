"""What moves with a date, as a table: what it is, its day before, and its day after."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.plans import PlanMove
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.plan_words import plan_tone, status_words
from msa_wg_desktop.words import _


def moves_table(parent: QObject) -> ColumnsModel[PlanMove]:
    """Shows; nothing in it is changed."""
    columns: tuple[Column[PlanMove], ...] = (
        Column(header=_("What"), text=lambda move: move.title, strong=True, spoken=_spoken),
        Column(header=_("Now"), text=lambda move: _day(move.before), quiet=True),
        Column(header=_("Then"), text=lambda move: move.kept or _day(move.after)),
        Column(header=_("Would be"), text=_state, tone=_tone),
    )
    return ColumnsModel(columns, parent=parent)


def _day(day: date | None) -> str:
    return format_date(day) if day else _("no date")


def _state(move: PlanMove) -> str:
    return "" if move.kept else status_words(move.status)


def _tone(move: PlanMove) -> Tone | None:
    return None if move.kept else plan_tone(move.status)


def _spoken(move: PlanMove) -> str:
    after = move.kept or _("then {day}").format(day=_day(move.after))
    return ", ".join((move.title, _("now {day}").format(day=_day(move.before)), after))
