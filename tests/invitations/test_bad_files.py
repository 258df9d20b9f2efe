"""What can't be read is answered in one sentence, soon, whatever it is."""

from __future__ import annotations

import time

import pytest

from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.invitations.reading import read_file
from tests.invitations.bad_files import BAD
from tests.invitations.calendars import ARIZONA_SECONDS, calendar, reply

MOST_SECONDS = 5


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_answer_is_refused_in_one_sentence_and_soon(name: str) -> None:
    data, words = BAD[name]
    begun = time.process_time()
    with pytest.raises(ImportProblem) as refused:
        read_file("file.ics", data)
    assert words in refused.value.words
    assert "file.ics" in refused.value.words
    assert "Nothing was changed" in refused.value.words
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize(
    "data",
    [
        reply("ann@x.example", RRULE="FREQ=SECONDLY"),
        reply("ann@x.example", RRULE="FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60)))),
        calendar("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example", *["COMMENT:x"] * 45_000),
        calendar(*(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:guest{number}@x.example" for number in range(45_000))),
        reply("ann@x.example").replace(b"ATTENDEE;", b"ATTENDEE" + b';X=a,b,"c"' * 200_000 + b";"),
        reply("ann@x.example").replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\n" + b" " * 3_000_000),
        calendar("DTSTART;TZID=Own:20250225T110000", "ATTENDEE:mailto:a@x.example", before=ARIZONA_SECONDS),
        b"From: a@x.example\r\nContent-Type: text/calendar\r\n\r\n" + reply("a@x.example") + b"\r\n" * 45_000,
    ],
)
def test_what_has_no_end_is_read_soon_since_nothing_is_expanded(data: bytes) -> None:
    begun = time.process_time()
    assert len(read_file("file.ics", data).events) == 1
    assert time.process_time() - begun < MOST_SECONDS


def test_parts_within_parts_without_end_are_refused_soon() -> None:
    deep = b"From: a@x.example\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth) for depth in range(3_000)
    )
    begun = time.process_time()
    with pytest.raises(ImportProblem, match="Nothing was changed"):
        read_file("deep.eml", deep + b"Content-Type: text/plain\r\n\r\nx\r\n")
    assert time.process_time() - begun < MOST_SECONDS


def test_lines_that_are_nothing_are_passed_over() -> None:
    data = reply("ann@x.example").replace(b"UID:", b"???\r\n;;;\r\nX-BROKEN;=:\r\nDTEND:yesterday\r\nUID:")
    (event,) = read_file("file.ics", data).events
    assert event.end is None
    assert event.guests[0].mailbox.mail == "ann@x.example"
