"""Calendar files from the command line, once or kept up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from msa_wg_desktop import paths
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "config_folder", lambda: tmp_path / "config")


def test_a_calendar_is_written(record: Path, run: Run, tmp_path: Path):
    target = tmp_path / "dates.ics"
    said = run("export", "calendar", "--to", str(target), "--json")
    assert said.code == 0
    assert said.value["file"] == str(target)
    assert said.value["kept"] is False
    assert target.read_bytes().count(b"BEGIN:VEVENT") == sum(
        said.value[kind] for kind in ("meetings", "deadlines", "actions")
    )


def test_a_kept_calendar_is_written_again_with_the_record(record: Path, run: Run, tmp_path: Path):
    target = tmp_path / "dates.ics"
    assert run("export", "calendar", "--to", str(target), "--party", "Eversource", "--keep").code == 0
    assert run("add", "deadline", "Counsel reads the draft", "--date", "2025-03-10").code == 0
    assert b"Counsel reads the draft" in target.read_bytes()
    assert run("export", "calendar", "--to", str(target), "--forget").code == 0
    assert run("add", "deadline", "Another", "--date", "2025-03-11").code == 0
    assert b"Another" not in target.read_bytes()


def test_those_that_are_kept_are_listed_with_when_and_whose_and_what_stood_in_the_way(
    record: Path, run: Run, tmp_path: Path
):
    assert run("list", "calendar-files", "--json").value == []
    target, folder = tmp_path / "dates.ics", tmp_path / "stick"
    folder.mkdir()
    run("export", "calendar", "--to", str(target), "--party", "Eversource", "--keep")
    run("export", "calendar", "--to", str(folder / "all.ics"), "--keep")
    (folder / "all.ics").unlink()
    folder.rmdir()
    run("add", "deadline", "Counsel reads the draft", "--date", "2025-03-10")
    first, second = run("list", "calendar-files", "--json").value
    assert (first["id"], first["party"], first["problem"]) == (str(target), "Eversource", "")
    assert first["written"] is not None
    assert (second["party"], second["written"]) == ("", None)
    assert "There is no folder" in second["problem"]
    run("export", "calendar", "--to", str(target), "--forget")
    assert len(run("list", "calendar-files", "--json").value) == 1


def test_a_kept_calendar_that_cannot_be_written_is_said_and_the_command_is_done(record: Path, run: Run, tmp_path: Path):
    folder = tmp_path / "stick"
    folder.mkdir()
    target = folder / "dates.ics"
    run("export", "calendar", "--to", str(target), "--keep")
    target.unlink()
    folder.rmdir()
    said = run("add", "deadline", "Counsel reads the draft", "--date", "2025-03-10")
    assert said.code == 0
    assert "There is no folder" in said.err


def test_a_calendar_of_nobody_known_and_a_wrong_ending_are_refused_in_a_sentence(
    record: Path, run: Run, tmp_path: Path
):
    assert run("export", "calendar", "--to", str(tmp_path / "a.ics"), "--party", "Nobody at all").code == 3
    said = run("export", "calendar", "--to", str(tmp_path / "a.txt"))
    assert (said.code, said.err.count("\n")) == (3, 1)
