"""One action beside the list: who, when, how far, where it comes from, what was said and done about it since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from msa_wg_desktop.domain.actions import ActionRow, ActionStatus
from msa_wg_desktop.domain.dates import format_date, format_day
from msa_wg_desktop.domain.work_list import moved_by
from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.models.action_words import states, status_tone, status_words
from msa_wg_desktop.gui.models.work_words import due_chip
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.link_row import LinkRow
from msa_wg_desktop.gui.widgets.panel_parts import FieldsGrid, words_label
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.side_panel import SidePanel
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.gui.widgets.work.action_edits import ActionEdits
from msa_wg_desktop.gui.widgets.work.action_owners import OwnersFields
from msa_wg_desktop.gui.widgets.work.action_updates import UpdatesFields
from msa_wg_desktop.gui.widgets.work.status_box import StatusBox
from msa_wg_desktop.gui.widgets.work.work_desk import source_words
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action with what the panel says beside its fields."""

    action: ActionRow
    quote: str
    before_filing: str
    odd: str
    history: tuple[str, ...]
    today: date
    links: tuple[tuple[str, Place], ...] = ()

    @property
    def id(self) -> str:
        """The action's."""
        return self.action.id

    @property
    def title(self) -> str:
        """What is to be done."""
        return self.action.what


class ActionPanel(SidePanel[ShownAction]):
    """`line_asked` goes to the line that the action was captured from."""

    line_asked = Signal()

    def dress(self, context: Context, edits: ActionEdits) -> None:
        """Call it once."""
        self._edits = edits
        self.statusChip, self.dueChip = Chip(), Chip()
        self.ownersEdit = PartiesEdit(())

        def button(icon: str) -> Callable[[str], IconButton]:
            return lambda name: IconButton(context.theme, context.icons, icon, name)

        self.owners = OwnersFields(edits, button("calendar"), after=self.ownersEdit)
        self.dueEdit, self.itemsEdit, self.reasonEdit = QLineEdit(), QLineEdit(), QLineEdit()
        self.statusBox = StatusBox(_("Status"), states())
        self.dueLabel, self.quoteLabel, self.historyLabel = (
            words_label("secondary"),
            words_label(""),
            words_label("secondary"),
        )
        self.lineButton, self.linkRow = QPushButton(), LinkRow(context.navigator)
        self.updates = UpdatesFields(edits, button("x"))
        self._take_fields()
        self._lay_out()

    def _take_fields(self) -> None:
        edits, one, seen = self._edits, self._ids, self.seen
        self.dueEdit.setPlaceholderText(_("Fri, 3/31, in two weeks"))
        self.itemsEdit.setPlaceholderText(_("such as 26.6"))
        self.ownersEdit.setPlaceholderText(_("nobody yet"))
        self._fields = {
            name: TakenField(edit, take, now=edits.now)
            for name, edit, take in (
                ("owners", self.ownersEdit, lambda text: edits.set_owners(one(), text, seen=seen("owners"))),
                ("due", self.dueEdit, self._set_due),
                ("items", self.itemsEdit, lambda text: edits.set_items(one()[0], text, seen=seen("items"))),
                ("reason", self.reasonEdit, lambda text: edits.set_reason(one()[0], text, seen=seen("reason"))),
            )
        }
        self.statusBox.activated.connect(self._set_status)
        self.lineButton.setProperty("role", "link")
        self.lineButton.clicked.connect(self.line_asked)

    def _lay_out(self) -> None:
        column = self.begin(_("Select an action to see where it comes from and what became of it."))
        chips = FlowRow()
        chips.flow.addWidget(self.statusChip)
        chips.flow.addWidget(self.dueChip)
        column.addWidget(self.titleLabel)
        column.addWidget(chips)
        column.addSpacing(8)
        grid = FieldsGrid()
        grid.add_field(_("&Owners"), self.ownersEdit, self.owners, across=True)
        grid.add_field(_("&By when"), self.dueEdit, self.dueLabel)
        grid.add_field(_("&Status"), self.statusBox)
        grid.add_field(_("Wh&y"), self.reasonEdit)
        grid.add_field(_("Order &items"), self.itemsEdit)
        column.addLayout(grid)
        column.addWidget(self.linkRow)
        self.add_part(_("Where it comes from"), self.lineButton, self.quoteLabel)
        self.add_part(_("Updates"), self.updates)
        self.add_part(_("History"), self.historyLabel)
        column.addStretch()

    # ------------------------------------------------------------------ showing

    def _values(self, shown: ShownAction) -> Mapping[str, str]:
        action = shown.action
        return {
            "owners": ", ".join(owner.name for owner in action.owners),
            "due": format_date(action.due) if action.due else "",
            "items": ", ".join(action.order_items),
            "reason": action.reason,
        }

    def _fill(self, shown: ShownAction) -> None:
        action = shown.action
        self.statusChip.show_words(status_words(action.status), status_tone(action.status))
        chip = due_chip(action.due, shown.today) if action.status.is_open else None
        self.dueChip.show_words(*(chip or ("", status_tone(action.status))))
        self.owners.show_owners(action.id, action.owners)
        self.statusBox.show_status(action.status)
        self._say_due(shown)
        self._say_source(shown)
        self.updates.show_updates(action.id, action.updates)
        self.historyLabel.setText("\n".join(shown.history))

    def offer(self, names: Sequence[str]) -> None:
        """Who can be an owner."""
        self.ownersEdit.offer_names(names)

    def flush(self) -> None:
        """Writes what is typed."""
        super().flush()
        if self._shown is not None:
            self.owners.flush()
            self.updates.flush()

    def _say_due(self, shown: ShownAction) -> None:
        action = shown.action
        moves = [*action.former_dues, *([action.due] if action.due else [])]
        moved = moved_by(action.former_dues, action.due)
        steps = " → ".join(format_day(day) for day in moves) if action.former_dues else ""
        lines = (shown.before_filing, shown.odd, moved, steps)
        self.dueLabel.setText("\n".join(line for line in lines if line))
        self.dueLabel.setVisible(bool(self.dueLabel.text()))

    def _say_source(self, shown: ShownAction) -> None:
        words = source_words(shown.action.source)
        self.linkRow.show_links(shown.links)
        self.lineButton.setText(as_label(words))
        self.lineButton.setVisible(bool(words))
        quote = _("“{words}”").format(words=shown.quote) if shown.quote else ""
        self.quoteLabel.setText(quote if words else _("Added by hand, outside a meeting."))
        self.quoteLabel.setVisible(bool(self.quoteLabel.text()))

    # ------------------------------------------------------------------ writing

    def _ids(self) -> tuple[str, ...]:
        return (self._shown.action.id,) if self._shown else ()

    def _set_due(self, words: str) -> bool:
        return self._edits.set_due(self._ids(), words, meeting_day=self._meeting_day(), seen=self.seen("due"))

    def _meeting_day(self) -> date | None:
        return self._shown.action.source.meeting_date if self._shown else None

    def _set_status(self) -> None:
        if self._shown is not None:
            self._edits.set_status(self._ids(), str(ActionStatus(self.statusBox.currentData())))
