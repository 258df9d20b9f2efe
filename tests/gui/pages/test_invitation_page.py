"""The page of an invitation: whom it names, what it says will be sent, and how it leaves."""

from __future__ import annotations

from datetime import date, time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.errors import ConflictError
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.incoming_dialog import IncomingDialog
from msa_wg_desktop.gui.dialogs.mail_account_dialog import MailAccountDialog
from msa_wg_desktop.gui.dialogs.send_dialog import SendDialog
from msa_wg_desktop.gui.dialogs.tracking_dialog import TrackingDialog
from msa_wg_desktop.gui.models.guests_table import GuestColumn
from msa_wg_desktop.gui.pages.invitation_page import InvitationPage
from msa_wg_desktop.services.mailing import HOST, PORT, SECURITY, Mailing
from tests.gui.turns import settle
from tests.invitations.calendars import TEAMS_REQUEST
from tests.invitations.post_office import open_office


@pytest.fixture
def meeting_id(context) -> str:
    services = context.services
    acme = services.parties.add_organisation("Acme Solar").id
    services.parties.add_person("Ann Lee", acme, mail="ann@example.org")
    services.settings.put("organiser.mail", "desk@example.org")
    group = services.groups.add("IX WG").id
    context.scope.choose(group)
    draft = MeetingDraft("MSA training", date(2025, 4, 16), time(13), time(14, 30), "America/New_York")
    context.navigator.allow({"meeting", "invitation"})
    return services.meetings.add(group, draft)


@pytest.fixture
def page(context, meeting_id, qtbot) -> InvitationPage:
    page = InvitationPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.restore(Place("invitation", meeting_id))
    page.activate()
    settle()
    return page


def listed(page: InvitationPage, column: GuestColumn = GuestColumn.WHO) -> list[str]:
    return [page.guests.model.index(row, column).data() for row in range(page.guests.model.rowCount())]


def invite(qtbot, page: InvitationPage, text: str) -> None:
    page.addEdit.setText(text)
    qtbot.keyClick(page.addEdit, Qt.Key.Key_Return)
    settle()


def test_nobody_is_invited_at_first_and_nothing_can_be_sent(page):
    assert page.guestsStack.currentWidget() is page.emptyState
    assert not page.sendButton.isEnabled()
    assert page.versionLabel.text() == "Not sent yet"


def test_names_and_addresses_are_invited_and_what_is_none_stays_in_the_field(qtbot, page):
    invite(qtbot, page, "Ann Lee; Ben Yu <ben@example.org>; Nobody Known")
    assert listed(page) == ["Ben Yu", "Ann Lee"]
    assert listed(page, GuestColumn.NEXT) == ["invitation", "invitation"]
    assert page.addEdit.text() == "Nobody Known"
    assert "Nobody Known" in page.problemLabel.text()
    assert page.sendButton.text() == "Send to 2…"


def test_the_message_is_shown_as_it_will_be(qtbot, page, context, meeting_id):
    invite(qtbot, page, "ben@example.org")
    assert page.subjectLabel.text() == "Invitation: MSA training, Wed Apr 16, 2025, 1:00 PM EDT"
    page.messageEdit.setPlainText("Bring questions.")
    page.flush()
    settle()
    assert "Bring questions." in page.previewText.toPlainText()
    (parcel,) = context.services.invitations.parcels(meeting_id)
    mail = message_from_bytes(parcel.mail, policy=policy.default)
    assert mail["Subject"] == page.subjectLabel.text()
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert "Bring questions." in plain.get_content()


def test_reminders_are_typed_in_words_and_refused_in_words(qtbot, page, context, meeting_id):
    page.remindEdit.setFocus()
    page.remindEdit.selectAll()
    qtbot.keyClicks(page.remindEdit, "1 day, 1 hour")
    qtbot.keyClick(page.remindEdit, Qt.Key.Key_Return)
    assert context.services.invitations.overview(meeting_id).reminders == (1440, 60)
    page.remindEdit.selectAll()
    qtbot.keyClicks(page.remindEdit, "soon")
    qtbot.keyClick(page.remindEdit, Qt.Key.Key_Return)
    assert "no time before a meeting" in page.problemLabel.text()
    assert context.services.invitations.overview(meeting_id).reminders == (1440, 60)


