"""What the Meeting page adds to the menus: marks, sections, and what else is done in a meeting."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction

from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Keys, Menu, keys
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.widgets.card_rows import CardList
from msa_wg_desktop.gui.widgets.materials.material_citing import cite_in_line
from msa_wg_desktop.gui.widgets.meeting.meeting_find import MeetingFind
from msa_wg_desktop.gui.widgets.meeting.meeting_sections import MeetingSections
from msa_wg_desktop.gui.widgets.outline import keys as outline_keys
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.key_words import outline_keys_in_words
from msa_wg_desktop.gui.widgets.outline.keys import Act
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.words import _

_MOST_SECTIONS = 9


class MeetingCommands:
    """Adds the commands to the page; the marks' keys are those of the outline's own table."""

    def __init__(
        self, page: Page, outline: OutlineEditor, sections: MeetingSections, find: MeetingFind, body: PanelSplitter
    ) -> None:
        self._page, self._outline, self._sections, self._find, self._body = page, outline, sections, find, body
        self._add_marks()
        self._add_sections()
        self._add_finding()
        self._places: list[QAction] = [self._add_place(number) for number in range(1, _MOST_SECTIONS + 1)]
        self._describe_keys()

    def _add(self, command: Command) -> QAction:
        return self._page.add_command(command)

    def _add_marks(self) -> None:
        menu = Menu.MEETING
        for command_id, words, act in (
            ("meeting.mark-action", _("Mark as an &action"), Act.MARK_ACTION),
            ("meeting.mark-agreement", _("Mark as an a&greement"), Act.MARK_AGREEMENT),
            ("meeting.mark-question", _("Mark as a &question"), Act.MARK_QUESTION),
            ("meeting.mark-data-need", _("Mark as a data &need"), Act.MARK_DATA_NEED),
            ("meeting.mark-position", _("Mark as a &position"), Act.MARK_POSITION),
            ("meeting.mark-done", _("Mark what came of the line as &done"), Act.MARK_DONE),
        ):
            self._add(Command(command_id, words, partial(self._on_line, act), menu, 10, keys_of(act)))

        cite = _("&Cite a material…")
        self._add(Command("meeting.cite", cite, self._cite, menu, 12, keys("Ctrl+Shift+I", mac=("Meta+Shift+I",))))

    def _add_sections(self) -> None:
        menu, sections = Menu.MEETING, self._sections
        self._add(Command("meeting.add-section", _("Add a &section"), sections.add_section, menu, 50))
        fold, unfold = partial(sections.fold_all, folded=True), partial(sections.fold_all, folded=False)
        self._add(Command("meeting.fold", _("&Fold all sections"), fold, Menu.VIEW, 50))
        self._add(Command("meeting.unfold", _("&Unfold all sections"), unfold, Menu.VIEW, 50))

        panels = keys("F7", mac=("Meta+F7",))
        self._add(Command("meeting.panels", _("To what was captured, and &back"), self._go_aside, menu, 40, panels))

    def _go_aside(self) -> None:
        """From the notes to the panels beside them, and back."""
        panels = self._body.widget(1)
        if panels is None or panels.isAncestorOf(self._page.focusWidget()):
            self._body.show_panels(shown=False)
            self._page.activate()
            return
        self._body.show_panels()
        first = next((one for one in panels.findChildren(CardList) if one.isVisible()), None)
        if first is not None:
            first.setFocus()

    def _add_finding(self) -> None:
        menu, find = Menu.EDIT, self._find
        for command_id, words, run, own in (
            ("meeting.find", _("&Find…"), find.start, keys_of(Act.FIND)),
            ("meeting.replace", _("&Replace…"), partial(find.start, replace=True), keys_of(Act.REPLACE)),
            ("meeting.find-next", _("Find &next"), find.next, keys("F3", mac=("Ctrl+G",))),
            ("meeting.find-previous", _("Find &previous"), find.previous, keys("Shift+F3", mac=("Ctrl+Shift+G",))),
        ):
            self._add(Command(command_id, words, run, menu, 30, own))

    def _add_place(self, number: int) -> QAction:
        go = partial(self._sections.go_to, number)
        words = _("Section {number}").format(number=number)
        own = keys(f"Alt+{number}", mac=(f"Meta+{number}",))
        return self._add(Command(f"meeting.section-{number}", words, go, Menu.GO, 60, own))

    def show_places(self, *, shown: bool) -> None:
        """The sections by name, as many as there are."""
        cards = self._sections.cards
        for number, action in enumerate(self._places):
            action.setVisible(shown and number < len(cards))
            if number < len(cards):
                action.setText(cards[number].row.heading.replace("&", "&&"))

    def _describe_keys(self) -> None:
        """Tells the key sheet of the keys that are no commands, from the tables that are really used."""
        commands = self._page.context.commands
        commands.describe_keys(outline_keys_in_words())
        commands.describe_keys(
            KeyGroup(
                _("Sections, table and panels"),
                (
                    KeyRow(_("Fold and unfold a section"), _("Left, Right, Enter on its heading")),
                    KeyRow(_("Rename a section"), _("F2 on its heading")),
                    KeyRow(_("Leave a text or a table"), "Esc"),
                    KeyRow(_("Edit a cell"), "F2, Enter"),
                    KeyRow(_("Take what was typed into a cell"), "Enter, Ctrl+Enter, Tab"),
                    KeyRow(_("Move a row of the table"), "Alt+Shift+Up, Alt+Shift+Down"),
                    KeyRow(_("Go to the line of what was captured"), "Enter"),
                    KeyRow(_("Mark what was captured as done"), _("Space")),
                    KeyRow(_("Take back what was captured"), _("Delete")),
                ),
            )
        )

    def _cite(self) -> None:
        """What the line with the caret cites; what is being typed is written first."""
        self._page.flush()
        note_id = self._outline.caret().note_id
        if note_id:
            cite_in_line(self._page.context, self._outline, note_id)

    def _on_line(self, act: Act) -> None:
        """Marks concern the line with the caret; from elsewhere in the page the keyboard comes back to it."""
        if self._sections.isAncestorOf(self._page.focusWidget()) and not self._outline.hasFocus():
            self._page.context.notifier.say(_("Put the caret into a line of the discussion first."))
            return
        self._outline.act(act)


def keys_of(act: Act) -> Keys:
    """The keys of something that the outline does, as a command has them."""
    usual, mac = (outline_keys.keys(mac=mac).get(act, ()) for mac in (False, True))
    return Keys(usual, mac)
