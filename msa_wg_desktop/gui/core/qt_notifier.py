"""Speaks to the user through Qt's own dialogs, none of which waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.notify import FileKind, Offer, Question
from msa_wg_desktop.services.user_settings import Settings
from msa_wg_desktop.words import _

_FOLDER = "folder"

T = TypeVar("T")


class QtNotifier(QObject):
    """The Notifier of the real window. `said` is for the bar at the bottom: the words, and an Offer or None."""

    said = Signal(str, object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._shown: set[QDialog] = set()

    def error(self, problem: AppError) -> None:
        box = _box(QMessageBox.Icon.Warning, _("This did not work"), problem.words, problem.detail)
        box.addButton(QMessageBox.StandardButton.Close)
        self._show(box)

    def say(self, words: str, offer: Offer | None = None) -> None:
        self.said.emit(words, offer)

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        box = _box(QMessageBox.Icon.Question, question.title, question.words, question.detail)
        keys = {}
        for choice in question.choices:
            role = QMessageBox.ButtonRole.DestructiveRole if choice.destroys else QMessageBox.ButtonRole.AcceptRole
            button = box.addButton(choice.words, role)
            button.setProperty("role", "danger" if choice.destroys else "")
            keys[button] = choice.key
        box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Cancel))

        def settle() -> None:
            key = keys.get(box.clickedButton())
            if key is not None:
                self._tell(answered, key)

        box.finished.connect(settle)
        self._show(box)

    def choose_open(self, title: str, kinds: tuple[FileKind, ...], chosen: Callable[[Path], None]) -> None:
        dialog = self._picker(title, kinds, lambda files: chosen(files[0]))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog)

    def choose_several(
        self, title: str, kinds: tuple[FileKind, ...], chosen: Callable[[tuple[Path, ...]], None]
    ) -> None:
        dialog = self._picker(title, kinds, chosen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._show(dialog)

    def choose_save(
        self, title: str, suggested: str, kinds: tuple[FileKind, ...], chosen: Callable[[Path], None]
    ) -> None:
        dialog = self._picker(title, kinds, lambda files: chosen(files[0]))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kinds[0].suffixes[0])
        dialog.selectFile(suggested)
        self._show(dialog)

    def choose_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        dialog = self._picker(title, (), lambda files: chosen(files[0]))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        """Where no window is active the dialog has no parent, and nobody but us would keep it."""
        self._shown.add(dialog)
        dialog.finished.connect(lambda: self._shown.discard(dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _picker(
        self, title: str, kinds: tuple[FileKind, ...], chosen: Callable[[tuple[Path, ...]], None]
    ) -> QFileDialog:
        folder = self._settings.value(_FOLDER, str(Path.home()))
        dialog = QFileDialog(QApplication.activeWindow(), title, folder if Path(folder).is_dir() else str(Path.home()))
        dialog.setNameFilters(
            [f"{kind.words} ({' '.join(f'*.{suffix}' for suffix in kind.suffixes)})" for kind in kinds]
        )

        def take(names: list[str]) -> None:
            self._settings.put(_FOLDER, str(Path(names[0]).parent))
            self._tell(chosen, tuple(map(Path, names)))

        dialog.filesSelected.connect(take)
        return dialog

    def _tell(self, callback: Callable[[T], None], answer: T) -> None:
        """What goes wrong with an answer, in a way that is known, is said like everything else."""
        try:
            callback(answer)
        except AppError as problem:
            self.error(problem)


def _box(icon: QMessageBox.Icon, title: str, words: str, detail: str) -> QMessageBox:
    """Plain text always: Qt would guess rich text, and load what a note names (platform.md)."""
    box = QMessageBox(icon, title, "", QMessageBox.StandardButton.NoButton, QApplication.activeWindow())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setDetailedText(detail)
    return box
