"""A line of words never asks for more room than it has."""

from __future__ import annotations

from PySide6.QtCore import Qt

from msa_wg_desktop.gui.widgets.elided_label import ElidedLabel


def test_words_without_room_end_in_dots_and_come_back_with_it(qtbot) -> None:
    label = ElidedLabel("small")
    qtbot.addWidget(label)
    label.say("MSA subgroup of the\n Interconnection Working Group")
    label.show()
    label.resize(90, 20)
    assert label.text().endswith("…")
    label.resize(label.needed_width(), 20)
    assert label.text() == "MSA subgroup of the Interconnection Working Group"


def test_a_file_name_keeps_its_end(qtbot) -> None:
    label = ElidedLabel("small", dots=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.say("a-very-long-name-of-a-record.msawg")
    label.show()
    label.resize(120, 20)
    assert label.text().endswith("msawg")


def test_hidden_words_are_kept(qtbot) -> None:
    label = ElidedLabel("small")
    qtbot.addWidget(label)
    label.resize(300, 20)
    label.say("6 rows")
    label.show_words(shown=False)
    assert (label.text(), label.words) == ("", "6 rows")
    label.show_words(shown=True)
    assert label.text() == "6 rows"
