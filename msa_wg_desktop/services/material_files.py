"""The files of materials: a copy kept beside the record, whole or not at all, and where each file lies."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msa_wg_desktop.documents.saving import free_name
from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.materials import KeptFile, MaterialRow, Whereabouts, size_words
from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.words import _

Progress = Callable[[int, int], None]
"""`progress(done, total)`, in parts of the whole; what it raises stops the copy, and nothing of it is left."""
_PIECE = 1 << 20
_STEPS = 1_000


class MaterialFiles(Service):
    """Knows the folder `<record name> materials` beside the record."""

    @property
    def folder(self) -> Path | None:
        """Where copies are kept; None for a record that is no file."""
        path = self.store.path
        return path.with_name(f"{path.stem} materials") if path is not None else None

    def path_of(self, row: MaterialRow) -> Path | None:
        """Where a material's file is said to lie, whether it is there or not."""
        if row.whereabouts is Whereabouts.KEPT:
            return self.folder / row.location if self.folder is not None else None
        if row.whereabouts is not Whereabouts.FILE:
            return None
        path = Path(row.location).expanduser()
        return path if path.is_absolute() or self.store.path is None else self.store.path.parent / path

    def what_is_wrong(self, row: MaterialRow) -> str:
        """What stands in the way of opening a material's file, in words; empty where nothing does."""
        path = self.path_of(row)
        if path is None:
            return ""
        try:
            if path.is_dir():
                return ""
            if not path.exists():
                return _("The file isn't there any more: {path}").format(path=path)
            changed = row.kept and row.size is not None and path.stat().st_size != row.size
        except OSError:
            return _("The file can't be reached: {path}").format(path=path)
        return _("The copy has changed since it was kept.") if changed else ""


def require_file(source: Path) -> int:
    """The size of a file that is to be kept. Raises ImportProblem in words where it is none."""
    try:
        if source.is_dir():
            raise ImportProblem(
                _("“{name}” is a folder. Nothing was added; choose a file, or link the folder.").format(
                    name=source.name
                )
            )
        return source.stat().st_size
    except OSError as problem:
        raise _gone(source, problem) from problem


def keep_copy(source: Path, folder: Path, progress: Progress | None = None) -> KeptFile:
    """Copies a file into the folder under a free name. The same file kept before under its name is taken as it is.

    Raises ImportProblem in words: the file has vanished, is a folder, can't be read; the disk is full.
    """
    size = require_file(source)
    tell = progress or (lambda _done, _total: None)
    beside = folder / f".{secrets.token_hex(8)}.part"
    try:
        folder.mkdir(exist_ok=True)
        digest = _copy(source, beside, size, tell)
        return _put_in_place(beside, folder / _name(source), digest)
    except FileNotFoundError as problem:
        raise _gone(source, problem) from problem
    except OSError as problem:
        raise _in_words(source, size, problem) from problem
    finally:
        with suppress(OSError):
            beside.unlink()


def _copy(source: Path, beside: Path, size: int, tell: Progress) -> str:
    digest, done = hashlib.sha256(), 0
    with source.open("rb") as reading, beside.open("xb") as writing:
        tell(0, _STEPS)
        while piece := reading.read(_PIECE):
            writing.write(piece)
            digest.update(piece)
            done += len(piece)
            tell(min(_STEPS, _STEPS * done // max(1, size)), _STEPS)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def _put_in_place(beside: Path, target: Path, digest: str) -> KeptFile:
    """Under the first free name, which is taken before anybody else can take it."""
    size = beside.stat().st_size
    if target.is_file() and target.stat().st_size == size and _digest(target) == digest:
        return KeptFile(target.name, size, digest)
    while True:
        try:
            target.open("xb").close()
            break
        except FileExistsError:
            target = free_name(target)
    beside.replace(target)
    return KeptFile(target.name, size, digest)


def _digest(file: Path) -> str:
    with file.open("rb") as reading:
        return hashlib.file_digest(reading, "sha256").hexdigest()


def _name(source: Path) -> str:
    """The file's own name, less what some system forbids in names."""
    suffix = source.suffix if source.suffix.isascii() and source.suffix[1:].isalnum() else ""
    stem = source.name.removesuffix(suffix)
    return f"{file_words(stem) or _('Document')}{suffix}"


def _gone(source: Path, problem: OSError) -> ImportProblem:
    return ImportProblem(
        _("“{name}” isn't there any more, or can't be read. Nothing was added; look where it lies now.").format(
            name=source.name
        ),
        detail=str(problem),
    )


def _in_words(source: Path, size: int, problem: OSError) -> ImportProblem:
    if problem.errno == errno.ENOSPC:
        words = _("There is no room for a copy of “{name}” ({size}). Nothing was added; make room, or link the file.")
    else:
        words = _("“{name}” ({size}) can't be copied beside the record. Nothing was added; link the file instead.")
    return ImportProblem(words.format(name=source.name, size=size_words(size)), detail=str(problem))
