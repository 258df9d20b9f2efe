"""Work beside the window: results on the GUI thread, one lane for the record, and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from msa_wg_desktop.errors import AppError, ExportError
from msa_wg_desktop.gui.core.tasks import InlineRunner, Lane, Progress, Running, TaskRunner


@pytest.fixture
def problems() -> list[AppError]:
    return []


@pytest.fixture
def runner(qapp, problems: list[AppError]) -> Iterator[TaskRunner]:
    runner = TaskRunner(problems.append)
    yield runner
    runner.close()


def test_work_is_done_elsewhere_and_its_result_comes_back_here(qtbot, runner: TaskRunner) -> None:
    results: list[tuple[int, int]] = []
    running = runner.run(
        "Counting",
        lambda _progress: threading.get_ident(),
        done=lambda worker: results.append((worker, threading.get_ident())),
    )
    with qtbot.waitSignal(running.ended):
        pass
    qtbot.waitUntil(lambda: bool(results))
    worker, here = results[0]
    assert here == threading.get_ident()
    assert worker != here


def test_a_known_problem_goes_where_the_caller_says(qtbot, runner: TaskRunner, problems: list[AppError]) -> None:
    def fail(_progress: Progress) -> None:
        raise ExportError("The disk is full.")

    mine: list[AppError] = []
    runner.run("Exporting", fail, done=lambda _none: None, failed=mine.append)
    runner.run("Exporting", fail, done=lambda _none: None)
    qtbot.waitUntil(lambda: bool(mine and problems))
    assert [problem.words for problem in mine + problems] == ["The disk is full."] * 2


def test_our_own_mistake_reaches_the_crash_hook(qtbot, runner: TaskRunner) -> None:
    def fail(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        running = runner.run("Failing", fail, done=lambda _none: None)
        qtbot.waitSignal(running.ended).wait()
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_progress_is_told_and_stopping_is_obeyed(qtbot, runner: TaskRunner) -> None:
    told: list[tuple[int, int]] = []
    go_on = threading.Event()

    def count(progress: Progress) -> str:
        progress(1, 3)
        go_on.wait(5)
        progress(2, 3)
        return "finished"

    results: list[str] = []
    runner.begun.connect(lambda begun: begun.progressed.connect(lambda done, total: told.append((done, total))))
    running = runner.run("Counting", count, done=results.append)
    qtbot.waitUntil(lambda: bool(told))
    with qtbot.waitSignal(running.ended):
        running.stop()
        go_on.set()
    assert told == [(1, 3)]
    assert results == []


def test_work_on_the_record_is_done_one_after_another(qtbot, runner: TaskRunner) -> None:
    first_may_end = threading.Event()
    order: list[str] = []

    def first(_progress: Progress) -> None:
        first_may_end.wait(5)
        order.append("first")

    runner.run("First", first, done=lambda _none: None)
    second = runner.run("Second", lambda _progress: order.append("second"), done=lambda _none: None)
    free = runner.run("Free", lambda _progress: None, done=lambda _none: None, lane=Lane.FREE)
    qtbot.waitSignal(free.ended).wait()
    assert order == []
    with qtbot.waitSignal(second.ended):
        first_may_end.set()
    assert order == ["first", "second"]


def test_whoever_shows_work_hears_that_it_began(qtbot, runner: TaskRunner) -> None:
    begun: list[Running] = []
    runner.begun.connect(begun.append)
    running = runner.run("Counting", lambda _progress: None, done=lambda _none: None)
    qtbot.waitSignal(running.ended).wait()
    assert [task.words for task in begun] == ["Counting"]


def test_inline_work_is_done_at_once(problems: list[AppError], qapp) -> None:
    def fail(_progress: Progress) -> int:
        raise ExportError("No.")

    results: list[int] = []
    inline = InlineRunner(problems.append)
    inline.run("Adding", lambda _progress: 2 + 2, done=results.append)
    inline.run("Failing", fail, done=results.append)
    assert results == [4]
    assert [problem.words for problem in problems] == ["No."]
