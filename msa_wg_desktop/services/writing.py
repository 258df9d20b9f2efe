"""Writes documents in the format that a file's name asks for. Touches no record: safe in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain, count
from pathlib import Path

from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.owed import OwedPage, owed_index, owed_report
from msa_wg_desktop.domain.reports import Printed, TableDocument
from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.words import _

Progress = Callable[[float, str], None]
Cancelled = Callable[[], bool]
Counted = Callable[[int, int], None]
"""`counted(done, total)`; raises to stop the work."""

PRINTED = (".docx", ".pdf", ".html", ".md")
TABLES = (".xlsx", ".csv", *PRINTED)
OWED = (".html", ".docx", ".pdf", ".eml", ".md")


def require_ending(target: Path, endings: Sequence[str], what: str) -> None:
    """Raises ExportError where `what` ("A summary") can't be written under that name."""
    suffix = target.suffix.lower()
    if suffix not in endings:
        *first, last = endings
        words = _("{what} can be written as {endings}, not as “{suffix}”. Nothing was written.")
        known = _("{endings} or {last}").format(endings=", ".join(first), last=last) if first else last
        raise ExportError(words.format(what=what, endings=known, suffix=suffix or target.name))


def write_printed(
    document: Printed,
    target: Path,
    *,
    template: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Writes a summary or a report as .docx, .pdf, .html or .md; gives where it lies. Raises ExportError in words."""
    require_ending(target, PRINTED, _("A document"))
    suffix = target.suffix.lower()
    if suffix == ".docx":
        from msa_wg_desktop.documents.docx_writer import write_docx

        return write_docx(document, target, template=template, progress=progress, cancelled=cancelled)
    if suffix == ".pdf":
        from msa_wg_desktop.documents.pdf_writer import write_pdf

        return write_pdf(document, target)
    if suffix == ".html":
        from msa_wg_desktop.documents.html_writer import write_html

        return write_html(document, target)
    from msa_wg_desktop.documents.markdown_writer import write_markdown

    return write_markdown(document, target)


def write_table(table: TableDocument, target: Path, *, progress: Counted | None = None) -> Path:
    """Writes a list as .xlsx, .csv, or as a document is; gives where it lies. Raises ExportError in words."""
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


def write_owed(page: OwedPage, target: Path) -> Path:
    """Writes what a party owes as .html, .docx, .pdf, .eml or .md; gives where it lies. Raises ExportError in words."""
    require_ending(target, OWED, _("What a party owes"))
    suffix = target.suffix.lower()
    if suffix in PRINTED and suffix != ".html":
        return write_printed(owed_report(page), target)
    from msa_wg_desktop.documents.saving import put_in_place

    return put_in_place(target, owed_mail(page) if suffix == ".eml" else owed_html(page).encode("utf-8"))


def owed_html(page: OwedPage) -> str:
    """The page for a browser, as it would be written."""
    from msa_wg_desktop.documents.owed_html import owed_html as made

    return made(page)


def owed_preview(page: OwedPage, colours: Mapping[str, str], scale: float) -> str:
    """The page for a window that knows little of style sheets, in colours by the names ink, quiet, paper, ground,
    rule, accent, tint, caution and caution-tint."""
    from msa_wg_desktop.documents.owed_html import owed_mail_html

    return owed_mail_html(page, colours=colours, scale=scale)


def owed_mail(page: OwedPage) -> bytes:
    """The mail, as it would be written."""
    from msa_wg_desktop.documents.owed_mail import owed_mail as made

    return made(page)


def write_all_owed(
    pages: Sequence[OwedPage], folder: Path, suffix: str, *, progress: Counted | None = None
) -> tuple[Path, ...]:
    """Writes a file for each party into `folder`, which is made where it isn't there, and an index of them, which
    is last. Raises ExportError in words; what was written before that stays."""
    require_ending(folder / f"x{suffix}", OWED, _("What a party owes"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        words = _("The folder “{folder}” can't be made. Nothing was written; choose another one.")
        raise ExportError(words.format(folder=folder), detail=str(problem)) from problem
    tell = progress or (lambda _done, _total: None)
    written: list[tuple[OwedPage, Path]] = []
    for page, name in zip(pages, _file_names(pages), strict=True):
        tell(len(written), len(pages))
        written.append((page, write_owed(page, folder / f"{name}{suffix}")))
    tell(len(written), len(pages))
    index = write_printed(owed_index([(page, file.name) for page, file in written]), folder / _INDEX)
    return (*(file for _page, file in written), index)


_INDEX = "index.html"


def _file_names(pages: Sequence[OwedPage]) -> list[str]:
    """A name that every system takes for each page; two of one name get numbers."""
    names: list[str] = []
    taken = {_INDEX.partition(".")[0]}
    for page in pages:
        base = file_words(page.title) or _("Owed")
        name = next(name for name in chain([base], (f"{base} {n}" for n in count(2))) if name.casefold() not in taken)
        taken.add(name.casefold())
        names.append(name)
    return names
