"""A document is whole in its place or not there, and what stood there is as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from msa_wg_desktop.documents.saving import free_name, put_in_place
from msa_wg_desktop.errors import ExportError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing_with(error: OSError):
    def fail(*_arguments, **_options):
        raise error

    return fail


def test_a_file_is_replaced_as_a_whole_and_keeps_its_rights(tmp_path):
    target = tmp_path / "Summary.docx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    assert put_in_place(target, b"new") == target
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["Summary.docx"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ExportError, match=f"There is no folder “{tmp_path / 'gone'}”. Nothing was written"):
        put_in_place(tmp_path / "gone" / "Summary.docx", b"x")


def test_a_folder_in_the_targets_place_is_told(tmp_path):
    (tmp_path / "Summary.docx").mkdir()
    with pytest.raises(ExportError, match="is a folder") as caught:
        put_in_place(tmp_path / "Summary.docx", b"x")
    assert caught.value.suggested == tmp_path / "Summary (2).docx"


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Summary.docx", ".~lock.Summary.docx#"),
        ("Meeting summary.docx", "~$eting summary.docx"),
        ("Summary.docx", "~$ummary.docx"),
        ("Notes.docx", "~$Notes.docx"),
    ],
)
def test_a_file_that_a_word_processor_has_open_is_left_alone(tmp_path, name, mark):
    target = tmp_path / name
    target.write_bytes(b"old")
    (tmp_path / mark).write_bytes(b"")
    with pytest.raises(ExportError, match="is open in another program") as caught:
        put_in_place(target, b"new")
    assert caught.value.suggested == free_name(target)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "denied"), "is open in another program"),
        (OSError(errno.ENOSPC, "full"), "There is no room left on the disk"),
        (OSError(errno.EIO, "broken"), "couldn't be written. What stood there is as it was"),
    ],
)
def test_a_write_that_fails_leaves_what_was_there_and_nothing_beside_it(tmp_path, monkeypatch, error, words):
    target = tmp_path / "Summary.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing_with(error))
    with pytest.raises(ExportError, match=words):
        put_in_place(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["Summary.docx"]


def test_a_disk_that_fills_up_while_writing_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", failing_with(OSError(errno.ENOSPC, "full")))
    with pytest.raises(ExportError, match="no room left"):
        put_in_place(tmp_path / "Summary.docx", b"new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "denied"), OSError(errno.EROFS, "read-only")])
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path, monkeypatch, error):
    monkeypatch.setattr(Path, "open", failing_with(error))
    with pytest.raises(ExportError, match="may not write to"):
        put_in_place(tmp_path / "Summary.docx", b"new")


def test_the_free_name_counts_on(tmp_path):
    (tmp_path / "Summary (2).docx").touch()
    assert free_name(tmp_path / "Summary.docx").name == "Summary (3).docx"
