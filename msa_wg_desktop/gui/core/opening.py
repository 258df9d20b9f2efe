"""Opens files, folders and links with whatever the system has for them; in tests, only writes down what would be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from msa_wg_desktop.domain.materials import Whereabouts, whereabouts
from msa_wg_desktop.errors import StorageError, ValidationError
from msa_wg_desktop.words import _

Launch = Callable[[QUrl], bool]


class Opener:
    """Raises StorageError or ValidationError in words where something can't be opened."""

    def __init__(self, launch: Launch | None = None) -> None:
        self._launch = launch or QDesktopServices.openUrl

    def file(self, path: Path) -> None:
        """Opens a file or a folder that is there."""
        if not path.exists():
            raise StorageError(_("The file isn't there any more: {path}").format(path=path))
        if not self._launch(QUrl.fromLocalFile(str(path))):
            words = _("No program was found that opens “{name}”. It lies in {folder}.")
            raise StorageError(words.format(name=path.name, folder=path.parent))

    def folder_of(self, path: Path) -> None:
        """Opens the folder that a file lies in."""
        self.file(path.parent)

    def link(self, address: str) -> None:
        """Opens a link to the web or to a mailbox, and none of another kind."""
        if whereabouts(address) is not Whereabouts.LINK:
            raise ValidationError(_("“{address}” is no link that can be opened here.").format(address=address))
        if not self._launch(QUrl(address)):
            raise StorageError(_("No program was found that opens {address}.").format(address=address))
