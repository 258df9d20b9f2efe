"""Opening records: what is refused, in which words, and that nothing is changed by refusing."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from msa_wg_desktop.db import backup, engine
from msa_wg_desktop.db.file_format import SCHEMA_VERSION
from msa_wg_desktop.db.models import Base, Note, WorkingGroup
from msa_wg_desktop.errors import StorageError
from msa_wg_desktop.services.store import Store


def refused(path: Path, words: str) -> None:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StorageError, match=words) as caught:
        Store.open(path)
    assert not re.search(r"Traceback|sqlite3|Error:", caught.value.words)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_file_that_is_no_record_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "letter.msawg"
    path.write_bytes(b"Dear all,\n" * 500)
    refused(path, "not a record")


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.msawg"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE note (id)")
    connection.close()
    refused(path, "not a record")


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "empty.msawg"
    path.touch()
    refused(path, "not a record")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    refused(tmp_path / "gone.msawg", "isn't there")
    refused(tmp_path, "is a folder")


def test_a_record_from_a_newer_version_is_refused_and_left_alone(empty_record, tmp_path):
    path = tmp_path / "newer.msawg"
    shutil.copy(empty_record, path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    refused(path, "newer version")


def test_a_record_that_another_program_holds_is_told_so(store, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    second = Store.open(store.path)
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="in use by another program"), second.operation("Write") as session:
        session.add(WorkingGroup(name="Group"))
    holder.execute("ROLLBACK")
    holder.close()
    with second.operation("Write") as session:
        session.add(WorkingGroup(name="Group"))
    second.close()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_read_only_record_says_what_to_do(empty_record):
    folder = Path(tempfile.mkdtemp())
    path = folder / "record.msawg"
    shutil.copy(empty_record, path)
    script = textwrap.dedent(f"""
        import os
        import sqlalchemy.dialects.sqlite
        from pathlib import Path
        from msa_wg_desktop.db.models import WorkingGroup
        from msa_wg_desktop.services.store import Store
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        try:
            store = Store.open(Path({str(path)!r}))
            with store.operation("Write") as session:
                session.add(WorkingGroup(name="Group"))
        except Exception as problem:
            print(type(problem).__name__, problem)
    """)
    path.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes()
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    after = path.read_bytes()
    shutil.rmtree(folder)
    assert "StorageError" in out.stdout, out
    assert "read-only" in out.stdout
    assert after == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_full_disk_loses_nothing_that_was_saved(empty_record, tmp_path):
    path = tmp_path / "record.msawg"
    shutil.copy(empty_record, path)
    script = textwrap.dedent(f"""
        import resource, signal
        from pathlib import Path
        from msa_wg_desktop.db.models import Note, Meeting, WorkingGroup
        from msa_wg_desktop.services.store import Store
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = Store.open(Path({str(path)!r}))
        with store.operation("Set up") as session:
            group = WorkingGroup(name="Group")
            meeting = Meeting(group_id=group.id, title="M")
            session.add_all([group, meeting])
        size = Path({str(path)!r}).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))
        saved = 0
        try:
            for number in range(1000):
                with store.operation("Type") as session:
                    session.add(Note(meeting_id=meeting.id, rank="a", text="x" * 5000))
                saved += 1
        except Exception as problem:
            print(saved, type(problem).__name__, problem)
    """)
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    saved, kind, *words = out.stdout.split()
    assert kind == "StorageError", out
    assert "full" in " ".join(words)
    after = Store.open(path)
    with after.reading() as connection:
        assert connection.execute(Note.__table__.select()).all().__len__() == int(saved)
    assert after.integrity() == "ok"
    after.close()


def test_making_a_record_refuses_to_overwrite(empty_record):
    before = empty_record.read_bytes()
    with pytest.raises(StorageError, match="exists already"):
        Store.create(empty_record)
    assert empty_record.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_records_and_backups_are_private(store):
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.make(store.path).stat().st_mode) == 0o600


def test_closing_leaves_one_file(empty_record, tmp_path):
    path = tmp_path / "record.msawg"
    shutil.copy(empty_record, path)
    store = Store.open(path)
    with store.operation("Write") as session:
        session.add(WorkingGroup(name="Group"))
    assert {file.name for file in tmp_path.iterdir()} > {"record.msawg"}
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["record.msawg"]


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_migrations_give_the_tables_that_the_entities_say(store):
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_what_stands_in_an_index_by_its_words_is_indexed_in_the_file(store):
    """No comparison reads such an index back."""
    with store.reading() as connection:
        sql = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'ix_action_what'").scalar_one()
    assert sql.endswith("ON action (lower(what), id)")


def test_links_are_deferrable_in_the_file(store):
    with store.reading() as connection:
        sql = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'note'").scalar_one()
    assert sql.count("DEFERRABLE INITIALLY DEFERRED") == 2


@pytest.mark.parametrize(
    ("folder", "safe"),
    [("plain", True), ("OneDrive - Company", False), ("Dropbox", False), ("iCloud Drive", False)],
)
def test_no_write_ahead_log_lies_in_a_cloud_folder(empty_record, tmp_path, folder, safe):
    path = tmp_path / folder / "record.msawg"
    path.parent.mkdir()
    shutil.copy(empty_record, path)
    assert engine.wal_is_safe(path) is safe
    store = Store.open(path)
    with store.operation("Write") as session:
        session.add(WorkingGroup(name="Group"))
    assert path.with_name("record.msawg-wal").exists() is safe
    store.close()


def test_a_killed_writer_leaves_a_whole_record(empty_record, tmp_path):
    path = tmp_path / "record.msawg"
    shutil.copy(empty_record, path)
    script = textwrap.dedent(f"""
        import os
        from pathlib import Path
        from msa_wg_desktop.db.models import WorkingGroup
        from msa_wg_desktop.services.store import Store
        store = Store.open(Path({str(path)!r}))
        for number in range(20):
            with store.operation("Write") as session:
                session.add(WorkingGroup(name=str(number)))
        with store.operation("Half") as session:
            session.add(WorkingGroup(name="half"))
            session.flush()
            os.kill(os.getpid(), 9)
    """)
    subprocess.run([sys.executable, "-c", script], check=False, env={**os.environ})
    store = Store.open(path)
    with store.reading() as connection:
        names = [row.name for row in connection.execute(WorkingGroup.__table__.select())]
    assert sorted(names, key=int) == [str(number) for number in range(20)]
    assert store.integrity() == "ok"
    store.close()
