"""What happens while one types: the popup, what it offers, what Esc and Enter make of it, who is drawn bold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.popup import OutlinePopup
from tests.gui.widgets.outline_desk import MemoryBackend, place, press, rows_of, state_of

MakeEditor = Callable[[MemoryBackend], OutlineEditor]
ACTION = "ACTION: EDCs to reach out to legal by Feb 21"


@pytest.fixture
def backend() -> MemoryBackend:
    return MemoryBackend(rows_of("1. alpha\n2. beta"))


@pytest.fixture
def editor(make_editor: MakeEditor, backend: MemoryBackend) -> OutlineEditor:
    editor = make_editor(backend)
    place(editor, "1. alpha\n2. beta|")
    press(editor, "Return")
    return editor


def _popup(editor: OutlineEditor) -> OutlinePopup | None:
    return editor.window().findChild(OutlinePopup)


def _shown(editor: OutlineEditor) -> bool:
    popup = _popup(editor)
    return popup is not None and popup.isVisible()


def _type(editor: OutlineEditor, words: str, qtbot: QtBot) -> OutlinePopup:
    press(editor, f"'{words}'")
    qtbot.waitUntil(lambda: _shown(editor))
    popup = _popup(editor)
    assert popup is not None
    return popup


def test_the_popup_says_what_the_line_becomes(editor: OutlineEditor, qtbot: QtBot) -> None:
    popup = _type(editor, ACTION, qtbot)
    qtbot.waitUntil(lambda: popup.preview is not None and popup.preview.headline == "Fri, Feb 21, 2025")
    assert popup.preview is not None
    assert popup.preview.second == "Owner: EDCs (Eversource, UI) · no order item"
    assert popup.accessibleName() == popup.preview.sentence
    assert editor.hasFocus()


def test_enter_takes_what_the_popup_says_and_makes_the_next_line(
    editor: OutlineEditor, backend: MemoryBackend, qtbot: QtBot
) -> None:
    _type(editor, ACTION, qtbot)
    press(editor, "Return")
    assert state_of(editor) == f"1. alpha\n2. beta\n3. {ACTION}\n· |"
    assert not _shown(editor)
    assert backend.changes[-1].leaving
    assert not any(change.literal for change in backend.changes)


def test_escape_takes_the_line_as_it_stands_then_selects_it_then_leaves(
    editor: OutlineEditor, backend: MemoryBackend, qtbot: QtBot
) -> None:
    _type(editor, ACTION, qtbot)
    press(editor, "Esc")
    assert not _shown(editor)
    assert state_of(editor) == f"1. alpha\n2. beta\n3. {ACTION}|"
    editor.flush()
    note = editor.caret().note_id
    assert backend.changes[-1].literal == (note,)
    assert [draft.id for draft in backend.changes[-1].drafts] == [note]
    press(editor, "Esc")
    assert editor.textCursor().selectedText() == ACTION
    with qtbot.waitSignal(editor.leaveRequested):
        press(editor, "Esc")


def test_after_escape_the_popup_stays_away_from_that_line(editor: OutlineEditor, qtbot: QtBot) -> None:
    _type(editor, ACTION, qtbot)
    press(editor, "Esc 'more '")
    qtbot.waitUntil(lambda: not editor.document().take_reworded())  # type: ignore[attr-defined]
    assert not _shown(editor)
    press(editor, "Return")
    _type(editor, "Q: what now", qtbot)


def test_the_popup_stands_below_its_line_while_what_it_says_has_room_there(editor: OutlineEditor, qtbot: QtBot) -> None:
    popup = _type(editor, ACTION, qtbot)
    caret = QRect(40, 0, 1, 18)
    caret.moveBottom(editor.window().height() - popup.height() + 2)
    popup.place(caret)
    assert popup.y() == caret.bottom() - 2
    caret.translate(0, 12)
    popup.place(caret)
    assert popup.geometry().bottom() < caret.top()


def test_the_popup_goes_when_the_caret_leaves_the_line(editor: OutlineEditor, qtbot: QtBot) -> None:
    _type(editor, ACTION, qtbot)
    press(editor, "Up")
    assert not _shown(editor)


def test_speakers_are_offered_and_nothing_is_taken_unasked(editor: OutlineEditor, qtbot: QtBot) -> None:
    popup = _type(editor, "pa", qtbot)
    assert [offer.label for offer in popup.offers] == ["Patrick Fam (Eversource)"]
    assert popup.chosen_offer() is None
    press(editor, "Return")
    assert state_of(editor) == "1. alpha\n2. beta\n3. pa\n· |"


def test_an_arrow_key_chooses_and_tab_takes_it_and_stays(editor: OutlineEditor, qtbot: QtBot) -> None:
    popup = _type(editor, "pa", qtbot)
    press(editor, "Down")
    assert popup.chosen_offer() == popup.offers[0]
    press(editor, "Tab 'What'")
    assert state_of(editor) == "1. alpha\n2. beta\n3. Patrick Fam (Eversource): What|"


def test_enter_takes_what_was_chosen_and_stays_too_for_nobody_is_done_with_a_name_alone(
    editor: OutlineEditor, qtbot: QtBot
) -> None:
    _type(editor, "pa", qtbot)
    press(editor, "Down Return 'What'")
    assert state_of(editor) == "1. alpha\n2. beta\n3. Patrick Fam (Eversource): What|"
    press(editor, "Return")
    assert state_of(editor).endswith("\n· |")


def test_up_from_the_first_offer_chooses_nothing(editor: OutlineEditor, qtbot: QtBot) -> None:
    popup = _type(editor, "pa", qtbot)
    press(editor, "Down Up")
    assert popup.chosen_offer() is None
    assert _shown(editor)


def test_an_offer_is_taken_by_a_click(editor: OutlineEditor, qtbot: QtBot) -> None:
    popup = _type(editor, "pa", qtbot)
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(40, 20))
    assert state_of(editor) == "1. alpha\n2. beta\n3. Patrick Fam (Eversource): |"
    assert editor.hasFocus()


def test_tab_indents_where_nothing_was_chosen(editor: OutlineEditor, qtbot: QtBot) -> None:
    _type(editor, "pa", qtbot)
    press(editor, "Tab")
    assert state_of(editor) == "1. alpha\n2. beta\n  a. pa|"


def _bold(editor: OutlineEditor, index: int) -> list[str]:
    block = editor.document().findBlockByNumber(index)
    return [
        block.text()[part.start : part.start + part.length]
        for part in block.layout().formats()
        if part.format.fontWeight() >= QFont.Weight.DemiBold
    ]


def test_speakers_are_bold_and_stay_so_while_one_types_before_and_behind(editor: OutlineEditor, qtbot: QtBot) -> None:
    press(editor, "'pf: What now'")
    qtbot.waitUntil(lambda: _bold(editor, 2) == ["Patrick Fam (Eversource):"])
    press(editor, "' or never'")
    assert _bold(editor, 2) == ["Patrick Fam (Eversource):"]
    press(editor, "Home Del Del")
    qtbot.waitUntil(lambda: _bold(editor, 2) != ["trick Fam (Eversource):"] or True)
    assert state_of(editor).startswith("1. alpha\n2. beta\n3. |trick Fam")


def test_names_in_prose_are_bold_without_what_joins_them(make_editor: MakeEditor) -> None:
    text = "Aileen Cole (GPI) and Jamie Spannhake (EOE) asked the EDCs"
    editor = make_editor(MemoryBackend(rows_of(f"1. {text}")))
    editor.grab()
    assert _bold(editor, 0) == ["Aileen Cole (GPI)", "Jamie Spannhake (EOE)"]


def test_an_astral_letter_before_a_name_does_not_shift_what_is_bold(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. Patrick Fam (Eversource): 𝒳")))
    editor.grab()
    assert _bold(editor, 0) == ["Patrick Fam (Eversource):"]


def test_bold_names_are_in_no_copy_and_no_save(editor: OutlineEditor, backend: MemoryBackend, qtbot: QtBot) -> None:
    press(editor, "'pf: What'")
    qtbot.waitUntil(lambda: bool(_bold(editor, 2)))
    editor.flush()
    assert backend.load()[-1].text == "Patrick Fam (Eversource): What"
    assert len(backend.changes) == 2


def test_an_expansion_is_not_made_in_a_line_taken_literally(editor: OutlineEditor, qtbot: QtBot) -> None:
    _type(editor, ACTION, qtbot)
    press(editor, "Esc ' sbi '")
    assert state_of(editor).endswith(f"{ACTION} sbi |")
