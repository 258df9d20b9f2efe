"""The record of consultation: the meetings on an item, who took part, and plainly who did not."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.documents.markdown_writer import printed_markdown
from msa_wg_desktop.domain.consultation import ConsultationRecord, consultation_report
from msa_wg_desktop.domain.materials import Cites
from msa_wg_desktop.domain.meetings import MeetingDraft
from tests.services.desk import FEB_6, Desk


@pytest.fixture
def duties(desk: Desk) -> Desk:
    """Tesla, ConnectDER and the working group must be consulted on item 1; a line of the meeting is on it."""
    services = desk.services
    services.parties.add_class("IX WG", [])
    services.orders.edit_item(desk.items["1"], {"consulted": ["Tesla", "ConnectDER", "IX WG"]})
    services.notes.capture_lines(desk.meeting, "Jordan Graham (Tesla): The waiver #26.1 reads well\n[off] zebra #26.1")
    return desk


def record(desk: Desk, item: str | None = "1") -> ConsultationRecord:
    return desk.services.consultation.record(desk.order, desk.items[item] if item else None)


def test_who_took_part_and_who_did_not_is_said_plainly(duties):
    (item,) = record(duties).items
    assert {each.party: each.words for each in item.consulted} == {
        "ConnectDER": "No meeting with ConnectDER on record for this item",
        "IX WG": "No meeting with IX WG on record for this item; its subgroup MSA met on Feb 6, 2025",
        "Tesla": "Feb 6, 2025 (Jordan Graham)",
    }
    assert len(record(duties).gaps) == 2


def test_the_lines_are_quoted_as_they_are_printed(duties):
    (meeting,) = record(duties).items[0].meetings
    assert (meeting.day, meeting.title) == (FEB_6, "MSA subgroup meeting")
    assert [(line.label, line.text) for line in meeting.lines] == [
        ("9", "Jordan Graham (Tesla): The waiver #26.1 reads well")
    ]
    assert "Patrick Fam (Eversource)" in meeting.attended


def test_a_meeting_of_the_group_itself_consults_the_group(duties):
    services = duties.services
    parent = next(group.id for group in services.groups.list() if group.path == "IX WG")
    meeting = services.meetings.add(parent, MeetingDraft("IX WG meeting", date(2025, 1, 21)))
    services.notes.capture_lines(meeting, "The group went through #26.1")
    words = {each.party: each.words for each in record(duties).items[0].consulted}
    assert words["IX WG"] == "Jan 21, 2025"


def test_materials_that_are_confidential_and_lines_off_the_record_stay_out(duties):
    services = duties.services
    note = next(row.id for row in services.note_lines.list(duties.meeting) if "reads well" in row.text)
    for title, confidential in (("Draft waiver", False), ("Secret zebra plan", True)):
        material = services.materials.add(title, sender="Tesla", received_on=FEB_6, confidential=confidential)
        services.materials.cite(material, Cites.NOTE, note)
    found = record(duties)
    assert [each.title for each in found.items[0].materials] == ["Draft waiver"]
    assert "zebra" not in repr(found)


def test_positions_and_agreements_stand_with_their_place(duties):
    services = duties.services
    services.positions.add("Tesla", "support", text="We can sign it", order_items=["26.1"], meeting_id=duties.meeting)
    services.agreements.add("The waiver is short", order_items=["26.1"], meeting_id=duties.meeting)
    (item,) = record(duties).items
    assert [(each.who, each.stand, each.what) for each in item.positions] == [("Tesla", "support", "We can sign it")]
    assert [(each.who, each.what) for each in item.agreements] == [
        ("broad agreement among attendees", "The waiver is short")
    ]


def test_of_an_order_only_the_items_with_a_duty_are_told(duties):
    assert [item.number for item in record(duties, None).items] == ["1"]
    text = printed_markdown(consultation_report(record(duties, None)))
    assert "# Record of Consultation" in text
    assert "No meeting with IX WG on record" in text


def test_an_order_that_names_nobody_says_so(desk):
    assert record(desk, None).items == ()
    assert "On no item of this order" in printed_markdown(consultation_report(record(desk, None)))


def test_a_cancelled_meeting_and_one_to_come_consulted_nobody(duties):
    services = duties.services
    services.meetings.cancel(duties.meeting)
    later = services.meetings.add(duties.group, MeetingDraft("Next", date(2025, 2, 25)))
    services.agenda.add(later, "The waiver", order_item="26.1")
    assert record(duties).items[0].meetings == ()
