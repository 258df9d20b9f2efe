"""Writes a file in the background, says where it lies, and offers another name where the first can't be had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from msa_wg_desktop.errors import AppError, ExportError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import Choice, FileKind, Offer, Question
from msa_wg_desktop.gui.core.open_file import open_file
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class FileJob:
    """What is to be written: `words` say what is done ("Exporting the list"), `write` does it and gives the file."""

    words: str
    write: Callable[[Path, Progress], Path]


def choose_and_write(context: Context, job: FileJob, *, title: str, suggested: str, kind: FileKind) -> None:
    """Asks where the file should lie, then writes it."""
    context.notifier.choose_save(title, suggested, (kind,), lambda target: write_file(context, job, target))


def write_file(context: Context, job: FileJob, target: Path) -> None:
    """Writes it on the lane of the record, since what is written is read from there meanwhile."""
    context.tasks.run(
        job.words,
        lambda progress: job.write(target, progress),
        done=lambda file: _say_written(context, file),
        failed=lambda problem: _failed(context, job, problem),
    )


def _say_written(context: Context, file: Path) -> None:
    words = _("Written: {name}").format(name=file.name)
    context.notifier.say(words, Offer(_("Open"), lambda: open_file(file, context.notifier)))


def _failed(context: Context, job: FileJob, problem: AppError) -> None:
    other = problem.suggested if isinstance(problem, ExportError) else None
    if other is None:
        context.notifier.error(problem)
        return
    choice = Choice("other", _("Save as “{name}”").format(name=other.name))
    question = Question(_("The file was not written"), problem.words, (choice,), problem.detail)
    context.notifier.ask(question, lambda _key: write_file(context, job, other))
