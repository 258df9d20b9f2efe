"""A roll call from the keyboard: one key a party; what was said is read back before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.domain.dates import format_date, format_day
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.proposals import ProposalRow, VersionRow, version_name
from msa_wg_desktop.domain.readings import Stand
from msa_wg_desktop.domain.roll_calls import Answer, RollCallParty
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.stand_words import (
    mark_names,
    role_words,
    stand_names,
    stand_tone,
    stand_words,
)
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.parties_edit import PartyEdit
from msa_wg_desktop.gui.widgets.positions.signer import keep_signer, signer, signers
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _

_LARGE = 150
"""From this size of text on nothing is said twice."""
KEYS: dict[str, Stand | Mark] = {
    "s": Stand.SUPPORT,
    "l": Stand.CAN_LIVE_WITH,
    "o": Stand.OPPOSE,
    "a": Stand.ABSTAIN,
    "n": Stand.NO_POSITION,
    "r": Stand.REVIEWING,
    "-": Mark.SILENT,
    "0": Mark.ABSENT,
    "q": Mark.NOT_ASKED,
}
_PARTY, _REASON = 0, 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A party of the roll call, and what it answered so far."""

    party: RollCallParty
    answer: Answer | None = None

    @property
    def id(self) -> str:
        return self.party.id

    @property
    def stands(self) -> bool:
        """Whether it took a stand, which can have a reason."""
        return self.answer is not None and not isinstance(self.answer.stand, Mark)


class RollCallDialog(RecordDialog):
    """`taken` names the roll call, and tells its result in words."""

    headLabel: QLabel
    hintLabel: QLabel
    meetingBox: QComboBox
    signedEdit: PartyEdit
    partiesTable: ColumnsView
    keysRow: FlowRow
    keysLabel: QLabel
    reasonLabel: QLabel
    reasonEdit: QLineEdit
    resultLabel: QLabel
    buttonBox: QDialogButtonBox

    taken = Signal(str, str)

    def __init__(
        self, context: Context, proposal: ProposalRow, version: VersionRow, parent: QWidget | None = None
    ) -> None:
        super().__init__("dialogs/roll_call_dialog", context, parent)
        self._proposal, self._version = proposal, version
        self._name = version_name(proposal.number, version.number)
        self.setWindowTitle(_("Roll call on {version}").format(version=self._name))
        self.headLabel.setText(f"{self._name} {proposal.title}")
        self.model: ColumnsModel[Asked] = ColumnsModel(_columns(), parent=self)
        self.partiesTable.setModel(self.model)
        self.partiesTable.dress(context.theme, wide=_REASON, wraps=True)
        self.signedEdit.offer_names(signers(context))
        self.signedEdit.setText(signer(context))
        self.signedEdit.setPlaceholderText(_("who takes it down"))
        self._make_keys()
        # The buttons show their keys: where the text is large, the parties need the room more.
        self.keysLabel.setVisible(context.theme.zoom < _LARGE)
        self._save = self.buttonBox.button(QDialogButtonBox.StandardButton.Ok)
        self._save.setText(_("Save"))
        self._offer_meetings()
        self._connect()
        self._load()
        self.partiesTable.setFocus()

    def _make_keys(self) -> None:
        """A button a key, for those who have only a mouse: the list keeps the keyboard."""
        names = {**stand_names(), **mark_names()}
        for key, stand in KEYS.items():
            button = QPushButton(f"{key.upper()}  {names[stand]}")
            button.setAccessibleName(names[stand])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._answer, stand))
            self.keysRow.flow.addWidget(button)

    def _connect(self) -> None:
        self.partiesTable.installEventFilter(self)
        self.partiesTable.chosen.connect(self._show_reason)
        self.partiesTable.opened.connect(self._ask_reason)
        self.reasonEdit.returnPressed.connect(self._take_reason)
        self.meetingBox.currentIndexChanged.connect(lambda _index: self._load())

    @property
    def answers(self) -> list[Answer]:
        """What was answered so far, in the order of the list."""
        return [row.answer for row in self.model.rows if row.answer is not None]

    # ------------------------------------------------------------------ showing

    def _offer_meetings(self) -> None:
        """The meetings that can have been, the one of today or else the last first."""
        today = self.context.clock.today()
        self.meetingBox.blockSignals(True)
        for meeting in self.context.services.meetings.list(group_id=self._proposal.group_id):
            if meeting.date is not None and meeting.date <= today:
                self.meetingBox.addItem(f"{format_date(meeting.date)} · {meeting.title}", meeting.id)
        self.meetingBox.addItem(_("in no meeting, today"), "")
        self.meetingBox.setCurrentIndex(0)
        self.meetingBox.blockSignals(False)

    @property
    def _meeting_id(self) -> str | None:
        return self.meetingBox.currentData() or None

    def _load(self) -> None:
        """Who is asked; what was answered stays when another meeting is chosen."""
        parties = self.context.services.roll_calls.parties(self._proposal.group_id, self._version.id, self._meeting_id)
        kept = {row.id: row.answer for row in self.model.rows}
        self.model.set_rows([Asked(party, kept.get(party.id)) for party in parties])
        self.partiesTable.fit()
        if not self.partiesTable.currentIndex().isValid() and parties:
            self.partiesTable.selectRow(0)
        seated = any(party.role for party in parties)
        self.hintLabel.setText(
            _("Nobody has a seat in the group yet, so all organisations are listed: give seats on the page People.")
            if not seated
            else ""
        )
        self.hintLabel.setVisible(not seated)
        self._show_reason()
        self._read_back()

    @property
    def _current(self) -> Asked | None:
        return self.model.row_at(self.partiesTable.currentIndex())

    def _show_reason(self) -> None:
        row = self._current
        self.reasonEdit.setEnabled(row is not None and row.stands)
        self.reasonEdit.setText(row.answer.text if row and row.answer else "")
        name = _("Reason of {party}").format(party=row.party.name) if row else _("Reason")
        self.reasonEdit.setAccessibleName(name)
        why = _("what {party} says, in its own words; Enter takes it")
        self.reasonEdit.setPlaceholderText(why.format(party=row.party.name) if row and row.stands else "")

    def _read_back(self) -> None:
        self.resultLabel.setText(result_words(self.model.rows))
        self._save.setEnabled(bool(self.answers))

    # ------------------------------------------------------------------ answering

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.partiesTable and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Backspace:
                self._go_back()
                return True
            stand = KEYS.get(event.text().casefold())
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if stand is not None and plain:
                self._answer(stand)
                return True
        if watched is self.partiesTable and event.type() == QEvent.Type.Resize:
            # What is read back has grown by a line.
            QTimer.singleShot(0, self, self._bring_in_sight)
        return super().eventFilter(watched, event)

    def _bring_in_sight(self) -> None:
        self.partiesTable.scrollTo(self.partiesTable.currentIndex())

    def _answer(self, stand: Stand | Mark) -> None:
        row = self._current
        if row is None:
            return
        word = stand if isinstance(stand, Mark) else stand.value
        text = row.answer.text if row.answer and not isinstance(stand, Mark) else ""
        self._put(row, Answer(row.id, word, text))
        self._step(1)

    def _go_back(self) -> None:
        """To the party before, whose answer is taken back."""
        self._step(-1)
        row = self._current
        if row is not None and row.answer is not None:
            self._put(row, None)

    def _ask_reason(self) -> None:
        """Of the party at hand, else of the one that has just answered: its key went on to the next one."""
        row = self._current
        if row is not None and row.answer is None:
            before = self.model.row_at(self.model.index(self.partiesTable.currentIndex().row() - 1, _PARTY))
            if before is not None and before.stands:
                self._step(-1)
        self.reasonEdit.setFocus()

    def _take_reason(self) -> None:
        """Back to the list; the party stays at hand only where it has no answer yet."""
        row = self._current
        if row is not None and row.answer is not None and row.stands:
            self._put(row, replace(row.answer, text=self.reasonEdit.text().strip()))
            self._step(1)
        self.partiesTable.setFocus()

    def _put(self, row: Asked, answer: Answer | None) -> None:
        self.model.set_rows([replace(one, answer=answer) if one.id == row.id else one for one in self.model.rows])
        self.partiesTable.fit()
        self._show_reason()
        self._read_back()

    def _step(self, by: int) -> None:
        place = self.partiesTable.currentIndex().row() + by
        self.partiesTable.selectRow(max(0, min(place, self.model.rowCount() - 1)))
        self._bring_in_sight()

    # ------------------------------------------------------------------ keeping

    def accept(self) -> None:
        signed_by = self.signedEdit.text().strip()
        try:
            made = self.context.services.roll_calls.take(
                self._version.id, self.answers, signed_by=signed_by, meeting_id=self._meeting_id
            )
        except AppError as problem:
            self.complain(problem.words)
            (self.signedEdit if problem.field == "signed_by" else self.partiesTable).setFocus()
            return
        keep_signer(self.context, signed_by)
        super().accept()
        told = _("Roll call on {version} kept. {result}")
        self.taken.emit(made, told.format(version=self._name, result=result_words(self.model.rows)))


