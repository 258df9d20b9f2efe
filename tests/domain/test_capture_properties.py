"""What holds for any line whatever: nothing raises, nothing is lost, nothing is read twice differently."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from msa_wg_desktop.domain.capture import (
    CaptureKind,
    Known,
    KnownClass,
    KnownOrderItem,
    KnownOrganisation,
    KnownPerson,
    ParsedLine,
    completions,
    expand_line,
    parse_line,
    preview,
    preview_reading,
    read_as,
    typed_space,
)

TODAY = date(2025, 2, 6)

# A group whose names are as awkward as names get.
AWKWARD = Known(
    people=[
        KnownPerson("1", "Patrick Fam", "e", "Eversource", "pf"),
        KnownPerson("2", "Aileen Cole", "g", "GPI", "ac"),
        KnownPerson("3", "Jon Smith", "s", "Smith, Jones and Co (SJ)", "js"),
        KnownPerson("4", "Jon Smith", "s", "Smith, Jones and Co (SJ)", "jt"),
        KnownPerson("5", "Jon Smith", "t", "Tesla", "ju"),
        KnownPerson("6", "Will", None, "", "w"),
        KnownPerson("7", "Ann and Bob", "i", "IT", "ab"),
        KnownPerson("8", "Q", "i", "IT", "q"),
        KnownPerson("9", "李 明", "t", "Tesla", "lm"),
        KnownPerson("10", "Straße İı", "t", "Tesla", "ß"),
    ],
    organisations=[
        KnownOrganisation("e", "Eversource"),
        KnownOrganisation("g", "Great Plains Institute", "GPI"),
        KnownOrganisation("s", "Smith, Jones and Co (SJ)"),
        KnownOrganisation("t", "Tesla"),
        KnownOrganisation("i", "Information Technology", "IT"),
        KnownOrganisation("x", "Mercury: The Company?"),
    ],
    classes=[KnownClass("c", "EDCs", ("Eversource", "UI"))],
    order_items=[KnownOrderItem("26.6", "26", "6", "24-08-02", default=True), KnownOrderItem("26", "26")],
    abbreviations={"sbi": "State Building Inspector", "dr": "Doctor"},
    present=("1",),
)

PIECES = st.sampled_from(
    (
        *("[off] ", "\\", "... ", "…", "pf: ", "ac+js: ", "ju: ", "w: ", "q: ", "Q: ", "ab: ", "lm: ", "ß: ", "?: "),
        *("ACTION: ", "AGREED: ", "NEED: ", "POSITION: ", "action: ", "Patrick Fam", " (Eversource)", " (Tesla)"),
        *("Jon Smith", " (Smith, Jones and Co (SJ))", "Eversource", "EDCs", "Tesla", "IT", "Mercury: The Company?"),
        *("Mary Jones (Acme)", " and ", ", ", " & ", "+", "/", " to ", " will ", " asked ", " can ", "by Feb 21"),
        *("#26.6", "24-08-02 #26.6", "Order 26 (6)", "@ac", "@will", "@", "#", "sbi ", "sbi", " ", "\n", "\t", "."),
        *("neutral on ", "supports ", "in two weeks", "the ", "provide ", " from ", "(", ")", "李 明", "İ", "\ud800"),
        *("? ", "!", ": ", "Will", "by 2/30", "\x00", "🦊"),
    )
)
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
LINES = st.lists(PIECES, max_size=8).map("".join) | st.lists(PIECES | ANY_TEXT, max_size=5).map("".join) | ANY_TEXT


def read(text: str) -> ParsedLine:
    return parse_line(text, AWKWARD, today=TODAY)


@given(LINES)
def test_no_line_raises_anywhere(text: str) -> None:
    line = read(text)
    said = preview(line, AWKWARD, today=TODAY, filing=date(2025, 3, 31))
    assert said is None or said.sentence
    for kind in CaptureKind:
        reading = read_as(kind, line, AWKWARD, today=TODAY, spoken_by=line.speakers)
        assert preview_reading(reading, line, AWKWARD, today=TODAY).kind is kind
    assert parse_line(text, AWKWARD, today=TODAY, literal=True).text == text
    assert len(completions(text, AWKWARD)) <= 8


@given(LINES)
def test_no_character_is_lost_or_counted_twice(text: str) -> None:
    line = read(text)
    assert line.text[: line.body_start] + line.body == text
    assert line.body_start <= line.words_start <= len(text)
    spans = [line.off_span, line.speaker_span if line.colon else None, line.marker_span, (line.words_start, len(text))]
    for (_start, end), (start, _end) in pairwise([(0, 0), *(span for span in spans if span)]):
        assert end <= start
        assert text[end:start].strip() in ("", "\\", "...", "…")


@given(LINES)
def test_what_is_marked_in_a_line_stands_there(text: str) -> None:
    line = read(text)
    assert all(0 <= link.start < link.end <= len(text) for link in line.links)
    assert all(text[mention.start : mention.end] == f"@{mention.code}" for mention in line.mentions)
    assert all(line.text[ref.start : ref.end].strip() for ref in line.speakers)
    if line.capture and line.capture.due:
        assert line.capture.due.words in text[line.capture.due.start : line.capture.due.end]
    if line.capture:
        assert set(line.capture.item_ids) == {link.item_id for link in line.links if link.item_id}


def attribution(line: ParsedLine) -> object:
    return line.speakers, line.colon, line.continues, line.off_record, line.literal


@given(LINES)
@example("ju, Patrick Fam and ?: x")
@example("@ac said")
@example("Mercury: The Company?: x")
def test_a_line_written_out_is_read_as_before_and_written_out_once(text: str) -> None:
    written = expand_line(text, AWKWARD)
    assert attribution(read(written)) == attribution(read(text))
    assert read(written).marker is read(text).marker
    assert expand_line(written, AWKWARD) == written


@given(LINES)
def test_a_space_never_changes_who_speaks(text: str) -> None:
    change = typed_space(text, AWKWARD)
    if change is not None:
        written = text[: change.start] + change.text + text[change.end :]
        assert attribution(read(f"{written} x")) == attribution(read(f"{text} x"))
        assert change.end == len(text)


@given(LINES)
def test_a_backslash_first_makes_any_line_plain(text: str) -> None:
    assert read(f"\\{text}") == ParsedLine(f"\\{text}", literal=True, body_start=1, words_start=1)


@given(st.sampled_from(["ACTION:", "AGREED:", "Q:", "NEED:", "POSITION:", "[off]", "..."]), LINES)
def test_a_mark_after_other_words_means_nothing(mark: str, text: str) -> None:
    line = read(f"The group said {mark} {text}")
    assert (line.marker, line.capture, line.off_record, line.continues) == (None, None, False, False)


@given(LINES)
def test_a_plain_line_names_nobody_that_it_does_not_name(text: str) -> None:
    line = read(text)
    for kind in CaptureKind:
        for owner in read_as(kind, line, AWKWARD, today=TODAY).owners:
            named = AWKWARD.person(owner.party_id)
            organisation = AWKWARD.organisation(owner.party_id)
            ways = [owner.name.split()[0]] if owner.name else []
            ways += [named.code] if named else []
            ways += [organisation.name, organisation.short] if organisation else []
            ways += [p.name for p in AWKWARD.parties.people if organisation and p.organisation_id == organisation.id]
            ways += [p.code for p in AWKWARD.parties.people if organisation and p.organisation_id == organisation.id]
            assert any(way and way.casefold() in text.casefold() for way in ways)


def best_time(text: str, known: Known) -> float:
    """The best of some runs, in milliseconds: a shared machine only ever adds."""
    runs: list[float] = []
    for _run in range(20):
        started = time.process_time()
        preview(parse_line(text, known, today=TODAY), known, today=TODAY, filing=date(2025, 3, 31))
        runs.append(time.process_time() - started)
    return min(runs) * 1000


@pytest.fixture(scope="module")
def crowd() -> Known:
    """Two hundred people."""
    people = [KnownPerson(str(n), f"First{n % 20} Last{n // 20}", "t", "Tesla", f"c{n}") for n in range(200)]
    others = AWKWARD.parties
    present = map(str, range(0, len(people), 2))
    return Known(people=people, organisations=others.organisations, classes=others.classes, present=present)


LONG = (
    "ACTION: EDCs to reach out to their legal departments to identify when a draft will be ready and to confirm "
    "when legal will have a version of their filing to share with ConnectDER and Tesla by Feb 21 #26.6"
)


def test_the_slow_date_library_is_never_loaded_for_a_line() -> None:
    script = (
        "import sys; from datetime import date; from msa_wg_desktop.domain.capture import *;"
        "line = parse_line('ACTION: Tesla to file by end of March', Known(), today=date(2025, 2, 6));"
        "assert preview(line, Known(), today=date(2025, 2, 6)).headline == 'Mon, Mar 31, 2025';"
        "print([name for name in ('dateparser', 'holidays') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_line_of_two_hundred_characters_is_read_in_a_fraction_of_a_millisecond(crowd: Known) -> None:
    assert len(LONG) >= 200
    assert best_time(LONG, crowd) < 1.0


PIECES_OF_LONG_LINES = ("word ", "Order 26 (6) ", "Eversource, ", ".", " ", "#", "@", "Aa Bb (", "1/", "EDCs to ")


@pytest.mark.parametrize("piece", PIECES_OF_LONG_LINES)
@pytest.mark.parametrize("mark", ["", "ACTION: ", "pf: "])
def test_a_hundred_thousand_characters_are_read_at_once(mark: str, piece: str, crowd: Known) -> None:
    assert best_time((mark + piece * 100_000)[:100_000], crowd) < 25
