"""The first page: what it tells, in which order, where each row leads, and that it changes with the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.domain.work_views import DueWanted, view_at
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.pages.today_page import TodayPage
from msa_wg_desktop.gui.widgets.link_list import LinkList
from tests.gui.turns import settle

EVERY_STATE = frozenset({"open"})


@pytest.fixture
def places(context: Context) -> list[Place]:
    """Where the page asked to go; there are no other pages."""
    gone: list[Place] = []
    context.navigator.allow({"today", "meeting", "meetings", "actions"})
    context.navigator.asked.connect(gone.append)
    return gone


@pytest.fixture
def ran(context: Context) -> list[str]:
    """The window's own commands that the page ran."""
    run: list[str] = []
    for name in ("new.meetings", "edit.history"):
        context.commands.add(Command(name, name, lambda name=name: run.append(name), Menu.EDIT))
    return run


@pytest.fixture
def page(context: Context, meeting_id: str, places, ran, wide: Callable[[QWidget], QWidget]) -> TodayPage:
    services = context.services
    context.scope.choose(services.groups.list()[-1].id)
    services.actions.add("Call the inspector", owners=["EDCs"], due=date(2025, 2, 3), meeting_id=meeting_id)
    services.actions.add("Share the draft", owners=["Eversource"], due=date(2025, 2, 7), meeting_id=meeting_id)
    services.actions.add("Nobody's yet", meeting_id=meeting_id)
    page = TodayPage(context)
    wide(page)
    page.show_commands(shown=True)
    page.activate()
    settle()
    return page


def words(rows: LinkList) -> list[str]:
    return [row.words for row in rows.rows.rows]


def test_the_next_meeting_is_what_enter_opens(qtbot, page: TodayPage, places: list[Place], meeting_id: str):
    card = page.board.meetingCard
    assert card.titleLabel.text() == "MSA subgroup meeting · Thu, Feb 6, 2025, 11:00 AM EST"
    assert card.detailLabel.text() == "Today · no agenda yet"
    assert page.focusWidget() is card.openButton
    qtbot.keyClick(card.openButton, Qt.Key.Key_Space)
    assert places == [Place("meeting", meeting_id)]


def test_what_is_carried_and_on_the_agenda_is_counted(page: TodayPage, context: Context, meeting_id: str):
    services = context.services
    before = services.meetings.add(services.groups.list()[-1].id, MeetingDraft("Before", date(2025, 1, 14)))
    services.meetings.hold(before)
    services.actions.add("From before", meeting_id=before)
    services.agenda.add(meeting_id, "The waiver")
    settle()
    assert page.board.meetingCard.detailLabel.text() == "Today · 1 agenda item · 1 carried over"


def test_what_guests_answered_stands_with_the_meeting_and_what_waits_to_be_sent_is_a_button(
    page: TodayPage, context: Context, meeting_id: str, places: list[Place], tmp_path
):
    services, card = context.services, page.board.meetingCard
    context.navigator.allow({"today", "invitation"})
    services.settings.put("organiser.name", "Facilitator")
    services.settings.put("organiser.mail", "desk@gpi.example")
    services.guests.invite(meeting_id, services.guests.read(meeting_id, "ann@x.example; ben@y.example"))
    settle()
    assert card.detailLabel.text().endswith(" · 2 guests")
    assert not card.sendButton.isVisible()
    services.invitations.save(meeting_id, tmp_path / "invitation.ics")
    services.replies.note(meeting_id, "ann@x.example", Answer.ACCEPTED)
    services.meetings.reschedule(meeting_id, date(2025, 2, 25))
    settle()
    assert card.detailLabel.text().endswith(" · 1 accepted, 1 no reply")
    assert card.sendButton.text() == "&Send the update…"
    card.sendButton.click()
    assert places[-1] == Place("invitation", meeting_id)


