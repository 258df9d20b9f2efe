"""An outline editor, shown, on whatever record a test gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont, QGuiApplication
from pytestqt.qtbot import QtBot

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.outline_backend import OutlineBackend
from msa_wg_desktop.gui.widgets.outline_colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline_editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline_reader import CaptureReader
from tests.gui.widgets.outline_desk import KnownHere


@pytest.fixture
def make_editor(qtbot: QtBot, theme: Theme) -> Iterator[Callable[[OutlineBackend], OutlineEditor]]:
    """Makes a shown editor of a record, with the people of the real meeting known."""

    def make(backend: OutlineBackend) -> OutlineEditor:
        editor = OutlineEditor()
        qtbot.addWidget(editor)
        editor.setFont(QFont("Inter"))
        editor.resize(700, 500)
        editor.attach(backend, CaptureReader(KnownHere()), OutlineColours.of(theme))
        editor.show()
        editor.setFocus()
        return editor

    yield make
    # Without a real clipboard Qt keeps what was copied until after the interpreter has gone, and then falls over it.
    QGuiApplication.clipboard().clear()
