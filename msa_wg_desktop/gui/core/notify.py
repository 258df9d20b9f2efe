"""The one way to speak to the user outside a view: messages, questions, file pickers; tests answer them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.errors import AppError


def _stands(_changes: ChangeSet) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Offer:
    """What a message at the bottom offers to do, such as Undo; it goes with what leaves nothing to offer."""

    words: str
    run: Callable[[], None]
    outlived: Callable[[ChangeSet], bool] = _stands


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question, as the word on its button."""

    key: str
    words: str
    destroys: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the user can decide; leaving it unanswered is always possible and does nothing."""

    title: str
    words: str
    choices: tuple[Choice, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file in a picker: `FileKind("Word document", ("docx",))`."""

    words: str
    suffixes: tuple[str, ...]


class Notifier(Protocol):
    """Everything is shown as plain text. Nothing here waits: answers come by the callback, on the GUI thread."""

    def error(self, problem: AppError) -> None:
        """Says what failed, what is safe and what to do."""
        ...

    def say(self, words: str, offer: Offer | None = None) -> None:
        """Shows a line at the bottom for ten seconds: what was done, and what may be done about it."""
        ...

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        """Calls `answered` with the key of the choice; not at all where the user leaves the question."""
        ...

    def choose_open(self, title: str, kinds: tuple[FileKind, ...], chosen: Callable[[Path], None]) -> None:
        """Lets the user pick a file that exists."""
        ...

    def choose_several(
        self, title: str, kinds: tuple[FileKind, ...], chosen: Callable[[tuple[Path, ...]], None]
    ) -> None:
        """Lets the user pick files that exist, one or more."""
        ...

    def choose_save(
        self, title: str, suggested: str, kinds: tuple[FileKind, ...], chosen: Callable[[Path], None]
    ) -> None:
        """Lets the user say where to write; `suggested` is a file name. Asks before an existing file is taken."""
        ...

    def choose_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        """Lets the user pick a folder."""
        ...


@dataclass(slots=True)
class RecordingNotifier:
    """Writes down what would have been shown and gives the answers prepared in `answers` and `files`.

    A question or a picker that nothing was prepared for stays unanswered, as when the user leaves it.
    """

    answers: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    errors: list[AppError] = field(default_factory=list)
    said: list[tuple[str, Offer | None]] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    pickers: list[str] = field(default_factory=list)

    def error(self, problem: AppError) -> None:
        self.errors.append(problem)

    def say(self, words: str, offer: Offer | None = None) -> None:
        self.said.append((words, offer))

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        self.asked.append(question)
        if self.answers:
            answered(self.answers.pop(0))

    def choose_open(self, title: str, kinds: tuple[FileKind, ...], chosen: Callable[[Path], None]) -> None:
        self._pick(title, chosen)

    def choose_several(
        self, title: str, kinds: tuple[FileKind, ...], chosen: Callable[[tuple[Path, ...]], None]
    ) -> None:
        """All that were prepared."""
        self.pickers.append(title)
        files, self.files = tuple(self.files), []
        if files:
            chosen(files)

    def choose_save(
        self, title: str, suggested: str, kinds: tuple[FileKind, ...], chosen: Callable[[Path], None]
    ) -> None:
        self._pick(title, chosen)

    def choose_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        self._pick(title, chosen)

    def _pick(self, title: str, chosen: Callable[[Path], None]) -> None:
        self.pickers.append(title)
        if self.files:
            chosen(self.files.pop(0))