def test_a_meeting_that_waits_for_a_date_says_so_twice_and_offers_to_set_one(page, context: Context, meeting_id: str):
    context.services.meetings.cancel(meeting_id, to_be_rescheduled=True)
    settle()
    card = page.board.meetingCard
    assert card.statusChip.text() == "cancelled, to be rescheduled"
    assert card.dateButton.isVisible()
    assert "MSA subgroup meeting, Thu, Feb 6, 2025: cancelled, and no new date yet" in words(
        page.board.attentionCard.rows
    )
    card.dateButton.click()
    (dialog,) = [window for window in QApplication.topLevelWidgets() if window.windowTitle() == "Set a date"]
    dialog.close()


def test_parties_have_their_own_and_what_they_share_the_busiest_first(page: TodayPage):
    rows = page.board.loadsCard.rows.rows.rows
    assert [(row.words, row.right) for row in rows] == [
        ("Eversource", "2 · 1 overdue"),
        ("UI", "1 · 1 overdue"),
        ("Nobody yet", "1"),
    ]
    assert rows[1].sentence == "UI. 1 of them shared. 1 · 1 overdue"


def test_of_many_parties_the_busiest_are_told_and_what_nobody_owns_stays_in_sight(page: TodayPage, context: Context):
    services = context.services
    for number in range(10):
        name = services.parties.add_organisation(f"Vendor {number}").name
        services.actions.add("Answer", owners=[name], group_id=context.scope.group_id)
    settle()
    rows = page.board.loadsCard.rows.rows.rows
    assert [row.words for row in rows][-2:] == ["Nobody yet", "5 more parties"]
    assert rows[-1].place == Place("actions")


def test_many_meetings_that_passed_are_asked_about_in_one_row(page: TodayPage, context: Context):
    for day in range(1, 6):
        context.services.meetings.add(context.scope.group_id, MeetingDraft("Call", date(2025, 1, day)))
    settle()
    assert "5 meetings have passed: were they held?" in words(page.board.attentionCard.rows)


def test_a_bar_leads_to_that_partys_actions_with_the_keyboard(qtbot, page: TodayPage, places: list[Place], context):
    bars = page.board.loadsCard.rows
    bars.setFocus()
    bars.setCurrentIndex(bars.rows.index(1, 0))
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    view = view_at(places[-1].item, states=EVERY_STATE)
    assert view is not None
    assert (places[-1].page, view.owner, view.status) == (
        "actions",
        context.services.parties.find("UI").id,
        "open ones",
    )


def test_overdue_actions_lead_to_the_list_of_them_and_mine_come_first(page: TodayPage, places, context: Context):
    assert words(page.board.attentionCard.rows) == ["1 action is overdue"]
    context.me.choose(context.services.parties.find("pf").id)
    settle()
    assert words(page.board.attentionCard.rows) == ["2 open actions are yours", "1 action is overdue"]
    assert page.board.loadsCard.rows.rows.rows[0].strong
    rows = page.board.attentionCard.rows
    rows.clicked.emit(rows.rows.index(1, 0))
    view = view_at(places[-1].item, states=EVERY_STATE)
    assert view is not None
    assert view.due is DueWanted.OVERDUE


def test_a_row_whose_page_is_not_there_leads_nowhere(page: TodayPage, context: Context, meeting_id: str):
    context.services.notes.capture_lines(meeting_id, "Kim Doe (Newco): Hello")
    settle()
    (row,) = [row for row in page.board.attentionCard.rows.rows.rows if "Kim Doe" in row.words]
    assert row.words == "Kim Doe (Newco) was typed in notes and isn't settled yet"
    assert row.place is None


def test_dates_ahead_have_their_weekday_and_what_is_promised_is_among_them(page: TodayPage, context: Context):
    context.services.deadlines.add("Legal review", date(2025, 2, 18))
    settle()
    rows = page.board.comingCard.rows.rows.rows
    assert [(row.words, row.right, row.detail) for row in rows] == [
        ("Share the draft", "Fri, Feb 7", ""),
        ("Legal review", "Tue, Feb 18", "6 business days left"),
    ]


def test_the_latest_steps_are_told_in_words_and_lead_to_the_history(page: TodayPage, ran: list[str]):
    rows = page.board.changesCard.rows
    assert rows.rows.rows[0].words == "Add an action: Nobody's yet"
    rows.clicked.emit(rows.rows.index(0, 0))
    assert ran == ["edit.history"]


