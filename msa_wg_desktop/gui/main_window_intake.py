"""How calendar files and mails come into the window: dropped anywhere on it, pasted, or chosen; all by one way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import FileKind
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.widgets.invitations.drop_sheet import DropSheet
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.domain.incoming import Incoming

_CALENDARS = frozenset({".ics", ".ical", ".ifb", ".vcs"})
_MAILS = frozenset({".eml", ".msg"})


class Intake(QObject):
    """Watches the window itself: what is dropped is seen before the field or list that it is dropped on.

    `keeps_mails` says whether the page at hand takes mails and folders as something else, as materials are.
    """

    def __init__(self, context: Context, window: QMainWindow, *, keeps_mails: Callable[[], bool]) -> None:
        super().__init__(window)
        self._context, self._window, self._keeps_mails = context, window, keeps_mails
        self.sheet = DropSheet(window)
        self._watched: QObject | None = None

    def watch(self) -> None:
        """Call it when the window is shown: only then it has what the system sends drops to."""
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._watched:
            self._watched = handle
            handle.installEventFilter(self)

    # ------------------------------------------------------------------ the ways in

    def choose(self) -> None:
        """Lets the user pick files."""
        kinds = (FileKind(_("Calendar files and mails"), ("ics", "ical", "eml")), FileKind(_("All files"), ("*",)))
        self._context.notifier.choose_several(_("Take in calendar files or mails"), kinds, self.take_in)

    def paste(self) -> bool:
        """Takes in the files that were copied; False where there are none."""
        files = _files(QGuiApplication.clipboard().mimeData())
        if files:
            self.take_in(files)
        return bool(files)

    def take_in(self, paths: Sequence[Path]) -> None:
        """Reads beside the window, then shows what was understood; nothing is taken before somebody says so."""
        self.sheet.hide()
        if QApplication.activeModalWidget() is not None:
            self._context.notifier.say(_("A form is open. Nothing was changed; close it, then bring the files again."))
            return
        others = [path for path in paths if not _is_ours(path)]
        if others and len(others) == len(paths):
            words = _("“{name}” is neither a calendar file nor a mail. Nothing was changed; bring .ics or .eml files.")
            self._context.notifier.say(words.format(name=others[0].name))
            return
        incoming = self._context.services.incoming

        def work(progress: Progress) -> tuple[Incoming, ...]:
            return incoming.preview(incoming.read(paths, progress))

        say = self._context.notifier.say
        self._context.tasks.run(
            _("Reading calendar files and mails"), work, done=self._show, failed=lambda problem: say(problem.words)
        )

    def _show(self, found: tuple[Incoming, ...]) -> None:
        if len(found) == 1 and not found[0].can_be_taken:
            self._context.notifier.say(found[0].report.words)
            return
        from msa_wg_desktop.gui.dialogs.incoming_dialog import IncomingDialog

        IncomingDialog(self._context, found, self._window).open()

    # ------------------------------------------------------------------ dropping

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):
            return self._dragged(event)
        if event.type() == QEvent.Type.DragLeave:
            self.sheet.hide()
        return super().eventFilter(watched, event)

    def _dragged(self, event: QDropEvent) -> bool:
        """A drag comes, moves or is let go; True where it is ours."""
        files = _files(event.mimeData())
        if not files or not self.wants(files):
            return False
        event.acceptProposedAction()
        if isinstance(event, QDragMoveEvent):
            if not self.sheet.isVisible():
                self.sheet.lie_over(let_go_words(files))
        else:
            self.take_in(files)
        return True

    def wants(self, files: Sequence[Path]) -> bool:
        """Where materials are kept, only a calendar file can mean nothing else."""
        if self._keeps_mails():
            return any(path.suffix.casefold() in _CALENDARS for path in files)
        return True


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def _is_ours(path: Path) -> bool:
    return path.is_dir() or path.suffix.casefold() in _CALENDARS | _MAILS


def let_go_words(files: Sequence[Path]) -> str:
    """What is said of files while they are held over the window."""
    if any(map(_is_ours, files)):
        return _("Let go to see what these calendar files and mails say. Nothing is changed yet.")
    return _("Only calendar files and mails can be taken in here.")
