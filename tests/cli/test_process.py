"""The program as a shell starts it: quick, quiet in a broken pipe, and readable on any terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def start(*words: object, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "msa_wg_desktop.cli", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
    )


def test_it_runs_as_a_module_and_says_its_exit_status(record):
    process = start("--json", "list", "people")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert len(json.loads(out)) == 6
    process = start("list", "nonsense")
    out, err = process.communicate()
    assert (process.returncode, out) == (2, b"")


def test_whoever_reads_along_may_go_away(record):
    process = start("dump")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_knows_few_characters_gets_what_it_can_show(record, encoding: str):
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    process = start("list", "notes", env=env)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert "Patrick Fam (Eversource)" in out.decode(encoding)
    process = start("--json", "list", "notes", env=env)
    notes = json.loads(process.communicate()[0].decode("ascii"))
    assert "don’t track socket type" in notes[2]["text"]


def test_a_name_on_the_line_may_hold_bytes_that_are_no_text(record):
    process = start("add", "docket", os.fsdecode(b"25-\xff-01"))
    _out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    shown = start("--json", "list", "dockets").communicate()[0]
    assert "25-\ufffd-01" in {row["number"] for row in json.loads(shown)}


def test_a_mistake_of_ours_has_its_own_status(run, record, monkeypatch):
    def break_down(_self) -> None:
        raise RuntimeError("our mistake")

    monkeypatch.setattr("msa_wg_desktop.services.census.Census.counts", break_down)
    said = run("info")
    assert said.code == 70
    assert "our mistake" in said.err


def test_help_loads_nothing_heavy(record):
    script = (
        "import sys; from msa_wg_desktop.cli import main; main(['--help']);"
        "heavy = {'sqlalchemy', 'alembic', 'docx', 'PySide6', 'dateparser', 'holidays'} & set(sys.modules);"
        "sys.exit(f'{heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [("info",), ("list", "actions"), ("add", "docket", "25-01-01")])
def test_a_command_loads_no_library_that_it_does_not_need(record, command):
    script = (
        "import sys; from msa_wg_desktop.cli import main; code = main(sys.argv[1:]);"
        "heavy = {'alembic', 'docx', 'PySide6', 'dateparser', 'holidays', 'openpyxl'} & set(sys.modules);"
        "sys.exit(f'{heavy}' if heavy or code else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


def test_a_command_waits_for_no_other_command(record):
    """How long it takes is measured apart, in the benchmark of starting; here it is what would make it long."""
    script = (
        "import sys; from msa_wg_desktop.cli import main; code = main(['info']);"
        "ours = sorted(name for name in sys.modules if name.startswith('msa_wg_desktop.services.'));"
        "others = [name for name in sys.modules if name.endswith(('_commands', '.kinds', '.adding'))];"
        "print(*others, file=sys.stderr); sys.exit(code or len(ours) > 12)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr.decode().split()) == (0, ["msa_wg_desktop.cli.record_commands"])
