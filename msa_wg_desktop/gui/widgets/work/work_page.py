"""The page of a list of owed work: filters and kept views, a list in portions, one thing or several beside it.

Each such page says what its own work is called, how it is read and what is done with it; the rest is the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStackedWidget

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.readings import Preview
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import WorkExtent, WorkGroup, WorkGrouping, WorkSort
from msa_wg_desktop.domain.work_views import WorkView, view_at
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.commands import Command, Keys, Menu, keys
from msa_wg_desktop.gui.core.later import AfterOpening
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.models.portions_model import BLOCK, Reader
from msa_wg_desktop.gui.widgets.back_to_list import BackToList
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.export_button import Build, ExportButton
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.gui.widgets.quick_line import QuickLine
from msa_wg_desktop.gui.widgets.record_undo import RecordUndo
from msa_wg_desktop.gui.widgets.summary_room import SummaryRoom
from msa_wg_desktop.gui.widgets.work.counted_later import CountedLater
from msa_wg_desktop.gui.widgets.work.kept_views import KeptViews
from msa_wg_desktop.gui.widgets.work.many_fields import ManyFields
from msa_wg_desktop.gui.widgets.work.work_desk import filter_offers, party_names, said_alone
from msa_wg_desktop.gui.widgets.work.work_parts import Loaded, Sums, WorkParts, WorkWords
from msa_wg_desktop.words import _, ngettext

NEW = "new"
"""The item of the place at which a page of work is ready for a new one."""


class WorkPage(Page):
    """What can't be taken is said above the list; the list is read in portions as it comes into sight."""

    name: ClassVar[str]
    """What places, commands and settings of the page begin with."""
    states: ClassVar[frozenset[str]]
    """Those that its work can be in."""
    entities: ClassVar[frozenset[str]]
    """What the list shows something of."""
    counted: ClassVar[frozenset[str]]
    """What its sums depend on."""
    said: ClassVar[tuple[str, frozenset[str]]]
    """Its own kind of thing, and what of one is said in its own row alone: nothing is counted or gathered by it."""
    sorts: ClassVar[Mapping[int, WorkSort]]
    """What each column orders by."""
    usual: ClassVar[WorkView] = WorkView()
    """What is shown at first."""

    titleLabel: QLabel
    summaryLabel: QLabel
    exportButton: ExportButton
    newButton: QPushButton
    quickLine: QuickLine
    problemLabel: QLabel
    leftButton: QPushButton
    bodySplitter: PanelSplitter
    tableStack: QStackedWidget
    emptyState: EmptyState

    def begin(self, parts: WorkParts, words: WorkWords) -> None:
        """Call it once, when the form is loaded and its own parts are dressed."""
        self._filters, self._table, self._panel = parts.filters, parts.table, parts.panel
        self._model, self._edits, self._words = parts.model, parts.edits, words
        self._wanted, self._wanted_too = "", []
        self.cell_seen = 0
        self._sums: Sums | None = None
        self._shown, self._seen = 0, WorkView()
        self.counting = CountedLater(self._count, self._take_count, self)
        self._dress(words)
        self._connect()
        RecordUndo(self).watch(self.findChildren(QLineEdit))
        BackToList(self._table, self, self._filters.wordsEdit)
        SummaryRoom(self, self.context.theme, self.summaryLabel)
        self._add_commands(words)
        self._live: LiveQuery[Loaded] = LiveQuery(
            self, self.context.bus, entities=self.entities, load=self._load, show=self._show, patch=self._patch
        )
        self._live_sums: LiveQuery[Any] = LiveQuery(
            self,
            self.context.bus,
            entities=self.counted,
            load=self.load_sums,
            show=self.show_sums,
            patch=lambda sets: said_alone(sets, self.said, among=self.counted) is not None,
        )
        for changed in (self.context.scope.changed, self.context.me.changed):
            changed.connect(self._live.invalidate)
        self.context.scope.changed.connect(self._live_sums.invalidate)

    # ------------------------------------------------------------------ what each page says itself

    def load_ids(self, wanted: WorkFilter, view: WorkView, *, soon: bool) -> tuple[WorkExtent, Sequence[str]]:
        """How long the list is, and what it begins with; `soon`: it may be counted later where that takes longer."""
        raise NotImplementedError

    def portions(self, loaded: Loaded) -> Callable[[int, int], Sequence[str]]:
        """Where the list gets ids from a place on as they come into sight."""
        raise NotImplementedError

    def lines(self, ids: Sequence[str]) -> Mapping[str, Any]:
        """What the list says of some of them."""
        raise NotImplementedError

    def load_sums(self) -> Any:
        """What the whole comes to."""
        raise NotImplementedError

    def sums_words(self, sums: Any) -> str:
        """That in words."""
        raise NotImplementedError

    def head_words(self, grouping: WorkGrouping, group: WorkGroup) -> str:
        """What a head in the list says."""
        raise NotImplementedError

    def shown_one(self, row_id: str) -> Any:
        """One thing in full; None where it is gone."""
        raise NotImplementedError

    def read_line(self, text: str, group_id: str) -> Preview | None:
        """What a line would become."""
        raise NotImplementedError

    def add_line(self, text: str, group_id: str) -> str:
        """Makes a new thing of a line, and gives its id."""
        raise NotImplementedError

    def export(self, wanted: WorkFilter, view: WorkView, shown: str) -> Build:
        """The list for others; `shown` says what its filters let through."""
        raise NotImplementedError

    def own_commands(self) -> Sequence[Command]:
        """What can be done here and not with other work."""
        raise NotImplementedError

    # ------------------------------------------------------------------ the page

    def place(self) -> Place | None:
        current = self.current()
        return Place(self.name, current) if current else None

    def restore(self, place: Place) -> None:
        view = view_at(place.item, states=self.states)
        if place.item == NEW:
            self.begin_new()
        elif view is not None:
            self._filters.show_view(replace(view, order=self._filters.view.order))
        else:
            self._wanted = place.item
            self._live.refresh()

    def activate(self) -> None:
        if self.quickLine.isVisible():
            self.quickLine.edit.setFocus()
        elif self._model.rowCount():
            self._table.setFocus()
        else:
            self.newButton.setFocus()

    def flush(self) -> None:
        self._panel.flush()

    @property
    def stale(self) -> bool:
        """Whether the list is still to be read again."""
        return self._live.stale

    def reload(self) -> None:
        """Reads the list again, as after a change."""
        self._live.invalidate()

    def current(self) -> str:
        """The one at hand; "" for none."""
        index = self._table.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else ""

    def family(self) -> tuple[str, ...]:
        """The group at hand, and those below it."""
        return self.context.services.groups.family(self.context.scope.group_id)

    def wanted(self) -> WorkFilter:
        """What the filters let through."""
        today, me = self.context.clock.today(), self.context.me.id
        return self._filters.view.wanted(group_ids=self.family(), today=today, me=me)

    def refuse(self, words: str) -> None:
        """Says above the list what can't be done."""
        self.leftButton.hide()
        self.problemLabel.setText(words)
        self.problemLabel.show()

    def _say_left(self, words: str, ids: list[str]) -> None:
        """Says what wasn't set, since somebody else changed it, and offers to look at it."""
        self.refuse(words)
        self._left = ids
        self.leftButton.setText(ngettext("Show it", "Show them", len(ids)))
        self.leftButton.setVisible(bool(ids) and ids != self._table.selected_ids())

    def _show_left(self) -> None:
        """Selects what wasn't set, whatever the filters hold back."""
        self._wanted, self._wanted_too = self._left[0], self._left
        self._live.refresh()
        self._table.setFocus()

    def _say_nothing(self) -> None:
        self.problemLabel.hide()
        self.leftButton.hide()

    def go(self, place: Place) -> None:
        """Elsewhere, where there is such a page."""
        if self.context.navigator.can_go(place.page):
            self.context.navigator.go(place)

    # ------------------------------------------------------------------ made once

    def _dress(self, words: WorkWords) -> None:
        context = self.context
        self.many = ManyFields(
            self._edits, self._table.selected_ids, who=words.who, states=words.states, count_words=words.count
        )
        self._panel.add_other(self.many)
        self.bodySplitter.dress(context.theme, context.settings, f"{self.name}-panel")
        self._left: list[str] = []
        self._say_nothing()
        self.quickLine.dress(name=words.new, example=words.example)
        self._filters.dress(filter_offers(context), words.filters)
        self.views = KeptViews(context, self._filters, self.name, states=self.states, usual=self.usual, parent=self)
        context.theme.changed.connect(self._filters.fit)
        self._panel_turn = QTimer(self, singleShot=True, interval=0)
        self._panel_turn.timeout.connect(self._show_one)
        self._beside = AfterOpening(self, self._panel_turn.start)

    def _connect(self) -> None:
        table = self._table
        self.views.changed.connect(self.reload)
        table.chosen.connect(self._beside.ask)
        table.line_asked.connect(self.go_to_line)
        table.delete_asked.connect(self._delete)
        table.sort_asked.connect(self._sort_by)
        self.many.delete_asked.connect(self._delete)
        self._edits.refused.connect(self.refuse)
        self._edits.taken.connect(self._say_nothing)
        self._edits.left.connect(self._say_left)
        self.leftButton.clicked.connect(self._show_left)
        table.cell_begun.connect(self._begin_cell)
        self.emptyState.asked.connect(self._fill_emptiness)
        self.newButton.clicked.connect(self.begin_new)
        self.quickLine.entered.connect(self._add)
        self.quickLine.left.connect(self.activate)

    def _add_commands(self, words: WorkWords) -> None:
        self.exportButton.dress(self, words.title, self.listed, also=words.export_also)
        for command in self.own_commands():
            self.add_command(command)
        find = partial(self._filters.wordsEdit.setFocus, Qt.FocusReason.ShortcutFocusReason)
        for command_id, said, run, menu, section, own in (
            ("line", _("Go to its &line"), self.go_to_line, Menu.EDIT, 60, keys("Ctrl+L")),
            ("delete", words.delete, self._delete, Menu.EDIT, 60, Keys()),
            ("find", words.find, find, Menu.EDIT, 70, keys("Ctrl+F")),
            ("all", words.show_all, self.views.show_all, Menu.VIEW, 40, keys("Ctrl+Shift+F")),
            ("sort", _("S&ort by the column at hand"), self._sort_here, Menu.VIEW, 40, keys("Ctrl+Shift+S")),
            ("keep", _("&Keep this view…"), self.views.ask_name, Menu.VIEW, 40, keys("Ctrl+Shift+K")),
        ):
            self.add_command(Command(f"{self.name}.{command_id}", said, run, menu, section, own))
        self.context.commands.describe_keys(words.key_group())

    # ------------------------------------------------------------------ showing the list

    def _load(self) -> Loaded:
        wanted, view = self.wanted(), self._filters.view
        # Whoever stands further down finds that place again, and what they were sent to wherever it is.
        at_top = not self._wanted and self._table.currentIndex().row() < BLOCK // 2
        return Loaded(wanted, view, *self.load_ids(wanted, view, soon=at_top))

    def _count(self, loaded: Loaded) -> WorkExtent:
        return self.load_ids(loaded.wanted, loaded.view, soon=False)[0]

    def _take_count(self, extent: WorkExtent) -> None:
        self._model.grow(extent.count)
        self._shown = extent.count
        self._say_sums()

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """Rows that say something else, in a list that neither looks for words nor is ordered by them."""
        changed, view = said_alone(sets, self.said, among=self.entities), self._filters.view
        if changed is None or view.words or view.order.sort is WorkSort.WHAT:
            return False
        if changed:
            self._model.renew(changed)
            self.fit_lines(changed)
        if self.current() in changed:
            self._panel_turn.start()
        return True

    def _show(self, loaded: Loaded) -> None:
        self.counting.of(loaded)
        self.views.name_filters()
        order, table, count = loaded.view.order, self._table, loaded.extent.count
        current = self._wanted or self.current()
        selected = self._wanted_too if self._wanted else table.selected_ids()
        near = self._near(loaded, current)
        # Where the one at hand is sifted out, another list begins at its beginning; one that lost a row goes on there.
        instead = near if loaded.view == self._seen else 0
        self._seen = loaded.view
        self._model.read_from(Reader(self.portions(loaded), self.lines))
        heads = partial(self.head_words, order.grouping)
        self._model.show(loaded.extent, loaded.ids[:BLOCK], today=self.context.clock.today(), head_words=heads)
        column = next(column for column, sort in self.sorts.items() if sort is order.sort)
        table.show_order(column, descending=order.descending)
        table.fit_heads()
        self.fit_list()
        self.tableStack.setCurrentWidget(table if count else self.emptyState)
        if count and (self.current() != current or not current or self._wanted_too):
            table.select_ids(current, selected, near=near, instead=instead)
        self._find_wanted()
        if not loaded.extent.more:
            self._take_count(loaded.extent)
        self._beside.ask()

    def fit_list(self) -> None:
        """Gives the list's columns and rows their room."""
        self._table.fit()

    def fit_lines(self, ids: Collection[str]) -> None:
        """Gives the rows of some things their height."""
        self._table.fit_lines(ids)

    def _near(self, loaded: Loaded, current: str) -> int:
        """About where the current one stands: a long list is looked through around there."""
        if self._wanted and current in loaded.ids:
            return loaded.ids.index(current)
        return max(0, self._table.currentIndex().row())

    def _find_wanted(self) -> None:
        """What somebody was sent to is shown, whatever the filters hold back."""
        wanted, too = self._wanted, self._wanted_too
        self._wanted, self._wanted_too = "", []
        held_back = self.current() != wanted or not set(too) <= set(self._table.selected_ids())
        if wanted and held_back and self._filters.view.sifts:
            self._wanted, self._wanted_too = wanted, too
            self.views.show_all()

    def show_sums(self, sums: Any) -> None:
        """Shows what the whole comes to."""
        self._sums = sums
        self._say_sums()

    def _say_sums(self) -> None:
        sums, words = self._sums, self._words
        total = sums.total if sums is not None else 0
        said = self.sums_words(sums) if total else ""
        if said and self.views.sifts:
            # Or the overdue of all would be read as those of whoever the list is about. What stands under two heads
            # counts in both: there the heads alone say how many.
            several = self._filters.view.order.grouping in (WorkGrouping.OWNER, WorkGrouping.ITEM)
            phrase = _("In all: {sums}") if several else _("{count} shown. In all: {sums}")
            said = phrase.format(count=f"{self._shown:,}", sums=said)
        self.summaryLabel.setText(said)
        if total:
            self.emptyState.say(words.none_fits, words.held_back.format(count=f"{total:,}"), _("Show all"))
        else:
            self.emptyState.say(words.nothing, words.belongs, words.add)

    def _fill_emptiness(self) -> None:
        self.views.show_all() if self._sums is not None and self._sums.total else self.begin_new()

    def _show_one(self) -> None:
        if not self.isVisible():
            return
        selected, names = self._table.selected_rows(), party_names(self.context)
        if selected > 1:
            self.many.offer(names)
            self.many.show_count(selected, most=BLOCK)
            self._panel.show_other()
            return
        current = self.current()
        self._panel.offer(names)
        self._panel.show_one(self.shown_one(current) if current else None)

    def _sort_by(self, column: int) -> None:
        self.views.sort_by(self.sorts[column])

    def _sort_here(self) -> None:
        self._sort_by(max(0, self._table.currentIndex().column()))

    # ------------------------------------------------------------------ doing

    def begin_new(self) -> None:
        """Makes ready for a new one, typed in a line."""
        group = self.context.scope.group_id
        if group:
            self._say_nothing()
            self.quickLine.begin(lambda text: self.read_line(text, group))
        else:
            self.refuse(self._words.no_group)

    def _add(self, text: str) -> None:
        try:
            self._wanted = self.add_line(text, self.context.scope.group_id)
        except AppError as problem:
            self.quickLine.refuse(problem.words)
        else:
            self.quickLine.done()

    def selected(self) -> Sequence[str]:
        """Those that are selected; none where they are too many for one step, which is said."""
        if self._table.selected_rows() <= BLOCK:
            return self._table.selected_ids()
        self.refuse(_("Select at most {most} to change them in one step.").format(most=f"{BLOCK:,}"))
        return ()

    def _begin_cell(self) -> None:
        self.cell_seen = self._edits.now()

    def _delete(self) -> None:
        self._edits.delete(self.selected())

    def mark(self, *, closed: str, opened: str) -> None:
        """All that are selected are closed; where none of them is open any more, they are open again."""
        ids = self.selected()
        if ids:
            is_open = any(line.status.is_open for line in self.lines(ids).values())
            self._edits.set_status(ids, closed if is_open else opened)

    def go_to_line(self) -> None:
        """To the line that the one at hand was captured from."""
        line = self._model.line_at(self._table.currentIndex())
        if line is not None and line.meeting_id:
            self.go(Place("meeting", line.meeting_id, line.note_id or ""))

    def listed(self) -> Build:
        """What is shown, as a list for others, which says what it lets through."""
        view = self._filters.view
        whole = view == WorkView(status="", order=view.order)
        return self.export(self.wanted(), view, "" if whole else self._filters.name_of_view())
