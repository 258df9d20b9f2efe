"""A summary's file is called so that a folder of them reads well, on every system."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from msa_wg_desktop.domain.exports import suggested_name
from msa_wg_desktop.domain.summary import DateLine, SummaryDocument, SummaryStatus

DAY = date(2025, 2, 6)


@pytest.mark.parametrize(
    ("title", "day", "status", "number", "name"),
    [
        ("MSA Subgroup Meeting Summary", DAY, SummaryStatus.FINAL, 1, "2025-02-06 MSA Subgroup Meeting Summary.docx"),
        ("Summary", DAY, SummaryStatus.DRAFT, 2, "2025-02-06 Summary, Draft 2.docx"),
        ("Summary", None, SummaryStatus.CORRECTED, 2, "Summary, Corrected version 2.docx"),
        ('IX/WG: "MSA"?', DAY, SummaryStatus.FINAL, 1, "2025-02-06 IX WG MSA.docx"),
        ("Ends in a dot.", None, SummaryStatus.FINAL, 1, "Ends in a dot.docx"),
        ("\n", None, SummaryStatus.FINAL, 1, "Summary.docx"),
        ("x" * 300, None, SummaryStatus.FINAL, 1, "x" * 120 + ".docx"),
    ],
)
def test_the_name_of_a_file_says_day_title_and_state(title, day, status, number, name):
    made_at = datetime(2025, 2, 6, tzinfo=UTC)
    document = SummaryDocument("IX WG", title, DateLine(day), (), made_at, status=status, version=number)
    assert suggested_name(document, ".docx") == name
