"""Getting ready while nobody does anything: step by step, and never while somebody types."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from msa_wg_desktop.gui.core.idle import IdleWork, loading

_QUIET_MS = 150
_LONG_QUIET_MS = 1_000
"""So long that no busy machine is taken for somebody who has stopped typing."""


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """A window with nothing in it but what is typed."""
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    return field


def _work(field: QLineEdit, steps: Iterator[object], *, quiet_ms: int = _QUIET_MS) -> IdleWork:
    return IdleWork(steps, field.windowHandle(), field, quiet_ms=quiet_ms)


def test_steps_are_taken_until_there_are_no_more(field: QLineEdit, qtbot: QtBot):
    taken: list[int] = []
    work = _work(field, (taken.append(number) for number in range(3)))
    assert taken == []
    qtbot.waitUntil(lambda: work.is_over)
    assert taken == [0, 1, 2]


def test_nothing_is_done_while_somebody_types(field: QLineEdit, qtbot: QtBot):
    taken: list[int] = []
    _work(field, (taken.append(number) for number in count()), quiet_ms=_LONG_QUIET_MS)
    qtbot.waitUntil(lambda: bool(taken))
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    before = len(taken)
    for _key in range(4):
        qtbot.wait(_QUIET_MS)
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_B)
    assert (field.text(), len(taken)) == ("abbbb", before)
    qtbot.waitUntil(lambda: len(taken) > before)


def test_nothing_is_done_below_a_dialog_that_is_open(field: QLineEdit, qtbot: QtBot):
    taken: list[int] = []
    dialog = QDialog(field)
    dialog.open()
    work = _work(field, (taken.append(number) for number in range(1)))
    qtbot.wait(2 * _QUIET_MS)
    assert taken == []
    dialog.close()
    qtbot.waitUntil(lambda: work.is_over)
    assert taken == [0]


def test_modules_come_one_by_one_the_innermost_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = tmp_path / "outer_things"
    package.mkdir()
    for name, words in {
        "__init__": "",
        "first": "from outer_things.second import it\nimport json",
        "second": "it = 1",
    }.items():
        (package / f"{name}.py").write_text(words, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    steps = loading(["outer_things.first"], package="outer_things")
    assert [getattr(module, "__name__", "") for module in steps] == ["outer_things.second", "outer_things.first"]
    assert list(loading(["outer_things.first"], package="outer_things")) == []


def test_python_keeps_its_own_import_beside_qt():
    """In a process of its own: here pytest has let Qt in long before."""
    words = "import builtins; own = builtins.__import__; import msa_wg_desktop.app; assert builtins.__import__ is own"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0
