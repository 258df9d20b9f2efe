"""One party beside the list: what it owes, its seats and classes, where it was, what it holds, what was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.domain.parties import PartyRow, PersonRow
from msa_wg_desktop.domain.party_file import PartyFile
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.link_rows import LinkRow
from msa_wg_desktop.gui.models.party_words import (
    attended_rows,
    former_words,
    owed_rows,
    owed_words,
    position_rows,
    spoken_words,
)
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.link_list import LinkList
from msa_wg_desktop.gui.widgets.panel_parts import heading, inset, words_label
from msa_wg_desktop.gui.widgets.people.dated_rows import DatedDeeds, DatedRow, DatedRows
from msa_wg_desktop.gui.widgets.people.party_edits import PartyEdits
from msa_wg_desktop.gui.widgets.side_panel import SidePanel
from msa_wg_desktop.gui.widgets.work.work_desk import STEPS_TOLD, told
from msa_wg_desktop.words import _

_OF_WHO_IT_IS = frozenset({"party", "affiliation", "class_member", "group_seat"})


class PartyPanel(SidePanel[PartyFile]):
    """Nothing here is a page of its own: each row leads to where it stands. Deeds are asked of the page."""

    settle_asked = Signal()
    move_asked = Signal()
    merge_asked = Signal()
    me_asked = Signal()

    def dress(self, context: Context, edits: PartyEdits) -> None:
        """Call it once."""
        self._context, self._edits = context, edits
        self.kindChip, self.standingChip, self.meChip = Chip(), Chip(), Chip()
        self.formerLabel, self.linesLabel, self.historyLabel = (words_label("secondary") for _number in range(3))
        cross = partial(IconButton, context.theme, context.icons, "x")
        self.seats = DatedRows(DatedDeeds(edits.set_seat, edits.remove_seat, cross))
        self.memberships = DatedRows(DatedDeeds(edits.set_membership, edits.remove_membership, cross))
        self.owedList, self.attendedList, self.positionsList = (LinkList(context.theme) for _number in range(3))
        for rows in (self.owedList, self.attendedList, self.positionsList):
            rows.asked.connect(self._go)
        self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        self.settleButton, self.moveButton = QPushButton(_("Somebody ne&w")), QPushButton(_("M&ove…"))
        self.mergeButton, self.meButton = QPushButton(_("Me&rge…")), QPushButton(_("This &is me"))
        self.seatButton, self.owedButton = QPushButton(_("Add a &seat")), QPushButton(_("On a &page to send…"))
        for button, asked in (
            (self.settleButton, self.settle_asked),
            (self.moveButton, self.move_asked),
            (self.mergeButton, self.merge_asked),
            (self.meButton, self.me_asked),
        ):
            button.clicked.connect(asked)
        for button in (self.seatButton, self.owedButton):
            button.setProperty("role", "link")
        self.owedButton.clicked.connect(lambda: self._context.commands.run("file.owed"))
        self.seatButton.clicked.connect(lambda: self._shown and self._edits.add_seat(self._shown.id))

    def _lay_out(self) -> None:
        column = self.begin(_("Select a name to see what it has: seats, what it owes, where it was."), side=0)
        chips, buttons = FlowRow(), FlowRow()
        for chip in (self.kindChip, self.standingChip, self.meChip):
            chips.flow.addWidget(chip)
        for button in (self.settleButton, self.mergeButton, self.moveButton, self.meButton):
            buttons.flow.addWidget(button)
        self._former, self._lines = inset(self.formerLabel), inset(self.linesLabel)
        for widget in (inset(self.titleLabel), inset(chips), self._former, self._lines):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(inset(buttons))
        self._owes, self._ofClasses = heading(_("Owes")), heading("")
        self._parts = [
            self._part(column, self._owes, self.owedList, self.owedButton),
            self._part(column, _("Seats"), self.seats, self.seatButton),
            self._part(column, self._ofClasses, self.memberships),
            self._part(column, _("Meetings attended"), self.attendedList),
            self._part(column, _("Positions"), self.positionsList),
            self._part(column, _("History"), self.historyLabel),
        ]
        column.addStretch()

    @staticmethod
    def _part(column: QVBoxLayout, head: QLabel | str, *widgets: QWidget) -> QWidget:
        """A heading with what stands below it; lists bring their own room at the sides."""
        part = QWidget()
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 10, 0, 0)
        inside.setSpacing(4)
        title = heading(head) if isinstance(head, str) else head
        inside.addWidget(inset(title))
        for widget in widgets:
            if isinstance(widget, LinkList):
                widget.setAccessibleName(title.text())
                inside.addWidget(widget)
            else:
                inside.addWidget(inset(widget))
        column.addWidget(part)
        return part

    # ------------------------------------------------------------------ showing

    def _fill(self, shown: PartyFile) -> None:
        can_go = self._context.navigator.can_go
        self._show_standing(shown)
        self.formerLabel.setText(former_words(shown.former))
        self.linesLabel.setText(spoken_words(shown))
        self._former.setVisible(bool(shown.former))
        self._lines.setVisible(bool(shown.lines))
        self._ofClasses.setText(_("Members") if shown.party.kind is PartyKind.PARTY_CLASS else _("Classes"))
        self._show_dates(shown)
        self._say_owed(shown)
        self.attendedList.show_rows(attended_rows(shown, can_go))
        self.positionsList.show_rows(position_rows(shown, can_go))
        self.historyLabel.setText("\n".join(self._history(shown.party)))
        filled = (shown.owes, True, bool(shown.memberships), bool(shown.attended))
        for part, seen in zip(self._parts, (*filled, bool(shown.positions), True), strict=True):
            part.setVisible(seen)

    def show_owed(self, shown: PartyFile) -> None:
        """What it owes has other words, and nothing else of it has changed."""
        self._shown = shown
        self._say_owed(shown)

    def _say_owed(self, shown: PartyFile) -> None:
        rows = owed_rows(shown, self._context.clock.today(), self._context.navigator.can_go)
        self.owedList.show_rows(rows)
        self._owes.setText(owed_words(rows))
        self.owedList.setAccessibleName(self._owes.text())

    def flush(self) -> None:
        """Writes what is typed."""
        self.seats.flush()
        self.memberships.flush()

    def _show_standing(self, file: PartyFile) -> None:
        party = file.party
        is_person, is_me = isinstance(party, PersonRow), party.id == self._context.me.id
        provisional = getattr(party, "provisional", False)
        kinds = {PartyKind.PERSON: _("person"), PartyKind.ORGANISATION: _("organisation")}
        self.kindChip.show_words(kinds.get(party.kind, _("party class")), Tone.NEUTRAL)
        words, tone = ("", Tone.NEUTRAL)
        if provisional:
            words, tone = _("typed in notes, not settled yet"), Tone.CAUTION
        elif party.retired:
            words = _("retired")
        self.standingChip.show_words(words, tone)
        self.meChip.show_words(_("this is me") if is_me else "", Tone.ACCENT)
        self.settleButton.setVisible(provisional)
        self.moveButton.setVisible(is_person and not provisional)
        self.meButton.setVisible(is_person and not is_me and not provisional)
        self.mergeButton.setText(_("Is somebody &known…") if provisional else _("Me&rge…"))

    def _history(self, party: PartyRow) -> Iterator[str]:
        """What was done to who it is; what it did stands above, and in the meetings."""
        for row in self._context.services.history.of(party.id, limit=STEPS_TOLD):
            changes = tuple(change for change in row.changes if change.entity in _OF_WHO_IT_IS)
            if changes:
                yield told(replace(row, changes=changes), party.name, entity="party")

    def _show_dates(self, file: PartyFile) -> None:
        self.seats.show_rows([DatedRow(row.id, row.party, row.role, row.since, row.until) for row in file.seats])
        mine = file.party.id
        self.memberships.show_rows(
            [
                DatedRow(row.id, row.member if row.class_id == mine else row.class_name, None, row.since, row.until)
                for row in file.memberships
            ]
        )

    def _go(self, row: LinkRow) -> None:
        if row.place is not None:
            self._context.navigator.go(row.place)
