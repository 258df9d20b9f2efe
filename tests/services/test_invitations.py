"""What goes out to a meeting's guests, from the record: who gets what, what is kept of it, and what never lowers."""

from __future__ import annotations

from datetime import date, time
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from msa_wg_desktop.domain.invitations import Method, Turn
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.errors import ConflictError, ValidationError

DAY = date(2025, 4, 16)
DRAFT = MeetingDraft("MSA training", DAY, time(13), time(14, 30), "America/New_York", url="https://example.org/msa")


@pytest.fixture
def meeting_id(services) -> str:
    """A meeting with two guests, one of them by address."""
    parties = services.parties
    acme = parties.add_organisation("Acme Solar").id
    parties.add_person("Ann Lee", acme, mail="ann@example.org")
    services.settings.put("organiser.name", "Dana Desk")
    services.settings.put("organiser.mail", "desk@example.org")
    meeting = services.meetings.add(services.groups.add("IX WG").id, DRAFT)
    services.guests.invite(meeting, services.guests.read(meeting, "Ann Lee; Ben Yu <ben@example.org>"))
    return meeting


def turns(services, meeting_id: str) -> dict[str, tuple[Turn, int]]:
    found = services.invitations.errands(meeting_id).all
    return {errand.guest.mail.partition("@")[0]: (errand.turn, errand.sequence) for errand in found}


def hand_out(services, meeting_id: str, **more) -> tuple:
    parcels = services.invitations.parcels(meeting_id, **more)
    services.invitations.remember(meeting_id, parcels)
    return parcels


def test_first_an_invitation_then_nothing_until_something_changes(services, meeting_id):
    assert turns(services, meeting_id) == {"ann": (Turn.INVITE, 0), "ben": (Turn.INVITE, 0)}
    hand_out(services, meeting_id)
    assert set(turns(services, meeting_id).values()) == {(Turn.NOTHING, 0)}
    with pytest.raises(ValidationError, match="nothing was changed since it was sent"):
        services.invitations.parcels(meeting_id)
    services.invitations.edit(meeting_id, message="Bring questions.")
    assert set(turns(services, meeting_id).values()) == {(Turn.MINOR, 0)}
    services.meetings.reschedule(meeting_id, date(2025, 4, 23))
    assert set(turns(services, meeting_id).values()) == {(Turn.UPDATE, 1)}


def test_undo_takes_back_neither_what_went_out_nor_its_version(services, store, meeting_id):
    hand_out(services, meeting_id)
    uid = services.meetings.get(meeting_id).uid
    services.meetings.reschedule(meeting_id, date(2025, 4, 23))
    hand_out(services, meeting_id)
    steps = services.history.list()
    sent_by = next(step.id for step in steps if step.label.startswith("Send the update"))
    while store.undo() is not None:
        if services.meetings.get(meeting_id).date == DAY:
            break
    assert services.meetings.get(meeting_id).date == DAY
    assert [sent.sequence for sent in services.invitations.log(uid)] == [0, 1]
    assert set(turns(services, meeting_id).values()) == {(Turn.UPDATE, 2)}
    with pytest.raises(ConflictError, match="stays handed out"):
        store.undo_operation(sent_by)


def test_what_is_kept_is_what_went_out_byte_for_byte(services, store, meeting_id):
    from sqlalchemy import select

    from msa_wg_desktop.db.models import HandedOut

    parcels = hand_out(services, meeting_id)
    with store.reading() as connection:
        (kept,) = connection.execute(select(HandedOut)).all()
    assert kept.content == parcels[0].calendar == parcels[1].calendar
    assert sorted(kept.recipients) == ["ann@example.org", "ben@example.org"]
    assert (kept.method, kept.sequence, kept.meeting_id) == ("REQUEST", 0, meeting_id)
    assert b"ATTENDEE" in kept.content
    assert b"ben@example.org" in kept.content


def test_guests_of_a_webinar_do_not_see_each_other(services, meeting_id):
    services.meetings.edit(meeting_id, {"kind": MeetingKind.WEBINAR.value})
    ann, ben = sorted(hand_out(services, meeting_id), key=lambda parcel: parcel.errand.guest.mail)
    assert b"ben@example.org" not in ann.calendar + ann.mail
    assert b"ann@example.org" not in ben.calendar + ben.mail
    assert len(services.invitations.log(ann.uid)) == 2


def test_a_cancelled_meeting_is_cancelled_for_those_who_have_it_and_comes_back_under_its_uid(services, meeting_id):
    (first, _other) = hand_out(services, meeting_id)
    services.meetings.cancel(meeting_id, to_be_rescheduled=True)
    words = services.invitations.overview(meeting_id).message
    assert "will be rescheduled" in words.lead
    assert "You are invited" not in words.text
    cancelled = hand_out(services, meeting_id)
    assert {(parcel.method, parcel.errand.sequence) for parcel in cancelled} == {(Method.CANCEL, 1)}
    assert b"STATUS:CANCELLED" in cancelled[0].calendar
    services.meetings.reschedule(meeting_id, date(2025, 4, 30))
    shown = services.invitations.overview(meeting_id)
    assert "You are invited" in shown.message.text
    assert shown.version.endswith("those who had it before get it again, as the same event")
    again = hand_out(services, meeting_id)
    assert {(parcel.uid, parcel.errand.turn, parcel.errand.sequence) for parcel in again} == {
        (first.uid, Turn.INVITE, 2)
    }


