"""What can't be done is said in one sentence, and the record is as it was."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from msa_wg_desktop.db import engine
from msa_wg_desktop.db.file_format import SCHEMA_VERSION


def one_sentence(said, *words: str, code: int = 3) -> None:
    assert said.code == code, said
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err


READING = [("info",), ("list", "actions"), ("search", "x"), ("history",), ("dump",), ("undo",)]


@pytest.mark.parametrize("command", READING, ids=lambda words: words[0])
def test_a_file_that_is_no_record_is_refused_and_left_alone(run, tmp_path, command):
    path = tmp_path / "letter.msawg"
    path.write_bytes(b"Dear all,\n" * 500)
    one_sentence(run("--record", path, *command), "is not a record", "not changed")
    assert path.read_bytes() == b"Dear all,\n" * 500


@pytest.mark.parametrize("command", READING, ids=lambda words: words[0])
def test_a_record_that_is_not_there_is_said_to_be_missing(run, tmp_path, command):
    one_sentence(run("--record", tmp_path / "gone.msawg", *command), "isn't there")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_an_empty_file_and_a_server_are_refused(run, tmp_path):
    one_sentence(run("--record", tmp_path, "info"), "is a folder")
    (tmp_path / "empty.msawg").touch()
    one_sentence(run("--record", tmp_path / "empty.msawg", "info"), "not a record")
    one_sentence(run("--record", "postgresql://host/db", "info"), "database server")


def test_a_damaged_record_is_said_to_be_so_by_verify_and_named_by_all(run, record, tmp_path):
    content = bytearray(record.read_bytes())
    content[8192:-4096:97] = bytes(byte ^ 0xFF for byte in content[8192:-4096:97])
    record.write_bytes(content)
    said = run("--json", "verify")
    assert (said.code, said.err) == (1, "")
    assert said.value["integrity"] != "ok"
    assert run("verify").out.startswith(f"{record} is damaged: ")
    one_sentence(run("list", "actions"), f"{record} is damaged")
    assert record.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == [record.name]


def test_a_record_may_be_named_by_its_address(run, record):
    said = run("--json", "--record", f"sqlite:///{record}", "info")
    assert said.value["record"] == str(record)


def test_words_with_line_ends_are_quoted_in_one_line(run, record):
    one_sentence(run("show", "action", "a\nb"), "“a b”")


def test_a_record_from_a_newer_version_is_left_alone(run, record):
    connection = sqlite3.connect(record)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.commit()
    connection.close()
    before = record.read_bytes()
    one_sentence(run("add", "docket", "25-01-01"), "newer version", "update the program")
    assert record.read_bytes() == before


def test_a_record_that_another_program_writes_to_is_told_so(run, ask, record, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    holder = sqlite3.connect(record, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    one_sentence(run("add", "docket", "25-01-01"), "in use by another program", "Nothing was lost")
    holder.execute("ROLLBACK")
    holder.close()
    assert ask("add", "docket", "25-01-01")["number"] == "25-01-01"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_read_only_record_says_to_copy_it(sample_record):
    folder = Path(tempfile.mkdtemp())
    path = folder / "record.msawg"
    shutil.copy(sample_record, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes()
    as_nobody = textwrap.dedent(
        """
        import os, sys
        import sqlalchemy.dialects.sqlite
        from msa_wg_desktop.cli import commands, main
        commands.with_record("add")  # all that is needed is read before the rights go
        if os.getuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
        sys.exit(main(sys.argv[1:]))
        """
    )
    said = python(as_nobody, "--record", path, "add", "docket", "25-01-01")
    folder.chmod(0o755)
    assert path.read_bytes() == before
    shutil.rmtree(folder)
    assert said.returncode == 3
    assert "read-only" in said.stderr
    assert said.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_full_disk_keeps_what_was_saved(record, tmp_path):
    lines = tmp_path / "lines.txt"
    # More than the journal may take, however large the empty tables are.
    lines.write_text("A long line of no use. " * 100_000)
    on_a_full_disk = textwrap.dedent(
        """
        import os, resource, signal, sys
        from pathlib import Path
        from msa_wg_desktop.cli import main
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = Path(os.environ["MSA_WG_RECORD"]).stat().st_size + 20_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        sys.exit(main(sys.argv[1:]))
        """
    )
    said = python(on_a_full_disk, "capture", "--meeting", "2025-02-06", lines)
    assert said.returncode == 3, said
    assert "is full" in said.stderr
    assert said.stderr.count("\n") == 1
    after = python("import sys; from msa_wg_desktop.cli import main; sys.exit(main(sys.argv[1:]))", "--json", "info")
    info = json.loads(after.stdout)
    assert (info["integrity"], info["counts"]["notes"]) == ("ok", 24)


def python(script: str, *words: object) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", script, *map(str, words)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(arguments, capture_output=True, text=True, check=False, env=env)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nothing.json", None, "can't be read"),
        ("letter.json", b"Dear all,", "is not a dump"),
        ("list.json", b"[1, 2]", "is not a dump"),
        ("newer.json", b'{"format": "msa-wg-dump", "version": 99, "schema": 1, "tables": {}}', "newer version"),
        ("half.json", b'{"format": "msa-wg-dump", "version": 1, "schema": 1, "tables": {}}', "missing or damaged"),
    ],
)
def test_a_file_that_is_no_dump_makes_no_record(run, tmp_path, name, content, words):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    one_sentence(run("--record", tmp_path / "new.msawg", "load", file), words, "Nothing was loaded")
    assert not (tmp_path / "new.msawg").exists()


def test_lines_that_are_no_text_are_refused(run, ask, record, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    one_sentence(run("capture", "--meeting", "2025-02-06", tmp_path / "picture.png"), "no text in UTF-8")
    one_sentence(run("capture", "--meeting", "2025-02-06", tmp_path / "gone.txt"), "can't be read")
    assert len(ask("list", "notes")) == 24


def test_odd_characters_become_what_the_record_can_hold(ask, record):
    (line,) = ask("capture", "--meeting", "2025-02-06", stdin="a\x00b\x07 <b>&amp; {{x}} =1+1 \U0001f600 עברית")
    assert line["text"] == "a\ufffdb\ufffd <b>&amp; {{x}} =1+1 \U0001f600 עברית"


def test_a_hundred_thousand_characters_are_one_line(ask, record):
    text = "word " * 20_000
    (line,) = ask("capture", "--meeting", "2025-02-06", stdin=text)
    assert line["text"] == text.rstrip()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("list", "actions", "--due-before", "2025-02-30"), "no date that exists"),
        (("add", "meeting", "--date", "tomorrow"), "no date that exists"),
        (("add", "meeting", "--start", "25:00"), "no time of day"),
        (("edit", "action", "x", "due"), "is no field=value"),
        (("edit", "meeting", "2025-02-06", "date=2025-02-30"), "no date that exists"),
        (("edit", "meeting", "2025-02-06", "colour=red"), "Their fields are title, date"),
        (("edit", "meeting", "2025-02-06", "status=maybe"), "choose one of scheduled, held"),
        (("edit", "agenda", "x", "minutes=many"), "no whole number"),
        (("search", "waiver", "--limit", "-1"), "write a whole number from 1 to 1,000,000"),
        (("list", "actions", "--limit", "0"), "write a whole number from 1 to 1,000,000"),
        (("history", "--limit", "99999999999999999999"), "write a whole number from 1 to 1,000,000"),
        (("history", "--limit", "many"), "no whole number"),
        (("add", "note", "Hm", "--meeting", "2025-02-06", "--level", "9"), "write a whole number from 0 to 8"),
        (("add", "meeting", "--title", "T", "--every", "week", "--count", "1"), "write a whole number from 2 to 120"),
        (("edit", "operation", "x", "label=x"), "can't be changed"),
        (("list", "nonsense"), "The kinds are groups"),
        (("list", "groups", "--overdue"), "makes no sense"),
        (("history", "action"), "a kind and an id"),
        (("frobnicate",), "can't be chosen here"),
        (("search", ""), "at least one word"),
        (("export", "summary", "2025-02-06", "--to", "s.html", "--sections", " ,"), "--sections names nothing"),
        (("export", "summary", "2025-02-06", "--to", "s.html", "--template", "t.docx"), "A template is for Word"),
        (("add", "action"), "required: what"),
        ((), "required: COMMAND"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_use_is_said_in_one_sentence(run, record, command, words):
    before = record.read_bytes()
    one_sentence(run(*command), words, code=2)
    assert record.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("add", "action", "Call", "--owner", "Nobody", "--meeting", "2025-02-06"), "isn't in the record"),
        (("settings", "nonsense"), "organiser.time_zone, me, smtp.host"),
        (("plan", "99"), "“99” is no order of this record"),
        (("add", "action", "Call", "--order", "99.1", "--meeting", "2025-02-06"), "no order item"),
        (("add", "action", "  ", "--meeting", "2025-02-06"), "Say what is to be done"),
        (("add", "person", "Kim", "--organisation", "Nowhere"), "isn't in the record"),
        (("add", "person", "Kim", "--organisation", "UI", "--code", "pf"), "Patrick Fam"),
        (("add", "docket", "24-08-02"), "already"),
        (("add", "meeting", "--date", "2025-03-01", "--start", "12:00", "--end", "11:00"), "ends before it starts"),
        (("add", "meeting", "--date", "2025-03-01", "--time-zone", "Mars/Base"), "not a time zone"),
        (("add", "position", "UI", "--stand", "silent", "--meeting", "2025-02-06"), "not a position"),
        (("delete", "person", "pf"), "can't be deleted"),
        (("show", "action", "zzz"), "no action"),
        (("purge", "meeting", "2025-02-06", "--yes"), "can't be purged"),
        (("purge", "note", "zzz", "--yes"), "no such note"),
        (("undo", "zzz"), "no operation"),
        (("export", "summary", "2025-02-06", "--to", "/nowhere/at/all.docx"), "Nothing was written"),
        (("dump", "--to", "/nowhere/at/all.json"), "Nothing was written"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, tuple) else None,
)
def test_what_the_record_does_not_take_is_said_in_one_sentence(run, ask, record, command, words):
    before = ask("dump")
    one_sentence(run(*command), words)
    assert ask("dump") == before
