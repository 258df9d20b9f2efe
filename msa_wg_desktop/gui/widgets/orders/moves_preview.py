"""What moves with a date, shown before it moves: each thing with its day now and its day then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from msa_wg_desktop.domain.exports import Final, finals_words
from msa_wg_desktop.domain.plans import PlanMove
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Size
from msa_wg_desktop.gui.models.moves_table import moves_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.words import _, ngettext

_ROWS, _LEAST = 5, 11


class MovesPreview(QWidget):
    """There only while something would move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setProperty("role", "heading")
        self.label.setWordWrap(True)
        self.table = ColumnsView()
        self.table.setAccessibleName(_("What moves with the date"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.label)
        column.addWidget(self.table)
        self.finalsLabel = QLabel()
        self.finalsLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.finalsLabel.setProperty("role", "caution")
        self.finalsLabel.setWordWrap(True)
        column.addWidget(self.finalsLabel)
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Call it once."""
        self.model = moves_table(self)
        self.table.setModel(self.model)
        self.table.dress(theme, wide=0, wraps=True, least=_LEAST)
        self.table.setFixedHeight(theme.size(Size.ROW) * (_ROWS + 1))

    def show_moves(self, moves: Sequence[PlanMove], finals: Sequence[Final] = ()) -> None:
        """Shows what moves, what was planned from the date and stays, and the final summaries that name the date."""
        count = sum(not move.kept for move in moves)
        words = ngettext("{count} thing moves with the date", "{count} things move with the date", count)
        self.label.setText(words.format(count=count))
        self.model.set_rows(moves)
        for part in (self.label, self.table):
            part.setVisible(bool(moves))
        self.finalsLabel.setText(finals_words(finals))
        self.finalsLabel.setVisible(bool(finals))
        self.setVisible(bool(moves or finals))
        self.table.fit()
