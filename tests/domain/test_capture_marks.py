"""What a line is marked with: `[off]`, a backslash, markers, order items, mentions (rules 1, 5 and 8)."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.capture import CaptureKind, Known, KnownPerson, ParsedLine, parse_line

MARKERS = [
    ("ACTION:", CaptureKind.ACTION),
    ("AGREED:", CaptureKind.AGREEMENT),
    ("RESOLVED:", CaptureKind.AGREEMENT),
    ("AGREEMENT:", CaptureKind.AGREEMENT),
    ("RESOLUTION:", CaptureKind.AGREEMENT),
    ("Q:", CaptureKind.QUESTION),
    ("QUESTION:", CaptureKind.QUESTION),
    ("NEED:", CaptureKind.DATA_NEED),
    ("DATA NEED:", CaptureKind.DATA_NEED),
    ("POSITION:", CaptureKind.POSITION),
    ("Action:", CaptureKind.ACTION),
    ("agreed:", CaptureKind.AGREEMENT),
    ("q:", CaptureKind.QUESTION),
]


def read(text: str, known: Known, today: date) -> ParsedLine:
    return parse_line(text, known, today=today)


@pytest.mark.parametrize(("marker", "kind"), MARKERS)
@pytest.mark.parametrize("before", ["", "pf: ", "[off] ", "[off] pf: ", "... ", "Mary Jones (Acme): "])
def test_a_marker_stands_after_the_speaker(
    before: str, marker: str, kind: CaptureKind, known: Known, meeting_day: date
) -> None:
    text = f"{before}{marker} something"
    line = read(text, known, meeting_day)
    assert line.marker is kind
    assert line.marker_span is not None
    assert text[slice(*line.marker_span)] == marker
    assert (line.words, line.body) == ("something", f"{marker} something")
    assert line.capture is not None
    assert (line.capture.kind, line.capture.what) == (kind, "Something")


@pytest.mark.parametrize(
    "text",
    [
        *("The ACTION: something", "pf: well, ACTION: something", "ACTION something", "REACTION: x", "Q&A: x"),
        *("ACTION : x", "ACTION: AGREED: x", "Aileen Cole (GPI) ACTION: x", "pf: [off] ACTION: x", "reaction: x"),
        "need:x",
    ],
)
def test_marks_in_the_middle_of_a_line_mean_nothing(text: str, known: Known, meeting_day: date) -> None:
    line = read(text, known, meeting_day)
    assert line.marker is (CaptureKind.ACTION if text.startswith("ACTION: ") else None)
    assert not line.off_record


def test_a_code_in_small_letters_goes_before_a_marker(meeting_day: date) -> None:
    known = Known(people=[KnownPerson("1", "Quentin Day", code="q")])
    assert [ref.party_id for ref in read("q: Hello", known, meeting_day).speakers] == ["1"]
    assert read("Q: Hello", known, meeting_day).marker is CaptureKind.QUESTION


def test_a_marker_needs_no_words_yet(known: Known, meeting_day: date) -> None:
    line = read("ACTION:", known, meeting_day)
    assert line.capture is not None
    assert (line.capture.what, line.capture.owners, line.capture.due) == ("", (), None)


@pytest.mark.parametrize("text", ["[off] pf: Hello", "[OFF] pf: Hello", "[off]pf: Hello", "  [off]  pf: Hello"])
def test_a_line_off_the_record_is_read_like_any_other(text: str, known: Known, meeting_day: date) -> None:
    line = read(text, known, meeting_day)
    assert line.off_record
    assert [ref.party_id for ref in line.speakers] == ["patrick"]
    assert line.body == "Hello"


def test_the_body_of_an_unspoken_line_off_the_record_has_no_mark(known: Known, meeting_day: date) -> None:
    assert read("[off] Lawyers only", known, meeting_day).body == "Lawyers only"


@pytest.mark.parametrize("rest", ["pf: ACTION: call @ac by Fri #26.6", "[off] x", "\\", "", "... x"])
def test_after_a_backslash_nothing_special_is_meant(rest: str, known: Known, meeting_day: date) -> None:
    line = read(f"\\{rest}", known, meeting_day)
    assert line.literal
    assert line.body == rest
    assert (line.speakers, line.marker, line.links, line.mentions) == ((), None, (), ())
    assert (line.off_record, line.continues) == (False, False)


def test_esc_takes_a_marker_literally_and_leaves_the_speaker(known: Known, meeting_day: date) -> None:
    line = parse_line("pf: ACTION: call @ac", known, today=meeting_day, literal=True)
    assert (line.literal, line.marker, line.capture) == (True, None, None)
    assert [ref.party_id for ref in line.speakers] == ["patrick"]
    assert line.body == line.words == "ACTION: call @ac"


def test_esc_takes_a_speaker_literally_where_there_is_no_marker(known: Known, meeting_day: date) -> None:
    line = parse_line("pf: call them", known, today=meeting_day, literal=True)
    assert (line.speakers, line.body) == ((), "pf: call them")


@pytest.mark.parametrize("text", ["[off] pf: Hello", "[off] ACTION: Hello"])
def test_esc_never_makes_a_line_public(text: str, known: Known, meeting_day: date) -> None:
    assert parse_line(text, known, today=meeting_day, literal=True).off_record


LINKS = [
    # text, what stands linked, item ids
    ("Draft #26.6 for comment", ["#26.6"], ["26.6"]),
    ("Draft (#26.6).", ["#26.6"], ["26.6"]),
    ("See #26.6.", ["#26.6"], ["26.6"]),
    ("All of #26", ["#26"], ["26"]),
    ("Comments under Order 26 (6) are due", ["Order 26 (6)"], ["26.6"]),
    ("Comments under Order 26(6)", ["Order 26(6)"], ["26.6"]),
    ("Comments under Order No. 26 (6)", ["Order No. 26 (6)"], ["26.6"]),
    ("Order 26 (1), (2) and (8)", ["Order 26 (1), (2) and (8)"] * 3, ["26.1", "26.2", "26.8"]),
    ("diagrams (item 3 in Order 26)—have determined", ["item 3 in Order 26"], ["26.3"]),
    ("Order 26, item 3", ["Order 26, item 3"], ["26.3"]),
    ("24-08-02 #26.6", ["24-08-02 #26.6"], ["26.6"]),
    ("23-08-02 #26.6 of last year", ["23-08-02 #26.6"], ["old 26.6"]),
    ("Docket No. 23-08-02, Order 26 (6)", ["23-08-02, Order 26 (6)"], ["old 26.6"]),
    ("#32.1 is of one docket only", ["#32.1"], ["old 32.1"]),
    ("#26.1 and #26.2", ["#26.1", "#26.2"], ["26.1", "26.2"]),
    ("22-08-02 #7.1", ["22-08-02 #7.1"], ["7.1"]),
]


@pytest.mark.parametrize(("text", "written", "ids"), LINKS, ids=[text for text, *_rest in LINKS])
def test_an_order_item_named_anywhere_is_linked(
    text: str, written: list[str], ids: list[str], known: Known, meeting_day: date
) -> None:
    links = read(text, known, meeting_day).links
    assert [text[link.start : link.end] for link in links] == written
    assert [link.item_id for link in links] == ids


@pytest.mark.parametrize(
    "text",
    [
        *("", "#", "# 26", "#3 on the list", "C#26.6", "##26.6", "#26a0ff", "#26.6.1", "/#26.6"),
        *("Order 26 also includes it", "Order 32 (2023)", "in order (1) to", "Order 26 (six)", "reorder 26 (6)"),
        "2023 Order 32",
    ],
)
def test_what_only_looks_like_an_order_item_is_not_linked(text: str, known: Known, meeting_day: date) -> None:
    assert read(text, known, meeting_day).links == ()


def test_two_orders_of_one_number_stay_unlinked_until_chosen(known: Known, meeting_day: date) -> None:
    (link,) = read("See #7.1", known, meeting_day).links
    assert (link.item_id, link.ambiguous) == (None, True)


def test_an_item_that_the_record_does_not_have_is_no_link(known: Known, meeting_day: date) -> None:
    (link,) = read("See #26.9", known, meeting_day).links
    assert (link.item_id, link.ambiguous, link.display) == (None, False, "Order 26 (9)")


@pytest.mark.parametrize(
    ("text", "expansions"),
    [
        ("Ask @ac and @PF", ["Aileen Cole (GPI)", "Patrick Fam (Eversource)"]),
        ("Ask @Kim.", ["Kim Lee (Tesla)"]),
        ("Ask @Eversource and @EDCs", ["Eversource", "EDCs"]),
        ("(@ac)", ["Aileen Cole (GPI)"]),
        ("Ask @nobody", []),
        ("Write to ac@ac.com", []),
        ("@@ac", []),
        ("@", []),
    ],
)
def test_a_mention_means_whom_the_record_has(text: str, expansions: list[str], known: Known, meeting_day: date) -> None:
    mentions = read(text, known, meeting_day).mentions
    assert [mention.expansion for mention in mentions] == expansions
    assert all(text[mention.start] == "@" and mention.party.party_id for mention in mentions)
