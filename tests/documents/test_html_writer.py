"""The HTML file stands alone, says the same as the Word document, and carries text as typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from msa_wg_desktop.documents.html_writer import discussion_html, printed_html, write_html
from msa_wg_desktop.domain.notes import marker
from msa_wg_desktop.domain.richtext import from_markdown, paragraphs
from msa_wg_desktop.domain.summary import (
    DateLine,
    DiscussionLine,
    DiscussionPart,
    DiscussionSection,
    RecordedLine,
    SummaryDocument,
    TableColumn,
    TableSection,
    TextSection,
    discussion_lines,
)

VOID = {"meta", "br", "col"}
STYLES = {
    "decimal": 0, "lower-alpha": 1, "lower-roman": 2, "bracket": 3, "letter-bracket": 4, "roman-bracket": 5,
}  # fmt: skip


class Page(HTMLParser):
    """Checks that tags are closed in order, and counts list items as a browser does."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.markers: list[str] = []
        self._lists: list[tuple[dict[str, str | None], int]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("ol", "ul"):
            self._lists.append((values, int(values.get("start") or 1) - 1))
        elif tag == "li" and "style" not in values:
            look, last = self._lists.pop()
            number = int(values.get("value") or last + 1)
            self._lists.append((look, number))
            style = (look.get("style") or "").removeprefix("list-style-type: ")
            self.markers.append(marker(STYLES[style], number) if style in STYLES else f"{style} {number}")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in ("ol", "ul"):
            self._lists.pop()

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def summary(*sections) -> SummaryDocument:
    return SummaryDocument("G", "T", DateLine(date(2025, 2, 6)), sections, datetime(2025, 2, 7, tzinfo=UTC))


def test_the_page_fetches_nothing_and_runs_nothing(real_summary):
    page = Page(printed_html(real_summary))
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _values in page.tags}
    assert not [
        values for _tag, values in page.tags if "src" in values or any(name.startswith("on") for name in values)
    ]
    assert "url(" not in printed_html(real_summary)


def test_the_page_says_its_language_title_and_status(real_summary):
    page = Page(printed_html(real_summary))
    assert dict(page.tags)["html"] == {"lang": "en-US"}
    assert "MSA Subgroup Meeting Summary, February 6, 2025" in page.text
    assert "Draft 2" in page.text


def test_the_notes_have_the_labels_of_the_outline(real_summary):
    section = real_summary.sections[3]
    page = Page(printed_html(summary(section)))
    assert page.markers == [line.marker for line in section.parts[0].lines]


@pytest.mark.parametrize(
    "levels",
    [[0, 1, 2, 3, 4, 5, 6, 0], [0, 1, 0, 1, 1, 2, 1]],
)
def test_lists_nest_as_deep_as_the_notes(levels):
    lines = discussion_lines([RecordedLine(level, "x") for level in levels])
    page = Page(printed_html(summary(DiscussionSection("D", (), (DiscussionPart(lines),)))))
    assert page.markers == [line.marker for line in lines]


def test_a_note_below_an_empty_one_stands_where_it_stood():
    lines = (DiscussionLine((1,), "a"), DiscussionLine((1, 1, 1), "b"), DiscussionLine((1, 2), "c"))
    page = Page(printed_html(summary(DiscussionSection("D", (), (DiscussionPart(lines),)))))
    assert page.markers == ["1.", "i.", "b."]


def test_an_order_keeps_its_numbers(real_summary):
    page = Page(printed_html(summary(real_summary.sections[0])))
    assert page.markers == ["26.", *(f"brackets {number}" for number in range(1, 9))]


def test_a_list_that_changes_its_kind_or_skips_a_number_is_printed_so():
    page = Page(printed_html(summary(TextSection("S", from_markdown("1. a\n3. b\n- c\n1) d")))))
    assert page.markers == ["1.", "3.", " 1", "1)"]


def test_tables_have_a_caption_and_heads(real_summary):
    page = Page(printed_html(real_summary))
    assert [values for tag, values in page.tags if tag == "th"] == [{"scope": "col"}] * 3
    assert "caption" in [tag for tag, _values in page.tags]
    columns = (TableColumn("Who"), TableColumn("What"))
    table = TableSection("Actions", columns, ((paragraphs("EDCs"), ()),))
    assert "<caption>Actions</caption>" in printed_html(summary(table))
    assert "<table" not in printed_html(summary(replace(table, rows=())))


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "&amp; {{ x }} =1+1", '"quotes" \'s', "<script>alert(1)</script>", "🏗️ שלום"]
)
def test_text_comes_out_as_typed(text):
    lines = discussion_lines([RecordedLine(0, text)])
    page = Page(
        printed_html(summary(TextSection(text, paragraphs(text)), DiscussionSection("D", (), (DiscussionPart(lines),))))
    )
    assert page.text.count(text) == 3
    assert "script" not in [tag for tag, _values in page.tags]


def test_links_lead_to_the_web_only():
    page = Page(
        printed_html(summary(TextSection("S", from_markdown("[a](https://a.org/?x=1&y) [b](javascript:x) [c](#)"))))
    )
    assert [values for tag, values in page.tags if tag == "a"] == [{"href": "https://a.org/?x=1&y"}]


def test_line_breaks_bold_and_italic_are_tags():
    html = printed_html(summary(TextSection("S", from_markdown("**a** *b*\\\nc"))))
    assert "<p><strong>a</strong> <em>b</em><br>c</p>" in html


def test_the_discussion_for_a_mail_needs_no_style_sheet(real_summary):
    html = discussion_html(real_summary.sections[3])
    Page(f"<div>{html}</div>")
    assert "style" not in html
    assert re.findall(r'<ol type="(.)">', html)[:3] == ["1", "a", "a"]


def test_topics_head_the_discussion_of_a_mail():
    part = DiscussionPart(discussion_lines([RecordedLine(0, "x")]), "Topic")
    assert "<h3>Topic</h3>" in discussion_html(DiscussionSection("D", (), (part,)))


def test_the_file_is_utf_8(real_summary, tmp_path):
    path = write_html(real_summary, tmp_path / "summary.html")
    assert path.read_text("utf-8") == printed_html(real_summary)


@pytest.mark.external("pandoc")
def test_pandoc_reads_the_words_of_the_real_summary(real_summary, tmp_path, ask):
    path = write_html(real_summary, tmp_path / "summary.html")
    words = ask("pandoc", "-f", "html", "-t", "plain", "--wrap=none", path)
    for line in real_summary.sections[3].parts[0].lines:
        assert f"{line.marker} " in words
        assert line.text in words
