"""The button that hands a list out: Excel, CSV, Word, web page or Markdown, of what the page shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.reports import TableDocument
from msa_wg_desktop.gui.core.commands import Command, Menu, keys
from msa_wg_desktop.gui.core.notify import FileKind
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.widgets.file_writing import FileJob, choose_and_write
from msa_wg_desktop.gui.widgets.more_mark import set_mark
from msa_wg_desktop.services.writing import write_table
from msa_wg_desktop.words import _

Build = Callable[[], TableDocument]
Choose = Callable[[], Build]


class ExportButton(QPushButton):
    """`dress` says what is exported; the button and the command of the page open the same menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(_("E&xport"))
        set_mark(self)
        self.setAccessibleName(_("Export the list"))
        self.clicked.connect(self.open_menu)

    def dress(self, page: Page, name: str, choose: Choose, *, also: tuple[str, ...] = ()) -> None:
        """Call it once. `name` begins the file's name; `choose` is asked when a format was picked, and gives what
        makes the list from what the page shows at that moment. That is called in the background. `also` are
        commands of the window that belong to the same thought."""
        self._context, self._name, self._choose, self._also = page.context, name, choose, also
        command = Command(
            f"{page.objectName() or name}.export-list",
            _("&Export the list…"),
            self.open_menu,
            Menu.FILE,
            30,
            keys("Ctrl+E"),
        )
        page.add_command(command)

    def open_menu(self) -> None:
        """All formats, each by a key."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Export the list as"))
        menu.aboutToHide.connect(menu.deleteLater)
        for kind in table_kinds():
            menu.addAction(f"&{kind.words}", partial(self._export, kind))
        known = {command.id for command in self._context.commands.all()}
        menu.addSeparator()
        menu.addActions([self._context.commands.action(name) for name in self._also if name in known])
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _export(self, kind: FileKind) -> None:
        with self._context.telling():
            build = self._choose()
            choose_and_write(
                self._context,
                FileJob(_("Exporting the list"), partial(_write, build)),
                title=_("Export the list"),
                suggested=f"{file_words(self._suggested())}.{kind.suffixes[0]}",
                kind=kind,
            )

    def _suggested(self) -> str:
        return f"{self._context.clock.today().isoformat()} {self._name}"


def table_kinds() -> tuple[FileKind, ...]:
    """The formats of a list, the one used most first."""
    return (
        FileKind(_("Excel workbook"), ("xlsx",)),
        FileKind(_("CSV"), ("csv",)),
        FileKind(_("Word document"), ("docx",)),
        FileKind(_("PDF"), ("pdf",)),
        FileKind(_("Page for a browser (HTML)"), ("html",)),
        FileKind(_("Markdown"), ("md",)),
    )


def _write(build: Build, target: Path, progress: Progress) -> Path:
    progress(0, 0)
    return write_table(build(), target, progress=progress)
