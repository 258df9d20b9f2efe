"""The context menu of the outline: what may have been meant by a misspelt word, then cut, copy and paste."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu

from msa_wg_desktop.gui.widgets.outline.acts import OutlineActs
from msa_wg_desktop.gui.widgets.outline.clipboard import can_paste, on_clipboard
from msa_wg_desktop.gui.widgets.outline.keys import EDITS, Act, keys
from msa_wg_desktop.gui.widgets.outline.spelling import OutlineSpelling
from msa_wg_desktop.words import _


def add_spelling(
    menu: QMenu,
    spelling: OutlineSpelling,
    cursor: QTextCursor,
    *,
    replace: Callable[[int, int, str], None],
    add: Callable[[str], None],
) -> None:
    """What may have been meant by the word under the cursor, and a way to make it known."""
    found = spelling.word_at(cursor.position())
    if found is None:
        return
    start, end, word = found
    suggestions = spelling.suggestions(word)
    for suggestion in suggestions:
        action = menu.addAction(suggestion.replace("&", "&&"))
        font = action.font()
        font.setBold(True)
        action.setFont(font)
        action.triggered.connect(lambda _on=False, words=suggestion: replace(start, end, words))
    if not suggestions:
        menu.addAction(_("No suggestions")).setEnabled(False)
    menu.addAction(_("Add “{word}” to the group's words").format(word=word)).triggered.connect(lambda: add(word))
    menu.addSeparator()


def add_edits(menu: QMenu, acts: OutlineActs, *, selected: bool, read_only: bool, mac: bool) -> None:
    """The usual entries, with the keys that the outline really has."""
    pasteable = can_paste(on_clipboard())
    table = keys(mac=mac)
    for act, words, possible in (
        (Act.UNDO, _("&Undo"), True),
        (Act.REDO, _("&Redo"), True),
        (None, "", False),
        (Act.CUT, _("Cu&t"), selected),
        (Act.COPY, _("&Copy"), selected),
        (Act.PASTE, _("&Paste"), pasteable),
        (Act.PASTE_PLAIN, _("Paste as plain &text into one line"), pasteable),
        (None, "", False),
        (Act.SELECT_ALL, _("Select &all"), True),
    ):
        if act is None:
            menu.addSeparator()
            continue
        shown = QKeySequence(table[act][0]).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{words}\t{shown}")
        action.setEnabled(possible and not (read_only and act in EDITS))
        action.triggered.connect(lambda _on=False, act=act: acts.do(act))
