"""The user's own settings survive what files go through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msa_wg_desktop.services.user_settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "settings.json"


def test_what_was_put_is_there_the_next_time(file: Path) -> None:
    settings = Settings(file)
    settings.put("zoom", 125)
    settings.put("recent", ["a", "b"])
    again = Settings(file)
    assert again.value("zoom", 100) == 125
    assert again.value("recent", [""]) == ["a", "b"]
    assert again.value("look", "system") == "system"


def test_each_record_has_its_own(file: Path) -> None:
    settings = Settings(file)
    settings.of_record("one").put("place", ["meeting"])
    assert Settings(file).of_record("one").value("place", [""]) == ["meeting"]
    assert Settings(file).of_record("two").value("place", [""]) == [""]


def test_two_windows_do_not_take_each_others_values_away(file: Path) -> None:
    one, other = Settings(file), Settings(file)
    one.put("zoom", 125)
    other.put("look", "dark")
    assert Settings(file).value("zoom", 100) == 125
    assert Settings(file).value("look", "system") == "dark"


@pytest.mark.parametrize("stored", ['"125"', "null", "true", "[1]", "1.5"])
def test_a_value_of_another_kind_is_passed_over(file: Path, stored: str) -> None:
    file.parent.mkdir()
    file.write_text(f'{{"zoom": {stored}}}')
    assert Settings(file).value("zoom", 100) == 100


@pytest.mark.parametrize("content", ["", "{", "\x00\x01", "\ud800".encode("utf-16", "surrogatepass").decode("latin-1")])
def test_a_broken_file_gives_the_usual_values_and_is_said(
    file: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_text(content, encoding="latin-1")
    settings = Settings(file)
    assert settings.value("zoom", 100) == 100
    assert "can't be read" in caplog.text
    settings.put("zoom", 125)
    assert json.loads(file.read_text()) == {"zoom": 125}


def test_a_list_at_the_top_is_no_settings_file(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[]")
    assert Settings(file).value("zoom", 100) == 100


def test_a_folder_that_takes_no_files_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "taken").write_text("")
    settings = Settings(tmp_path / "taken" / "settings.json")
    settings.put("zoom", 125)
    assert "can't be written" in caplog.text
    assert settings.value("zoom", 100) == 125
