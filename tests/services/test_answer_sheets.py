"""Answers are looked at by version, and whoever answered without being asked finds a place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from msa_wg_desktop.domain.answer_sheets import Standing
from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.errors import ValidationError
from tests.invitations.calendars import reply
from tests.services.desk import Desk


@pytest.fixture
def answered(desk: Desk, tmp_path: Path) -> Desk:
    """Ann and Ben were asked twice; Ann answered both, Ben the first, a delegate and a stranger the second."""
    services = desk.services
    services.settings.put("organiser.mail", "desk@example.org")
    services.guests.invite(desk.meeting, services.guests.read(desk.meeting, "Ann <ann@x.example>; Ben <ben@x.example>"))
    services.meetings.reschedule(desk.meeting, date(2025, 3, 4))
    services.invitations.remember(desk.meeting, services.invitations.parcels(desk.meeting))
    services.meetings.reschedule(desk.meeting, date(2025, 3, 11))
    services.invitations.remember(desk.meeting, services.invitations.parcels(desk.meeting))
    for number, (mail, answer, sequence) in enumerate(
        (
            ("ann@x.example", "DECLINED", "0"),
            ("ann@x.example", "ACCEPTED", "1"),
            ("ben@x.example", "TENTATIVE", "0"),
            ("zoe@z.example", "ACCEPTED", "1"),
        )
    ):
        (tmp_path / f"{number}.ics").write_bytes(reply(mail, answer, UID=desk.meeting, SEQUENCE=sequence))
    services.replies.import_files([tmp_path])
    return desk


def shown(desk: Desk, version: int | None = None) -> list[tuple[str, Standing, Answer, bool]]:
    lines = desk.services.answer_sheets.sheet(desk.meeting, version).lines
    return [(line.mail, line.standing, line.answer, line.older) for line in lines]


def test_what_counts_now_stands_first_and_an_answer_to_an_older_time_stands_out(answered: Desk) -> None:
    assert shown(answered) == [
        ("ann@x.example", Standing.GUEST, Answer.ACCEPTED, False),
        ("ben@x.example", Standing.GUEST, Answer.TENTATIVE, True),
        ("zoe@z.example", Standing.STRANGER, Answer.ACCEPTED, False),
    ]
    sheet = answered.services.answer_sheets.sheet(answered.meeting)
    assert sheet.words == "1 accepted · 1 tentative · 1 not invited"
    assert [version.words.partition(",")[0] for version in sheet.versions] == ["Update 1", "First invitation"]
    assert [version.answers for version in sheet.versions] == [2, 2]


def test_the_answers_of_an_earlier_version_can_be_looked_at(answered: Desk) -> None:
    assert shown(answered, 0) == [
        ("ann@x.example", Standing.GUEST, Answer.DECLINED, True),
        ("ben@x.example", Standing.GUEST, Answer.TENTATIVE, True),
    ]


def test_a_stranger_becomes_a_guest_whose_answer_counts(answered: Desk) -> None:
    (reply_row,) = answered.services.replies.answers(answered.meeting).others
    assert answered.services.answer_sheets.admit(answered.meeting, reply_row.id) == 1
    assert ("zoe@z.example", Standing.GUEST, Answer.ACCEPTED, False) in shown(answered)


def test_a_stranger_who_is_somebody_of_the_record_is_that_person_from_then_on(answered: Desk) -> None:
    services = answered.services
    (reply_row,) = services.replies.answers(answered.meeting).others
    person = answered.party("pf")
    services.parties.edit(person, {"mail": ""})
    services.answer_sheets.tie(answered.meeting, reply_row.id, person)
    assert services.replies.answers(answered.meeting).others[0].party_id == person
    assert next(row.mail for row in services.parties.people() if row.id == person) == "zoe@z.example"
    services.guests.invite(answered.meeting, [services.guests.read_party(person)])
    guests = [line for line in services.answer_sheets.sheet(answered.meeting).lines if line.party_id == person]
    assert [(line.standing, line.answer) for line in guests] == [(Standing.GUEST, Answer.ACCEPTED)]


def test_an_answer_is_tied_to_a_person_alone(answered: Desk) -> None:
    (reply_row,) = answered.services.replies.answers(answered.meeting).others
    with pytest.raises(ValidationError, match="choose a person"):
        answered.services.answer_sheets.tie(answered.meeting, reply_row.id, answered.party("UI"))
