"""The list of answers that Outlook shows is taken as it is pasted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.replies import Answer, Outcome
from msa_wg_desktop.errors import ValidationError
from tests.services.desk import Desk, dump

COPIED = """\
Name\tAttendance\tResponse
Olga Org\tMeeting Organizer\tNone
Patrick Fam\tRequired Attendee\tAccepted
Lee, Ann\tOptional Attendee\tTentative
ursula@ui.example\tRequired Attendee\tDeclined
Graham, Jordan\tRequired Attendee\tNone
"""


@pytest.fixture
def invited(desk: Desk) -> Desk:
    desk.services.parties.edit(desk.party("pf"), {"mail": "pf@es.example"})
    desk.services.parties.edit(desk.party("Ursula Ives"), {"mail": "Ursula@UI.example"})
    guests = desk.services.guests
    guests.invite(desk.meeting, guests.read(desk.meeting, "EDCs; Jordan Graham; Ann Lee <ann@x.example>"))
    return desk


def said(desk: Desk) -> dict[str, Answer]:
    return {each.guest.name: each.answer for each in desk.services.replies.answers(desk.meeting).guests}


def test_the_table_that_outlook_copies_is_read(invited: Desk) -> None:
    done = invited.services.tracked_replies.take(invited.meeting, COPIED.replace("\n", "\r\n"))
    assert said(invited) == {
        "Patrick Fam": Answer.ACCEPTED,
        "Ann Lee": Answer.TENTATIVE,
        "Ursula Ives": Answer.DECLINED,
        "Jordan Graham": Answer.NONE,
    }
    assert [report.outcome for report in done.reports] == [*[Outcome.TAKEN] * 3, Outcome.KNOWN]
    assert invited.services.store.labels()[0] == "Note 3 answers"


def test_headed_lists_are_read(invited: Desk) -> None:
    text = "Accepted (2): Patrick Fam; Ann Lee <ANN@x.example>\nDeclined: Ursula Ives\nNo response: Jordan Graham"
    invited.services.tracked_replies.take(invited.meeting, text)
    assert said(invited) == {
        "Patrick Fam": Answer.ACCEPTED,
        "Ann Lee": Answer.ACCEPTED,
        "Ursula Ives": Answer.DECLINED,
        "Jordan Graham": Answer.NONE,
    }


def test_pasting_it_again_adds_only_what_is_new(invited: Desk, clock: FixedClock) -> None:
    tracked = invited.services.tracked_replies
    tracked.take(invited.meeting, COPIED)
    before = dump(invited.services.store)
    assert tracked.take(invited.meeting, COPIED).words == "0 taken, 4 known already."
    assert dump(invited.services.store) == before
    clock.moment += timedelta(hours=1)
    tracked.take(invited.meeting, COPIED.replace("Tentative", "Accepted"))
    assert said(invited)["Ann Lee"] is Answer.ACCEPTED


def test_who_is_on_no_list_is_kept_by_name_and_once(invited: Desk) -> None:
    tracked = invited.services.tracked_replies
    text = "Nora Noad\tRequired Attendee\tAccepted\nNed Noad\tRequired Attendee\tDeclined"
    tracked.take(invited.meeting, text)
    others = invited.services.replies.answers(invited.meeting).others
    assert {reply.name: reply.answer for reply in others} == {"Nora Noad": Answer.ACCEPTED, "Ned Noad": Answer.DECLINED}
    assert tracked.take(invited.meeting, text).words == "0 taken, 2 known already."


@pytest.mark.parametrize("text", ["", "Dear all,\nsee you there", "Name\tAttendance\tResponse", "a\tb\tc"])
def test_what_is_no_such_list_is_refused(invited: Desk, text: str) -> None:
    before = dump(invited.services.store)
    with pytest.raises(ValidationError, match="no answer in what was pasted"):
        invited.services.tracked_replies.take(invited.meeting, text)
    assert dump(invited.services.store) == before


def test_a_preview_changes_nothing(invited: Desk) -> None:
    before = dump(invited.services.store)
    seen = invited.services.tracked_replies.preview(invited.meeting, COPIED + "Somebody unknown to all")
    assert seen.words == "3 taken, 1 known already, 1 left alone."
    assert dump(invited.services.store) == before
