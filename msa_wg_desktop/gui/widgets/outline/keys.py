"""Which key does what in the outline: a table per platform (decision 12 of the typed line)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence


class Act(StrEnum):
    """What the outline does with a key that is more than a letter."""

    ENTER = "enter"
    LINE_BREAK = "line-break"
    INDENT = "indent"
    OUTDENT = "outdent"
    MOVE_UP = "move-up"
    MOVE_DOWN = "move-down"
    BACKSPACE = "backspace"
    DELETE = "delete"
    FOLD = "fold"
    UNFOLD = "unfold"
    SELECT_UP = "select-up"
    SELECT_DOWN = "select-down"
    SELECT_ALL = "select-all"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    PARAGRAPH_UP = "paragraph-up"
    PARAGRAPH_DOWN = "paragraph-down"
    EXTEND_PARAGRAPH_UP = "extend-paragraph-up"
    EXTEND_PARAGRAPH_DOWN = "extend-paragraph-down"
    COPY = "copy"
    CUT = "cut"
    PASTE = "paste"
    PASTE_PLAIN = "paste-plain"
    UNDO = "undo"
    REDO = "redo"
    FIND = "find"
    REPLACE = "replace"
    LEAVE = "leave"
    MARK_ACTION = "mark-action"
    MARK_AGREEMENT = "mark-agreement"
    MARK_QUESTION = "mark-question"
    MARK_DATA_NEED = "mark-data-need"
    MARK_POSITION = "mark-position"
    MARK_DONE = "mark-done"
    NOTHING = "nothing"
    """Keys by which Qt would edit across lines behind the outline's back."""


EDITS = frozenset(Act) - {
    Act.SELECT_UP,
    Act.SELECT_DOWN,
    Act.SELECT_ALL,
    Act.UP,
    Act.DOWN,
    Act.LEFT,
    Act.RIGHT,
    Act.PARAGRAPH_UP,
    Act.PARAGRAPH_DOWN,
    Act.EXTEND_PARAGRAPH_UP,
    Act.EXTEND_PARAGRAPH_DOWN,
    Act.COPY,
    Act.FOLD,
    Act.UNFOLD,
    Act.FIND,
    Act.LEAVE,
}
"""What a read-only outline does not do."""

_ANYWHERE = {
    Act.ENTER: ("Return", "Enter"),
    Act.LINE_BREAK: ("Shift+Return", "Shift+Enter"),
    Act.INDENT: ("Tab",),
    Act.OUTDENT: ("Shift+Backtab", "Backtab", "Shift+Tab"),
    Act.BACKSPACE: ("Backspace", "Shift+Backspace", "Ctrl+Backspace"),
    Act.DELETE: ("Del", "Ctrl+Del"),
    Act.SELECT_UP: ("Shift+Up",),
    Act.SELECT_DOWN: ("Shift+Down",),
    Act.SELECT_ALL: ("Ctrl+A",),
    Act.UP: ("Up",),
    Act.DOWN: ("Down",),
    Act.LEFT: ("Left",),
    Act.RIGHT: ("Right",),
    Act.COPY: ("Ctrl+C", "Ctrl+Ins", "Copy"),
    Act.CUT: ("Ctrl+X", "Shift+Del", "Cut"),
    Act.PASTE: ("Ctrl+V", "Shift+Ins", "Paste"),
    Act.PASTE_PLAIN: ("Ctrl+Shift+V",),
    Act.UNDO: ("Ctrl+Z", "Undo"),
    Act.REDO: ("Ctrl+Y", "Ctrl+Shift+Z", "Redo"),
    Act.FIND: ("Ctrl+F",),
    Act.LEAVE: ("Esc",),
    Act.NOTHING: ("Ctrl+U", "Ctrl+K"),
}
_USUAL = {
    Act.MOVE_UP: ("Alt+Shift+Up",),
    Act.MOVE_DOWN: ("Alt+Shift+Down",),
    Act.INDENT: ("Alt+Shift+Right",),
    Act.OUTDENT: ("Alt+Shift+Left",),
    Act.FOLD: ("Alt+Shift+-", "Alt+Shift+_"),
    Act.UNFOLD: ("Alt+Shift++", "Alt+Shift+="),
    Act.PARAGRAPH_UP: ("Ctrl+Up",),
    Act.PARAGRAPH_DOWN: ("Ctrl+Down",),
    Act.EXTEND_PARAGRAPH_UP: ("Ctrl+Shift+Up",),
    Act.EXTEND_PARAGRAPH_DOWN: ("Ctrl+Shift+Down",),
    Act.REPLACE: ("Ctrl+H",),
    Act.MARK_ACTION: ("Ctrl+Shift+A",),
    Act.MARK_AGREEMENT: ("Ctrl+Shift+G",),
    Act.MARK_QUESTION: ("Ctrl+Shift+Q",),
    Act.MARK_DATA_NEED: ("Ctrl+Shift+N",),
    Act.MARK_POSITION: ("Ctrl+Shift+P",),
    Act.MARK_DONE: ("Ctrl+Shift+D",),
}
# Meta is the Control key of a Mac, Ctrl its Command key; Command+Shift+Q would log out, Command+H hide the program.
_MAC = {
    Act.MOVE_UP: ("Meta+Shift+Up",),
    Act.MOVE_DOWN: ("Meta+Shift+Down",),
    Act.INDENT: ("Meta+Shift+Right",),
    Act.OUTDENT: ("Meta+Shift+Left",),
    Act.FOLD: ("Meta+Shift+-", "Meta+Shift+_"),
    Act.UNFOLD: ("Meta+Shift++", "Meta+Shift+="),
    Act.BACKSPACE: ("Alt+Backspace",),
    Act.DELETE: ("Alt+Del",),
    Act.PARAGRAPH_UP: ("Alt+Up",),
    Act.PARAGRAPH_DOWN: ("Alt+Down",),
    Act.EXTEND_PARAGRAPH_UP: ("Alt+Shift+Up",),
    Act.EXTEND_PARAGRAPH_DOWN: ("Alt+Shift+Down",),
    Act.REPLACE: ("Ctrl+Alt+F",),
    Act.MARK_ACTION: ("Meta+Shift+A",),
    Act.MARK_AGREEMENT: ("Meta+Shift+G",),
    Act.MARK_QUESTION: ("Meta+Shift+Q",),
    Act.MARK_DATA_NEED: ("Meta+Shift+N",),
    Act.MARK_POSITION: ("Meta+Shift+P",),
    Act.MARK_DONE: ("Meta+Shift+D",),
}


def keys(*, mac: bool) -> Mapping[Act, tuple[str, ...]]:
    """The keys of each act, as Qt writes them; the first is the one to show."""
    own = _MAC if mac else _USUAL
    return {act: (*own.get(act, ()), *_ANYWHERE.get(act, ())) for act in Act if act in own or act in _ANYWHERE}


def key_table(*, mac: bool) -> dict[int, Act]:
    """Act by key and modifiers, as one number."""
    table: dict[int, Act] = {}
    for act, sequences in keys(mac=mac).items():
        for written in sequences:
            table[QKeySequence(written)[0].toCombined()] = act  # pyright: ignore[reportIndexIssue]
    return table


def combined(key: QKeyCombination) -> int:
    """A pressed key as the table has it; the keypad counts like the other keys."""
    return key.toCombined() & ~Qt.KeyboardModifier.KeypadModifier.value
