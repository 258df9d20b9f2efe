"""Words are found where they stand, also beside characters that Qt counts as two."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from msa_wg_desktop.gui.widgets.find_matches import Wanted, matches_in, replace_all


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


def found(target: Target, wanted: Wanted) -> list[str]:
    return [match.cursor().selectedText() for match in matches_in(target, wanted)]


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("Waiver, waiver", Wanted("waiver"), ["Waiver", "waiver"]),
        ("Waiver, waiver", Wanted("waiver", match_case=True), ["waiver"]),
        ("waivers waiver", Wanted("waiver", whole_words=True), ["waiver"]),
        ("a.b a+b", Wanted("a+b"), ["a+b"]),
        ("😀 waiver 😀 waiver", Wanted("waiver"), ["waiver", "waiver"]),
        ("anything", Wanted(""), []),
        ("one\ntwo one", Wanted("one"), ["one", "one"]),
    ],
)
def test_what_is_looked_for_is_found(target, text, wanted, expected):
    target.edit.setPlainText(text)
    assert found(target, wanted) == expected


def test_all_are_replaced_in_one_go(target):
    target.edit.setPlainText("😀 a b a\na")
    replace_all(target.edit.document(), list(matches_in(target, Wanted("a"))), "long")
    assert target.edit.toPlainText() == "😀 long b long\nlong"
