"""The table "Calendar" of the design's documents, row by row: asserted on the bytes that a mail server received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import icalendar
import pytest

from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.services.container import Services
from tests.invitations import libical
from tests.invitations.calendars import reply
from tests.invitations.conftest import unfolded
from tests.invitations.readers import ical_js, occurrences
from tests.invitations.received import LINK, ORGANISER, PLACE, TEXT, TITLE, ZOE, Desk, Received, live

_STEPS = {
    "invited": ("REQUEST", "0"),
    "moved": ("REQUEST", "1"),
    "elsewhere": ("REQUEST", "2"),
    "other words": ("REQUEST", "2"),
    "taken off": ("CANCEL", "3"),
    "cancelled": ("CANCEL", "4"),
    "back again": ("REQUEST", "5"),
    "webinar": ("REQUEST", "0"),
    "series": ("REQUEST", "0"),
    "series changed": ("REQUEST", "1"),
}
"""Each step with what its mails ask and which version they are."""
_STARTS = {
    "invited": "2025-04-16T17:00",
    "moved": "2025-04-23T17:00",
    "cancelled": "2025-04-23T17:00",
    "back again": "2025-05-07T17:00",
    "webinar": "2025-11-03T16:00",
    "series changed": "2025-02-25T17:00",
}


@pytest.fixture(scope="module")
def desk(empty_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from live(empty_record, tmp_path_factory.mktemp("received"))


@pytest.fixture(params=_STEPS)
def mail(desk: Desk, request: pytest.FixtureRequest) -> Received:
    """The first mail of each step."""
    return desk.steps[request.param][0]


def _components(data: bytes, name: str = "VEVENT") -> list[Any]:
    """The parts of a calendar as icalendar reads them, which types them as anything that a property can be."""
    return icalendar.Calendar.from_ical(data).walk(name)


# One meeting, one UID, for ever. SEQUENCE = the highest ever sent + 1 when date, time, rule, place or status changes;
# other changes keep it and bring a newer DTSTAMP. (Undo, and files that count as sent: services/test_invitations.py.)


def test_one_meeting_has_one_uid_for_ever(desk: Desk):
    steps = ("invited", "moved", "elsewhere", "other words", "taken off", "cancelled", "back again")
    assert len({uid for step in steps for each in desk.steps[step] for uid in each.said("UID")}) == 1
    assert len({uid for step in ("series", "series changed") for uid in desk.steps[step][0].said("UID")}) == 1


def test_date_place_and_status_raise_the_sequence_and_words_keep_it_with_a_newer_stamp(desk: Desk):
    assert {step: (each.said("SEQUENCE")[0]) for step, (each, *_) in desk.steps.items()} == {
        step: sequence for step, (_method, sequence) in _STEPS.items()
    }
    stamps = [each.said("DTSTAMP")[0] for each, *_others in desk.steps.values()]
    assert stamps == sorted(set(stamps))


# Row 1: the mail


def test_the_mail_is_mixed_of_an_alternative_with_the_calendar_last_and_a_file(mail: Received):
    mixed = mail.mail
    assert not [defect for part in mixed.walk() for defect in part.defects]
    alternative, file = mixed.iter_parts()
    assert (mixed.get_content_type(), alternative.get_content_type(), file.get_content_type()) == (
        "multipart/mixed",
        "multipart/alternative",
        "application/ics",
    )
    kinds = [part.get_content_type() for part in alternative.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert (file.get_content_disposition(), file.get_filename()) == ("attachment", "invite.ics")


@pytest.mark.parametrize("step", _STEPS)
def test_the_calendar_part_says_its_method_and_charset_and_has_no_disposition_nor_content_id(desk: Desk, step: str):
    for each in desk.steps[step]:
        part = next(part for part in each.mail.walk() if part.get_content_type() == "text/calendar")
        assert part["Content-Type"].params == {"method": _STEPS[step][0], "charset": "utf-8"}
        assert part["Content-Disposition"] is part["Content-ID"] is None
        assert each.lines.count(f"METHOD:{_STEPS[step][0]}") == 1


def test_both_copies_are_equal(desk: Desk):
    for each in desk.all:
        shown, file = each.calendars
        assert shown == file


def test_every_line_ends_with_crlf_and_is_short_enough_for_any_server(desk: Desk):
    for each in desk.all:
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", each.data)
        assert max(map(len, each.data.split(b"\r\n"))) <= 998
        assert each.data.isascii()


def test_from_is_the_organiser_and_to_is_the_one_guest_in_the_words_of_their_names(mail: Received):
    head, calendar = mail.mail, _components(mail.calendars[0])[0]
    (sender,) = head["From"].addresses
    (to,) = head["To"].addresses
    assert (sender.addr_spec, to.addr_spec) == ("desk@example.org", mail.to)
    assert calendar["ORGANIZER"] == "mailto:desk@example.org"
    assert calendar["ORGANIZER"].params["CN"] == ORGANISER.replace('"', "'")
    # Python puts a space between encoded words, which belongs to neither of them (RFC 2047, section 6.2).
    assert "".join(sender.display_name.split()) == "".join(ORGANISER.split())
    assert head["Cc"] is head["Bcc"] is None


def test_a_name_with_quotes_commas_an_address_and_emoji_is_one_guest_everywhere(desk: Desk):
    (first,) = [each for each in desk.steps["invited"] if each.to.casefold() == "zoe@example.net"]
    (to,) = first.mail["To"].addresses
    assert "".join(to.display_name.split()) == "".join(ZOE.split())
    assert len(getaddresses([first.mail["To"]])) == 1
    assert [header for header in first.mail if header in ("Cc", "Bcc", "To")] == ["To"]
    guests = _components(first.calendars[0])[0]["ATTENDEE"]
    names = {str(guest).casefold(): guest.params.get("CN") for guest in guests}
    assert names["mailto:zoe@example.net"] == " ".join(ZOE.replace('"', "'").split())


def test_guests_are_asked_for_an_answer(desk: Desk):
    asked = [line for line in desk.steps["invited"][0].lines if line.startswith("ATTENDEE")]
    assert len(asked) == 3
    assert all(";PARTSTAT=NEEDS-ACTION;RSVP=TRUE" in line for line in asked)


# Row 2: REQUEST to invite and update, CANCEL to cancel, also to those taken off the list; never PUBLISH inside a mail


def test_a_request_invites_and_updates_and_a_cancel_cancels_also_for_whoever_was_taken_off(desk: Desk):
    got = {step: sorted(each.to.casefold() for each in mails) for step, mails in desk.steps.items()}
    everybody = ["all@lists.example.org", "bo@example.org", "zoe@example.net"]
    assert got["invited"] == got["moved"] == got["elsewhere"] == got["other words"] == everybody
    assert got["taken off"] == ["bo@example.org"]
    assert got["cancelled"] == got["back again"] == ["all@lists.example.org", "zoe@example.net"]
    (gone,) = desk.steps["taken off"]
    assert gone.said("STATUS") == desk.steps["cancelled"][0].said("STATUS") == ["CANCELLED"]
    assert [address.casefold() for address in gone.said("ATTENDEE")] == ["mailto:bo@example.org"]
    assert desk.steps["back again"][0].said("STATUS") == ["CONFIRMED"]


def test_never_publish_inside_a_mail(desk: Desk):
    assert len(desk.all) > len(_STEPS)
    assert not [each for each in desk.all if b"PUBLISH" in each.calendars[0] + each.data]


def test_guests_of_a_webinar_do_not_see_each_other(desk: Desk):
    assert [(each.to, each.said("ATTENDEE")) for each in desk.steps["webinar"]] == [
        ("ann@x.example", ["mailto:ann@x.example"]),
        ("ben@y.example", ["mailto:ben@y.example"]),
    ]


# Row 3: PUBLISH only in feeds and files for a person's own calendar


@pytest.fixture(scope="module")
def feed(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The calendar file of the record, with a day by which something is due."""
    desk.services.deadlines.add("File; all of it", date(2025, 3, 31))
    target = tmp_path_factory.mktemp("feed") / "feed.ics"
    desk.services.feeds.write(target)
    return target.read_bytes()


