"""The mail that carries an invitation: its words, names and addresses. Its layers are in test_calendar_table.py."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from msa_wg_desktop.domain.invitations import Errand, Guest, Invitation, Mailbox, Turn, errands
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.invitations.mail import Mails
from tests.invitations.conftest import FACTS, STAMP, WEBINAR, changed

_LATER = STAMP + timedelta(days=1)


def _bytes(invitation: Invitation, turn: Turn = Turn.INVITE, *, to: Guest | None = None, sequence: int = 0) -> bytes:
    return Mails(invitation, stamp=STAMP).mail(Errand(to or invitation.guests[0], turn, sequence))


def _read(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=policy.default)


def _named(data: bytes, header: str) -> tuple[str, str]:
    """The only name and address of a header. The newer parser of Python puts a space between encoded words."""
    found = getaddresses([email.message_from_bytes(data, policy=policy.compat32)[header]])
    (name, address), *others = found
    assert not others
    return str(make_header(decode_header(name))), address


def _content(part: EmailMessage) -> bytes:
    decoded = part.get_payload(decode=True)
    assert isinstance(decoded, bytes)
    return decoded


def test_subjects_say_what_the_mail_is(webinar: Invitation):
    subjects = {turn: _read(_bytes(webinar, turn))["Subject"] for turn in Turn}
    assert subjects[Turn.INVITE] == "Invitation: MSA training webinar, Wed Apr 16, 2025, 1:00 PM EDT"
    assert subjects[Turn.UPDATE] == "Updated: MSA training webinar, Wed Apr 16, 2025, 1:00 PM EDT"
    assert subjects[Turn.MINOR] == subjects[Turn.UPDATE]
    assert subjects[Turn.CANCEL] == "Cancelled: MSA training webinar, Wed Apr 16, 2025, 1:00 PM EDT"


def test_each_mail_has_an_id_of_its_own(webinar: Invitation):
    ids = {
        _read(Mails(webinar, stamp=at).mail(Errand(guest, turn, 0)))["Message-ID"]
        for at in (STAMP, _LATER)
        for guest in webinar.guests
        for turn in (Turn.INVITE, Turn.CANCEL)
    }
    assert len(ids) == 12
    assert all(re.fullmatch(r"<[0-9a-f]{32}@example\.org>", str(each)) for each in ids)


def test_the_same_input_gives_the_same_bytes(webinar: Invitation):
    assert _bytes(webinar) == _bytes(replace(webinar))


def test_a_mail_is_the_same_alone_as_after_others(webinar: Invitation):
    for hidden in (False, True):
        invitation = replace(webinar, hides_guests=hidden)
        mails = Mails(invitation, stamp=STAMP)
        gone = Errand(Guest("gone@example.org"), Turn.CANCEL, 1)
        todo = [*errands(invitation, []).due, gone, *errands(invitation, []).due]
        assert [mails.mail(each) for each in todo] == [Mails(invitation, stamp=STAMP).mail(each) for each in todo]


@pytest.mark.parametrize(
    "name",
    [
        "Jörg Größe",
        "日本" * 40,
        'Example, Ann; the "first" (x) <y@example.org>',
        "a\r\nBcc: all@example.org",
        "n" * 300,
    ],
)
def test_names_come_through_and_nothing_in_them_becomes_a_header(name: str, webinar: Invitation):
    invitation = replace(
        webinar, title=name, organiser=Mailbox("o@example.org", name), guests=(Guest("a@example.org", name),)
    )
    data = _bytes(invitation)
    mail = _read(data)
    line = " ".join(name.split())
    assert _named(data, "To") == (line, "a@example.org")
    assert _named(data, "From") == (line, "o@example.org")
    assert str(mail["Subject"]).startswith(f"Invitation: {line}")
    assert mail["Bcc"] is None
    assert len(mail["To"].addresses) == len(mail["From"].addresses) == 1
    assert max(len(each) for each in data.split(b"\r\n\r\n")[0].split(b"\r\n")) <= 998


@pytest.mark.parametrize(
    "mail", ["", "nobody", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org", "ü@x.org"]
)
def test_an_address_that_no_mail_can_go_to_is_refused_in_words(mail: str, webinar: Invitation):
    with pytest.raises(ValidationError):
        _bytes(replace(webinar, guests=(Guest(mail, "Somebody"),)))
    with pytest.raises(ValidationError):
        Mails(replace(webinar, organiser=Mailbox(mail, "Somebody")), stamp=STAMP)


def test_a_domain_in_other_letters_is_written_as_mail_knows_it(webinar: Invitation):
    mail = _read(_bytes(replace(webinar, guests=(Guest("a@bücher.example"),))))
    assert mail["To"] == "a@xn--bcher-kva.example"


# ---------------------------------------------------------------- words


def _plain(invitation: Invitation, turn: Turn, *zones: str, **more: object) -> str:
    mails = Mails(invitation, stamp=STAMP, zones=zones, **more)  # pyright: ignore[reportArgumentType]
    part = _read(mails.mail(Errand(invitation.guests[0], turn, 0))).get_body(("plain",))
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


def test_the_words_say_when_with_weekday_in_the_organisers_zone_and_in_the_others(webinar: Invitation):
    assert _plain(webinar, Turn.UPDATE, "America/Los_Angeles", "America/New_York", "America/Detroit", "Asia/Tokyo") == (
        "MSA training webinar\n\nWed, April 16, 2025\n1:00 PM – 2:30 PM Eastern\n10:00 AM – 11:30 AM Pacific\n"
        "2:00 AM – 3:30 AM Tokyo time, Thu, Apr 17\nJoin: https://example.org/webinar/msa\n\n"
        "You are invited to a training webinar.\n\nAgenda\n1. What an MSA is\n2. Questions\n"
    )


def test_a_cancellation_says_whether_a_new_date_will_follow(webinar: Invitation):
    cancelled = replace(webinar, takes_place=False)
    assert "This meeting is cancelled.\n" in _plain(cancelled, Turn.CANCEL)
    later = _plain(replace(cancelled, facts=None), Turn.CANCEL, facts=FACTS)
    assert "will be rescheduled" in later
    assert "Wed, April 16, 2025" in later
    assert "will be rescheduled" in _plain(replace(cancelled, to_be_rescheduled=True), Turn.CANCEL)
    taken_off = _plain(webinar, Turn.CANCEL)
    assert "no longer invited" in taken_off
    assert "You are invited" not in taken_off


def test_a_place_and_a_whole_day_are_said_without_times():
    words = _plain(changed(start=None, end=None, location="Hearing Room 1"), Turn.INVITE, "America/Chicago")
    assert "Wed, April 16, 2025\nWhere: Hearing Room 1\nJoin: " in words


def test_the_plain_text_is_set_in_72_columns_with_items_below_their_words_and_links_whole(webinar: Invitation):
    link = "https://example.org/" + "very/" * 20
    said = _plain(
        replace(changed(url=link), text="Dear all,\n\n" + "word " * 30 + "\n  12. " + "item " * 30 + "\nä" + "ö" * 90),
        Turn.INVITE,
    ).split("\n")
    assert f"Join: {link}" not in said
    assert {line for line in said if len(line) > 72} == {link, "ä" + "ö" * 90}
    first = next(number for number, line in enumerate(said) if line.startswith("  12. item"))
    assert [line[:7] for line in said[first : first + 3]] == ["  12. i", "      i", "      i"]
    assert said[said.index("Dear all,") + 2] == " ".join(["word"] * 14)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("wicked", ["<script>alert(1)</script>", '"><img src="file:///x" onerror=x>', "<b>&amp;"])
def test_the_page_fetches_nothing_and_runs_nothing(wicked: str):
    invitation = replace(changed(url=f"javascript:{wicked}", location=wicked), title=wicked, text=wicked)
    part = _read(_bytes(invitation)).get_body(("html",))
    assert part is not None
    elements = _Elements()
    elements.feed(part.get_content())
    assert {tag for tag, _attributes in elements.found} <= {
        "html", "head", "meta", "title", "body", "h1", "p", "table", "tr", "td", "br",
    }  # fmt: skip
    assert not [name for _tag, attributes in elements.found for name in attributes if name[:2] == "on" or name == "src"]


def test_the_page_has_the_readers_own_colours_and_all_it_needs_in_it(webinar: Invitation):
    part = _read(_bytes(webinar)).get_body(("html",))
    assert part is not None
    elements = _Elements()
    elements.feed(part.get_content())
    looks = " ".join(attributes.get("style") or "" for _tag, attributes in elements.found)
    assert "font" in looks
    assert not re.search(r"(?<![-\w])(color|background)|url\(|@import", looks)
    assert not [tag for tag, _attributes in elements.found if tag in ("link", "style", "img", "script")]


def test_the_page_links_to_where_one_joins(webinar: Invitation):
    part = _read(_bytes(webinar)).get_body(("html",))
    assert part is not None
    elements = _Elements()
    elements.feed(part.get_content())
    assert [attributes["href"] for tag, attributes in elements.found if tag == "a"] == [FACTS.url]


def test_the_moment_is_said_in_utc_wherever_it_was_taken():
    there = STAMP.astimezone(ZoneInfo("Asia/Tokyo"))
    calendar = Mails(WEBINAR, stamp=there).calendar(Errand(WEBINAR.guests[0], Turn.INVITE, 0))
    assert b"DTSTAMP:20250212T153000Z\r\n" in calendar
