"""What was captured in the meeting at hand, beside its discussion: each entry leads to its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from msa_wg_desktop.domain.captured_changes import CAPTURED_THINGS
from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.changes import ChangeSet, updated
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.links import place_of_captured
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.models.captured_list import CapturedList
from msa_wg_desktop.gui.widgets.card import Card
from msa_wg_desktop.gui.widgets.card_rows import Act, CardList
from msa_wg_desktop.words import _

CAPTURED_ENTITIES = frozenset(
    {
        "capture", "action", "action_owner", "agreement", "agreement_party", "question", "data_need",
        "data_need_party", "position", "position_party", "order_link", "party",
    }
)  # fmt: skip
"""What a captured thing is made of. Notes are not among it: typing must not make anything read again."""
TIED = {"capture": frozenset({"note_id", "target_id", "kind", "taken_up"})}
"""What of a capture says which line is tied to which thing."""


class CapturedPanel(Card):
    """Shows one meeting's captured things, in the order of their lines, as they come and change."""

    line_chosen = Signal(str)
    """The note to go to."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._meeting_id = ""
        self.set_title(_("Captured"), _("this meeting"))
        self.model = CapturedList(self)
        self.list = CardList(context.theme, self.model, self)
        self.list.setAccessibleName(_("Captured in this meeting"))
        self._empty = quiet_words(_("What you mark comes here: actions, agreements, questions, data needs, positions."))
        self.body.addWidget(self.list)
        self.body.addWidget(self._empty)
        self.list.clicked.connect(self._go)
        self.list.chosen.connect(self._go)
        self.list.remove_asked.connect(self._drop)
        self.list.done_asked.connect(self._mark_done)
        self.list.offer_menu(self._acts)
        self.live = LiveQuery(
            self, context.bus, entities=CAPTURED_ENTITIES, load=self._load, show=self._show, patch=self._patch
        )

    def show_meeting(self, meeting: MeetingRow) -> None:
        """Another meeting, or the same one on another day."""
        self._meeting_id = meeting.id
        self.model.set_day(meeting.date)
        self.live.refresh()

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """The numbers of the lines as the outline shows them now."""
        self.model.set_labels(labels)

    def select(self, captured_id: str) -> None:
        """Shows which entry a chip in the outline stands for."""
        for row in self.model.rows:
            if row.id == captured_id:
                index = self.model.index_of(self.model.key_of(row))
                self.list.setCurrentIndex(index)
                self.list.reached.emit(self.list.visualRect(index))

    def _load(self) -> tuple[CapturedRow, ...]:
        captures = self._context.services.captures
        return captures.of_meeting(self._meeting_id, with_labels=False) if self._meeting_id else ()

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """Things that say something else: those that stand here, and no others."""
        changed = updated(sets, CAPTURED_THINGS, among=CAPTURED_ENTITIES, others=TIED)
        if changed is None:
            return False
        here = changed.keys() & {row.id for row in self.model.rows}
        if here:
            for row in self._context.services.captures.of_meeting(self._meeting_id, only=here, with_labels=False):
                self.model.put(row)
        return True

    def _show(self, rows: tuple[CapturedRow, ...]) -> None:
        self.model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _go(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and row.note_id:
            self.line_chosen.emit(row.note_id)

    def _drop(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        with self._context.telling():
            self._context.services.captures.drop(row)
            self._context.say_done(_("Taken back: {text}").format(text=row.text))

    def _mark_done(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        with self._context.telling():
            if not self._context.services.captures.toggle_done(row):
                self._context.notifier.say(_("Only actions, data needs and questions can be done."))

    def _acts(self, index: QModelIndex) -> Iterator[tuple[str, Act]]:
        yield _("&Go to its line"), self._go
        yield _("&Done, or open again"), self._mark_done
        row = self.model.row_at(index)
        if row is not None and is_open_question(row):
            yield _("Needs no &answer"), lambda _index: let_go(self._context, row)
        yield _("&Take back"), self._drop
        place = place_of_captured(row.kind, row.id) if row is not None else None
        if place is not None and self._context.navigator.can_go(place.page):
            yield _("Show on its &page"), lambda _index: self._context.navigator.go(place)


def is_open_question(row: CapturedRow) -> bool:
    """Whether a thing can be let go."""
    return row.kind is CaptureKind.QUESTION and row.is_open


def let_go(context: Context, row: CapturedRow) -> None:
    """A question that nobody needs an answer to any more: it is not carried over."""
    with context.telling():
        context.services.questions.let_go(row.id)
        context.say_done(_("No answer is needed any more: {text}").format(text=row.text))


def quiet_words(words: str) -> QLabel:
    """What a card says while it is empty."""
    label = QLabel(words)
    label.setProperty("role", "secondary")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setContentsMargins(14, 10, 14, 12)
    return label