def test_where_a_date_is_found_after_its_cancellation_went_out_it_is_said_that_an_invitation_waits(
    services, meeting_id
):
    services.meetings.cancel(meeting_id, to_be_rescheduled=True)
    with pytest.raises(ValidationError, match="cancelled, and nobody has it in their calendar"):
        services.invitations.parcels(meeting_id)
    services.store.undo()
    services.invitations.remember(meeting_id, services.invitations.parcels(meeting_id))
    services.meetings.cancel(meeting_id, to_be_rescheduled=True)
    services.invitations.remember(meeting_id, services.invitations.parcels(meeting_id))
    assert services.invitations.waiting(meeting_id) == ""
    services.meetings.reschedule(meeting_id, date(2027, 3, 2))
    assert "sent its cancellation: the invitation to what holds now waits" in services.invitations.waiting(meeting_id)


def test_only_those_whom_it_did_not_reach_get_it_again(services, meeting_id):
    parcels = services.invitations.parcels(meeting_id)
    services.invitations.remember(meeting_id, [each for each in parcels if each.errand.guest.mail == "ann@example.org"])
    assert turns(services, meeting_id) == {"ann": (Turn.NOTHING, 0), "ben": (Turn.INVITE, 0)}


def test_whoever_is_taken_off_gets_a_cancellation(services, meeting_id):
    hand_out(services, meeting_id)
    services.guests.remove(meeting_id, "ben@example.org")
    assert turns(services, meeting_id) == {"ann": (Turn.NOTHING, 0), "ben": (Turn.CANCEL, 1)}


def test_a_series_goes_out_as_one_event_with_its_exceptions(services, meeting_id):
    rule = make_rule(Every.WEEK, DAY, count=4)
    ids = services.meeting_series.add(services.groups.list()[0].id, DRAFT, rule, skip={date(2025, 4, 30)})
    services.guests.invite(ids[0], services.guests.read(ids[0], "ann@example.org"))
    services.meetings.reschedule(ids[1], date(2025, 4, 24))
    services.meetings.cancel(ids[2])
    invitation = services.invitations.get(ids[0])
    assert invitation.facts is not None
    assert invitation.facts.rule == rule
    days = {day.occurrence: day.facts.day if day.facts else None for day in invitation.facts.days}
    assert days == {date(2025, 4, 23): date(2025, 4, 24), date(2025, 4, 30): None, date(2025, 5, 7): None}


def test_what_stands_in_the_way_is_said(services, meeting_id):
    services.settings.put("organiser.mail", "")
    with pytest.raises(ValidationError, match="enter your name and mail address in Settings"):
        services.invitations.parcels(meeting_id)
    services.settings.put("organiser.mail", "desk@example.org")
    services.meetings.edit(meeting_id, {"date": None})
    with pytest.raises(ValidationError, match="has no date yet"):
        services.invitations.parcels(meeting_id)
    services.meetings.edit(meeting_id, {"date": DAY})
    for guest in services.guests.of(meeting_id):
        services.guests.remove(meeting_id, guest.mail)
    with pytest.raises(ValidationError, match="Nobody is invited yet"):
        services.invitations.parcels(meeting_id)


def test_what_is_written_to_files_counts_as_handed_out(services, meeting_id, tmp_path: Path):
    with pytest.raises(ValidationError, match="choose a folder"):
        services.invitations.save(meeting_id, tmp_path / "all.eml")
    (file,) = services.invitations.save(meeting_id, tmp_path / "all.ics")
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert set(turns(services, meeting_id).values()) == {(Turn.NOTHING, 0)}
    mails = services.invitations.save(meeting_id, tmp_path)
    assert sorted(each.name for each in mails) == ["ann@example.org.eml", "ben@example.org.eml"]
    with pytest.raises(ValidationError, match=r"written as \.ics or \.eml"):
        services.invitations.save(meeting_id, tmp_path / "all.pdf")


def test_no_address_leads_out_of_the_folder_that_was_chosen(services, meeting_id, tmp_path: Path):
    services.guests.invite(meeting_id, services.guests.read(meeting_id, "sales/east@example.org"))
    folder = tmp_path / "mails"
    folder.mkdir()
    files = services.invitations.save(meeting_id, folder)
    assert {file.resolve().parent for file in files} == {folder.resolve()}
    assert len(files) == 3


def test_only_what_is_to_be_sent_from_a_mail_program_says_so(services, meeting_id):
    parcel = services.invitations.parcels(meeting_id)[0]
    draft, mail = (message_from_bytes(each, policy=policy.default) for each in (parcel.draft, parcel.mail))
    assert (draft["X-Unsent"], mail["X-Unsent"]) == ("1", None)
    assert draft["Subject"] == mail["Subject"] == parcel.subject


def test_text_that_changed_elsewhere_is_not_overwritten(services, meeting_id):
    services.invitations.edit(meeting_id, message="Theirs")
    with pytest.raises(ConflictError):
        services.invitations.edit(meeting_id, message="Mine", shown={"message": ""})
    assert services.invitations.overview(meeting_id).written == "Theirs"


def test_where_a_meeting_is_changed_it_is_said_who_must_be_told(services, meeting_id):
    services.meetings.reschedule(meeting_id, date(2025, 4, 17))
    assert services.invitations.waiting(meeting_id) == ""
    hand_out(services, meeting_id)
    assert (services.invitations.waiting(meeting_id), services.invitations.holders(meeting_id)) == ("", 2)
    services.meetings.reschedule(meeting_id, date(2025, 4, 23))
    words = services.invitations.waiting(meeting_id)
    assert words == "2 guests have the invitation: the update waits to be sent."
    services.meetings.cancel(meeting_id)
    words = services.invitations.waiting(meeting_id)
    assert words == "2 guests have the invitation: the cancellation waits to be sent."
    hand_out(services, meeting_id)
    assert (services.invitations.waiting(meeting_id), services.invitations.holders(meeting_id)) == ("", 0)
