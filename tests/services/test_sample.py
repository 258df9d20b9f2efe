"""The sample says all that the real summary says, in its words and order, and nothing that it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from msa_wg_desktop.domain.meetings import MeetingStatus, Presence
from msa_wg_desktop.domain.notes import labels
from msa_wg_desktop.domain.readings import AgreementBasis
from msa_wg_desktop.domain.richtext import Blocks, BlockStyle
from msa_wg_desktop.domain.summary import DiscussionSection, NeedsSection, SummaryDocument, TableSection
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.sample import load_sample, sample_data
from tests.prepared import prepared

REFERENCE = Path(__file__).parents[1] / "data" / "meeting-summary-2025-02-06.txt"


@pytest.fixture
def meeting_id(services: Services) -> str:
    return prepared(services, load_sample)


def reference_words() -> list[str]:
    """The real summary's words in reading order, without the marks that turning Word into text left in it."""
    text = REFERENCE.read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"(?m)^\s*-\s+", "", text)
    text = re.sub(r"(?m)\*\s*$", "", text)
    text = re.sub(r"\[([^\]]+)\]\(#\)", r"\1", text)
    return text.split()


def printed(document: SummaryDocument) -> Iterator[str]:
    """A summary's words in reading order, as print shows them."""
    yield from (document.group, document.title, document.when.text)
    for section in document.sections:
        assert not isinstance(section, TableSection)
        yield section.heading
        if isinstance(section, NeedsSection):
            yield from blocks(section.intro)
            yield from (section.need_label, section.party_label, section.response_label)
            for row in section.rows:
                yield from (row.need, row.parties_text, *blocks(row.response))
        elif isinstance(section, DiscussionSection):
            yield from blocks(section.intro)
            yield from (f"{line.marker} {line.text}" for part in section.parts for line in part.lines)
        else:
            yield from blocks(section.blocks)


def blocks(found: Blocks) -> Iterator[str]:
    for block in found:
        yield f"{block.marker} {block.text}" if block.style is BlockStyle.NUMBERED else block.text


def test_the_summary_of_the_sample_has_the_words_of_the_real_one(services: Services, meeting_id: str):
    document = services.summaries.build(meeting_id)
    assert " ".join(printed(document)).split() == reference_words()


def test_contradictions_of_the_original_are_kept(services: Services, meeting_id: str):
    texts = {row.heading: row.text for row in services.sections.list(meeting_id)}
    assert "[October 16, 2025 Decision](#)" in texts["MSA Directive"]
    assert "PURA's October 16, 2024 Decision" in texts["MSA Directive"]
    assert "in advance of the February 6, 2024, meeting" in texts["Summary of Data Needs and Responses"]


def test_the_order_stands_in_its_decision_and_docket(services: Services, meeting_id: str):
    order = next(row for row in services.orders.list() if row.number == "26")
    assert (order.docket, order.decided_on, order.due) == ("24-08-02", date(2024, 10, 16), date(2025, 3, 31))
    assert order.also_filed_in == "24-08-05"
    assert order.files == ("EDCs (Eversource, UI)",)
    assert [item.number for item in order.items] == list("12345678")
    assert {item.number: set(item.consulted) for item in order.items if item.consulted} == {
        "1": {"Tesla", "ConnectDER", "IX WG"},
        "2": {"Tesla", "ConnectDER", "IX WG"},
    }
    older = next(row for row in services.orders.list() if row.number == "32")
    assert (older.docket, older.decided_on, older.due) == ("23-08-02", date(2023, 11, 1), None)


def test_the_six_people_have_their_organisations_and_codes(services: Services, meeting_id: str):
    assert {(row.display, row.code) for row in services.parties.people()} == {
        ("Aileen Cole (GPI)", "ac"),
        ("Carl Nowiszewski (Eversource)", "cn"),
        ("Jamie Spannhake (EOE)", "js"),
        ("Jon Knauer (ConnectDER)", "jk"),
        ("Jordan Graham (Tesla)", "jg"),
        ("Patrick Fam (Eversource)", "pf"),
    }


def test_the_meetings_stand_where_the_text_leaves_them(services: Services, meeting_id: str):
    found = {row.date: row for row in services.meetings.list()}
    assert {day: (row.status, row.start, row.end) for day, row in found.items()} == {
        date(2025, 1, 14): (MeetingStatus.HELD, None, None),
        date(2025, 2, 6): (MeetingStatus.HELD, time(11), time(12)),
        date(2025, 2, 11): (MeetingStatus.TO_BE_RESCHEDULED, None, None),
    }
    assert {row.group for row in found.values()} == {"IX WG / MSA"}
    assert found[date(2025, 2, 6)].time_zone == "America/New_York"