def test_publish_is_for_feeds_which_have_a_name_and_say_how_often_to_look(feed: bytes):
    said = unfolded(feed)
    head = dict(line.split(":", 1) for line in said[: said.index("BEGIN:VTIMEZONE")])
    assert head["METHOD"] == "PUBLISH"
    assert head["NAME"] == head["X-WR-CALNAME"] == "Working group dates"
    assert head["REFRESH-INTERVAL;VALUE=DURATION"] == head["X-PUBLISHED-TTL"] == "PT1H"
    assert not [line for line in said if line.startswith(("ATTENDEE", "ORGANIZER"))]


# Row 4: VTIMEZONE for every TZID (the instants, around both changes of the clocks for five years: test_zones.py)


def test_every_tzid_has_a_zone_of_one_standard_and_at_most_one_daylight_with_yearly_rules_and_no_dates(
    desk: Desk, feed: bytes
):
    seen: set[str] = set()
    for data in (feed, *(each.calendars[0] for each in desk.all)):
        zones = {str(zone["TZID"]): zone for zone in _components(data, "VTIMEZONE")}
        assert set(zones) == set(re.findall(r";TZID=([^:;]+):", "\n".join(unfolded(data)))) <= available_timezones()
        for zone in zones.values():
            kinds = [part.name for part in zone.subcomponents]
            assert sorted(kinds) in (["STANDARD"], ["DAYLIGHT", "STANDARD"])
            rules = [part["RRULE"].to_ical().decode() for part in zone.subcomponents if "RRULE" in part]
            assert len(rules) == (2 if len(kinds) == 2 else 0)
            assert all(
                re.fullmatch(r"FREQ=YEARLY;(BYDAY=-?\dSU;BYMONTH=\d+|BYMONTH=\d+;BYDAY=-?\dSU)", r) for r in rules
            )
            assert not [part for part in zone.subcomponents if "RDATE" in part]
        seen |= set(zones)
    assert seen == {"America/New_York", "America/Phoenix", "America/Chicago"}


