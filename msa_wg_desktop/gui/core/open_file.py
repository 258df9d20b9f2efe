"""Opens a file with the program that the system has for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.gui.core.notify import Notifier
from msa_wg_desktop.words import _


def open_file(file: Path, notifier: Notifier) -> None:
    """Where nothing opens it, says where it lies."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        words = _("No program was found that opens “{name}”. It lies in {folder}.")
        notifier.error(ExportError(words.format(name=file.name, folder=file.parent)))
