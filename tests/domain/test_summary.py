"""What a summary prints follows the words of the real one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.summary import (
    Attribution,
    DateLine,
    NeedRow,
    RecordedLine,
    Speaker,
    SummaryDocument,
    SummaryStatus,
    date_line,
    discussion_lines,
    listed,
    need_column_label,
    outside_status,
    speakers_text,
)

FEB_6 = date(2025, 2, 6)
PATRICK = Speaker("Patrick Fam", "Eversource")
AILEEN = Speaker("Aileen Cole", "GPI")
JAMIE = Speaker("Jamie Spannhake", "EOE")


@pytest.mark.parametrize(
    ("start", "end", "day", "words"),
    [
        (time(11), time(12), FEB_6, "February 6, 2025 | 11:00am–12:00pm EST"),
        (time(11), time(12), date(2025, 7, 1), "July 1, 2025 | 11:00am–12:00pm EDT"),
        (time(0, 5), None, FEB_6, "February 6, 2025 | 12:05am EST"),
        (None, None, FEB_6, "February 6, 2025"),
        (None, None, None, ""),
    ],
)
def test_the_date_line_prints_what_is_known_with_the_zone_of_that_day(start, end, day, words):
    assert date_line(day, start, end, "America/New_York").text == words


def test_a_zone_without_letters_is_printed_as_an_offset():
    assert date_line(FEB_6, time(9), None, "America/Sao_Paulo").text == "February 6, 2025 | 9:00am UTC-03"


@pytest.mark.parametrize(
    ("attribution", "words"),
    [
        (Attribution.PERSON, "Aileen Cole (GPI) and Jamie Spannhake (EOE)"),
        (Attribution.ORGANISATION, "GPI and EOE"),
        (Attribution.NONE, ""),
    ],
)
def test_speakers_are_named_as_the_group_wishes(attribution, words):
    assert speakers_text([AILEEN, JAMIE], attribution) == words


def test_an_organisation_is_named_once_and_a_speaker_without_one_by_name():
    both = [PATRICK, Speaker("Carl Nowiszewski", "Eversource")]
    assert speakers_text(both, Attribution.ORGANISATION) == "Eversource"
    assert speakers_text([Speaker("Kim")], Attribution.ORGANISATION) == "Kim"
    assert speakers_text([Speaker(organisation="UI")]) == "UI"
    assert listed(["A", "B", "C"]) == "A, B and C"


def test_lines_are_numbered_by_their_depth():
    levels = [0, 0, 1, 2, 2, 1, 0]
    lines = discussion_lines([RecordedLine(level, "words") for level in levels])
    assert [line.label for line in lines] == ["1", "2", "2.a", "2.a.i", "2.a.ii", "2.b", "3"]
    assert [line.marker for line in lines] == ["1.", "2.", "a.", "i.", "ii.", "b.", "3."]
    assert [line.level for line in lines] == levels


def test_what_is_off_the_record_goes_with_all_that_stands_below_it():
    lines = discussion_lines(
        [
            RecordedLine(0, "one"),
            RecordedLine(0, "secret", off_record=True),
            RecordedLine(1, "answer to the secret"),
            RecordedLine(0, "two"),
            RecordedLine(1, "hidden too", off_record=True),
            RecordedLine(1, "two a"),
        ]
    )
    assert [(line.label, line.body) for line in lines] == [("1", "one"), ("2", "two"), ("2.a", "two a")]


def test_empty_notes_are_not_printed_and_not_counted():
    lines = discussion_lines([RecordedLine(0, "one"), RecordedLine(0, "  \n"), RecordedLine(0, "two")])
    assert [(line.label, line.body) for line in lines] == [("1", "one"), ("2", "two")]


def test_a_line_of_its_own_attribution_overrules_the_groups():
    lines = discussion_lines(
        [RecordedLine(0, "a", (PATRICK,)), RecordedLine(0, "b", (PATRICK,), attribution=Attribution.NONE)],
        attribution=Attribution.ORGANISATION,
    )
    assert [line.text for line in lines] == ["Eversource: a", "b"]


def test_marker_words_are_printed_only_when_asked_for_and_only_for_what_binds():
    recorded = [
        RecordedLine(0, "EDCs to reach out", (AILEEN,), CaptureKind.ACTION),
        RecordedLine(0, "diagrams are not necessary", marker=CaptureKind.AGREEMENT),
        RecordedLine(0, "who pays?", marker=CaptureKind.QUESTION),
    ]
    assert discussion_lines(recorded)[0].text == "Aileen Cole (GPI): EDCs to reach out"
    assert [line.text for line in discussion_lines(recorded, marker_words=True)] == [
        "Aileen Cole (GPI): Action: EDCs to reach out",
        "Agreed: diagrams are not necessary",
        "who pays?",
    ]


def test_parties_of_a_need_are_joined_by_a_slash():
    assert NeedRow("x", ("ConnectDER", "Tesla")).parties_text == "ConnectDER/Tesla"


def test_the_table_says_when_its_needs_were_identified_only_where_that_is_one_day():
    assert need_column_label([date(2025, 1, 14)] * 2) == "Data Need (identified 1/14)"
    assert need_column_label([date(2025, 1, 14), FEB_6]) == "Data Need"
    assert need_column_label([None]) == "Data Need"


@pytest.mark.parametrize(
    ("status", "due", "words"),
    [
        ("open", date(2025, 2, 5), "date passed, open"),
        ("in progress", date(2025, 2, 5), "date passed, open"),
        ("open", FEB_6, "open"),
        ("open", None, "open"),
        ("done", date(2025, 2, 5), "done"),
        ("no longer pursued", date(2025, 2, 5), "no longer pursued"),
    ],
)
def test_outside_the_house_nobody_is_late(status, due, words):
    assert outside_status(status, due, FEB_6) == words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SummaryStatus.DRAFT, "Draft 2"),
        (SummaryStatus.FINAL, ""),
        (SummaryStatus.CORRECTED, "Corrected version 2"),
    ],
)
def test_a_document_says_how_binding_it_is(status, words):
    document = SummaryDocument(
        "G", "Summary", DateLine(FEB_6), (), datetime(2025, 2, 7, tzinfo=UTC), status=status, version=2
    )
    assert document.status_words == words
    assert document.full_title == "Summary, February 6, 2025"
