"""Who owes what, by when and why: the actions of a group, sifted, ordered, edited, and each in full beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.action_list import ActionLine
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.readings import Preview
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import WorkExtent, WorkGroup, WorkGrouping, WorkSort, WorkSums
from msa_wg_desktop.domain.work_views import MINE, NOBODY, WorkView
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.action_words import states
from msa_wg_desktop.gui.models.actions_table import ActionColumn, ActionsTable
from msa_wg_desktop.gui.models.portions_model import BLOCK
from msa_wg_desktop.gui.models.work_words import head_words
from msa_wg_desktop.gui.widgets.export_button import Build
from msa_wg_desktop.gui.widgets.work.action_desk import filter_words, shown_action
from msa_wg_desktop.gui.widgets.work.action_edits import ActionEdits
from msa_wg_desktop.gui.widgets.work.action_panel import ActionPanel, ShownAction
from msa_wg_desktop.gui.widgets.work.action_view import ActionsView
from msa_wg_desktop.gui.widgets.work.work_desk import party_names
from msa_wg_desktop.gui.widgets.work.work_filters import WorkFilters
from msa_wg_desktop.gui.widgets.work.work_page import WorkPage
from msa_wg_desktop.gui.widgets.work.work_parts import Loaded, WorkParts, WorkWords
from msa_wg_desktop.words import _, ngettext


class ActionsPage(WorkPage):
    """Actions are read a block at a time; the numbers of their lines follow: they depend on all lines above them."""

    name = "actions"
    states = frozenset(ActionStatus)
    entities = frozenset(
        {
            "action", "action_owner", "action_update", "capture", "class_member", "commission_order", "meeting", "note",
            "order_item", "order_link", "party", "working_group",
        }
    )  # fmt: skip
    counted = frozenset({"action", "action_owner"})
    said = ("action", frozenset({"what"}))
    sorts: ClassVar = dict(zip(ActionColumn, WorkSort, strict=True))

    actionFilters: WorkFilters
    actionsTable: ActionsView
    actionPanel: ActionPanel

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/actions_page", self)
        self._unlabelled: set[str] = set()
        self.edits = ActionEdits(context, self)
        self.model = ActionsTable(self._settle, self)
        self.model.labels_wanted.connect(self._want_labels)
        self._labels = QTimer(self, singleShot=True, interval=0)
        self._labels.timeout.connect(self._read_labels)
        self.actionsTable.setModel(self.model)
        self.actionsTable.dress(context.theme, partial(party_names, context))
        self.actionPanel.dress(context, self.edits)
        self.actionPanel.line_asked.connect(self.go_to_line)
        parts = WorkParts(
            filters=self.actionFilters,
            table=self.actionsTable,
            panel=self.actionPanel,
            model=self.model,
            edits=self.edits,
        )
        self.begin(parts, _words())

    def party_at_hand(self) -> str:
        owner = self.actionFilters.view.owner
        return "" if owner in (MINE, NOBODY) else owner

    # ------------------------------------------------------------------ reading

    def load_ids(self, wanted: WorkFilter, view: WorkView, *, soon: bool) -> tuple[WorkExtent, Sequence[str]]:
        return self.context.services.action_list.begin(wanted, view.order, limit=BLOCK, soon=soon)

    def portions(self, loaded: Loaded) -> Callable[[int, int], Sequence[str]]:
        read = partial(self.context.services.action_list.ids, loaded.wanted, loaded.view.order)
        return lambda offset, limit: read(offset=offset, limit=limit)

    def lines(self, ids: Sequence[str]) -> Mapping[str, ActionLine]:
        return self.context.services.action_list.lines(ids)

    def load_sums(self) -> WorkSums:
        return self.context.services.action_list.sums(self.family())

    def sums_words(self, sums: WorkSums) -> str:
        counts = [
            (sums.open, _("{count} open")),
            (sums.overdue, _("{count} overdue")),
            (sums.soon, _("{count} due in two weeks")),
        ]
        return " · ".join(words.format(count=f"{count:,}") for count, words in counts if count or words == counts[0][1])

    def head_words(self, grouping: WorkGrouping, group: WorkGroup) -> str:
        return head_words(grouping, group)

    def shown_one(self, row_id: str) -> ShownAction | None:
        return shown_action(self.context, self.edits, row_id)

    def export(self, wanted: WorkFilter, view: WorkView, shown: str) -> Build:
        return partial(self.context.services.table_exports.actions, wanted, order=view.order, shown=shown)

    # ------------------------------------------------------------------ numbers of lines

    def _want_labels(self, notes: Iterable[str]) -> None:
        self._unlabelled.update(notes)
        self._labels.start()

    def _read_labels(self) -> None:
        notes, self._unlabelled = self._unlabelled, set()
        self.model.set_labels(self.context.services.action_list.labels(notes))

    # ------------------------------------------------------------------ doing

    def _settle(self, line: ActionLine, column: int, text: str) -> bool:
        seen = self.cell_seen
        match ActionColumn(column):
            case ActionColumn.WHAT:
                return self.edits.set_what(line.id, text, seen=seen)
            case ActionColumn.OWNER:
                return self.edits.set_owners((line.id,), text, seen=seen)
            case ActionColumn.DUE:
                return self.edits.set_due((line.id,), text, meeting_day=line.meeting_date, seen=seen)
            case _:
                return self.edits.set_status((line.id,), text, seen=seen)

    def read_line(self, text: str, group_id: str) -> Preview | None:
        return self.context.services.action_lines.preview(text, group_id)

    def add_line(self, text: str, group_id: str) -> str:
        return self.context.services.action_lines.add(text, group_id)

    def own_commands(self) -> Sequence[Command]:
        done = partial(self.mark, closed=ActionStatus.DONE, opened=ActionStatus.OPEN)
        own = keys("Ctrl+Shift+D")
        return (Command("actions.done", _("Mark as &done, or open again"), done, Menu.EDIT, 60, own),)


def _words() -> WorkWords:
    return WorkWords(
        title=_("Actions"),
        new=_("New action"),
        example=_("Who to do what by when, such as: EDCs to call Tesla by Fri #26.6"),
        no_group=_("There is no group yet. Actions belong to one: start it on the page Meetings."),
        who=_("&Owners"),
        states=states(),
        filters=filter_words(),
        count=_count_words,
        none_fits=_("No action fits these filters"),
        held_back=_("{count} actions are held back by them."),
        nothing=_("No actions yet"),
        belongs=_("What somebody will do, and by when. Mark lines in the notes, or type one here."),
        add=_("New action"),
        delete=_("De&lete the action"),
        find=_("&Find in the actions"),
        show_all=_("Show &all actions"),
        keys_title=_("List of actions"),
        export_also=("file.owed",),
    )


def _count_words(count: int) -> str:
    return ngettext("{count} action selected", "{count} actions selected", count).format(count=f"{count:,}")
