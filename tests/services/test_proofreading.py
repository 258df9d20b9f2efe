"""A summary is looked over before it goes out: the real one's two wrong years would have been found."""

from __future__ import annotations

from datetime import date

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.proofreading import Severity
from msa_wg_desktop.services.sample import load_sample


def found(services, meeting_id) -> set[tuple[str, str, str]]:
    return {(one.rule.value, one.where, one.text) for one in services.proofreading.check(meeting_id)}


def test_the_two_wrong_years_of_the_real_summary_are_found(services):
    meeting_id = load_sample(services)
    warnings = [
        (one.where, one.text) for one in services.proofreading.check(meeting_id) if one.severity is Severity.WARNING
    ]
    assert warnings == [
        ("MSA Directive", "October 16, 2025"),
        ("Summary of Data Needs and Responses", "February 6, 2024"),
    ]


def test_gaps_are_found_each_with_its_place(desk):
    services, meeting = desk.services, desk.meeting
    services.notes.capture_lines(
        meeting, "ACTION: send the waiver\nJane Roe (Acme): Of February 6, 2024 I know nothing"
    )
    services.actions.add("Too early", owners=["UI"], due=date(2025, 1, 2), meeting_id=meeting)
    section = services.sections.add(meeting, "Left open")
    rules = found(services, meeting)
    assert ("no-owner", "Feb 6, 2025, Discussion 9", "Send the waiver") in rules
    assert ("no-date", "Feb 6, 2025, Discussion 9", "Send the waiver") in rules
    assert ("unsettled-name", "Discussion 10", "Jane Roe") in rules
    assert ("date-against-record", "Discussion 10", "February 6, 2024") in rules
    assert ("due-before-meeting", "Feb 6, 2025", "Too early") in rules
    assert ("empty-section", "Left open", "Left open") in rules
    services.sections.edit(section, {"printed": False})
    assert not any(rule == "empty-section" and text == "Left open" for rule, _where, text in found(services, meeting))


def test_what_was_typed_in_haste_and_would_be_printed_so_is_found(desk):
    services, meeting = desk.services, desk.meeting
    before = found(services, meeting)
    services.notes.capture_lines(meeting, "zz: See #26.6, not issue#7 nor #tag\n[off] zz: and #26.1\n[off] yy: no")
    assert found(services, meeting) - before == {
        ("unheld-code", "Discussion 9", "zz:"),
        ("short-link", "Discussion 9", "#26.6"),
    }


def test_what_is_off_the_record_is_not_looked_at(desk):
    before = found(desk.services, desk.meeting)
    desk.services.notes.capture_lines(desk.meeting, "[off] ACTION: feed the zebra on February 6, 2024")
    assert found(desk.services, desk.meeting) == before


def test_a_meeting_without_date_or_time_is_pointed_out(desk):
    services = desk.services
    undated = services.meetings.add(desk.group, MeetingDraft("Some day", None))
    assert ("no-date", "Head of the summary", "Some day") in found(services, undated)
    untimed = services.meetings.add(desk.group, MeetingDraft("All day", date(2025, 2, 20)))
    assert ("no-time", "Head of the summary", "All day") in found(services, untimed)
