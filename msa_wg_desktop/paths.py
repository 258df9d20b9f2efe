"""Where forms, resources and the user's own files live: alone knows source tree, wheel and frozen bundle."""

from __future__ import annotations

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs(appname="msa-wg-desktop", appauthor=False)

RECORD_SUFFIX = ".msawg"


def form(name: str) -> Path:
    """The Designer form called `name`, such as `pages/meeting_page`."""
    return _shipped("ui") / f"{name}.ui"


def forms() -> list[str]:
    """The names of all forms that ship, sorted."""
    folder = _shipped("ui")
    return sorted(found.relative_to(folder).with_suffix("").as_posix() for found in folder.rglob("*.ui"))


def resource(*parts: str) -> Path:
    """A file or folder below `resources`, such as `resource("icons", "plus.svg")`."""
    return _shipped("resources").joinpath(*parts)


def config_folder() -> Path:
    """Where the user's own settings are kept; it may not exist yet."""
    return _DIRS.user_config_path


def data_folder() -> Path:
    """Where records are kept that nobody chose another place for; it may not exist yet."""
    return _DIRS.user_data_path


def log_folder() -> Path:
    """Where the program writes what went wrong; it may not exist yet."""
    return _DIRS.user_log_path


def cache_folder() -> Path:
    """Where the program keeps what it can make again; it may not exist yet."""
    return _DIRS.user_cache_path


def default_record() -> Path:
    """The record that opens where none was named."""
    return data_folder() / f"working-group{RECORD_SUFFIX}"


def _shipped(folder: str) -> Path:
    """A wheel and a frozen bundle carry `ui` and `resources` inside the package; the source tree beside it."""
    package = Path(__file__).resolve().parent
    inside = package / "_data" / folder
    return inside if inside.is_dir() else package.parent / folder
