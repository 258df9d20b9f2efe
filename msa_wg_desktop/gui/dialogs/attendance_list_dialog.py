"""Attendance from a list: a meeting program's report, a table or names from a mail, understood before it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from msa_wg_desktop.domain.attendance_list import Coming, FoundGuest, text_rows
from msa_wg_desktop.domain.dates import format_date, format_times
from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.domain.reports import sheet_text
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import FileKind
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column
from msa_wg_desktop.gui.widgets.pasted_list import PastedListDialog
from msa_wg_desktop.words import _, ngettext

_WHY = 2


class AttendanceListDialog(PastedListDialog[FoundGuest]):
    """Who came to one meeting, as somebody else kept it."""

    fileButton: QPushButton
    silentBox: QComboBox

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/attendance_list_dialog", context, _columns(), wide=_WHY, parent=parent)
        self._meeting_id = meeting_id
        meeting = context.services.meetings.get(meeting_id)
        day = format_date(meeting.date) if meeting.date else ""
        self.setWindowTitle(" · ".join(part for part in (_("Attendance from a list"), meeting.title, day) if part))
        for presence, words in (
            (Presence.UNKNOWN, _("not known")),
            (Presence.PRESENT, _("present")),
            (Presence.ABSENT, _("absent")),
        ):
            self.silentBox.addItem(words, presence)
        self.silentBox.currentIndexChanged.connect(self.read_again)
        self.fileButton.clicked.connect(self._choose)
        self.read_again()

    def understood(self, text: str) -> Sequence[FoundGuest]:
        silent = Presence(self.silentBox.currentData())
        return self.context.services.attendance_import.read(self._meeting_id, text_rows(text), silent=silent)

    def key_of(self, found: FoundGuest) -> str:
        return f"{found.guest.row} {found.guest.text}"

    def counts(self, found: FoundGuest) -> bool:
        return found.counts

    def summary(self, found: Sequence[FoundGuest]) -> str:
        parts = [ngettext("{count} person", "{count} people", len(found)).format(count=len(found))]
        for coming, words in (
            (Coming.NEW, _("{count} new in the record")),
            (Coming.SAME, _("{count} as they stand")),
            (Coming.REFUSED, _("{count} can't be taken")),
        ):
            count = sum(guest.coming is coming for guest in found)
            parts += [words.format(count=count)] if count else []
        return " · ".join(parts)

    def button_words(self, count: int) -> str:
        words = ngettext("&Take {count} person", "&Take {count} people", count).format(count=count)
        return words if count else _("&Take")

    def take(self, found: Sequence[FoundGuest]) -> str:
        count = self.context.services.attendance_import.take(self._meeting_id, found)
        words = ngettext(
            "The attendance of {count} person was taken.", "The attendance of {count} people was taken.", count
        )
        return words.format(count=count)

    def left(self, found: Sequence[FoundGuest]) -> str:
        """The lines with somebody who can't be taken, and those that name columns or head others."""
        rows = {guest.guest.row for guest in found}
        refused = {guest.guest.row for guest in found if guest.coming is Coming.REFUSED}
        lines = enumerate(self.listEdit.toPlainText().splitlines(), 1)
        return "\n".join(line for row, line in lines if row in refused or row not in rows) if refused else ""

    def _choose(self) -> None:
        kinds = (FileKind(_("Lists"), ("csv", "xlsx")),)
        self.context.notifier.choose_open(_("Choose a list of who came"), kinds, self._read_file)

    def _read_file(self, path: Path) -> None:
        """What a file says stands in the box, where it can be looked at and mended."""
        with self.trying():
            self.listEdit.setPlainText(sheet_text(self.context.services.attendance_import.rows(path)))
            self.listEdit.setFocus()


def _columns() -> tuple[Column[FoundGuest], ...]:
    return (
        Column(header=_("Name"), text=lambda row: row.name, strong=True, chip=_new_organisation),
        Column(header=_("Attendance"), text=_attendance),
        Column(header=_("What comes of it"), text=_why, chip=_coming),
    )


def _attendance(row: FoundGuest) -> str:
    return _presence_words(row.guest.presence or Presence.UNKNOWN, row.guest.joined, row.guest.left)


def _why(row: FoundGuest) -> str:
    why = row.why[:1].upper() + row.why[1:]
    if row.coming is not Coming.CHANGED or row.was is None:
        return why
    was = _("Until now: {was}.").format(was=_presence_words(row.was.presence, row.was.joined_at, row.was.left_at))
    return f"{was} {why}".strip()


def _presence_words(presence: Presence, joined: time | None, left: time | None) -> str:
    """`present, 11:02–11:58 AM`."""
    said = _("not known") if presence is Presence.UNKNOWN else _(presence.value)
    return ", ".join(part for part in (said, format_times(joined, left)) if part)


def _new_organisation(row: FoundGuest) -> tuple[str, Tone] | None:
    return (_("new organisation"), Tone.INFORMATION) if row.makes_organisation and row.counts else None


def _coming(row: FoundGuest) -> tuple[str, Tone]:
    return {
        Coming.NEW: (_("new person"), Tone.INFORMATION),
        Coming.ADDED: (_("comes onto the list"), Tone.GOOD),
        Coming.CHANGED: (_("changed"), Tone.GOOD),
        Coming.SAME: (_("as it is"), Tone.NEUTRAL),
        Coming.REFUSED: (_("can't be taken"), Tone.DANGER),
    }[row.coming]
