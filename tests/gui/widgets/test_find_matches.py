"""Words are found where they stand, also beside characters that Qt counts as two."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from msa_wg_desktop.gui.widgets.find_matches import FindOptions, matches_in, replace_all


@dataclass
class Target:
    edit: QPlainTextEdit

    def reveal(self) -> None:
        return None


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
    ],
)
def test_what_is_looked_for_is_found(target, text, words, options, expected):
    target.edit.setPlainText(text)
    assert found(target, words, options) == expected


def test_all_are_replaced_in_one_go(target):
    target.edit.setPlainText("😀 a b a\na")
    replace_all(target.edit.document(), list(matches_in(target, "a", FindOptions())), "long")
    assert target.edit.toPlainText() == "😀 long b long\nlong"
