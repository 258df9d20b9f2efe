"""Draws what Qt does not: the markers before list items."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextDocument

from msa_wg_desktop.domain.richtext import BlockStyle
from msa_wg_desktop.gui.widgets.rich_text.blocks import shape_of

_MARKER_GAP = 7


def paint_markers(painter: QPainter, document: QTextDocument, font: QFont) -> None:
    """Draws bullets and numbers at the left of their items, in the painter's pen, in the document's coordinates."""
    painter.setFont(font)
    block = document.begin()
    while block.isValid():
        marker, layout = shape_of(block), block.layout()
        if marker.style is not BlockStyle.NORMAL and layout.lineCount():
            line = layout.lineAt(0)
            at = layout.position() + line.position()
            x = at.x() - _MARKER_GAP - painter.fontMetrics().horizontalAdvance(marker.marker)
            painter.drawText(QPointF(x, at.y() + line.ascent()), marker.marker)
        block = block.next()
