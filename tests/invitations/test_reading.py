"""What comes back is read as real programs write it."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, time
from email import policy
from email.message import EmailMessage

import pytest

from msa_wg_desktop.domain.invitations import Mailbox, Method
from msa_wg_desktop.domain.replies import Answer, IncomingEvent
from msa_wg_desktop.invitations.reading import read_file
from tests.invitations.calendars import (
    APPLE_REPLY,
    EASTERN,
    EVOLUTION_REPLY,
    GOOGLE_REPLY,
    OUTLOOK_REPLY,
    TEAMS_REQUEST,
    THUNDERBIRD_SERIES_REPLY,
    UID,
    calendar,
    mail,
    reply,
)


def one(data: bytes | str | EmailMessage) -> IncomingEvent:
    if isinstance(data, EmailMessage):
        data = data.as_bytes(policy=policy.SMTP)
    (event,) = read_file("reply", data.encode() if isinstance(data, str) else data).events
    return event


def test_outlook_answers_with_its_own_zone_a_comment_and_mailto_in_capitals() -> None:
    event = one(OUTLOOK_REPLY)
    assert (event.method, event.uid, event.sequence) == (Method.REPLY, UID, 1)
    assert event.stamp == datetime(2025, 2, 10, 14, 30, tzinfo=UTC)
    assert (event.day, event.start, event.end) == (date(2025, 2, 25), time(11), time(12))
    assert event.time_zone == "America/New_York"
    assert event.comment == "I may be late, sorry.\nAnn"
    (guest,) = event.guests
    assert guest.mailbox == Mailbox("Ann.Lee@X.example", "Lee, Ann")
    assert guest.answer is Answer.TENTATIVE


def test_google_answers_in_utc_with_a_comment_beside_the_address_and_folded_lines() -> None:
    event = one(GOOGLE_REPLY.replace("\n", "\r\n"))
    assert (event.start, event.time_zone) == (time(16), "UTC")
    assert event.comment == "In court, all day"
    (guest,) = event.guests
    assert (guest.mailbox.mail, guest.answer) == ("ben@y.example", Answer.DECLINED)


def test_apple_names_a_guest_by_a_path_and_says_the_address_beside_it() -> None:
    event = one(APPLE_REPLY)
    (guest,) = event.guests
    assert guest.mailbox == Mailbox("c@z.example", "Cole, C.")
    assert event.time_zone == "America/New_York"


def test_thunderbird_answers_a_series_and_the_moved_day_that_it_sends_along_says_nothing() -> None:
    event = one(THUNDERBIRD_SERIES_REPLY)
    assert (event.occurrence, event.sequence, event.time_zone) == (None, 1, "America/New_York")
    (guest,) = event.guests
    assert (guest.mailbox.mail, guest.answer) == ("ann.lee@x.example", Answer.ACCEPTED)
    answered = read_file("reply", THUNDERBIRD_SERIES_REPLY.replace("NEEDS-ACTION", "DECLINED").encode()).events
    assert [event.guests[0].answer for event in answered] == [Answer.ACCEPTED, Answer.DECLINED]


def test_evolution_answers_with_a_comment_in_a_mail_that_is_one_calendar() -> None:
    event = one(EVOLUTION_REPLY.replace("\n", "\r\n"))
    assert (event.method, event.comment) == (Method.REPLY, "In court, all day; sorry")
    assert (event.guests[0].mailbox.mail, event.guests[0].answer) == ("zoe@x.example", Answer.DECLINED)


def test_an_invitation_made_by_teams_has_its_organiser_guests_and_link() -> None:
    event = one(TEAMS_REQUEST)
    assert event.organiser == Mailbox("olga@pura.example", "Olga Org")
    assert [(guest.mailbox.name, guest.optional) for guest in event.guests] == [
        ("Facilitator", False),
        ("Ann Lee", True),
    ]
    assert event.url == "https://teams.microsoft.com/l/meetup-join/19%3ameeting"
    assert (event.title, event.location, event.sequence) == ("Technical meeting", "Microsoft Teams Meeting", 2)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://zoom.us/j/1?pwd=a", "https://zoom.us/j/1?pwd=a"),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc", "https://meet.google.com/abc"),
        ("LOCATION:https://x.zoom.us/j/2", "https://x.zoom.us/j/2"),
        ("DESCRIPTION:See https://x.example/agenda\\n(Join: https://us02.zoom.us/j/3).", "https://us02.zoom.us/j/3"),
        ("DESCRIPTION:See https://x.example/agenda", ""),
        ("URL:javascript:alert(1)", ""),
    ],
)
def test_how_to_join_is_found_where_programs_put_it(line: str, url: str) -> None:
    assert one(calendar(line, method="REQUEST")).url == url


def test_a_counter_proposal_has_the_times_that_were_proposed() -> None:
    data = calendar(
        "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ann@x.example",
        "DTSTART;TZID=Eastern Standard Time:20250226T140000",
        "DURATION:PT1H30M",
        "X-MS-OLK-ORIGINALSTART;TZID=Eastern Standard Time:20250225T110000",
        method="COUNTER",
        before=EASTERN.format(name="Eastern Standard Time"),
    )
    event = one(data)
    assert (event.method, event.day, event.start, event.end) == (
        Method.COUNTER,
        date(2025, 2, 26),
        time(14),
        time(15, 30),
    )


def test_delegates_are_read_both_ways() -> None:
    data = calendar(
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:dee@x.example":mailto:ann@x.example',
        'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="MAILTO:ann@x.example":mailto:dee@x.example',
    )
    ann, dee = one(data).guests
    assert (ann.answer, ann.delegated_to) == (Answer.DELEGATED, "dee@x.example")
    assert (dee.answer, dee.delegated_from) == (Answer.ACCEPTED, "ann@x.example")


def test_a_day_of_a_series_is_told_from_the_whole() -> None:
    here = one(reply("ann@x.example", **{"RECURRENCE-ID;TZID=America/New_York": "20250304T110000"}))
    assert (here.occurrence, here.occurrence_at) == (date(2025, 3, 4), None)
    utc = one(reply("ann@x.example", **{"RECURRENCE-ID": "20250305T010000Z"}))
    assert utc.occurrence_at == datetime(2025, 3, 5, 1, tzinfo=UTC)


def test_a_whole_day_has_no_times_and_no_zone() -> None:
    event = one(calendar("DTSTART;VALUE=DATE:20250225", "DTEND;VALUE=DATE:20250226", method="REQUEST"))
    assert (event.day, event.start, event.end, event.time_zone) == (date(2025, 2, 25), None, None, "")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252", "utf-32"]
)
def test_bytes_of_any_encoding_are_read(encoding: str) -> None:
    text = reply("ann@x.example").decode().replace("ATTENDEE;", "ATTENDEE;CN=Zoë Müller;")
    (guest,) = one(text.encode(encoding)).guests
    assert guest.mailbox.name == "Zoë Müller"


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
def test_lines_may_end_in_any_way_and_be_folded_inside_a_character(ends: str) -> None:
    data = reply("ann@x.example", COMMENT="Grüße").replace("Grü".encode(), b"Gr" + b"\xc3\r\n \xbc")
    assert one(data.replace(b"\r\n", ends.encode())).comment == "Grüße"


def test_escapes_and_carets_are_taken_back_and_a_name_stays_on_one_line() -> None:
    data = calendar(
        "ATTENDEE;CN=\"Ann ^'A^'^nLee\";PARTSTAT=ACCEPTED:mailto:ann@x.example",
        "COMMENT:a\\, b\\; c\\\\d\\ne",
        "SUMMARY:x\\ny",
    )
    event = one(data)
    assert event.guests[0].mailbox.name == 'Ann "A" Lee'
    assert (event.comment, event.title) == ("a, b; c\\d\ne", "x y")


def test_a_mail_holds_its_calendar_twice_and_it_is_read_once() -> None:
    found = read_file("mail.eml", mail(OUTLOOK_REPLY).as_bytes(policy=policy.SMTP))
    assert len(found.events) == 1
    assert found.sender == Mailbox("ann.lee@x.example", "Ann Lee")


@pytest.mark.parametrize("cte", ["base64", "quoted-printable", "8bit"])
def test_a_calendar_part_is_read_however_it_is_encoded(cte: str) -> None:
    message = EmailMessage()
    message["From"] = "=?utf-8?q?Zo=C3=AB?= <zoe@x.example>"
    text = reply("zoe@x.example", COMMENT="Grüße " + "x" * 200).decode()
    message.set_content(text, subtype="calendar", charset="utf-8", cte=cte)
    found = read_file("m", message.as_bytes(policy=policy.SMTP.clone(cte_type="8bit")))
    assert found.events[0].comment.startswith("Grüße")
    assert found.sender == Mailbox("zoe@x.example", "Zoë")


def test_what_a_part_asks_for_counts_where_the_calendar_says_nothing() -> None:
    without = OUTLOOK_REPLY.replace("METHOD:REPLY\n", "")
    assert one(without).method is None
    message = EmailMessage()
    message.set_content(without, subtype="calendar", params={"method": "reply"})
    assert one(message).method is Method.REPLY


def test_an_answer_without_a_moment_is_of_when_its_mail_was_sent() -> None:
    message = mail(OUTLOOK_REPLY.replace("DTSTAMP:20250210T143000Z\n", ""))
    assert one(message).stamp == datetime(2025, 2, 10, 14, 30, tzinfo=UTC)


def test_the_mails_own_calendar_comes_before_that_of_a_mail_inside_it() -> None:
    outer = mail(OUTLOOK_REPLY)
    outer.add_attachment(mail(TEAMS_REQUEST, sender="Olga <olga@pura.example>"))
    assert one(outer).method is Method.REPLY
    forwarded = EmailMessage()
    forwarded["From"] = "ann@x.example"
    forwarded.set_content("See below")
    forwarded.add_attachment(mail(TEAMS_REQUEST, sender="Olga <olga@pura.example>"))
    found = read_file("fwd.eml", forwarded.as_bytes(policy=policy.SMTP))
    assert (found.events[0].method, found.sender) == (Method.REQUEST, Mailbox("olga@pura.example", "Olga"))


def test_an_attached_file_is_known_by_its_name() -> None:
    message = EmailMessage()
    message["From"] = "ann@x.example"
    message.set_content("My answer")
    data = reply("ann@x.example")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="Answer.ICS")
    assert one(message).guests[0].answer is Answer.ACCEPTED


def test_several_calendars_in_one_file_are_all_read_in_their_order() -> None:
    data = reply("ann@x.example") + reply("ben@y.example", "DECLINED")
    found = read_file("both.ics", data)
    assert [event.guests[0].mailbox.mail for event in found.events] == ["ann@x.example", "ben@y.example"]


def test_a_part_in_a_charset_that_nobody_knows_is_read_as_what_it_is() -> None:
    raw = (
        b"From: ann@x.example\r\nContent-Type: text/calendar; charset=nonsense\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(reply("ann@x.example"))
    )
    assert one(raw).guests[0].answer is Answer.ACCEPTED
