"""Lists as spreadsheets: what is written is read back by other programs, and no cell is ever a formula."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook as openpyxl_load

from msa_wg_desktop.domain.reports import SheetColumn, TableDocument
from msa_wg_desktop.domain.richtext import from_markdown
from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.services.writing import write_table
from tests.documents.conftest import MADE_AT


def load_workbook(file: Path) -> Any:
    """The book; the type stubs of openpyxl know too little of what is in one."""
    return openpyxl_load(file)


LOADED = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)")


@pytest.fixture
def table() -> TableDocument:
    return TableDocument(
        group="CT PURA Interconnection Working Group",
        title="Data needs / responses",
        day=date(2025, 2, 10),
        columns=(SheetColumn("Need", 4), SheetColumn("Due", 2), SheetColumn("Count"), SheetColumn("Why", 3, True)),
        rows=(
            (from_markdown("Two things:\n\n- **one**\n- two"), date(2025, 2, 21), 3, "because"),
            *((loaded, None, None, "") for loaded in LOADED),
        ),
        made_at=MADE_AT,
        notes=("Shown: open.",),
        author="GPI",
    )


def test_a_workbook_has_real_dates_a_head_that_stays_and_words_that_stay_words(table, tmp_path):
    book = load_workbook(write_table(table, tmp_path / "list.xlsx"))
    sheet = book.worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Data needs   responses", "A2", "A1:D8")
    assert [cell.value for cell in sheet[1]] == ["Need", "Due", "Count", "Why"]
    first = sheet[2]
    assert first[0].value == "Two things:\n• one\n• two"
    assert first[0].alignment.wrap_text
    assert (first[1].value.date(), first[1].number_format) == (date(2025, 2, 21), "ddd, mmm d, yyyy")
    assert (first[2].value, first[2].data_type) == (3, "n")
    for row, loaded in zip(sheet.iter_rows(min_row=3), LOADED, strict=True):
        assert (row[0].data_type, row[0].value) == ("s", loaded)
        assert row[0].quotePrefix
    assert [row[0].value for row in book.worksheets[1].iter_rows()] == [
        "Data needs / responses",
        "CT PURA Interconnection Working Group",
        "As of February 10, 2025",
        "GPI",
        "Shown: open.",
    ]
    assert (book.properties.title, book.properties.creator) == (
        "Data needs / responses, As of February 10, 2025",
        "GPI",
    )
    assert book.properties.modified == book.properties.created == MADE_AT.replace(tzinfo=None)


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.docx", "list.html", "list.md"])
def test_the_same_list_gives_the_same_bytes(table, tmp_path, name):
    first = write_table(table, tmp_path / name).read_bytes()
    assert write_table(table, tmp_path / f"again-{name}").read_bytes() == first


def test_csv_is_read_by_excel_and_by_everybody_else(table, tmp_path):
    data = write_table(table, tmp_path / "list.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfNeed,Due,Count,Why\r\n")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1] == ["Two things:\n• one\n• two", "2025-02-21", "3", "because"]
    assert [row[0] for row in rows[2:]] == [f"'{loaded}" for loaded in LOADED]


def test_pages_leave_out_what_only_sheets_have_room_for(table, tmp_path):
    text = write_table(table, tmp_path / "list.md").read_text("utf-8")
    assert "| Need | Due | Count |" in text
    assert "because" not in text
    assert "February 21, 2025" in text
    assert "Shown: open." in text


def test_an_empty_list_says_that_it_is(table, tmp_path):
    empty = replace(table, rows=(), empty="No data need is listed.")
    for name in ("list.html", "list.md"):
        assert "No data need is listed." in write_table(empty, tmp_path / name).read_text("utf-8")
    book = load_workbook(write_table(empty, tmp_path / "list.xlsx"))
    assert book.worksheets[0].max_row == 1
    assert "No data need is listed." in [row[0].value for row in book.worksheets[1].iter_rows()]


def test_control_characters_long_texts_and_strange_titles_are_written(table, tmp_path):
    hard = replace(table, title="[a]:*?/\\b" * 9, rows=(("a\x00b\ud800", None, None, "x" * 40_000),))
    sheet = load_workbook(write_table(hard, tmp_path / "list.xlsx")).worksheets[0]
    assert sheet["A2"].value == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"
    assert len(sheet["D2"].value) == 32_767
    assert sheet["D2"].value.endswith("(a cell holds no more)")


def test_an_ending_that_is_not_known_is_refused_in_words(table, tmp_path):
    for name in ("list.pages", "list"):
        with pytest.raises(ExportError, match=r"A list can be written as \.xlsx, \.csv, \.docx, \.pdf, \.html or \.md"):
            write_table(table, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_list_that_is_stopped_leaves_what_was_there(table, tmp_path):
    target = tmp_path / "list.xlsx"
    target.write_bytes(b"as it was")

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_table(table, target, progress=stop)
    assert target.read_bytes() == b"as it was"


@pytest.mark.external("soffice")
def test_libreoffice_reads_the_workbook(table, tmp_path, laid_out):
    text = laid_out(write_table(table, tmp_path / "list.xlsx"), "csv").read_text("utf-8")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert rows[1] == ["Two things:\n• one\n• two", "Fri, Feb 21, 2025", "3", "because"]
    assert rows[2][0] == "=1+1"


def test_the_word_document_is_valid_and_lies_across(table, tmp_path, audited):
    wide = replace(table, columns=tuple(SheetColumn(f"c{number}") for number in range(6)), rows=(("x",) * 6,))
    file = write_table(wide, tmp_path / "list.docx")
    assert audited(file) == []
    import docx

    section: Any = docx.Document(str(file)).sections[0]
    assert section.page_width > section.page_height
