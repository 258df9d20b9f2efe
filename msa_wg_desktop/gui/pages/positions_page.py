"""Proposals and where each party stands on each version of them: as stated, by whom and when, and never worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.changes import ChangeSet, updated
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.proposals import ProposalStatus, QuotedLine
from msa_wg_desktop.domain.stands import Cell, Column, Matrix, MatrixRow
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Keys, Menu, as_label, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.later import AfterOpening
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.dialogs.proposal_dialog import Asks, ProposalDialog
from msa_wg_desktop.gui.dialogs.roll_call_dialog import RollCallDialog
from msa_wg_desktop.gui.dialogs.stand_dialog import StandDialog
from msa_wg_desktop.gui.models.stand_words import sums_words
from msa_wg_desktop.gui.models.stands_table import VERSION, StandsTable
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.more_mark import set_mark
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.gui.widgets.positions.chapter_button import Chapter, ChapterButton
from msa_wg_desktop.gui.widgets.positions.proposal_panel import ProposalPanel, ShownVersion
from msa_wg_desktop.gui.widgets.positions.stand_deeds import StandDeeds
from msa_wg_desktop.gui.widgets.positions.stands_aside import StandsAside
from msa_wg_desktop.gui.widgets.positions.stands_view import StandsView
from msa_wg_desktop.words import _

_ENTITIES = frozenset(
    {
        "capture", "class_member", "group_seat", "meeting", "note", "party", "position", "position_party", "proposal",
        "proposal_line", "proposal_version", "roll_call", "roll_call_mark", "working_group",
    }
)  # fmt: skip
_SAID = frozenset({"stand", "text", "stated_on", "signed_by_id", "off_record"})
"""What of a position is said in the cells of its version alone."""
_FOLDED = "positions-folded"
_LARGE = 150
"""From this size of text on the head says only what changes, and leaves the room to the table."""
_LEAST = 20
"""Letters that the names of versions have at least: on a small screen the parties need the room."""


@dataclass(frozen=True, slots=True)
class _AsOf:
    """As of when the matrix stands: a day, and the words for it. No day: now."""

    day: date | None = None
    words: str = ""


class PositionsPage(Page):
    """The matrix, its versions in full beside it; what is done is a command of the page."""

    titleLabel: QLabel
    summaryLabel: QLabel
    dayButton: QPushButton
    chapterButton: ChapterButton
    newButton: QPushButton
    problemLabel: QLabel
    bodySplitter: PanelSplitter
    mainPart: QWidget
    tableStack: QStackedWidget
    standsTable: StandsView
    emptyState: EmptyState
    standsAside: StandsAside
    proposalPanel: ProposalPanel

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/positions_page", self)
        self._wanted, self._as_of = ("", ""), _AsOf()
        self._lines: dict[str, tuple[QuotedLine, ...]] = {}
        self._matrix = Matrix(None, None, False, (), (), ())
        self._groups: tuple[str, ...] = ()
        self.deeds = StandDeeds(context, self)
        self.model = StandsTable(self)
        self.standsTable.setModel(self.model)
        self.standsTable.dress_stands(context.theme, least=_LEAST)
        self.proposalPanel.dress(context)
        self.chapterButton.dress(context, lambda: Chapter(self._family(), self._as_of.day))
        self.standsAside.dress(context)
        self.bodySplitter.dress(context.theme, context.settings, "positions-panel")
        self.problemLabel.hide()
        self._beside = AfterOpening(self, self._show_one)
        self._connect()
        self._add_commands()
        self._live: LiveQuery[Matrix] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show, patch=self._patch
        )
        context.scope.changed.connect(self._live.invalidate)
        context.theme.changed.connect(self._say_sums)

    def _connect(self) -> None:
        panel, aside, deeds = self.proposalPanel, self.standsAside, self.deeds
        self.standsTable.opened.connect(self._open)
        self.standsTable.chosen.connect(self._beside.ask)
        self.standsTable.delete_asked.connect(self._delete)
        self.newButton.clicked.connect(self._new)
        self.emptyState.asked.connect(self._new)
        set_mark(self.dayButton)
        self.dayButton.clicked.connect(self._ask_day)
        panel.stand_asked.connect(self._go_to_stand)
        panel.stand_delete_asked.connect(lambda party_id: self._with_row(partial(deeds.delete_stand, party_id)))
        panel.line_asked.connect(deeds.go_to_line)
        panel.line_delete_asked.connect(lambda note_id: self._with_row(partial(deeds.unquote, note_id)))
        panel.status_asked.connect(lambda status: self._with_row(partial(deeds.set_status, ProposalStatus(status))))
        aside.version_asked.connect(lambda version_id: self._go_to_version("", version_id))
        aside.topic_asked.connect(deeds.go_to_source)
        aside.topic_delete_asked.connect(deeds.delete_position)
        deeds.refused.connect(self._refuse)
        deeds.taken.connect(self.problemLabel.hide)

    # ------------------------------------------------------------------ the page

    def place(self) -> Place | None:
        row = self.current
        return Place("positions", row.proposal.id, row.id) if row is not None else None

    def restore(self, place: Place) -> None:
        """What somebody was sent to is shown, even if the matrix stood as of a day before it."""
        self._wanted = (place.item, place.spot)
        self._live.refresh()
        row = self.current
        there = row is not None and (row.id == place.spot or (not place.spot and row.proposal.id == place.item))
        if self._as_of.day is not None and not there:
            self._wanted = (place.item, place.spot)
            self._choose_day(_AsOf())

    def activate(self) -> None:
        if self._live.stale:
            self._live.refresh()
        (self.standsTable if self.model.keys else self.emptyState).setFocus()

    @property
    def current(self) -> MatrixRow | None:
        """The version that commands are about."""
        return self.model.row_at(self.standsTable.currentIndex())

    @property
    def party(self) -> Column | None:
        """The party whose column the keyboard is in."""
        return self.model.party_at(self.standsTable.currentIndex().column())

    def _family(self) -> tuple[str, ...]:
        return self.context.services.groups.family(self.context.scope.group_id)

    # ------------------------------------------------------------------ showing

    def _load(self) -> Matrix:
        stands, day = self.context.services.stands, self._as_of.day
        self._groups = self._family()
        since = stands.last_meeting(self._groups, day or self.context.clock.today())
        return stands.frame(self._groups, day=day, since=since)

    def _cells(self, version_ids: Sequence[str]) -> Mapping[str, Mapping[str, Cell]]:
        return self.context.services.stands.cells(version_ids, self._groups, day=self._as_of.day)

    def _show(self, matrix: Matrix) -> None:
        self._matrix, self._lines = matrix, {}
        at, column = self.current, max(0, self.standsTable.currentIndex().column())
        self.model.show_matrix(matrix, self._folded(), self._cells)
        self.standsTable.fit()
        rows = self.model.keys
        self.tableStack.setCurrentWidget(self.standsTable if rows else self.emptyState)
        self.proposalPanel.setVisible(bool(rows))
        self.newButton.setVisible(bool(rows))
        self.chapterButton.setVisible(bool(rows))
        self.dayButton.setVisible(bool(rows) or self._as_of.day is not None)
        self.dayButton.setText(as_label(self._day_words()))
        self.standsAside.show_matrix(matrix)
        self._say_sums()
        self._select(at.id if at else "", column)
        if not rows:
            self._say_what_belongs_here()
        self._beside.ask()

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """Stands that are said otherwise: the rows of their versions alone, where nobody else comes into it."""
        changed = updated(sets, "position", among=_ENTITIES, others={"capture": ("note_id", "target_id")})
        if changed is None or any(fields - _SAID for fields in changed.values()):
            return False
        if not changed:
            return True
        found = self.context.services.positions.versions_of(list(changed)).values()
        versions = sorted({version_id for version_id in found if version_id is not None})
        cells = self._cells(versions)
        before, after = self._matrix, self._matrix.with_cells({one: cells.get(one, {}) for one in versions})
        shown = {column.party_id for column in before.shown}
        if None in found or any(its.keys() - shown for its in cells.values()):
            return False
        self._matrix = after
        self.model.restate(after, versions)
        if before.changes(versions) or after.changes(versions):
            self.standsAside.show_matrix(after)
        if self.current is not None and self.current.id in versions:
            self._beside.ask()
        return True

    def _select(self, version_id: str, column: int) -> None:
        """What was sent for, else what was selected, else the first version."""
        proposal_id, wanted = self._wanted
        rows = {row.proposal.id: row.id for row in reversed(self._matrix.rows)}
        wanted = wanted or rows.get(proposal_id, "")
        row = self._matrix.row(wanted)
        self._wanted = ("", "")
        if row is not None and not self.model.index_of(wanted).isValid():
            self._fold(row.proposal.id, folded=False)
        index = self.model.index_of(wanted or version_id, min(column, self.model.columnCount() - 1))
        if index.isValid():
            self.standsTable.setCurrentIndex(index)
        elif self.model.keys and not self.standsTable.currentIndex().isValid():
            self.standsTable.setCurrentIndex(self.model.index(0, VERSION))

    def _say_sums(self) -> None:
        brief = self.context.theme.zoom >= _LARGE
        self.summaryLabel.setText(sums_words(self._matrix.proposals, brief=brief))

    def _day_words(self) -> str:
        return _("As of: {day}").format(day=self._as_of.words or _("today"))

    def _say_what_belongs_here(self) -> None:
        if self._as_of.day is not None:
            words = _("By {day} nothing was proposed yet.").format(day=format_date(self._as_of.day))
            self.emptyState.say(_("No proposal by then"), words)
        elif self.context.scope.group_id:
            self.emptyState.say(
                _("No proposals yet"),
                _("A numbered text that parties may reach consensus on, and where each of them stands on it."),
                _("New proposal"),
            )
        else:
            self.emptyState.say(
                _("No group yet"), _("Proposals belong to a working group: start it on the page Meetings.")
            )

    def _show_one(self) -> None:
        """The version at hand; its lines are read once, until something changes."""
        row = self.current
        if row is None:
            self.proposalPanel.show_one(None)
            return
        proposal_id = row.proposal.id
        if proposal_id not in self._lines:
            self._lines |= self.context.services.proposal_lines.of([proposal_id])
        self.proposalPanel.show_one(ShownVersion(row, self._matrix, self._lines[proposal_id]))

    def _refuse(self, words: str) -> None:
        self.problemLabel.setText(words)
        self.problemLabel.show()

    # ------------------------------------------------------------------ folding, as of when

    def _folded(self) -> frozenset[str]:
        return frozenset(self.context.here.value(_FOLDED, list[str]()))

    def _fold(self, proposal_id: str, *, folded: bool) -> None:
        kept = self._folded() - {proposal_id} | ({proposal_id} if folded else set())
        self._put_folded(kept)

    def _put_folded(self, kept: frozenset[str]) -> None:
        """The row at hand stays at hand; where it is folded away, the newest version of its proposal is."""
        at, column = self.current, max(0, self.standsTable.currentIndex().column())
        self.context.here.put(_FOLDED, sorted(kept))
        self.model.show_matrix(self._matrix, kept, self._cells)
        self.standsTable.fit()
        if at is not None:
            newest = next(row.id for row in self._matrix.proposals if row.proposal.id == at.proposal.id)
            index = self.model.index_of(at.id, column)
            self.standsTable.setCurrentIndex(index if index.isValid() else self.model.index_of(newest, column))

    def _fold_one(self) -> None:
        row = self.current
        if row is not None:
            self._fold(row.proposal.id, folded=row.proposal.id not in self._folded())

    def _fold_all(self) -> None:
        """All, or none where all are folded already."""
        foldable = {row.proposal.id for row in self._matrix.rows if row.older}
        self._put_folded(frozenset() if foldable <= self._folded() else frozenset(foldable))

    def _ask_day(self) -> None:
        self.deeds.ask_day(self.dayButton, self._family(), lambda day, words: self._choose_day(_AsOf(day, words)))

    def _choose_day(self, as_of: _AsOf) -> None:
        self._as_of = as_of
        self._live.refresh()

    # ------------------------------------------------------------------ doing

    def _with_row(self, do: object) -> None:
        row = self.current
        if row is not None and callable(do):
            do(row)

    def _new(self) -> None:
        new_proposal(self.context, self)

    def _open(self) -> None:
        """Enter: what a party says, or the proposal's own data."""
        row, party = self.current, self.party
        if row is not None and party is not None:
            self._show_dialog(StandDialog(self.context, row, party, day=self._as_of.day, parent=self))
        elif row is not None:
            self._ask(Asks.PROPOSAL)

    def _ask(self, asks: Asks) -> None:
        row = self.current
        if row is None:
            return
        version = row.version if asks is Asks.VERSION else row.proposal.latest
        dialog = ProposalDialog(self.context, asks, proposal=row.proposal, version=version, parent=self)
        if asks is Asks.NEXT_VERSION:
            dialog.saved.connect(lambda proposal_id: self._go_to_version(proposal_id, ""))
        self._show_dialog(dialog)

    def _call_roll(self) -> None:
        row = self.current
        if row is not None:
            dialog = RollCallDialog(self.context, row.proposal, row.version, parent=self)
            dialog.taken.connect(lambda _id, words: self.context.say_done(words))
            self._show_dialog(dialog)

    def _show_dialog(self, dialog: ProposalDialog | StandDialog | RollCallDialog) -> None:
        self.problemLabel.hide()
        dialog.open()

    def _delete(self) -> None:
        """What the keyboard is on: what a party said, else the version, else the only version's proposal."""
        row, party = self.current, self.party
        if row is not None and party is not None:
            self.deeds.delete_stand(party.party_id, row)
        elif row is not None:
            self.deeds.delete_version(row)

    def _go_to_version(self, proposal_id: str, version_id: str) -> None:
        self.restore(Place("positions", proposal_id, version_id))
        self.standsTable.setFocus()

    def _go_to_stand(self, party_id: str) -> None:
        """To the line that a stand came from; one that was entered by hand is opened."""
        row = self.current
        column = next((one for one in self._matrix.columns if one.party_id == party_id), None)
        if row is None or column is None or self.deeds.go_to_stand(party_id, row):
            return
        self._show_dialog(StandDialog(self.context, row, column, day=self._as_of.day, parent=self))

    def _go_to_line(self) -> None:
        row, party = self.current, self.party
        if row is not None and party is not None:
            self.deeds.go_to_stand(party.party_id, row)

    # ------------------------------------------------------------------ commands

    def _add_commands(self) -> None:
        table = self.standsTable
        space = Keys(("Space",))

        def add(command_id: str, words: str, run: object, section: int, own: Keys, menu: Menu = Menu.EDIT) -> None:
            assert callable(run)
            action = self.add_command(Command(f"positions.{command_id}", words, run, menu, section, own))
            if own is space:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            if menu is Menu.EDIT or own is space:
                table.addAction(action)

        add("stand", _("What the party &says…"), self._open_party, 60, Keys())
        add("other-stand", _("What another &party says…"), self._ask_party, 60, Keys())
        add("roll-call", _("&Roll call…"), self._call_roll, 60, keys("Ctrl+Shift+R"))
        add("link", _("Put a position from the &notes on it…"), self._link, 60, keys("Ctrl+Shift+L"))
        add("quote", _("&Quote a line of the discussion…"), self._quote, 60, keys("Ctrl+Shift+K"))
        add("line", _("Go to its &line"), self._go_to_line, 60, keys("Ctrl+L"))
        add("change", _("&Change the proposal…"), partial(self._ask, Asks.PROPOSAL), 65, keys("F2"))
        add("version", _("New &version…"), partial(self._ask, Asks.NEXT_VERSION), 65, keys("Ctrl+Shift+N"))
        add("correct", _("Correct this versi&on…"), partial(self._ask, Asks.VERSION), 65, keys("Ctrl+Shift+E"))
        add("delete", _("&Delete"), self._delete, 65, Keys())
        add("fold", _("F&old its older versions, or unfold"), self._fold_one, 40, space, Menu.VIEW)
        add("fold-all", _("Fold &all older versions, or unfold"), self._fold_all, 40, keys("Ctrl+Shift+O"), Menu.VIEW)
        add("find", _("&Find a proposal"), self._find, 70, keys("Ctrl+F"))
        add("as-of", _("As of &when…"), self._ask_day, 40, keys("Ctrl+Shift+D"), Menu.VIEW)
        add("export", _("&Export the chapter…"), self.chapterButton.open_menu, 30, keys("Ctrl+E"), Menu.FILE)
        self.context.commands.describe_keys(
            KeyGroup(
                _("Proposals and positions"),
                (
                    KeyRow(
                        _("Enter what the party of the column says; in the first column, change the proposal"), "Enter"
                    ),
                    KeyRow(_("Delete what the party said; in the first column, the version"), "Delete"),
                    KeyRow(_("In a roll call: support, can live with, oppose, abstain"), "S, L, O, A"),
                    KeyRow(_("In a roll call: no position, reviewing"), "N, R"),
                    KeyRow(_("In a roll call: silent, absent, not asked"), "-, 0, Q"),
                    KeyRow(_("In a roll call: one back"), "Backspace"),
                ),
            )
        )

    def _open_party(self) -> None:
        """From the first column, whichever party is named."""
        self._open() if self.party is not None else self._ask_party()

    def _ask_party(self) -> None:
        """Any organisation may say where it stands, whether it has a seat or not."""
        known = {column.party_id: column for column in self._matrix.columns}

        def say(row: MatrixRow, party_id: str) -> None:
            name = self.context.services.parties.book().brief(party_id)
            column = known.get(party_id, Column(party_id, name, None, counts=False))
            self._show_dialog(StandDialog(self.context, row, column, day=self._as_of.day, parent=self))

        self._with_row(lambda row: self.deeds.ask_party(self.titleLabel, row, partial(say, row)))

    def _link(self) -> None:
        self._with_row(partial(self.deeds.ask_position, self.titleLabel, self._matrix.topics))

    def _quote(self) -> None:
        self._with_row(partial(self.deeds.ask_line, self.titleLabel, self._family()))

    def _find(self) -> None:
        rows = self._matrix.rows
        self.deeds.ask_version(self.titleLabel, rows, lambda version_id: self._go_to_version("", version_id))


def new_proposal(context: Context, parent: QWidget) -> None:
    """Asks for a new proposal of the group at hand, which is then shown."""
    groups = context.services.groups.list()
    group = next((group.id for group in groups if group.id == context.scope.group_id), "")
    if not group:
        context.notifier.say(_("There is no group yet. Proposals belong to one: start it on the page Meetings."))
        return
    dialog = ProposalDialog(context, Asks.NEW, group_id=group, parent=parent)
    dialog.saved.connect(lambda proposal_id: context.navigator.go(Place("positions", proposal_id)))
    dialog.open()
