"""Copies of a record that are whole, private, and made while it is in use."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from msa_wg_desktop.db.engine import storage_error

FOLDER_SUFFIX = "-backups"
_PATIENCE_SECONDS = 5


def folder(path: Path) -> Path:
    """Where a record's backups lie: a folder beside it."""
    return path.with_name(path.stem + FOLDER_SUFFIX)


def make(path: Path, target: Path | None = None) -> Path:
    """Copies the record through SQLite's backup interface into a file of mode 0600; gives where it lies."""
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    target = target or folder(path) / f"{path.stem}-{stamp}{path.suffix}"
    partial = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        source = sqlite3.connect(path)
        copy = sqlite3.connect(partial)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
        partial.replace(target)
    except (sqlite3.Error, OSError) as problem:
        partial.unlink(missing_ok=True)
        raise storage_error(problem, target) from problem
    return target


def put_back(copy: Path, path: Path) -> None:
    """Makes a record be what a copy of it is, through SQLite, so that whoever has it open meanwhile sees that."""
    try:
        source, target = sqlite3.connect(copy), sqlite3.connect(path, timeout=_PATIENCE_SECONDS)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
    except (sqlite3.Error, OSError) as problem:
        raise storage_error(problem, path) from problem


def latest(path: Path) -> Path | None:
    """The newest backup of a record, if there is one."""
    copies = sorted(folder(path).glob(f"{path.stem}-*{path.suffix}"))
    return copies[-1] if copies else None
