"""The Share view: public words while they are typed, and never one that was marked as off the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.share_window import ShareWindow
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.gui.widgets.meeting.share_text import Paragraph, ShareText
from msa_wg_desktop.services.container import Services
from tests.gui.pages.meeting_desk import Key, type_in
from tests.gui.turns import settle
from tests.prepared import prepared


@pytest.fixture
def meeting_id(services: Services) -> str:
    return prepared(services, _three_lines)


def _three_lines(services: Services) -> str:
    services.parties.add_organisation("Tesla")
    group = services.groups.add("IX WG / MSA").id
    made = services.meetings.add(group, MeetingDraft("MSA subgroup meeting", date(2025, 2, 6), time(11), time(12)))
    services.notes.capture_lines(made, "First\n\tbelow it\nACTION: Tesla to write")
    return made


@pytest.fixture
def page(context: Context, meeting_id: str, qtbot) -> MeetingPage:
    page = MeetingPage(context)
    qtbot.addWidget(page)
    page.show_commands(shown=True)
    page.restore(Place("meeting", meeting_id))
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activate()
    return page


@pytest.fixture
def window(page: MeetingPage, qtbot) -> Iterator[ShareWindow]:
    page.context.commands.run("meeting.share")
    window = page.share.window
    assert window is not None
    qtbot.waitExposed(window)
    yield window
    if page.share.window is not None:
        window.close()


def shown(window: ShareWindow) -> str:
    return window.discussionText.toPlainText() + "\n" + window.asideText.toPlainText()


class Painted(QObject):
    """Remembers all that stood in the window each time that it was painted."""

    def __init__(self, window: ShareWindow) -> None:
        super().__init__(window)
        self.seen: list[str] = []
        self._window = window
        for text in (window.discussionText, window.asideText):
            text.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append(shown(self._window))
        return False


def test_what_is_typed_is_projected_once_it_is_written(page: MeetingPage, window: ShareWindow, qtbot):
    assert window.titleLabel.text() == "MSA subgroup meeting"
    assert window.whenLabel.text() == "Thu, Feb 6, 2025 · 11:00 AM – 12:00 PM EST"
    page.go_to_line(page.outline.caret().note_id)
    QTest.keyClick(page.outline, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_in(page.outline, "\nTesla: Will look into it")
    page.flush()
    qtbot.waitUntil(lambda: window.discussionText.toPlainText().split("\n")[-1] == "3.\tTesla: Will look into it")
    assert window.asideText.toPlainText() == "Noted so far\nAction: Write · Tesla"


def test_a_line_marked_off_is_in_no_picture_from_then_on(page: MeetingPage, window: ShareWindow, qtbot):
    """From the first key of `[off]` on, before anything is written, and what stands below and came of it too."""
    assert "First" in shown(window)
    painted = Painted(window)
    page.go_to_line(_note(page, "First"))
    QTest.keyClick(page.outline, Key.Key_Home)
    type_in(page.outline, "[")
    settle()
    for text in (window.discussionText, window.asideText):
        text.viewport().repaint()
    type_in(page.outline, "off] ")
    page.flush()
    settle()
    type_in(page.outline, "more")
    page.flush()
    window.refresh()
    settle()
    for text in (window.discussionText, window.asideText):
        text.viewport().repaint()
    assert painted.seen
    assert not [words for words in painted.seen if "First" in words or "below it" in words]
    assert "more" not in shown(window)


def test_what_was_marked_off_elsewhere_is_gone_before_the_next_picture(
    page: MeetingPage, window: ShareWindow, services: Services
):
    painted = Painted(window)
    services.note_lines.edit(_note(page, "ACTION"), {"text": "[off] ACTION: Tesla to write"})
    assert "Write" not in shown(window), "at once, not in the next turn of the event loop"
    settle()
    assert not [words for words in painted.seen if "rite" in words]


def test_what_comes_to_stand_below_a_line_that_is_off_is_gone_at_once(
    page: MeetingPage, window: ShareWindow, services: Services, meeting_id: str
):
    first = _note(page, "First")
    services.note_lines.add(meeting_id, "[off] put in between", after=first)
    assert "below it" not in shown(window)
    services.store.undo()
    window.refresh()
    assert "below it" in shown(window)
    above = services.note_lines.add(meeting_id, "[off] deeper", after=_note(page, "First"), level=1)
    window.refresh()
    services.note_lines.edit(above, {"level": 0})
    assert "below it" not in shown(window)


def test_typing_is_not_waited_upon(page: MeetingPage, window: ShareWindow, qtbot):
    """A plain line is read a moment after it was written, not while it is being written."""
    QTest.keyClick(page.outline, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_in(page.outline, "\nA plain line")
    page.flush()
    assert "A plain line" not in shown(window)
    qtbot.waitUntil(lambda: "A plain line" in shown(window))


def test_a_line_typed_as_off_from_the_start_never_appears(page: MeetingPage, window: ShareWindow):
    painted = Painted(window)
    QTest.keyClick(page.outline, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for sign in "\n[off] a word in confidence":
        type_in(page.outline, sign)
        page.flush()
        window.refresh()
        settle()
    assert not [words for words in [*painted.seen, shown(window)] if "confidence" in words or "[" in words]


def test_a_line_that_only_begins_with_a_bracket_comes_back(page: MeetingPage, window: ShareWindow):
    QTest.keyClick(page.outline, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_in(page.outline, "\n[Order 26] is due")
    page.flush()
    window.refresh()
    assert "[Order 26]" not in shown(window)
    type_in(page.outline, "\nNext")
    page.flush()
    window.refresh()
    assert "[Order 26] is due" in shown(window)


def test_the_item_at_hand_stands_out_and_what_is_skipped_is_not_there(
    page: MeetingPage, window: ShareWindow, services: Services, meeting_id: str
):
    services.agenda.add_line(meeting_id, "Waiver, 10 min")
    services.comebacks.skip(
        meeting_id, services.agenda.add_topic(services.meetings.get(meeting_id).group_id, "Kept aside")
    )
    services.running.start(meeting_id)
    window.refresh()
    assert window.asideText.toPlainText().split("\n")[:2] == ["Agenda", "1.\tWaiver · 10 min"]


def test_escape_leaves_the_full_screen_and_closes_nothing(window: ShareWindow):
    window.toggle_full()
    assert window.isFullScreen()
    assert window.fullButton.isHidden()
    QTest.keyClick(window, Key.Key_Escape)
    assert not window.isFullScreen()
    QTest.keyClick(window, Key.Key_Escape)
    assert window.isVisible()
    assert not window.fullButton.isHidden()


def test_its_words_have_a_size_of_their_own_that_is_remembered(window: ShareWindow, context: Context):
    before = window.discussionText.document().firstBlock().charFormat().font().pixelSize()
    window.largerButton.click()
    assert context.settings.value("share-zoom", 0) == 200
    after = window.discussionText.document().firstBlock().begin().fragment().charFormat().font().pixelSize()
    assert after > before
    for _press in range(9):
        window.largerButton.click()
    assert context.settings.value("share-zoom", 0) == 300


def test_it_goes_with_its_owner(page: MeetingPage, window: ShareWindow):
    page.hide()
    settle()
    assert page.share.window is None


def test_another_meeting_is_not_projected_by_accident(
    page: MeetingPage, window: ShareWindow, services: Services, meeting_id: str
):
    other = services.meetings.add(services.meetings.get(meeting_id).group_id, MeetingDraft("Other", date(2025, 3, 4)))
    page.show_meeting(other)
    settle()
    assert page.share.window is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("abc", "abXc"), ("abc", "ac"), ("abc", "c"), ("abc", "ab"), ("", "ab"), ("ab", ""), ("abc", "xyz"),
        ("a", "bac"), ("aab", "ab"), ("ab", "aab"),
    ],
)  # fmt: skip
def test_paragraphs_are_brought_up_to_date_by_difference(context: Context, qtbot, before: str, after: str):
    text = ShareText()
    qtbot.addWidget(text)
    text.follows = True
    text.dress(context.theme, 1.0)
    text.show_paragraphs([Paragraph(sign) for sign in before])
    text.show_paragraphs([Paragraph(sign) for sign in after])
    assert text.toPlainText() == "\n".join(after)


def _note(page: MeetingPage, words: str) -> str:
    assert page.meeting is not None
    rows = page.context.services.notes.outline(page.meeting.id).load()
    return next(row.id for row in rows if row.text.startswith(words))


def test_a_key_closes_it(window: ShareWindow, qtbot):
    qtbot.keyClick(window.discussionText, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_at_first_it_stands_where_its_title_is_in_sight(window: ShareWindow):
    room = window.screen().availableGeometry()
    assert room.contains(window.geometry())
    assert window.geometry().top() - room.top() > 30
