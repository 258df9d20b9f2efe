"""The Word document holds what documents.md says it must, part by part."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from msa_wg_desktop.documents.docx_writer import write_docx
from msa_wg_desktop.documents.saving import ExportStopped
from msa_wg_desktop.domain.richtext import from_markdown, paragraphs
from msa_wg_desktop.domain.summary import (
    DateLine,
    DiscussionPart,
    DiscussionSection,
    RecordedLine,
    SummaryDocument,
    SummaryStatus,
    TableColumn,
    TableSection,
    TextSection,
    discussion_lines,
)


@pytest.fixture
def blank() -> SummaryDocument:
    return SummaryDocument("Group", "Title", DateLine(date(2025, 2, 6)), (), datetime(2025, 2, 7, tzinfo=UTC))


def opened(path: Path) -> Any:
    return docx.Document(str(path))


def written(summary: SummaryDocument, folder: Path) -> Any:
    return opened(write_docx(summary, folder / "out.docx"))


def styles_of(document):
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def numbers_of(document):
    """(list id, level) of each list item of the body."""
    found = document.element.body.xpath("./w:p/w:pPr/w:numPr")
    return [(int(item.numId.val), int(item.ilvl.val)) for item in found]


def starts_of(document, list_id):
    numbering = document.part.numbering_part.element
    (num,) = numbering.xpath(f"./w:num[@w:numId='{list_id}']")
    return {int(o.get(qn("w:ilvl"))): int(o[0].get(qn("w:val"))) for o in num.findall(qn("w:lvlOverride"))}


def test_head_and_headings_have_real_styles(real_docx):
    named = [(style, text) for style, text in styles_of(opened(real_docx)) if not style.startswith("List")]
    assert named[:3] == [
        ("Subtitle", "CT PURA Interconnection Working Group"),
        ("Title", "MSA Subgroup Meeting Summary"),
        ("Subtitle", "February 6, 2025 | 11:00am–12:00pm EST"),
    ]
    assert [text for style, text in named if style == "Heading 1"] == [
        "MSA Directive",
        "Order 26 Context",
        "Summary of Data Needs and Responses",
        "Discussion",
        "Next Steps",
    ]


def test_no_paragraph_is_empty_and_no_heading_stands_alone(real_docx):
    document = opened(real_docx)
    assert all(paragraph.text for paragraph in document.paragraphs)
    headings = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert all(heading._p.pPr.find(qn("w:keepNext")) is not None for heading in headings)


def test_the_outline_is_one_list_with_the_depths_of_the_notes(real_docx, real_summary):
    document = opened(real_docx)
    lines = real_summary.sections[3].parts[0].lines
    places = numbers_of(document)[-len(lines) :]
    assert [level for _list, level in places] == [line.level for line in lines]
    assert len({list_id for list_id, _level in places}) == 1
    assert starts_of(document, places[0][0]) == dict.fromkeys(range(9), 1)


def test_each_topic_heads_a_list_that_starts_again(blank, tmp_path):
    part = DiscussionPart(discussion_lines([RecordedLine(0, "a"), RecordedLine(1, "b")]), "Topic")
    document = written(replace(blank, sections=(DiscussionSection("Talk", (), (part, part)),)), tmp_path)
    assert [style for style, text in styles_of(document) if text == "Topic"] == ["Heading 2", "Heading 2"]
    first, _, second, _ = numbers_of(document)
    assert first != second
    assert starts_of(document, second[0])[0] == 1


def test_items_of_an_order_are_numbered_as_printed_and_their_numbers_are_italic(real_docx):
    document = opened(real_docx)
    places = numbers_of(document)[:9]
    assert [level for _list, level in places] == [0] + [1] * 8
    assert starts_of(document, places[0][0])[0] == 26
    assert len({list_id for list_id, _level in places[1:]}) == 1
    items = [p for p in document.paragraphs if p.text.startswith(("a liability waiver", "a proposed date"))]
    assert all(p._p.pPr.xpath("./w:rPr/w:i") and all(run.italic for run in p.runs) for p in items)


def test_a_list_that_skips_a_number_prints_the_number_that_was_typed(blank, tmp_path):
    section = TextSection("S", from_markdown("1. one\n3. three\n4. four"))
    document = written(replace(blank, sections=(section,)), tmp_path)
    one, three, four = (place[0] for place in numbers_of(document))
    assert (starts_of(document, one)[0], starts_of(document, three)[0], four) == (1, 3, three)


def test_definitions_stand_before_lists_and_are_made_once(blank, tmp_path):
    text = from_markdown("(1) a\n\n- b\n\n(1) c\n\n1. d\n\n1) e")
    document = written(replace(blank, sections=(TextSection("S", text),)), tmp_path)
    tags = [child.tag.rpartition("}")[2] for child in document.part.numbering_part.element]
    assert tags == ["abstractNum"] * 4 + ["num"] * 5


def test_the_table_repeats_its_head_keeps_rows_whole_and_describes_itself(real_docx):
    (table,) = opened(real_docx).tables
    rows = table._tbl.tr_lst
    assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * 6
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
    properties = table._tbl.tblPr
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "Summary of Data Needs and Responses"
    assert properties.find(qn("w:tblDescription")).get(qn("w:val")).startswith("What data is needed")
    assert properties.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == 9360 == int(properties.find(qn("w:tblW")).get(qn("w:w")))
    assert not table._tbl.xpath(".//w:gridSpan | .//w:vMerge")
    assert table.style.name == "Table Grid"


def test_cells_hold_paragraphs_and_bullets(real_docx):
    (table,) = opened(real_docx).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "Data Need (identified 1/14)",
        "Responsible Party",
        "Response",
    ]
    assert len(table.cell(3, 2).paragraphs) == 3
    assert [(p.style.name, p.text) for p in table.cell(4, 2).paragraphs] == [
        ("List Bullet", "ConnectDER device: Minimum 15 years"),
        ("List Bullet", "Tesla device: 20+ years"),
    ]


def test_an_optional_table_shares_the_width_as_its_columns_ask(blank, tmp_path):
    columns = (TableColumn("Who", 1), TableColumn("What", 3))
    section = TableSection("Actions", columns, ((paragraphs("EDCs"), ()),), paragraphs("Intro"), "What is to be done.")
    (table,) = written(replace(blank, sections=(section,)), tmp_path).tables
    assert [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid] == [2340, 7020]
    assert table.cell(1, 1).text == ""


def test_no_column_cuts_a_word_of_its_head(blank, tmp_path):
    columns = (TableColumn("What", 20), TableColumn("Order item", 1), TableColumn("Why", 4))
    section = TableSection("Actions", columns, (((), (), ()),), paragraphs("Intro"), "What is to be done.")
    (table,) = written(replace(blank, sections=(section,)), tmp_path).tables
    what, item, why = (int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
    assert item >= len("Order") * 120 + 216
    assert what + item + why == 9360
    assert 4.9 < what / why < 5.1


def test_a_table_without_rows_is_not_printed(blank, tmp_path):
    section = TableSection("Actions", (TableColumn("Who"),), ())
    assert not written(replace(blank, sections=(section,)), tmp_path).tables


def test_links_have_a_relationship_and_a_style_and_others_are_words(blank, tmp_path):
    text = from_markdown(
        "[PURA](https://portal.ct.gov/pura) [unknown](#) [script](javascript:alert) [mail](mailto:a@b.org)"
    )
    document = written(replace(blank, sections=(TextSection("S", text),)), tmp_path)
    links = document.paragraphs[-1].hyperlinks
    assert [(link.text, link.address) for link in links] == [
        ("PURA", "https://portal.ct.gov/pura"),
        ("mail", "mailto:a@b.org"),
    ]
    assert all(run.style.name == "Hyperlink" for link in links for run in link.runs)
    assert document.paragraphs[-1].text == "PURA unknown script mail"


def test_bold_italic_and_line_breaks_are_real(blank, tmp_path):
    text = from_markdown("**bold** *italic* plain\\\nnext")
    paragraph = written(replace(blank, sections=(TextSection("S", text),)), tmp_path).paragraphs[-1]
    assert [(run.text.strip(), run.bold, run.italic) for run in paragraph.runs if run.text.strip()] == [
        ("bold", True, None),
        ("italic", None, True),
        ("plain\nnext", None, None),
    ]


def test_core_properties_are_the_documents_own(real_docx):
    properties = opened(real_docx).core_properties
    assert properties.title == "MSA Subgroup Meeting Summary, February 6, 2025"
    assert properties.subject == "CT PURA Interconnection Working Group"
    assert properties.author == properties.last_modified_by == "Aileen Cole (GPI)"
    assert properties.language == "en-US"
    assert properties.created == properties.modified == datetime(2025, 2, 7, 14, 30, tzinfo=UTC)
    assert (properties.revision, properties.comments, properties.content_status) == (1, "", "Draft 2")


def test_dates_in_another_zone_are_kept_as_the_same_moment(blank, tmp_path):
    made_at = datetime(2025, 2, 7, 9, 30, tzinfo=timezone(timedelta(hours=-5)))
    properties = written(replace(blank, made_at=made_at), tmp_path).core_properties
    assert properties.created == datetime(2025, 2, 7, 14, 30, tzinfo=UTC)


def test_language_and_compatibility_are_set(blank, tmp_path):
    document = written(replace(blank, language="fr-CA"), tmp_path)
    (lang,) = document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert lang.get(qn("w:val")) == "fr-CA"
    modes = document.settings.element.xpath("./w:compat/w:compatSetting[@w:name='compatibilityMode']")
    assert [mode.get(qn("w:val")) for mode in modes] == ["15"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SummaryStatus.DRAFT, "Draft 3"),
        (SummaryStatus.CORRECTED, "Corrected version 3"),
        (SummaryStatus.FINAL, ""),
    ],
)
def test_only_what_is_not_the_first_final_says_so_in_its_header(blank, tmp_path, status, words):
    document = written(replace(blank, status=status, version=3), tmp_path)
    assert "".join(p.text for p in document.sections[0].header.paragraphs) == words


def test_the_footer_has_title_and_page_number_as_fields(real_docx):
    footer = opened(real_docx).sections[0].footer
    fields = footer._element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]
    words = "".join(footer._element.xpath(".//w:t/text()"))
    assert words == "MSA Subgroup Meeting Summary, February 6, 2025 | Page 1 of 1"


def test_nothing_foreign_is_in_the_package(real_docx):
    with zipfile.ZipFile(real_docx) as package:
        names = package.namelist()
        text = b"".join(package.read(name) for name in names if name.endswith((".xml", ".rels")))
    assert not [name for name in names if "comments" in name or "vba" in name or "thumbnail" in name]
    for foreign in (b"python-docx", b"2013-12", b"attachedTemplate", b"<w:ins ", b"<w:del "):
        assert foreign not in text


def test_the_same_summary_gives_the_same_bytes(real_summary, tmp_path):
    first = write_docx(real_summary, tmp_path / "first.docx")
    second = write_docx(real_summary, tmp_path / "second.docx")
    assert first.read_bytes() == second.read_bytes()


def test_progress_rises_to_the_end(real_summary, tmp_path):
    seen = []
    write_docx(real_summary, tmp_path / "out.docx", progress=lambda done, words: seen.append((done, words)))
    assert [done for done, _words in seen] == sorted(done for done, _words in seen)
    assert seen[0][0] == 0.0
    assert seen[-1][0] == 1.0
    assert "Discussion" in [words for _done, words in seen]


def test_a_stopped_export_writes_nothing(real_summary, tmp_path):
    asked = iter([False, False, False, True])
    with pytest.raises(ExportStopped, match="No file was written"):
        write_docx(real_summary, tmp_path / "out.docx", cancelled=lambda: next(asked))
    assert list(tmp_path.iterdir()) == []
