"""Finds and reads the files that came back, each by itself: one that can't be read is said and holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msa_wg_desktop.domain.replies import FileRead
from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.words import _

SUFFIXES = (".ics", ".ical", ".eml")


def files_of(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files, and of folders those that may hold an answer, by name. Raises ImportProblem where there are none."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        try:
            found += sorted(each for each in path.iterdir() if each.suffix.casefold() in SUFFIXES)
        except OSError as problem:
            raise ImportProblem(
                _("The folder {path} can't be read. Nothing was changed.").format(path=path), detail=str(problem)
            ) from problem
    if not found:
        raise ImportProblem(_("There is no .ics or .eml there. Nothing was changed; choose files of answers."))
    return tuple(dict.fromkeys(found))


def read_files(paths: Sequence[Path], progress: Callable[[int, int], None] | None = None) -> tuple[FileRead, ...]:
    """What each file holds. `progress` is told the files done and in all; what it raises stops the reading."""
    found: list[FileRead] = []
    for number, path in enumerate(paths):
        if progress is not None:
            progress(number, len(paths))
        found.append(_read(path))
    if progress is not None:
        progress(len(paths), len(paths))
    return tuple(found)


def _read(path: Path) -> FileRead:
    from msa_wg_desktop.invitations.reading import LARGEST_MAIL, read_file

    try:
        if not path.is_file():
            return FileRead(path.name, why=_("“{name}” isn't there, or is no file.").format(name=path.name))
        with path.open("rb") as reading:
            data = reading.read(LARGEST_MAIL + 1)
        return FileRead(path.name, read_file(path.name, data))
    except OSError:
        return FileRead(path.name, why=_("“{name}” can't be read.").format(name=path.name))
    except ImportProblem as problem:
        return FileRead(path.name, why=problem.words)
