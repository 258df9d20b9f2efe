"""Words are found where they stand, also beside characters that Qt counts as two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from msa_wg_desktop.gui.widgets.meeting.find_matches import FindOptions, Match, matches_in, replaced


@dataclass
class Target:
    """A text that can be searched, and nothing more."""

    edit: QPlainTextEdit
    writable: bool = True
    has_keyboard: bool = False
    caret: int = 0

    @property
    def document(self) -> QTextDocument:
        return self.edit.document()

    def show(self, match: Match) -> None:
        raise AssertionError

    def mark(self, matches: Sequence[Match], look: QTextCharFormat) -> None:
        raise AssertionError

    def take_keyboard(self) -> None:
        raise AssertionError

    def replace(self, matches: Sequence[Match], words: str) -> bool:
        self.caret = replaced(self.document, matches, words).position()
        return True


@pytest.fixture
def target(qtbot) -> Target:
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    return Target(edit)


def found(target: Target, words: str, options: FindOptions) -> list[str]:
    return [match.cursor().selectedText() for match in matches_in(target, words, options)]


@pytest.mark.parametrize(
    ("text", "words", "options", "expected"),
    [
        ("Waiver, waiver", "waiver", FindOptions(), ["Waiver", "waiver"]),
        ("Waiver, waiver", "waiver", FindOptions(match_case=True), ["waiver"]),
        ("waivers waiver", "waiver", FindOptions(whole_words=True), ["waiver"]),
        ("a.b a+b", "a+b", FindOptions(), ["a+b"]),
        ("😀 waiver 😀 waiver", "waiver", FindOptions(), ["waiver", "waiver"]),
        ("anything", "", FindOptions(), []),
        ("one\ntwo one", "one", FindOptions(), ["one", "one"]),
        ("I don't, they don’t", "don't", FindOptions(), ["don't", "don’t"]),
        ("I don't, they don’t", "don’t", FindOptions(match_case=True), ["don’t"]),
        ('a “data gap” or "data gap"', '"data gap"', FindOptions(), ["“data gap”", '"data gap"']),
    ],
)
def test_what_is_looked_for_is_found(target, text, words, options, expected):
    target.edit.setPlainText(text)
    assert found(target, words, options) == expected


def test_all_are_replaced_in_one_go(target):
    target.edit.setPlainText("😀 a b a\na")
    target.replace(list(matches_in(target, "a", FindOptions())), "long")
    assert target.edit.toPlainText() == "😀 long b long\nlong"
    assert target.caret == len("xx long"), "behind the first: the next is looked for from there"
