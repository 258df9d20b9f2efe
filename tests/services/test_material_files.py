"""Copies kept beside the record: whole or not at all, never over another file, refused in words."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.services.material_files import keep_copy
from tests.services.desk import Desk

BYTES = b"%PDF-1.7 a waiver"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "outside" / "Liability waiver.pdf"
    file.parent.mkdir()
    file.write_bytes(BYTES)
    return file


@pytest.fixture
def folder(desk: Desk) -> Path:
    found = desk.services.material_files.folder
    assert found is not None
    assert found.name.endswith(" materials")
    return found


def test_a_copy_lies_beside_the_record_with_its_size_and_hash(folder: Path, source: Path):
    kept = keep_copy(source, folder)
    assert (kept.name, kept.size, kept.sha256) == (source.name, len(BYTES), hashlib.sha256(BYTES).hexdigest())
    assert (folder / kept.name).read_bytes() == BYTES
    assert [file.name for file in folder.iterdir()] == [source.name]


def test_another_file_of_the_same_name_gets_another_name_and_the_same_file_is_taken_as_it_is(
    folder: Path, source: Path
):
    first = keep_copy(source, folder)
    assert keep_copy(source, folder) == first
    source.write_bytes(b"another waiver")
    assert keep_copy(source, folder).name == "Liability waiver (2).pdf"
    assert (folder / first.name).read_bytes() == BYTES


def test_a_copy_that_is_stopped_leaves_nothing(folder: Path, source: Path):
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        keep_copy(source, folder, stop)
    assert list(folder.iterdir()) == []


def test_a_name_with_control_characters_becomes_one_that_every_system_takes(folder: Path, tmp_path: Path):
    odd = tmp_path / "a\tb\x01c?.pdf"
    odd.write_bytes(BYTES)
    assert keep_copy(odd, folder).name == "a b c.pdf"


@pytest.mark.parametrize(("make", "words"), [(lambda p: p.mkdir(), "is a folder"), (lambda p: None, "isn't there any")])
def test_a_folder_and_a_file_that_has_vanished_are_refused_in_words(folder: Path, tmp_path: Path, make, words: str):
    path = tmp_path / "gone"
    make(path)
    with pytest.raises(ImportProblem, match=words):
        keep_copy(path, folder)


def test_a_missing_or_changed_copy_is_said(desk: Desk, folder: Path, source: Path):
    files, materials = desk.services.material_files, desk.services.materials
    made = materials.add("Waiver", kept=keep_copy(source, folder))
    row = materials.get(made)
    assert files.path_of(row) == folder / source.name
    assert files.what_is_wrong(row) == ""
    (folder / source.name).write_bytes(b"other")
    assert files.what_is_wrong(row) == "The copy has changed since it was kept."
    (folder / source.name).unlink()
    assert "isn't there any more" in files.what_is_wrong(row)


def test_a_linked_file_and_a_link_are_where_they_say(desk: Desk, source: Path):
    files, materials = desk.services.material_files, desk.services.materials
    linked = materials.get(materials.add("Waiver", location=str(source)))
    web = materials.get(materials.add("Docket", location="example.org/docket"))
    assert files.path_of(linked) == source
    assert (files.path_of(web), files.what_is_wrong(web)) == (None, "")
