"""The few buttons of light formatting, at the right of a section's header while its text is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from msa_wg_desktop.domain.richtext import BlockStyle, NumberShape
from msa_wg_desktop.gui.core.commands import Command, Menu, keys, plain
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.gui.widgets.rich_text.link_field import LinkField
from msa_wg_desktop.words import _

Formatting = Callable[[RichTextEdit], None]


def formatting() -> dict[str, tuple[str, str, Formatting]]:
    """What can be done to a text: by command, its words, its icon, and how it is done."""
    return {
        "format.bold": (_("&Bold"), "bold", RichTextEdit.toggle_bold),
        "format.italic": (_("&Italic"), "italic", RichTextEdit.toggle_italic),
        "format.link": (_("&Link…"), "link", LinkField.open_for),
        "format.bullets": (_("B&ullets"), "list", lambda edit: edit.toggle_list(BlockStyle.BULLET)),
        "format.numbers": (_("&Numbers"), "list-ordered", lambda edit: edit.toggle_list(BlockStyle.NUMBERED)),
        "format.items": (
            _("Numbers in &brackets"),
            "parentheses",
            lambda edit: edit.toggle_list(BlockStyle.NUMBERED, NumberShape.BRACKETS),
        ),
    }


class FormatBar(QWidget):
    """Buttons that leave the keyboard where it is."""

    def __init__(self, edit: RichTextEdit, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._buttons: dict[str, IconButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for command_id, (words, icon, act) in formatting().items():
            shown = context.commands.action(command_id).shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button = IconButton(context.theme, context.icons, icon, plain(words), keys=shown, parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, act=act: act(self._edit))
            row.addWidget(button)
            self._buttons[command_id] = button
        for command_id in ("format.bold", "format.italic"):
            self._buttons[command_id].setCheckable(True)
        edit.currentCharFormatChanged.connect(self._show_looks)

    def _show_looks(self) -> None:
        self._buttons["format.bold"].setChecked(self._edit.fontWeight() >= QFont.Weight.DemiBold)
        self._buttons["format.italic"].setChecked(self._edit.fontItalic())


def add_format_commands(page: Page) -> None:
    """The same as commands of a page: they act on the text that has the keyboard."""
    sequences = {
        "format.bold": keys("Ctrl+B"),
        "format.italic": keys("Ctrl+I"),
        "format.link": keys("Ctrl+L"),
        "format.bullets": keys("Ctrl+Shift+L", mac=("Meta+Shift+L",)),
        "format.numbers": keys("Ctrl+Shift+7"),
        "format.items": keys("Ctrl+Shift+9"),
    }
    for command_id, (words, _icon, act) in formatting().items():
        run = partial(_on_focused_text, page, act)
        page.add_command(Command(command_id, words, run, Menu.EDIT, 60, sequences[command_id]))


def _on_focused_text(page: Page, act: Formatting) -> None:
    widget = QApplication.focusWidget()
    if isinstance(widget, RichTextEdit):
        act(widget)
    else:
        page.context.notifier.say(_("Put the caret into the text of a section first."))
