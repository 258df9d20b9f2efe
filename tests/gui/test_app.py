"""The program from its start to its end: which record opens, what is remembered, and that nothing stays open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from msa_wg_desktop import app as program
from msa_wg_desktop import paths
from msa_wg_desktop.app import Desktop, Fittings, group_title
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.crash import report
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.core.page import Page, PageSpec
from msa_wg_desktop.gui.dialogs.crash_dialog import CrashDialog
from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.user_settings import Settings


class Blank(Page):
    """A page with nothing but a word."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        QVBoxLayout(self).addWidget(QLabel("Blank"))


@pytest.fixture
def desktop(qapp: QApplication, fittings: Fittings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    monkeypatch.setattr(program, "page_specs", lambda services: (PageSpec("blank", "Blank", "house", Blank),))
    desktop = Desktop(qapp, fittings, log=None)
    yield desktop
    qapp.closeAllWindows()
    qapp.lastWindowClosed.disconnect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _windows() -> list[MainWindow]:
    shown = QApplication.topLevelWidgets()
    return [window for window in shown if isinstance(window, MainWindow) and window.isVisible()]


def _title() -> str:
    (window,) = _windows()
    return window.windowTitle()


def _first_start() -> FirstStartDialog:
    shown = QApplication.topLevelWidgets()
    (dialog,) = [widget for widget in shown if isinstance(widget, FirstStartDialog) and widget.isVisible()]
    return dialog


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "mine.msawg"
    Store.create(path).close()
    return path


def test_the_record_named_is_opened_and_comes_up_the_next_time(
    desktop: Desktop, record: Path, settings: Settings
) -> None:
    desktop.start(record)
    assert _title() == "mine.msawg"
    _windows()[0].close()
    desktop.start(None)
    assert _title() == "mine.msawg"


def test_the_very_first_start_asks_how_to_begin(desktop: Desktop, settings: Settings) -> None:
    desktop.start(None)
    assert _windows() == []
    assert not _first_start().problemLabel.isVisible()


def test_the_record_of_the_command_line_is_opened_where_none_was_opened_before(desktop: Desktop, home: Path) -> None:
    paths.default_record().unlink(missing_ok=True)
    Store.create(paths.default_record()).close()
    desktop.start(None)
    assert _title() == paths.default_record().name
    paths.default_record().unlink()


def test_a_record_that_vanished_is_named_and_the_choices_are_offered_again(
    desktop: Desktop, record: Path, settings: Settings
) -> None:
    settings.put("recent-records", [str(record.with_name("gone.msawg")), str(record)])
    desktop.start(None)
    assert "gone.msawg isn't there" in _first_start().problemLabel.text()
    assert _windows() == []


def test_another_record_takes_the_place_of_this_one(desktop: Desktop, record: Path, tmp_path: Path) -> None:
    desktop.start(record)
    other = tmp_path / "other.msawg"
    Store.create(other).close()
    desktop.open(other)
    assert _title() == "other.msawg"
    assert desktop.recent() == [record]
    desktop.open(record)
    assert _title() == "mine.msawg"


def test_opening_the_record_that_is_open_changes_nothing(desktop: Desktop, record: Path) -> None:
    desktop.start(record)
    before = _windows()
    desktop.open(record)
    assert _windows() == before


def test_a_closed_record_is_one_file(desktop: Desktop, record: Path) -> None:
    desktop.start(record)
    _windows()[0].close()
    assert [file.name for file in record.parent.iterdir() if file.name.startswith("mine")] == ["mine.msawg"]


def test_a_file_that_is_no_record_is_said_and_another_is_offered(
    desktop: Desktop, record: Path, tmp_path: Path, notifier: RecordingNotifier
) -> None:
    (tmp_path / "no-record.msawg").write_text("a letter")
    desktop.start(tmp_path / "no-record.msawg")
    assert "no-record.msawg is not a record" in _first_start().problemLabel.text()
    notifier.files = [record]
    _first_start().recordButton.click()
    assert _title() == "mine.msawg"


def test_a_record_that_can_not_be_opened_leaves_this_one_open(
    desktop: Desktop, record: Path, tmp_path: Path, notifier: RecordingNotifier
) -> None:
    (tmp_path / "no-record.msawg").write_text("a letter")
    desktop.start(record)
    notifier.files = [tmp_path / "no-record.msawg"]
    _windows()[0]._context.commands.run("file.open")
    assert len(notifier.errors) == 1
    assert _title() == "mine.msawg"


def test_what_is_said_is_shown_in_the_window(desktop: Desktop, record: Path) -> None:
    desktop.say("Nobody hears this", None)
    desktop.start(record)
    desktop.say("Deleted 1 line", None)
    assert _windows()[0].undoBar.words == "Deleted 1 line"


def test_a_mistake_of_ours_is_shown_and_work_goes_on(desktop: Desktop, record: Path) -> None:
    desktop.start(record)
    closed: list[bool] = []
    desktop.show_crash(report(ValueError("oops")), lambda: closed.append(True))
    (dialog,) = _windows()[0].findChildren(CrashDialog)
    dialog.accept()
    assert closed == [True]
    assert _title() == "mine.msawg"


def test_changes_from_elsewhere_are_heard_of(desktop: Desktop, record: Path, qtbot) -> None:
    desktop.start(record)
    heard: list[object] = []
    _windows()[0]._context.bus.changed.connect(heard.append)
    elsewhere = Store.open(record, who="colleague")
    Services(elsewhere).groups.add("IX WG")
    elsewhere.close()
    qtbot.waitUntil(lambda: bool(heard))


def test_quitting_closes_the_window(desktop: Desktop, record: Path) -> None:
    desktop.start(record)
    desktop.quit()
    assert _windows() == []


def test_the_command_line_takes_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert program._options(["a.msawg"]).record == Path("a.msawg")
    with pytest.raises(SystemExit):
        program._options(["--version"])
    assert capsys.readouterr().out.strip() == "0.1.0"


@pytest.mark.parametrize(
    ("path", "title"), [("IX WG / MSA", "IX WG · MSA"), ("Interconnection Working Group / MSA", "MSA"), ("MSA", "MSA")]
)
def test_a_subgroup_is_named_so_that_its_own_name_has_room(path: str, title: str) -> None:
    assert group_title(path, "MSA") == title