def result_words(rows: Sequence[Asked]) -> str:
    """`Support: Eversource, UI · Oppose: Tesla · Outside the count: Support: GPI`, in the order of the keys."""
    counted = _stands_words([row for row in rows if row.party.counts])
    outside = _stands_words([row for row in rows if not row.party.counts])
    apart = _("Outside the count: {stands}").format(stands="; ".join(outside)) if outside else ""
    return " · ".join([*counted, *([apart] if apart else [])])


def _stands_words(rows: Sequence[Asked]) -> list[str]:
    answers = [(row.party.name, row.answer.stand) for row in rows if row.answer is not None]
    named = ((stand, [name for name, said in answers if said == stand]) for stand in KEYS.values())
    return [f"{stand_words(stand)}: {', '.join(names)}" for stand, names in named if names]


def _columns() -> tuple[Column[Asked], ...]:
    return (
        Column(header=_("Party"), text=_party, strong=True, spoken=_spoken),
        Column(header=_("Answer"), text=_answer_words, tone=_tone),
        Column(header=_("Reason"), text=lambda row: row.answer.text if row.answer else "", quiet=True),
        Column(header=_("So far"), text=_so_far, quiet=True),
    )


def _party(row: Asked) -> str:
    outside = "" if row.party.counts else f" ({role_words(row.party.role)})"
    return f"{row.party.name}{outside}"


def _answer_words(row: Asked) -> str:
    if row.answer is not None:
        return stand_words(row.answer.stand)
    return _("absent by the list?") if row.party.absent else ""


def _tone(row: Asked) -> Tone | None:
    return stand_tone(row.answer.stand) if row.answer and not isinstance(row.answer.stand, Mark) else None


def _so_far(row: Asked) -> str:
    earlier = row.party.earlier
    day = f", {format_day(earlier.stated_on)}" if earlier and earlier.stated_on else ""
    return f"{stand_words(earlier.stand)}{day}" if earlier else ""


def _spoken(row: Asked) -> str:
    return ", ".join(part for part in (_party(row), _answer_words(row)) if part)
