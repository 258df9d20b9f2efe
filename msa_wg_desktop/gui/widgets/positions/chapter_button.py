"""The button that hands out who stands where: as the chapter of a report, or as a list for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import FileKind
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.widgets.export_button import table_kinds
from msa_wg_desktop.gui.widgets.file_writing import FileJob, choose_and_write
from msa_wg_desktop.gui.widgets.more_mark import set_mark
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.writing import PRINTED, write_printed, write_table
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class Chapter:
    """Of which groups, and as of when."""

    group_ids: Sequence[str]
    day: date | None


class ChapterButton(QPushButton):
    """`dress` says of what; the button and the command of the page open the same menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(_("E&xport"))
        set_mark(self)
        self.setAccessibleName(_("Export proposals and positions"))
        self.clicked.connect(self.open_menu)

    def dress(self, context: Context, choose: Callable[[], Chapter]) -> None:
        """Call it once; `choose` is asked when a format was picked."""
        self._context, self._choose = context, choose

    def open_menu(self) -> None:
        """The chapter in each format of a document, then the list in each of a spreadsheet."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Export proposals and positions as"))
        menu.aboutToHide.connect(menu.deleteLater)
        kinds = sorted(table_kinds(), key=lambda kind: not _is_chapter(kind))
        for place, kind in enumerate(kinds):
            if place and _is_chapter(kinds[place - 1]) and not _is_chapter(kind):
                menu.addSeparator()
            words = _("Chapter: {kind}") if _is_chapter(kind) else _("List: {kind}")
            menu.addAction(words.format(kind=f"&{kind.words}"), partial(self._export, kind))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _export(self, kind: FileKind) -> None:
        day = self._choose().day or self._context.clock.today()
        name = _("Proposals and positions")
        choose_and_write(
            self._context,
            FileJob(_("Exporting proposals and positions"), partial(_write, self._context.services, self._choose())),
            title=_("Export proposals and positions"),
            suggested=f"{file_words(f'{day.isoformat()} {name}')}.{kind.suffixes[0]}",
            kind=kind,
        )


def _is_chapter(kind: FileKind) -> bool:
    return f".{kind.suffixes[0]}" in PRINTED


def _write(services: Services, chapter: Chapter, target: Path, progress: Progress) -> Path:
    progress(0, 0)
    if target.suffix.lower() in PRINTED:
        return write_printed(services.proposal_chapter.build(chapter.group_ids, day=chapter.day), target)
    table = services.table_exports.positions(WorkFilter(group_ids=tuple(chapter.group_ids)))
    return write_table(table, target, progress=progress)
