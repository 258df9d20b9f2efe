"""One data need beside the list: who is asked and what each gave, where it comes from, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from msa_wg_desktop.domain.data_needs import DataNeedRow, joined_responses
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.models.link_rows import LinkRow
from msa_wg_desktop.gui.models.needs_table import NEED_TONES
from msa_wg_desktop.gui.models.section_words import need_states, status_words
from msa_wg_desktop.gui.models.work_words import due_chip
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.link_list import LinkList
from msa_wg_desktop.gui.widgets.panel_parts import FieldsGrid, heading, words_label
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.side_panel import SidePanel
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.gui.widgets.work.need_edits import NeedEdits
from msa_wg_desktop.gui.widgets.work.need_parties import NeedPartiesFields
from msa_wg_desktop.gui.widgets.work.need_response import ResponseEdit
from msa_wg_desktop.gui.widgets.work.status_box import StatusBox
from msa_wg_desktop.gui.widgets.work.work_desk import source_words
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """A data need with what the panel says beside its fields; `materials` are those it cites."""

    need: DataNeedRow
    quote: str
    materials: tuple[LinkRow, ...]
    history: tuple[str, ...]
    today: date

    @property
    def id(self) -> str:
        """The data need's."""
        return self.need.id

    @property
    def title(self) -> str:
        """What is needed."""
        return self.need.need


