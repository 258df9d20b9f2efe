"""Other programs than the one that wrote it read the same summary out of the Word document."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import mammoth
import pytest

from msa_wg_desktop.documents.docx_writer import write_docx
from msa_wg_desktop.domain.richtext import from_markdown, paragraphs
from msa_wg_desktop.domain.summary import (
    DiscussionPart,
    DiscussionSection,
    NeedsSection,
    RecordedLine,
    Speaker,
    SummaryStatus,
    TableColumn,
    TableSection,
    TextSection,
    discussion_lines,
)


class Seen(HTMLParser):
    """Headings, list items with their depth, and table cells of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[str, str]] = []
        self.items: list[tuple[int, str]] = []
        self.cells: list[str] = []
        self._depth = 0
        self._tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._tags.append(tag)
        self._depth += tag in ("ol", "ul")
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, ""))
        elif tag == "li":
            self.items.append((self._depth - 1, ""))
        elif tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        self._depth -= tag in ("ol", "ul")
        while self._tags and self._tags.pop() != tag:
            pass

    def handle_data(self, data):
        inside = [tag for tag in self._tags if tag in ("h1", "h2", "h3", "li", "td", "th")]
        if "td" in inside or "th" in inside:
            self.cells[-1] += data
        if inside and inside[-1] == "li":
            self.items[-1] = (self.items[-1][0], self.items[-1][1] + data)
        elif inside and inside[-1].startswith("h"):
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)


@pytest.fixture(scope="module")
def as_mammoth_sees(real_docx: Path) -> Seen:
    with real_docx.open("rb") as file:
        return Seen(mammoth.convert_to_html(file).value)


def test_mammoth_sees_the_headings(as_mammoth_sees, real_summary):
    assert as_mammoth_sees.headings == [("h1", section.heading) for section in real_summary.sections]


def test_mammoth_sees_every_note_at_its_depth(as_mammoth_sees, real_summary):
    lines = real_summary.sections[3].parts[0].lines
    assert as_mammoth_sees.items[-24:] == [(line.level, line.text) for line in lines]


def test_mammoth_sees_the_cells(as_mammoth_sees, real_summary):
    rows = real_summary.sections[2].rows
    printed = [cell for row in rows for cell in (row.need, row.parties_text, "".join(b.text for b in row.response))]
    assert as_mammoth_sees.cells[3:] == printed


@pytest.mark.external("pandoc")
def test_pandoc_sees_headings_depths_and_cells(real_docx, real_summary, ask):
    document = json.loads(ask("pandoc", "-f", "docx", "-t", "json", real_docx))
    blocks = document["blocks"]
    assert [block["c"][2] for block in blocks if block["t"] == "Header"] == [
        [word for text in section.heading.split(" ") for word in ({"t": "Space"}, {"t": "Str", "c": text})][1:]
        for section in real_summary.sections
    ]
    discussion = [block for block in blocks if block["t"] == "OrderedList"][-1]
    depths = list(_depths(discussion, 0))
    assert depths == [line.level for line in real_summary.sections[3].parts[0].lines]
    (table,) = [block for block in blocks if block["t"] == "Table"]
    head, body = table["c"][3], table["c"][4]
    assert (len(head[1]), len(body[0][3])) == (1, 6)


def _depths(ordered_list, depth):
    for item in ordered_list["c"][1]:
        yield depth
        for block in item:
            if block["t"] == "OrderedList":
                yield from _depths(block, depth + 1)