# Row 5: deadlines


def test_deadlines_are_whole_days_with_an_exclusive_end_that_take_no_time_with_a_category_and_alarms(feed: bytes):
    (day,) = [each for each in _components(feed) if each["SUMMARY"] == "File; all of it"]
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2025, 3, 31), date(2025, 4, 1))
    assert (day["TRANSP"], day["CATEGORIES"].to_ical()) == ("TRANSPARENT", b"Deadline")
    assert [alarm.name for alarm in day.subcomponents] == ["VALARM", "VALARM"]
    assert b"VTODO" not in feed


# Row 6: join link in LOCATION, DESCRIPTION and URL; CONFERENCE as an extra


def test_the_join_link_is_in_location_description_url_and_conference(desk: Desk):
    (event,) = _components(desk.steps["invited"][0].calendars[0])
    assert str(event["LOCATION"]) == f"{PLACE}; {LINK}"
    assert str(event["DESCRIPTION"]).endswith(f"Join: {LINK}")
    assert (str(event["URL"]), str(event["CONFERENCE"])) == (LINK, LINK)


# Row 7: series (daily, weekly and by nth weekday: test_calendar_file.py)

_DAYS = ["2025-02-25T17:00", "2025-03-04T17:00", "2025-03-12T19:00", "2025-03-25T16:00"]


def test_moved_and_cancelled_days_of_a_series_are_said_by_recurrence_id_and_exdate(desk: Desk):
    (mail,) = desk.steps["series changed"]
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5" in mail.lines
    assert "RECURRENCE-ID;TZID=America/Chicago:20250311T110000" in mail.lines
    assert "EXDATE;TZID=America/Chicago:20250318T110000" in mail.lines
    assert [f"{start:%Y-%m-%dT%H:%M}" for start, _end, _title in occurrences(mail.calendars[0])] == _DAYS


