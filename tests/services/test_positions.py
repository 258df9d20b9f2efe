"""Positions and the proposals that they are taken on: in versions, as said, and never worked out from silence."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.proposals import next_number
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.store import Store
from tests.services.desk import FEB_6, Desk, dump, statements


@pytest.fixture
def proposal(desk: Desk) -> str:
    return desk.services.proposals.add("Liability waiver", text="The waiver names the customer only", sponsor="EDCs")


def test_a_captured_position_is_kept_as_it_was_said(desk: Desk):
    row = desk.services.positions.get(desk.captured("position"))
    assert (row.party, row.stand, row.topic, row.stated_on) == ("ConnectDER", "neutral", "liability waiver", FEB_6)
    assert row.source.label == "7"


def test_a_stand_is_taken_on_one_version_and_stays_with_it(desk: Desk, proposal: str):
    proposals, positions = desk.services.proposals, desk.services.positions
    first = proposals.get(proposal).latest
    assert first is not None
    stand = positions.add("Tesla", "oppose", version_id=first.id, text="It leaves out the installer", signed_by="jg")
    second = proposals.add_version(proposal, "The waiver names the installer", dated=date(2025, 2, 20))
    row = proposals.get(proposal)
    assert [(version.number, version.dated) for version in row.versions] == [(1, FEB_6), (2, date(2025, 2, 20))]
    assert row.latest is not None
    assert row.latest.id == second
    shown = positions.get(stand)
    assert (shown.proposal, shown.stand, shown.signed_by) == ("P-1 v1", "oppose", "Jordan Graham (Tesla)")
    proposals.delete(proposal)
    assert positions.get(stand).proposal == ""
    assert [row.party for row in positions.list(WorkFilter(party_id=desk.party("jg")))] == []
    assert len(positions.list(WorkFilter(party_id=desk.party("Tesla")))) == 1


@pytest.mark.parametrize("stand", ["silent", "Absent", "not asked"])
def test_silence_absence_and_not_being_asked_are_no_positions(desk: Desk, stand: str):
    with pytest.raises(ValidationError, match="nobody's stand is worked out from silence"):
        desk.services.positions.add("Tesla", stand, topic="Waiver")


def test_proposals_are_numbered_in_their_group(desk: Desk, proposal: str):
    add = desk.services.proposals.add
    add("Sockets", number="P-9")
    add("Training")
    assert [row.number for row in desk.services.proposals.list()] == ["P-1", "P-9", "P-10"]
    with pytest.raises(ValidationError, match="There is a proposal P-9 already"):
        desk.services.proposals.edit(proposal, {"number": "P-9"})
    assert next_number(["P-2", "X-9", "P-x"]) == "P-3"


def test_what_became_of_a_proposal_is_said(desk: Desk, proposal: str):
    desk.services.proposals.edit(proposal, {"status": "no consensus", "sponsor": "UI"})
    row = desk.services.proposals.get(proposal)
    assert (row.status, row.sponsor) == ("no consensus", "UI")
    assert desk.services.proposals.list(open_only=True) == ()
    assert desk.services.proposals.list(group_id=desk.group) == (row,)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda s, d: s.positions.add("Tesla"), "Say where the party stands"),
        (lambda s, d: s.positions.add("Nobody", "support"), "“Nobody” isn't in the record"),
        (lambda s, d: s.positions.edit(d.captured("position"), {"stand": "silent"}), "worked out from silence"),
        (lambda s, d: s.positions.get("gone"), "isn't in the record any more"),
        (lambda s, d: s.proposals.add(" "), "A proposal needs a title"),
        (lambda s, d: s.proposals.add_version("gone", "x"), "isn't in the record any more"),
        (lambda s, d: s.proposals.get("gone"), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(desk: Desk, store: Store, act, words: str):
    before = dump(store)
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services, desk)
    assert dump(store) == before


def test_a_proposals_words_are_checked(desk: Desk, proposal: str):
    proposals = desk.services.proposals
    for values, words in (({"status": "won"}, "Choose one of: open, consensus"), ({"title": ""}, "needs a title")):
        with pytest.raises(ValidationError, match=words):
            proposals.edit(proposal, values)
    with pytest.raises(ValidationError, match="needs its text"):
        proposals.add_version(proposal, "  ")


def test_lists_take_the_same_number_of_statements_however_long_they_are(desk: Desk, proposal: str):
    version = desk.services.proposals.get(proposal).versions[0].id
    desk.services.positions.add("UI", "support", version_id=version, meeting_id=desk.meeting)
    with statements() as few:
        desk.services.positions.list()
        desk.services.proposals.list()
    for number in range(30):
        desk.services.proposals.add(f"Proposal {number}", text="Text")
        desk.services.positions.add("UI", "support", version_id=version, order_items=["26.1"])
    with statements() as many:
        assert len(desk.services.positions.list()) == 32
        assert len(desk.services.proposals.list()) == 31
    assert len(many) == len(few) <= 16
