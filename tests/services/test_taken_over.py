"""An event that somebody else organises is followed, and nothing is ever sent for it from here."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import select

from msa_wg_desktop.db.models import Event, Party
from msa_wg_desktop.domain.invitations import Mailbox
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.replies import IncomingFile, Outcome
from msa_wg_desktop.errors import ConflictError, ImportProblem, ValidationError
from msa_wg_desktop.invitations.reading import read_file
from msa_wg_desktop.services.store import Store
from tests.invitations.calendars import OUTLOOK_REPLY, TEAMS_REQUEST, UID, calendar, reply
from tests.services.desk import Desk, dump, statements
from tests.services.test_replies import sent

OLGA = "ORGANIZER;CN=Olga Org:mailto:olga@pura.example"
OURS = "America/New_York"


def request(*lines: str, method: str = "REQUEST") -> IncomingFile:
    lines = lines if any(line.startswith("ORGANIZER") for line in lines) else (OLGA, *lines)
    return read_file("invite.ics", calendar("SUMMARY:Technical meeting", *lines, method=method))


def teams() -> IncomingFile:
    return read_file("invite.ics", TEAMS_REQUEST.encode())


def followed(desk: Desk) -> str:
    return desk.services.taken_over.take_over(teams(), group_id=desk.group).meeting_id


def follow(desk: Desk, file: IncomingFile) -> tuple[Outcome, str]:
    return desk.services.taken_over.follow(file.events[0], file.sender)


def test_a_new_meeting_is_made_of_an_invitation(desk: Desk) -> None:
    meeting = desk.services.meetings.get(followed(desk))
    assert (meeting.title, meeting.date, meeting.start, meeting.end) == (
        "Technical meeting",
        date(2025, 3, 4),
        time(10),
        time(11, 30),
    )
    assert (meeting.uid, meeting.time_zone, meeting.location) == (UID, OURS, "Microsoft Teams Meeting")
    assert meeting.url.startswith("https://teams.microsoft.com/")
    assert desk.services.taken_over.organiser(meeting.id) == Mailbox("olga@pura.example", "Olga Org")
    with desk.services.store.reading() as connection:
        row = connection.execute(select(Event.__table__)).one()
    assert (row.sequence, row.stamp.isoformat()) == (2, "2025-02-20T15:00:00+00:00")


def test_a_meeting_that_is_there_follows_the_event_and_keeps_its_title_and_notes(desk: Desk) -> None:
    desk.services.taken_over.take_over(teams(), meeting_id=desk.meeting)
    meeting = desk.services.meetings.get(desk.meeting)
    assert (meeting.title, meeting.date, meeting.rescheduled_from) == (
        "MSA subgroup meeting",
        date(2025, 3, 4),
        date(2025, 2, 6),
    )
    assert desk.note(1).startswith("Patrick Fam")


def test_a_time_in_utc_is_shown_where_the_meeting_takes_place(desk: Desk) -> None:
    made = desk.services.taken_over.take_over(
        request("DTSTART:20250305T003000Z", "DTEND:20250305T013000Z"), group_id=desk.group
    )
    meeting = desk.services.meetings.get(made.meeting_id)
    assert (meeting.date, meeting.start, meeting.end, meeting.time_zone) == (
        date(2025, 3, 4),
        time(19, 30),
        time(20, 30),
        OURS,
    )


@pytest.mark.parametrize("line", ["DTSTART:20250304T100000", "DTSTART;TZID=Nowhere:20250304T100000"])
def test_a_zone_that_is_not_known_is_asked_for(desk: Desk, line: str) -> None:
    before = dump(desk.services.store)
    with pytest.raises(ValidationError, match="say which one it is") as asked:
        desk.services.taken_over.take_over(request(line), group_id=desk.group)
    assert asked.value.field == "time_zone"
    assert dump(desk.services.store) == before
    made = desk.services.taken_over.take_over(request(line), group_id=desk.group, time_zone="America/Denver")
    assert desk.services.meetings.get(made.meeting_id).time_zone == "America/Denver"


def test_an_organiser_who_is_not_said_is_asked_for(desk: Desk) -> None:
    file = read_file("x.ics", calendar("SUMMARY:x", method="PUBLISH"))
    with pytest.raises(ValidationError) as asked:
        desk.services.taken_over.take_over(file, group_id=desk.group)
    assert asked.value.field == "organiser"
    made = desk.services.taken_over.take_over(file, group_id=desk.group, organiser="olga@pura.example")
    assert made.organiser.mail == "olga@pura.example"


def test_later_versions_apply_and_older_ones_are_ignored_and_said_so(desk: Desk) -> None:
    meeting = followed(desk)
    newer = request(
        "UID:" + UID, "SEQUENCE:3", "DTSTART;TZID=America/New_York:20250311T100000", "DTEND:20250311T150000Z"
    )
    assert follow(desk, newer)[0] is Outcome.TAKEN
    row = desk.services.meetings.get(meeting)
    assert (row.date, row.end, row.rescheduled_from) == (date(2025, 3, 11), time(11), date(2025, 3, 4))
    assert follow(desk, newer)[0] is Outcome.KNOWN
    outcome, words = follow(desk, teams())
    assert (outcome, "older than the one that is known" in words) == (Outcome.LEFT, True)
    assert desk.services.meetings.get(meeting).date == date(2025, 3, 11)


def test_of_one_version_the_later_moment_counts(desk: Desk) -> None:
    meeting = followed(desk)
    later = request(
        "UID:" + UID, "SEQUENCE:2", "DTSTAMP:20250221T000000Z", "LOCATION:Room 2", "DTSTART:20250304T150000Z"
    )
    assert follow(desk, later)[0] is Outcome.TAKEN
    assert desk.services.meetings.get(meeting).location == "Room 2"


def test_a_cancellation_by_the_organiser_cancels_and_a_later_version_brings_it_back(desk: Desk) -> None:
    meeting = followed(desk)
    assert follow(desk, request("UID:" + UID, "SEQUENCE:3", method="CANCEL"))[0] is Outcome.TAKEN
    assert desk.services.meetings.get(meeting).status is MeetingStatus.CANCELLED
    again = request("UID:" + UID, "SEQUENCE:4", "DTSTART:20250401T140000Z")
    assert follow(desk, again)[0] is Outcome.TAKEN
    assert desk.services.meetings.get(meeting).status is MeetingStatus.SCHEDULED


@pytest.mark.parametrize("method", ["CANCEL", "REQUEST"])
def test_somebody_else_changes_nothing(desk: Desk, method: str) -> None:
    followed(desk)
    before = dump(desk.services.store)
    evil = request("ORGANIZER;CN=Eve:mailto:eve@q.example", "UID:" + UID, "SEQUENCE:9", method=method)
    outcome, words = follow(desk, evil)
    assert (outcome, words) == (
        Outcome.LEFT,
        "Eve sent this about “Technical meeting”, which Olga Org organises. Nothing was changed.",
    )
    pretended = request("UID:" + UID, "SEQUENCE:9", method=method)
    outcome, words = desk.services.taken_over.follow(pretended.events[0], Mailbox("eve@q.example"))
    assert (outcome, words.startswith("eve@q.example sent this")) == (Outcome.LEFT, True)
    assert dump(desk.services.store) == before


def test_updates_come_with_the_replies_that_are_imported(desk: Desk, tmp_path: Path) -> None:
    meeting = followed(desk)
    data = calendar(OLGA, "SUMMARY:Technical meeting", "UID:" + UID, "SEQUENCE:3", method="CANCEL")
    (tmp_path / "cancel.ics").write_bytes(data)
    done = desk.services.replies.import_files([tmp_path])
    assert done.reports[0].words == "“Technical meeting” was cancelled by its organiser."
    assert done.reports[0].meeting_id == meeting
    desk.services.store.undo()
    assert desk.services.meetings.get(meeting).status is MeetingStatus.SCHEDULED


def test_an_update_that_cannot_be_so_changes_nothing(desk: Desk) -> None:
    followed(desk)
    before = dump(desk.services.store)
    for lines in (
        ("DTSTART;TZID=Nowhere:20250304T100000",),
        ("DTSTART;TZID=America/New_York:20250309T023000",),
        ("DTSTART;TZID=America/New_York:20250309T100000", "RECURRENCE-ID;TZID=America/New_York:20250309T100000"),
    ):
        outcome, words = follow(desk, request("UID:" + UID, "SEQUENCE:3", *lines))
        assert (outcome, bool(words)) == (Outcome.LEFT, True)
    assert dump(desk.services.store) == before


def test_one_day_of_an_event_that_comes_again_moves_by_itself(desk: Desk) -> None:
    rule = request("UID:" + UID, "SEQUENCE:2", "RRULE:FREQ=WEEKLY", "DTSTART;TZID=America/New_York:20250304T100000")
    first = desk.services.taken_over.take_over(rule, group_id=desk.group)
    assert "comes again" in first.remarks[0]
    second = desk.services.taken_over.take_over(rule, meeting_id=desk.meeting)
    assert desk.services.meetings.get(second.meeting_id).date == date(2025, 2, 6)
    day = "RECURRENCE-ID;TZID=America/New_York:20250304T100000"
    moved = request("UID:" + UID, "SEQUENCE:2", "DTSTAMP:20250301T000000Z", day, "DTSTART:20250305T150000Z")
    assert follow(desk, moved)[0] is Outcome.TAKEN
    dates = {row.id: row.date for row in desk.services.meetings.list()}
    assert (dates[first.meeting_id], dates[desk.meeting]) == (date(2025, 3, 5), date(2025, 2, 6))


def test_a_meeting_whose_invitation_went_out_from_here_takes_no_second_event(desk: Desk) -> None:
    sent(desk, 0)
    with pytest.raises(ConflictError, match="guests would have it twice"):
        desk.services.taken_over.take_over(teams(), meeting_id=desk.meeting)


def test_an_older_invitation_takes_nothing_back(desk: Desk) -> None:
    followed(desk)
    older = request("UID:" + UID, "SEQUENCE:1")
    with pytest.raises(ConflictError, match="older than the one that is known"):
        desk.services.taken_over.take_over(older, meeting_id=desk.meeting)


def test_guests_who_still_have_our_invitation_count_whoever_was_taken_off_since(desk: Desk) -> None:
    sent(desk, 0)
    sent(desk, 1, "CANCEL", "somebody@else.example")
    with pytest.raises(ConflictError, match="guests would have it twice"):
        desk.services.taken_over.take_over(teams(), meeting_id=desk.meeting)
    sent(desk, 1, "CANCEL", "PF@es.example")
    desk.services.taken_over.take_over(teams(), meeting_id=desk.meeting)
    assert desk.services.meetings.get(desk.meeting).uid == UID


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OUTLOOK_REPLY.encode(), "is an answer"),
        (calendar(OLGA, method="CANCEL"), "is a cancellation"),
        (calendar(OLGA, "DTSTART:never", method="REQUEST"), "no date"),
        (calendar(OLGA, "UID:a", method="REQUEST") + calendar(OLGA, "UID:b", method="REQUEST"), "holds 2 events"),
        (reply("a@x.example"), "is an answer"),
    ],
)
def test_what_is_no_invitation_is_refused(desk: Desk, data: bytes, words: str) -> None:
    before = dump(desk.services.store)
    with pytest.raises(ImportProblem, match=words):
        desk.services.taken_over.take_over(read_file("x.ics", data), group_id=desk.group)
    assert dump(desk.services.store) == before


def test_a_rule_without_end_is_never_expanded(desk: Desk) -> None:
    made = desk.services.taken_over.take_over(request("RRULE:FREQ=SECONDLY"), group_id=desk.group)
    assert desk.services.meetings.get(made.meeting_id).rule == ""


def test_an_unreadable_file_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.ics").write_bytes(b"nothing")
    with pytest.raises(ImportProblem, match="no calendar file"):
        desk.services.taken_over.read(tmp_path / "x.ics")


def test_looking_at_what_came_writes_nothing_and_waits_for_nobody_who_writes(desk: Desk, tmp_path):
    services, store = desk.services, desk.services.store
    meeting_id = followed(desk)
    day = services.meetings.get(meeting_id).date
    newer = TEAMS_REQUEST.replace("SEQUENCE:2", "SEQUENCE:3").replace("20250304T", "20250305T")
    newest = newer.replace("SEQUENCE:3", "SEQUENCE:4").replace("20250305T", "20250306T")
    for number, text in enumerate((newer, newest, newer)):
        (tmp_path / f"{number}.ics").write_text(text, encoding="utf-8")
    files, steps = services.incoming.read([tmp_path]), store.operations()
    other = Store.open(store.path, who="other")  # type: ignore[arg-type]
    with statements() as asked, other.operation("Holds the record") as session:
        session.add(Party(kind="organisation", name="Newco"))
        session.flush()
        asked.clear()
        found = services.incoming.preview(files)
        assert not [statement for statement in asked if not statement.startswith("SELECT")]
    other.close()
    assert [each.report.outcome for each in found] == [Outcome.TAKEN, Outcome.TAKEN, Outcome.LEFT]
    assert services.meetings.get(meeting_id).date == day
    assert store.operations() == steps + 1, "the other's"
    services.incoming.take([each for each in found if each.can_be_taken], {})
    assert services.meetings.get(meeting_id).date == date(2025, 3, 6)


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_the_calendar_are_no_date(desk: Desk, year: str) -> None:
    with pytest.raises(ImportProblem, match="says no date that can be read"):
        desk.services.taken_over.take_over(request(f"DTSTART:{year}0101T000000Z"), group_id=desk.group)
