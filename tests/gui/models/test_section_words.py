"""What stands beside a section's heading while it is folded."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.meetings import SectionKind, SectionRow
from msa_wg_desktop.domain.orders import OrderRow
from msa_wg_desktop.domain.richtext import from_markdown
from msa_wg_desktop.gui.models.section_words import section_words

INTRO = "No later than March 31, 2025, the EDCs shall file the following"
ORDER = OrderRow("o", "26", "d", "24-08-02", date(2024, 10, 16), None, INTRO, "", None, "", (), (), ())


def section(kind: SectionKind, text: str = "", *, printed: bool = True) -> SectionRow:
    return SectionRow("s", "m", kind, "Heading", "a0", text, printed)


def words(row: SectionRow, **more) -> str:
    return section_words(row, from_markdown(row.text), **more)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (section(SectionKind.CONTEXT), "nothing yet"),
        (section(SectionKind.CONTEXT, "one\n\ntwo"), "2 paragraphs"),
        (section(SectionKind.CONTEXT, "one\n\n- a\n- b"), "1 paragraph, 2 items"),
        (section(SectionKind.NEXT_STEPS, "Feb 11 meeting *cancelled*"), "Feb 11 meeting cancelled"),
        (section(SectionKind.DIRECTIVE, f"See below.\n\n26. *{INTRO}:*"), "Order 26 · Docket 24-08-02"),
        (section(SectionKind.DIRECTIVE, "Order 27 says so.\n\nAnd so."), "2 paragraphs"),
        (section(SectionKind.TEXT, "a\n\nb", printed=False), "left out of the summary · 2 paragraphs"),
    ],
)
def test_a_text_is_told_by_what_it_holds(row, expected):
    assert words(row, orders=[ORDER]) == expected


def test_the_table_counts_its_rows_by_state():
    row = section(SectionKind.NEEDS)
    states = ["answered"] * 5 + ["unable to provide"]
    assert words(row, needs=states) == "6 rows · 5 answered, 1 unable to provide"
    assert words(row, needs=["requested"]) == "1 row · 1 asked"
    assert words(row, needs=["withdrawn"]) == "1 row"
    assert words(row) == "nothing yet"


def test_the_discussion_counts_its_lines():
    assert words(section(SectionKind.DISCUSSION), lines=24) == "24 lines"
    assert words(section(SectionKind.DISCUSSION)) == "nothing yet"
