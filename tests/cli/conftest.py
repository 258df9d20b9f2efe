"""A command line to type on: it runs in the process, on a record of the test's own, and gives what was said."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from msa_wg_desktop.cli import main
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.sample import load_sample
from msa_wg_desktop.services.store import Store


@dataclass(frozen=True)
class Said:
    """What one command said, and its exit status."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """Its JSON: one value and nothing else."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made once and copied for each test."""
    path = tmp_path_factory.mktemp("sample") / "sample.msawg"
    store = Store.create(path)
    load_sample(Services(store))
    store.close()
    return path


@pytest.fixture
def record(sample_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in a record of this test's own, which commands use."""
    path = tmp_path / "record.msawg"
    shutil.copy(sample_record, path)
    monkeypatch.setenv("MSA_WG_RECORD", str(path))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Types a command."""

    def type_in(*words: object, stdin: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return type_in


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    """Types a command that must succeed; gives its JSON."""

    def type_in(*words: object, stdin: str = "") -> Any:
        said = run("--json", *words, stdin=stdin)
        assert said.code == 0, said
        return said.value

    return type_in
