"""What a user can know about: each error is one sentence that says what failed, what is safe and what to do."""

from __future__ import annotations

from pathlib import Path


class AppError(Exception):
    """A known kind of failure, in words for the user.

    `words` is the whole sentence (or two) that the user reads; `detail` is for the log and the
    "show details" button; `field` names the form field that the words are about, if there is one.
    """

    def __init__(self, words: str, *, detail: str = "", field: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.detail = detail
        self.field = field


class ValidationError(AppError):
    """What was entered can't be taken; nothing was changed."""


class ConflictError(AppError):
    """The record has moved on since the form or the undo was prepared; nothing was overwritten."""


class NotFoundError(AppError):
    """What was asked for isn't in the record."""


class StorageError(AppError):
    """The record can't be opened, read or written."""


class DamagedError(StorageError):
    """The record's file isn't whole."""


class ImportProblem(AppError):
    """A file from outside can't be read; the record is as it was."""


class ExportError(AppError):
    """A document couldn't be written; what stood at the target is as it was.

    `suggested` is another name in the same folder that is free, where the one that was asked for can't be had.
    """

    def __init__(self, words: str, *, detail: str = "", suggested: Path | None = None) -> None:
        super().__init__(words, detail=detail)
        self.suggested = suggested


class MailProblem(AppError):
    """A mail couldn't be sent. `lasting`: the session with the server is over, so the next one can't be either."""

    def __init__(self, words: str, *, detail: str = "", lasting: bool = False) -> None:
        super().__init__(words, detail=detail)
        self.lasting = lasting
