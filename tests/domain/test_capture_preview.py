"""What the popup says: the words of the picture, and what is odd about a line said in words."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date

import pytest

from msa_wg_desktop.domain.capture import (
    CaptureKind,
    Known,
    Preview,
    parse_line,
    preview,
    preview_reading,
    read_as,
)
from msa_wg_desktop.domain.notes import kind_words

Popup = Callable[[str], Preview | None]


@pytest.fixture
def popup(known: Known, meeting_day: date, filing: date, connecticut: Container[date]) -> Popup:
    """The popup of a line as it stands in the meeting."""

    def say(text: str) -> Preview | None:
        line = parse_line(text, known, today=meeting_day)
        return preview(line, known, today=meeting_day, filing=filing, holidays=connecticut)

    return say


def test_the_popup_of_the_picture(popup: Popup) -> None:
    said = popup("ACTION: EDCs to reach out to legal by Feb 21")
    assert said == Preview(
        CaptureKind.ACTION,
        "action",
        "Fri, Feb 21, 2025",
        "26 business days before the filing",
        "Owner: EDCs (Eversource, UI) · no order item",
    )
    assert said is not None
    assert said.sentence == (
        "action. Fri, Feb 21, 2025, 26 business days before the filing. Owner: EDCs (Eversource, UI) · no order item."
    )


WARNINGS = [
    # typed, headline, detail, warning
    ("ACTION: EDCs to file", "no date", "", ""),
    ("ACTION: EDCs to file by Feb 30", "no date", "", "February 30 does not exist."),
    ("ACTION: EDCs to file by Thu, Feb 21", "no date", "", "February 21, 2025 is a Friday, not a Thursday."),
    ("ACTION: EDCs to file by 3/31", "Mon, Mar 31, 2025", "the day of the filing", ""),
    ("ACTION: EDCs to file by 4/1", "Tue, Apr 1, 2025", "after the filing", ""),
    ("ACTION: EDCs to file by 12/31/9999", "Fri, Dec 31, 9999", "after the filing", ""),
    ("ACTION: EDCs to file by 3/28", "Fri, Mar 28, 2025", "1 business day before the filing", ""),
    ("ACTION: EDCs to file by 3/29", "Sat, Mar 29, 2025", "1 business day before the filing", "That is a Saturday."),
    ("ACTION: EDCs to file by Feb 12", "Wed, Feb 12, 2025", "32 business days before the filing", "That is a holiday."),
    (
        "ACTION: EDCs to file by 1/12/2025",
        "Sun, Jan 12, 2025",
        "53 business days before the filing",
        "That is before the meeting. That is a Sunday.",
    ),
    ("ACTION: EDCs to file by 1/1/1999", "Fri, Jan 1, 1999", "", "That is before the meeting. That is a holiday."),
]


@pytest.mark.parametrize(("text", "headline", "detail", "warning"), WARNINGS, ids=[text for text, *_rest in WARNINGS])
def test_a_date_is_shown_whole_and_what_is_odd_is_said(
    text: str, headline: str, detail: str, warning: str, popup: Popup
) -> None:
    said = popup(text)
    assert said is not None
    assert (said.headline, said.detail, said.warning) == (headline, detail, warning)


SECOND = [
    ("ACTION: file it", "No owner · no order item"),
    ("ACTION: Tesla and pf to file it #26.6", "Owners: Tesla, Patrick Fam (Eversource) · Order 26 (6)"),
    ("ACTION: DEEP to file it", "Owner: DEEP (not in the record) · no order item"),
    ("NEED: Tesla to provide data", "Asked of: Tesla · no order item"),
    ("NEED: lifespans", "Asked of nobody yet · no order item"),
    ("pf: Q: Who pays?", "Asked by: Patrick Fam (Eversource) · no order item"),
    ("Q: Who pays?", "No order item"),
    ("AGREED: diagrams are not necessary #26.3", "Order 26 (3)"),
    ("AGREED: broad agreement that it works", "Broad agreement among attendees · no order item"),
    ("AGREED: consensus that it works", "Consensus · no order item"),
    ("AGREED: Tesla and UI agreed that it works", "Agreed by: Tesla, UI · no order item"),
    ("POSITION: ConnectDER neutral on the waiver", "On: waiver · no order item"),
]


@pytest.mark.parametrize(("text", "second"), SECOND, ids=[text for text, _second in SECOND])
def test_the_second_line_says_whose_and_on_what(text: str, second: str, popup: Popup) -> None:
    said = popup(text)
    assert said is not None
    assert (said.second, said.warning) == (second, "")


def test_a_position_says_who_stands_where(popup: Popup) -> None:
    said, unsaid = popup("POSITION: ConnectDER neutral on the waiver"), popup("POSITION: the waiver")
    assert said is not None
    assert unsaid is not None
    assert (said.headline, said.detail) == ("ConnectDER", "neutral")
    assert (unsaid.headline, unsaid.detail) == ("nobody named", "no stand named")


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("ACTION: file #7.1", "Order 7 (1) is in more than one decision: type its docket before it."),
        ("See #7.1", "Order 7 (1) is in more than one decision: type its docket before it."),
        ("See #26.9", "Order 26 (9) is not in the record."),
    ],
)
def test_a_link_that_leads_nowhere_is_said(text: str, warning: str, popup: Popup) -> None:
    said = popup(text)
    assert said is not None
    assert said.warning == warning


@pytest.mark.parametrize(
    ("text", "headline", "detail"),
    [
        ("pf:", "Patrick Fam (Eversource)", ""),
        ("ac+js: ", "Aileen Cole (GPI), Jamie Spannhake (EOE)", ""),
        ("Mary Jones (Acme): ", "Mary Jones (Acme)", "New name: settled in the Recap"),
        ("Eversource?: ", "Eversource?", "to be settled in the Recap"),
        ("zz: ", "zz", "is nobody's code; the line stays as typed"),
        ("[off] zz:", "zz", "is nobody's code; the line stays as typed"),
        ("... ", "the same speaker goes on", ""),
        ("[off] ", "kept in the record, left out of every export", ""),
    ],
)
def test_a_speaker_is_said_while_nothing_follows(text: str, headline: str, detail: str, popup: Popup) -> None:
    said = popup(text)
    assert said is not None
    assert (said.kind, said.headline, said.detail) == (None, headline, detail)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Hello",
        "pf: Hello",
        "Mary Jones (Acme): Hello",
        "\\ACTION: x",
        "See #26.6",
        "See #26.9 again",
        "re:",
        "\\zz:",
        "zz: Hello",
        "as zz:",
    ],
)
def test_there_is_no_popup_where_there_is_nothing_to_say(text: str, popup: Popup) -> None:
    assert popup(text) is None


def test_without_a_filing_no_days_are_counted(known: Known, meeting_day: date) -> None:
    line = parse_line("ACTION: EDCs to file by Feb 21", known, today=meeting_day)
    said = preview(line, known, today=meeting_day)
    assert said is not None
    assert (said.headline, said.detail) == ("Fri, Feb 21, 2025", "")


def test_a_plain_line_shows_what_marking_it_would_make_of_it(
    known: Known, meeting_day: date, filing: date, connecticut: Container[date]
) -> None:
    line = parse_line("Jordan Graham (Tesla): Will reach out internally by Feb 20.", known, today=meeting_day)
    reading = read_as(CaptureKind.ACTION, line, known, today=meeting_day)
    said = preview_reading(reading, line, known, today=meeting_day, filing=filing, holidays=connecticut)
    assert said.sentence == (
        "action. Thu, Feb 20, 2025, 27 business days before the filing. Owner: Jordan Graham (Tesla) · no order item."
    )


def test_a_question_keeps_its_mark_when_read_aloud(popup: Popup) -> None:
    said = popup("Q: Who pays?")
    assert said is not None
    assert said.sentence == "open question. Who pays? No order item."


def test_every_kind_has_a_name() -> None:
    assert [kind_words(kind, is_open=True) for kind in CaptureKind] == [
        "action",
        "agreement",
        "open question",
        "data need",
        "position",
    ]
