"""Who is who: people with their codes and addresses, organisations, party classes, and all that each of them has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QStackedWidget, QTabBar, QWidget

from msa_wg_desktop.domain.changes import ChangeSet, updated
from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.parties import PersonRow
from msa_wg_desktop.domain.party_file import PartyFile, PeopleRow
from msa_wg_desktop.errors import AppError, NotFoundError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Keys, Menu, keys, lettered
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.later import AfterOpening
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.models.columns_model import ColumnsModel
from msa_wg_desktop.gui.models.people_table import (
    FIELDS,
    PeopleTab,
    Sieve,
    columns_of,
    is_provisional,
    role_words,
    sums_of,
    sums_words,
)
from msa_wg_desktop.gui.widgets.back_to_list import BackToList
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.filter_chip import FilterChip
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.gui.widgets.people.party_edits import PartyEdits
from msa_wg_desktop.gui.widgets.people.party_panel import PartyPanel
from msa_wg_desktop.gui.widgets.quick_line import QuickLine
from msa_wg_desktop.gui.widgets.record_undo import RecordUndo
from msa_wg_desktop.gui.widgets.summary_room import SummaryRoom
from msa_wg_desktop.words import _

_ENTITIES = frozenset(
    {
        "action", "action_owner", "affiliation", "attendance", "class_member", "commission_order", "data_need",
        "data_need_party", "group_seat", "note_speaker", "order_party", "party", "position", "working_group",
    }
)  # fmt: skip
_LISTED = frozenset({"affiliation", "class_member", "group_seat", "party", "working_group"})
NEW = "new"
"""The item of the place at which the page is ready for a new person."""
_SAID = frozenset({"name", "code", "mail"})
"""What of a person is said in their own row alone."""
_TAB = "people-tab"
_LEAST = 12
"""Letters that a name has room for, before the table scrolls sideways."""
_PANEL_AFTER_MS = 40
"""Whoever goes down the list with a key that is held waits for no panel."""


class PeoplePage(Page):
    """One table, told by tabs; what can't be taken is said above it."""

    titleLabel: QLabel
    summaryLabel: QLabel
    listButton: QPushButton
    newButton: QPushButton
    tabs: QTabBar
    wordsEdit: QLineEdit
    roleChip: FilterChip
    settleChip: FilterChip
    quickLine: QuickLine
    problemLabel: QLabel
    bodySplitter: PanelSplitter
    tableStack: QStackedWidget
    peopleTable: ColumnsView
    emptyState: EmptyState
    partyPanel: PartyPanel

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/people_page", self)
        self._rows: list[PeopleRow] = []
        self._sums = sums_of(())
        self._places: dict[str, int] = {}
        self._sieve = Sieve()
        self._wanted = ""
        self._told: PartyFile | None = None
        self.edits = PartyEdits(context, self)
        self.model: ColumnsModel[PeopleRow] = ColumnsModel(
            columns_of(PeopleTab.PEOPLE), key=lambda row: row.party.id, settle=self._settle_cell, parent=self
        )
        self._dress()
        self._connect()
        self._add_commands()
        RecordUndo(self).watch(self.findChildren(QLineEdit))
        self._live: LiveQuery[Sequence[PeopleRow]] = LiveQuery(
            self, context.bus, entities=_LISTED, load=self._load, show=self._take, patch=self._patch
        )
        self._live_one: LiveQuery[None] = LiveQuery(
            self,
            context.bus,
            entities=_ENTITIES,
            load=lambda: None,
            show=lambda _nothing: self._beside.ask(),
            patch=self._patch_one,
        )
        context.scope.changed.connect(self._live.invalidate)
        context.me.changed.connect(self._live_one.invalidate)

    def _dress(self) -> None:
        context = self.context
        for words in (_("People"), _("Organisations"), _("Classes")):
            self.tabs.addTab(words)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setCurrentIndex(min(max(0, context.here.value(_TAB, 0)), len(PeopleTab) - 1))
        self.peopleTable.setModel(self.model)
        self.peopleTable.dress(context.theme, wide=0, rows=False, wraps=True, several=True, least=_LEAST)
        self.partyPanel.dress(context, self.edits)
        self.bodySplitter.dress(context.theme, context.settings, "people-panel")
        self.problemLabel.hide()
        self._panel = QTimer(self, singleShot=True)
        self._panel.timeout.connect(self._show_one)
        self._beside = AfterOpening(self, partial(self._panel.start, 0))

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._change_tab)
        self.wordsEdit.textChanged.connect(lambda words: self._sift(words=words))
        BackToList(self.peopleTable, self, self.wordsEdit)
        SummaryRoom(self, self.context.theme, self.summaryLabel)
        self.roleChip.asked.connect(self._choose_role)
        self.roleChip.cleared.connect(lambda: self._sift(role=""))
        self.settleChip.asked.connect(lambda: self._sift(to_settle=not self._sieve.to_settle))
        self.settleChip.cleared.connect(lambda: self._sift(to_settle=False))
        self.peopleTable.chosen.connect(lambda: self._beside.opened and self._panel.start(_PANEL_AFTER_MS))
        self.peopleTable.delete_asked.connect(self._delete)
        self.edits.refused.connect(self._refuse)
        self.edits.taken.connect(self.problemLabel.hide)
        self.newButton.clicked.connect(self._begin_new)
        self.listButton.clicked.connect(self._paste)
        self.emptyState.asked.connect(self._fill_emptiness)
        self.quickLine.entered.connect(self._add)
        self.quickLine.left.connect(self.activate)
        panel = self.partyPanel
        panel.settle_asked.connect(self._settle)
        panel.move_asked.connect(self._move)
        panel.merge_asked.connect(self._merge)
        panel.me_asked.connect(self._say_me)

    # ------------------------------------------------------------------ the page

    @property
    def tab(self) -> PeopleTab:
        """Which parties are shown."""
        return PeopleTab(self.tabs.currentIndex())

    @property
    def current(self) -> PeopleRow | None:
        """The party that commands are about."""
        return self.model.row_at(self.peopleTable.currentIndex())

    def place(self) -> Place | None:
        row = self.current
        return Place("people", row.id) if row is not None else None

    def restore(self, place: Place) -> None:
        """What somebody was sent to is shown, whatever the filters hold back."""
        if place.item == NEW:
            self._begin_new()
            return
        self._live.refresh()
        row = next((row for row in self._rows if row.id == place.item), None)
        if row is not None:
            self.tabs.setCurrentIndex(next(tab for tab in PeopleTab if tab.kind is row.party.kind))
            if row not in self._sieve.sift(self._rows, self.tab.kind):
                self._show_all()
            self._wanted = row.id
            self._show()

    def party_at_hand(self) -> str:
        return self.current.id if self.current is not None else ""

    def activate(self) -> None:
        if self.quickLine.isVisible():
            self.quickLine.edit.setFocus()
        else:
            (self.peopleTable if self.model.rows else self.newButton).setFocus()

    def flush(self) -> None:
        self.partyPanel.flush()

    # ------------------------------------------------------------------ showing

    def _load(self) -> Sequence[PeopleRow]:
        services = self.context.services
        group = self.context.scope.group_id
        return services.party_files.everybody((group,) if group else ())

    def _take(self, rows: Sequence[PeopleRow]) -> None:
        self._rows, self._places = list(rows), {row.party.id: place for place, row in enumerate(rows)}
        self._sums = sums_of(rows)
        self._show()

    def _show(self) -> None:
        shown = self._sieve.sift(self._rows, self.tab.kind)
        current = self._wanted or (self.current.id if self.current else "")
        self._wanted = ""
        self.model.set_rows(shown)
        self.peopleTable.fit()
        self.tableStack.setCurrentWidget(self.peopleTable if shown else self.emptyState)
        index = self.model.index_of(current, max(0, self.peopleTable.currentIndex().column()))
        if (shown and self.peopleTable.currentIndex() != index) or not index.isValid():
            self.peopleTable.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        self._say_sums()
        self._say_filters()
        self._beside.ask()

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """People who are called otherwise: their rows alone. All that is counted or gathered is read whole."""
        changed = updated(sets, "party", among=_LISTED)
        if changed is None or any(fields - _SAID for fields in changed.values()):
            return False
        group = self.context.scope.group_id
        fresh = {row.id: row for row in self.context.services.party_files.people(list(changed), (group,))}
        if len(fresh) != len(changed) or not self._places.keys() >= fresh.keys():
            return False
        for row in fresh.values():
            self._rows[self._places[row.id]] = row
            if self.tab.kind is not row.party.kind:
                continue
            if not self._sieve.passes(row) or not self.model.put_in_order(row, self._sieve.place):
                return False
        return True

    def _say_sums(self) -> None:
        self.summaryLabel.setText(sums_words(self._sums))
        if self.tab.kind in self._sums.kinds:
            self.emptyState.say(
                _("Nobody fits these filters"), _("Other words, or all of them, will show them again."), _("Show all")
            )
        else:
            self.emptyState.say(*_emptiness(self.tab))

    def _say_filters(self) -> None:
        sieve, unsettled = self._sieve, self._sums.unsettled
        role = role_words(SeatRole(sieve.role)) if sieve.role else _("any")
        self.roleChip.say(_("Sea&t: {what}"), active=bool(sieve.role), what=role)
        self.settleChip.say(_("To sett&le: {what}"), active=sieve.to_settle, what=f"{unsettled:,}")
        self.settleChip.setVisible(bool(unsettled) or sieve.to_settle)

    def _show_one(self) -> None:
        if self.isVisible():
            self._told = self._file()
            self.partyPanel.show_one(self._told)

    def _patch_one(self, sets: Sequence[ChangeSet]) -> bool:
        """What happens to others leaves the panel as it is; other words alone are put in where they stand."""
        told = self._told
        if told is None or not told.may_differ_by(sets, among=_ENTITIES):
            return told is not None
        reworded = told.reworded(sets, among=_ENTITIES)
        if reworded is not None:
            services = self.context.services
            self._told = told.with_actions(services.action_list.lines(list(reworded)))
            if told.id in reworded:
                self._told = replace(self._told, party=services.parties.book().get(told.id))
                self.partyPanel.show_one(self._told)
            else:
                self.partyPanel.show_owed(self._told)
        return reworded is not None

    def _file(self) -> PartyFile | None:
        if self.current is None:
            return None
        try:
            return self.context.services.party_files.read(self.current.id)
        except NotFoundError:
            return None

    # ------------------------------------------------------------------ tabs and filters

    def _change_tab(self) -> None:
        self.context.here.put(_TAB, int(self.tab))
        self.model.set_columns(columns_of(self.tab))
        self._show()

    def _sift(self, *, words: str | None = None, role: str | None = None, to_settle: bool | None = None) -> None:
        sieve = self._sieve
        self._sieve = Sieve(
            sieve.words if words is None else words,
            sieve.role if role is None else role,
            sieve.to_settle if to_settle is None else to_settle,
        )
        self._show()

    def _show_all(self) -> None:
        self._sieve = Sieve()
        self.wordsEdit.clear()
        self._show()

    def _choose_role(self) -> None:
        menu = QMenu(self.roleChip)
        menu.aboutToHide.connect(menu.deleteLater)
        roles = {"": _("Any"), **{role.value: role_words(role).capitalize() for role in SeatRole}}
        for role, label in zip(roles, lettered(roles.values()), strict=True):
            menu.addAction(label, partial(self._sift, role=role))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.roleChip.mapToGlobal(self.roleChip.rect().bottomLeft()))

    def _fill_emptiness(self) -> None:
        if self.tab.kind in self._sums.kinds:
            self._show_all()
        else:
            self._begin_new()

    # ------------------------------------------------------------------ doing

    def _settle_cell(self, row: PeopleRow, column: int, text: str) -> bool:
        return self.edits.set_field(row, FIELDS[self.tab][column], text)

    def _refuse(self, words: str) -> None:
        self.problemLabel.setText(words)
        self.problemLabel.show()

    def _begin_new(self) -> None:
        name, example = {
            PeopleTab.PEOPLE: (_("New person"), _("Jane Doe (Acme Solar) jd jane@acme.example")),
            PeopleTab.ORGANISATIONS: (_("New organisation"), _("United Illuminating (UI)")),
            PeopleTab.CLASSES: (_("New class"), _("EDCs: Eversource, UI")),
        }[self.tab]
        self.quickLine.dress(name=name, example=_("such as {example}").format(example=example))
        self.quickLine.begin(partial(self.context.services.people_lines.preview, kind=self.tab.kind))

    def _add(self, text: str) -> None:
        try:
            self._wanted = self.context.services.people_lines.add_line(text, kind=self.tab.kind)
        except AppError as problem:
            self.quickLine.refuse(problem.words)
            return
        self.problemLabel.hide()
        self.quickLine.done()

    def _paste(self) -> None:
        from msa_wg_desktop.gui.dialogs.people_list_dialog import PeopleListDialog

        PeopleListDialog(self.context, self).open()

    def _settle(self) -> None:
        if self.current is not None and is_provisional(self.current):
            self.edits.settle(self.current.id)

    def _delete(self) -> None:
        if self.current is not None:
            self.edits.delete(self.current.id)

    def _retire(self) -> None:
        if self.current is not None:
            self.edits.retire(self.current.id, retired=not self.current.party.retired)

    def _move(self) -> None:
        from msa_wg_desktop.gui.dialogs.move_dialog import MoveDialog

        if self.current is not None and isinstance(self.current.party, PersonRow):
            MoveDialog(self.context, self.current.party, self).open()

    def _merge(self) -> None:
        """Two that are selected; else the current one, and the other is chosen in the dialog."""
        from msa_wg_desktop.gui.dialogs.merge_dialog import MergeDialog

        rows = [self.model.rows[number] for number in self.peopleTable.selected_rows()]
        if self.current is None:
            return
        first = self.current.party
        others = [row.party for row in rows if row.id != first.id]
        dialog = MergeDialog(self.context, first, others[0] if len(others) == 1 else None, self)
        dialog.merged.connect(lambda kept: setattr(self, "_wanted", kept))
        dialog.open()

    def _say_me(self) -> None:
        if self.current is not None and isinstance(self.current.party, PersonRow):
            self.context.me.choose(self.current.id)

    # ------------------------------------------------------------------ commands

    def _add_commands(self) -> None:
        table_actions = []
        for command_id, words, run, own in (
            ("settle", _("&Keep as somebody new"), self._settle, keys("Ctrl+Shift+K")),
            ("merge", _("&Merge with another…"), self._merge, keys("Ctrl+Shift+M")),
            ("move", _("Mo&ve to another organisation…"), self._move, keys("Ctrl+Shift+O")),
            ("retire", _("&Retire, or take part again"), self._retire, keys("Ctrl+Shift+R")),
            ("me", _("This is m&e"), self._say_me, Keys()),
            ("delete", _("&Delete"), self._delete, Keys()),
        ):
            command = Command(f"people.{command_id}", words, run, Menu.EDIT, 60, own)
            table_actions.append(self.add_command(command))
        self.peopleTable.addActions(table_actions)
        find = partial(self.wordsEdit.setFocus, Qt.FocusReason.ShortcutFocusReason)
        self.add_command(Command("people.find", _("&Find in the names"), find, Menu.EDIT, 70, keys("Ctrl+F")))
        paste = Command("people.list", _("People from a &list…"), self._paste, Menu.EDIT, 65, keys("Ctrl+Shift+L"))
        self.add_command(paste)
        self.add_command(
            Command("people.all", _("Show &all names"), self._show_all, Menu.VIEW, 40, keys("Ctrl+Shift+F"))
        )
        for step, words, own in ((1, _("&Next kind of names"), "Ctrl+PgDown"), (-1, _("&Kind before"), "Ctrl+PgUp")):
            turn = partial(self._turn_tab, step)
            self.add_command(Command(f"people.tab{step}", words, turn, Menu.VIEW, 45, keys(own)))
        self.context.commands.describe_keys(
            KeyGroup(
                _("List of names"),
                (
                    KeyRow(_("Edit the cell"), "Enter, F2"),
                    KeyRow(_("Delete, or retire where something is linked to it"), "Delete"),
                    KeyRow(_("Select two, to merge them"), "Shift+↑, Shift+↓"),
                ),
            )
        )

    def _turn_tab(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())


def _emptiness(tab: PeopleTab) -> tuple[str, str, str]:
    """What belongs here, why, and the button that begins it."""
    return {
        PeopleTab.PEOPLE: (
            _("Nobody yet"),
            _("Whoever speaks, owes and attends. Type one, or paste a list from a mail."),
            _("New person"),
        ),
        PeopleTab.ORGANISATIONS: (
            _("No organisation yet"),
            _("Companies and agencies that people belong to and that owe things."),
            _("New organisation"),
        ),
        PeopleTab.CLASSES: (
            _("No class yet"),
            _("A class such as “EDCs” stands for several organisations, and can owe things for all of them."),
            _("New class"),
        ),
    }[tab]
