"""Writes a summary or a report as a Word document: the same content gives the same bytes, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from msa_wg_desktop.documents.saving import ExportStopped, put_in_place
from msa_wg_desktop.documents.zips import without_the_hour
from msa_wg_desktop.domain.reports import Printed
from msa_wg_desktop.words import _


def write_docx(
    document: Printed,
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
    printed: Printed,
    template: Path | None,
    progress: Callable[[float, str], None],
    cancelled: Callable[[], bool],
) -> bytes:
    from msa_wg_desktop.documents.word.body import Body
    from msa_wg_desktop.documents.word.page import lay_across, write_header_and_footer
    from msa_wg_desktop.documents.word.properties import write_properties
    from msa_wg_desktop.documents.word.template import drop_what_is_unused, open_template

    def step(done: float, words: str) -> None:
        if cancelled():
            raise ExportStopped
        progress(done, words)

    step(0.0, _("Opening the template"))
    document = open_template(template)
    if printed.landscape:
        lay_across(document)
    body = Body(document)
    body.add_head(printed)
    for number, section in enumerate(printed.sections):
        step(0.1 + 0.7 * number / len(printed.sections), section.heading)
        body.add_section(section)
    step(0.8, _("Header, footer and properties"))
    write_header_and_footer(document, body.text, printed)
    write_properties(document, printed)
    drop_what_is_unused(document)
    step(0.9, _("Saving"))
    package = BytesIO()
    document.save(package)
    step(1.0, _("Saving"))
    return without_the_hour(package)
