"""Writes a summary as a Word document: the same summary gives the same bytes, and a file is whole or not there."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from msa_wg_desktop.documents.saving import ExportStopped, put_in_place
from msa_wg_desktop.domain.summary import SummaryDocument
from msa_wg_desktop.words import _

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write_docx(
    document: SummaryDocument,
    target: Path,
    *,
    template: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Writes `document` to `target` in the looks of `template` (the house's own if None), and gives the target back.

    `progress` is told how far it is (0 to 1) and what is being done; `cancelled` is asked between the steps.
    Raises ExportError in words for the user: a template that can't be used, a target that can't be had (then
    `suggested` is a free name), ExportStopped. What stood at the target is then as it was.
    """
    data = _as_docx(document, template, progress or (lambda _done, _words: None), cancelled or (lambda: False))
    return put_in_place(target, data)


def _as_docx(
    summary: SummaryDocument,
    template: Path | None,
    progress: Callable[[float, str], None],
    cancelled: Callable[[], bool],
) -> bytes:
    from msa_wg_desktop.documents.word.body import Body
    from msa_wg_desktop.documents.word.page import write_header_and_footer
    from msa_wg_desktop.documents.word.properties import write_properties
    from msa_wg_desktop.documents.word.template import drop_what_is_unused, open_template

    def step(done: float, words: str) -> None:
        if cancelled():
            raise ExportStopped
        progress(done, words)

    step(0.0, _("Opening the template"))
    document = open_template(template)
    body = Body(document)
    body.add_head(summary)
    for number, section in enumerate(summary.sections):
        step(0.1 + 0.7 * number / len(summary.sections), section.heading)
        body.add_section(section)
    step(0.8, _("Header, footer and properties"))
    write_header_and_footer(document, body.text, summary)
    write_properties(document, summary)
    drop_what_is_unused(document)
    step(0.9, _("Saving"))
    package = BytesIO()
    document.save(package)
    step(1.0, _("Saving"))
    return _without_the_hour(package)


def _without_the_hour(package: BytesIO) -> bytes:
    """The same parts in the same order with a fixed date: a zip otherwise holds the time at which it was made."""
    result = BytesIO()
    with zipfile.ZipFile(package) as made, zipfile.ZipFile(result, "w") as fixed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, made.read(name))
    return result.getvalue()
