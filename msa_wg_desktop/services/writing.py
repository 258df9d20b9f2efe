"""Writes documents in the format that a file's name asks for. Touches no record: safe in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msa_wg_desktop.domain.reports import Printed, TableDocument
from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.words import _

Progress = Callable[[float, str], None]
Cancelled = Callable[[], bool]
Counted = Callable[[int, int], None]
"""`counted(done, total)`; raises to stop the work."""

PRINTED = (".docx", ".html", ".md")
TABLES = (".xlsx", ".csv", *PRINTED)


def require_ending(target: Path, endings: Sequence[str], what: str) -> None:
    """Raises ExportError where `what` ("A summary") can't be written under that name."""
    suffix = target.suffix.lower()
    if suffix not in endings:
        *first, last = endings
        words = _("{what} can be written as {endings}, not as “{suffix}”. Nothing was written.")
        known = _("{endings} or {last}").format(endings=", ".join(first), last=last)
        raise ExportError(words.format(what=what, endings=known, suffix=suffix or target.name))


def write_printed(
    document: Printed,
    target: Path,
    *,
    template: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Writes a summary or a report as .docx, .html or .md; gives where it lies. Raises ExportError in words."""
    require_ending(target, PRINTED, _("A document"))
    suffix = target.suffix.lower()
    if suffix == ".docx":
        from msa_wg_desktop.documents.docx_writer import write_docx

        return write_docx(document, target, template=template, progress=progress, cancelled=cancelled)
    if suffix == ".html":
        from msa_wg_desktop.documents.html_writer import write_html

        return write_html(document, target)
    from msa_wg_desktop.documents.markdown_writer import write_markdown

    return write_markdown(document, target)


def write_table(table: TableDocument, target: Path, *, progress: Counted | None = None) -> Path:
    """Writes a list as .xlsx, .csv, .docx, .html or .md; gives where it lies. Raises ExportError in words."""
    require_ending(target, TABLES, _("A list"))
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        from msa_wg_desktop.documents.xlsx_writer import write_xlsx

        return write_xlsx(table, target, progress=progress)
    if suffix == ".csv":
        from msa_wg_desktop.documents.csv_writer import write_csv

        return write_csv(table, target, progress=progress)
    tell = progress or (lambda _done, _total: None)
    return write_printed(table.report, target, progress=lambda done, _words: tell(round(done * 100), 100))
