"""`packaging/dev.py`, started as a person starts it, in a small checkout whose lock names nothing to download."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from _dev.environment import why_it_failed
from _dev.places import surroundings

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[1]

WINDOW = """
import os, sys
print("window", os.getcwd(), *sys.argv[1:])
"""
COMMAND_LINE = """
import sys
from pathlib import Path
made = sys.argv[-1] if "export" in sys.argv else sys.argv[sys.argv.index("--record") + 1]
Path(made).write_text("made")
"""
TOUR = """
import os, sys
print("pictures in", sys.argv[1], os.environ["QT_QPA_PLATFORM"])
"""


class Checkout:
    """A folder with the tooling of this project and a program of three lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "packaging", folder / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("requirements.lock", "requirements-dev.lock"):
            (folder / "packaging" / name).write_text("# nothing\n")
        package = folder / "msa_wg_desktop"
        package.mkdir()
        for name, text in {"__init__": "", "__main__": WINDOW, "cli": COMMAND_LINE, "tour": TOUR}.items():
            (package / f"{name}.py").write_text(text)

    def dev(self, *arguments: str, screen: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs dev.py from the folder above, as somebody would who named it with its path."""
        environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment["QT_QPA_PLATFORM"] = "offscreen" if screen else ""
        command = [sys.executable, str(self.folder / "packaging" / "dev.py"), *arguments]
        return subprocess.run(
            command, cwd=self.folder.parent, env=environment | more, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    made = Checkout(tmp_path_factory.mktemp("checkout") / "project")
    first = made.dev("run")
    assert first.returncode == 0, first.stderr
    return made


def test_a_later_run_opens_the_window_at_once_with_the_record_as_named_from_here(checkout: Checkout) -> None:
    ran = checkout.dev("run", "my.msawg")
    assert ran.stdout == f"window {checkout.folder.parent} my.msawg\n"


def test_an_environment_that_was_not_finished_is_made_anew(checkout: Checkout) -> None:
    (checkout.folder / ".venv" / "ready.json").unlink()
    assert "making it anew" in checkout.dev("run").stdout
    assert "making it anew" not in checkout.dev("run").stdout


def test_an_environment_that_lost_a_package_is_made_anew(checkout: Checkout) -> None:
    next((checkout.folder / ".venv").rglob("msa_wg_desktop_checkout.pth")).unlink()
    assert checkout.dev("run").stdout.endswith(f"window {checkout.folder.parent}\n")


def test_settings_meant_for_another_python_or_pip_do_no_harm(checkout: Checkout, tmp_path: Path) -> None:
    lock = checkout.folder / "packaging" / "requirements.lock"
    lock.write_text("# changed, so that pip has to run\n")
    ran = checkout.dev(
        "run", PIP_USER="1", PIP_TARGET=str(tmp_path), PIP_CONSTRAINT="/nowhere", PIP_FIND_LINKS="/nowhere"
    )
    assert ran.stdout.splitlines()[-1] == f"window {checkout.folder.parent}"
    assert list(tmp_path.iterdir()) == []


def test_only_what_reaches_packages_is_passed_on_to_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    astray = {"PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "PIP_TARGET"}
    for name in (*astray, "PIP_PROXY"):
        monkeypatch.setenv(name, "1")
    assert astray & surroundings().keys() == set()
    assert surroundings(MORE="1").items() >= {"PIP_PROXY": "1", "MORE": "1"}.items()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_main_job_is_done_in_out_and_each_file_is_named(checkout: Checkout) -> None:
    for _ in range(2):
        ran = checkout.dev("run", screen=False)
        assert "no display" in ran.stdout
        for name in ("sample.msawg", "summary-2025-02-06.docx"):
            assert f"{checkout.folder / 'out' / name} (" in ran.stdout
            assert (checkout.folder / "out" / name).is_file()
        assert f"pictures in {checkout.folder / 'out' / 'pictures'} offscreen" in ran.stdout


def test_a_demo_leaves_a_record_alone_that_is_open(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "sample.msawg").write_text("mine")
    (tmp_path / "sample.msawg-wal").write_text("")
    ran = checkout.dev("run", "--demo", str(tmp_path))
    assert ran.returncode == 1
    assert (
        ran.stderr == f"{tmp_path / 'sample.msawg'} is open in the program. Close it there, or choose another folder.\n"
    )
    assert (tmp_path / "sample.msawg").read_text() == "mine"


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError'", "can't be reached"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not the one that the lock names",
        ),
        ("ERROR: No matching distribution found for lxml==6.1.3", "no ready-made file for Python"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied", "can't be written"),
        ("ERROR: something new", "something new"),
        ("", "no reason was given"),
    ],
)
def test_whatever_pip_says_becomes_one_sentence(printed: str, told: str) -> None:
    sentence = why_it_failed(printed, "Installing failed")
    assert sentence.startswith("Installing failed: ")
    assert told in sentence
    assert "\n" not in sentence
