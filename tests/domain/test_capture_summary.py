"""The discussion of the real summary of February 6, 2025: its 24 lines as printed, and what a facilitator marks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from msa_wg_desktop.domain.capture import AgreementBasis, CaptureKind, CaptureReading, Known, parse_line, read_as

SUMMARY = Path(__file__).parents[1] / "data" / "meeting-summary-2025-02-06.txt"
LABEL = re.compile(r"\s*(?:- )?(?:\d|[a-z]|i{1,3})\.\s+")

AILEEN, PATRICK, JON = "Aileen Cole (GPI)", "Patrick Fam (Eversource)", "Jon Knauer (ConnectDER)"
JORDAN, CARL, JAMIE = "Jordan Graham (Tesla)", "Carl Nowiszewski (Eversource)", "Jamie Spannhake (EOE)"

# label, speakers, whether a colon ends them
SPEAKERS = [
    ("1", [], False),
    ("2", [AILEEN], False),
    ("2.a", [], False),
    ("3", [PATRICK], True),
    ("3.a", [JON], True),
    ("4", [CARL], True),
    ("4.a", [], False),
    ("4.b", [JORDAN], True),
    ("4.b.i", [], False),
    ("4.b.ii", [], False),
    ("4.b.iii", [], False),
    ("4.c", [PATRICK], True),
    ("4.c.i", [JORDAN], True),
    ("5", [AILEEN], False),
    ("5.a", [], False),
    ("6", [], False),
    ("6.a", [], False),
    ("7", [PATRICK], True),
    ("7.a", [JON], True),
    ("8", [AILEEN], False),
    ("8.a", [PATRICK], True),
    ("8.b", [], False),
    ("9", [AILEEN, JAMIE], False),
    ("9.a", [], False),
]
LABELS = [label for label, *_rest in SPEAKERS]


@pytest.fixture(scope="module")
def lines() -> dict[str, str]:
    """The lines as printed, by their labels."""
    text = SUMMARY.read_text(encoding="utf-8")
    discussion = text[text.index("1. Eversource is still") : text.index("Next Steps")]
    printed = [LABEL.sub("", line, count=1) for line in discussion.splitlines() if line.strip()]
    return dict(zip(LABELS, printed, strict=True))


def test_every_line_of_the_discussion_has_its_speakers(lines: dict[str, str], known: Known, meeting_day: date) -> None:
    read = [(label, parse_line(text, known, today=meeting_day)) for label, text in lines.items()]
    assert [(label, [ref.display for ref in line.speakers], line.colon) for label, line in read] == SPEAKERS
    assert all(ref.party_id and not ref.provisional for _label, line in read for ref in line.speakers)


def test_the_lines_stay_as_printed(lines: dict[str, str], known: Known, meeting_day: date) -> None:
    for text in lines.values():
        line = parse_line(text, known, today=meeting_day)
        assert text[: line.body_start] + line.body == text
        assert line.marker is None
        assert line.body == (text.split(": ", 1)[1] if line.colon else text)


def test_only_the_line_that_names_an_order_item_is_linked(
    lines: dict[str, str], known: Known, meeting_day: date
) -> None:
    linked = {label: parse_line(text, known, today=meeting_day).links for label, text in lines.items()}
    assert {label: [link.item_id for link in links] for label, links in linked.items() if links} == {"6": ["26.3"]}


def read(lines: dict[str, str], label: str, kind: CaptureKind, known: Known, today: date) -> CaptureReading:
    return read_as(kind, parse_line(lines[label], known, today=today), known, today=today)


OWNERS = [
    ("3.a", [JON], "Can look to see if there’s additional information available on this from installers"),
    ("4.c.i", [JORDAN], "Reach out internally for answer"),
    ("8.b", ["EOE"], "EOE can work on outreach, but encourages EDCs to continue trying to do so"),
    ("9.a", ["EDCs"], "Reach out internally to their legal teams"),
]


@pytest.mark.parametrize(("label", "owners", "what"), OWNERS)
def test_an_action_of_a_real_line_is_its_speakers_or_its_subjects(
    label: str, owners: list[str], what: str, lines: dict[str, str], known: Known, meeting_day: date
) -> None:
    reading = read(lines, label, CaptureKind.ACTION, known, meeting_day)
    assert ([owner.display for owner in reading.owners], reading.what, reading.due) == (owners, what, None)


def test_whom_a_real_line_asks_to_do_something_owns_it(lines: dict[str, str], known: Known, meeting_day: date) -> None:
    reading = read(lines, "9", CaptureKind.ACTION, known, meeting_day)
    assert [owner.display for owner in reading.owners] == ["EDCs"]
    assert reading.what.startswith("Reach out to their legal departments to identify when a draft will be ready")


PROMISES_NOTHING = ("1", "2.a", "4.a", "4.b", "4.b.i", "4.b.ii", "4.b.iii", "5.a", "6", "6.a", "7", "7.a")


@pytest.mark.parametrize("label", PROMISES_NOTHING)
def test_where_a_real_line_promises_nothing_nobody_owns_it(
    label: str, lines: dict[str, str], known: Known, meeting_day: date
) -> None:
    assert read(lines, label, CaptureKind.ACTION, known, meeting_day).owners == ()


def test_the_real_agreement_is_a_broad_one(lines: dict[str, str], known: Known, meeting_day: date) -> None:
    reading = read(lines, "6.a", CaptureKind.AGREEMENT, known, meeting_day)
    assert reading.what == "Updated RRES wiring diagrams are not necessary"
    assert reading.basis is AgreementBasis.BROAD


def test_the_real_questions_are_what_was_asked(lines: dict[str, str], known: Known, meeting_day: date) -> None:
    def asked(label: str) -> str:
        return read(lines, label, CaptureKind.QUESTION, known, meeting_day).what

    assert asked("3").endswith("is sold? Who manages the change of system ownership?")
    assert asked("7") == "Could ConnectDER provide more information on that?"
    assert asked("8.a") == "Has anyone else been able to contact them to notify them of this requirement?"


def test_the_real_data_need_names_whom_it_asks(lines: dict[str, str], known: Known, meeting_day: date) -> None:
    reading = read(lines, "4", CaptureKind.DATA_NEED, known, meeting_day)
    assert [owner.display for owner in reading.owners] == ["ConnectDER", "Tesla"]
    assert reading.what == "Any field maintenance data (e.g., if anything goes wrong with the device)"


def test_the_real_positions_are_read(lines: dict[str, str], known: Known, meeting_day: date) -> None:
    neutral = read(lines, "5.a", CaptureKind.POSITION, known, meeting_day)
    assert neutral.party is not None
    assert (neutral.party.name, neutral.stand, neutral.topic) == ("ConnectDER", "neutral", "liability waiver")
    reviewing = read(lines, "1", CaptureKind.POSITION, known, meeting_day)
    assert reviewing.party is not None
    assert (reviewing.party.name, reviewing.stand) == ("Eversource", "reviewing")
