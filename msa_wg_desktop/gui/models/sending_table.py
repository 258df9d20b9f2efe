"""The table of a sending: each guest with what they get, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.invitations import Parcel
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.invitation_words import turn_words
from msa_wg_desktop.words import _


class SendingColumn(IntEnum):
    """What stands where."""

    WHO = 0
    WHAT = 1
    RESULT = 2


@dataclass(frozen=True, slots=True)
class SendingRow:
    """A parcel, and once it was tried whether the server took it, or why not (`problem`)."""

    parcel: Parcel
    sent: bool = False
    problem: str = ""

    @property
    def id(self) -> str:
        return self.parcel.errand.guest.key


def sending_table(parent: QObject) -> ColumnsModel[SendingRow]:
    """Shows; what couldn't be sent stands first."""
    columns: tuple[Column[SendingRow], ...] = (
        Column(header=_("Who"), text=_who, strong=True, spoken=_spoken, cell_tip=_mail),
        Column(header=_("Gets"), text=lambda row: turn_words(row.parcel.errand.turn), quiet=True),
        Column(header=_("Result"), text=_result, tone=_tone, cell_tip=lambda row: row.problem),
    )
    return ColumnsModel(columns, parent=parent)


def _mail(row: SendingRow) -> str:
    return row.parcel.errand.guest.mail


def _who(row: SendingRow) -> str:
    name = row.parcel.errand.guest.name
    return f"{name} <{_mail(row)}>" if name else _mail(row)


def _result(row: SendingRow) -> str:
    if row.sent:
        return _("sent")
    return _("not sent") if row.problem else ""


def _spoken(row: SendingRow) -> str:
    parts = (_who(row), turn_words(row.parcel.errand.turn), _result(row), row.problem)
    return ", ".join(part for part in parts if part)


def _tone(row: SendingRow) -> Tone | None:
    if row.sent:
        return Tone.GOOD
    return Tone.DANGER if row.problem else None
