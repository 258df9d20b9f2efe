"""What to check before a summary goes out, a line each, and the way to where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from msa_wg_desktop.domain.proofreading import Finding, Severity, Subject
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.words import _, ngettext

_FINDING = Qt.ItemDataRole.UserRole


class LookList(QListWidget):
    """Enter or a double click asks for the place of a finding."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._ask)

    def show_findings(self, findings: Sequence[Finding], *, off_record: int) -> None:
        """Warnings first; below them how much stays out because it is off the record."""
        self.clear()
        for finding in sorted(findings, key=lambda one: one.severity is not Severity.WARNING):
            item = QListWidgetItem(_line(finding), self)
            item.setData(_FINDING, finding)
        if off_record:
            words = ngettext(
                "{count} line is off the record and stays out.",
                "{count} lines are off the record and stay out.",
                off_record,
            )
            QListWidgetItem(words.format(count=off_record), self)

    def _ask(self, item: QListWidgetItem) -> None:
        if item.data(_FINDING) is not None:
            self.asked.emit(item.data(_FINDING))


def place_of(finding: Finding, meeting_id: str) -> Place:
    """Where something to look at can be looked at."""
    match finding.subject:
        case Subject.NOTE:
            return Place("meeting", meeting_id, finding.subject_id)
        case Subject.ACTION:
            return Place("actions", finding.subject_id)
        case Subject.DATA_NEED:
            return Place("needs", finding.subject_id)
        case Subject.PERSON:
            return Place("recap", meeting_id)
        case Subject.MEETING:
            return Place("meetings", meeting_id)
        case Subject.SECTION:
            return Place("meeting", meeting_id)


def look_words(count: int) -> str:
    """What stands above the list."""
    words = ngettext("{count} &thing to check before it goes out", "{count} &things to check before it goes out", count)
    return words.format(count=count)


def _line(finding: Finding) -> str:
    return _("{where} · “{text}” · {suggestion}").format(
        where=finding.where, text=finding.text, suggestion=finding.suggestion
    )
