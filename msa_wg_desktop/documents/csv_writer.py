"""Writes a list as CSV that Excel opens as it should: UTF-8 with its mark, RFC 4180, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

from msa_wg_desktop.documents.defusing import defused
from msa_wg_desktop.documents.saving import put_in_place
from msa_wg_desktop.domain.reports import Cell, TableDocument, cell_text

_BLOCK = 500


def write_csv(table: TableDocument, target: Path, *, progress: Callable[[int, int], None] | None = None) -> Path:
    """Writes `table` to `target` and gives the target back. Raises ExportError as `put_in_place` does.

    `progress` is told how many of how many rows are written, and may raise to stop it.
    """
    tell = progress or (lambda _done, _total: None)
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([defused(column.label) for column in table.columns])
    for number, row in enumerate(table.rows):
        if number % _BLOCK == 0:
            tell(number, len(table.rows))
        writer.writerow([_value(cell) for cell in row])
    tell(len(table.rows), len(table.rows))
    return put_in_place(target, text.getvalue().encode("utf-8-sig"))


def _value(cell: Cell) -> str | int:
    """Days as ISO, which every program reads alike; figures as they are."""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else defused(cell_text(cell))
