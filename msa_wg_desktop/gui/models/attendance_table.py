"""The attendance as a table: who, of which organisation, invited how, there or not, from when to when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from msa_wg_desktop.domain.dates import format_time
from msa_wg_desktop.domain.meetings import AttendanceRow, MeetingRow, Presence
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cells import QUIET_ROLE, TONE_ROLE
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel
from msa_wg_desktop.words import _

_TONES = {Presence.PRESENT: Tone.GOOD, Presence.ABSENT: Tone.NEUTRAL, Presence.EXCUSED: Tone.NEUTRAL}


class AttendanceColumn(IntEnum):
    """What stands where."""

    NAME = 0
    ORGANISATION = 1
    INVITED = 2
    PRESENCE = 3
    FROM = 4
    TO = 5
    SPOKE = 6


TIMES = {AttendanceColumn.FROM: "joined_at", AttendanceColumn.TO: "left_at"}
"""The columns that can be typed into, and their fields."""


class Invitation(StrEnum):
    """How somebody is asked to come."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "—"


class AttendanceTable(RowsModel[AttendanceRow]):
    """`settle` is asked to write a time that was typed; the new value comes back over the bus."""

    def __init__(
        self, settle: Callable[[AttendanceRow, AttendanceColumn, str], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settle = settle
        self._meeting: MeetingRow | None = None

    def set_meeting(self, meeting: MeetingRow) -> None:
        """The meeting whose times say who came late and who left early."""
        if meeting != self._meeting:
            self._meeting = meeting
            self.refresh()

    def columnCount(self, parent: Index | None = None) -> int:
        return len(AttendanceColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            heads = (_("Name"), _("Organisation"), _("Invited"), _("Presence"), _("From"), _("To"), _("Spoke"))
            return heads[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in TIMES else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = AttendanceColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return _typed(row, column)
        if role == TONE_ROLE:
            return _TONES.get(row.presence) if column is AttendanceColumn.PRESENCE else None
        if role == QUIET_ROLE:
            return column is not AttendanceColumn.NAME
        if role == Qt.ItemDataRole.AccessibleTextRole and column is AttendanceColumn.NAME:
            said = (self._shown(row, other) for other in AttendanceColumn if other is not AttendanceColumn.SPOKE)
            return ", ".join(part for part in (*said, _("spoke") if row.spoke else "") if part)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = self.row_at(index), AttendanceColumn(index.column())
        if row is None or role != Qt.ItemDataRole.EditRole or column not in TIMES:
            return False
        return self._settle(row, column, str(value))

    def late(self, row: AttendanceRow) -> bool:
        """Whether somebody came after the meeting began."""
        begins = self._meeting.start if self._meeting else None
        return begins is not None and row.joined_at is not None and row.joined_at > begins

    def early(self, row: AttendanceRow) -> bool:
        """Whether somebody left before the meeting ended."""
        ends = self._meeting.end if self._meeting else None
        return ends is not None and row.left_at is not None and row.left_at < ends

    def _shown(self, row: AttendanceRow, column: AttendanceColumn) -> str:
        if column is AttendanceColumn.FROM and self.late(row):
            return _("{time} · late").format(time=_typed(row, column))
        if column is AttendanceColumn.TO and self.early(row):
            return _("{time} · left early").format(time=_typed(row, column))
        return _typed(row, column)


def invitation(row: AttendanceRow) -> Invitation:
    """How somebody was asked to come."""
    if not row.invited:
        return Invitation.NONE
    return Invitation.OPTIONAL if row.optional else Invitation.REQUIRED


def counts(rows: Sequence[AttendanceRow]) -> str:
    """`6 of 8 present`."""
    present = sum(row.presence is Presence.PRESENT for row in rows)
    return _("{present} of {all} present").format(present=present, all=len(rows))


def _typed(row: AttendanceRow, column: AttendanceColumn) -> str:
    match column:
        case AttendanceColumn.NAME:
            return row.name
        case AttendanceColumn.ORGANISATION:
            return row.organisation
        case AttendanceColumn.INVITED:
            return _(invitation(row))
        case AttendanceColumn.PRESENCE:
            return _(row.presence)
        case AttendanceColumn.SPOKE:
            return "✓" if row.spoke else ""
        case _:
            at = row.joined_at if column is AttendanceColumn.FROM else row.left_at
            return format_time(at) if at else ""
