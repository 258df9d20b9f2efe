"""Writes a list as an Excel workbook: real dates, a head that stays in sight, and a sheet that says what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from msa_wg_desktop.documents.defusing import is_loaded
from msa_wg_desktop.documents.saving import put_in_place
from msa_wg_desktop.documents.zips import without_the_hour
from msa_wg_desktop.domain.reports import Cell, TableDocument, cell_text
from msa_wg_desktop.domain.text import clean, clean_line
from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.words import _

# The type stubs of openpyxl don't know what its sheets that are only written have.
_Sheet = Any

_BLOCK = 500
_MOST_ROWS = 1_048_575
_MOST_LETTERS = 32_767
_SHEET_NAME = 31
_NARROWEST, _WIDEST, _PER_SHARE = 9, 70, 11
_DAY = "ddd, mmm d, yyyy"
_DAY_WIDTH = 19
_INK, _TINT, _LINE = "FF0B5A61", "FFE8F0F1", "FF98A4AA"


def write_xlsx(table: TableDocument, target: Path, *, progress: Callable[[int, int], None] | None = None) -> Path:
    """Writes `table` to `target` and gives the target back. Raises ExportError as `put_in_place` does.

    `progress` is told how many of how many rows are written, and may raise to stop it. The same list gives
    the same bytes.
    """
    from openpyxl import Workbook

    if len(table.rows) > _MOST_ROWS:
        words = _("A sheet of Excel holds {most} rows, and there are more. Nothing was written; use CSV, or filter.")
        raise ExportError(words.format(most=f"{_MOST_ROWS:,}"))
    book = Workbook(write_only=True)
    name = re.sub(r"[\[\]:*?/\\']", " ", clean_line(table.title)[0])[:_SHEET_NAME].strip() or _("List")
    sheet: _Sheet = book.create_sheet(name)
    _lay_out(sheet, table)
    try:
        for row in _rows(sheet, table, progress or (lambda _done, _total: None)):
            sheet.append(row)
    except BaseException:
        # What was stopped must still end its stream, or that complains when it is forgotten.
        sheet.close()
        raise
    about: _Sheet = book.create_sheet(_("About this list"))
    _write_about(about, table)
    _write_properties(book.properties, table)
    package = BytesIO()
    book.save(package)
    return put_in_place(target, without_the_hour(package, {"docProps/core.xml": _at(table.made_at)}))


def _lay_out(sheet: _Sheet, table: TableDocument) -> None:
    """Widths, what stays in sight, how it prints: all that must be said before the first row."""
    from openpyxl.utils import get_column_letter

    for index, column in enumerate(table.columns):
        letter = get_column_letter(index + 1)
        days = any(isinstance(row[index], date) for row in table.rows)
        width = _DAY_WIDTH if days else min(_WIDEST, max(_NARROWEST, len(column.label) + 3, column.share * _PER_SHARE))
        sheet.column_dimensions[letter].width = width
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = f"{clean_line(table.title)[0].replace('&', '&&')} · &P / &N"


def _rows(sheet: _Sheet, table: TableDocument, tell: Callable[[int, int], None]) -> Iterator[list[object]]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    top = Alignment(vertical="top", wrap_text=True)
    heads = [_words(sheet, column.label) for column in table.columns]
    for head in heads:
        head.font, head.fill, head.alignment = Font(bold=True, color=_INK), PatternFill("solid", fgColor=_TINT), top
        head.border = Border(bottom=Side("medium", color=_INK))
    yield list(heads)
    # A style is looked up in the book each time that it is said anew: said once and copied it costs nothing.
    dressed: dict[str, Any] = {}
    for kind, value in (("day", table.day), ("figure", 0), ("words", "x"), ("loaded", "=")):
        dressed[kind] = model = _cell(sheet, value)
        model.alignment, model.border = top, Border(bottom=Side("thin", color=_LINE))
    for number, row in enumerate(table.rows):
        if number % _BLOCK == 0:
            tell(number, len(table.rows))
        yield [_like(dressed, sheet, cell) for cell in row]
    tell(len(table.rows), len(table.rows))


def _like(dressed: Mapping[str, Any], sheet: _Sheet, cell: Cell) -> Any:
    """A cell in the looks of its kind."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(cell, date | int):
        made: Any = WriteOnlyCell(sheet, cell)  # pyright: ignore[reportArgumentType]
        made._style = copy(dressed["day" if isinstance(cell, date) else "figure"]._style)
        return made
    text = _short(cell_text(cell))
    made = WriteOnlyCell(sheet, text or None)
    if text:
        made.data_type = "s"
    made._style = copy(dressed["loaded" if is_loaded(text) else "words"]._style)
    return made


def _cell(sheet: _Sheet, value: date | int | str) -> Any:
    """A model of its kind: a day, a figure, words, or words that a spreadsheet might calculate with."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        return _words(sheet, value)
    made: Any = WriteOnlyCell(sheet, value)  # pyright: ignore[reportArgumentType]
    made.number_format = _DAY if isinstance(value, date) else "0"
    return made


def _words(sheet: _Sheet, text: str) -> Any:
    """A cell of words that stays one: openpyxl takes "=" for a formula, Excel does when the cell is edited."""
    from openpyxl.cell import WriteOnlyCell

    text = _short(text)
    cell: Any = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = is_loaded(text)
    return cell


def _short(text: str) -> str:
    """Cleaned, and no longer than a cell may be; what is cut is said."""
    text = clean(text)[0]
    cut = _(" […] (a cell holds no more)")
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - len(cut)] + cut


def _write_about(sheet: _Sheet, table: TableDocument) -> None:
    from openpyxl.styles import Font

    sheet.column_dimensions["A"].width = 100
    title = _words(sheet, table.title)
    title.font = Font(bold=True, size=16, color=_INK)
    sheet.append([title])
    lines = [table.group, table.subtitle, table.author, table.description, *table.notes]
    if not table.rows:
        lines.append(table.empty or _("Nothing to list."))
    for line in filter(None, lines):
        sheet.append([_words(sheet, line)])


def _write_properties(properties: Any, table: TableDocument) -> None:
    author = clean_line(table.author or table.group)[0]
    properties.title = clean_line(f"{table.title}, {table.subtitle}")[0]
    properties.subject = clean_line(table.group)[0]
    properties.creator, properties.lastModifiedBy = author, author
    properties.language, properties.category = table.language, _("List")
    properties.created = table.made_at.astimezone(UTC).replace(tzinfo=None)


def _at(made_at: datetime) -> Callable[[bytes], bytes]:
    """openpyxl writes the hour of the machine as that of the last change."""
    stamp = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    modified = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    return lambda core: modified.sub(lambda found: found[1] + stamp, core)
