"""Asking for responses: who is written what, as a mail that others can read, and noted as asked again."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.services.desk import Desk

JAN_14 = date(2025, 1, 14)


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Two needs of ConnectDER, one of them also of Tesla's, who was asked again; and one off the record."""
    needs = desk.services.data_needs
    desk.services.settings.put("organiser.name", "Aileen Cole")
    desk.services.settings.put("organiser.mail", "cole@example.com")
    desk.services.parties.edit(desk.party("jg"), {"mail": "graham@example.com"})
    both = needs.add(
        "Lifespan\nof the device", parties=["ConnectDER", "Tesla"], identified_on=JAN_14, due=date(2025, 2, 28)
    )
    needs.ask_again([both], on=date(2025, 2, 3))
    needs.add("Waivers", parties=["ConnectDER"], identified_on=JAN_14, order_items=["26.1"])
    needs.add("Secret", parties=["ConnectDER"], off_record=True)
    needs.edit_party(both, "Tesla", {"status": "partly answered"})
    return desk


def test_each_party_that_owes_is_written_all_that_it_owes(asked: Desk):
    connect, tesla = asked.services.need_letters.list(asked.group)
    assert (connect.name, tesla.name) == ("ConnectDER", "Tesla")
    assert "1. Lifespan of the device\n   Asked Tue, Jan 14, 2025, again Mon, Feb 3, 2025. Due Fri, Feb 28, 2025." in (
        connect.text
    )
    assert "2. Waivers\n   Asked Tue, Jan 14, 2025. For Order 26 (1)." in connect.text
    assert connect.text.endswith("Aileen Cole\n")
    assert "Partly answered so far" in tesla.text
    assert "Secret" not in connect.text + tesla.text
    assert tesla.to == ("Jordan Graham <graham@example.com>",)
    assert connect.to == ()


def test_letters_can_be_about_some_needs_only(asked: Desk):
    waivers = next(row.id for row in asked.services.data_needs.list() if row.need == "Waivers")
    (letter,) = asked.services.need_letters.list(asked.group, {waivers})
    assert (letter.name, letter.need_ids) == ("ConnectDER", (waivers,))
    asked.services.data_needs.edit(waivers, {"status": "answered"})
    assert asked.services.need_letters.list(asked.group, {waivers}) == ()


def test_a_mail_program_reads_the_message(asked: Desk):
    tesla = asked.services.need_letters.list(asked.group)[-1]
    mail = message_from_bytes(asked.services.need_letters.message(tesla), policy=policy.default)
    assert mail["To"] == "Jordan Graham <graham@example.com>"
    assert mail["From"] == "Aileen Cole <cole@example.com>"
    assert mail["Subject"] == tesla.subject
    assert mail.get_content() == tesla.text


def test_the_link_opens_the_same_words_and_is_left_out_where_it_is_too_long(asked: Desk):
    tesla = asked.services.need_letters.list(asked.group)[-1]
    parts = urlsplit(tesla.mail_link)
    assert parts.scheme == "mailto"
    assert parse_qs(parts.query)["body"] == [tesla.text.replace("\n", "\r\n")]
    for number in range(30):
        asked.services.data_needs.add(f"Need number {number} & <b>more</b>", parties=["Tesla"])
    assert asked.services.need_letters.list(asked.group)[-1].mail_link == ""


def test_noted_as_asked_is_one_step_and_only_those_who_were_written(asked: Desk):
    connect = asked.services.need_letters.list(asked.group)[0]
    asked.services.need_letters.mark_asked([connect], on=date(2025, 2, 14))
    again = {
        (row.need[:8], party.name): party.asked_again
        for row in asked.services.data_needs.list()
        for party in row.parties
    }
    assert again["Lifespan", "ConnectDER"] == (date(2025, 2, 3), date(2025, 2, 14))
    assert again["Lifespan", "Tesla"] == (date(2025, 2, 3),)
    assert again["Waivers", "ConnectDER"] == (date(2025, 2, 14),)
    asked.services.store.undo()
    assert all(
        date(2025, 2, 14) not in party.asked_again for row in asked.services.data_needs.list() for party in row.parties
    )
