"""The menu from which a record of consultation is written: an order, or one of its items."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from msa_wg_desktop.domain.consultation import consultation_report
from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.richtext import from_markdown, plain
from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import FileKind
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.widgets.file_writing import FileJob, choose_and_write
from msa_wg_desktop.services.writing import write_printed
from msa_wg_desktop.words import _

_LETTERS = 48


def fill_consultation_menu(context: Context, menu: QMenu) -> None:
    """Each order whole, and below it each of its items."""
    orders = context.services.orders.list()
    for order in orders:
        words = _("Order {number}, all items (Docket {docket})").format(number=order.number, docket=order.docket)
        name = _("Order {number}").format(number=order.number)
        menu.addAction(as_label(words), partial(ask_and_write, context, order.id, None, name))
        for item in order.items:
            short = plain(from_markdown(item.text))
            short = short if len(short) <= _LETTERS else f"{short[:_LETTERS].rstrip()}…"
            name = _("Order {order} ({item})").format(order=order.number, item=item.number)
            words = f"    {order.number} ({item.number})  {short}"
            menu.addAction(as_label(words), partial(ask_and_write, context, order.id, item.id, name))
        menu.addSeparator()
    if not orders:
        menu.addAction(_("No order on record yet")).setEnabled(False)


def ask_and_write(context: Context, order_id: str, item_id: str | None, name: str) -> None:
    """Asks where the record of consultation should lie, and writes it as the file's ending says."""

    def write(target: Path, progress: Progress) -> Path:
        progress(0, 1)
        record = context.services.consultation.record(order_id, item_id)
        return write_printed(consultation_report(record), target)

    title = _("Record of consultation, {name}").format(name=name)
    kind = FileKind(_("Word document, or .pdf, .html, .md"), ("docx", "pdf", "html", "md"))
    job = FileJob(_("Writing the record of consultation"), write)
    choose_and_write(context, job, title=title, suggested=f"{file_words(title)}.docx", kind=kind)
