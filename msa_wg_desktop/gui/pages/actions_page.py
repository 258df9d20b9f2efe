"""Who owes what, by when and why: the actions of a group, sifted, ordered, edited, and each in full beside them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.action_list import ActionLine
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import WorkExtent, WorkSort, WorkSums
from msa_wg_desktop.domain.work_views import MINE, NOBODY, WorkView, view_at
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Keys, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.models.action_words import states
from msa_wg_desktop.gui.models.actions_table import ActionColumn, ActionsTable
from msa_wg_desktop.gui.models.portions_model import BLOCK, Reader
from msa_wg_desktop.gui.models.work_words import head_words
from msa_wg_desktop.gui.widgets.action_desk import filter_words, shown_action
from msa_wg_desktop.gui.widgets.action_edits import ActionEdits
from msa_wg_desktop.gui.widgets.action_panel import ActionPanel
from msa_wg_desktop.gui.widgets.action_view import ActionsView
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.export_button import Build, ExportButton
from msa_wg_desktop.gui.widgets.kept_views import KeptViews
from msa_wg_desktop.gui.widgets.many_fields import ManyFields
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.gui.widgets.quick_line import QuickLine
from msa_wg_desktop.gui.widgets.work_desk import filter_offers, party_names
from msa_wg_desktop.gui.widgets.work_filters import WorkFilters
from msa_wg_desktop.words import _, ngettext

_ENTITIES = frozenset(
    {
        "action", "action_owner", "action_update", "capture", "class_member", "commission_order", "meeting", "note",
        "order_item", "order_link", "party", "working_group",
    }
)  # fmt: skip
NEW = "new"
"""The item of the place at which the page is ready for a new action."""
_BLINK = 0.02
_SORTS = dict(zip(ActionColumn, WorkSort, strict=True))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What begins a list, and what it was asked with."""

    wanted: WorkFilter
    view: WorkView
    extent: WorkExtent
    ids: tuple[str, ...]


