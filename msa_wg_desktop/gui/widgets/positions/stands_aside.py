"""Below the matrix: what changed since the last meeting, and positions that are on a topic and on no proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from msa_wg_desktop.domain.dates import format_date, format_day
from msa_wg_desktop.domain.positions import PositionRow
from msa_wg_desktop.domain.stands import Matrix, StandChange
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.cards import CardRow, Tag
from msa_wg_desktop.gui.models.stand_words import change_words, source_words, stand_tone, stand_words
from msa_wg_desktop.gui.widgets.card_section import CardSection
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class _Changed:
    """What changed about one version on one day."""

    version_id: str
    name: str
    on: date
    changes: tuple[StandChange, ...]


class StandsAside(QFrame):
    """Both lists side by side, no higher than they are; seen only while one of them has something in it."""

    version_asked = Signal(str)
    topic_asked = Signal(object)
    topic_delete_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")

    def dress(self, context: Context) -> None:
        """Call it once."""
        self.changes: CardSection[_Changed] = CardSection(
            context.theme,
            _changed_card,
            key=lambda changed: f"{changed.version_id} {changed.on}",
            open_row=lambda changed: self.version_asked.emit(changed.version_id),
        )
        self.topics: CardSection[PositionRow] = CardSection(
            context.theme,
            _topic_card,
            key=lambda topic: topic.id,
            open_row=self.topic_asked.emit,
            delete_row=self.topic_delete_asked.emit,
        )
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(12)
        for section in (self.changes, self.topics):
            row.addWidget(section, stretch=1, alignment=Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setProperty("role", "page")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._inside = inside
        inside.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(area)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the lists don't need is the matrix's."""
        if watched is self._inside and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.setMaximumHeight(self._inside.sizeHint().height() + 2 * self.frameWidth() + 2)
        return super().eventFilter(watched, event)

    def show_matrix(self, matrix: Matrix) -> None:
        """What belongs to a matrix."""
        changes = [
            _Changed(*which, tuple(its))
            for which, its in groupby(matrix.changes(), key=lambda one: (one.version_id, one.name, one.on))
        ]
        since = format_date(matrix.since) if matrix.since else ""
        self.changes.show_rows(_("New since the meeting of {day}, marked with a dot").format(day=since), changes)
        self.topics.show_rows(_("On a topic, on no proposal"), matrix.topics)
        self.setVisible(bool(changes or matrix.topics))


def _changed_card(changed: _Changed) -> CardRow:
    return CardRow(
        f"{changed.name}, {format_day(changed.on)}", " · ".join(map(change_words, changed.changes)), strong=True
    )


def _topic_card(topic: PositionRow) -> CardRow:
    parts = (topic.party or _("nobody named yet"), source_words(topic.source))
    tag = Tag(stand_words(topic.stand), stand_tone(topic.stand)) if topic.stand else None
    hidden = _("not for the summary") if topic.off_record else ""
    words = topic.topic or topic.text
    return CardRow(words, " · ".join(part for part in (*parts, hidden) if part), tag)
