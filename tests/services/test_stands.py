"""The matrix of stands: as stated by a day, with nothing filled in from silence, absence or another version."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.domain.stands import ChangeKind, Matrix
from msa_wg_desktop.errors import ConflictError, ValidationError
from tests.services.desk import FEB_6, Desk, statements

JAN_14, FEB_20 = date(2025, 1, 14), date(2025, 2, 20)


@pytest.fixture
def version(desk: Desk) -> str:
    """The first version of a proposal, in a group in which four sit, one of them as staff."""
    for party, role in (("pf", "representative"), ("UI", "alternate"), ("Tesla", "representative"), ("GPI", "staff")):
        desk.services.groups.add_seat(desk.group, party, role=SeatRole(role))
    made = desk.services.proposals.add("Liability waiver", text="It names the customer", dated=JAN_14)
    return desk.services.proposals.get(made).versions[0].id


def matrix(desk: Desk, day: date | None = None, since: date | None = None, **wanted: bool) -> Matrix:
    return desk.services.stands.matrix([desk.group], day=day, since=since, **wanted)


def shown(desk: Desk, version_id: str, day: date | None = None) -> dict[str, str]:
    """What stands in a version's cells by party; those in which nothing stands are left out."""
    found = matrix(desk, day)
    row = found.row(version_id)
    assert row is not None
    cells = {column.name: row.cell(column.party_id) for column in found.columns}
    words = {
        name: (cell.stand.stand if cell.stand else cell.mark.mark if cell.mark else "") for name, cell in cells.items()
    }
    return {name: word for name, word in words.items() if word}


def test_columns_are_those_who_sit_there_and_who_counts_is_told_apart(desk: Desk, version: str):
    desk.services.positions.add("ConnectDER", "support", version_id=version)
    columns = [(column.name, column.counts, column.role) for column in matrix(desk).columns]
    assert columns == [
        ("Eversource", True, SeatRole.REPRESENTATIVE),
        ("Tesla", True, SeatRole.REPRESENTATIVE),
        ("UI", True, SeatRole.ALTERNATE),
        ("GPI", False, SeatRole.STAFF),
        ("ConnectDER", False, None),
    ]


def test_a_seat_that_has_ended_gives_no_column(desk: Desk, version: str):
    seat = next(seat for seat in desk.services.groups.seats(desk.group) if seat.party == "Tesla")
    desk.services.groups.edit_seat(seat.id, {"until": FEB_6})
    assert "Tesla" in {column.name for column in matrix(desk, FEB_6).columns}
    assert "Tesla" not in {column.name for column in matrix(desk, FEB_20).columns}


def test_without_seats_nobody_is_told_to_stand_outside(desk: Desk):
    made = desk.services.proposals.add("Sockets", text="They are excluded")
    desk.services.positions.add("Tesla", "oppose", version_id=desk.services.proposals.get(made).versions[0].id)
    found = matrix(desk)
    assert not found.seated
    assert [(column.name, column.counts) for column in found.columns] == [("Tesla", True)]


def test_a_new_version_inherits_no_stand_and_the_older_one_keeps_its_own(desk: Desk, version: str):
    desk.services.positions.add("Tesla", "oppose", version_id=version)
    proposal = matrix(desk).rows[0].proposal.id
    second = desk.services.proposals.add_version(proposal, "It names the installer")
    assert shown(desk, second) == {}
    assert shown(desk, version) == {"Tesla": "oppose"}
    assert [(row.name, row.newest, row.older) for row in matrix(desk).rows] == [
        ("P-1 v2", True, 1),
        ("P-1 v1", False, 0),
    ]


