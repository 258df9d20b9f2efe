"""Sending and keeping who got it, against a real mail server: whatever ends it, nobody gets it a second time."""

from __future__ import annotations

from datetime import date, time

import pytest

from msa_wg_desktop.domain.invitations import Turn
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.services import delivering
from msa_wg_desktop.services.delivering import deliver
from msa_wg_desktop.services.mailing import HOST, PORT, SECURITY, Delivery, Mailing
from msa_wg_desktop.services.user_settings import Settings
from tests.invitations.post_office import PostOffice, open_office

DRAFT = MeetingDraft("MSA training", date(2025, 4, 16), time(13), time(14, 30), "America/New_York")
GUESTS = "; ".join(f"Guest {number} <g{number:02}@example.org>" for number in range(12))


@pytest.fixture
def meeting_id(services) -> str:
    services.settings.put("organiser.mail", "desk@example.org")
    meeting = services.meetings.add(services.groups.add("IX WG").id, DRAFT)
    services.guests.invite(meeting, services.guests.read(meeting, GUESTS))
    return meeting


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "settings.json")


def ready(settings: Settings, office: PostOffice, services, meeting_id: str) -> Mailing:
    mailing = Mailing(settings)
    mailing.keep({HOST: "localhost", SECURITY: "none", PORT: str(office.port)})
    mailing.try_out(services.invitations.parcels(meeting_id)[0], services.invitations.get(meeting_id).organiser)
    office.arrived.clear()
    return mailing


def send(services, mailing: Mailing, meeting_id: str, **how) -> Delivery:
    invitations = services.invitations
    parcels, sender = invitations.parcels(meeting_id), invitations.get(meeting_id).organiser
    return deliver(invitations, mailing, meeting_id, parcels, sender, **how)


def left(services, meeting_id: str) -> set[str]:
    return {errand.guest.mail for errand in services.invitations.errands(meeting_id).due}


@pytest.mark.parametrize("keeps_every", [0.0, 60.0])
def test_who_got_it_is_known_when_the_program_ends_in_the_middle(
    services, settings, meeting_id, monkeypatch: pytest.MonkeyPatch, keeps_every: float
):
    monkeypatch.setattr(delivering, "_KEEP_EVERY", keeps_every)

    def die(done: int, _total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with open_office() as office:
        mailing = ready(settings, office, services, meeting_id)
        with pytest.raises(KeyboardInterrupt):
            send(services, mailing, meeting_id, progress=die)
        assert len(office.arrived) == 5
        assert len(left(services, meeting_id)) == 7
        send(services, mailing, meeting_id)
    assert sorted(to for to, _mail in office.arrived) == [f"g{number:02}@example.org" for number in range(12)]
    assert left(services, meeting_id) == set()
    assert {errand.turn for errand in services.invitations.errands(meeting_id).all} == {Turn.NOTHING}


def test_where_the_line_breaks_the_rest_is_told_and_goes_the_next_time(services, settings, meeting_id):
    with open_office() as office:
        mailing = ready(settings, office, services, meeting_id)
        office.hangs_up_after = 4
        done = send(services, mailing, meeting_id)
        assert (len(done.sent), len(done.failed)) == (4, 8)
        assert "broke before the mail to" in done.failed[0].words
        office.hangs_up_after = None
        again = send(services, mailing, meeting_id)
    assert len(again.sent) == 8
    assert left(services, meeting_id) == set()


def test_what_one_moment_handed_to_many_is_one_line_of_what_was_sent(services, settings, meeting_id, monkeypatch):
    monkeypatch.setattr(delivering, "_KEEP_EVERY", 0.0)
    with open_office() as office:
        send(services, ready(settings, office, services, meeting_id), meeting_id)
    (handing,) = services.invitations.handings(meeting_id)
    assert (handing.turn, handing.sequence, len(handing.mails)) == (Turn.INVITE, 0, 12)
