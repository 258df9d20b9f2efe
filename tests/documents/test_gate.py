"""What a file from outside must not be is refused before anything opens it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from msa_wg_desktop.documents.gate import GateLimits, checked_archive
from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.paths import resource

HOUSE = resource("docx", "summary.docx")


@pytest.fixture
def make(tmp_path: Path):
    """Makes a file of the house template's parts and more."""

    def archive(*extra: tuple[str, bytes], compress: int = zipfile.ZIP_DEFLATED) -> Path:
        path = tmp_path / "file.docx"
        with zipfile.ZipFile(HOUSE) as house, zipfile.ZipFile(path, "w", compress) as copy:
            for name in house.namelist():
                copy.writestr(name, house.read(name))
            for name, data in extra:
                copy.writestr(name, data)
        return path

    return archive


def refusal(path: Path, limits: GateLimits | None = None) -> str:
    with pytest.raises(ImportProblem) as caught:
        checked_archive(path, limits=limits)
    assert caught.value.words.startswith("“file.docx” wasn't opened: ")
    return caught.value.words


def test_an_ordinary_document_passes(make):
    assert checked_archive(make()) == make().read_bytes()


@pytest.mark.parametrize("name", ["/etc/passwd", "../../evil.xml", "word\\..\\evil.xml", "C:/evil.xml"])
def test_a_part_that_leads_outside_is_refused(make, name):
    assert "leads outside the file" in refusal(make((name, b"<x/>")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/document.xml"])
def test_two_parts_of_one_name_are_refused(make, name):
    assert "two parts of one name" in refusal(make((name, b"<x/>")))


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/vbaData.xml"])
def test_macros_are_refused(make, name):
    assert "holds macros" in refusal(make((name, b"<x/>")))


def test_a_part_that_swells_is_refused(make):
    assert "far more than a document needs" in refusal(make(("word/media/a.bin", b"\0" * 3_000_000)))


def test_large_parts_and_large_wholes_are_refused(make):
    path = make(("word/media/a.bin", bytes(range(256)) * 100), compress=zipfile.ZIP_STORED)
    assert "far more than a document needs" in refusal(path, GateLimits(entry=20_000))
    assert "unpacks to more than" in refusal(path, GateLimits(total=20_000))
    assert "is larger than" in refusal(path, GateLimits(packed=20_000))
    assert "holds more than 3 parts" in refusal(path, GateLimits(entries=3))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_in_any_part_and_encoding_is_refused(make, encoding):
    part = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>'
    assert "defines entities" in refusal(make(("word/extra.xml", part.encode(encoding))))


def test_a_part_that_is_no_xml_is_refused(make):
    assert "damaged" in refusal(make(("word/extra.xml", b"<x>")))


def test_a_locked_archive_is_refused(make):
    path = make()
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    assert "locked with a password" in refusal(path)


def test_a_zip_of_something_else_is_refused(tmp_path):
    path = tmp_path / "file.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "no Word document" in refusal(path)


def test_a_document_that_calls_itself_macro_enabled_is_refused(tmp_path):
    path = tmp_path / "file.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml")
    assert "holds macros" in refusal(path)


@pytest.mark.parametrize("keep", [0, 40, 2000])
def test_a_file_that_was_cut_short_is_refused(make, keep):
    path = make()
    path.write_bytes(path.read_bytes()[:keep])
    assert "no Word document, or it is damaged" in refusal(path)


def test_a_part_whose_bytes_are_damaged_is_refused(make):
    path = make(compress=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"Calibri", b"Calibra", 1))
    assert "damaged" in refusal(path)
