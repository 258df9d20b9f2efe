"""The invitation of a series, of a meeting that was deleted, and in other zones: walked through with keys."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingStatus
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.sent_dialog import SentDialog
from msa_wg_desktop.gui.dialogs.series_dialog import SeriesDialog
from msa_wg_desktop.gui.pages.invitation_page import InvitationPage
from msa_wg_desktop.gui.pages.meetings_page import MeetingsPage
from tests.gui.turns import settle

DAY = date(2025, 4, 16)
DRAFT = MeetingDraft("Weekly call", DAY, time(13), time(14), "America/New_York", location="Webex")


@pytest.fixture
def weekly(context) -> tuple[str, ...]:
    services = context.services
    services.settings.put("organiser.mail", "desk@example.org")
    group = services.groups.add("IX WG").id
    context.scope.choose(group)
    context.navigator.allow({"meeting", "meetings", "invitation"})
    made = services.meeting_series.add(group, DRAFT, make_rule(Every.WEEK, DAY, count=4))
    services.guests.invite(made[0], services.guests.read(made[0], "ann@example.org; ben@example.org"))
    services.invitations.remember(made[0], services.invitations.parcels(made[0]))
    return made


@pytest.fixture
def page(context, weekly, qtbot) -> InvitationPage:
    page = InvitationPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    show(page, weekly[2])
    return page


@pytest.fixture
def meetings(context, weekly, qtbot) -> MeetingsPage:
    page = MeetingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.restore(Place("meetings", weekly[1]))
    page.activate()
    settle()
    return page


def show(page: InvitationPage, key: str) -> None:
    page.restore(Place("invitation", key))
    page.activate()
    settle()


def dialog_of(page: InvitationPage, kind: type):
    return next(child for child in page.findChildren(kind) if child.isVisible())


def type_into(qtbot, edit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle()


def test_it_says_which_meeting_of_the_series_it_is_and_that_one_invitation_goes_out(page):
    assert page.seriesLabel.text() == (
        "Meeting 3 of 4 of a series, every Wednesday. One invitation is for all of them."
    )
    assert page.sendButton.text() == "Nothing to send"
    assert "Every Wednesday" in page.previewText.toPlainText()


def test_a_series_is_extended_and_ended_in_its_dialog_and_what_that_means_is_said_before(page, context, weekly, qtbot):
    page._show_series()
    dialog = dialog_of(page, SeriesDialog)
    assert dialog.meetingsList.count() == 4
    qtbot.keyClicks(dialog.untilEdit, "6 times")
    assert dialog.meansLabel.text() == "2 meetings more, the last on Wed, May 21, 2025."
    qtbot.keyClick(dialog.untilEdit, Qt.Key.Key_Return)
    settle()
    assert len(context.services.meeting_series.all(weekly[0])) == 6
    assert page.sendButton.text() == "Send to 2…"
    page._show_series()
    dialog = dialog_of(page, SeriesDialog)
    qtbot.keyClicks(dialog.untilEdit, "until April 25")
    assert dialog.meansLabel.text().startswith("4 meetings go: Wed, Apr 30, 2025, ")
    qtbot.keyClick(dialog.untilEdit, Qt.Key.Key_Return)
    settle()
    assert len(context.services.meeting_series.all(weekly[0])) == 2
    context.services.store.undo()
    context.services.store.undo()
    assert len(context.services.meeting_series.all(weekly[0])) == 4


def test_an_end_that_cannot_be_is_said_and_stays_typed(page, qtbot):
    page._show_series()
    dialog = dialog_of(page, SeriesDialog)
    qtbot.keyClicks(dialog.untilEdit, "sometime")
    assert "sometime" in dialog.meansLabel.text()
    qtbot.keyClick(dialog.untilEdit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "sometime" in dialog.problemLabel.text()
    dialog.reject()


def test_zones_are_typed_in_words_shown_in_the_preview_and_refused_in_words(page, qtbot, context, weekly):
    type_into(qtbot, page.zonesEdit, "Pacific, London")
    assert context.services.invitations.get(weekly[0]).zones == ("America/Los_Angeles", "Europe/London")
    assert page.zonesEdit.text() == "Pacific, Europe/London"
    assert "10:00 AM – 11:00 AM Pacific" in page.previewText.toPlainText()
    type_into(qtbot, page.zonesEdit, "Atlantis")
    assert "not a time zone" in page.problemLabel.text()
    assert page.zonesEdit.text() == "Atlantis"
    qtbot.keyClick(page.zonesEdit, Qt.Key.Key_Escape)
    assert page.zonesEdit.text() == "Pacific, Europe/London"


def test_what_was_sent_is_listed_with_whom_when_and_in_which_version(page, context, weekly):
    context.services.meetings.reschedule(weekly[1], date(2025, 4, 24))
    context.services.invitations.remember(weekly[1], context.services.invitations.parcels(weekly[1]))
    settle()
    page._show_sent()
    dialog = dialog_of(page, SentDialog)
    rows = [[dialog.model.index(row, column).data() for column in (1, 2, 3)] for row in range(2)]
    assert rows == [
        ["update", "2", "ann@example.org, ben@example.org"],
        ["invitation", "1", "ann@example.org, ben@example.org"],
    ]
    assert dialog.whoText.toPlainText() == "ann@example.org\nben@example.org"
    dialog.reject()


def test_a_moved_day_of_the_series_waits_to_be_sent_and_the_list_says_so(meetings, context, weekly):
    context.services.meetings.reschedule(weekly[1], date(2025, 4, 24))
    settle()
    assert "1 invitation to be sent" in meetings.summaryLabel.text()
    context.commands.run("meetings.invitation")
    assert context.navigator.here == Place("invitation", weekly[1])


def lone(context) -> str:
    services = context.services
    made = services.meetings.add(context.scope.group_id, MeetingDraft("Training", date(2025, 4, 30), time(9), time(10)))
    services.guests.invite(made, services.guests.read(made, "cy@example.org"))
    services.invitations.remember(made, services.invitations.parcels(made))
    return made


@pytest.mark.parametrize("answer", ["cancel", "delete", ""])
def test_deleting_what_was_sent_asks_first(meetings, context, notifier, answer):
    made = lone(context)
    meetings.restore(Place("meetings", made))
    settle()
    notifier.answers = [answer] if answer else []
    context.commands.run("meetings.delete")
    settle()
    assert notifier.asked[-1].words == "1 guest has “Training” in the calendar, and would come."
    services = context.services
    if answer == "cancel":
        assert services.meetings.get(made).status is MeetingStatus.CANCELLED
        assert context.navigator.here == Place("invitation", made)
    elif answer == "delete":
        assert [each.is_gone for each in services.waiting_invitations.list()] == [True]
    else:
        assert services.meetings.get(made).status is MeetingStatus.SCHEDULED


def test_of_a_deleted_meeting_only_its_cancellation_is_left_to_send_or_to_leave(page, context, qtbot):
    made = lone(context)
    context.services.meetings.delete(made)
    show(page, made)
    assert page.summaryLabel.text() == "deleted here, and still in the calendar of 1 guest"
    assert page.subjectLabel.text() == "Cancelled: Training, Wed Apr 30, 2025, 9:00 AM EDT"
    assert page.sendButton.text() == "Send to 1…"
    assert not page.addEdit.isVisible()
    assert not page.messageEdit.isVisible()
    page.leaveButton.setFocus()
    qtbot.keyClick(page.leaveButton, Qt.Key.Key_Space)
    settle()
    assert context.services.waiting_invitations.list() == ()
    context.services.store.undo()
    assert len(context.services.waiting_invitations.list()) == 1


def test_all_of_it_is_reached_by_tab(page, qtbot):
    reached = set()
    page.addEdit.setFocus()
    for _step in range(40):
        focused = QApplication.focusWidget()
        if focused is not None:
            reached.add(focused.objectName())
        qtbot.keyClick(focused or page, Qt.Key.Key_Tab)
    assert {"zonesEdit", "remindEdit", "messageEdit", "guestsTable", "seriesButton", "sentButton"} <= reached


def test_at_200_percent_nothing_is_wider_than_the_page(page, context):
    context.theme.set_zoom(200)
    page.resize(1010, 640)
    settle()
    assert page.minimumSizeHint().width() <= 1010
    assert page.sendButton.geometry().right() < page.deedsRow.width()
    context.theme.set_zoom(100)


def test_undo_in_the_window_never_lowers_the_version(page, context, weekly):
    invitations = context.services.invitations
    context.services.meetings.reschedule(weekly[1], date(2025, 4, 24))
    invitations.remember(weekly[1], invitations.parcels(weekly[1]))
    settle()
    assert page.sendButton.text() == "Nothing to send"
    context.services.store.undo()
    settle()
    assert page.sendButton.text() == "Send to 2…"
    assert {parcel.errand.sequence for parcel in invitations.parcels(weekly[0])} == {2}
    assert "Update 1 of this invitation" in page.versionLabel.text()


def test_a_guest_of_one_meeting_alone_is_told_what_it_takes_and_invited_once_one_agrees(
    page, context, weekly, notifier, qtbot
):
    services = context.services
    assert page.guestsLabel.text() == "Invited to the whole series"
    page.onlyCheck.setChecked(True)
    qtbot.keyClicks(page.addEdit, "cy@example.org")
    qtbot.keyClick(page.addEdit, Qt.Key.Key_Return)
    settle()
    assert "one list of guests for a series" in notifier.asked[-1].words
    assert page.addEdit.text() == "cy@example.org", "unanswered, nothing happened"
    assert len(services.guests.of(weekly[2])) == 2
    notifier.answers.append("out")
    steps = services.store.operations()
    qtbot.keyClick(page.addEdit, Qt.Key.Key_Return)
    settle()
    assert services.store.operations() == steps + 1
    assert [guest.mail for guest in services.guests.of(weekly[2])][-1] == "cy@example.org"
    assert len(services.guests.of(weekly[1])) == 2
    assert page.guestsLabel.text() == "Invited"
    assert page.onlyCheck.isHidden()
    assert page.sendButton.text() == "Send to 3…"
