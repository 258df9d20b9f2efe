"""What goes out next, and to whom, worked out from the log alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from msa_wg_desktop.domain.invitations import (
    EventFacts,
    Guest,
    Invitation,
    Mailbox,
    Method,
    Sent,
    Turn,
    errands,
    next_sequence,
)

FACTS = EventFacts(date(2025, 4, 16), time(13), time(14, 30), "America/New_York", url="https://example.org/msa")
ANN, BEN = Guest("ann@example.org", "Ann"), Guest("ben@example.org", "Ben")
INVITATION = Invitation("uid", "m", "Webinar", FACTS, Mailbox("desk@example.org"), (ANN, BEN))
MOVED = replace(INVITATION, facts=replace(FACTS, day=date(2025, 4, 23)))
REWORDED = replace(INVITATION, text="Bring questions.")
OFF = replace(INVITATION, takes_place=False)


def sent(invitation: Invitation, sequence: int, *guests: Guest, method: Method = Method.REQUEST) -> Sent:
    at = datetime(2025, 2, 6, tzinfo=UTC) + timedelta(minutes=sequence)
    mails = tuple(guest.mail.upper() for guest in guests)
    return Sent(invitation.uid, method, sequence, at, mails, invitation.state, invitation.text_digest)


def turns(invitation: Invitation, *log: Sent) -> dict[str, tuple[Turn, int]]:
    return {errand.guest.key: (errand.turn, errand.sequence) for errand in errands(invitation, log).all}


def test_nobody_has_anything_at_first():
    assert turns(INVITATION) == {ANN.key: (Turn.INVITE, 0), BEN.key: (Turn.INVITE, 0)}


def test_an_address_is_the_same_in_capitals():
    assert turns(INVITATION, sent(INVITATION, 0, ANN, BEN)) == {ANN.key: (Turn.NOTHING, 0), BEN.key: (Turn.NOTHING, 0)}


def test_another_day_is_a_new_version_for_all():
    assert set(turns(MOVED, sent(INVITATION, 0, ANN, BEN)).values()) == {(Turn.UPDATE, 1)}


def test_other_words_keep_the_version():
    assert set(turns(REWORDED, sent(INVITATION, 0, ANN, BEN)).values()) == {(Turn.MINOR, 0)}


def test_what_could_not_be_sent_to_one_keeps_its_version():
    log = (sent(INVITATION, 0, ANN, BEN), sent(MOVED, 1, ANN))
    assert turns(MOVED, *log) == {ANN.key: (Turn.NOTHING, 1), BEN.key: (Turn.UPDATE, 1)}


def test_undo_does_not_lower_the_version():
    log = (sent(INVITATION, 0, ANN, BEN), sent(MOVED, 1, ANN, BEN))
    assert set(turns(INVITATION, *log).values()) == {(Turn.UPDATE, 2)}


def test_whoever_is_taken_off_gets_a_cancellation_and_the_others_nothing():
    only_ann = replace(INVITATION, guests=(ANN,))
    log = [sent(INVITATION, 0, ANN, BEN)]
    assert turns(only_ann, *log) == {ANN.key: (Turn.NOTHING, 0), BEN.key: (Turn.CANCEL, 1)}
    log.append(sent(only_ann, 1, BEN, method=Method.CANCEL))
    assert turns(only_ann, *log) == {ANN.key: (Turn.NOTHING, 0)}
    assert turns(INVITATION, *log)[BEN.key] == (Turn.INVITE, 2)
    assert set(turns(MOVED, *log).values()) == {(Turn.UPDATE, 2), (Turn.INVITE, 2)}


def test_a_meeting_that_does_not_take_place_is_cancelled_for_those_who_have_it():
    log = [sent(INVITATION, 0, ANN)]
    assert turns(OFF, *log) == {ANN.key: (Turn.CANCEL, 1)}
    assert turns(replace(OFF, facts=None), *log) == {ANN.key: (Turn.CANCEL, 1)}
    assert turns(OFF) == {}
    log.append(sent(OFF, 1, ANN, method=Method.CANCEL))
    assert turns(OFF, *log) == {}
    assert turns(MOVED, *log) == {ANN.key: (Turn.INVITE, 2), BEN.key: (Turn.INVITE, 2)}


def test_a_cancellation_that_failed_for_one_goes_out_again_as_it_was():
    log = (sent(INVITATION, 0, ANN, BEN), sent(OFF, 1, ANN, method=Method.CANCEL))
    assert turns(OFF, *log) == {BEN.key: (Turn.CANCEL, 1)}
    assert next_sequence(OFF, log) == 1


def test_a_change_to_one_day_of_a_series_is_a_change():
    from msa_wg_desktop.domain.invitations import EventDay

    series = replace(INVITATION, facts=replace(FACTS, rule="FREQ=WEEKLY;BYDAY=WE;COUNT=4"))
    assert series.facts is not None
    without = replace(series, facts=replace(series.facts, days=(EventDay(date(2025, 4, 23)),)))
    assert set(turns(without, sent(series, 0, ANN, BEN)).values()) == {(Turn.UPDATE, 1)}
