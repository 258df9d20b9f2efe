"""Poppler reads out of the PDF what a screen reader and a printer get: words in order, tags, fonts, pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from msa_wg_desktop.documents.pdf_writer import Nested, printed_pdf, write_pdf
from msa_wg_desktop.domain.reports import SheetColumn, TableDocument
from msa_wg_desktop.domain.richtext import from_markdown, paragraphs
from msa_wg_desktop.domain.summary import (
    DiscussionLine,
    DiscussionPart,
    DiscussionSection,
    NeedRow,
    NeedsSection,
    SummaryStatus,
    TextSection,
)
from msa_wg_desktop.errors import ExportError

poppler = pytest.mark.external("pdftotext")
# Where the text of an upright page of letter size ends, in points.
RIGHT = 612 - 72


@pytest.fixture(scope="module")
def real_pdf(real_summary, tmp_path_factory):
    return write_pdf(real_summary, tmp_path_factory.mktemp("pdf") / "Summary.pdf")


@pytest.fixture(scope="module")
def tags(real_pdf, ask):
    """The tags of the real summary, with the words in each: what a screen reader goes by."""
    return ask("pdfinfo", "-struct-text", real_pdf)


@pytest.fixture
def read(tmp_path, ask):
    """What a program of Poppler says of a document written as PDF."""

    def say(document, *command):
        program, *options = command
        return ask(program, *options, write_pdf(document, tmp_path / "a.pdf"), *(["-"] if "text" in program else []))

    return say


@poppler
def test_the_words_of_the_real_summary_stand_in_its_order(tags, reference_text):
    plain = re.sub(r"</?p>|</?ul[^>]*>|\*|\(#\)|\[(?=October 16, 2025)|(?m:^\s*- )", "", reference_text)
    plain = plain.replace("Decision](#)", "Decision").replace("Decision]", "Decision")
    lines = [line.strip() for line in tags.splitlines()]
    # Headers and footers are no part of it, nor signs of lists words.
    said = "".join(line[1:-1] if line.startswith('"') else " " * ("(inline)" not in line) for line in lines)
    assert [word for word in said.split() if word != "•"] == plain.split()


@poppler
def test_headings_lists_and_tables_are_tagged_as_such(tags, real_summary):
    assert re.findall(r'(?m)^  H1 "(.*)" \(block\)$', tags) == [section.heading for section in real_summary.sections]
    labels = re.findall(r'Lbl \(block\)\n +"(.+)"', tags)
    directive = ["26.", *(f"({number})" for number in range(1, 9))]
    assert labels == [*directive, "•", "•", *(line.marker for line in real_summary.sections[3].parts[0].lines)]
    (table,) = re.findall(r"(?s)\n  Table \(block\)(.*?)\n  H1", tags)
    assert (table.count("THead"), table.count(" TH "), len(re.findall(r"\bTD\b", table))) == (1, 3, 18)


@poppler
def test_every_page_says_draft_and_its_number_and_the_table_repeats_its_head(real_summary, read):
    sections = [
        replace(section, rows=section.rows * 3) if isinstance(section, NeedsSection) else section
        for section in real_summary.sections
    ]
    long = replace(real_summary, sections=tuple(sections))
    pages = read(long, "pdftotext", "-layout").rstrip("\f").split("\f")
    for number, page in enumerate(pages, start=1):
        assert page.split(maxsplit=2)[:2] == ["Draft", "2"]
        assert page.rstrip().endswith(f"MSA Subgroup Meeting Summary, February 6, 2025 | Page {number} of {len(pages)}")
    of_table = [page for page in pages if re.search("List of meter|Expected lifespan", page)]
    assert len(of_table) > 1
    assert all("Responsible Party" in page for page in of_table)


@poppler
def test_its_fonts_are_inside_and_it_says_what_it_is(real_pdf, ask):
    fonts = ask("pdffonts", real_pdf).splitlines()[2:]
    assert {line.split()[0].partition("+")[2] for line in fonts} == {"Carlito", "Carlito-Bold", "Carlito-Italic"}
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)
    said = dict(line.split(":", 1) for line in ask("pdfinfo", real_pdf).splitlines() if ":" in line)
    assert said["Title"].strip() == "MSA Subgroup Meeting Summary, February 6, 2025"
    assert said["Tagged"].strip() == "yes"
    assert said["Subject"].strip() == "Meeting summary"
    assert said["Page size"].strip() == "612 x 792 pts (letter)"
    metadata = ask("pdfinfo", "-meta", real_pdf)
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "2025-02-07T14:30:00" in metadata


def test_the_same_document_gives_the_same_bytes_and_a_final_says_no_draft(real_summary):
    assert printed_pdf(real_summary) == printed_pdf(replace(real_summary))
    assert printed_pdf(replace(real_summary, status=SummaryStatus.FINAL)) != printed_pdf(real_summary)


@poppler
def test_a_final_has_no_word_of_a_draft(real_summary, read):
    assert "Draft" not in read(replace(real_summary, status=SummaryStatus.FINAL), "pdftotext")


@poppler
@pytest.mark.parametrize(
    "text",
    ["<b>bold</b> &amp; {{ x }} =1+1", "#let x = $y$ *a* _b_ @c `d` // e \\ f", "“quoted” — ½ é Łódź Ωμέγα Київ"],
)
def test_text_comes_out_as_typed(real_summary, read, text):
    lines = (DiscussionLine((1,), text, speakers="Ann Lee (UI)"),)
    hard = replace(real_summary, sections=(DiscussionSection("Talk", parts=(DiscussionPart(lines),)),))
    assert f"1. Ann Lee (UI): {text}" in read(hard, "pdftotext")


@poppler
def test_what_the_fonts_of_the_house_lack_is_written_all_the_same(real_summary, read):
    hard = replace(real_summary, sections=(TextSection("Text", paragraphs("a\x00b \U0001f600 עברית 中文")),))
    assert "a\ufffdb" in read(hard, "pdftotext")


@poppler
def test_nothing_runs_out_of_the_page(real_summary, read):
    word, address = "x" * 400, "https://example.org/" + "a-long-way/" * 30
    rows = (NeedRow(word, ("ALongNameWithoutABlank" * 4, "UI"), paragraphs(f"{word} {address}")),)
    lines = tuple(DiscussionLine((1,) * depth, f"{word} {address}") for depth in range(1, 10))
    sections = (TextSection("Text", paragraphs(word, address)), NeedsSection("Needs", rows=rows))
    hard = replace(real_summary, sections=(*sections, DiscussionSection("Talk", parts=(DiscussionPart(lines),))))
    ends = [float(x) for x in re.findall(r'xMax="([\d.]+)"', read(hard, "pdftotext", "-bbox"))]
    assert len(ends) > 60
    assert max(ends) < RIGHT + 1


@poppler
def test_a_row_that_is_longer_than_a_page_goes_on_and_others_stay_whole(real_summary, read):
    response = paragraphs(*(f"part{number} " + "and so on " * 60 for number in range(20)))
    rows = (NeedRow("Short", ("UI",), paragraphs("word " * 300)), NeedRow("Long", ("UI",), response))
    pages = read(replace(real_summary, sections=(NeedsSection("Needs", rows=rows * 2),)), "pdftotext").split("\f")
    assert [len(re.findall(rf"\bpart{number}\b", "".join(pages))) for number in range(20)] == [2] * 20
    assert [page.count("word") for page in pages if "word" in page] == [300, 300]


@poppler
def test_a_wide_list_lies_across(read, tmp_path):
    columns = tuple(SheetColumn(f"Column {number}") for number in range(7))
    table = TableDocument(
        "IX WG", "Actions", date(2025, 2, 6), columns, (tuple("abcdefg"),), datetime(2025, 2, 6, tzinfo=UTC)
    )
    assert "792 x 612 pts (letter)" in read(table.report, "pdfinfo")
    assert "As of February 6, 2025" in read(table.report, "pdftotext")


@poppler
def test_headings_leave_no_level_out(real_summary, read):
    sections = (TextSection("Low", (), level=3), TextSection("High"), TextSection("Lower", (), level=3))
    tags = read(replace(real_summary, sections=sections), "pdfinfo", "-struct")
    assert re.findall(r'(H\d) "(\w+)"', tags) == [("H1", "Low"), ("H1", "High"), ("H2", "Lower")]


def test_items_stand_in_their_lists_and_a_number_that_does_not_go_on_begins_another():
    blocks = from_markdown("1. one\n\n   below\n   - a\n   - b\n2. two\n\nbetween\n\n2. again\n\n- bullet")
    nested = Nested(tight=True)
    for block in blocks:
        runs = [{"text": block.text}]
        if block.style == "normal":
            nested.paragraph(block.level, runs)
        else:
            nested.item(block.level, runs, sign=block.marker if block.style == "numbered" else "", number=block.number)
    assert [outline(part) for part in nested.parts] == [
        ["1. one below", ["a", "b"], "2. two"], "between", ["2. again"], ["bullet"],
    ]  # fmt: skip


def outline(part):
    """A part as words, and lists as lists of them."""
    if part["kind"] == "paragraph":
        return "".join(run["text"] for run in part["runs"])
    found = []
    for item in part["items"]:
        inner = [outline(one) for one in item["parts"]]
        words = " ".join(one for one in inner if isinstance(one, str))
        found += [f"{item['sign']} {words}".strip(), *(one for one in inner if not isinstance(one, str))]
    return found


def test_where_it_can_not_lie_is_said(real_summary, tmp_path):
    with pytest.raises(ExportError, match="There is no folder"):
        write_pdf(real_summary, tmp_path / "gone" / "a.pdf")
