"""When the program is wrong, the text is saved, somebody is told, and work goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from msa_wg_desktop.errors import AppError, StorageError
from msa_wg_desktop.gui.core.crash import LOG_NAME, CrashHook, CrashReport, log_to, report
from tests.gui.turns import settle


class Witness:
    """What the hook did, in order."""

    def __init__(self) -> None:
        self.flushed = 0
        self.reports: list[CrashReport] = []
        self.problems: list[AppError] = []
        self.close: Callable[[], None] = lambda: None

    def flush(self) -> None:
        self.flushed += 1

    def show(self, crash: CrashReport, closed: Callable[[], None]) -> None:
        assert self.flushed
        self.reports.append(crash)
        self.close = closed


@pytest.fixture
def witness() -> Witness:
    return Witness()


@pytest.fixture
def hook(qapp, witness: Witness) -> Iterator[CrashHook]:
    before = sys.excepthook, threading.excepthook
    hook = CrashHook(flush=witness.flush, show=witness.show, problem=witness.problems.append)
    hook.install()
    yield hook
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)


def _uncaught(problem: BaseException) -> None:
    sys.excepthook(type(problem), problem, problem.__traceback__)
    settle()


def test_the_text_is_written_before_the_mistake_is_shown(hook, witness: Witness, expected_log: list[str]) -> None:
    expected_log.append("nobody caught this")
    _uncaught(ZeroDivisionError("by zero"))
    assert witness.flushed == 1
    assert [crash.summary for crash in witness.reports] == ["ZeroDivisionError: by zero"]
    assert "MSA WG Desktop" in witness.reports[0].text


def test_a_second_mistake_waits_until_the_first_was_read(hook, witness: Witness, expected_log: list[str]) -> None:
    expected_log.append("nobody caught this")
    _uncaught(ValueError("first"))
    _uncaught(ValueError("second"))
    witness.close()
    _uncaught(ValueError("third"))
    assert [crash.summary for crash in witness.reports] == ["ValueError: first", "ValueError: third"]


def test_what_is_known_is_told_as_such(hook, witness: Witness, expected_log: list[str]) -> None:
    expected_log.append("told to the user")
    _uncaught(StorageError("The disk is full."))
    assert [problem.words for problem in witness.problems] == ["The disk is full."]
    assert witness.reports == []


def test_a_mistake_in_a_thread_is_shown_too(qtbot, hook, witness: Witness, expected_log: list[str]) -> None:
    expected_log.append("nobody caught this")
    worker = threading.Thread(target=lambda: {}["missing"])
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(witness.reports))
    assert witness.reports[0].summary.startswith("KeyError")


def test_saving_that_fails_does_not_hide_the_report(
    qapp, hook, witness: Witness, expected_log: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        witness.flushed += 1
        raise StorageError("The disk is full.")

    expected_log.extend(["nobody caught this", "could not be written"])
    monkeypatch.setattr(hook, "_flush", fail)
    _uncaught(ValueError("first"))
    assert len(witness.reports) == 1


@pytest.mark.qt_log_ignore("painted twice")
def test_what_qt_complains_of_is_logged(hook, caplog: pytest.LogCaptureFixture, expected_log: list[str]) -> None:
    expected_log.append("painted twice")
    qWarning("painted twice")
    assert [record.name for record in caplog.records] == ["qt"]


def test_a_report_says_where_it_happened() -> None:
    with pytest.raises(KeyError) as caught:
        {}["missing"]
    text = report(caught.value).text
    assert "test_a_report_says_where_it_happened" in text
    assert "Python 3" in text


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield root
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_the_log_goes_to_a_file(tmp_path: Path, root_logger: logging.Logger) -> None:
    file = log_to(tmp_path / "logs")
    root_logger.getChild("test").info("opened")
    assert file is not None
    assert file == tmp_path / "logs" / LOG_NAME
    assert "INFO test: opened" in file.read_text(encoding="utf-8")


def test_without_a_log_file_work_goes_on(tmp_path: Path, root_logger: logging.Logger, expected_log: list[str]) -> None:
    expected_log.append("There is no log file")
    (tmp_path / "taken").write_text("")
    assert log_to(tmp_path / "taken") is None
