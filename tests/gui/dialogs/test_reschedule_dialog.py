"""A new date is read in words, looked at before it is set, for one meeting or those that follow; Enter takes it."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.domain.exports import SummaryOptions
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingStatus
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.gui.dialogs.reschedule_dialog import RescheduleDialog
from tests.gui.turns import settle

FEB_11 = date(2025, 2, 11)


@pytest.fixture
def dialog(context, host, meeting_id) -> RescheduleDialog:
    dialog = RescheduleDialog(context, meeting_id, host)
    dialog.open()
    settle()
    return dialog


@pytest.mark.parametrize(
    ("words", "day", "odd"),
    [
        ("in two weeks", "Thu, Feb 20, 2025", ""),
        ("Feb 22", "Sat, Feb 22, 2025", "That is a Saturday."),
        ("2/17", "Mon, Feb 17, 2025", "That is Washington's Birthday."),
        ("2025-01-14", "Tue, Jan 14, 2025", "That day has passed."),
        ("Feb 30", "February 30 does not exist. Nothing was changed.", ""),
        ("", "", ""),
    ],
)
def test_the_day_is_said_with_its_weekday_and_what_is_odd_about_it(dialog, words: str, day: str, odd: str):
    dialog.dateEdit.setText(words)
    assert dialog.dayLabel.text() == day
    assert dialog.oddLabel.text() == odd
    assert dialog.oddLabel.isVisible() is bool(odd)


def test_enter_moves_the_meeting_and_its_times_and_the_former_day_is_remembered(
    qtbot, dialog, context, meeting_id, notifier
):
    dialog.startEdit.setText("2:30 pm")
    dialog.endEdit.setText("3:30 pm")
    dialog.dateEdit.setText("Tue, Feb 25")
    qtbot.keyClick(dialog.dateEdit, Qt.Key.Key_Return)
    meeting = context.services.meetings.get(meeting_id)
    assert (meeting.date, meeting.rescheduled_from) == (date(2025, 2, 25), date(2025, 2, 6))
    assert (meeting.start, meeting.end) == (time(14, 30), time(15, 30))
    assert notifier.said[-1][0] == "MSA meeting is on Tue, Feb 25, 2025 now."
    notifier.said[-1][1].run()
    assert context.services.meetings.get(meeting_id).date == date(2025, 2, 6)


@pytest.mark.parametrize(
    ("day", "start", "end", "words"),
    [
        ("", "11:00", "12:00", "Say to which day"),
        ("Feb 25", "12:00", "11:00", "ends before it starts"),
        ("Feb 25", "half past", "12:00", "is no time"),
        ("Mar 9", "2:30", "4:00", "the clocks go forward"),
        ("someday", "11:00", "12:00", "names no day"),
    ],
)
def test_what_can_not_be_is_said_and_what_was_typed_stays(dialog, context, meeting_id, day, start, end, words):
    dialog.dateEdit.setText(day)
    dialog.startEdit.setText(start)
    dialog.endEdit.setText(end)
    dialog.accept()
    assert dialog.isVisible()
    assert words in dialog.problemLabel.text()
    assert dialog.dateEdit.text() == day
    assert context.services.meetings.get(meeting_id).date == date(2025, 2, 6)


def test_a_meeting_without_a_date_gets_one(context, host, meeting_id):
    context.services.meetings.edit(meeting_id, {"date": None})
    context.services.meetings.cancel(meeting_id, to_be_rescheduled=True)
    dialog = RescheduleDialog(context, meeting_id, host)
    dialog.open()
    dialog.dateEdit.setText("Feb 25")
    dialog.accept()
    assert context.services.meetings.get(meeting_id).status is MeetingStatus.SCHEDULED


@pytest.mark.parametrize(("following", "days"), [(True, [12, 19]), (False, [12, 18])])
def test_those_that_follow_come_along_where_it_is_ticked(context, host, group_id, following: bool, days: list[int]):
    services = context.services
    rule = make_rule(Every.WEEK, FEB_11, count=2)
    ids = services.meeting_series.add(group_id, MeetingDraft("Weekly", FEB_11, time(11), time(12)), rule)
    dialog = RescheduleDialog(context, ids[0], host)
    dialog.open()
    assert dialog.followingCheck.isVisible()
    dialog.followingCheck.setChecked(following)
    dialog.dateEdit.setText("Feb 12")
    dialog.accept()
    assert [services.meetings.get(found).date for found in ids] == [date(2025, 2, day) for day in days]


def test_final_summaries_that_say_the_day_of_now_are_named(context, host, meeting_id, tmp_path):
    context.services.exports.summary(meeting_id, tmp_path / "final.md", SummaryOptions(final=True))
    dialog = RescheduleDialog(context, meeting_id, host)
    dialog.open()
    dialog.dateEdit.setText("in two weeks")
    assert dialog.oddLabel.text().startswith("The final summary of Thu, Feb 6, 2025 says it as it is now")
    dialog.dateEdit.setText("Feb 6, 2025")
    assert "final" not in dialog.oddLabel.text()
