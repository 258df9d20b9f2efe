"""One version of a proposal beside the matrix: its text and what changed in it, who stands where and why, the lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.proposals import ProposalStatus, QuotedLine, differences
from msa_wg_desktop.domain.stands import Cell, Column, Matrix, MatrixRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cards import CardRow, Tag
from msa_wg_desktop.gui.models.stand_words import (
    column_words,
    mark_names,
    marks_words,
    stand_tone,
    stand_words,
    stated_words,
    status_names,
)
from msa_wg_desktop.gui.widgets.card_section import CardSection
from msa_wg_desktop.gui.widgets.choice_box import ChoiceBox
from msa_wg_desktop.gui.widgets.panel_parts import inset, words_label
from msa_wg_desktop.gui.widgets.positions.words_diff import WordsDiff
from msa_wg_desktop.gui.widgets.side_panel import SidePanel
from msa_wg_desktop.words import _

_EDGE, _SIDES = 0, 14
"""What lists have beside them, and what their rows have at their sides: all else stands as far in."""


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version with all that the panel says of it."""

    row: MatrixRow
    matrix: Matrix
    lines: tuple[QuotedLine, ...]

    @property
    def id(self) -> str:
        """The version's."""
        return self.row.id

    @property
    def title(self) -> str:
        """`P-7 v2 Liability waiver`."""
        return f"{self.row.name} {self.row.proposal.title}"

    def is_same(self, other: ShownVersion | None) -> bool:
        """Whether nothing was read anew: the keyboard only went from party to party."""
        return other is not None and (
            self.row is other.row and self.matrix is other.matrix and self.lines is other.lines
        )


@dataclass(frozen=True, slots=True)
class StandOf:
    """What is known of one party."""

    column: Column
    cell: Cell


class ProposalPanel(SidePanel[ShownVersion]):
    """What is asked for on it is told: the page knows how to do it."""

    stand_asked = Signal(str)
    """The party of which Enter was pressed."""
    stand_delete_asked = Signal(str)
    line_asked = Signal(str, str)
    """A meeting and a note to go to."""
    line_delete_asked = Signal(str)
    status_asked = Signal(str)

    def dress(self, context: Context) -> None:
        """Call it once."""
        self.factsLabel = words_label("secondary")
        self.silentLabel = words_label("secondary")
        self.textLabel, self.diffHeading = words_label(""), words_label("small")
        self.statusBox = ChoiceBox(_("Status"), [(status.value, words) for status, words in status_names().items()])
        self.statusBox.chosen.connect(self.status_asked)
        self.diff = WordsDiff(context.theme)
        self.stands: CardSection[StandOf] = CardSection(
            context.theme,
            _stand_card,
            key=lambda one: one.column.party_id,
            open_row=lambda one: self.stand_asked.emit(one.column.party_id),
            delete_row=lambda one: self.stand_delete_asked.emit(one.column.party_id),
        )
        self.lines: CardSection[QuotedLine] = CardSection(
            context.theme,
            _line_card,
            key=lambda line: line.note_id,
            open_row=lambda line: self.line_asked.emit(line.meeting_id, line.note_id),
            delete_row=lambda line: self.line_delete_asked.emit(line.note_id) if line.chosen else None,
        )
        self._lay_out()

    def _lay_out(self) -> None:
        nothing = _("Select a version to read its text, and who stands where on it and why.")
        column = self.begin(nothing, side=_EDGE, spacing=6)
        label = QLabel(_("&Status"))
        label.setProperty("role", "small")
        label.setBuddy(self.statusBox)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.statusBox, 0, 1)
        for widget in (self.titleLabel, self.factsLabel):
            column.addWidget(inset(widget, _SIDES))
        grid.setContentsMargins(_SIDES, 0, _SIDES, 0)
        column.addLayout(grid)
        column.addSpacing(4)
        for widget in (self.textLabel, self.diffHeading, self.diff):
            column.addWidget(inset(widget, _SIDES))
        for section in (self.stands, inset(self.silentLabel, _SIDES), self.lines):
            column.addSpacing(6)
            column.addWidget(section)
        column.addStretch()

    # ------------------------------------------------------------------ showing

    def show_one(self, shown: ShownVersion | None) -> None:
        """Shows one version, or says that there is none; nothing where it is the same."""
        if shown is None or not shown.is_same(self._shown):
            super().show_one(shown)

    def _fill(self, shown: ShownVersion) -> None:
        row = shown.row
        self.factsLabel.setText(" · ".join(_facts(row)))
        self.statusBox.show_choice(row.status)
        self._show_text(row)
        said = [StandOf(column, row.cell(column.party_id)) for column in shown.matrix.columns]
        self.stands.show_rows(_("Who stands where"), [one for one in said if one.cell.stated or one.cell.marks])
        self._say_silent(shown, said)
        self.lines.show_rows(_("Discussion"), shown.lines)

    def _show_text(self, row: MatrixRow) -> None:
        """The text; where there is a version before, with what changed in it."""
        before = row.proposal.before(row.version)
        self.textLabel.setVisible(before is None)
        self.diffHeading.setVisible(before is not None)
        self.diff.setVisible(before is not None)
        if before is None:
            self.textLabel.setText(row.version.text)
            return
        words = _("Text, with what changed since v{number}: added underlined, removed struck out")
        self.diffHeading.setText(words.format(number=before.number))
        self.diff.show_pieces(differences(before.text, row.version.text), self.diffHeading.text())

    def _say_silent(self, shown: ShownVersion, said: list[StandOf]) -> None:
        """Of whom nothing is recorded. That says nothing about what they hold."""
        nothing = [one.column.name for one in said if one.column.counts and not (one.cell.stated or one.cell.marks)]
        words = _("Nothing is recorded of {parties}. It counts as nothing.").format(parties=", ".join(nothing))
        seats = "" if shown.matrix.seated else _("Nobody has a seat in the group yet: give seats on the page People.")
        self.silentLabel.setText("\n".join(part for part in (words if nothing else "", seats) if part))
        self.silentLabel.setVisible(bool(self.silentLabel.text()))


def _facts(row: MatrixRow) -> Iterator[str]:
    if row.version.dated:
        yield format_date(row.version.dated)
    if row.proposal.sponsor:
        yield _("sponsor: {who}").format(who=row.proposal.sponsor)
    if row.proposal.decided_on and row.status is not ProposalStatus.OPEN:
        words = _("{status} since {day}")
        yield words.format(status=status_names()[row.status], day=format_date(row.proposal.decided_on))
    if not row.newest:
        yield _("replaced by a newer version")


def _stand_card(one: StandOf) -> CardRow:
    cell, name = one.cell, column_words(one.column)
    if cell.stand is None:
        mark = cell.marks[0].mark
        return CardRow(name, marks_words(cell), Tag(mark_names()[mark], Tone.NEUTRAL), strong=True)
    reason = _("“{words}”").format(words=cell.stand.text) if cell.stand.text else ""
    before = (
        _("before: {stand}").format(stand=f"{stand_words(cell.former.stand)}, {stated_words(cell.former)}")
        if cell.former
        else ""
    )
    detail = "\n".join(part for part in (reason, stated_words(cell.stand), before, marks_words(cell)) if part)
    return CardRow(name, detail, Tag(stand_words(cell.stand.stand), stand_tone(cell.stand.stand)), strong=True)


def _line_card(line: QuotedLine) -> CardRow:
    day = format_date(line.day) if line.day else ""
    hidden = "" if line.public else _("not for the summary")
    return CardRow(line.text, " · ".join(part for part in (day, line.label, hidden) if part))
