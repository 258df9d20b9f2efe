"""What goes to the clipboard and what comes from it: lists of Word, of the web and of plain text; drops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest

from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.paste import read_html, read_text
from tests.gui.widgets.outline_desk import (
    MemoryBackend,
    document_of,
    place,
    press,
    record_of,
    rows_of,
    shown_in,
    state_of,
)

MakeEditor = Callable[[MemoryBackend], OutlineEditor]
SUMMARY = Path(__file__).parents[2] / "data" / "meeting-summary-2025-02-06.txt"

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin:0}</style></head>
<body>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>First
point<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:1.0in;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>a.<span>&nbsp;</span></span><![endif]>Its <b>reply</b></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>Second</p>
</body></html>"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one", [(0, "one")]),
        ("one\n\n  \ntwo\r\n", [(0, "one"), (0, "two")]),
        ("one\n\ttwo\n\t\tthree\nfour", [(0, "one"), (1, "two"), (2, "three"), (0, "four")]),
        ("one\n  two\n    three\n  four", [(0, "one"), (1, "two"), (2, "three"), (1, "four")]),
        ("    one\n        two", [(0, "one"), (1, "two")]),
        ("• one\n• two", [(0, "one"), (0, "two")]),
        ("•\tone\no\ttwo\n▪\tthree\n•\tfour", [(0, "one"), (1, "two"), (2, "three"), (0, "four")]),
        ("- one\n  - two\n- three", [(0, "one"), (1, "two"), (0, "three")]),
        ("1. one\na. two\ni. six\nb. five\n2. x", [(0, "one"), (1, "two"), (2, "six"), (1, "five"), (0, "x")]),
        ("a. one\nb. two\n1. three\nc. four", [(0, "one"), (0, "two"), (1, "three"), (0, "four")]),
        ("g. one\nh. two\ni. three", [(0, "one"), (0, "two"), (0, "three")]),
        ("(1) one\n(2) two", [(0, "one"), (0, "two")]),
        ("1.1 one\n1.2 two\n1.2.1 three", [(0, "one"), (0, "two"), (1, "three")]),
        ("A. one\nB. two", [(0, "one"), (0, "two")]),
        ("A. Smith asked\nthe group", [(0, "A. Smith asked"), (0, "the group")]),
        ("2025 was dry\n3.5 kW", [(0, "2025 was dry"), (0, "3.5 kW")]),
        ("no - bullet\ne.g. this", [(0, "no - bullet"), (0, "e.g. this")]),
    ],
)  # fmt: skip
def test_depth_is_read_from_what_plain_text_has(text: str, lines: list[tuple[int, str]]) -> None:
    assert read_text(text) == lines


def test_the_real_discussion_pasted_as_text_has_its_structure() -> None:
    text = SUMMARY.read_text(encoding="utf-8")
    lines = read_text(text[text.index("1. Eversource is still") : text.index("Next Steps")])
    assert [depth for depth, _text in lines] == [0, 0, 1, 0, 1, 0, 1, 1, 2, 2, 2, 1, 2, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1]
    assert all(not words[:3].rstrip().endswith(".") for _depth, words in lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (WORD, [(0, "First point"), (1, "Its reply"), (0, "Second")]),
        ("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", [(0, "one"), (1, "two"), (0, "three")]),
        ("<ol><li>one</li><ol><li>two</li></ol></ol>", [(0, "one"), (1, "two")]),
        ("<ul><li><p>one</p></li><li><div>two<br>more</div></li></ul>", [(0, "one"), (0, "two\nmore")]),
        ("<p>Before</p><ul><li>one</li></ul>", [(0, "Before"), (0, "one")]),
        ("<ul><li>one<img src='file:///etc/passwd' alt='x'></li><script>bad()</script></ul>", [(0, "one")]),
        ("<ul><li>a &lt;b&gt; &amp; c</li></ul>", [(0, "a <b> & c")]),
        ("<p>no list</p>", None),
        ("<ul><li>unclosed <li>two", [(0, "unclosed"), (0, "two")]),
    ],
)
def test_depth_is_read_from_lists_in_html(html: str, lines: list[tuple[int, str]] | None) -> None:
    assert read_html(html) == lines


def _mime(text: str = "", html: str = "") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("1. al|pha", "X", "1. alX|pha"),
        ("1. al^ph|a", "X", "1. alX|a"),
        ("· |", "one\n\ttwo", "1. one\n  a. two|"),
        ("1. alpha|", "one\ntwo", "1. alpha\n2. one\n3. two|"),
        ("1. |alpha", "one\ntwo", "1. one\n2. two|\n3. alpha"),
        ("1. al|pha", "one\ntwo", "1. al\n2. one\n3. two|\n4. pha"),
        ("1. a\n  a. be|\n2. c", "one\n\ttwo", "1. a\n  a. be\n  b. one\n    i. two|\n2. c"),
        ("1. a|\n  a. b", "one\ntwo", "1. a\n  a. one\n  b. two|\n  c. b"),
        ("1. a\n· |\n2. c", "one\ntwo", "1. a\n2. one\n3. two|\n4. c"),
        ("1. ^a\n2. b|\n3. c", "one\ntwo", "1. one\n2. two|\n3. c"),
        ("1.▸ a|\n  ~a. b\n2. c", "one\ntwo", "1.▸ a\n  ~a. b\n2. one\n3. two|\n4. c"),
        ("1. a|", "  \n ", "1. a|"),
    ],
)
def test_pasted_lines_become_notes(make_editor: MakeEditor, before: str, text: str, after: str) -> None:
    backend = MemoryBackend(rows_of(before))
    editor = make_editor(backend)
    place(editor, before)
    editor.insertFromMimeData(_mime(text))
    assert state_of(editor) == after
    editor.flush()
    assert record_of(backend) == shown_in(editor)
    if backend.can_undo:
        press(editor, "Ctrl+Z")
        assert state_of(editor, caret=False).replace("▸", "").replace("~", "") == before.translate(
            str.maketrans("", "", "|^▸~")
        ).replace("· ", "·")


def test_lists_of_word_come_in_with_their_depth_and_without_pictures(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend())
    editor.insertFromMimeData(_mime("First point\nIts reply\nSecond", WORD))
    assert state_of(editor) == "1. First point\n  a. Its reply\n2. Second|"
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert not editor.canInsertFromMimeData(data)


def test_what_is_copied_reads_well_in_word_and_in_plain_text(make_editor: MakeEditor) -> None:
    state = "1. Patrick Fam (Eversource): Who <pays>?\n  a. ^reply⏎more\n  ·\n    i. deep\n2. next|"
    editor = make_editor(MemoryBackend(rows_of(state)))
    place(editor, state.replace("^", "").replace("1. P", "1. ^P"))
    editor.grab()
    press(editor, "Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().split("\n") == [
        "1. Patrick Fam (Eversource): Who <pays>?",
        "\ta. reply",
        "more",
        "\t",
        "\t\ti. deep",
        "2. next",
    ]
    html = data.html()
    assert "<b>Patrick Fam (Eversource):</b> Who &lt;pays&gt;?" in html
    assert '<ol type="1" start="1">' in html
    assert "reply<br>more" in html
    assert read_html(html) == [
        (0, "Patrick Fam (Eversource): Who <pays>?"),
        (1, "reply\nmore"),
        (2, "deep"),
        (0, "next"),
    ]


def test_what_is_off_the_record_does_not_leave_among_other_lines(make_editor: MakeEditor) -> None:
    rows = rows_of("1. public\n2. [off] secret\n3. more")
    rows[1] = replace(rows[1], off_record=True)
    editor = make_editor(MemoryBackend(rows))
    press(editor, "Ctrl+A Ctrl+A Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    assert "secret" not in data.text()
    assert "secret" not in data.html()
    press(editor, "Ctrl+End Ctrl+V")
    assert state_of(editor, caret=False).count("secret") == 2


def test_what_stands_below_an_off_line_does_not_leave_either(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. public\n2. x\n  a. answer\n3. more")))
    place(editor, "1. public\n2. |x\n  a. answer\n3. more")
    QTest.keyClicks(editor, "[off] ")
    press(editor, "Ctrl+A Ctrl+A Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    assert [word for word in ("[off]", "answer") if word in data.text() or word in data.html()] == []
    assert "more" in data.text()


def test_one_line_is_copied_as_the_words_that_are_selected(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. alpha beta")))
    place(editor, "1. ^alpha| beta")
    press(editor, "Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "alpha"
    assert not data.hasHtml()


def _drop(editor: OutlineEditor, index: int, data: QMimeData, action: Qt.DropAction, *, inside: bool) -> None:
    block = document_of(editor).findBlockByNumber(index)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    point = QPointF(editor.cursorRect(cursor).center())
    event = _Drop(editor if inside else None, point, action, data)
    editor.dropEvent(event)
    assert event.isAccepted()


class _Drop(QDropEvent):
    """A drop as if it came from a widget; Qt fills that in only while something is really dragged."""

    def __init__(self, source: OutlineEditor | None, point: QPointF, action: Qt.DropAction, data: QMimeData) -> None:
        super().__init__(point, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self._source = source

    def source(self) -> OutlineEditor | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._source


def test_what_is_dragged_inside_the_outline_moves(make_editor: MakeEditor) -> None:
    state = "1. a\n2. ^b\n  a. c|\n3. d"
    backend = MemoryBackend(rows_of(state))
    editor = make_editor(backend)
    place(editor, state)
    _drop(editor, 3, editor.createMimeDataFromSelection(), Qt.DropAction.MoveAction, inside=True)
    assert state_of(editor) == "1. a\n2. d\n3. b\n  a. c|"
    assert backend.changes[-1].label == "Move text"
    assert record_of(backend) == shown_in(editor)
    press(editor, "Ctrl+Z")
    assert state_of(editor, caret=False) == "1. a\n2. b\n  a. c\n3. d"


def test_a_word_is_dragged_to_another_line(make_editor: MakeEditor) -> None:
    state = "1. al^ph|a\n2. beta"
    backend = MemoryBackend(rows_of(state))
    editor = make_editor(backend)
    place(editor, state)
    _drop(editor, 1, editor.createMimeDataFromSelection(), Qt.DropAction.MoveAction, inside=True)
    assert state_of(editor) == "1. ala\n2. betaph|"
    assert record_of(backend) == shown_in(editor)


def test_what_is_dropped_from_elsewhere_becomes_notes(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend(rows_of("1. a\n2. b")))
    _drop(editor, 0, _mime("one\ntwo"), Qt.DropAction.CopyAction, inside=False)
    assert state_of(editor) == "1. a\n2. one\n3. two|\n4. b"
