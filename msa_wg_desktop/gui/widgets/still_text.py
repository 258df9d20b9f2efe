"""Formatted text to be read, which loads nothing, whatever it names."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser


class StillText(QTextBrowser):
    """A browser of text without a way out."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None
