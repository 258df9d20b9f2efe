"""The tour: every screen is taken in both looks, of the size that its name says, and none of the pictures is blank."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from msa_wg_desktop import tour
from msa_wg_desktop.gui import dialogs
from msa_wg_desktop.gui.page_list import page_specs
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.tour.camera import LOOKS, SIZES, main
from msa_wg_desktop.tour.shots import SHOTS

_FEWEST_COLOURS = 40
# Each look in one size: the other two pairs show nothing that these don't, and take as long again.
_TAKEN = tuple(zip(LOOKS, SIZES, strict=True))
_PATIENCE = 400
"""Seconds for all pictures: half a minute on a machine with nothing else to do."""
pytestmark = [pytest.mark.slow, pytest.mark.timeout(_PATIENCE + 20)]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """The folder with the pictures of two runs, and what the runs said."""
    folder = tmp_path_factory.mktemp("tour") / "pictures"
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "msa_wg_desktop.tour", str(folder), "--look", look, "--size", size],
            cwd=Path(tour.__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for look, size in _TAKEN
    ]
    said = [run.communicate(timeout=_PATIENCE) for run in runs]
    errors = "".join(error for _out, error in said)
    assert [run.returncode for run in runs] == [0] * len(runs), errors
    return folder, "".join(out for out, _error in said), errors


def expected() -> list[str]:
    return [f"{shot.name}-{look}-{size}.png" for shot in SHOTS for look, size in _TAKEN]


def test_every_picture_is_taken_and_named_as_it_is_made(taken):
    folder, said, _errors = taken
    assert sorted(file.name for file in folder.iterdir()) == sorted(expected())
    assert sorted(said.split("\n")[:-1]) == sorted(str(folder / name) for name in expected())


def test_nothing_goes_wrong_meanwhile(taken):
    _folder, _said, errors = taken
    assert errors == ""


@pytest.mark.parametrize("name", expected())
def test_a_picture_has_its_size_and_is_not_blank(taken, name: str):
    picture = QImage(str(taken[0] / name))
    width, height = map(int, name.removesuffix(".png").rsplit("-", 1)[1].split("x"))
    assert (picture.width(), picture.height()) == (width, height)
    pixels = memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    assert len(set(pixels[::7])) > _FEWEST_COLOURS


def test_no_two_pictures_of_one_look_and_size_are_the_same(taken):
    contents = {(taken[0] / name).read_bytes() for name in expected()}
    assert len(contents) == len(expected())


def test_every_page_is_in_the_tour_by_its_own_name(services: Services):
    assert {spec.id for spec in page_specs(services)} <= {shot.name for shot in SHOTS}


def test_every_dialog_is_in_the_tour():
    shown_by = {
        "agenda": "agenda",
        "ask": "needs-asking",
        "attendance": "attendance",
        "crash": "crash",
        "deadline": "deadline",
        "export": "export",
        "first_start": "first-start",
        "group": "group",
        "help": "help",
        "hand_answer": "answer-by-hand",
        "incoming": "files-came",
        "tracking": "answers-pasted",
        "settings": "settings",
        "feeds": "calendar-files",
        "mail_account": "mail-account",
        "history": "history",
        "material": "new-material",
        "meeting": "new-meeting",
        "merge": "people-merge",
        "move": "people-move",
        "order": "order-moves",
        "order_item": "order-item",
        "owed": "owed",
        "attendance_list": "attendance-list",
        "people_list": "people-list",
        "plan": "plan-back",
        "proposal": "proposal",
        "purge": "forget",
        "reschedule": "reschedule",
        "roll_call": "roll-call",
        "send": "send",
        "sent": "what-was-sent",
        "series": "series-whole",
        "stand": "stand",
        "topics": "topics",
        "words": "words",
    }
    modules = {file.stem.removesuffix("_dialog") for file in Path(*dialogs.__path__).glob("*_dialog.py")}
    assert modules == set(shown_by)
    assert set(shown_by.values()) <= {shot.name for shot in SHOTS}


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    (tmp_path / "file").write_text("no folder")
    assert main([str(tmp_path / "file"), "--size", "1366x768"]) == 1
    assert "file" in capfd.readouterr().err
