"""A reply typed below a question offers to close it, once, and never asks for an answer."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage


@pytest.fixture
def page(context, qtbot) -> MeetingPage:
    group_id = context.services.groups.add("IX WG / MSA").id
    meeting_id = context.services.meetings.add(group_id, MeetingDraft("Meeting", date(2025, 2, 6)))
    page = MeetingPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    page.restore(Place("meeting", meeting_id))
    with qtbot.waitExposed(page):
        page.show()
    page.outline.setFocus()
    return page


def test_leaving_a_reply_offers_to_close_the_question_above_it(page, context, notifier, qtbot):
    QTest.keyClicks(page.outline, "Q: Who manages the change?")
    QTest.keyClick(page.outline, Qt.Key.Key_Return)
    QTest.keyClick(page.outline, Qt.Key.Key_Tab)
    QTest.keyClicks(page.outline, "The installer.")
    QTest.keyClick(page.outline, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(notifier.said))
    words, offer = notifier.said[-1]
    assert words == "Does this answer “Who manages the change?”?"
    QTest.keyClicks(page.outline, "And another.")
    QTest.keyClick(page.outline, Qt.Key.Key_Return)
    QTest.qWait(0)
    assert len(notifier.said) == 1
    told = []
    context.bus.changed.connect(lambda changes: told.append(offer.outlived(changes)))
    QTest.keyClicks(page.outline, "And a third.")
    page.outline.flush()
    assert told
    assert not any(told), "it stands while one types on"
    offer.run()
    assert told[-1], "what is closed isn't offered any longer"
    assert [question.status for question in context.services.questions.list()] == ["answered"]
    context.services.store.undo()
    assert [question.status for question in context.services.questions.list()] == ["open"]
