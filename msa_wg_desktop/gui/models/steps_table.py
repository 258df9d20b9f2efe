"""The steps of a plan while they are edited as one set: each with what comes of it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.plans import PlanLine, StepDraft
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.plan_words import plan_tone, status_words
from msa_wg_desktop.words import _


class StepColumn(IntEnum):
    """What stands where."""

    TITLE = 0
    DAYS = 1
    BEFORE = 2
    PARTY = 3
    ABOUT = 4
    START = 5
    STATE = 6


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as it is entered, its other cells in words, and what the plan makes of it."""

    draft: StepDraft
    before: str
    party: str
    about: str
    line: PlanLine | None


def steps_table(settle: Callable[[StepLine, int, str], bool], parent: QObject) -> ColumnsModel[StepLine]:
    """`settle` takes what was entered into the set."""
    columns: tuple[Column[StepLine], ...] = (
        Column(header=_("Step"), text=lambda row: row.draft.title, entered=lambda row: row.draft.title, spoken=_spoken),
        Column(
            header=_("Days"),
            tip=_("How many business days it takes"),
            text=lambda row: _days(row) or _("how many?"),
            entered=_days,
            tone=lambda row: Tone.CAUTION if row.draft.lead_days is None else None,
        ),
        Column(header=_("Before"), text=lambda row: row.before, entered=lambda row: row.draft.before),
        Column(header=_("Who"), text=lambda row: row.party, entered=lambda row: row.party, quiet=True),
        Column(header=_("About"), text=lambda row: row.about, entered=about_key, quiet=True),
        Column(header=_("Latest start"), text=_start, cell_tip=lambda row: counted(row.line)),
        Column(header=_("State"), text=_state, tone=_tone, cell_tip=lambda row: counted(row.line)),
    )
    return ColumnsModel(columns, key=lambda row: row.draft.key, settle=settle, parent=parent)


def about_key(row: StepLine) -> str:
    """What a step is about, as the choice of it names it."""
    if row.draft.action_id:
        return f"action:{row.draft.action_id}"
    return f"deadline:{row.draft.deadline_id}" if row.draft.deadline_id else ""


def counted(line: PlanLine | None) -> str:
    """How a step was counted, and what is said about it."""
    return "\n".join(part for part in (line.arithmetic, *line.why) if part) if line is not None else ""


def _days(row: StepLine) -> str:
    return str(row.draft.lead_days) if row.draft.lead_days is not None else ""


def _start(row: StepLine) -> str:
    start = row.line.latest_start if row.line is not None else None
    return format_date(start) if start else "—"


def _state(row: StepLine) -> str:
    return status_words(row.line.status) if row.line is not None else ""


def _tone(row: StepLine) -> Tone | None:
    return plan_tone(row.line.status) if row.line is not None else None


def _spoken(row: StepLine) -> str:
    before = _("before {what}").format(what=row.before)
    return ", ".join(part for part in (row.draft.title, _days(row), before, counted(row.line)) if part)
