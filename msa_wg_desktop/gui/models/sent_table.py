"""The table of what was sent of an invitation: when, what, in which version, to whom."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.dates import format_date, format_time
from msa_wg_desktop.domain.invitations import Handing, Turn
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.invitation_words import turn_words
from msa_wg_desktop.words import _, ngettext

_SHOWN = 3


class SentColumn(IntEnum):
    """What stands where."""

    WHEN = 0
    WHAT = 1
    VERSION = 2
    WHO = 3


def sent_table(parent: QObject) -> ColumnsModel[Handing]:
    """Shows; what was sent stays so. The first version is 1 here: its SEQUENCE is 0 (RFC 5545, 3.8.7.4)."""
    columns: tuple[Column[Handing], ...] = (
        Column(header=_("When"), text=_when, spoken=lambda row: f"{_when(row)}, {turn_words(row.turn)}, {_who(row)}"),
        Column(header=_("What"), text=lambda row: turn_words(row.turn), tone=_tone),
        Column(
            header=_("Version"),
            text=lambda row: str(row.sequence + 1),
            quiet=True,
            right=True,
            tip=_("Of two versions calendars keep the newer one"),
        ),
        Column(header=_("To"), text=_who, cell_tip=lambda row: "\n".join(row.mails)),
    )
    return ColumnsModel(columns, key=lambda row: f"{row.at} {row.turn} {row.sequence}", parent=parent)


def _when(row: Handing) -> str:
    at = row.at.astimezone()
    return f"{format_date(at.date())}, {format_time(at.time())}"


def _who(row: Handing) -> str:
    if len(row.mails) <= _SHOWN:
        return ", ".join(row.mails)
    more = len(row.mails) - _SHOWN
    words = ngettext("{some} and {count} more", "{some} and {count} more", more)
    return words.format(some=", ".join(row.mails[:_SHOWN]), count=more)


def _tone(row: Handing) -> Tone:
    return {Turn.CANCEL: Tone.CAUTION, Turn.INVITE: Tone.GOOD, Turn.UPDATE: Tone.INFORMATION}.get(
        row.turn, Tone.NEUTRAL
    )
