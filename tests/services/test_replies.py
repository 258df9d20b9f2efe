"""Answers are kept as they came, once, and the newest of each guest counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email import policy
from pathlib import Path

import pytest
from sqlalchemy import insert

from msa_wg_desktop.db.models import HandedOut
from msa_wg_desktop.domain.replies import Answer, Outcome, RepliesImport
from msa_wg_desktop.errors import ImportProblem, NotFoundError, ValidationError
from tests.invitations.calendars import calendar, mail, reply
from tests.services.desk import Desk, dump

SENT = datetime(2025, 1, 30, 12, tzinfo=UTC)


@pytest.fixture
def invited(desk: Desk) -> Desk:
    """Three of two classes are invited, and an address besides."""
    parties, guests = desk.services.parties, desk.services.guests
    for name, address in (("pf", "pf@es.example"), ("Ursula Ives", "ui@ui.example"), ("jg", "jg@tesla.example")):
        parties.edit(desk.party(name), {"mail": address})
    guests.invite(desk.meeting, guests.read(desk.meeting, "EDCs; jg; Ann Lee <ann@x.example>"))
    return desk


def sent(desk: Desk, sequence: int, method: str = "REQUEST", to: str = "pf@es.example") -> None:
    """An invitation went out in this version, or its cancellation."""
    with desk.services.store.operation("send", undoable=False) as session:
        row = {"method": method, "sequence": sequence, "handed_at": SENT, "recipients": [to]}
        uid = {"event_uid": desk.meeting, "meeting_id": desk.meeting, "content": b"", "state": str(sequence)}
        session.connection().execute(insert(HandedOut), {**row, **uid, "text_digest": "", "start": SENT})


def take(desk: Desk, tmp_path: Path, *files: bytes, suffix: str = "ics") -> RepliesImport:
    folder = tmp_path / "answers"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for number, data in enumerate(files):
        (folder / f"{number:04}.{suffix}").write_bytes(data)
    return desk.services.replies.import_files([folder])


def said(desk: Desk) -> dict[str, Answer]:
    return {each.guest.mail: each.answer for each in desk.services.replies.answers(desk.meeting).guests}


def of(desk: Desk, address: str, answer: str = "ACCEPTED", **values: str) -> bytes:
    return reply(address, answer, **{"UID": desk.meeting, **values})


def test_answers_are_matched_by_uid_and_address_without_case(invited: Desk, tmp_path: Path) -> None:
    done = take(
        invited, tmp_path, of(invited, "PF@ES.example"), of(invited, "ann@X.example", "DECLINED", COMMENT="Ill")
    )
    assert done.words == "2 taken."
    assert said(invited) == {
        "pf@es.example": Answer.ACCEPTED,
        "ann@x.example": Answer.DECLINED,
        "ui@ui.example": Answer.NONE,
        "jg@tesla.example": Answer.NONE,
    }
    answers = invited.services.replies.answers(invited.meeting)
    assert next(each.reply.comment for each in answers.guests if each.answer is Answer.DECLINED and each.reply) == "Ill"
    assert done.reports[0].words == "Patrick Fam: accepted (“MSA subgroup meeting”)."


def test_the_newest_by_version_and_moment_counts_in_whichever_order_they_came(invited: Desk, tmp_path: Path) -> None:
    newer = of(invited, "pf@es.example", "DECLINED", DTSTAMP="20250211T000000Z")
    older = of(invited, "pf@es.example", "ACCEPTED", DTSTAMP="20250210T000000Z")
    of_version = of(invited, "ann@x.example", "TENTATIVE", SEQUENCE="2", DTSTAMP="20250101T000000Z")
    to_before = of(invited, "ann@x.example", "ACCEPTED", SEQUENCE="1", DTSTAMP="20250301T000000Z")
    take(invited, tmp_path, newer, older, of_version, to_before)
    assert said(invited)["pf@es.example"] is Answer.DECLINED
    assert said(invited)["ann@x.example"] is Answer.TENTATIVE
    assert [reply.sequence for reply in invited.services.replies.log(invited.meeting)] == [2, 1, 0, 0]


@pytest.mark.parametrize("moment", [{}, {"DTSTAMP": ""}], ids=["with a moment", "without one"])
def test_twice_is_once(invited: Desk, tmp_path: Path, moment: dict[str, str]) -> None:
    data = of(invited, "pf@es.example", **moment)
    assert take(invited, tmp_path, data, data).words == "1 taken, 1 known already."
    again = take(invited, tmp_path, data)
    assert [report.outcome for report in again.reports] == [Outcome.KNOWN]
    assert len(invited.services.replies.log(invited.meeting)) == 1


def test_an_answer_from_somebody_not_invited_is_kept_as_such(invited: Desk, tmp_path: Path) -> None:
    done = take(invited, tmp_path, of(invited, "stranger@q.example"))
    assert "Was not invited" in done.reports[0].words
    answers = invited.services.replies.answers(invited.meeting)
    assert [reply.mail for reply in answers.others] == ["stranger@q.example"]
    assert set(said(invited).values()) == {Answer.NONE}


def test_a_delegate_is_kept_as_what_they_are(invited: Desk, tmp_path: Path) -> None:
    uid = f"UID:{invited.meeting}"
    gives = calendar('ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:dee@x.example":mailto:ann@x.example', uid)
    takes = calendar('ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:ann@x.example":mailto:dee@x.example', uid)
    done = take(invited, tmp_path, gives, takes)
    assert "dee@x.example comes instead." in done.reports[0].words
    assert "For ann@x.example." in done.reports[1].words
    answers = invited.services.replies.answers(invited.meeting)
    assert [reply.mail for reply in answers.delegates] == ["dee@x.example"]
    assert answers.others == ()
    assert said(invited)["ann@x.example"] is Answer.DELEGATED


def test_an_answer_to_an_older_time_says_so(invited: Desk, tmp_path: Path) -> None:
    sent(invited, 0)
    sent(invited, 1)
    done = take(
        invited, tmp_path, of(invited, "pf@es.example", SEQUENCE="0"), of(invited, "ann@x.example", SEQUENCE="1")
    )
    assert "older date or time" in done.reports[0].words
    assert "older" not in done.reports[1].words
    older = {each.guest.mail: each.older for each in invited.services.replies.answers(invited.meeting).guests}
    assert older["pf@es.example"]
    assert not older["ann@x.example"]


def test_a_counter_proposal_is_shown_as_text(invited: Desk, tmp_path: Path) -> None:
    data = calendar(
        "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ann@x.example",
        f"UID:{invited.meeting}",
        "DTSTART;TZID=America/New_York:20250207T140000",
        "DTEND;TZID=America/New_York:20250207T150000",
        method="COUNTER",
    )
    done = take(invited, tmp_path, data)
    proposal = "Fri, Feb 7, 2025, 2:00 PM to 3:00 PM Eastern"
    assert done.reports[0].words == f"Ann Lee: proposes {proposal} (“MSA subgroup meeting”)."
    (kept,) = invited.services.replies.log(invited.meeting)
    assert (kept.proposal, kept.answer) == (proposal, Answer.TENTATIVE)


@pytest.mark.parametrize("method", ["CANCEL", "REQUEST", "PUBLISH"])
def test_what_somebody_else_sends_for_our_event_changes_nothing(invited: Desk, tmp_path: Path, method: str) -> None:
    sent(invited, 0)
    before = dump(invited.services.store)
    data = calendar(
        "ORGANIZER:mailto:evil@q.example", f"UID:{invited.meeting}", "SEQUENCE:9", "SUMMARY:Ours", method=method
    )
    done = take(invited, tmp_path, data)
    assert "which is organised here. Nothing was changed." in done.reports[0].words
    assert dump(invited.services.store) == before


def test_what_is_not_taken_is_said_file_by_file_and_the_rest_is_taken(invited: Desk, tmp_path: Path) -> None:
    done = take(
        invited,
        tmp_path,
        b"no calendar",
        of(invited, "pf@es.example"),
        reply("ann@x.example", UID="another@y.example"),
        of(invited, "ann@x.example", "NEEDS-ACTION"),
        of(invited, "a@x.example,b@y.example"),
        calendar(f"UID:{invited.meeting}", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@x.example", method=""),
        calendar(f"UID:{invited.meeting}"),
        calendar(
            f"UID:{invited.meeting}", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example", "ATTENDEE:mailto:b@x.example"
        ),
        calendar("UID:unknown@y.example", "SUMMARY:Elsewhere", "ORGANIZER:mailto:o@y.example", method="REQUEST"),
    )
    assert [report.file for report in done.reports if report.outcome is Outcome.TAKEN] == ["0001.ics"]
    words = ["is no calendar file", "", "isn't in this record", "neither yes nor no", "more than one mail address"]
    words += ["no METHOD", "doesn't say whose it is", "doesn't say whose it is", "take it over"]
    assert all(part in report.words for part, report in zip(words, done.reports, strict=True))
    assert done.words == "1 taken, 8 left alone."


def test_a_mail_says_whose_answer_it_is_where_the_calendar_names_several(invited: Desk, tmp_path: Path) -> None:
    data = calendar(
        f"UID:{invited.meeting}",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:pf@es.example",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ann@x.example",
    )
    message = mail(data, sender="Ann Lee <ANN@x.example>").as_bytes(policy=policy.SMTP)
    take(invited, tmp_path, message, suffix="eml")
    assert said(invited)["ann@x.example"] is Answer.DECLINED
    assert said(invited)["pf@es.example"] is Answer.NONE


def test_who_sent_an_answer_for_somebody_else_is_said(invited: Desk, tmp_path: Path) -> None:
    message = mail(of(invited, "pf@es.example"), sender="Assistant <a@es.example>").as_bytes(policy=policy.SMTP)
    assert take(invited, tmp_path, message, suffix="eml").reports[0].words.endswith("Sent by Assistant.")


def test_a_stranger_answers_for_nobody(invited: Desk, tmp_path: Path) -> None:
    before = dump(invited.services.store)
    message = mail(of(invited, "pf@es.example", "DECLINED"), sender="Eve <eve@q.example>").as_bytes(policy=policy.SMTP)
    (report,) = take(invited, tmp_path, message, suffix="eml").reports
    assert report.words.startswith("Eve sent an answer of Patrick Fam to “MSA subgroup meeting”. Nothing was changed")
    assert dump(invited.services.store) == before


def test_a_whole_folder_is_one_step_to_undo(invited: Desk, tmp_path: Path) -> None:
    before = dump(invited.services.store)
    take(invited, tmp_path, *(of(invited, f"g{number}@x.example") for number in range(20)))
    assert len(invited.services.replies.log(invited.meeting)) == 20
    assert invited.services.store.labels()[0] == "Import 20 replies"
    invited.services.store.undo()
    assert dump(invited.services.store) == before


def test_it_can_be_stopped_and_then_nothing_was_taken(invited: Desk, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Stopped

    for number in range(4):
        (tmp_path / f"{number}.ics").write_bytes(of(invited, f"g{number}@x.example"))
    with pytest.raises(Stopped):
        invited.services.replies.import_files([tmp_path], progress=progress)
    assert told == [(0, 4), (1, 4), (2, 4)]
    assert invited.services.replies.log(invited.meeting) == ()


def test_a_folder_without_answers_and_a_file_that_is_not_there_are_said(invited: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImportProblem, match=r"no \.ics or \.eml"):
        invited.services.replies.import_files([tmp_path / "empty"])
    done = invited.services.replies.import_files([tmp_path / "gone.ics"])
    assert "isn't there" in done.reports[0].words


def test_organisations_and_classes_are_counted(invited: Desk, tmp_path: Path) -> None:
    take(invited, tmp_path, of(invited, "pf@es.example"), of(invited, "jg@tesla.example", "TENTATIVE"))
    answers = invited.services.replies.answers(invited.meeting)
    assert [tally.words for tally in answers.classes] == [
        "EDCs: 2 people, 1 accepted, 1 no reply",
        "OEMs: 1 person, 1 tentative",
    ]
    assert [tally.name for tally in answers.organisations] == ["Eversource", "Tesla", "UI"]
    assert answers.answers == {Answer.ACCEPTED: 1, Answer.TENTATIVE: 1, Answer.NONE: 2}


def test_an_answer_by_telephone_is_noted(invited: Desk) -> None:
    replies = invited.services.replies
    noted = replies.note(invited.meeting, "ANN@x.example", Answer.ACCEPTED, comment=" will be late ")
    assert said(invited)["ann@x.example"] is Answer.ACCEPTED
    replies.remove(noted)
    assert said(invited)["ann@x.example"] is Answer.NONE
    with pytest.raises(NotFoundError):
        replies.note(invited.meeting, "nobody@x.example", Answer.ACCEPTED)
    with pytest.raises(ValidationError):
        replies.note(invited.meeting, "ann@x.example", Answer.NONE)


def test_who_has_no_mail_address_can_answer_too(invited: Desk) -> None:
    guests, replies = invited.services.guests, invited.services.replies
    guests.invite(invited.meeting, guests.read(invited.meeting, "ac"))
    replies.note(invited.meeting, invited.party("ac"), Answer.TENTATIVE)
    answers = replies.answers(invited.meeting)
    assert [each.guest.name for each in answers.guests if each.answer is Answer.TENTATIVE] == ["Aileen Cole"]
    assert answers.others == ()


def test_a_day_of_a_series_has_answers_of_its_own(invited: Desk, tmp_path: Path) -> None:
    from msa_wg_desktop.domain.meetings import MeetingDraft
    from msa_wg_desktop.domain.series import Every, make_rule

    first = date(2025, 3, 4)
    rule = make_rule(Every.WEEK, first, count=3)
    draft = MeetingDraft("Weekly", first, time(20), time(21))
    ids = invited.services.meeting_series.add(invited.group, draft, rule)
    guests = invited.services.guests
    for meeting in ids:
        guests.invite(meeting, guests.read(meeting, "pf"))
    uid = invited.services.meetings.get(ids[0]).uid
    whole = reply("pf@es.example", "ACCEPTED", UID=uid)
    second = reply("pf@es.example", "DECLINED", UID=uid, **{"RECURRENCE-ID": "20250312T000000Z"})
    take(invited, tmp_path, whole, second)
    answers = [invited.services.replies.answers(meeting).guests[0].answer for meeting in ids]
    assert answers == [Answer.ACCEPTED, Answer.DECLINED, Answer.ACCEPTED]


def test_answers_stay_when_two_people_become_one(invited: Desk, tmp_path: Path) -> None:
    take(invited, tmp_path, of(invited, "pf@es.example"))
    invited.services.parties.add_person("Pat Fam", "Eversource")
    invited.services.parties.merge(invited.party("pf"), invited.party("Pat Fam"))
    (kept,) = invited.services.replies.log(invited.meeting)
    assert kept.party_id == invited.party("Pat Fam")
    assert said(invited)["pf@es.example"] is Answer.ACCEPTED


def test_an_answer_counts_for_the_person_whose_address_changed(invited: Desk, tmp_path: Path) -> None:
    take(invited, tmp_path, of(invited, "pf@es.example"))
    invited.services.parties.edit(invited.party("pf"), {"mail": "patrick@es.example"})
    assert said(invited)["patrick@es.example"] is Answer.ACCEPTED


@pytest.mark.parametrize(
    "data", [b"", b"\xff" * 100, b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 2_000]
)
def test_bad_input_leaves_the_record_as_it_was(invited: Desk, tmp_path: Path, data: bytes) -> None:
    before = dump(invited.services.store)
    done = take(invited, tmp_path, data)
    assert done.reports[0].outcome is Outcome.LEFT
    assert "Nothing was changed" in done.reports[0].words
    assert dump(invited.services.store) == before


def test_a_guest_is_found_with_the_meeting(invited: Desk) -> None:
    (hit,) = invited.services.search.find("ann@x.example")
    assert (hit.kind, hit.id) == ("meeting", invited.meeting)
    invited.services.guests.remove(invited.meeting, "ann@x.example")
    assert invited.services.search.find("ann@x.example") == ()


def test_what_an_answer_says_can_be_purged(invited: Desk, tmp_path: Path) -> None:
    take(invited, tmp_path, of(invited, "ann@x.example", COMMENT="My child is in hospital until March"))
    (kept,) = invited.services.replies.log(invited.meeting)
    report = invited.services.purge.purge("reply", kept.id)
    assert report.plan.text == "My child is in hospital until March"
    assert invited.services.replies.log(invited.meeting) == ()
