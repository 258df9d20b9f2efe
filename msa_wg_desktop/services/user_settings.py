"""The user's own settings: looks, places, who "me" is; one JSON file, apart from the record (decision 17)."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, TypeVar, cast

from msa_wg_desktop import paths

_log = logging.getLogger(__name__)

ME = "me"
"""The setting, of one record, that says which person the user is: whose things "mine" means."""

CALENDAR_FILES = "calendar-files"
"""The setting, of one record, that says which calendar files are written again whenever the record changes."""

Value = bool | int | str | list[str] | dict[str, Any]
T = TypeVar("T", bool, int, str, list[str], dict[str, Any])


class Settings:
    """Values by name, written at once and whole: a file that is half written can't come to be.

    What stands in the file with another type than the default's is passed over. Two windows may use one
    file: each `put` reads it again first, so that only the value at hand changes.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = self._read()

    def value(self, name: str, default: T) -> T:
        """What was put under `name`, or the default."""
        return _typed(self._values.get(name), default)

    def put(self, name: str, value: Value) -> None:
        if self._values.get(name) != value:
            self._values = {**self._read(), name: value}
            self._write()

    def of_record(self, record_id: str) -> RecordSettings:
        """Settings that only make sense in one record, such as the page and caret left."""
        return RecordSettings(self, record_id)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as problem:
            _log.warning("The settings in %s can't be read, the usual ones are taken: %s", self._file, problem)
            return {}
        return values if isinstance(values, dict) else {}

    def _write(self) -> None:
        """A settings file that can't be written must not stop the work: it is logged."""
        fresh = self._file.with_name(f"{self._file.name}.new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._values, indent=1, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self._file)
        except OSError as problem:
            _log.warning("The settings can't be written to %s: %s", self._file, problem)


class RecordSettings:
    """The part of the settings that belongs to one record."""

    def __init__(self, settings: Settings, record_id: str) -> None:
        self._settings = settings
        self._record_id = record_id

    def value(self, name: str, default: T) -> T:
        return self._settings.value(self._full(name), default)

    def put(self, name: str, value: Value) -> None:
        self._settings.put(self._full(name), value)

    def _full(self, name: str) -> str:
        return f"{self._record_id}/{name}"


def usual() -> Settings:
    """The settings of whoever runs the program."""
    return Settings(paths.config_folder() / "settings.json")


def _typed(stored: object, default: T) -> T:
    return cast(T, stored) if type(stored) is type(default) else default