def test_the_day_changes_while_the_page_is_open(page: TodayPage, context: Context, clock: FixedClock):
    assert page.headerLabel.text() == "Thu, Feb 6, 2025"
    context.services.store.clock.moment = datetime(2025, 2, 7, 0, 1, tzinfo=ZoneInfo("America/New_York"))  # type: ignore[attr-defined]
    page.look_at_the_day()
    settle()
    assert page.headerLabel.text() == "Fri, Feb 7, 2025"
    assert "was it held?" in words(page.board.attentionCard.rows)[-1]


def test_an_empty_record_says_how_to_begin(qtbot, context: Context, places, ran: list[str], wide):
    page = TodayPage(context)
    wide(page)
    settle()
    assert page.stack.currentWidget() is page.emptyState
    page.emptyState.asked.emit()
    assert ran == ["new.meetings"]


def test_a_group_without_a_meeting_offers_one(context: Context, places, ran: list[str], wide):
    context.scope.choose(context.services.groups.add("IX WG").id)
    page = TodayPage(context)
    wide(page)
    settle()
    card = page.board.meetingCard
    assert (card.titleLabel.text(), card.openButton.isVisible()) == ("No meeting is set", False)
    card.newButton.click()
    assert ran == ["new.meetings"]


@pytest.mark.parametrize(("width", "across"), [(1155, 3), (700, 2), (420, 1)])
def test_cards_stand_beside_each_other_where_there_is_room(page: TodayPage, width: int, across: int):
    page.resize(width, 900)
    settle()
    cards = (page.board.loadsCard, page.board.comingCard, page.board.changesCard)
    assert len({card.x() for card in cards}) == across


def test_the_lists_are_models_as_qt_wants_them(qtmodeltester: ModelTester, page: TodayPage):
    qtmodeltester.check(page.board.attentionCard.rows.rows)
    qtmodeltester.check(page.board.loadsCard.rows.rows)


def test_nothing_is_said_of_what_has_not_been_read_yet(
    context: Context, meeting_id: str, places, ran, wide, monkeypatch
):
    """A large record takes its time: until then no card claims that nothing is open, and no button offers anything."""
    asked: list[tuple[Callable[..., object], Callable[..., None]]] = []
    held = lambda _words, work, *, done, **_how: asked.append((work, done))  # noqa: E731
    monkeypatch.setattr(context.tasks, "run", held)
    context.scope.choose(context.services.groups.list()[-1].id)
    page = TodayPage(context)
    wide(page)
    page.activate()
    settle()
    board = page.board
    card = board.meetingCard
    cards = (board.attentionCard, board.loadsCard, board.comingCard, board.changesCard)
    offered = (card.openButton, card.dateButton, card.newButton, *(one.nothingLabel for one in cards))
    assert not any(part.isVisible() for part in offered)

    def answer() -> None:
        work, done = asked.pop(0)
        done(work(None))
        settle()

    answer()
    assert card.openButton.isVisible()
    assert page.focusWidget() is card.openButton
    assert not board.loadsCard.nothingLabel.isVisible(), "actions are still being counted"
    answer()
    assert board.loadsCard.nothingLabel.isVisible()


def test_nothing_is_counted_for_somebody_who_has_gone_elsewhere(
    context: Context, meeting_id: str, ran, wide, monkeypatch
):
    """What runs beside the window takes from it: the page that they have gone to would come later."""
    asked: list[tuple[Callable[..., object], Callable[..., None]]] = []
    held = lambda _words, work, *, done, **_how: asked.append((work, done))  # noqa: E731
    monkeypatch.setattr(context.tasks, "run", held)
    context.scope.choose(context.services.groups.list()[-1].id)
    page = TodayPage(context)
    wide(page)
    settle()
    work, done = asked.pop()
    page.hide()
    done(work(None))
    settle()
    assert asked == []
    page.show()
    settle()
    assert len(asked) == 1
