"""What a guest's calendar gets: by bytes, and as other programs read it. The names are the rows of documents.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from msa_wg_desktop.domain.invitations import EventDay, EventFacts, Guest, Invitation, Mailbox, Method
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.invitations.calendar_file import calendar_file
from tests.invitations.conftest import FACTS, STAMP, WEBINAR, changed, unfolded
from tests.invitations.readers import ical_js, occurrences


def _request(invitation: Invitation, *, to: Guest | None = None, sequence: int = 2) -> bytes:
    return calendar_file(invitation, Method.REQUEST, sequence=sequence, stamp=STAMP, to=to)


def test_a_request_is_said_in_these_lines(webinar: Invitation):
    said = unfolded(_request(webinar))
    assert said[said.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:7d0c@msa-wg",
        "DTSTAMP:20250212T153000Z",
        "SEQUENCE:2",
        "DTSTART;TZID=America/New_York:20250416T130000",
        "DTEND;TZID=America/New_York:20250416T143000",
        "SUMMARY:MSA training webinar",
        (
            "DESCRIPTION:You are invited to a training webinar.\\n\\nAgenda\\n1. What an MSA is\\n2. Questions"
            "\\n\\nJoin: https://example.org/webinar/msa"
        ),
        "LOCATION:https://example.org/webinar/msa",
        "URL:https://example.org/webinar/msa",
        "CONFERENCE;VALUE=URI;LABEL=Join:https://example.org/webinar/msa",
        "ORGANIZER;CN=Fay Cilitator:mailto:facilitator@example.org",
        (
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ann Example"
            ":mailto:ann@example.org"
        ),
        (
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Bo Example"
            ":mailto:bo@example.net"
        ),
        (
            "ATTENDEE;CUTYPE=GROUP;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Municipal inspectors"
            ":mailto:inspectors@lists.example.org"
        ),
        "STATUS:CONFIRMED",
        "CLASS:PUBLIC",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:MSA training webinar",
        "TRIGGER:-P1D",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:MSA training webinar",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_file_begins_with_what_it_is(webinar: Invitation):
    said = unfolded(_request(webinar))
    assert said[:5] == [
        "BEGIN:VCALENDAR",
        "PRODID:-//MSA WG Desktop//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
    ]


def test_cancel_has_the_uid_the_next_sequence_and_status_cancelled(webinar: Invitation):
    said = unfolded(calendar_file(webinar, Method.CANCEL, sequence=3, stamp=STAMP))
    assert {"METHOD:CANCEL", "UID:7d0c@msa-wg", "SEQUENCE:3", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"} <= set(said)
    assert "DTSTART;TZID=America/New_York:20250416T130000" in said
    assert sum(line.startswith("ATTENDEE") for line in said) == 3
    assert not [line for line in said if "VALARM" in line or "RSVP" in line]


def test_somebody_taken_off_the_list_gets_a_cancel_that_names_only_them(webinar: Invitation):
    gone = Guest("gone@example.org", "Gone Example")
    said = unfolded(calendar_file(webinar, Method.CANCEL, sequence=3, stamp=STAMP, to=gone))
    assert [line for line in said if line.startswith("ATTENDEE")] == [
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;CN=Gone Example:mailto:gone@example.org"
    ]


def test_what_was_cancelled_without_a_new_date_says_the_date_that_it_had(webinar: Invitation):
    gone = replace(webinar, facts=None, takes_place=False)
    said = unfolded(calendar_file(gone, Method.CANCEL, sequence=3, stamp=STAMP, facts=FACTS))
    assert "DTSTART;TZID=America/New_York:20250416T130000" in said
    assert "BEGIN:VEVENT" in unfolded(calendar_file(gone, Method.CANCEL, sequence=3, stamp=STAMP))


def test_a_meeting_without_a_date_can_be_no_request(webinar: Invitation):
    with pytest.raises(ValidationError, match="no date"):
        _request(replace(webinar, facts=None))


def test_publish_asks_nobody(webinar: Invitation):
    said = unfolded(calendar_file(webinar, Method.PUBLISH, sequence=0, stamp=STAMP))
    assert "METHOD:PUBLISH" in said
    assert not [line for line in said if line.startswith("ATTENDEE")]
    nobody = replace(webinar, organiser=Mailbox(""))
    assert "ORGANIZER" not in "".join(unfolded(calendar_file(nobody, Method.PUBLISH, sequence=0, stamp=STAMP)))


def test_guests_of_a_webinar_do_not_see_each_other(webinar: Invitation):
    hidden = replace(webinar, hides_guests=True)
    assert b"bo@example.net" not in _request(hidden, to=hidden.guests[0])
    assert b"ATTENDEE" not in _request(hidden)
    assert _request(webinar, to=webinar.guests[0]) == _request(webinar)


def test_a_whole_day_ends_with_the_next_day_and_takes_the_time(tmp_path: Path):
    data = _request(changed(start=None, end=None))
    assert {"DTSTART;VALUE=DATE:20250416", "DTEND;VALUE=DATE:20250417", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"} <= set(
        unfolded(data)
    )
    assert b"VTIMEZONE" not in data
    assert occurrences(data) == [(date(2025, 4, 16), date(2025, 4, 17), "MSA training webinar")]


def test_an_end_that_nobody_knows_is_not_made_up():
    assert not [line for line in unfolded(_request(changed(end=None))) if line.startswith("DTEND")]


def test_an_event_over_midnight_ends_on_the_next_day():
    assert "DTEND;TZID=America/New_York:20250417T010000" in unfolded(_request(changed(end=time(1))))


def test_the_join_link_is_in_location_description_and_url_and_conference_is_an_extra():
    said = unfolded(_request(changed(location="Hearing Room 1")))
    assert "LOCATION:Hearing Room 1\\; https://example.org/webinar/msa" in said
    for name in ("LOCATION", "DESCRIPTION", "URL", "CONFERENCE"):
        assert any(line.startswith(name) and FACTS.url in line for line in said), name


def test_a_link_that_is_none_is_words_only():
    said = unfolded(_request(changed(url="dial 555, code 7")))
    assert "LOCATION:dial 555\\, code 7" in said
    assert not [line for line in said if line.startswith(("URL", "CONFERENCE"))]


def test_a_link_that_the_text_says_already_is_not_said_twice(webinar: Invitation):
    said = next(
        line for line in unfolded(_request(replace(webinar, text=f"Come: {FACTS.url}"))) if line[:11] == "DESCRIPTION"
    )
    assert said.count(FACTS.url) == 1


# ---------------------------------------------------------------- series


_SERIES = EventFacts(
    date(2025, 2, 25),
    time(11),
    time(12),
    "America/New_York",
    rule="FREQ=WEEKLY;BYDAY=TU;COUNT=5",
    days=(
        EventDay(date(2025, 3, 4)),
        EventDay(date(2025, 3, 11), EventFacts(date(2025, 3, 12), time(14), time(15), "America/Chicago"), "Moved"),
    ),
)
_TIMES = [
    ("2025-02-25T16:00", "MSA training webinar"),
    ("2025-03-12T19:00", "Moved"),
    ("2025-03-18T15:00", "MSA training webinar"),
    ("2025-03-25T15:00", "MSA training webinar"),
]


def test_moved_and_cancelled_occurrences_are_said_by_recurrence_id_and_exdate():
    said = unfolded(_request(replace(WEBINAR, facts=_SERIES)))
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5" in said
    assert "EXDATE;TZID=America/New_York:20250304T110000" in said
    assert "RECURRENCE-ID;TZID=America/New_York:20250311T110000" in said
    assert "DTSTART;TZID=America/Chicago:20250312T140000" in said
    assert [line for line in said if line.startswith("TZID:")] == ["TZID:America/Chicago", "TZID:America/New_York"]
    assert said.count("UID:7d0c@msa-wg") == said.count("SEQUENCE:2") == said.count("DTSTAMP:20250212T153000Z") == 2


def test_recurring_ical_events_reads_the_days_of_a_series():
    found = occurrences(_request(replace(WEBINAR, facts=_SERIES)))
    assert [(f"{start:%Y-%m-%dT%H:%M}", title) for start, _end, title in found] == _TIMES


@pytest.mark.external("node")
def test_ical_js_reads_the_days_of_a_series(tmp_path: Path):
    found = ical_js(_request(replace(WEBINAR, facts=_SERIES)), tmp_path)["events"]
    assert [(start[:16], title) for start, _end, title in found[0]["times"]] == _TIMES


@pytest.mark.external("node")
@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=3", ["2025-04-16", "2025-04-17", "2025-04-18"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=3", ["2025-04-16", "2025-04-30", "2025-05-14"]),
        ("FREQ=MONTHLY;BYDAY=3WE;COUNT=3", ["2025-04-16", "2025-05-21", "2025-06-18"]),
        ("FREQ=MONTHLY;BYDAY=-1WE;COUNT=2", ["2025-04-30", "2025-05-28"]),
    ],
)
def test_daily_weekly_and_monthly_by_nth_weekday_come_on_their_days(rule: str, days: list[str], tmp_path: Path):
    data = _request(changed(day=date.fromisoformat(days[0]), rule=rule))
    assert [start[:10] for start, _end, _title in ical_js(data, tmp_path)["events"][0]["times"]] == days
    assert [str(start)[:10] for start, _end, _title in occurrences(data)] == days


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260101T000000Z", "FREQ=DAILY;COUNT=99999999"]
)
def test_a_rule_without_end_or_with_one_in_utc_is_written_at_once(rule: str):
    assert f"RRULE:{rule}" in unfolded(_request(changed(rule=rule)))


def test_the_last_day_of_all_is_a_day_like_others():
    said = unfolded(_request(changed(day=date.max, start=None, end=None)))
    assert "DTSTART;VALUE=DATE:99991231" in said
    assert not [line for line in said if line.startswith("DTEND")]


def test_a_rule_that_is_none_is_refused_in_words():
    with pytest.raises(ValidationError, match="How often"):
        _request(changed(rule="FREQ=DAILY\r\nATTENDEE:mailto:x@example.org"))


# ---------------------------------------------------------------- bytes


_HARD = (
    "Ünïcödé 日本語 🙂 " * 20,
    "a;b,c\\d\"e'f:g",
    "one\r\ntwo\nthree\rfour\x0bfive\u2028six",
    "bell\x07 null\x00 lone\ud800 end",
    "x" * 500,
    "=1+1 {{ }} <b> BEGIN:VEVENT",
)


@pytest.mark.parametrize("hard", _HARD)
def test_lines_are_folded_at_75_octets_never_inside_a_character(hard: str):
    data = _request(replace(changed(location=hard), title=hard, text=hard, guests=(Guest("a@example.org", hard),)))
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
        assert not [octet for octet in line if octet < 0x20 or octet == 0x7F]


@pytest.mark.parametrize("hard", _HARD)
def test_another_reader_gets_the_words_as_they_were(hard: str):
    data = _request(replace(WEBINAR, title=hard, text=hard, guests=(Guest("a@example.org", hard),)))
    event: Any = icalendar.Calendar.from_ical(data).walk("VEVENT")[0]
    line = " ".join(hard.replace("\r\n", "\n").replace("\ud800", "\ufffd").split("\n"))
    assert "\n" not in event["SUMMARY"]
    if hard.isprintable():
        assert event["SUMMARY"] == line.strip()
        assert str(event["DESCRIPTION"]).startswith(hard.strip())
        assert event["ATTENDEE"].params["CN"] == hard.strip().replace('"', "'")
    assert len(icalendar.Calendar.from_ical(data).walk("VEVENT")) == 1


@pytest.mark.external("node")
def test_ical_js_gets_the_words_as_they_were(tmp_path: Path):
    hard = "a;b,c\\d: Ünï 🙂 " + "日本" * 60
    found = ical_js(_request(replace(WEBINAR, title=hard, text=f"{hard}\n{hard}")), tmp_path)
    assert found["method"] == "REQUEST"
    event = found["events"][0]
    assert event["summary"] == hard
    assert event["description"].startswith(f"{hard}\n{hard}")
    assert [guest["kind"] for guest in event["guests"]] == ["INDIVIDUAL", "INDIVIDUAL", "GROUP"]
    assert {guest["rsvp"] for guest in event["guests"]} == {"TRUE"}
    assert event["alarms"] == ["-P1D", "-PT15M"]
    assert event["conference"] == FACTS.url


def test_names_in_parameters_have_no_quotes_and_stand_in_them_where_they_need_to():
    said = unfolded(_request(replace(WEBINAR, guests=(Guest("a@example.org", 'Ann "The; Boss", Example'),))))
    assert next(line for line in said if line.startswith("ATTENDEE")).endswith(
        ";CN=\"Ann 'The; Boss', Example\":mailto:a@example.org"
    )


def test_nothing_in_a_name_title_place_or_uid_begins_a_line_of_its_own():
    bad = "x\r\nATTENDEE:mailto:stranger@example.org"
    wicked = replace(
        changed(location=bad, url=f"https://example.org/{bad}"),
        uid=bad,
        title=bad,
        text=bad,
        organiser=Mailbox("o@example.org", bad),
        guests=(Guest("a@example.org", bad),),
    )
    assert len([line for line in unfolded(_request(wicked)) if line.startswith("ATTENDEE")]) == 1


@pytest.mark.parametrize("mail", ["a@example.org\r\nX:1", "a@example.org, b@example.org", "nobody", ""])
def test_an_address_that_is_none_is_refused_in_words(mail: str):
    with pytest.raises(ValidationError) as refused:
        _request(replace(WEBINAR, guests=(Guest(mail, "Somebody"),)))
    assert refused.value.field == "mail"


def test_the_same_input_gives_the_same_bytes(webinar: Invitation):
    assert _request(webinar) == _request(replace(webinar))
    assert _request(webinar) != _request(replace(webinar, reminders=(timedelta(hours=1, minutes=30),)))
    assert b"TRIGGER:-PT1H30M" in _request(replace(webinar, reminders=(timedelta(hours=1, minutes=30),)))
