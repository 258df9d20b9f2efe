"""Which data is needed, who was asked, and what each gave: the summary's table over all meetings, edited in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.need_list import NeedListLine, NeedSums
from msa_wg_desktop.domain.work_list import WorkExtent, WorkOrder, WorkSort
from msa_wg_desktop.domain.work_views import WorkView, view_at
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Keys, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.dialogs.ask_dialog import AskDialog
from msa_wg_desktop.gui.models.need_list_table import NeedListTable
from msa_wg_desktop.gui.models.needs_table import NeedColumn
from msa_wg_desktop.gui.models.portions_model import BLOCK, Reader
from msa_wg_desktop.gui.models.section_words import need_states
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.export_button import Build, ExportButton
from msa_wg_desktop.gui.widgets.kept_views import KeptViews
from msa_wg_desktop.gui.widgets.many_fields import ManyFields
from msa_wg_desktop.gui.widgets.need_desk import filter_words, need_head_words, shown_need, sums_words
from msa_wg_desktop.gui.widgets.need_edits import NeedEdits
from msa_wg_desktop.gui.widgets.need_list_view import NeedListView
from msa_wg_desktop.gui.widgets.need_panel import NeedPanel
from msa_wg_desktop.gui.widgets.needs_table import open_status_menu, response_saver
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.gui.widgets.quick_line import QuickLine
from msa_wg_desktop.gui.widgets.work_desk import filter_offers, party_names
from msa_wg_desktop.gui.widgets.work_filters import WorkFilters
from msa_wg_desktop.words import _, ngettext

_ENTITIES = frozenset(
    {
        "affiliation", "capture", "class_member", "commission_order", "data_need", "data_need_party", "material",
        "material_citation", "meeting", "note", "order_item", "order_link", "party", "working_group",
    }
)  # fmt: skip
NEW = "new"
"""The item of the place at which the page is ready for a new data need."""
_SORTS = {
    NeedColumn.NEED: WorkSort.WHAT,
    NeedColumn.WHO: WorkSort.OWNER,
    NeedColumn.STATUS: WorkSort.STATUS,
    NeedColumn.DUE: WorkSort.DUE,
    NeedColumn.ASKED: WorkSort.SOURCE,
    NeedColumn.RESPONSE: WorkSort.SOURCE,
}
_USUAL = WorkView(status="", order=WorkOrder(sort=WorkSort.SOURCE))
_EDIT_MENU, _VIEW_MENU = Menu.EDIT, Menu.VIEW


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the list is to be, and what it was asked with."""

    view: WorkView
    extent: WorkExtent
    ids: tuple[str, ...]