class NeedPanel(SidePanel[ShownNeed]):
    """The page does what leads elsewhere."""

    line_asked = Signal()
    follow_asked = Signal()
    place_asked = Signal(object)
    cite_asked = Signal()
    overrule_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole_of = ""
        self._names: Sequence[str] = ()

    def dress(self, context: Context, edits: NeedEdits) -> None:
        """Call it once."""
        self._context, self._edits = context, edits
        self.statusChip, self.dueChip = Chip(), Chip()
        self.partiesEdit, self.dueEdit, self.itemsEdit = PartiesEdit(()), QLineEdit(), QLineEdit()
        self.wholeBox = StatusBox(_("Status of the whole"), {"": _("as the parties say"), **need_states()})
        self.wholeLabel, self.askedLabel = words_label("secondary"), words_label("secondary")
        self.quoteLabel, self.historyLabel = words_label(""), words_label("secondary")
        self.parties = NeedPartiesFields(context, edits, after=self.wholeBox)
        self.wholeHeading, self.wholeHint = heading(_("In the summary")), words_label("small")
        self.wholeResponse = ResponseEdit(
            context, _("Response as the summary prints it"), "need:whole", self._write_whole
        )
        self.lineButton, self.followButton, self.citeButton = QPushButton(), QPushButton(), QPushButton()
        self.links, self.materials = LinkList(context.theme), LinkList(context.theme)
        self.links.setAccessibleName(_("What it follows, and what follows it"))
        self.materials.setAccessibleName(_("Materials that it cites"))
        self._take_fields()
        self._lay_out()

    def _take_fields(self) -> None:
        edits, one, seen = self._edits, self._ids, self.seen
        self.partiesEdit.setPlaceholderText(_("nobody yet"))
        self.dueEdit.setPlaceholderText(_("Fri, 3/31, in two weeks"))
        self.itemsEdit.setPlaceholderText(_("such as 26.6"))
        self._fields = {
            name: TakenField(edit, take, now=edits.now)
            for name, edit, take in (
                ("parties", self.partiesEdit, lambda text: edits.set_owners(one(), text, seen=seen("parties"))),
                ("due", self.dueEdit, self._set_due),
                ("items", self.itemsEdit, lambda text: edits.set_items(one()[0], text, seen=seen("items"))),
            )
        }
        self.wholeBox.activated.connect(self._set_whole)
        for button, words, asked in (
            (self.lineButton, "", self.line_asked),
            (self.followButton, _("Follow-up need…"), self.follow_asked),
            (self.citeButton, _("Cite a material…"), self.cite_asked),
        ):
            button.setText(words)
            button.setProperty("role", "link")
            button.clicked.connect(asked)
        self.links.asked.connect(lambda row: self.place_asked.emit(row.place))
        self.materials.asked.connect(lambda row: self.place_asked.emit(row.place))

    def _lay_out(self) -> None:
        column = self.begin(_("Select a data need to see who was asked, and what each party gave."))
        chips = FlowRow()
        chips.flow.addWidget(self.statusChip)
        chips.flow.addWidget(self.dueChip)
        self.partiesHeading = heading(_("Responses"))
        for widget in (self.titleLabel, chips, self.askedLabel):
            column.addWidget(widget)
        column.addSpacing(8)
        grid = FieldsGrid()
        grid.add_field(_("&Asked of"), self.partiesEdit)
        grid.add_field(_("&By when"), self.dueEdit)
        grid.add_field(_("Order &items"), self.itemsEdit)
        grid.add_field(_("&Status"), self.wholeBox, self.wholeLabel)
        column.addLayout(grid)
        self.add_part(self.partiesHeading, self.parties)
        self.add_part(self.wholeHeading, self.wholeHint, self.wholeResponse)
        self.add_part(_("Where it comes from"), self.lineButton, self.quoteLabel, self.links, self.followButton)
        self.add_part(_("Materials"), self.materials, self.citeButton)
        self.add_part(_("History"), self.historyLabel)
        column.addStretch()

    # ------------------------------------------------------------------ showing

    def offer(self, names: Sequence[str]) -> None:
        """Who can be asked."""
        self._names = names
        self.partiesEdit.offer_names(names)

    def _values(self, shown: ShownNeed) -> Mapping[str, str]:
        need = shown.need
        return {
            "parties": ", ".join(party.name for party in need.parties),
            "due": format_date(need.due) if need.due else "",
            "items": ", ".join(need.order_items),
        }

    def _fill(self, shown: ShownNeed) -> None:
        need = shown.need
        self.statusChip.show_words(status_words(need.status), NEED_TONES[need.status])
        chip = due_chip(need.due, shown.today) if need.status.is_open else None
        self.dueChip.show_words(*(chip or ("", NEED_TONES[need.status])))
        self.parties.show_parties(need.id, need.parties, asked_on=need.asked_on, names=self._names)
        self.partiesHeading.setVisible(bool(need.parties))
        self._say_whole(need)
        self._say_source(shown)
        self.historyLabel.setText("\n".join(shown.history))

    def focus_response(self) -> None:
        """To the response that the list shows."""
        response = self.wholeResponse if self.wholeResponse.isVisibleTo(self) else self.parties.fields[0].response
        response.setFocus()
        self._area.ensureWidgetVisible(response)

    def flush(self) -> None:
        """Writes what is typed."""
        super().flush()
        if self._shown is not None:
            self.parties.flush()
            self.wholeResponse.flush()

    def _say_whole(self, need: DataNeedRow) -> None:
        """The whole, and what the summary prints: by itself only where it isn't just what one party says."""
        self.wholeBox.show_status(need.status.value if need.overruled else "")
        says = _("{name} says so.").format(name=need.overruled_by) if need.overruled_by else ""
        self.wholeLabel.setText(says)
        self.wholeLabel.setVisible(bool(says))
        asked = [_("Asked again {day}").format(day=format_date(need.asked_again_on))] if need.asked_again_on else []
        first = [_("Asked {day}").format(day=format_date(need.asked_on))] if need.asked_on else []
        self.askedLabel.setText(" · ".join([*first, *asked]))
        self.askedLabel.setVisible(not need.parties and bool(first or asked))
        gathered = joined_responses((party.brief, party.response) for party in need.parties)
        own = bool(need.response) and need.response != gathered
        self.wholeHint.setText(
            _("Written for the whole: what parties give from now on doesn't change it.")
            if own
            else _("What the parties give, one below the other. Written here, it stays as it is written.")
            if need.parties
            else _("Nobody in particular is asked: whatever was found out.")
        )
        self._whole_of = need.id
        self.wholeResponse.show_text(need.response)
        for part in (self.wholeHeading, self.wholeHint, self.wholeResponse):
            part.setVisible(own or len(need.parties) != 1 or self.wholeResponse.hasFocus())

    def _say_source(self, shown: ShownNeed) -> None:
        words = source_words(shown.need.source)
        self.lineButton.setText(as_label(words))
        self.lineButton.setVisible(bool(words))
        quote = _("“{words}”").format(words=shown.quote) if shown.quote else ""
        self.quoteLabel.setText(quote if words else _("Added by hand, outside a meeting."))
        self.quoteLabel.setVisible(bool(self.quoteLabel.text()))
        before = shown.need.follows
        linked = [(before, _("Follows"))] if before else []
        linked += [(after, _("Followed by")) for after in shown.need.follow_ups]
        self.links.show_rows(
            [LinkRow(id=link.id, words=link.need, detail=how, place=Place("needs", link.id)) for link, how in linked]
        )
        self.materials.show_rows(shown.materials)

    # ------------------------------------------------------------------ writing

    def _ids(self) -> tuple[str, ...]:
        return (self._shown.need.id,) if self._shown else ()

    def _set_due(self, words: str) -> bool:
        asked_on = self._shown.need.asked_on if self._shown else None
        return self._edits.set_due(self._ids(), words, asked_on=asked_on, seen=self.seen("due"))

    def _set_whole(self) -> None:
        """Over what the parties say; where nobody is asked, there is nobody to overrule."""
        status = str(self.wholeBox.currentData())
        if self._shown is None:
            return
        if not status:
            self._edits.overrule(self._shown.need.id, "", "")
        elif self._shown.need.parties:
            self.overrule_asked.emit(status)
        else:
            self._edits.set_status(self._ids(), status)

    def _write_whole(self, text: str) -> None:
        self._context.services.data_needs.edit(self._whole_of, {"response": text})
