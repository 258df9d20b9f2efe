"""Opening a record: its file, pragmas and version. What is particular to SQLite stands here and in search.py."""

from __future__ import annotations

import os
import sqlite3
import sys
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from msa_wg_desktop.db.file_format import APPLICATION_ID, SCHEMA_VERSION
from msa_wg_desktop.errors import AppError, DamagedError, StorageError
from msa_wg_desktop.words import _

BUSY_MILLISECONDS = 5000


def open_engine(target: str | Path) -> Engine:
    """An engine on an existing record (a path) or on a database URL. Raises StorageError in words."""
    url = str(target)
    if "://" in url:
        return create_engine(url)
    path = Path(target)
    check_file(path)
    return _sqlite_engine(path)


def create_record(path: Path) -> Engine:
    """A new, empty record in a file of its own (mode 0600). Refuses to overwrite."""
    if path.exists():
        raise StorageError(_("{path} exists already. Nothing was changed; choose another name.").format(path=path))
    _claim(path)
    try:
        from msa_wg_desktop.db.migrate import upgrade

        with _raw(path) as raw:
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        engine = _sqlite_engine(path)
        upgrade(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "INSERT INTO counter (id, seq, record_id) VALUES (1, 0, ?)", (str(uuid.uuid4()),)
            )
    except (sqlite3.Error, DBAPIError, OSError) as problem:
        path.unlink(missing_ok=True)
        raise storage_error(problem, path) from problem
    return engine


def _claim(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as problem:
        raise storage_error(problem, path) from problem


def check_file(path: Path) -> None:
    """Says in words what is wrong with a file that should be a record, before anything opens it for writing."""
    try:
        if not path.exists():
            raise StorageError(_("{path} isn't there. Choose another record, or make a new one.").format(path=path))
        if path.is_dir():
            raise StorageError(_("{path} is a folder, not a record. Choose a file.").format(path=path))
        with _raw(path, read_only=True) as raw:
            application = raw.execute("PRAGMA application_id").fetchone()[0]
            version = raw.execute("PRAGMA user_version").fetchone()[0]
    except (sqlite3.Error, OSError) as problem:
        raise storage_error(problem, path) from problem
    if application != APPLICATION_ID:
        raise StorageError(_("{path} is not a record of MSA WG Desktop. It was not changed.").format(path=path))
    if version > SCHEMA_VERSION:
        raise StorageError(
            _("{path} was made by a newer version of MSA WG Desktop. It was not changed; update the program.").format(
                path=path
            )
        )


def schema_version(path: Path) -> int:
    """The version of the record's tables, without loading anything heavy."""
    with _raw(path, read_only=True) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def _raw(path: Path, *, read_only: bool = False) -> _Closing:
    record = path.resolve()
    mode = "ro" if read_only else "rw"
    if read_only and not record.with_name(f"{record.name}-wal").exists():
        # Nobody has it open. Whoever may only read would otherwise leave an empty log beside it.
        mode = "ro&immutable=1"
    return _Closing(sqlite3.connect(f"{record.as_uri()}?mode={mode}", uri=True, timeout=BUSY_MILLISECONDS / 1000))


class _Closing:
    """A plain connection that is committed and closed at the end of its `with`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *_rest: Any) -> None:
        if kind is None:
            self._connection.commit()
        self._connection.close()


def _sqlite_engine(path: Path) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(
            path, timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False, isolation_level=None
        ),
        # Without a name in the URL SQLAlchemy takes the record for one in memory, and would share one connection.
        poolclass=QueuePool,
        # The connection used last is used next: what it read is at hand.
        pool_use_lifo=True,
        query_cache_size=1000,
    )
    journal = "WAL" if wal_is_safe(path) else "DELETE"

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in (
            f"journal_mode = {journal}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            # Enough for the tables and indexes of a large list: what isn't kept is read anew for each row looked up.
            "cache_size = -32000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "checkin")
    def _leave_clean(connection: sqlite3.Connection | None, _record: Any) -> None:
        # A COMMIT that a deferred link refuses leaves SQLite in the transaction that SQLAlchemy takes for over.
        if connection is not None and connection.in_transaction:
            connection.rollback()

    return engine


_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "davfs", "vfat", "exfat", "msdos"}
_CLOUD_FOLDERS = ("onedrive", "dropbox", "google drive", "icloud", "box sync", "nextcloud", "sharepoint")


def wal_is_safe(path: Path) -> bool:
    """Whether a write-ahead log may lie beside the file: not in cloud, network or removable folders (decision 22)."""
    folder = str(path.resolve().parent)
    if folder.startswith("\\\\") or any(name in folder.lower() for name in _CLOUD_FOLDERS):
        return False
    mounts = Path("/proc/mounts")
    if not sys.platform.startswith("linux") or not mounts.exists():
        return True
    points = [line.split()[1:3] for line in mounts.read_text(errors="replace").splitlines()]
    inside = [(point, kind) for point, kind in points if folder == point or folder.startswith(point.rstrip("/") + "/")]
    kind = max(inside, key=lambda entry: len(entry[0]), default=("/", ""))[1]
    return kind not in _NETWORK_FILE_SYSTEMS


def close(engine: Engine, path: Path | None) -> None:
    """Closes a record and leaves one file that can be mailed."""
    if path is not None:
        try:
            with engine.connect() as connection:
                raw = connection.connection.driver_connection
                if raw is not None:
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (DBAPIError, sqlite3.Error):
            pass  # Another window holds it; the log stays beside the file and nothing is lost.
    engine.dispose()


def storage_error(problem: BaseException, path: Path | str) -> AppError:
    """What went wrong with the file, as a sentence."""
    if isinstance(problem, AppError):
        return problem
    original = getattr(problem, "orig", None) or problem
    text = str(original).lower()
    for kind, signs, words in _PROBLEMS:
        if any(sign in text for sign in signs):
            return kind(_(words).format(path=path), detail=str(original))
    return StorageError(
        _("{path} can't be used: {reason}. What was saved before is safe.").format(path=path, reason=original),
        detail=repr(problem),
    )


_PROBLEMS: tuple[tuple[type[StorageError], tuple[str, ...], str], ...] = (
    (
        StorageError,
        ("not a database", "file is encrypted"),
        "{path} is not a record of MSA WG Desktop. It was not changed.",
    ),
    (
        StorageError,
        ("locked", "busy"),
        "{path} is in use by another program. Nothing was lost; close the other program and try again.",
    ),
    (
        StorageError,
        ("disk is full", "no space left", "disk full", "disk i/o"),
        "The disk with {path} is full. What was saved before is safe; free some space and go on.",
    ),
    (
        StorageError,
        ("readonly", "read-only", "permission denied", "access is denied", "unable to open"),
        "{path} can't be written: it or its folder is read-only. Nothing was changed; copy it and open the copy.",
    ),
    (
        DamagedError,
        ("malformed", "corrupt"),
        "{path} is damaged and can't be read whole. It was not changed; open the newest backup instead.",
    ),
)