def test_the_six_data_needs_are_from_january_14(services: Services, meeting_id: str):
    needs = services.data_needs.list()
    assert [row.status for row in needs] == ["answered"] * 5 + ["unable to provide"]
    assert [(row.parties_text, row.status) for row in needs if row.status != "answered"] == [
        ("EDCs", "unable to provide")
    ]
    assert {row.identified_on for row in needs} == {date(2025, 1, 14)}
    assert {row.source.meeting_date for row in needs} == {date(2025, 1, 14)}
    assert all(row.due is None for row in needs)


def test_the_notes_have_the_labels_printed_there(services: Services, meeting_id: str):
    rows = services.notes.outline(meeting_id).load()
    printed = "1 2 2.a 3 3.a 4 4.a 4.b 4.b.i 4.b.ii 4.b.iii 4.c 4.c.i 5 5.a 6 6.a 7 7.a 8 8.a 8.b 9 9.a"
    assert " ".join(labels([row.level for row in rows])) == printed


def test_what_was_captured_says_only_what_its_line_says(services: Services, meeting_id: str):
    captured = services.captures.of_meeting(meeting_id)
    assert [(row.label, row.kind.value, row.who_text) for row in captured] == [
        ("3.a", "action", "Jon Knauer (ConnectDER)"),
        ("4", "question", "Carl Nowiszewski (Eversource)"),
        ("4.c", "question", "Patrick Fam (Eversource)"),
        ("4.c.i", "action", "Jordan Graham (Tesla)"),
        ("5.a", "position", "ConnectDER"),
        ("6.a", "agreement", ""),
        ("8", "question", "Aileen Cole (GPI)"),
        ("8.a", "question", "Patrick Fam (Eversource)"),
        ("8.b", "action", "EOE"),
        ("9.a", "action", "EDCs (Eversource, UI)"),
    ]
    text = " ".join(reference_words()).casefold()
    assert all(row.text.casefold() in text for row in captured)
    assert all(row.due is None and not row.order_items for row in captured)
    assert all(row.status in ("open", "") for row in captured)
    (agreement,) = services.agreements.list()
    assert agreement.basis == AgreementBasis.BROAD
    (position,) = services.positions.list()
    assert (position.party, position.stand, position.topic) == ("ConnectDER", "neutral", "liability waiver")


def test_a_line_is_linked_to_an_order_item_only_where_it_names_it(services: Services, meeting_id: str):
    from sqlalchemy import select

    from msa_wg_desktop.db.models import OrderItem, OrderLink

    rows = services.notes.outline(meeting_id).load()
    paths = dict(zip((row.id for row in rows), labels([row.level for row in rows]), strict=True))
    with services.store.reading() as connection:
        links = connection.execute(
            select(OrderLink.subject_id, OrderItem.number).outerjoin(OrderItem, OrderItem.id == OrderLink.item_id)
        ).all()
    assert [(paths[link.subject_id], link.number) for link in links] == [("6", "3")]


def test_those_who_spoke_were_there_and_nobody_else_is_said_to_have_been(services: Services, meeting_id: str):
    people = services.attendance.list(meeting_id)
    assert {row.display for row in people} == {row.display for row in services.parties.people()}
    assert all(row.presence is Presence.PRESENT and row.spoke and not row.invited for row in people)
    assert services.attendance.unlisted(meeting_id) == ()


def test_opening_the_sample_is_one_step_that_can_be_undone(services: Services):
    before = services.dumps.dump()["tables"]
    load_sample(services)
    assert [row.label for row in services.history.list()] == ["Open the sample"]
    services.store.undo()
    after = services.dumps.dump()["tables"]
    apart = {"operation", "change", "counter"}
    assert {name: rows for name, rows in after.items() if name not in apart} == {
        name: rows for name, rows in before.items() if name not in apart
    }


def test_the_sample_is_dumped_and_loaded_as_it_is(services: Services, meeting_id: str, tmp_path: Path):
    from msa_wg_desktop.services import dumps
    from msa_wg_desktop.services.store import Store

    value = services.dumps.dump()
    dumps.load(value, tmp_path / "copy.msawg")
    store = Store.open(tmp_path / "copy.msawg")
    assert Services(store).dumps.dump() == value
    store.close()


def test_the_notes_of_the_data_file_are_the_24_of_the_real_summary():
    (discussion,) = [meeting["discussion"] for meeting in sample_data()["meetings"] if "discussion" in meeting]
    assert len(discussion) == 24
