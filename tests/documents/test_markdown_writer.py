"""The Markdown reads like the real summary, and other readers of Markdown show every word as typed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from markdown_it import MarkdownIt

from msa_wg_desktop.documents.markdown_writer import printed_markdown, write_markdown
from msa_wg_desktop.domain.richtext import from_markdown, paragraphs
from msa_wg_desktop.domain.summary import (
    DateLine,
    DiscussionPart,
    DiscussionSection,
    RecordedLine,
    SummaryDocument,
    TableColumn,
    TableSection,
    TextSection,
    discussion_lines,
)


def summary(*sections) -> SummaryDocument:
    return SummaryDocument("G", "T", DateLine(date(2025, 2, 6)), sections, datetime(2025, 2, 7, tzinfo=UTC))


def shown(markdown: str) -> str:
    """The words that another reader of Markdown shows."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_the_discussion_reads_like_the_real_one(real_summary, reference_text):
    printed = reference_text.split("\nDiscussion\n")[1].split("\nNext Steps\n")[0]
    bare = [re.sub(r"^\s*(- )?", "", line) for line in printed.splitlines() if line.strip()]
    written = printed_markdown(real_summary).split("\n## Discussion\n")[1].split("\n## Next Steps\n")[0]
    assert [re.sub(r"^\s*(- )?", "", line) for line in written.splitlines() if line.strip()] == bare


def test_head_sections_and_status_are_there(real_summary):
    lines = printed_markdown(real_summary).splitlines()
    assert [line for line in lines[:8] if line] == [
        "CT PURA Interconnection Working Group",
        "# MSA Subgroup Meeting Summary",
        "February 6, 2025 | 11:00am–12:00pm EST",
        "**Draft 2**",
    ]
    assert [line for line in lines if line.startswith("## ")] == [
        f"## {section.heading}" for section in real_summary.sections
    ]


def test_the_items_of_an_order_keep_their_markers(real_summary):
    markdown = printed_markdown(summary(real_summary.sections[0]))
    assert "26. No later than March 31, 2025" in markdown
    assert "    - (1) *a liability waiver for solar customers using MSAs;*" in markdown


def test_a_cell_is_one_line_with_its_paragraphs_and_bullets(real_summary):
    table = [line for line in printed_markdown(real_summary).splitlines() if line.startswith("|")]
    assert table[0] == "| Data Need (identified 1/14) | Responsible Party | Response |"
    assert "| • ConnectDER device: Minimum 15 years<br>• Tesla device: 20+ years |" in table[5]
    assert len(table) == 8


def test_a_bar_in_a_cell_ends_no_cell():
    table = TableSection("T", (TableColumn("a|b"),), ((paragraphs("c|d\ne"),),))
    html = MarkdownIt("commonmark").enable("table").render(printed_markdown(summary(table)))
    assert "<th>a|b</th>" in html
    assert "<td>c|d<br>e</td>" in html


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & &amp; x", "# no heading", "> no quote", "`no code`", "_no_ emphasis, snake_case", "=1+1 {{ x }}",
        "---", "===", "~~kept~~", "- no bullet", "1. no number", "a * b", "[a](b)", "back\\slash",
    ],
)  # fmt: skip
def test_text_is_shown_as_typed_by_other_readers(text):
    lines = discussion_lines([RecordedLine(0, text)])
    section = DiscussionSection("D", (), (DiscussionPart(lines),))
    markdown = printed_markdown(summary(TextSection("S", paragraphs(text)), section))
    assert shown(markdown).count(text) == 2


def test_topics_and_lists_after_text_stand_apart():
    part = DiscussionPart(discussion_lines([RecordedLine(0, "x")]), "Topic")
    section = DiscussionSection("D", from_markdown("intro\n\n- a\n- b\n\nafter"), (part, DiscussionPart(())))
    markdown = printed_markdown(summary(section)).split("\n## D\n\n")[1]
    assert markdown == "intro\n\n- a\n- b\n\nafter\n\n### Topic\n\n1. x\n"


def test_the_file_is_utf_8(real_summary, tmp_path):
    path = write_markdown(real_summary, tmp_path / "summary.md")
    assert path.read_text("utf-8") == printed_markdown(real_summary)
