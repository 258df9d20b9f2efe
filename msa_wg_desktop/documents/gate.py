"""One gate before any archive from outside is opened: what is refused here never reaches a reader."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.words import _

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class GateLimits:
    """How much an archive may hold. `ratio` is counted only for what unpacks to more than a mebibyte."""

    packed: int = 50 * _MIB
    entries: int = 2000
    entry: int = 64 * _MIB
    total: int = 128 * _MIB
    ratio: int = 120


def checked_archive(path: Path, *, limits: GateLimits | None = None) -> bytes:
    """The bytes of a Word file (.docx, .dotx) that may be opened.

    Raises ImportProblem with a sentence that says what is wrong with the file; nothing was opened then.
    """
    name = path.name
    limits = limits or GateLimits()
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.packed else b""
    except OSError as error:
        raise ImportProblem(_("“{name}” can't be read.").format(name=name), detail=str(error)) from error
    if size > limits.packed:
        raise _refusal(name, _("it is larger than {size} MB").format(size=limits.packed // _MIB))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_entries(name, archive.infolist(), limits)
            _check_parts(name, archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _refusal(name, _("it is no Word document, or it is damaged"), str(error)) from error
    return data


def _refusal(name: str, reason: str, detail: str = "") -> ImportProblem:
    return ImportProblem(_("“{name}” wasn't opened: {reason}.").format(name=name, reason=reason), detail=detail)


def _check_entries(name: str, entries: list[zipfile.ZipInfo], limits: GateLimits) -> None:
    """What the archive's own table of contents says, before anything is unpacked."""
    if len(entries) > limits.entries:
        raise _refusal(name, _("it holds more than {count} parts").format(count=limits.entries))
    seen: set[str] = set()
    for entry in entries:
        if not _is_plain(entry.filename):
            raise _refusal(name, _("a part of it has a name that leads outside the file"), entry.filename)
        if entry.filename.lower() in seen:
            raise _refusal(name, _("it holds two parts of one name"), entry.filename)
        seen.add(entry.filename.lower())
        if entry.flag_bits & 0x1:
            raise _refusal(name, _("it is locked with a password"), entry.filename)
        if PurePosixPath(entry.filename).name.lower().startswith(("vbaproject", "vbadata")):
            raise _refusal(name, _("it holds macros. Save it in Word without macros"), entry.filename)
        swollen = entry.file_size > _MIB and entry.file_size > limits.ratio * max(entry.compress_size, 1)
        if entry.file_size > limits.entry or swollen:
            raise _refusal(name, _("a part of it unpacks to far more than a document needs"), entry.filename)
    if sum(entry.file_size for entry in entries) > limits.total:
        raise _refusal(name, _("it unpacks to more than {size} MB").format(size=limits.total // _MIB))


def _is_plain(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name)


def _check_parts(name: str, archive: zipfile.ZipFile) -> None:
    """Every XML part must be well-formed and define no entities: a few lines of those can fill the memory."""
    kinds = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else b""
    if not kinds:
        raise _refusal(name, _("it is no Word document, or it is damaged"))
    if b"macroEnabled" in kinds:
        raise _refusal(name, _("it holds macros. Save it in Word without macros"))
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(name, entry.filename, archive.read(entry))


def _check_xml(name: str, part: str, data: bytes) -> None:
    def refuse(*_declaration: object) -> None:
        raise _refusal(name, _("it defines entities, which no Word document does"), part)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _refusal(name, _("it is no Word document, or it is damaged"), f"{part}: {error}") from error