class NeedsPage(Page):
    """Ids are read at once, rows as they come into sight; what can't be taken is said above the list."""

    titleLabel: QLabel
    summaryLabel: QLabel
    askButton: QPushButton
    exportButton: ExportButton
    newButton: QPushButton
    needFilters: WorkFilters
    quickLine: QuickLine
    problemLabel: QLabel
    bodySplitter: PanelSplitter
    tableStack: QStackedWidget
    needsTable: NeedListView
    emptyState: EmptyState
    needPanel: NeedPanel

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/needs_page", self)
        self._wanted = self._follows = ""
        self._sums = NeedSums(0, 0, 0, 0)
        self._shown = 0
        self.edits = NeedEdits(context, self)
        self.model = NeedListTable(self._settle, self)
        self._dress()
        self._connect()
        self._add_commands()
        self._live: LiveQuery[Loaded] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show
        )
        self._live_sums: LiveQuery[NeedSums] = LiveQuery(
            self, context.bus, entities={"data_need", "data_need_party"}, load=self._load_sums, show=self._show_sums
        )
        for changed in (context.scope.changed, context.me.changed):
            changed.connect(self._live.invalidate)
        context.scope.changed.connect(self._live_sums.invalidate)

    def _dress(self) -> None:
        context = self.context
        self.needsTable.setModel(self.model)
        saver = partial(response_saver, context)
        self.needsTable.dress(context.theme, offers=partial(party_names, context), saver=saver)
        self.needPanel.dress(context, self.edits)
        self.manyNeeds = ManyFields(
            self.edits,
            self.needsTable.selected_ids,
            who=_("&Asked of"),
            states=need_states(),
            count_words=_count_words,
        )
        self.askManyButton = self.manyNeeds.add_button(_("Asked again today"))
        self.needPanel.add_other(self.manyNeeds)
        self.bodySplitter.dress(context.theme, context.settings, "needs-panel")
        self.problemLabel.hide()
        example = _("Who to provide what by when, such as: Tesla to provide outage data by Fri #26.6")
        self.quickLine.dress(name=_("New data need"), example=example)
        self.needFilters.dress(filter_offers(context), filter_words())
        self.views = KeptViews(
            context, self.needFilters, "needs", states=frozenset(NeedStatus), usual=_USUAL, parent=self
        )
        context.theme.changed.connect(self.needFilters.fit)
        self._panel = QTimer(self, singleShot=True, interval=0)
        self._panel.timeout.connect(self._show_one)

    def _connect(self) -> None:
        table, panel = self.needsTable, self.needPanel
        self.views.changed.connect(self.reload)
        table.chosen.connect(self._panel.start)
        table.line_asked.connect(self._go_to_line)
        table.delete_asked.connect(self._delete)
        table.sort_asked.connect(self._sort_by)
        table.status_asked.connect(self._choose_status)
        table.response_asked.connect(panel.focus_response)
        panel.line_asked.connect(self._go_to_line)
        panel.place_asked.connect(self._go)
        panel.follow_asked.connect(self._begin_follow_up)
        panel.cite_asked.connect(self._choose_material)
        panel.overrule_asked.connect(self._overrule)
        self.manyNeeds.delete_asked.connect(self._delete)
        self.askManyButton.clicked.connect(self._ask_selected_again)
        self.edits.refused.connect(self._refuse)
        self.edits.taken.connect(self.problemLabel.hide)
        self.emptyState.asked.connect(self._fill_emptiness)
        self.newButton.clicked.connect(self._begin_new)
        self.askButton.clicked.connect(self._ask)
        self.quickLine.entered.connect(self._add)
        self.quickLine.left.connect(self.activate)

    # ------------------------------------------------------------------ the page

    def place(self) -> Place | None:
        current = self._current()
        return Place("needs", current) if current else None

    def restore(self, place: Place) -> None:
        view = view_at(place.item, states=frozenset(NeedStatus))
        if place.item == NEW:
            self._begin_new()
        elif view is not None:
            self.needFilters.show_view(replace(view, order=self.needFilters.view.order))
        else:
            self._wanted = place.item
            self._live.refresh()

    def activate(self) -> None:
        if self.quickLine.isVisible():
            self.quickLine.edit.setFocus()
        elif self.model.rowCount():
            self.needsTable.setFocus()
        else:
            self.newButton.setFocus()

    def flush(self) -> None:
        self.needsTable.delegate.flush()
        self.needPanel.flush()

    def reload(self) -> None:
        """Reads the list again, as after a change."""
        self._live.invalidate()

    def _current(self) -> str:
        index = self.needsTable.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else ""

    def _family(self) -> tuple[str, ...]:
        return self.context.services.groups.family(self.context.scope.group_id)

    # ------------------------------------------------------------------ showing

    def _load(self) -> Loaded:
        view, me = self.needFilters.view, self.context.me.id
        wanted = view.wanted(group_ids=self._family(), today=self.context.clock.today(), me=me)
        return Loaded(view, *self.context.services.need_list.begin(wanted, view.order))

    def _show(self, loaded: Loaded) -> None:
        self.views.name_filters()
        order, ids, table = loaded.view.order, loaded.ids, self.needsTable
        current = self._wanted or self._current()
        selected = [] if self._wanted else table.selected_ids()
        near = self._near(loaded, current)
        read = self.context.services.need_list.lines
        self.model.read_from(Reader(lambda offset, limit: ids[offset : offset + limit], read))
        words = partial(need_head_words, order.grouping)
        self.model.show(loaded.extent, ids[:BLOCK], today=self.context.clock.today(), head_words=words)
        columns = [column for column, sort in _SORTS.items() if sort is order.sort]
        table.show_order(columns[0], descending=order.descending)
        table.fit_heads()
        if table.delegate.open_row < 0:
            table.fit()
        table.delegate.refresh_open()
        self._shown = loaded.extent.count
        self.tableStack.setCurrentWidget(table if ids else self.emptyState)
        if ids and (self._current() != current or not current):
            table.select_ids(current, selected, near=near)
        self._find_wanted()
        self._say_sums()
        self._panel.start()

    def _near(self, loaded: Loaded, current: str) -> int:
        """About where the current one stands: a long list is looked through around there."""
        if self._wanted and current in loaded.ids:
            return loaded.ids.index(current)
        return max(0, self.needsTable.currentIndex().row())

    def _find_wanted(self) -> None:
        """What somebody was sent to is shown, whatever the filters hold back."""
        wanted, self._wanted = self._wanted, ""
        if wanted and self._current() != wanted and self.needFilters.view.sifts:
            self._wanted = wanted
            self.views.show_all()

    def _load_sums(self) -> NeedSums:
        return self.context.services.need_list.sums(self._family())

    def _show_sums(self, sums: NeedSums) -> None:
        self._sums = sums
        self.needsTable.show_dates(dated=sums.dated)
        self.needsTable.fit()
        self._say_sums()

    def _say_sums(self) -> None:
        words, total = sums_words(self._sums), self._sums.total
        sifted = _("{count} shown").format(count=f"{self._shown:,}") if self.views.sifts and total else ""
        self.summaryLabel.setText(" · ".join(part for part in (sifted, words) if part))
        self.askButton.setEnabled(self._sums.open > 0)
        if total:
            self.emptyState.say(
                _("No data need fits these filters"),
                _("{count} data needs are held back by them.").format(count=f"{total:,}"),
                _("Show all"),
            )
        else:
            self.emptyState.say(
                _("No data needs yet"),
                _("What information is missing, and who is asked for it. Mark lines in the notes, or type one here."),
                _("New need"),
            )

    def _fill_emptiness(self) -> None:
        self.views.show_all() if self._sums.total else self._begin_new()

    def _show_one(self) -> None:
        if not self.isVisible():
            return
        selected = self.needsTable.selected_rows()
        names = party_names(self.context)
        if selected > 1:
            self.manyNeeds.offer(names)
            self.manyNeeds.show_count(selected, most=BLOCK)
            self.needPanel.show_other()
            return
        current = self._current()
        self.needPanel.show_need(shown_need(self.context, current) if current else None, names=names)

    # ------------------------------------------------------------------ doing

    def _settle(self, line: NeedListLine, column: int, text: str) -> bool:
        match NeedColumn(column):
            case NeedColumn.NEED:
                return self.edits.set_need(line.id, text)
            case NeedColumn.WHO:
                return self.edits.set_owners((line.id,), text)
            case NeedColumn.RESPONSE:
                return self.edits.set_response(line.id, text)
            case NeedColumn.DUE:
                return self.edits.set_due((line.id,), text, asked_on=line.asked_on)
            case _:
                return self.edits.set_status((line.id,), text)

    def _choose_status(self, index: QModelIndex) -> None:
        line = self.model.line_at(index)
        if line is not None:
            at = self.needsTable.viewport().mapToGlobal(self.needsTable.visualRect(index).bottomLeft())
            open_status_menu(self, at, line.status, lambda status: self.edits.set_status((line.id,), status))

    def _refuse(self, words: str) -> None:
        self.problemLabel.setText(words)
        self.problemLabel.show()

    def _begin_new(self) -> None:
        self._begin("")

    def _begin_follow_up(self) -> None:
        self._begin(self._current())

    def _begin(self, follows: str) -> None:
        """A line for a new need, or for one that follows another."""
        group = self.context.scope.group_id
        if not group:
            self._refuse(_("There is no group yet. Data needs belong to one: start it on the page Meetings."))
            return
        self._follows = follows
        before = self.model.line_at(self.needsTable.currentIndex()) if follows else None
        self.quickLine.say_context(_("Follows: {need}").format(need=before.need) if before else "")
        self.quickLine.begin(lambda text: self.context.services.need_lines.preview(text, group))

    def _add(self, text: str) -> None:
        more = {"follows_id": self._follows} if self._follows else {}
        try:
            self._wanted = self.context.services.need_lines.add(text, self.context.scope.group_id, **more)
        except AppError as problem:
            self.quickLine.refuse(problem.words)
            return
        self._follows = ""
        self.quickLine.say_context("")
        self.quickLine.done()

    def _delete(self) -> None:
        if self.needsTable.selected_rows() > BLOCK:
            self._refuse(_("Select at most {most} to delete them in one step.").format(most=f"{BLOCK:,}"))
            return
        self.edits.delete(self.needsTable.selected_ids())

    def _mark_answered(self) -> None:
        """All that are selected; where none of them is open any more, they are asked again."""
        ids = self.needsTable.selected_ids()
        lines = self.context.services.need_list.lines(ids)
        closed = all(not line.status.is_open for line in lines.values())
        if ids:
            self.edits.set_status(ids, (NeedStatus.REQUESTED if closed else NeedStatus.ANSWERED).value)

    def _ask_selected_again(self) -> None:
        self.edits.ask_again(self.needsTable.selected_ids())

    def _overrule(self, status: str) -> None:
        """In the name of whoever says so: me, where the record knows who that is."""
        need_id, me = self._current(), self.context.me.id
        if me:
            self.edits.overrule(need_id, status, me)
            return
        people = [Pick(person.id, person.display) for person in self.context.services.parties.people()]
        PickPopup.open_below(
            self.needPanel.wholeBox, _("Who says so"), people, lambda who: self.edits.overrule(need_id, status, who)
        )

    def _choose_material(self) -> None:
        need_id = self._current()
        picks = [Pick(row.id, row.title) for row in self.context.services.materials.list()]
        if not picks:
            self._refuse(_("There are no materials yet: add them on the page Materials."))
            return
        button = self.needPanel.citeButton
        PickPopup.open_below(button, _("Material"), picks, lambda material: self.edits.cite(material, need_id))

    def _ask(self) -> None:
        """About those that are selected, where several are; else about all that are open."""
        several = self.needsTable.selected_ids() if self.needsTable.selected_rows() > 1 else None
        AskDialog(self.context, need_ids=several, parent=self).open()

    def _go_to_line(self) -> None:
        line = self.model.line_at(self.needsTable.currentIndex())
        if line is not None and line.meeting_id:
            self._go(Place("meeting", line.meeting_id, line.note_id or ""))

    def _go(self, place: Place) -> None:
        if self.context.navigator.can_go(place.page):
            self.context.navigator.go(place)

    def _listed(self) -> Build:
        """What is shown, as a list for others."""
        view = self.needFilters.view
        wanted = view.wanted(group_ids=self._family(), today=self.context.clock.today(), me=self.context.me.id)
        shown = self.needFilters.name_of_view() if self.views.sifts else ""
        return partial(self.context.services.table_exports.data_needs, wanted, shown=shown)

    # ------------------------------------------------------------------ commands

    def _sort_by(self, column: int) -> None:
        self.views.sort_by(_SORTS[NeedColumn(column)])

    def _add_commands(self) -> None:
        def add(command_id: str, words: str, run: Any, section: int, own: Keys, menu: Menu = _EDIT_MENU) -> None:
            self.add_command(Command(f"needs.{command_id}", words, run, menu, section, own))

        self.exportButton.dress(self, _("Data needs"), self._listed)
        add("answered", _("Mark as &answered, or asked again"), self._mark_answered, 60, keys("Ctrl+Shift+D"))
        add("again", _("Asked a&gain today"), self._ask_selected_again, 60, keys("Ctrl+Shift+G"))
        add("follow", _("&Follow-up need…"), self._begin_follow_up, 60, keys("Ctrl+Shift+N"))
        add("ask", _("Ask for &responses…"), self._ask, 60, keys("Ctrl+Shift+R"))
        add("line", _("Go to its &line"), self._go_to_line, 60, keys("Ctrl+L"))
        add("delete", _("De&lete the data need"), self._delete, 60, Keys())
        focus = partial(self.needFilters.wordsEdit.setFocus, Qt.FocusReason.ShortcutFocusReason)
        add("find", _("&Find in the data needs"), focus, 70, keys("Ctrl+F"))
        add("all", _("Show &all data needs"), self.views.show_all, 40, keys("Ctrl+Shift+F"), _VIEW_MENU)
        add("sort", _("S&ort by the column at hand"), self._sort_here, 40, keys("Ctrl+Shift+S"), _VIEW_MENU)
        add("keep", _("&Keep this view…"), self.views.ask_name, 40, keys("Ctrl+Shift+K"), _VIEW_MENU)
        self.context.commands.describe_keys(
            KeyGroup(
                _("List of data needs"),
                (
                    KeyRow(_("Edit the cell"), "Enter, F2"),
                    KeyRow(_("Take what was typed into a response"), "Ctrl+Enter, Esc"),
                    KeyRow(_("Delete what is selected"), "Delete"),
                    KeyRow(_("Select several"), "Shift+↑, Shift+↓, Ctrl+A"),
                    KeyRow(_("On to the fields beside the list"), "Tab"),
                ),
            )
        )

    def _sort_here(self) -> None:
        self._sort_by(max(0, self.needsTable.currentIndex().column()))


def _count_words(count: int) -> str:
    return ngettext("{count} data need selected", "{count} data needs selected", count).format(count=f"{count:,}")
