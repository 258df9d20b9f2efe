"""The popup under fast hands: keys that come faster than the line is read must not silence it."""

from __future__ import annotations

from PySide6.QtTest import QTest

from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.popup import OutlinePopup
from tests.gui.widgets.outline_desk import MemoryBackend


def popup_is_open(editor: OutlineEditor) -> bool:
    return any(popup.isVisible() for popup in editor.window().findChildren(OutlinePopup))


def test_the_popup_comes_in_the_line_after_one_that_was_left_at_once(qtbot, make_editor):
    editor = make_editor(MemoryBackend())
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "One thing")
    QTest.keyClicks(editor, "\r")
    QTest.keyClicks(editor, "ACTION: EDCs to reach out to legal by Feb 21")
    qtbot.waitUntil(lambda: popup_is_open(editor))


def test_the_popup_comes_again_after_the_keyboard_was_elsewhere(qtbot, make_editor):
    editor = make_editor(MemoryBackend())
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "One thing")
    editor.clearFocus()
    editor.setFocus()
    QTest.keyClicks(editor, "\rACTION: EDCs to reach out to legal by Feb 21")
    qtbot.waitUntil(lambda: popup_is_open(editor))
