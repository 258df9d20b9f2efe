"""How the outline looks and what the mouse does: labels, bands, chips, folds, width and zoom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from msa_wg_desktop.domain.notes import CaptureKind, CaptureTag, NoteRow, OutlinePatch, ranks_between
from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from tests.gui.widgets.outline_desk import MemoryBackend, document_of, place, press, rows_of, state_of

MakeEditor = Callable[[MemoryBackend], OutlineEditor]
LONG = "a long line of words that goes on and on until it must be broken into several rows of text " * 3
TAG = CaptureTag(CaptureKind.ACTION, "a-1", "EDCs · Feb 21")


def _with_tag(state: str, index: int, *tags: CaptureTag) -> MemoryBackend:
    rows = rows_of(state)
    rows[index] = replace(rows[index], captured=tags)
    return MemoryBackend(rows)


def _picture(editor: OutlineEditor) -> QImage:
    return editor.viewport().grab().toImage()


def _colours_in(picture: QImage, left: int, right: int) -> set[str]:
    return {picture.pixelColor(x, y).name() for x in range(left, right) for y in range(picture.height())}


def _row_tops(editor: OutlineEditor) -> list[int]:
    editor.grab()
    document = document_of(editor)
    block = document.begin()
    tops: list[int] = []
    while block.isValid():
        tops.append(round(editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()))
        block = block.next()
    return tops


def test_the_current_line_has_a_band_with_a_bar(make_editor: MakeEditor, theme: Theme) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. alpha\n2. beta")))
    editor.go_to("1-beta")
    picture = _picture(editor)
    top = _row_tops(editor)[1] + 15
    assert picture.pixelColor(1, top) == theme.colour(Colour.ACCENT)
    assert picture.pixelColor(picture.width() - 5, top) == theme.colour(Colour.SELECTION)
    assert picture.pixelColor(1, _row_tops(editor)[0] + 15) == theme.colour(Colour.PANEL)
    press(editor, "Up")
    assert _picture(editor).pixelColor(1, _row_tops(editor)[0] + 15) == theme.colour(Colour.ACCENT)
    assert _picture(editor).pixelColor(1, top) == theme.colour(Colour.PANEL)


def test_dark_colours_come_at_once(make_editor: MakeEditor, theme: Theme) -> None:
    editor = make_editor(_with_tag("1. alpha\n2. beta", 0, TAG))
    theme.set_look(Look.DARK)
    editor.set_colours(OutlineColours.of(theme))
    picture = _picture(editor)
    assert picture.pixelColor(picture.width() - 3, picture.height() - 3) == theme.colour(Colour.PANEL)
    assert theme.colour(Colour.ACCENT_TINT).name() in _colours_in(picture, 50, 300)


def test_labels_are_drawn_left_of_the_words_and_empty_notes_have_none(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. alpha\n·")))
    picture = _picture(editor)
    alpha, empty = _row_tops(editor)
    inks = [
        {picture.pixelColor(x, y).name() for x in range(8, 44) for y in range(top + 12, top + 26)}
        for top in (alpha, empty)
    ]
    assert len(inks[0]) > 1
    assert len(inks[1]) == 1


def test_labels_are_told_by_id(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. a\n  a. b\n    i. c\n  ·\n  b. d\n2. e")))
    assert editor.labels() == {"0-a": "1", "1-b": "1.a", "2-c": "1.a.i", "4-d": "1.b", "5-e": "2"}


def _chip_at(editor: OutlineEditor, index: int) -> QPointF:
    editor.grab()
    block = document_of(editor).findBlockByNumber(index)
    corner = editor._layout.chips_at(block)
    top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
    return QPointF(corner.x() + 12, top + corner.y() + 8)


def test_a_click_on_a_chip_says_what_was_captured(make_editor: MakeEditor, qtbot: QtBot) -> None:
    editor = make_editor(_with_tag("1. alpha\n2. beta", 1, TAG))
    point = _chip_at(editor, 1).toPoint()
    with qtbot.waitSignal(editor.captureActivated) as said:
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert said.args == [TAG]
    QTest.mouseMove(editor.viewport(), point)
    assert editor.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(editor.viewport(), QPoint(200, 300))
    assert editor.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_a_click_beside_the_chip_sets_the_caret(make_editor: MakeEditor) -> None:
    editor = make_editor(_with_tag("1. alpha\n2. beta", 1, TAG))
    point = _chip_at(editor, 1).toPoint() + QPoint(300, 0)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert state_of(editor) == "1. alpha\n2. beta|"


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (TAG, "action · EDCs · Feb 21"),
        (replace(TAG, differs=True), "action · differs"),
        (replace(TAG, done=True), "action · EDCs · Feb 21 · done"),
        (CaptureTag(CaptureKind.DATA_NEED, "d"), "data need"),
    ],
)
def test_chips_say_what_came_of_a_line(make_editor: MakeEditor, tag: CaptureTag, words: str) -> None:
    editor = make_editor(_with_tag("1. alpha", 0, tag))
    chip = editor._painter.chip_at(_chip_at(editor, 0))
    assert chip is not None
    assert chip.words == words


def test_chips_come_and_go_with_what_was_captured(make_editor: MakeEditor) -> None:
    backend = MemoryBackend(rows_of("1. alpha"))
    editor = make_editor(backend)
    row = backend.load()[0]
    editor.apply_patch(OutlinePatch((replace(row, captured=(TAG,)),)))
    assert editor._painter.chip_at(_chip_at(editor, 0)) is not None
    editor.apply_patch(OutlinePatch((row,)))
    editor.grab()
    assert editor._painter.chip_at(_chip_at(editor, 0)) is None


def test_a_chip_never_stands_alone_on_a_row_nor_beyond_the_edge(make_editor: MakeEditor) -> None:
    editor = make_editor(_with_tag(f"1. {LONG.strip()}", 0, TAG, replace(TAG, id="a-2")))
    for width in range(500, 900, 7):
        editor.resize(width, 400)
        editor.grab()
        line = document_of(editor).lines[0]
        block = document_of(editor).begin()
        row = block.layout().lineAt(block.layout().lineCount() - 1)
        assert row.textLength() > 1
        assert row.x() + row.naturalTextWidth() + line.chips_width <= editor.viewport().width()


def test_what_is_off_the_record_is_marked_and_dimmed(make_editor: MakeEditor, theme: Theme) -> None:
    rows = rows_of("1. [off] alpha\n2. beta")
    editor = make_editor(MemoryBackend([replace(rows[0], off_record=True), rows[1]]))
    chip = editor._painter.chip_at(_chip_at(editor, 0))
    assert chip is not None
    assert chip.words == "not in the summary"
    formats = document_of(editor).begin().layout().formats()
    assert formats[0].format.foreground().color() == theme.colour(Colour.INK_3)


def test_a_folded_note_has_a_mark_that_opens_it(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. a\n  a. b\n2. c")))
    place(editor, "1.▸ a\n  ~a. b\n2. c|")
    editor.grab()
    box = editor._painter._fold_box(document_of(editor).lines[0], _row_tops(editor)[0])
    QTest.mouseClick(
        editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center().toPoint()
    )
    assert state_of(editor) == "1. a\n  a. b\n2. c|"


def _texts_left(editor: OutlineEditor) -> list[float]:
    document = document_of(editor)
    editor.grab()
    return [document.findBlockByNumber(index).layout().lineAt(0).x() for index in range(document.blockCount())]


def test_rows_hang_below_the_first_word_at_every_depth(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of(f"1. {LONG}\n  a. {LONG}\n    i. {LONG}")))
    editor.grab()
    left = _texts_left(editor)
    assert left[1] - left[0] == left[2] - left[1] > 10
    for index, x in enumerate(left):
        layout = document_of(editor).findBlockByNumber(index).layout()
        assert layout.lineCount() > 1
        assert {layout.lineAt(row).x() for row in range(layout.lineCount())} == {x}


def test_zoom_grows_indents_and_rows_with_the_letters(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. a\n  a. b")))
    small, tops = _texts_left(editor), _row_tops(editor)
    font = QFont(editor.font())
    font.setPixelSize(font.pixelSize() * 2)
    editor.setFont(font)
    large, high = _texts_left(editor), _row_tops(editor)
    assert large[1] == pytest.approx(2 * small[1], rel=0.1)
    assert high[1] - high[0] == pytest.approx(2 * (tops[1] - tops[0]), rel=0.15)


def test_another_width_breaks_all_lines_anew(make_editor: MakeEditor, qtbot: QtBot) -> None:
    editor = make_editor(MemoryBackend(rows_of("\n".join(f"1. {LONG}" for _number in range(300)))))
    editor.grab()
    qtbot.waitUntil(lambda: editor._layout.complete)
    narrow = document_of(editor).lineCount()
    editor.resize(1400, 500)
    qtbot.waitUntil(lambda: editor._layout.complete)
    assert document_of(editor).lineCount() < narrow
    lines = document_of(editor).lines
    assert all(line.fresh for line in lines)
    assert {document_of(editor).findBlockByNumber(index).lineCount() for index in (0, 150, 299)} == {
        document_of(editor).findBlockByNumber(299).layout().lineCount()
    }


def test_going_far_shows_the_line_and_it_stays_when_the_rest_is_laid_out(make_editor: MakeEditor, qtbot: QtBot) -> None:
    rows = [
        NoteRow(f"n-{number}", rank, number % 3, LONG[: 20 + number % 200])
        for number, rank in enumerate(ranks_between(None, None, 1500))
    ]
    editor = make_editor(MemoryBackend(rows))
    editor.go_to("n-1200")
    before = editor.cursorRect()
    assert editor.viewport().rect().contains(before)
    qtbot.waitUntil(lambda: editor._layout.complete)
    assert editor.viewport().rect().contains(editor.cursorRect())
    assert editor.textCursor().blockNumber() == 1200


def test_many_lines_that_were_pasted_are_laid_out_by_and_by_as_far_down_as_they_go(
    make_editor: MakeEditor, qtbot: QtBot
) -> None:
    editor = make_editor(MemoryBackend([]))
    pasted = QMimeData()
    pasted.setText("\n".join([LONG] * 300))
    editor.insertFromMimeData(pasted)
    qtbot.waitUntil(lambda: editor._layout.complete)
    assert editor.verticalScrollBar().maximum() > 3 * 300 - 100
    assert all(line.height > 3 * editor.fontMetrics().height() for line in document_of(editor).lines[:300])


def test_while_keys_come_nothing_out_of_sight_is_laid_out(make_editor: MakeEditor, qtbot: QtBot) -> None:
    rows = [NoteRow(f"n-{number}", rank, 0, LONG) for number, rank in enumerate(ranks_between(None, None, 3000))]
    editor = make_editor(MemoryBackend(rows))
    QTest.keyClicks(editor, "x")
    at = editor._layout._stale_from
    for letter in "typed on and on":
        QTest.keyClicks(editor, letter)
        QApplication.processEvents()
    assert editor._layout._stale_from == at
    qtbot.waitUntil(lambda: editor._layout.complete)


def test_the_layout_is_the_same_whether_it_came_at_once_or_by_and_by(make_editor: MakeEditor, qtbot: QtBot) -> None:
    state = f"1. alpha\n2. {LONG.strip()}\n  a. beta\n3. gamma|"
    editor = make_editor(MemoryBackend(rows_of(state)))
    place(editor, state)
    press(editor, "'x' Return 'delta' Up Up Tab Return 'inside'")
    qtbot.waitUntil(lambda: editor._layout.complete)
    tops = _row_tops(editor)
    editor.flush()
    editor.reload()
    qtbot.waitUntil(lambda: editor._layout.complete)
    assert _row_tops(editor) == tops


def test_names_for_a_screen_reader(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. alpha")))
    assert editor.accessibleName() == "Discussion"


def test_text_on_the_current_line_can_be_read(theme: Theme) -> None:
    colours = OutlineColours.of(theme)
    assert _contrast(colours.ink_1, colours.selection) > 4.5
    assert _contrast(colours.ink_2, colours.selection) > 4.5


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_an_outline_without_notes_says_what_to_do_where_the_words_will_stand(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend())
    blank = _picture(editor)
    editor.setPlaceholderText("Type what is said.")
    hinted = _picture(editor)
    left = round(document_of(editor).begin().layout().lineAt(0).x())
    changed = [
        x
        for x in range(hinted.width())
        for y in range(hinted.height())
        if hinted.pixelColor(x, y) != blank.pixelColor(x, y)
    ]
    assert left <= min(changed) < left + 6
    press(editor, "'x'")
    editor.setPlaceholderText("")
    without = _picture(editor)
    editor.setPlaceholderText("Type what is said.")
    assert _picture(editor) == without


def test_a_screen_reader_is_told_what_stands_beside_the_words(make_editor: MakeEditor) -> None:
    backend = _with_tag("1. alpha\n2. beta\n·", 1, TAG)
    editor = make_editor(backend)
    editor.go_to("1-beta")
    assert editor.accessibleDescription() == "2., action · EDCs · Feb 21"
    editor.go_to("2-")
    assert editor.accessibleDescription() == "empty line"
    editor.apply_patch(OutlinePatch((replace(backend.load()[2], captured=(TAG,)),)))
    assert editor.accessibleDescription() == "empty line, action · EDCs · Feb 21"


def test_speakers_are_bold_again_after_an_input_method_has_written(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. Patrick Fam (Eversource): hello")))
    editor.go_to("0-Patrick Fam ")
    for event in (QInputMethodEvent("ni", []), QInputMethodEvent("", [])):
        event.setCommitString("" if event.preeditString() else "你")
        QApplication.sendEvent(editor, event)
    formats = document_of(editor).begin().layout().formats()
    assert [(part.start, part.length) for part in formats] == [(0, len("Patrick Fam (Eversource):"))]
    assert state_of(editor).endswith("hello你|")
