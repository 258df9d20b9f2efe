"""The outline's keys in words, for the key sheet: from the table that the outline really uses."""

from __future__ import annotations

import sys

from PySide6.QtGui import QKeySequence

from msa_wg_desktop.gui.core.commands import KeyGroup, KeyRow
from msa_wg_desktop.gui.widgets.outline.keys import Act, keys
from msa_wg_desktop.words import _

_TWO_HABITS = frozenset({Act.INDENT, Act.OUTDENT})
"""Word's keys and Tab: both are worth telling."""


def outline_keys_in_words() -> KeyGroup:
    """All that is no command of a menu."""
    table = keys(mac=sys.platform == "darwin")
    rows = (KeyRow(words, _shown(act, table[act])) for act, words in _words().items() if act in table)
    return KeyGroup(_("Typing the discussion"), tuple(rows))


def _shown(act: Act, sequences: tuple[str, ...]) -> str:
    shown = sequences[:2] if act in _TWO_HABITS else sequences[:1]
    return ", ".join(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in shown)


def _words() -> dict[Act, str]:
    return {
        Act.ENTER: _("New line; in the middle of one: split it; in an empty one: outdent"),
        Act.LINE_BREAK: _("New line inside the note"),
        Act.INDENT: _("Indent, with all that is below"),
        Act.OUTDENT: _("Outdent, with all that is below"),
        Act.MOVE_UP: _("Move up, with all that is below"),
        Act.MOVE_DOWN: _("Move down, with all that is below"),
        Act.BACKSPACE: _("At the start of a line: join it to the one before"),
        Act.DELETE: _("At the end of a line: pull the next one up"),
        Act.FOLD: _("Fold what is below a line"),
        Act.UNFOLD: _("Unfold what is below a line"),
        Act.SELECT_UP: _("Select whole lines upwards"),
        Act.SELECT_DOWN: _("Select whole lines downwards"),
        Act.SELECT_ALL: _("Select the line; again: everything"),
        Act.PARAGRAPH_UP: _("To the start of the line, or of the one before"),
        Act.PARAGRAPH_DOWN: _("To the start of the next line"),
        Act.PASTE_PLAIN: _("Paste as plain text into one line"),
        Act.LEAVE: _("Select the line; again: leave the discussion, so that Tab moves on"),
    }
