"""What the outline editor costs by itself, with popup, spelling and saving on, beside a bare text field.

What the record adds is measured on the real page in `test_typing_bench.py`; here a memory keeps the notes, so
that what is measured is the editor.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from msa_wg_desktop.domain.notes import CaptureKind, CaptureTag, NoteRow, ranks_between
from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.reader import CaptureReader
from msa_wg_desktop.gui.widgets.outline.spelling import SpellBook
from tests.benchmarks.test_typing_bench import CHARACTER_MS, LARGE_RATIO, ROUNDS, STEP_MS, TIMES, Timing
from tests.gui.widgets.outline_desk import KnownHere, MemoryBackend, press

WORDS = (
    "whether the homebuyer purchased the solar system outright with the home or who would be notified of any failure"
)
TYPED = "Tesla would be notified of any failure and the costumer is told. "
BARE_RATIO = 3.0
OPEN_500_MS = 60.0


def _notes(count: int) -> list[NoteRow]:
    """Nested notes of one to four rows; a third has a speaker, a fifth has a chip."""
    rows: list[NoteRow] = []
    vocabulary = WORDS.split()
    for number, rank in enumerate(ranks_between(None, None, count)):
        words = " ".join(vocabulary[(number * 7 + place) % len(vocabulary)] for place in range(6 + number * 13 % 40))
        text = f"Patrick Fam (Eversource): {words}" if number % 3 == 0 else words
        tags = (CaptureTag(CaptureKind.ACTION, f"a-{number}", "EDCs · Feb 21"),) if number % 5 == 0 else ()
        rows.append(NoteRow(f"n-{number}", rank, (0, 1, 1, 2)[number % 4], text, captured=tags))
    return rows


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, look=Look.LIGHT)


@pytest.fixture
def outline(theme: Theme, qtbot: QtBot) -> Callable[[int], OutlineEditor]:
    book = SpellBook()

    def make(count: int) -> OutlineEditor:
        editor = OutlineEditor()
        qtbot.addWidget(editor)
        editor.resize(1040, 700)
        editor.attach(MemoryBackend(_notes(count)), CaptureReader(KnownHere()), OutlineColours.of(theme))
        editor.set_spelling(book)
        editor.show()
        qtbot.waitUntil(lambda: book.loaded)
        qtbot.waitUntil(lambda: editor._layout.complete and not editor._spelling._waiting, timeout=20_000)
        return editor

    return make


def _bare(count: int, qtbot: QtBot) -> QPlainTextEdit:
    bare = QPlainTextEdit("\n".join(row.text for row in _notes(count)))
    qtbot.addWidget(bare)
    bare.resize(1040, 700)
    bare.show()
    return bare


def _go_to_the_middle(text: QPlainTextEdit) -> None:
    text.setFocus()
    cursor = text.textCursor()
    block = text.document().findBlockByNumber(text.blockCount() // 2 + 3)  # the deepest of four, below which is none
    cursor.setPosition(block.position() + block.length() - 1)
    text.setTextCursor(cursor)
    text.centerCursor()
    QApplication.processEvents()


def _type(text: QPlainTextEdit, timing: Timing) -> None:
    _go_to_the_middle(text)
    timing.begin()
    for letter in TYPED:
        timing.of(lambda letter=letter: QTest.keyClicks(text, letter))


@pytest.mark.benchmark
def test_a_character_costs_hardly_more_than_in_a_bare_text_field(
    outline: Callable[[int], OutlineEditor], qtbot: QtBot
) -> None:
    fields = {"bare 2,000": _bare(2000, qtbot), "outline 2,000": outline(2000), "outline 10,000": outline(10_000)}
    times = {name: Timing() for name in fields}
    for _round in range(ROUNDS):
        for name, text in fields.items():
            _type(text, times[name])
    for name, timing in times.items():
        print(f"\ncharacter, {name}: {timing}", end="")
    bare, middle, large = times.values()
    ratio, growth = middle.percentile(50) / bare.percentile(50), large.percentile(50) / middle.percentile(50)
    print(f"\noutline is {ratio:.2f} times bare; at 10,000 notes {growth:.2f} times 2,000")
    assert middle.percentile(95) < CHARACTER_MS
    assert ratio < BARE_RATIO
    assert growth < LARGE_RATIO


@pytest.mark.benchmark
def test_reading_the_line_for_the_popup_fits_between_two_keys(outline: Callable[[int], OutlineEditor]) -> None:
    editor = outline(2000)
    timing = Timing()
    for line in ("ACTION: EDCs to reach out to legal by Feb 21", "Q: what happens then", "pa", "Jordan Graham asked"):
        _go_to_the_middle(editor)
        press(editor, "Return")
        timing.begin()
        for letter in line:
            QTest.keyClicks(editor, letter)
            timing.of(editor._typing._read)
    print(f"\nreading a line: {timing}")
    assert timing.percentile(50) < CHARACTER_MS


KEYS = {
    "Enter": "Return",
    "move up": "Alt+Shift+Up",
    "move down": "Alt+Shift+Down",
    "Tab": "Tab",
    "outdent": "Shift+Tab",
    "join": "Backspace",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Y",
    "arrow": "Down",
}


@pytest.mark.benchmark
@pytest.mark.parametrize("count", [2000, 10_000])
def test_a_step_of_structure_takes_less_than_a_frame(count: int, outline: Callable[[int], OutlineEditor]) -> None:
    editor = outline(count)
    times = {name: Timing() for name in KEYS}
    for _round in range(ROUNDS):
        for timing in times.values():
            timing.begin()
        for _time in range(TIMES):
            _go_to_the_middle(editor)
            for name, keys in KEYS.items():
                times[name].of(lambda keys=keys: press(editor, keys))
    for name, timing in times.items():
        print(f"\n{name}, {count}: {timing}", end="")
    print()
    if count == 2000:
        assert {name for name, timing in times.items() if timing.percentile(95) >= STEP_MS} == set()


@pytest.mark.benchmark
def test_twenty_notes_are_indented_at_once(outline: Callable[[int], OutlineEditor]) -> None:
    editor = outline(2000)
    timing = Timing()
    _go_to_the_middle(editor)
    press(editor, " ".join(["Shift+Down"] * 20))
    timing.begin()
    for _round in range(ROUNDS * 2):
        timing.of(lambda: press(editor, "Alt+Shift+Right"))
        timing.of(lambda: press(editor, "Alt+Shift+Left"))
    print(f"\nTab of 20 notes: {timing}")
    assert timing.percentile(50) < STEP_MS


@pytest.mark.benchmark
def test_opening_resizing_and_pasting_do_not_keep_anybody_waiting(
    outline: Callable[[int], OutlineEditor], theme: Theme
) -> None:
    editor = outline(500)
    opened, resized, pasted = Timing(), Timing(), Timing()
    backend, reader = MemoryBackend(_notes(500)), CaptureReader(KnownHere())
    data = QMimeData()
    data.setText("\n".join(row.text for row in _notes(300)))
    for timing in (opened, resized, pasted):
        timing.begin()
    for number in range(ROUNDS):
        opened.of(lambda: editor.attach(backend, reader, OutlineColours.of(theme)))
        resized.of(lambda number=number: editor.resize(900 + 20 * number, 700))
        _go_to_the_middle(editor)
        pasted.of(lambda: editor.insertFromMimeData(data))
        editor.undo()
    for name, timing in (("open 500", opened), ("resize", resized), ("paste 300 lines", pasted)):
        print(f"\n{name}: p50 {timing.percentile(50):.1f} ms", end="")
    print()
    assert opened.percentile(50) < OPEN_500_MS
