"""The words of an invitation's mail, as its preview shows them, too."""

from __future__ import annotations

from datetime import date, time

from msa_wg_desktop.domain.invitation_words import event_text, message
from msa_wg_desktop.domain.invitations import EventDay, EventFacts, Invitation, Mailbox, Turn
from msa_wg_desktop.domain.zone_words import zone_words

_FACTS = EventFacts(
    date(2025, 2, 25),
    time(11),
    time(12),
    "America/New_York",
    location="Hearing Room 1",
    rule="FREQ=MONTHLY;BYDAY=4TU;COUNT=6",
    days=(
        EventDay(date(2025, 3, 25)),
        EventDay(date(2025, 4, 22), EventFacts(date(2025, 4, 23), time(14), time(15), "America/New_York")),
    ),
)
_SERIES = Invitation("uid", "id", "MSA subgroup", _FACTS, Mailbox("o@example.org"), text="  Why\r\nso ")


def test_a_series_says_how_often_it_comes_and_which_days_differ():
    said = message(_SERIES, Turn.UPDATE)
    assert said.subject == "Updated: MSA subgroup, every fourth Tuesday of the month, 11:00 AM Eastern"
    assert said.day == "From Tue, February 25, 2025"
    assert said.card == (
        "Every fourth Tuesday of the month",
        "11:00 AM – 12:00 PM Eastern",
        "Not on Tue, Mar 25",
        "Instead of Tue, Apr 22: Wed, Apr 23, 2:00 PM – 3:00 PM Eastern",
        "Where: Hearing Room 1",
    )


def test_the_event_says_the_text_alone_where_there_is_no_link():
    assert event_text(_SERIES, _FACTS) == "Why\nso"


def test_zones_are_called_as_people_call_them():
    names = ("America/Chicago", "America/Phoenix", "Pacific/Honolulu", "America/Halifax", "UTC")
    assert [zone_words(name) for name in names] == ["Central", "Arizona", "Hawaii", "Halifax time", "UTC"]


def test_a_zone_that_nobody_knows_is_left_out_rather_than_said_wrong():
    words = message(_SERIES, Turn.INVITE, zones=["Mars/Base", "America/Chicago", "../x"])
    assert [line for line in words.when if "AM" in line] == [
        "11:00 AM – 12:00 PM Eastern",
        "10:00 AM – 11:00 AM Central",
    ]