def test_a_saved_calendar_file_counts_as_sent_and_a_moved_meeting_is_an_update(
    qtbot, page, context, meeting_id, notifier, tmp_path: Path
):
    invite(qtbot, page, "ben@example.org")
    page._save_to(tmp_path / "training.ics")
    settle()
    assert (tmp_path / "training.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    assert page.sendButton.text() == "Nothing to send"
    context.services.meetings.reschedule(meeting_id, date(2025, 4, 23))
    settle()
    assert listed(page, GuestColumn.NEXT) == ["update"]
    assert "get an update, not a second event" in page.versionLabel.text()
    assert page.subjectLabel.text().startswith("Updated: ")


def test_delete_takes_the_selected_off_and_undo_brings_them_back(qtbot, page, store):
    invite(qtbot, page, "ben@example.org; cy@example.org")
    page.guestsTable.selectAll()
    qtbot.keyClick(page.guestsTable, Qt.Key.Key_Delete)
    settle()
    assert listed(page) == []
    store.undo()
    settle()
    assert len(listed(page)) == 2


def test_sending_goes_to_oneself_first_and_says_what_became_of_each(qtbot, page, context, meeting_id):
    invite(qtbot, page, "ben@example.org; cy@example.org")
    with open_office() as office:
        office.answers = {"cy@example.org": "550 no such user"}
        mailing = Mailing(context.settings)
        mailing.keep({HOST: "localhost", SECURITY: "none", PORT: str(office.port)})
        dialog = SendDialog(context, meeting_id, page)
        qtbot.addWidget(dialog)
        dialog.show()
        assert not dialog.sendButton.isEnabled()
        dialog.tryButton.click()
        assert [to for to, _mail in office.arrived] == ["desk@example.org"]
        dialog.sendButton.click()
        assert [to for to, _mail in office.arrived] == ["desk@example.org", "ben@example.org"]
        assert "1 mail was sent. 1 could not be" in dialog.problemLabel.text()
        said = [[dialog.model.index(row, column).data() for column in (0, 2)] for row in range(2)]
        assert said == [["cy@example.org", "not sent"], ["ben@example.org", "sent"]]
        assert "look at the address" in dialog.subjectLabel.text()
        assert dialog.sendButton.text() == "Send to 1 again"
        office.answers = {}
        dialog.sendButton.click()
        assert [to for to, _mail in office.arrived][-1] == "cy@example.org"
        dialog.reject()
    settle()
    assert page.sendButton.text() == "Nothing to send"


def test_an_account_that_would_send_in_the_open_is_refused_and_what_was_typed_stays(qtbot, context, page):
    dialog = MailAccountDialog(context, Mailing(context.settings), page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.hostEdit, "mail.example.org")
    dialog.securityBox.setCurrentIndex(dialog.securityBox.findData("none"))
    dialog.accept()
    assert "open to everybody" in dialog.problemLabel.text()
    assert dialog.isVisible()
    assert dialog.hostEdit.text() == "mail.example.org"
    assert Mailing(context.settings).all()[HOST] == ""
    dialog.reject()


def test_what_is_typed_in_one_go_is_one_step_back(page, store, meeting_id, context):
    for text in ("Bring", "Bring questions."):
        page.messageEdit.setPlainText(text)
        page.flush()
    store.undo()
    settle()
    assert context.services.invitations.overview(meeting_id).written == ""
    assert page.messageEdit.toPlainText() == ""


def test_an_event_of_somebody_else_is_never_sent_from_here(qtbot, page, context, meeting_id, tmp_path):
    services = context.services
    invite(qtbot, page, "ben@example.org")
    taken = services.taken_over.read(_written(tmp_path / "teams.ics", TEAMS_REQUEST))
    services.taken_over.take_over(taken, meeting_id=meeting_id)
    settle()
    assert "made this event and sends its invitations" in page.versionLabel.text()
    for part in (page.sendButton, page.saveButton, page.mailButton, page.addEdit, page.groupButton, page.remindEdit):
        assert part.isHidden(), part.objectName()
    assert page.guestsLabel.text() == "On the list here"
    assert page.previewLabel.text() == "To be copied into the event of Olga Org"
    page.copyButton.click()
    assert QApplication.clipboard().text() == page.previewText.toPlainText() != ""
    with pytest.raises(ConflictError, match="a second one would stand beside it"):
        services.invitations.parcels(meeting_id)


def test_an_invitation_made_elsewhere_is_chosen_for_this_meeting(qtbot, page, context, meeting_id, notifier, tmp_path):
    notifier.files = [_written(tmp_path / "teams.ics", TEAMS_REQUEST)]
    page.takenButton.click()
    (dialog,) = page.findChildren(IncomingDialog)
    assert dialog.forBox.currentData() == meeting_id
    assert dialog.takeButton.text() == "&Take 1"
    dialog.accept()
    settle()
    assert "made this event and sends its invitations" in page.versionLabel.text()
    assert context.services.meetings.get(meeting_id).date == date(2025, 3, 4)


def test_where_an_invitation_went_out_from_here_it_is_said_what_taking_over_would_mean(
    qtbot, page, context, meeting_id, notifier
):
    invite(qtbot, page, "ben@example.org")
    context.services.invitations.remember(meeting_id, context.services.invitations.parcels(meeting_id))
    page.takenButton.click()
    assert "guests would have it twice" in page.problemLabel.text()
    assert notifier.pickers == []


def test_a_file_that_is_no_invitation_is_one_sentence_above_the_page(page, notifier, tmp_path):
    notifier.files = [_written(tmp_path / "minutes.ics", "Dear all")]
    page.takenButton.click()
    assert page.problemLabel.text().startswith("“minutes.ics” is no calendar file")


def test_outlooks_list_of_answers_is_pasted_and_seen_line_by_line(qtbot, page, context, meeting_id, notifier):
    invite(qtbot, page, "Ann Lee; ben@example.org")
    context.commands.run("invitation.tracking")
    (dialog,) = page.findChildren(TrackingDialog)
    dialog.listEdit.setPlainText("Ann Lee\tRequired Attendee\tAccepted\nNobody\tOptional Attendee\tMumbles")
    assert dialog.model.rows[0].words == "Ann Lee: accepted."
    assert dialog.addButton.text() == "&Take 1 answer"
    dialog.accept()
    settle()
    assert notifier.said[-1][0] == "1 answer was kept."
    assert "1 accepted" in page.countsLabel.text()


def _written(file: Path, content: bytes | str) -> Path:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file
