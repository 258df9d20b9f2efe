"""Copies of a record: made while it is in use, looked at before they are trusted, and put back."""

from __future__ import annotations

from pathlib import Path

from msa_wg_desktop.db import backup
from msa_wg_desktop.db.engine import check_file
from msa_wg_desktop.errors import DamagedError, StorageError
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


def make(record: Path, target: Path | None = None) -> Path:
    """Copies a record to `target`, or into the folder of its backups; gives where the copy lies. Never overwrites."""
    check_file(record)
    if target is not None and target.exists():
        words = _("{path} exists already, and nothing was written over it. Choose another name.")
        raise StorageError(words.format(path=target))
    return backup.make(record, target)


def restore(copy: Path, record: Path) -> Path | None:
    """Makes a record be what a copy is; gives where what it was before lies, None where there was nothing.

    Raises StorageError in words where the copy is no whole record; the record is then as it was.
    """
    check_file(copy)
    if record.exists() and copy.resolve() == record.resolve():
        raise StorageError(_("{path} is the record itself. Choose one of its copies.").format(path=copy))
    if problems := integrity(copy):
        words = _("{path} is damaged, so it wasn't put back. The record is as it was; choose another copy.")
        raise StorageError(words.format(path=copy), detail=problems)
    if not record.exists():
        backup.make(copy, record)
        return None
    check_file(record)
    before = backup.make(record)
    backup.put_back(copy, record)
    return before


def integrity(path: Path) -> str:
    """What is wrong with a record's file, "" where nothing is. The file is looked at in a copy and stays as it is."""
    check_file(path)
    looked_at = path.with_name(f".{path.name}.verify")
    try:
        store = Store.open(backup.make(path, looked_at))
        try:
            found = store.integrity()
        finally:
            store.close()
    except DamagedError as problem:
        return problem.detail
    finally:
        looked_at.unlink(missing_ok=True)
    return "" if found == "ok" else found