def test_the_matrix_stands_as_it_stood_on_a_day(desk: Desk, version: str):
    desk.services.positions.add("Tesla", "oppose", version_id=version, stated_on=JAN_14)
    desk.services.positions.add("Tesla", "can live with", version_id=version, stated_on=FEB_20)
    proposal = matrix(desk).rows[0].proposal.id
    desk.services.proposals.add_version(proposal, "Later", dated=FEB_20)
    desk.services.proposals.edit(proposal, {"status": "consensus", "decided_on": FEB_20})
    assert shown(desk, version, FEB_6) == {"Tesla": "oppose"}
    assert shown(desk, version) == {"Tesla": "can live with"}
    assert [(row.name, row.status) for row in matrix(desk, FEB_6).rows] == [("P-1 v1", "open")]
    assert matrix(desk).rows[0].status == "consensus"


def test_a_class_speaks_for_its_members_and_a_person_for_the_organisation(desk: Desk, version: str):
    desk.services.positions.add("EDCs", "support", version_id=version)
    desk.services.positions.add("jg", "oppose", version_id=version)
    assert shown(desk, version) == {"Eversource": "support", "UI": "support", "Tesla": "oppose"}
    row = matrix(desk).rows[0]
    stand = row.cell(desk.party("UI")).stand
    assert stand is not None
    assert stand.said_as == "EDCs"


def test_a_position_of_several_parties_stands_with_each_of_them(desk: Desk, version: str):
    made = desk.services.positions.add(["Tesla", "UI", "Tesla"], "reviewing", version_id=version)
    assert shown(desk, version) == {"Tesla": "reviewing", "UI": "reviewing"}
    assert desk.services.positions.get(made).party == "Tesla, UI"


def test_a_captured_line_of_several_keeps_all_its_holders_and_can_be_put_on_a_version(desk: Desk, version: str):
    desk.services.notes.capture_lines(desk.meeting, "POSITION: Tesla and ConnectDER support the waiver")
    row = next(row for row in desk.services.positions.list() if "waiver" in row.topic and row.stand == "support")
    assert row.parties == ("Tesla", "ConnectDER")
    assert row.id in {topic.id for topic in matrix(desk).topics}
    desk.services.positions.edit(row.id, {"version_id": version})
    assert shown(desk, version) == {"Tesla": "support", "ConnectDER": "support"}
    assert row.id not in {topic.id for topic in matrix(desk).topics}


def test_silence_takes_no_stand_back_and_makes_none(desk: Desk, version: str):
    roll_calls = desk.services.roll_calls
    desk.services.positions.add("Tesla", "support", version_id=version, stated_on=JAN_14)
    answers = [Answer("Tesla", Mark.SILENT), Answer("UI", Mark.ABSENT), Answer("Eversource", Mark.NOT_ASKED)]
    roll_calls.take(version, answers, signed_by="ac", meeting_id=desk.meeting)
    assert shown(desk, version) == {"Tesla": "support", "UI": "absent", "Eversource": "not asked"}
    assert len([row for row in desk.services.positions.list() if row.version_id]) == 1


def test_of_what_was_said_twice_in_a_day_what_was_entered_last_holds(desk: Desk, version: str):
    said = ("oppose", "can live with", "support", "abstain", "reviewing")
    for stand in said:
        desk.services.positions.add("Tesla", stand, version_id=version, stated_on=FEB_6, signed_by="ac")
    calls = [
        desk.services.roll_calls.take(version, [Answer("UI", mark)], signed_by="ac", called_on=FEB_6)
        for mark in (Mark.ABSENT, Mark.SILENT, Mark.NOT_ASKED, Mark.ABSENT, Mark.SILENT)
    ]
    assert shown(desk, version) == {"Tesla": "reviewing", "UI": "silent"}
    row = matrix(desk).row(version)
    assert row is not None
    assert tuple(one.stand for one in row.cell(desk.services.parties.find("Tesla").id).stated) == said[::-1]
    assert [call.id for call in desk.services.roll_calls.list()] == calls[::-1]


