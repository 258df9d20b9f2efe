"""Formatted text to be read, which loads nothing, whatever it names."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser


class StillText(QTextBrowser):
    """A browser of text without a way out. As a part of a page it brings no margins of its own."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.property("role") == "page":
            self.document().setDocumentMargin(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None
