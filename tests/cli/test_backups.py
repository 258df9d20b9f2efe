"""A record is copied, put back and looked over from the command line; no copy is trusted unseen."""

from __future__ import annotations


def test_a_copy_is_whole_and_private_and_never_over_another_file(ask, run, record, tmp_path):
    made = ask("backup", "--to", tmp_path / "copy.msawg")
    assert (tmp_path / "copy.msawg").stat().st_mode & 0o077 == 0
    assert made["size"] > 1000
    again = run("backup", "--to", tmp_path / "copy.msawg")
    assert again.code == 3
    assert "exists already" in again.err
    beside = ask("backup")["file"]
    assert ask("info")["last_backup"]["file"] == beside
    assert ask("--record", tmp_path / "copy.msawg", "list", "actions") == ask("list", "actions")


def test_a_copy_is_put_back_and_what_was_there_is_kept(ask, record, tmp_path):
    ask("backup", "--to", tmp_path / "copy.msawg")
    ask("add", "action", "Feed the zebra", "--meeting", "2025-02-06")
    restored = ask("restore", tmp_path / "copy.msawg")
    assert "Feed the zebra" not in str(ask("list", "actions"))
    assert "Feed the zebra" in str(ask("--record", restored["before"], "list", "actions"))
    assert ask("--record", tmp_path / "new.msawg", "restore", tmp_path / "copy.msawg")["before"] is None
    assert ask("--record", tmp_path / "new.msawg", "verify")["integrity"] == "ok"


def test_what_is_no_whole_record_is_not_put_back(run, record, tmp_path):
    before = record.read_bytes()
    text = tmp_path / "text.msawg"
    text.write_text("no record")
    damaged = tmp_path / "damaged.msawg"
    data = bytearray(before)
    data[20_000:60_000] = b"\xff" * 40_000
    damaged.write_bytes(data)
    for file in (text, damaged, tmp_path / "gone.msawg", tmp_path, record):
        said = run("restore", file)
        assert (said.code, said.out, said.err.count("\n")) == (3, "", 1), said
    assert record.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_verify_says_that_a_file_is_whole_and_leaves_it_as_it_is(run, record):
    before = record.read_bytes()
    said = run("verify")
    assert (said.code, said.out) == (0, f"{record} is whole.\n")
    assert record.read_bytes() == before


def test_a_record_that_is_not_there_is_not_made_by_looking_it_over(run, tmp_path):
    said = run("--record", tmp_path / "gone.msawg", "verify")
    assert (said.code, said.out) == (3, "")
    assert "isn't there" in said.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_beside_a_record_that_was_only_looked_at(run, record, tmp_path):
    taken = tmp_path / "taken.msawg"
    taken.touch()
    assert run("backup", "--to", taken).code == 3
    assert {path.name for path in tmp_path.iterdir()} == {record.name, taken.name}
