"""What panels beside a list are made of: words that wrap, headings, labels of fields, and a scrolled inside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget


def words_label(role: str) -> QLabel:
    """Plain words that wrap and can be copied."""
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def heading(words: str) -> QLabel:
    """What stands above a part of the panel."""
    label = words_label("heading")
    label.setText(words)
    return label


def label_of(words: str, buddy: QWidget) -> QLabel:
    """The label of a field, which is called like it."""
    label = QLabel(words)
    label.setProperty("role", "small")
    label.setBuddy(buddy)
    buddy.setAccessibleName(words.replace("&", ""))
    return label


def scrolled(inside: QWidget) -> QScrollArea:
    """It scrolls up and down only; Tab goes past it."""
    area = QScrollArea()
    area.setProperty("role", "page")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