class ActionsPage(Page):
    """The list is read in portions as it comes into sight; what can't be taken is said above it."""

    titleLabel: QLabel
    summaryLabel: QLabel
    exportButton: ExportButton
    newButton: QPushButton
    actionFilters: WorkFilters
    quickLine: QuickLine
    problemLabel: QLabel
    bodySplitter: PanelSplitter
    tableStack: QStackedWidget
    actionsTable: ActionsView
    emptyState: EmptyState
    actionPanel: ActionPanel

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/actions_page", self)
        self._wanted = ""
        self._sums = WorkSums(0, 0, 0, 0)
        self._shown = 0
        self._unlabelled: dict[str, str] = {}
        self.edits = ActionEdits(context, self)
        self.model = ActionsTable(self._settle, self)
        self._dress()
        self._connect()
        self._add_commands()
        self._live: LiveQuery[Loaded] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show
        )
        self._live_sums: LiveQuery[WorkSums] = LiveQuery(
            self, context.bus, entities={"action", "action_owner"}, load=self._load_sums, show=self._show_sums
        )
        self._live_one: LiveQuery[None] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=lambda: None, show=lambda _nothing: self._show_one()
        )
        context.scope.changed.connect(self._live.invalidate)
        context.me.changed.connect(self._live.invalidate)
        context.scope.changed.connect(self._live_sums.invalidate)

    def _dress(self) -> None:
        context = self.context
        self.actionsTable.setModel(self.model)
        self.actionsTable.dress(context.theme, partial(party_names, context))
        self.actionPanel.dress(context, self.edits)
        self.manyActions = ManyFields(
            self.edits,
            self.actionsTable.selected_ids,
            who=_("&Owners"),
            states=states(),
            count_words=_count_words,
        )
        self.actionPanel.add_other(self.manyActions)
        self.bodySplitter.dress(context.theme, context.settings, "actions-panel")
        self.problemLabel.hide()
        example = _("Who to do what by when, such as: EDCs to call Tesla by Fri #26.6")
        self.quickLine.dress(name=_("New action"), example=example)
        self.actionFilters.dress(filter_offers(context), filter_words())
        self.views = KeptViews(
            context,
            self.actionFilters,
            "actions",
            states=frozenset(ActionStatus),
            usual=WorkView(),
            parent=self,
        )
        context.theme.changed.connect(self.actionFilters.fit)
        self._labels = QTimer(self, singleShot=True, interval=0)
        self._labels.timeout.connect(self._read_labels)
        self._panel = QTimer(self, singleShot=True, interval=0)
        self._panel.timeout.connect(self._show_one)

    def _connect(self) -> None:
        self.views.changed.connect(self.reload)
        self.actionsTable.chosen.connect(self._panel.start)
        self.actionsTable.line_asked.connect(self._go_to_line)
        self.actionsTable.delete_asked.connect(self._delete)
        self.actionsTable.sort_asked.connect(lambda column: self.views.sort_by(_SORTS[ActionColumn(column)]))
        self.actionPanel.line_asked.connect(self._go_to_line)
        self.manyActions.delete_asked.connect(self._delete)
        self.model.labels_wanted.connect(self._want_labels)
        self.edits.refused.connect(self._refuse)
        self.edits.taken.connect(self.problemLabel.hide)
        self.emptyState.asked.connect(self._fill_emptiness)
        self.newButton.clicked.connect(self._begin_new)
        self.quickLine.entered.connect(self._add)
        self.quickLine.left.connect(self.activate)

    # ------------------------------------------------------------------ the page

    def place(self) -> Place | None:
        current = self._current()
        return Place("actions", current) if current else None

    def restore(self, place: Place) -> None:
        if place.item == NEW:
            self._begin_new()
            return
        view = view_at(place.item, states=frozenset(ActionStatus))
        if view is not None:
            self.actionFilters.show_view(replace(view, order=self.actionFilters.view.order))
        else:
            self._wanted = place.item
        self._live.refresh()

    def activate(self) -> None:
        if self.quickLine.isVisible():
            self.quickLine.edit.setFocus()
        elif self.model.rowCount():
            self.actionsTable.setFocus()
        else:
            self.newButton.setFocus()

    def flush(self) -> None:
        self.actionPanel.flush()

    @property
    def stale(self) -> bool:
        """Whether the list is still to be read again."""
        return self._live.stale

    def reload(self) -> None:
        """Reads the list again, as after a change."""
        self._live.invalidate()

    def _current(self) -> str:
        index = self.actionsTable.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else ""

    def _family(self) -> tuple[str, ...]:
        return self.context.services.groups.family(self.context.scope.group_id)

    # ------------------------------------------------------------------ showing the list

    def _load(self) -> Loaded:
        view, me = self.actionFilters.view, self.context.me.id
        wanted = view.wanted(group_ids=self._family(), today=self.context.clock.today(), me=me)
        extent, ids = self.context.services.action_list.begin(wanted, view.order, limit=BLOCK)
        return Loaded(wanted, view, extent, ids)

    def _show(self, loaded: Loaded) -> None:
        self.views.name_filters()
        listed, order, count = self.context.services.action_list, loaded.view.order, loaded.extent.count
        current = self._wanted or self._current()
        selected = [] if self._wanted else self.actionsTable.selected_ids()
        near = max(0, self.actionsTable.currentIndex().row())
        read = partial(listed.ids, loaded.wanted, order, count=count)
        self.model.read_from(Reader(lambda offset, limit: read(offset=offset, limit=limit), listed.lines))
        words = partial(head_words, order.grouping)
        self.model.show(loaded.extent, loaded.ids, today=self.context.clock.today(), head_words=words)
        self.actionsTable.show_order(list(WorkSort).index(order.sort), descending=order.descending)
        self.actionsTable.fit_heads()
        self.actionsTable.fit()
        self._shown = count
        self.tableStack.setCurrentWidget(self.actionsTable if count else self.emptyState)
        if count and (self._current() != current or not current):
            self.actionsTable.select_ids(current, selected, near=near)
        self._find_wanted()
        self._say_sums()
        self._panel.start()

    def _find_wanted(self) -> None:
        """What somebody was sent to is shown, whatever the filters hold back."""
        wanted, self._wanted = self._wanted, ""
        if wanted and self._current() != wanted and self.actionFilters.view.sifts:
            self._wanted = wanted
            self.views.show_all()

    def _load_sums(self) -> WorkSums:
        return self.context.services.action_list.sums(self._family())

    def _show_sums(self, sums: WorkSums) -> None:
        self._sums = sums
        self._say_sums()

    def _say_sums(self) -> None:
        sums = self._sums
        counts = [
            (sums.open, _("{count} open")),
            (sums.overdue, _("{count} overdue")),
            (sums.soon, _("{count} due in two weeks")),
        ]
        parts = [words.format(count=f"{count:,}") for count, words in counts if count or words == counts[0][1]]
        if self.views.sifts:
            parts.insert(0, _("{count} shown").format(count=f"{self._shown:,}"))
        self.summaryLabel.setText(" · ".join(parts) if sums.total else "")
        if sums.total:
            self.emptyState.say(
                _("No action fits these filters"),
                _("{count} actions are held back by them.").format(count=f"{sums.total:,}"),
                _("Show all"),
            )
        else:
            self.emptyState.say(
                _("No actions yet"),
                _("What somebody will do, and by when. Mark lines in the notes, or type one here."),
                _("New action"),
            )

    def _fill_emptiness(self) -> None:
        self.views.show_all() if self._sums.total else self._begin_new()

    # ------------------------------------------------------------------ numbers of lines, the panel

    def _want_labels(self, notes: dict[str, str]) -> None:
        self._unlabelled.update(notes)
        self._labels.start()

    def _read_labels(self) -> None:
        """The number of a line needs all lines of its meeting: as many meetings as a blink has room for."""
        labels: dict[str, str] = {}
        until = time.monotonic() + _BLINK
        while self._unlabelled and time.monotonic() < until:
            meeting_id, note_id = self._unlabelled.popitem()
            labels.update(self.context.services.action_list.labels(note_id, meeting_id))
        if labels:
            self.model.set_labels(labels)
        if self._unlabelled:
            self._labels.start()

    def _show_one(self) -> None:
        if not self.isVisible():
            return
        selected = self.actionsTable.selected_rows()
        if selected > 1:
            self.manyActions.offer(party_names(self.context))
            self.manyActions.show_count(selected, most=BLOCK)
            self.actionPanel.show_other()
            return
        current = self._current()
        shown = shown_action(self.context, self.edits, current) if current else None
        self.actionPanel.offer(party_names(self.context))
        self.actionPanel.show_action(shown)

    # ------------------------------------------------------------------ doing

    def _settle(self, line: ActionLine, column: int, text: str) -> bool:
        if column == ActionColumn.WHAT:
            return self.edits.set_what(line.id, text)
        if column == ActionColumn.OWNER:
            return self.edits.set_owners((line.id,), text)
        if column == ActionColumn.DUE:
            return self.edits.set_due((line.id,), text, meeting_day=line.meeting_date)
        return self.edits.set_status((line.id,), text)

    def _refuse(self, words: str) -> None:
        self.problemLabel.setText(words)
        self.problemLabel.show()

    def _begin_new(self) -> None:
        group = self.context.scope.group_id
        if not group:
            self._refuse(_("There is no group yet. Actions belong to one: start it on the page Meetings."))
            return
        self.quickLine.begin(lambda text: self.context.services.action_lines.preview(text, group))

    def _add(self, text: str) -> None:
        try:
            self._wanted = self.context.services.action_lines.add(text, self.context.scope.group_id)
        except AppError as problem:
            self.quickLine.refuse(problem.words)
            return
        self.quickLine.done()

    def _delete(self) -> None:
        if self.actionsTable.selected_rows() > BLOCK:
            self._refuse(_("Select at most {most} to delete them in one step.").format(most=f"{BLOCK:,}"))
            return
        self.edits.delete(self.actionsTable.selected_ids())

    def _mark_done(self) -> None:
        """All that are selected; where all of them are done already, they are open again."""
        ids = self.actionsTable.selected_ids()
        lines = self.context.services.action_list.lines(ids)
        done = all(not line.status.is_open for line in lines.values())
        if ids:
            self.edits.set_status(ids, "open" if done else "done")

    def _go_to_line(self) -> None:
        line = self.model.line_at(self.actionsTable.currentIndex())
        if line is not None and line.meeting_id:
            self.context.navigator.go(Place("meeting", line.meeting_id, line.note_id or ""))

    # ------------------------------------------------------------------ handing it out

    def party_at_hand(self) -> str:
        owner = self.actionFilters.view.owner
        return "" if owner in (MINE, NOBODY) else owner

    def _listed(self) -> Build:
        """What is shown, in its order, as a list for others."""
        view = self.actionFilters.view
        wanted = view.wanted(group_ids=self._family(), today=self.context.clock.today(), me=self.context.me.id)
        whole = view == WorkView(status="", order=view.order)
        shown = "" if whole else self.actionFilters.name_of_view()
        return partial(self.context.services.table_exports.actions, wanted, order=view.order, shown=shown)

    # ------------------------------------------------------------------ commands

    def _add_commands(self) -> None:
        def add(command_id: str, words: str, run: Any, section: int, own: Keys, menu: Menu = Menu.EDIT) -> None:
            self.add_command(Command(f"actions.{command_id}", words, run, menu, section, own))

        self.exportButton.dress(self, _("Actions"), self._listed, also=("file.owed",))
        add("done", _("Mark as &done, or open again"), self._mark_done, 60, keys("Ctrl+Shift+D"))
        add("line", _("Go to its &line"), self._go_to_line, 60, keys("Ctrl+L"))
        add("delete", _("De&lete the action"), self._delete, 60, Keys())
        find = self.actionFilters.wordsEdit
        add(
            "find",
            _("&Find in the actions"),
            partial(find.setFocus, Qt.FocusReason.ShortcutFocusReason),
            70,
            keys("Ctrl+F"),
        )
        add("all", _("Show &all actions"), self.views.show_all, 40, keys("Ctrl+Shift+F"), Menu.VIEW)
        add("sort", _("S&ort by the column at hand"), self._sort_here, 40, keys("Ctrl+Shift+S"), Menu.VIEW)
        add("keep", _("&Keep this view…"), self.views.ask_name, 40, keys("Ctrl+Shift+K"), Menu.VIEW)
        self.context.commands.describe_keys(
            KeyGroup(
                _("List of actions"),
                (
                    KeyRow(_("Edit the cell"), "Enter, F2"),
                    KeyRow(_("Delete what is selected"), "Delete"),
                    KeyRow(_("Select several"), "Shift+↑, Shift+↓, Ctrl+A"),
                    KeyRow(_("On to the fields beside the list"), "Tab"),
                    KeyRow(_("Open a filter, take it away"), "Space, Delete"),
                ),
            )
        )

    def _sort_here(self) -> None:
        self.views.sort_by(_SORTS[ActionColumn(max(0, self.actionsTable.currentIndex().column()))])


def _count_words(count: int) -> str:
    return ngettext("{count} action selected", "{count} actions selected", count).format(count=f"{count:,}")
