"""Sending, walked through in the window against a real mail server: what goes wrong, and stopping in the middle."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.tasks import TaskRunner
from msa_wg_desktop.gui.dialogs.send_dialog import SendDialog
from msa_wg_desktop.services.mailing import HOST, PASSWORD_VARIABLE, PORT, SECURITY, USER, Mailing
from tests.gui.turns import settle
from tests.invitations.post_office import PASSWORD, open_office, trusting

DRAFT = MeetingDraft("MSA training", date(2025, 4, 16), time(13), time(14, 30), "America/New_York")


class NoKeyring:
    """A system without one."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise OSError

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise OSError


@pytest.fixture
def meeting_id(context) -> str:
    services = context.services
    services.settings.put("organiser.mail", "desk@example.org")
    made = services.meetings.add(services.groups.add("IX WG").id, DRAFT)
    names = "; ".join(f"Guest {number} <g{number:02}@example.org>" for number in range(30))
    services.guests.invite(made, services.guests.read(made, names))
    return made


def opened(qtbot, context, meeting_id: str, mailing: Mailing) -> SendDialog:
    dialog = SendDialog(context, meeting_id, mailing=mailing)
    qtbot.addWidget(dialog)
    dialog.open()
    settle()
    return dialog


def left(context, meeting_id: str) -> int:
    return len(context.services.invitations.errands(meeting_id).due)


@pytest.mark.parametrize(
    ("password", "trusts", "words"),
    [
        ("wrong", True, "takes no login as desk with this password"),
        (PASSWORD, False, "could not prove that it is the one it says it is"),
        ("", True, "no keyring, and so the password is not known here. Nothing was sent."),
    ],
)
def test_what_stands_in_the_way_is_said_in_the_dialog_and_nothing_counts_as_sent(
    qtbot, context, meeting_id, monkeypatch: pytest.MonkeyPatch, caplog, password: str, trusts: bool, words: str
):
    # The server tells its own log of a client that goes away.
    caplog.set_level(logging.CRITICAL, logger="mail.log")
    if password:
        monkeypatch.setenv(PASSWORD_VARIABLE, password)
    with open_office(starttls=True) as office:
        mailing = Mailing(context.settings, keyring=NoKeyring(), trust=trusting() if trusts else None)
        mailing.keep({HOST: "localhost", SECURITY: "starttls", PORT: str(office.port), USER: "desk"})
        dialog = opened(qtbot, context, meeting_id, mailing)
        assert not dialog.sendButton.isEnabled()
        qtbot.keyClick(dialog.tryButton, Qt.Key.Key_Space)
        settle()
        assert words in dialog.problemLabel.text()
        assert "Nothing was sent" in dialog.problemLabel.text()
        assert dialog.accountButton.isEnabled()
        assert dialog.tryButton.isEnabled()
        assert not dialog.sendButton.isEnabled()
        assert office.arrived == []
    assert left(context, meeting_id) == 30


def test_a_sending_is_stopped_in_the_middle_and_goes_on_with_the_others(qtbot, context, meeting_id):
    runner = TaskRunner(context.notifier.error)
    context = replace(context, tasks=runner)
    with open_office() as office:
        mailing = Mailing(context.settings)
        mailing.keep({HOST: "localhost", SECURITY: "none", PORT: str(office.port)})
        dialog = opened(qtbot, context, meeting_id, mailing)
        dialog.tryButton.click()
        qtbot.waitUntil(dialog.sendButton.isEnabled)
        dialog.sendButton.click()
        assert dialog.closeButton.text() == "Stop"
        qtbot.waitUntil(lambda: dialog.progressBar.value() >= 3)
        dialog.closeButton.click()
        qtbot.waitUntil(lambda: dialog.closeButton.text() == "Close")
        went = len(office.arrived) - 1
        assert 3 <= went < 30
        assert "Then it was stopped" in dialog.problemLabel.text()
        assert dialog.sendButton.text() == f"Send to {30 - went}"
        assert left(context, meeting_id) == 30 - went
        dialog.sendButton.click()
        qtbot.waitUntil(lambda: dialog.sendButton.text() == "All sent")
        dialog.reject()
    assert sorted(to for to, _mail in office.arrived[1:]) == [f"g{number:02}@example.org" for number in range(30)]
    assert left(context, meeting_id) == 0
    runner.close()
