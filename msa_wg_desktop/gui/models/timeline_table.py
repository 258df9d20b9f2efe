"""The lines of a plan as a table: their titles, and what their bars say in words."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.plans import PlanKind, PlanLine
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.plan_words import bar_words, spoken, tip
from msa_wg_desktop.words import _


class TimelineColumn(IntEnum):
    """What stands where."""

    TITLE = 0
    BAR = 1


def timeline_table(parent: QObject) -> ColumnsModel[PlanLine]:
    """Shows; a line is changed in its own dialog, or by moving its bar."""
    columns: tuple[Column[PlanLine], ...] = (
        Column(header=_("What"), text=lambda line: line.title, spoken=spoken, cell_tip=tip),
        Column(header=_("When"), text=bar_words, cell_tip=tip),
    )
    return ColumnsModel(columns, parent=parent)


def is_filing(line: PlanLine) -> bool:
    """Whether a line is what all others are before."""
    return line.node.kind is PlanKind.FILING
