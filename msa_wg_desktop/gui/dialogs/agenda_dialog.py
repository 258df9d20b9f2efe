"""The agenda of a meeting, to be prepared: items typed by one line, edited and moved in place, what came back told why.

Opening it for a meeting to come begins its agenda, once: what comes back by itself becomes items, in one step that
can be undone (`services/comebacks` has the rule).
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.domain.agenda import AgendaItemRow, AgendaStatus, Comeback, as_text, sum_words
from msa_wg_desktop.domain.agenda_line import AgendaLine, read_minutes
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.models.agenda_table import AgendaColumn, AgendaTable, AgendaTableRow, comebacks_table, numbered
from msa_wg_desktop.gui.models.meeting_words import when_words
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.meeting.agenda_view import AgendaView
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _, ngettext

_ENTITIES = (
    "agenda_item", "meeting", "topic", "party", "order_item", "commission_order", "action", "data_need", "question",
)  # fmt: skip
_ASIDE = (AgendaStatus.SKIPPED, AgendaStatus.PARKED)
Loaded = tuple[MeetingRow, tuple[AgendaItemRow, ...], tuple[Comeback, ...]]


class AgendaDialog(RecordDialog):
    """What is entered is written at once; what can't be taken is said below, and stays where it was typed."""

    meetingLabel: QLabel
    addEdit: QLineEdit
    addHint: QLabel
    agendaTable: AgendaView
    sumLabel: QLabel
    skipButton: QPushButton
    parkButton: QPushButton
    closeTopicButton: QPushButton
    deleteButton: QPushButton
    comebackArea: QWidget
    comebackTable: ColumnsView
    takeButton: QPushButton
    copyButton: QPushButton
    topicsButton: QPushButton
    buttonBox: QDialogButtonBox

    topics_asked = Signal(str)
    """A topic's id, or none, to be shown over all meetings."""

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/agenda_dialog", context, parent)
        self._meeting_id = meeting_id
        self._meeting = context.services.meetings.get(meeting_id)
        self.model = AgendaTable(settle=self._settle, move=self._move_to, parent=self)
        self.agendaTable.setModel(self.model)
        self.agendaTable.dress_agenda(context.theme, self._offers)
        self.comebacks = comebacks_table(self)
        self.comebackTable.setModel(self.comebacks)
        self.comebackTable.dress(context.theme, wide=0)
        self.addHint.hide()
        self._connect()
        begun = self._begin()
        self._live: LiveQuery[Loaded] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show_rows
        )
        self._live.refresh()
        self.addEdit.setFocus()
        if begun:
            self.say(begun)

    def _connect(self) -> None:
        self.addEdit.returnPressed.connect(self._add)
        self.addEdit.textChanged.connect(self._say_what_enter_adds)
        self.agendaTable.move_asked.connect(self._step)
        self.agendaTable.delete_asked.connect(self._delete)
        self.agendaTable.chosen.connect(self._show_buttons)
        self.deleteButton.clicked.connect(self._delete)
        self.skipButton.clicked.connect(self._skip)
        self.parkButton.clicked.connect(self._park)
        self.closeTopicButton.clicked.connect(self._close_topic)
        self.comebackTable.opened.connect(self._take)
        self.comebackTable.chosen.connect(self._show_buttons)
        self.takeButton.clicked.connect(self._take)
        self.copyButton.clicked.connect(self._copy)
        self.topicsButton.clicked.connect(self._ask_for_topics)

    # ------------------------------------------------------------------ showing

    def _begin(self) -> str:
        """Gives what to say of what came by itself."""
        comebacks = self.context.services.comebacks
        count = comebacks.begin(self._meeting_id) if comebacks.is_due(self._meeting_id) else 0
        if not count:
            return ""
        words = ngettext(
            "{count} item came back by itself. Ctrl+Z takes it off again.",
            "{count} items came back by themselves. Ctrl+Z takes them off again.",
            count,
        )
        return words.format(count=count)

    def _load(self) -> Loaded:
        services = self.context.services
        meeting, items = services.meetings.get(self._meeting_id), services.agenda.list(self._meeting_id)
        return meeting, items, services.comebacks.list(self._meeting_id)

    def _show_rows(self, loaded: Loaded) -> None:
        self._meeting, items, coming = loaded
        self.meetingLabel.setText(_meeting_words(self._meeting))
        self.model.set_rows(numbered(items, {row.topic_id: row.why for row in coming}))
        listed = {item.topic_id for item in items if item.counts}
        self.comebacks.set_rows([row for row in coming if row.topic_id not in listed])
        self.comebackArea.setVisible(bool(self.comebacks.rows))
        self.agendaTable.setColumnHidden(AgendaColumn.WHY, not any(row.why for row in self.model.rows))
        self.agendaTable.fit()
        self.comebackTable.fit()
        self.sumLabel.setText(sum_words(items, self._meeting))
        self._show_buttons()

    def _show_buttons(self) -> None:
        row = self.agendaTable.row()
        item = row.item if row else None
        self.deleteButton.setEnabled(item is not None)
        self.closeTopicButton.setEnabled(item is not None and item.topic_id is not None)
        waits = item is not None and item.started_at is None and item.status not in _ASIDE
        self.skipButton.setEnabled(waits and item is not None and item.topic_id is not None)
        self.parkButton.setEnabled(item is not None and item.status is not AgendaStatus.PARKED)
        self.takeButton.setEnabled(self.comebackTable.currentIndex().isValid())

    def _offers(self) -> list[str]:
        return list(self.context.services.parties.book().in_use)

    # ------------------------------------------------------------------ adding and changing

    def _say_what_enter_adds(self, typed: str) -> None:
        read = self.context.services.agenda.read(self._meeting_id, typed) if typed.strip() else None
        self.addHint.setText((read.problem or line_words(read)) if read else "")
        self.addHint.setVisible(bool(self.addHint.text()))

    def _add(self) -> None:
        if not self.addEdit.text().strip():
            return
        with self.trying():
            item_id = self.context.services.agenda.add_line(self._meeting_id, self.addEdit.text())
            self.addEdit.clear()
            self._live.refresh()
            self.agendaTable.setCurrentIndex(self.model.index_of(item_id, AgendaColumn.TITLE))

    def _settle(self, row: AgendaTableRow, column: int, text: str) -> bool:
        words, item = text.strip(), row.item
        with self.trying():
            values: dict[str, Any]
            match column:
                case AgendaColumn.MINUTES:
                    minutes, problem = read_minutes(words)
                    if problem:
                        raise ValidationError(problem, field="minutes")
                    values, shown = {"minutes": minutes}, {"minutes": item.minutes}
                case AgendaColumn.PRESENTER:
                    values, shown = {"presenter": words or None}, {"presenter_id": item.presenter_id}
                case AgendaColumn.ORDER:
                    values, shown = {"order_item": words or None}, {"item_id": item.item_id}
                case _:
                    values, shown = {"title": words}, {"title": item.title}
            self.context.services.agenda.edit(item.id, values, shown=shown)
            return True
        index = self.model.index_of(row.id, column)
        QTimer.singleShot(0, self, lambda: self.agendaTable.edit_again(index, text))
        return False

    def _step(self, step: int) -> None:
        """One place up or down."""
        row = self.agendaTable.row()
        if row is not None:
            place = self.agendaTable.currentIndex().row() + step
            if 0 <= place < self.model.rowCount():
                self._move_to(row.id, place + (1 if step > 0 else 0))

    def _move_to(self, item_id: str, place: int) -> None:
        """Before the item that stands at a place now."""
        ids = [row.id for row in self.model.rows]
        above = [other for other in ids[:place] if other != item_id]
        with self.trying():
            self.context.services.agenda.move(item_id, after=above[-1] if above else None)
            self._live.refresh()

    # ------------------------------------------------------------------ off the agenda, and onto it

    def _delete(self) -> None:
        row, place = self.agendaTable.row(), self.agendaTable.currentIndex()
        if row is None:
            return
        with self.trying():
            self.context.services.agenda.delete(row.id)
            self._live.refresh()
            below = min(place.row(), self.model.rowCount() - 1)
            self.agendaTable.setCurrentIndex(self.model.index(below, place.column()))
            self.say(_("“{title}” is off the agenda. Ctrl+Z brings it back.").format(title=row.item.title))

    def _skip(self) -> None:
        row = self.agendaTable.row()
        if row is not None and row.item.topic_id is not None:
            with self.trying():
                self.context.services.comebacks.skip(self._meeting_id, row.item.topic_id)
                self.say(_("Skipped once: it comes back in the next meeting's agenda."))

    def _park(self) -> None:
        row = self.agendaTable.row()
        if row is not None:
            with self.trying():
                self.context.services.running.park(row.id)
                self.say(_("Parked: it waits below each agenda until it is taken."))

    def _close_topic(self) -> None:
        row = self.agendaTable.row()
        if row is not None and row.item.topic_id is not None:
            with self.trying():
                self.context.services.comebacks.close(self._meeting_id, row.item.topic_id)
                self.say(_("Closed: it comes back no more. Ctrl+Z opens it again."))

    def _take(self) -> None:
        row = self.comebacks.row_at(self.comebackTable.currentIndex())
        if row is not None:
            with self.trying():
                self.context.services.comebacks.take(self._meeting_id, row.topic_id)

    # ------------------------------------------------------------------ elsewhere

    def _copy(self) -> None:
        items = [row.item for row in self.model.rows]
        heading = f"{self._meeting.title}\n{when_words(self._meeting)}"
        QGuiApplication.clipboard().setText(as_text(items, heading))
        self.say(_("The agenda is on the clipboard, to be pasted into a mail."))

    def _ask_for_topics(self) -> None:
        row = self.agendaTable.row()
        self.topics_asked.emit((row.item.topic_id or "") if row else "")


def line_words(read: AgendaLine) -> str:
    """What a typed line was understood to say."""
    minutes = _("{count} min").format(count=read.minutes) if read.minutes else ""
    order = order_words(read.order_item.lstrip("#")) if read.order_item.startswith("#") else read.order_item
    return _("Enter adds: {words}").format(
        words=" · ".join(part for part in (read.title, read.presenter, minutes, order) if part)
    )


def _meeting_words(meeting: MeetingRow) -> str:
    words = f"{meeting.title} · {when_words(meeting)}"
    if meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.TO_BE_RESCHEDULED):
        return _("{meeting}. It is cancelled: what stands here comes back in the next meeting's agenda.").format(
            meeting=words
        )
    return words