# Row 8: replies (each by itself: services/test_replies.py)


def test_replies_are_matched_by_uid_and_address_without_case_the_newest_counts_twice_is_once(
    desk: Desk, tmp_path: Path
):
    services: Services = desk.services
    uid = desk.steps["back again"][0].said("UID")[0]
    files = [
        reply("ZOE@EXAMPLE.NET", "ACCEPTED", UID=uid, SEQUENCE="5", DTSTAMP="20250213T100000Z"),
        reply("zoe@example.net", "DECLINED", UID=uid, SEQUENCE="2", DTSTAMP="20250214T100000Z"),
        reply("ZOE@EXAMPLE.NET", "ACCEPTED", UID=uid, SEQUENCE="5", DTSTAMP="20250213T100000Z"),
        reply("all@lists.example.org", "TENTATIVE", UID=uid, SEQUENCE="1", DTSTAMP="20250213T100000Z"),
        reply("stranger@example.com", "ACCEPTED", UID=uid, SEQUENCE="5"),
    ]
    for number, data in enumerate(files):
        (tmp_path / f"{number}.ics").write_bytes(data)
    meeting = services.replies.import_files([tmp_path]).reports[0].meeting_id
    assert meeting is not None
    answers = services.replies.answers(meeting)
    assert {each.guest.key: (each.answer, each.older) for each in answers.guests} == {
        "zoe@example.net": (Answer.ACCEPTED, False),
        "all@lists.example.org": (Answer.TENTATIVE, True),
    }
    assert [each.mail for each in answers.others] == ["stranger@example.com"]


# Row 9: folding at 75 octets, never inside a character; escapes; no control characters; names without quotes


def test_lines_are_folded_at_75_octets_never_inside_a_character_and_without_control_characters(desk: Desk, feed: bytes):
    folded = 0
    for data in (feed, *(each.calendars[0] for each in desk.all)):
        lines = data.removesuffix(b"\r\n").split(b"\r\n")
        folded += sum(line.startswith(b" ") for line in lines)
        for line in lines:
            assert len(line) <= 75
            assert line.decode("utf-8").isprintable()
    assert folded > 100


def test_the_words_come_out_as_they_were_typed_and_names_have_no_quotes(desk: Desk):
    (event,) = _components(desk.steps["invited"][0].calendars[0])
    assert str(event["SUMMARY"]) == TITLE
    assert str(event["DESCRIPTION"]).startswith(TEXT)
    assert not [guest for guest in event["ATTENDEE"] if '"' in guest.params.get("CN", "")]


# Row 10: cross-checked with ical.js and libical, and recurring-ical-events


@pytest.mark.parametrize("step", _STARTS)
def test_recurring_ical_events_finds_when_it_begins(desk: Desk, step: str):
    start, _end, _title = occurrences(desk.steps[step][0].calendars[0])[0]
    assert f"{start:%Y-%m-%dT%H:%M}" == _STARTS[step]


@pytest.mark.external("node")
@pytest.mark.parametrize("step", _STARTS)
def test_ical_js_finds_when_it_begins_and_the_words(desk: Desk, step: str, tmp_path: Path):
    found = ical_js(desk.steps[step][0].calendars[0], tmp_path)
    (event,) = found["events"]
    assert (found["method"], event["sequence"], event["times"][0][0][:16]) == (*_STEPS[step], _STARTS[step])
    assert event["summary"] == {"webinar": "Training", "series changed": "Weekly call"}.get(step, TITLE)


@pytest.mark.external(libical.LIBRARY)
@pytest.mark.parametrize("step", _STARTS)
def test_libical_finds_when_it_begins(desk: Desk, step: str):
    at = datetime.fromisoformat(_STARTS[step]).replace(tzinfo=UTC)
    assert libical.starts(desk.steps[step][0].calendars[0])[0] == at
