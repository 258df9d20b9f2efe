"""Reads the rows of a list that somebody sends back: CSV, or the first sheet of an Excel file."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from msa_wg_desktop.documents.gate import checked_archive
from msa_wg_desktop.domain.reports import Cell
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.words import _

MOST_ROWS = 5_000
"""More than anybody means to add at once."""
_MOST_BYTES = 20 * 1024 * 1024
_MARKS = "\t,;"


def read_sheet(path: Path) -> list[tuple[Cell, ...]]:
    """The rows, empty ones among them, so that they count as the program counts that made them.

    Raises ImportProblem with a sentence that says what is wrong with the file.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        words = _("“{name}” is neither CSV nor an Excel file (.xlsx). Nothing was changed.")
        raise ImportProblem(words.format(name=path.name))
    rows = _excel_rows(path) if kind == ".xlsx" else _csv_rows(path)
    if len(rows) > MOST_ROWS:
        words = _("“{name}” has more than {most} rows. Nothing was changed; bring them in by parts.")
        raise ImportProblem(words.format(name=path.name, most=f"{MOST_ROWS:,}"))
    return rows


def _csv_rows(path: Path) -> list[tuple[Cell, ...]]:
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    except OSError as problem:
        raise _unreadable(path, str(problem)) from problem
    if data is None:
        raise _unreadable(path, f"larger than {_MOST_BYTES} bytes")
    try:
        # What Teams writes of a meeting is UTF-16; its mark says so.
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as problem:
        words = _("“{name}” is no text in UTF-8. Nothing was changed; save it as “CSV UTF-8”.")
        raise ImportProblem(words.format(name=path.name), detail=str(problem)) from problem
    # Excel writes semicolons where the comma is the decimal mark; reports begin with lines that have none of the two.
    head = next((line for line in text.splitlines() if any(mark in line for mark in _MARKS)), "")
    mark = max(_MARKS, key=head.count)
    try:
        read = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
        return [tuple(_words(cell) for cell in row) for row in read]
    except csv.Error as problem:
        raise _unreadable(path, str(problem)) from problem


def _excel_rows(path: Path) -> list[tuple[Cell, ...]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(checked_archive(path)), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        rows = [tuple(map(_cell, row)) for row in sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)]
        book.close()
    except (ImportProblem, KeyError, ValueError, TypeError, IndexError, AttributeError) as problem:
        raise _unreadable(path, getattr(problem, "detail", "") or str(problem)) from problem
    return rows


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date()
    return value if isinstance(value, date) else _words("" if value is None else str(value))


def _words(text: str) -> str:
    """Cleaned, and without the apostrophe that a list of ours has before what looks like a formula."""
    text = clean(text)[0].strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _unreadable(path: Path, detail: str) -> ImportProblem:
    return ImportProblem(_("“{name}” can't be read. Nothing was changed.").format(name=path.name), detail=detail)