def test_one_answer_of_a_roll_call_is_put_right_alone(desk: Desk, version: str):
    roll_calls = desk.services.roll_calls
    answers = [Answer("Tesla", "oppose", "Too long"), Answer("UI", Mark.ABSENT)]
    made = roll_calls.take(version, answers, signed_by="ac", meeting_id=desk.meeting)
    before = roll_calls.get(made)
    roll_calls.correct(made, Answer("UI", "support", "It names nobody"), shown="absent")
    roll_calls.correct(made, Answer("Tesla", Mark.SILENT), shown="oppose")
    roll_calls.correct(made, Answer("Eversource", "reviewing"))
    assert shown(desk, version) == {"Tesla": "silent", "UI": "support", "Eversource": "reviewing"}
    (position,) = [row for row in desk.services.positions.list() if row.party == "UI"]
    assert (position.signed_by, position.stated_on, position.text) == ("Aileen Cole (GPI)", FEB_6, "It names nobody")
    roll_calls.correct(made, Answer("Tesla", Mark.ABSENT))
    assert shown(desk, version)["Tesla"] == "absent"
    for _step in range(4):
        desk.services.store.undo()
    assert roll_calls.get(made) == before


def test_an_answer_that_somebody_else_put_right_meanwhile_is_not_overwritten(desk: Desk, version: str):
    made = desk.services.roll_calls.take(version, [Answer("UI", Mark.ABSENT)], signed_by="ac", called_on=FEB_6)
    desk.services.roll_calls.correct(made, Answer("UI", "support"))
    with pytest.raises(ConflictError, match="UI was changed meanwhile"):
        desk.services.roll_calls.correct(made, Answer("UI", Mark.SILENT), shown="absent")
    assert shown(desk, version) == {"UI": "support"}


def test_what_changed_since_the_last_meeting_is_told(desk: Desk, version: str):
    desk.services.positions.add("Tesla", "oppose", version_id=version, stated_on=JAN_14)
    desk.services.positions.add("Tesla", "support", version_id=version, stated_on=FEB_20)
    desk.services.roll_calls.take(version, [Answer("UI", Mark.ABSENT)], signed_by="ac", called_on=FEB_20)
    proposal = matrix(desk).rows[0].proposal.id
    desk.services.proposals.add_version(proposal, "Later", dated=FEB_20)
    desk.services.proposals.edit(proposal, {"status": "withdrawn", "decided_on": FEB_20})
    told = [(one.kind, one.name, one.party, one.before, one.after) for one in matrix(desk, since=FEB_6).changes()]
    assert told == [
        (ChangeKind.VERSION, "P-1 v2", "", "", ""),
        (ChangeKind.STATUS, "P-1 v2", "", "", "withdrawn"),
        (ChangeKind.STAND, "P-1 v1", "Tesla", "oppose", "support"),
        (ChangeKind.MARK, "P-1 v1", "UI", "", "absent"),
    ]
    assert matrix(desk, since=FEB_20).changes() == ()
    assert desk.services.stands.last_meeting([desk.group], FEB_20) == FEB_6
    assert desk.services.stands.last_meeting([desk.group], FEB_6) is None


def test_what_is_off_the_record_is_not_public(desk: Desk, version: str):
    desk.services.positions.add("Tesla", "oppose", version_id=version, off_record=True)
    hidden = desk.services.notes.capture_lines(desk.meeting, "[off] among us\n\tPOSITION: UI support the waiver")
    line = next(row for row in desk.services.positions.list() if row.source.note_id in hidden)
    desk.services.positions.edit(line.id, {"version_id": version})
    assert shown(desk, version) == {"Tesla": "oppose", "UI": "support"}
    assert dict(matrix(desk, public_only=True).rows[0].cells) == {}


# ---------------------------------------------------------------------- roll calls


def test_a_roll_call_is_read_back_and_is_one_step(desk: Desk, version: str):
    before = desk.services.store.seq()
    answers = [Answer("Tesla", "support", "As filed"), Answer("UI", Mark.SILENT)]
    made = desk.services.roll_calls.take(version, answers, signed_by="ac", meeting_id=desk.meeting)
    assert desk.services.store.seq() == before + 1
    row = desk.services.roll_calls.get(made)
    assert (row.called_on, row.signed_by, row.meeting_id) == (FEB_6, "Aileen Cole (GPI)", desk.meeting)
    assert row.answers == (Answer("Tesla", "support", "As filed"), Answer("UI", Mark.SILENT))
    desk.services.store.undo()
    assert desk.services.roll_calls.list() == ()
    assert shown(desk, version) == {}


