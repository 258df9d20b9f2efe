"""A meeting's own data: how long it is, what is odd about its day, and a series made or changed with it."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from tests.gui.turns import settle


@pytest.fixture
def dialog(context, host, group_id) -> MeetingDialog:
    dialog = MeetingDialog(context, group_id=group_id, parent=host)
    dialog.titleEdit.setText("Weekly call")
    dialog.dateEdit.setText("Feb 10")
    dialog.startEdit.setText("11:00")
    dialog.endEdit.setText("12:30")
    dialog.open()
    settle()
    return dialog


def repeat(dialog: MeetingDialog, every: Every, until: str) -> None:
    dialog.seriesFields.everyBox.setCurrentIndex(dialog.seriesFields.everyBox.findData(every))
    dialog.seriesFields.untilEdit.setText(until)


def test_how_long_it_is_and_what_is_odd_is_said(dialog: MeetingDialog):
    assert dialog.lengthLabel.text() == "1 hour 30 minutes"
    assert dialog.dateHint.text() == "Mon, Feb 10, 2025"
    dialog.dateEdit.setText("Feb 17")
    assert dialog.dateHint.text() == "Mon, Feb 17, 2025. That is Washington's Birthday."
    dialog.endEdit.setText("10:00")
    assert dialog.lengthLabel.text() == ""
    dialog.dateEdit.setText("Feb 10")
    dialog.accept()
    assert "ends before it starts" in dialog.problemLabel.text()


def test_a_webinar_with_a_link_is_made_with_enter(qtbot, dialog: MeetingDialog, context):
    made: list[str] = []
    dialog.saved.connect(made.append)
    dialog.kindBox.setCurrentIndex(1)
    dialog.urlEdit.setText("https://example.org/join")
    qtbot.keyClick(dialog.urlEdit, Qt.Key.Key_Return)
    meeting = context.services.meetings.get(made[0])
    assert (meeting.kind, meeting.url, meeting.end) == (MeetingKind.WEBINAR, "https://example.org/join", time(12, 30))


@pytest.mark.parametrize(("known", "was"), [(False, None), (True, date(2025, 2, 6))])
def test_a_day_that_nobody_was_told_is_put_right_and_one_that_somebody_was_told_is_remembered(
    context, host, group_id, known, was
):
    meeting_id = context.services.meetings.add(group_id, MeetingDraft("Call", date(2025, 2, 6)))
    if known:
        context.services.attendance.add(meeting_id, context.services.parties.add_person("Jane Roe").id)
    dialog = MeetingDialog(context, meeting_id=meeting_id, parent=host)
    dialog.dateEdit.setText("Feb 11")
    dialog.accept()
    meeting = context.services.meetings.get(meeting_id)
    assert (meeting.date, meeting.rescheduled_from) == (date(2025, 2, 11), was)


def test_a_series_leaves_holidays_out_unless_they_are_ticked(dialog: MeetingDialog, context):
    repeat(dialog, Every.WEEK, "until Mar 3")
    fields = dialog.seriesFields
    words = [fields.daysList.item(place).text() for place in range(fields.daysList.count())]
    assert words[1] == "Mon, Feb 17, 2025 · Washington's Birthday"
    assert fields.sumsLabel.text() == "3 meetings · every Monday · 1 day left out"
    fields.daysList.item(2).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    found = [row for row in context.services.meetings.list() if row.in_series]
    assert [row.date for row in found] == [date(2025, 3, 3), date(2025, 2, 10)]


@pytest.mark.parametrize("until", ["4 times", "for 4 meetings", "4", "until Mar 3"])
def test_the_end_of_a_series_is_a_count_or_a_day(dialog: MeetingDialog, until: str):
    repeat(dialog, Every.WEEK, until)
    assert dialog.seriesFields.rule() == "FREQ=WEEKLY;BYDAY=MO;COUNT=4"


@pytest.mark.parametrize(
    ("until", "words"),
    [("", "Say either until when"), ("whenever", "names no day"), ("1 times", "2 to 120"), ("999", "2 to 120")],
)
def test_a_series_without_an_end_that_makes_sense_is_not_made(dialog: MeetingDialog, context, until: str, words: str):
    repeat(dialog, Every.WEEK, until)
    dialog.accept()
    assert words in dialog.problemLabel.text()
    assert [row for row in context.services.meetings.list() if row.in_series] == []


def test_the_choices_follow_the_day(dialog: MeetingDialog):
    repeat(dialog, Every.MONTH, "3 times")
    dialog.dateEdit.setText("Feb 11")
    box = dialog.seriesFields.everyBox
    assert box.currentText() == "Every second Tuesday of the month"
    dialog.dateEdit.setText("")
    assert not dialog.seriesFields.repeats


def test_what_follows_is_changed_where_it_is_ticked(context, host, group_id):
    services, first = context.services, date(2025, 2, 11)
    rule = make_rule(Every.WEEK, first, count=3)
    ids = services.meeting_series.add(group_id, MeetingDraft("Weekly", first, time(11), time(12)), rule)
    dialog = MeetingDialog(context, group_id=group_id, meeting_id=ids[1], parent=host)
    dialog.open()
    assert dialog.followingCheck.text() == "&The meetings that follow too (every Tuesday)"
    dialog.followingCheck.setChecked(True)
    dialog.startEdit.setText("10:00")
    dialog.dateEdit.setText("Feb 19")
    dialog.accept()
    found = [services.meetings.get(meeting_id) for meeting_id in ids]
    assert [(row.date.day, row.start) for row in found if row.date] == [(11, time(11)), (19, time(10)), (26, time(10))]
