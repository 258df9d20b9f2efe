"""Which data is needed, who was asked, and what each gave: the summary's table over all meetings, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPushButton, QWidget

from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.need_list import NeedListLine, NeedSums
from msa_wg_desktop.domain.readings import Preview
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import WorkExtent, WorkGroup, WorkGrouping, WorkOrder, WorkSort
from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, KeyRow, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.need_list_table import NeedListTable
from msa_wg_desktop.gui.models.needs_table import NeedColumn
from msa_wg_desktop.gui.models.section_words import need_states
from msa_wg_desktop.gui.widgets.export_button import Build
from msa_wg_desktop.gui.widgets.meeting.needs_table import open_status_menu, response_saver
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.gui.widgets.work.answer_offer import offer_answered
from msa_wg_desktop.gui.widgets.work.need_desk import filter_words, need_head_words, shown_need, sums_words
from msa_wg_desktop.gui.widgets.work.need_edits import NeedEdits
from msa_wg_desktop.gui.widgets.work.need_list_view import NeedListView
from msa_wg_desktop.gui.widgets.work.need_panel import NeedPanel, ShownNeed
from msa_wg_desktop.gui.widgets.work.work_desk import party_names
from msa_wg_desktop.gui.widgets.work.work_filters import WorkFilters
from msa_wg_desktop.gui.widgets.work.work_page import WorkPage
from msa_wg_desktop.gui.widgets.work.work_parts import Loaded, WorkParts, WorkWords
from msa_wg_desktop.words import _, ngettext


class NeedsPage(WorkPage):
    """Ids are read at once; a new need may follow the one at hand."""

    name = "needs"
    states = frozenset(NeedStatus)
    entities = frozenset(
        {
            "affiliation", "capture", "class_member", "commission_order", "data_need", "data_need_party", "material",
            "material_citation", "meeting", "note", "order_item", "order_link", "party", "working_group",
        }
    )  # fmt: skip
    counted = frozenset({"data_need", "data_need_party"})
    said = ("data_need", frozenset({"need", "response"}))
    sorts: ClassVar = {
        NeedColumn.NEED: WorkSort.WHAT,
        NeedColumn.WHO: WorkSort.OWNER,
        NeedColumn.STATUS: WorkSort.STATUS,
        NeedColumn.DUE: WorkSort.DUE,
        NeedColumn.ASKED: WorkSort.SOURCE,
        NeedColumn.RESPONSE: WorkSort.SOURCE,
    }
    usual = WorkView(status="", order=WorkOrder(sort=WorkSort.SOURCE))

    askButton: QPushButton
    needFilters: WorkFilters
    needsTable: NeedListView
    needPanel: NeedPanel

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/needs_page", self)
        self._follows = ""
        self.edits = NeedEdits(context, self)
        self.model = NeedListTable(self._settle, self)
        self.needsTable.setModel(self.model)
        saver = partial(response_saver, context)
        self.needsTable.dress(context.theme, offers=partial(party_names, context), saver=saver)
        self.needPanel.dress(context, self.edits)
        parts = WorkParts(
            filters=self.needFilters, table=self.needsTable, panel=self.needPanel, model=self.model, edits=self.edits
        )
        self.begin(parts, _words())
        self.askManyButton = self.many.add_button(_("Asked again today"))
        self._connect_own()

    def _connect_own(self) -> None:
        panel = self.needPanel
        self.needsTable.status_asked.connect(self._choose_status)
        self.needsTable.response_asked.connect(panel.focus_response)
        self.needsTable.delegate.responded.connect(partial(offer_answered, self.context))
        panel.line_asked.connect(self.go_to_line)
        panel.place_asked.connect(self.go)
        panel.follow_asked.connect(self._begin_follow_up)
        panel.cite_asked.connect(self._choose_material)
        panel.overrule_asked.connect(self._overrule)
        self.askManyButton.clicked.connect(self._ask_selected_again)
        self.askButton.clicked.connect(self._ask)

    def flush(self) -> None:
        self.needsTable.delegate.flush()
        super().flush()

    # ------------------------------------------------------------------ reading

    def load_ids(self, wanted: WorkFilter, view: WorkView, *, soon: bool) -> tuple[WorkExtent, Sequence[str]]:
        return self.context.services.need_list.begin(wanted, view.order)

    def portions(self, loaded: Loaded) -> Callable[[int, int], Sequence[str]]:
        return lambda offset, limit: loaded.ids[offset : offset + limit]

    def lines(self, ids: Sequence[str]) -> Mapping[str, NeedListLine]:
        return self.context.services.need_list.lines(ids)

    def load_sums(self) -> NeedSums:
        return self.context.services.need_list.sums(self.family())

    def show_sums(self, sums: NeedSums) -> None:
        self.needsTable.show_dates(dated=sums.dated)
        self.needsTable.fit()
        self.askButton.setEnabled(sums.open > 0)
        super().show_sums(sums)

    def sums_words(self, sums: NeedSums) -> str:
        return sums_words(sums)

    def head_words(self, grouping: WorkGrouping, group: WorkGroup) -> str:
        return need_head_words(grouping, group)

    def fit_list(self) -> None:
        """A response that is being written stays as high as it is."""
        if self.needsTable.delegate.open_row < 0:
            self.needsTable.fit()
        self.needsTable.delegate.refresh_open()

    def fit_lines(self, ids: Collection[str]) -> None:
        if self.needsTable.delegate.open_row < 0:
            super().fit_lines(ids)
        self.needsTable.delegate.refresh_open()

    def shown_one(self, row_id: str) -> ShownNeed | None:
        return shown_need(self.context, row_id)

    def export(self, wanted: WorkFilter, view: WorkView, shown: str) -> Build:
        return partial(self.context.services.table_exports.data_needs, wanted, shown=shown)

    # ------------------------------------------------------------------ doing

    def _settle(self, line: NeedListLine, column: int, text: str) -> bool:
        seen = self.cell_seen
        match NeedColumn(column):
            case NeedColumn.NEED:
                return self.edits.set_need(line.id, text, seen=seen)
            case NeedColumn.WHO:
                return self.edits.set_owners((line.id,), text, seen=seen)
            case NeedColumn.RESPONSE:
                return self.edits.set_response(line.id, text)
            case NeedColumn.DUE:
                return self.edits.set_due((line.id,), text, asked_on=line.asked_on, seen=seen)
            case _:
                return self.edits.set_status((line.id,), text)

    def _choose_status(self, index: QModelIndex) -> None:
        line = self.model.line_at(index)
        if line is not None:
            at = self.needsTable.viewport().mapToGlobal(self.needsTable.visualRect(index).bottomLeft())
            open_status_menu(self, at, line.status, lambda status: self.edits.set_status((line.id,), status))

    def begin_new(self) -> None:
        self._begin("")

    def _begin_follow_up(self) -> None:
        self._begin(self.current())

    def _begin(self, follows: str) -> None:
        """A line for a new need, or for one that follows another."""
        before = self.model.line_at(self.needsTable.currentIndex()) if follows else None
        self._follows = before.id if before else ""
        self.quickLine.say_context(_("Follows: {need}").format(need=before.need) if before else "")
        super().begin_new()

    def read_line(self, text: str, group_id: str) -> Preview | None:
        return self.context.services.need_lines.preview(text, group_id)

    def add_line(self, text: str, group_id: str) -> str:
        more = {"follows_id": self._follows} if self._follows else {}
        need_id = self.context.services.need_lines.add(text, group_id, **more)
        self._follows = ""
        self.quickLine.say_context("")
        return need_id

    def _ask_selected_again(self) -> None:
        self.edits.ask_again(self.selected())

    def _overrule(self, status: str) -> None:
        """In the name of whoever says so: me, where the record knows who that is."""
        need_id, me = self.current(), self.context.me.id
        if me:
            self.edits.overrule(need_id, status, me)
            return
        people = [Pick(person.id, person.display) for person in self.context.services.parties.people()]
        PickPopup.open_below(
            self.needPanel.wholeBox, _("Who says so"), people, lambda who: self.edits.overrule(need_id, status, who)
        )

    def _choose_material(self) -> None:
        need_id = self.current()
        picks = [Pick(row.id, row.title) for row in self.context.services.materials.list()]
        if not picks:
            self.refuse(_("There are no materials yet: add them on the page Materials."))
            return
        button = self.needPanel.citeButton
        PickPopup.open_below(button, _("Material"), picks, lambda material: self.edits.cite(material, need_id))

    def _ask(self) -> None:
        """About those that are selected, where several are; else about all that are open."""
        from msa_wg_desktop.gui.dialogs.ask_dialog import AskDialog

        several = self.needsTable.selected_ids() if self.needsTable.selected_rows() > 1 else None
        AskDialog(self.context, need_ids=several, parent=self).open()

    def own_commands(self) -> Sequence[Command]:
        answered = partial(self.mark, closed=NeedStatus.ANSWERED, opened=NeedStatus.REQUESTED)
        return [
            Command(f"needs.{name}", words, run, Menu.EDIT, 60, keys(own))
            for name, words, run, own in (
                ("answered", _("Mark as &answered, or asked again"), answered, "Ctrl+Shift+D"),
                ("again", _("Asked a&gain today"), self._ask_selected_again, "Ctrl+Shift+G"),
                ("follow", _("&Follow-up need…"), self._begin_follow_up, "Ctrl+Shift+N"),
                ("ask", _("Ask for &responses…"), self._ask, "Ctrl+Shift+R"),
            )
        ]


def _words() -> WorkWords:
    return WorkWords(
        title=_("Data needs"),
        new=_("New data need"),
        example=_("Who to provide what by when, such as: Tesla to provide outage data by Fri #26.6"),
        no_group=_("There is no group yet. Data needs belong to one: start it on the page Meetings."),
        who=_("&Asked of"),
        states=need_states(),
        filters=filter_words(),
        count=_count_words,
        none_fits=_("No data need fits these filters"),
        held_back=_("{count} data needs are held back by them."),
        nothing=_("No data needs yet"),
        belongs=_("What information is missing, and who is asked for it. Mark lines in the notes, or type one here."),
        add=_("New need"),
        delete=_("De&lete the data need"),
        find=_("&Find in the data needs"),
        show_all=_("Show &all data needs"),
        keys_title=_("List of data needs"),
        keys=(KeyRow(_("Take what was typed into a response"), "Ctrl+Enter, Esc"),),
    )


def _count_words(count: int) -> str:
    return ngettext("{count} data need selected", "{count} data needs selected", count).format(count=f"{count:,}")