@pytest.fixture(scope="module")
def everything_docx(real_summary, tmp_path_factory) -> Path:
    """A document with all that can be in one: topics, tables, links, lists of every shape, empty cells."""
    blocks = from_markdown(
        "A [link](https://example.org/?a=b&c=d) and **bold *both*** *italic*\\\nnext\n\n"
        "26. order\n    (1) item\n        - bullet\n\n        its second paragraph\n    (3) skipped\n\n1) bracket"
    )
    lines = discussion_lines([RecordedLine(level, "line", (Speaker("A", "B"),)) for level in (*range(9), 0, 2, 1)])
    columns = (TableColumn("Who", 1), TableColumn("What", 2))
    sections = (
        TextSection("Text", blocks),
        TextSection("Below", blocks, level=2),
        TextSection("Deepest", (), level=3),
        TableSection("Actions", columns, ((paragraphs("EDCs"), blocks), ((), ())), blocks, "What is to be done."),
        DiscussionSection("Talk", blocks, (DiscussionPart(lines), DiscussionPart(lines, "Topic"))),
        TableSection("Last", columns, ((paragraphs("x"), ()),)),
    )
    summary = replace(real_summary, sections=sections, status=SummaryStatus.CORRECTED)
    return write_docx(summary, tmp_path_factory.mktemp("docx") / "Everything.docx")


def test_openxml_audit_has_nothing_to_say(real_docx, everything_docx, audited):
    assert audited(real_docx) == []
    assert audited(everything_docx) == []


@pytest.mark.external("ooxml-validate")
def test_the_open_xml_sdk_has_nothing_to_say(real_docx, everything_docx, ask):
    assert "Found 0 errors" in ask("ooxml-validate", real_docx)
    assert "Found 0 errors" in ask("ooxml-validate", everything_docx)


@pytest.mark.external("soffice")
def test_libreoffice_reads_the_words_of_the_real_summary_in_its_order(real_docx, reference_text, laid_out):
    read = laid_out(real_docx, "txt").read_text("utf-8-sig")
    assert _words(read) == _words(_without_markup(reference_text))


def _without_markup(text):
    """The reference file was a Word document turned into a mixture of Markdown and HTML."""
    text = text.replace("<p>", "").replace("</p>", "").replace('<ul style="list-style-type: none">', "")
    text = text.replace("[October 16, 2025 Decision](#)", "October 16, 2025 Decision")
    return re.sub(r"(?m)^\s*- ", "", text).replace("*", "")


def _words(text):
    return [word for word in text.split() if word != "•"]


@pytest.mark.external("soffice", "pdftotext")
def test_the_pages_print_the_labels_of_the_notes(real_docx, real_summary, laid_out, ask):
    text = ask("pdftotext", "-layout", laid_out(real_docx, "pdf"), "-")
    discussion = text[text.index("\nDiscussion") : text.index("\nNext Steps")]
    labels = re.findall(r"(?m)^ *(\d+\.|[a-z]\.|[ivx]+\.) +\S", discussion)
    assert labels == [line.marker for line in real_summary.sections[3].parts[0].lines]
    directive = text[: text.index("\nOrder 26 Context")]
    items = re.findall(r"(?m)^ *(26\.|\(\d\)) ", directive)
    assert items == ["26.", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]


@pytest.mark.external("soffice", "pdftotext")
def test_every_page_says_draft_and_its_number_and_the_table_repeats_its_head(real_summary, tmp_path, laid_out, ask):
    # Three times its rows, so that the table goes over a page whatever fonts there are.
    sections = [
        replace(section, rows=section.rows * 3) if isinstance(section, NeedsSection) else section
        for section in real_summary.sections
    ]
    written = write_docx(replace(real_summary, sections=tuple(sections)), tmp_path / "Long.docx")
    pages = ask("pdftotext", "-layout", laid_out(written, "pdf"), "-").rstrip("\f").split("\f")
    for number, page in enumerate(pages, start=1):
        assert page.split(maxsplit=2)[:2] == ["Draft", "2"]
        assert page.rstrip().endswith(f"MSA Subgroup Meeting Summary, February 6, 2025 | Page {number} of {len(pages)}")
    of_table = [page for page in pages if re.search("List of meter|Expected lifespan", page)]
    assert len(of_table) > 1
    assert all("Data Need (identified" in page for page in of_table)
