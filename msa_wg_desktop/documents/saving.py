"""Puts a finished document in its place, whole or not at all, and says in words why when it can't."""

from __future__ import annotations

import errno
import filecmp
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.words import _


class ExportStopped(ExportError):
    """The user stopped the export; no file was written."""

    def __init__(self) -> None:
        super().__init__(_("The export was stopped. No file was written."))


def put_in_place(target: Path, data: bytes) -> Path:
    """Puts a file's whole content at `target`, as `put_stream_in_place` does."""
    return put_stream_in_place(target, lambda file: _all_of(file, data))


def put_stream_in_place(target: Path, write: Callable[[BinaryIO], None], *, unless_same: bool = False) -> Path:
    """Lets `write` write into a file beside `target`, then puts it there in one step.

    Raises ExportError; what stood at `target` is then as it was. Where the target is open elsewhere or
    write-protected, the error's `suggested` is a name that is free. `unless_same`: a file whose bytes would be the
    same stays, with the time at which it was written.
    """
    if not target.parent.is_dir():
        raise ExportError(
            _("There is no folder “{folder}”. Nothing was written; choose another one.").format(folder=target.parent)
        )
    _check_free(target)
    try:
        _write_beside(target, write, unless_same=unless_same)
    except OSError as error:
        raise _in_words(target, error) from error
    return target


def free_name(target: Path) -> Path:
    """`Summary (2).docx` for `Summary.docx`: the first such name that nothing has."""
    number = 2
    while (other := target.with_name(f"{target.stem} ({number}){target.suffix}")).exists():
        number += 1
    return other


def _all_of(file: BinaryIO, data: bytes) -> None:
    file.write(data)


def _write_beside(target: Path, write: Callable[[BinaryIO], None], *, unless_same: bool) -> None:
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if unless_same and target.exists() and filecmp.cmp(beside, target, shallow=False):
            return
        if target.exists():
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink()


def _check_free(target: Path) -> None:
    """A rename would silently win over a write-protected file, and over one that a word processor has open."""
    if target.is_dir():
        raise ExportError(
            _("“{name}” is a folder. Nothing was written.").format(name=target.name), suggested=free_name(target)
        )
    if not target.exists():
        return
    if not target.stat().st_mode & stat.S_IWUSR:
        raise ExportError(
            _("“{name}” is write-protected, so it wasn't replaced. Save under another name.").format(name=target.name),
            suggested=free_name(target),
        )
    if any(mark.exists() for mark in _open_marks(target)):
        raise _is_open(target)


def _open_marks(target: Path) -> list[Path]:
    """The files that LibreOffice and Word put beside a document as long as they have it open."""
    stem = target.stem
    owner = f"~${stem[2:] if len(stem) > 7 else stem[1:] if len(stem) == 7 else stem}{target.suffix}"
    return [target.with_name(f".~lock.{target.name}#"), target.with_name(owner)]


def _is_open(target: Path, detail: str = "") -> ExportError:
    words = _("“{name}” is open in another program, so it wasn't replaced. Close it there, or save under another name.")
    return ExportError(words.format(name=target.name), detail=detail, suggested=free_name(target))


def _in_words(target: Path, error: OSError) -> ExportError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportError(
            _("There is no room left on the disk. Nothing was changed; make room, or choose another folder."),
            detail=str(error),
        )
    if isinstance(error, PermissionError) and target.exists():
        return _is_open(target, str(error))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ExportError(
            _("This program may not write to “{folder}”. Nothing was written; choose another folder.").format(
                folder=target.parent
            ),
            detail=str(error),
        )
    return ExportError(
        _("“{name}” couldn't be written. What stood there is as it was.").format(name=target.name), detail=str(error)
    )
