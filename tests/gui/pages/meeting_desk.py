"""What tests of the Meeting page do with it: real keys in, and what the record says of it out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.meetings import SectionKind
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.gui.widgets.meeting.section_card import SectionCard
from msa_wg_desktop.services.container import Services

Key = Qt.Key


def type_in(widget: QWidget, text: str) -> None:
    """Real keys; \\n is Enter and \\t is Tab."""
    for char in text:
        if char == "\n":
            QTest.keyClick(widget, Key.Key_Return)
        elif char == "\t":
            QTest.keyClick(widget, Key.Key_Tab)
        else:
            QTest.keyClicks(widget, char)


def lines(services: Services, meeting_id: str) -> list[tuple[int, str]]:
    return [(row.level, row.text) for row in services.notes.outline(meeting_id).load()]


def section(page: MeetingPage, kind: SectionKind) -> SectionCard:
    return next(card for card in page.sections.cards if card.row.kind is kind)
