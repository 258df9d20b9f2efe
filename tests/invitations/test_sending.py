"""Sending by SMTP, against a real server: what arrives, byte for byte, and each way in which it does not."""

from __future__ import annotations

import socket

import pytest

from msa_wg_desktop.domain.mail_account import MailAccount, Security
from msa_wg_desktop.errors import MailProblem, ValidationError
from msa_wg_desktop.invitations.sending import connected
from tests.invitations.post_office import PASSWORD, USER, PostOffice, open_office, trusting

MAIL = b"From: desk@example.org\r\nTo: ann@example.org\r\nSubject: Hello\r\n\r\n.A line that begins with a dot\r\n"
SENDER, ANN, BEN = "desk@example.org", "ann@example.org", "ben@example.org"


def account(office: PostOffice, security: Security, *, user: str = "") -> MailAccount:
    return MailAccount("localhost", office.port, security, user)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_mail_arrives_as_it_was_made_over_a_private_way(security: Security):
    with (
        open_office(starttls=security is Security.STARTTLS, tls=security is Security.TLS) as office,
        connected(account(office, security, user=USER), PASSWORD, trust=trusting()) as connection,
    ):
        connection.send(SENDER, ANN, MAIL)
        connection.send(SENDER, BEN, MAIL)
    assert office.arrived == [(ANN, MAIL), (BEN, MAIL)]


def test_a_refused_login_says_whose_and_not_the_password():
    with (
        open_office(starttls=True) as office,
        pytest.raises(MailProblem, match="takes no login as desk") as caught,
        connected(account(office, Security.STARTTLS, user=USER), "wrong secret", trust=trusting()),
    ):
        pytest.fail("let in")
    assert "wrong secret" not in caught.value.words + caught.value.detail
    assert office.arrived == []


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_that_nobody_vouches_for_gets_nothing(security: Security):
    with (
        open_office(starttls=security is Security.STARTTLS, tls=security is Security.TLS) as office,
        pytest.raises(MailProblem, match="could not prove"),
        connected(account(office, security), ""),
    ):
        pytest.fail("let in")
    assert office.arrived == []


def test_a_certificate_for_another_name_is_none():
    with (
        open_office(tls=True, name="mail.example.org") as office,
        pytest.raises(MailProblem, match="could not prove"),
        connected(account(office, Security.TLS), "", trust=trusting()),
    ):
        pytest.fail("let in")


def test_a_server_without_starttls_gets_nothing():
    with (
        open_office() as office,
        pytest.raises(MailProblem, match="offers no STARTTLS"),
        connected(account(office, Security.STARTTLS), "", trust=trusting()),
    ):
        pytest.fail("let in")


def test_an_open_way_is_for_this_computer_only():
    with open_office() as office, connected(account(office, Security.NONE), "") as connection:
        connection.send(SENDER, ANN, MAIL)
    assert office.arrived == [(ANN, MAIL)]
    with (
        pytest.raises(ValidationError, match="open to everybody"),
        connected(MailAccount("mail.example.org", 25, Security.NONE), ""),
    ):
        pytest.fail("sent in the open")


def test_one_refused_address_leaves_the_others():
    with open_office() as office:
        office.answers = {ANN: "550 no such user", "full@example.org": "452 mailbox full"}
        with connected(account(office, Security.NONE), "") as connection:
            with pytest.raises(MailProblem, match=r"takes no mail for ann@example\.org; look at the address"):
                connection.send(SENDER, ANN, MAIL)
            with pytest.raises(MailProblem, match=r"just now; send it again later"):
                connection.send(SENDER, "full@example.org", MAIL)
            connection.send(SENDER, BEN, MAIL)
    assert office.arrived == [(BEN, MAIL)]


def test_a_server_that_hangs_up_ends_the_session():
    with open_office() as office:
        office.hangs_up_after = 1
        with connected(account(office, Security.NONE), "") as connection:
            connection.send(SENDER, ANN, MAIL)
            with pytest.raises(MailProblem, match="broke before the mail to ben") as caught:
                connection.send(SENDER, BEN, MAIL)
    assert caught.value.lasting


def test_nobody_at_the_port_and_no_such_server_are_said():
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        port = taken.getsockname()[1]
    with pytest.raises(MailProblem, match="can't be reached on port"), connected(MailAccount("localhost", port), ""):
        pytest.fail("reached")
    with (
        pytest.raises(MailProblem, match="There is no server named"),
        connected(MailAccount("no-such-server.invalid", 465), ""),
    ):
        pytest.fail("reached")