def test_a_roll_call_asks_those_who_sit_there_and_only_suggests_who_is_absent(desk: Desk, version: str):
    attendance = desk.services.attendance
    for person, presence in (("pf", "present"), ("jg", "absent")):
        attendance.edit(attendance.add(desk.meeting, desk.party(person)), {"presence": presence})
    parties = desk.services.roll_calls.parties(desk.group, version, desk.meeting)
    assert [(party.name, party.absent, party.counts) for party in parties] == [
        ("Eversource", False, True),
        ("Tesla", True, True),
        ("UI", False, True),
        ("GPI", False, False),
    ]
    assert shown(desk, version) == {}


def test_in_a_group_without_seats_all_organisations_can_be_asked(desk: Desk):
    made = desk.services.proposals.add("Sockets", text="They are excluded")
    version = desk.services.proposals.get(made).versions[0].id
    names = {party.name for party in desk.services.roll_calls.parties(desk.group, version, None)}
    assert names == {"Eversource", "UI", "ConnectDER", "Tesla", "GPI"}


@pytest.mark.parametrize(
    ("answers", "signed_by", "words"),
    [
        ([], "ac", "Nobody was asked yet"),
        ([Answer("Tesla", "support")], "", "is signed"),
        ([Answer("Tesla", "support"), Answer("tesla", Mark.SILENT)], "ac", "Tesla is named twice"),
        ([Answer("Tesla", "silent")], "ac", "nobody's stand is worked out from silence"),
    ],
)
def test_a_roll_call_that_can_not_be_leaves_nothing(desk: Desk, version: str, answers, signed_by: str, words: str):
    before = desk.services.store.seq()
    with pytest.raises(ValidationError, match=words):
        desk.services.roll_calls.take(version, answers, signed_by=signed_by)
    assert desk.services.store.seq() == before


def test_a_deleted_roll_call_takes_its_stands_along(desk: Desk, version: str):
    kept = desk.services.positions.add("UI", "support", version_id=version)
    made = desk.services.roll_calls.take(version, [Answer("Tesla", "oppose")], signed_by="ac")
    desk.services.roll_calls.delete(made)
    assert [row.id for row in desk.services.positions.list() if row.version_id] == [kept]


def test_the_matrix_takes_the_same_number_of_statements_however_long_it_is(desk: Desk, version: str):
    with statements() as few:
        matrix(desk)
    for number in range(20):
        made = desk.services.proposals.add(f"Proposal {number}", text="Text")
        latest = desk.services.proposals.get(made).versions[0].id
        desk.services.positions.add("UI", "support", version_id=latest, meeting_id=desk.meeting)
    with statements() as many:
        assert len(matrix(desk).rows) == 21
    assert len(many) <= len(few) + 1


def test_read_as_it_comes_into_sight_it_is_the_same_matrix(desk: Desk, version: str):
    services, groups = desk.services, [desk.group]
    services.positions.add("Tesla", "oppose", version_id=version, stated_on=FEB_6, group_id=desk.group)
    services.positions.add("pf", "neutral", topic="Storage", stated_on=FEB_6, group_id=desk.group)
    services.roll_calls.take(version, [Answer("ConnectDER", Mark.ABSENT)], signed_by="ac", called_on=FEB_20)
    for day, since in ((None, None), (FEB_6, None), (None, FEB_6), (date(2024, 1, 1), None)):
        whole = services.stands.matrix(groups, day=day, since=since)
        frame = services.stands.frame(groups, day=day, since=since)
        cells = services.stands.cells([row.id for row in frame.rows], groups, day=day)
        assert (frame.shown, frame.columns, frame.topics) == (whole.shown, whole.columns, whole.topics)
        assert frame.changes() == whole.changes()
        assert frame.with_cells({row.id: cells.get(row.id, {}) for row in frame.rows}).rows == whole.rows
