"""An outline editor, shown, on whatever record a test gives it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.outline.backend import OutlineBackend
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.reader import CaptureReader
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.notes import Outline
from msa_wg_desktop.services.store import Store
from tests.gui.widgets.outline_desk import KnownHere


@pytest.fixture
def make_editor(qtbot: QtBot, theme: Theme) -> Callable[[OutlineBackend], OutlineEditor]:
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

    return make


@pytest.fixture(scope="session")
def meeting_record(empty_record: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A record with one meeting and nothing said in it, made once and copied for each test; and the meeting's id."""
    path = tmp_path_factory.mktemp("meeting") / "meeting.msawg"
    shutil.copy(empty_record, path)
    store = Store.open(path, who="test")
    services = Services(store)
    group = services.groups.add("IX WG / MSA").id
    meeting = services.meetings.add(group, MeetingDraft("MSA subgroup meeting", date(2025, 2, 6)))
    store.close()
    return path, meeting


@pytest.fixture
def real_outline(meeting_record: tuple[Path, str], tmp_path: Path, clock: FixedClock) -> Iterator[Outline]:
    """The outline of a meeting in a real record of the test's own."""
    path, meeting = meeting_record
    own = tmp_path / "meeting.msawg"
    shutil.copy(path, own)
    store = Store.open(own, who="test", clock=clock)
    yield Services(store).notes.outline(meeting)
    store.close()
