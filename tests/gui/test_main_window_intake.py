"""What is dropped on the window, pasted or chosen is read, shown, and taken only when somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication

from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingStatus
from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.dialogs.incoming_dialog import IncomingDialog
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.models.incoming_table import IncomingColumn
from msa_wg_desktop.gui.page_list import page_specs
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from tests.gui.test_record_dialogs import NoOtherRecords
from tests.gui.turns import settle
from tests.invitations.calendars import TEAMS_REQUEST, UID, calendar, reply
from tests.prepared import prepared

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _meeting(services: Services) -> str:
    """A meeting to which Ann and Ben were invited twice: it was moved since."""
    services.settings.put("organiser.mail", "desk@example.org")
    group = services.groups.add("IX WG").id
    made = services.meetings.add(group, MeetingDraft("Subgroup", date(2025, 4, 9), time(13), time(14)))
    services.guests.invite(made, services.guests.read(made, "Ann Lee <ann@x.example>; Ben Yu <ben@y.example>"))
    services.invitations.remember(made, services.invitations.parcels(made))
    services.meetings.reschedule(made, date(2025, 4, 16))
    services.invitations.remember(made, services.invitations.parcels(made))
    return made


@pytest.fixture
def meeting_id(context: Context) -> str:
    return prepared(context.services, _meeting)


@pytest.fixture
def window(qtbot, context: Context, meeting_id: str) -> MainWindow:
    context.scope.choose(context.services.meetings.get(meeting_id).group_id)
    window = MainWindow(context, record="wg.msawg", records=NoOtherRecords(), pages=page_specs(context.services))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.fixture
def files(tmp_path: Path, meeting_id: str) -> Path:
    """What a mail program saved: answers of several kinds, an event of somebody else, and what is none."""
    folder = tmp_path / "answers"
    folder.mkdir()
    for name, data in {
        "ann": reply("ann@x.example", "ACCEPTED", UID=meeting_id, SEQUENCE="1", COMMENT="With pleasure"),
        "ben": reply("ben@y.example", "DECLINED", UID=meeting_id, SEQUENCE="0"),
        "stranger": reply("zoe@z.example", "TENTATIVE", UID=meeting_id, SEQUENCE="1"),
        "teams": TEAMS_REQUEST.replace("\n", "\r\n").encode(),
        "broken": b"no calendar at all",
    }.items():
        (folder / f"{name}.ics").write_bytes(data)
    return folder


def _mime(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window: MainWindow, *paths: Path) -> bool:
    """As the system does it: the drag comes to the window itself, then is let go; gives whether it was taken."""
    handle, data = window.windowHandle(), _mime(paths)
    enter = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QCoreApplication.sendEvent(handle, enter)
    let_go = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QCoreApplication.sendEvent(handle, let_go)
    settle()
    return enter.isAccepted()


def shown(window: MainWindow) -> IncomingDialog:
    (dialog,) = [each for each in window.findChildren(IncomingDialog) if each.isVisible()]
    return dialog


def column(dialog: IncomingDialog, which: IncomingColumn) -> list[str]:
    return [dialog.model.index(row, which).data() for row in range(dialog.model.rowCount())]


def said(context: Context, meeting_id: str) -> dict[str, Answer]:
    return {each.guest.mail: each.answer for each in context.services.replies.answers(meeting_id).guests}


def test_a_folder_is_read_sorted_and_taken_in_one_step(
    qtbot, window, context, store: Store, files, meeting_id, notifier
):
    before = store.seq()
    assert drop(window, files)
    dialog = shown(window)
    assert dialog.titleLabel.text() == "2 answers · 1 not invited · 1 event of others · 1 can't be taken"
    assert dialog.aboutLabel.text() == "Answers to “Subgroup”"
    assert column(dialog, IncomingColumn.SORT) == ["Answers", "", "Not invited", "Events of others", "Can't be taken"]
    assert column(dialog, IncomingColumn.WHO) == ["Ann Lee", "Ben Yu", "zoe@z.example", "Olga Org", "broken.ics"]
    assert column(dialog, IncomingColumn.THEN) == ["kept", "kept", "kept beside", "left alone", ""]
    assert dialog.model.rows[1].incoming.report.older
    assert column(dialog, IncomingColumn.SAYS)[0] == "With pleasure"
    assert "Tue, Mar 4, 2025, 10:00 AM to 11:30 AM" in column(dialog, IncomingColumn.SAYS)[3]
    assert store.seq() == before
    assert dialog.takeButton.text() == "&Take 3"
    qtbot.mouseClick(dialog.takeButton, LEFT)
    settle()
    assert said(context, meeting_id) == {"ann@x.example": Answer.ACCEPTED, "ben@y.example": Answer.DECLINED}
    assert [reply.mail for reply in context.services.replies.answers(meeting_id).others] == ["zoe@z.example"]
    words, offer = notifier.said[-1]
    assert words == "Taken in: 2 answers · 1 not invited."
    offer.run()
    assert set(said(context, meeting_id).values()) == {Answer.NONE}
    assert store.seq() == before + 2


def test_an_event_of_others_becomes_a_meeting_where_one_says_so_by_keys(qtbot, window, context, files):
    drop(window, files / "teams.ics", files / "ann.ics")
    dialog = shown(window)
    qtbot.keyClick(dialog.foundTable, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.foundTable, Qt.Key.Key_Down)
    assert dialog.eventPart.isVisible()
    assert dialog.forBox.currentText() == "nothing: leave it alone"
    qtbot.keyClick(dialog.foundTable, Qt.Key.Key_Space)
    assert column(dialog, IncomingColumn.THEN) == ["left alone", "a meeting here"]
    assert dialog.forBox.currentText() == "a new meeting"
    dialog.accept()
    settle()
    made = next(row for row in context.services.meetings.list() if row.title == "Technical meeting")
    assert (made.date, made.start, made.uid) == (date(2025, 3, 4), time(10), UID)


def _teams(sequence: int, method: str = "REQUEST") -> bytes:
    text = TEAMS_REQUEST.replace("SEQUENCE:2", f"SEQUENCE:{sequence}").replace("METHOD:REQUEST", f"METHOD:{method}")
    return text.replace("20250220T150000Z", f"202502{20 + sequence}T150000Z").replace("\n", "\r\n").encode()


def test_updates_come_in_older_ones_are_ignored_and_a_cancellation_is_asked_about(
    qtbot, window, context, tmp_path, notifier
):
    services = context.services
    first, older, cancelled = tmp_path / "first.ics", tmp_path / "older.ics", tmp_path / "cancelled.ics"
    first.write_bytes(_teams(2))
    older.write_bytes(_teams(1))
    cancelled.write_bytes(_teams(3, "CANCEL"))
    made = services.taken_over.take_over(services.taken_over.read(first), group_id=context.scope.group_id).meeting_id
    drop(window, older)
    assert notifier.said[-1][0].startswith("This version of “Technical meeting” is older")
    drop(window, cancelled, older)
    dialog = shown(window)
    assert column(dialog, IncomingColumn.SORT) == ["Cancellations", "Can't be taken"]
    assert column(dialog, IncomingColumn.THEN) == ["left alone", ""]
    assert not dialog.takeButton.isEnabled()
    qtbot.keyClick(dialog.foundTable, Qt.Key.Key_Space)
    assert column(dialog, IncomingColumn.THEN)[0] == "cancelled here too"
    assert services.meetings.get(made).status is MeetingStatus.SCHEDULED
    dialog.accept()
    assert services.meetings.get(made).status is MeetingStatus.CANCELLED


def test_files_held_over_the_window_are_seen_to_be_taken_and_what_is_none_is_said(window, tmp_path, notifier):
    document = tmp_path / "summary.docx"
    document.write_bytes(b"PK")
    data = _mime([document])
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QCoreApplication.sendEvent(window.windowHandle(), enter)
    sheet = window.intake.sheet
    assert sheet.isVisible()
    assert sheet.geometry() == window.rect()
    assert "Only calendar files and mails" in sheet.words.text()
    QCoreApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert not sheet.isVisible()
    drop(window, document)
    assert notifier.said[-1][0].startswith("“summary.docx” is neither a calendar file nor a mail.")


def test_while_a_form_is_open_a_drop_is_answered_and_changes_nothing(window, files, notifier, store: Store):
    drop(window, files)
    first, before = shown(window), store.seq()
    drop(window, files / "ann.ics")
    assert notifier.said[-1][0].startswith("A form is open.")
    assert shown(window) is first
    assert store.seq() == before
    first.reject()


def test_where_materials_are_kept_a_mail_stays_a_material(window, context, tmp_path):
    letter = tmp_path / "letter.eml"
    letter.write_bytes(b"Subject: x\r\n\r\nx")
    context.navigator.go(Place("materials"))
    settle()
    assert not window.intake.wants([letter])
    context.navigator.go(Place("meetings"))
    assert window.intake.wants([letter])


def test_copied_files_are_pasted_where_nothing_is_typed(qtbot, window, context, files):
    QGuiApplication.clipboard().setMimeData(_mime([files / "ann.ics", files / "ben.ics"]))
    context.navigator.go(Place("actions"))
    settle()
    window.sideBar.focus_current()
    context.commands.run("edit.paste")
    settle()
    dialog = shown(window)
    assert dialog.model.rowCount() == 2
    dialog.reject()


def test_files_are_chosen_in_the_menu_too(window, context, notifier: RecordingNotifier, files):
    notifier.files = [files / "ann.ics", files / "stranger.ics"]
    context.commands.run("file.take-in")
    settle()
    dialog = shown(window)
    assert column(dialog, IncomingColumn.SORT) == ["Answers", "Not invited"]
    dialog.reject()


BAD = {
    "not a calendar": b"Dear all,\r\n\r\nthe meeting is moved.\r\n",
    "empty": b"",
    "20 MB": b"BEGIN:VCALENDAR\r\n" + b"X-A:" + b"a" * 20_000_000,
    "100,000 events": b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"
    + b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n" * 100_000
    + b"END:VCALENDAR\r\n",
    "no UID": calendar("UID:", "ATTENDEE:mailto:a@x.example"),
    "UTF-16 of a stranger": calendar("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example", "UID:none")
    .decode()
    .encode("utf-16"),
    "endless rule, cancelled by a stranger": calendar(
        "RRULE:FREQ=SECONDLY", "ORGANIZER:mailto:evil@x.example", "UID:none", method="CANCEL"
    ),
    "message of Outlook": b"\xd0\xcf\x11\xe0" + b"\0" * 500,
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_taken_is_one_sentence_and_the_window_lives_on(window, kind, tmp_path, notifier, store: Store):
    before, file = store.seq(), tmp_path / "bad.ics"
    file.write_bytes(BAD[kind])
    drop(window, file)
    assert not any(each.isVisible() for each in window.findChildren(IncomingDialog))
    assert "Nothing was changed" in notifier.said[-1][0]
    assert "\n" not in notifier.said[-1][0]
    assert store.seq() == before
    assert window.page is not None
    assert window.page.isVisible()


def test_a_stranger_cancels_nothing_of_ours_without_being_asked(window, context, meeting_id, tmp_path, notifier):
    file = tmp_path / "cancel.ics"
    file.write_bytes(calendar(f"UID:{meeting_id}", "ORGANIZER:mailto:evil@x.example", method="CANCEL"))
    drop(window, file)
    assert "which is organised here. Nothing was changed." in notifier.said[-1][0]
    assert context.services.meetings.get(meeting_id).status is MeetingStatus.SCHEDULED


def test_an_event_without_a_method_or_a_known_zone_can_be_taken_over_and_its_zone_is_asked_for(
    qtbot, window, context, tmp_path
):
    file = tmp_path / "saved.ics"
    lines = ("DTSTART;TZID=Mars/Olympus:20250304T100000", "SUMMARY:Technical meeting")
    file.write_bytes(calendar(*lines, method=""))
    drop(window, file)
    dialog = shown(window)
    assert dialog.zoneEdit.isVisible()
    assert dialog.zoneEdit.text() == "America/New_York"
    assert dialog.organiserEdit.isVisible()
    qtbot.keyClick(dialog.foundTable, Qt.Key.Key_Space)
    dialog.accept()
    assert "doesn't say who organises it" in dialog.problemLabel.text()
    dialog.organiserEdit.setFocus()
    qtbot.keyClicks(dialog.organiserEdit, "olga@pura.example")
    dialog.zoneEdit.selectAll()
    qtbot.keyClicks(dialog.zoneEdit, "America/Chicago")
    dialog.accept()
    made = next(row for row in context.services.meetings.list() if row.title == "Technical meeting")
    assert made.time_zone == "America/Chicago"
