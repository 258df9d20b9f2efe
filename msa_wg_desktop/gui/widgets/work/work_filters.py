"""The filters above a list of what is owed: chips, words, what it is gathered by, and the views kept under a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from msa_wg_desktop.domain.dates import format_day
from msa_wg_desktop.domain.work_list import WorkGrouping
from msa_wg_desktop.domain.work_views import MINE, NOBODY, OPEN, DueWanted, WorkView
from msa_wg_desktop.gui.core.commands import as_label, lettered
from msa_wg_desktop.gui.models.work_words import grouping_words
from msa_wg_desktop.gui.widgets.filter_chip import FilterChip
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.more_mark import set_mark
from msa_wg_desktop.gui.widgets.name_field import NameField
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.words import _

_WORDS_AFTER_MS = 150
_LETTERS_OF_WORDS = 20
_ME = "who is me"


@dataclass(frozen=True, slots=True)
class FilterOffers:
    """What can be chosen, read when it is asked for: parties, people, order items and meetings by their ids.

    `day` reads words as a day; it raises what can be said where they name none.
    """

    parties: Callable[[], Sequence[Pick]]
    people: Callable[[], Sequence[Pick]]
    items: Callable[[], Sequence[Pick]]
    meetings: Callable[[], Sequence[Pick]]
    day: Callable[[str], date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterWords:
    """What differs between lists: their states, who owes what is in them, and what they can be gathered by."""

    states: Mapping[str, str]
    any_open: str
    who: str
    who_is: str
    """Whose are let through, with its access key."""
    words_in: str
    everything: str
    groupings: Sequence[WorkGrouping]


class WorkFilters(FlowRow):
    """Holds the view that is shown; `changed` tells of another one, `me_chosen` of who "mine" is from now on."""

    changed = Signal()
    me_chosen = Signal(str)
    save_asked = Signal()
    view_asked = Signal(str)
    rename_asked = Signal(str)
    forget_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = WorkView()
        self._names: Mapping[str, str] = {}
        self._me = ""
        self._saved: Sequence[str] = ()
        self.statusChip, self.ownerChip, self.dueChip = FilterChip(), FilterChip(), FilterChip()
        self.itemChip, self.meetingChip = FilterChip(), FilterChip()
        self.wordsEdit = QLineEdit()
        self.wordsEdit.setProperty("role", "chip")
        self.wordsEdit.setPlaceholderText(_("Find words"))
        self.wordsEdit.setClearButtonEnabled(True)
        self.groupButton, self.viewsButton = QPushButton(), QPushButton(_("Vie&ws"))
        chips = (self.statusChip, self.ownerChip, self.dueChip, self.itemChip, self.meetingChip)
        for widget in (*chips, self.wordsEdit, self.groupButton, self.viewsButton):
            self.flow.addWidget(widget)
        for button in (self.groupButton, self.viewsButton):
            button.setProperty("role", "chip")
            set_mark(button)
        self._later = QTimer(self, singleShot=True, interval=_WORDS_AFTER_MS)
        self._later.timeout.connect(self._take_words)
        self._connect()

    def dress(self, offers: FilterOffers, words: FilterWords) -> None:
        """Call it once."""
        self._offers, self._says = offers, words
        self.wordsEdit.setAccessibleName(words.words_in)
        self.fit()
        self._say()

    def fit(self) -> None:
        """The words' field grows with the text."""
        self.wordsEdit.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS_OF_WORDS)

    def show_view(self, view: WorkView) -> None:
        """Shows another view, as if it had been chosen here."""
        if view != self.view:
            self.view = view
            self.wordsEdit.setText(view.words)
            self._say()
            self.changed.emit()

    def show_names(self, names: Mapping[str, str], *, me: str, saved: Sequence[str]) -> None:
        """What ids are called, whose id "mine" is, and the names of the views that are kept."""
        self._names, self._me, self._saved = names, me, saved
        self._say()

    def name_of_view(self) -> str:
        """What the view might be called: its filters in words."""
        chips = (self.statusChip, self.ownerChip, self.dueChip, self.itemChip, self.meetingChip)
        words = [
            chip.accessibleName().partition(": ")[2] or chip.accessibleName() for chip in chips if chip.isChecked()
        ]
        return ", ".join([*words, *([self.view.words] if self.view.words else [])]) or self._says.everything

    # ------------------------------------------------------------------ what it says

    def _say(self) -> None:
        view = self.view
        states = {OPEN: _("Open"), "": _("Status: any")}
        status = states.get(view.status) or self._says.states[view.status]
        self.statusChip.say(status, active=bool(view.status))
        self.ownerChip.say(self._says.who_is, active=bool(view.owner), what=self._owner_words())
        self.dueChip.say(_("&Due: {what}"), active=bool(view.due), what=due_words(view.due, view.before))
        item = self._names.get(view.item_id or view.order_id)
        self.itemChip.say(
            "{what}" if item else _("Order i&tem"), active=bool(view.item_id or view.order_id), what=item or ""
        )
        meeting = self._names.get(view.meeting_id) or _("one that is gone")
        which = _("&Meeting: {what}") if view.meeting_id else _("&Meeting")
        self.meetingChip.say(which, active=bool(view.meeting_id), what=meeting)
        grouping = grouping_words(view.order.grouping, self._says.who)
        self.groupButton.setText(_("G&roup by: {what}").format(what=as_label(grouping)))
        self.fit_lines()

    def _owner_words(self) -> str:
        return {"": _("anyone"), MINE: _("mine"), NOBODY: _("nobody")}.get(
            self.view.owner, self._names.get(self.view.owner, _("somebody who is gone"))
        )

    # ------------------------------------------------------------------ choosing

    def _connect(self) -> None:
        for chip, choose, nothing in (
            (self.statusChip, self._choose_status, {"status": ""}),
            (self.ownerChip, self._choose_owner, {"owner": ""}),
            (self.dueChip, self._choose_due, {"due": DueWanted.ANY, "before": None}),
            (self.itemChip, self._choose_item, {"item_id": "", "order_id": ""}),
            (self.meetingChip, self._choose_meeting, {"meeting_id": ""}),
        ):
            chip.asked.connect(choose)
            chip.cleared.connect(partial(self._change, **nothing))
        self.groupButton.clicked.connect(self._choose_grouping)
        self.viewsButton.clicked.connect(self._choose_view)
        self.wordsEdit.textEdited.connect(lambda _text: self._later.start())
        self.wordsEdit.textChanged.connect(lambda text: None if text else self._take_words())
        self.wordsEdit.returnPressed.connect(self._take_words)

    def _change(self, **values: object) -> None:
        self.show_view(replace(self.view, **values))

    def _take_words(self) -> None:
        self._later.stop()
        self._change(words=self.wordsEdit.text().strip())

    def _choose_status(self) -> None:
        states = [("", _("Any status")), (OPEN, self._says.any_open), *self._says.states.items()]
        self._menu(self.statusChip, states, self.view.status, lambda key: self._change(status=key))

    def _choose_due(self) -> None:
        wanted = [(due.value, _("before a day…") if due is DueWanted.BEFORE else due_words(due)) for due in DueWanted]
        self._menu(self.dueChip, wanted, self.view.due, self._take_due)

    def _take_due(self, key: str) -> None:
        due = DueWanted(key)
        if due is DueWanted.BEFORE:
            field = NameField.open_below(self.dueChip, "", self._take_before, _("Due &before"))
            field.name.setPlaceholderText(_("3/31, end of March, in two weeks"))
        else:
            self._change(due=due, before=None)

    def _take_before(self, words: str) -> None:
        day = self._offers.day(words)
        self._change(due=DueWanted.BEFORE if day else DueWanted.ANY, before=day)

    def _choose_grouping(self) -> None:
        groupings = [(grouping.value, grouping_words(grouping, self._says.who)) for grouping in self._says.groupings]
        self._menu(self.groupButton, groupings, self.view.order.grouping, self._group_by)

    def _group_by(self, key: str) -> None:
        self._change(order=replace(self.view.order, grouping=WorkGrouping(key)))

    def _choose_owner(self) -> None:
        mine = _("Mine ({name})").format(name=self._names.get(self._me, "")) if self._me else _("Mine…")
        first = [Pick("", _("Anyone")), Pick(MINE, mine), Pick(NOBODY, _("Nobody yet"))]
        first += [Pick(_ME, _("I am somebody else…"))] if self._me else []
        picks = [*first, *self._offers.parties()]
        self._popup = PickPopup.open_below(self.ownerChip, self._says.who, picks, self._take_owner)

    def _take_owner(self, key: str) -> None:
        if key == _ME or (key == MINE and not self._me):
            self._popup.ask(_("Who are you"), self._offers.people(), self._take_me)
        else:
            self._change(owner=key)

    def _take_me(self, person_id: str) -> None:
        self.me_chosen.emit(person_id)
        self._change(owner="")
        self._change(owner=MINE)

    def _choose_item(self) -> None:
        picks = [Pick("", _("Any order item")), *self._offers.items()]
        PickPopup.open_below(self.itemChip, _("Order item"), picks, self._take_item)

    def _take_item(self, key: str) -> None:
        kind, _colon, row_id = key.partition(":")
        self._change(order_id=row_id if kind == "order" else "", item_id=row_id if kind == "item" else "")

    def _choose_meeting(self) -> None:
        picks = [Pick("", _("Any meeting")), *self._offers.meetings()]
        PickPopup.open_below(self.meetingChip, _("Meeting"), picks, lambda key: self._change(meeting_id=key))

    def _choose_view(self) -> None:
        menu = self._open_menu(self.viewsButton)
        for name in self._saved:
            menu.addAction(as_label(name), partial(self.view_asked.emit, name))
        if self._saved:
            menu.addSeparator()
            for words, asked in ((_("&Rename"), self.rename_asked), (_("&Forget"), self.forget_asked)):
                named = menu.addMenu(words)
                for name in self._saved:
                    named.addAction(as_label(name), partial(asked.emit, name))
        menu.addAction(_("&Save this view…"), self.save_asked.emit)
        menu.popup(self.viewsButton.mapToGlobal(QPoint(0, self.viewsButton.height())))

    def _menu(
        self, button: QPushButton, choices: Sequence[tuple[str, str]], at: str, taken: Callable[[str], None]
    ) -> None:
        menu = self._open_menu(button)
        labels = lettered(words[:1].upper() + words[1:] for _key, words in choices)
        for (key, _words), label in zip(choices, labels, strict=True):
            action = QAction(label, menu)
            action.setCheckable(True)
            action.setChecked(key == at)
            action.triggered.connect(partial(taken, key))
            menu.addAction(action)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _open_menu(self, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def due_words(due: DueWanted, before: date | None = None) -> str:
    """Which dates are let through, in words."""
    if due is DueWanted.BEFORE and before is not None:
        return _("before {day}, or no date").format(day=format_day(before))
    return {
        DueWanted.ANY: _("any time"),
        DueWanted.OVERDUE: _("overdue"),
        DueWanted.SOON: _("in two weeks"),
        DueWanted.NO_DATE: _("no date"),
    }[due]
