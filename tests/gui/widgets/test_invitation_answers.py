"""The answers beside the message: looked at by version, entered by hand, and what is done about strangers; by keys."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.hand_answer_dialog import HandAnswerDialog
from msa_wg_desktop.gui.models.answers_table import AnswerColumn, answers_table
from msa_wg_desktop.gui.pages.invitation_page import InvitationPage
from msa_wg_desktop.gui.widgets.invitations.invitation_answers import ANSWERS, MESSAGE
from msa_wg_desktop.gui.widgets.pick_popup import PickPopup
from msa_wg_desktop.services.container import Services
from tests.gui.turns import settle
from tests.invitations.calendars import reply
from tests.prepared import prepared


def _meeting(services: Services) -> str:
    services.settings.put("organiser.mail", "desk@example.org")
    services.parties.add_person("Zoe Zed", services.parties.add_organisation("Acme Solar").id)
    group = services.groups.add("IX WG").id
    made = services.meetings.add(group, MeetingDraft("Subgroup", date(2025, 4, 9), time(13), time(14)))
    services.guests.invite(made, services.guests.read(made, "Ann Lee <ann@x.example>; Ben Yu <ben@y.example>"))
    services.invitations.remember(made, services.invitations.parcels(made))
    services.meetings.reschedule(made, date(2025, 4, 16))
    services.invitations.remember(made, services.invitations.parcels(made))
    return made


@pytest.fixture
def meeting_id(context: Context, tmp_path: Path) -> str:
    made = prepared(context.services, _meeting)
    folder = tmp_path / "answers"
    folder.mkdir()
    for name, data in {
        "ann": reply("ann@x.example", "ACCEPTED", UID=made, SEQUENCE="0", COMMENT="With pleasure"),
        "zoe": reply("zz@z.example", "TENTATIVE", UID=made, SEQUENCE="1"),
    }.items():
        (folder / f"{name}.ics").write_bytes(data)
    context.services.replies.import_files([folder])
    return made


@pytest.fixture
def page(context: Context, meeting_id: str, qtbot) -> InvitationPage:
    context.navigator.allow({"meeting", "invitation"})
    page = InvitationPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitActive(page):
        page.show()
    page.restore(Place("invitation", meeting_id))
    page.show_commands(shown=True)
    page.activate()
    settle()
    page.answers.turn_to()
    return page


def listed(page: InvitationPage, column: AnswerColumn = AnswerColumn.WHO) -> list[str]:
    return [page.answers.model.index(row, column).data() for row in range(page.answers.model.rowCount())]


def test_the_model_keeps_the_rules_of_models(qtmodeltester, page: InvitationPage, qapp):
    model = answers_table(page)
    model.set_rows(page.answers.model.rows)
    qtmodeltester.check(model)


def test_the_tab_counts_answers_and_one_key_goes_there_and_back(page: InvitationPage, context: Context):
    assert page.sideTabs.tabText(ANSWERS) == "Answers · 1"
    assert page.answersTable.hasFocus()
    assert page.countsLabel.text() == "1 accepted · 1 no reply · 1 not invited"
    assert listed(page) == ["Ann Lee", "Ben Yu", "zz@z.example"]
    assert listed(page, AnswerColumn.SAID) == ["Feb 10 · With pleasure", "", "Feb 10"]
    assert page.answers.model.rows[0].older
    context.commands.run("invitation.answers")
    assert page.sideStack.currentIndex() == MESSAGE


def test_the_answers_of_an_earlier_version_are_a_choice_away(page: InvitationPage):
    words = [page.versionBox.itemText(row) for row in range(page.versionBox.count())]
    assert [text.partition(",")[0] for text in words] == ["What counts now", "To: Update 1", "To: First invitation"]
    page.versionBox.setCurrentIndex(1)
    page.versionBox.activated.emit(1)
    settle()
    assert listed(page) == ["zz@z.example"]
    page.versionBox.setCurrentIndex(2)
    page.versionBox.activated.emit(2)
    settle()
    assert listed(page) == ["Ann Lee"]


def test_who_said_it_by_phone_is_entered_by_hand_and_signed(qtbot, page: InvitationPage, store):
    page.answersTable.selectRow(1)
    qtbot.keyClick(page.answersTable, Qt.Key.Key_Return)
    settle()
    (dialog,) = page.findChildren(HandAnswerDialog)
    assert dialog.signedLabel.text() == f"With the answer stands: by phone, noted by {store.who}."
    qtbot.keyClicks(dialog.commentEdit, "Is a little late")
    qtbot.keyClick(dialog.commentEdit, Qt.Key.Key_Return)
    settle()
    assert listed(page, AnswerColumn.ANSWER)[1] == "accepted"
    assert listed(page, AnswerColumn.SAID)[1].endswith(f" · Is a little late\nby phone, noted by {store.who}")
    store.undo()
    settle()
    assert listed(page, AnswerColumn.ANSWER)[1] == "no reply"


def test_a_stranger_is_put_on_the_list_with_one_key(page: InvitationPage, context: Context, notifier):
    page.answersTable.selectRow(2)
    assert not page.answers.handButton.isEnabled()
    context.commands.run("invitation.admit")
    settle()
    assert notifier.said[-1][0] == "zz@z.example is on the guest list."
    assert len(page.guests.lines) == 3
    assert page.countsLabel.text() == "1 accepted · 1 tentative · 1 no reply"


def test_a_stranger_is_said_to_be_somebody_of_the_record(qtbot, page: InvitationPage, context: Context, notifier):
    page.answersTable.selectRow(2)
    context.commands.run("invitation.tie")
    (popup,) = page.findChildren(PickPopup)
    qtbot.keyClicks(popup.search, "zoe")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    settle()
    assert notifier.said[-1][0] == "The answer of zz@z.example is that of Zoe Zed (Acme Solar)."
    assert listed(page)[2] == "Zoe Zed"


def test_deeds_without_an_answer_at_hand_say_what_to_select(page: InvitationPage, context: Context, notifier):
    page.answersTable.clearSelection()
    for command in ("invitation.admit", "invitation.tie", "invitation.hand"):
        context.commands.run(command)
        assert notifier.said[-1][0].startswith("Select ")
