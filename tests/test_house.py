"""The rules of the house: who imports whom, how long a file may be, what the locks and the wheel hold."""

from __future__ import annotations

import ast
import fnmatch
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "msa_wg_desktop"
LOCKS = {name: ROOT / "packaging" / f"{name}.lock" for name in ("requirements", "requirements-dev")}

AGREED_FOLDERS = {".ci", "msa_wg_desktop", "packaging", "resources", "tests", "ui"}
LONGEST_FILE, LONGEST_FUNCTION = 450, 50
TEXT_SUFFIXES = {".py", ".toml", ".md", ".txt", ".lock", ".json", ".ui", ".qss", ".po", ".yaml", ".yml", ".csv", ""}

# Spelled in pieces, so that this file doesn't name what no file may name.
HOME_OF_SOMEBODY = re.compile(r"(?<![\w.])/(?:work/(?:main|shared)|root/|home/\w|Users/\w|tmp/\w)|[A-Z]:\\Users\\")
REGISTRY_HOSTS = re.compile(
    "|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.(?:org|com)", "deb" + r"ian\.org/"))
)


def test_the_top_level_has_the_agreed_folders_only() -> None:
    assert {path.name for path in _kept(ROOT) if path.is_dir()} <= AGREED_FOLDERS


def test_packaging_and_tests_are_folders_not_packages() -> None:
    # As packages they would hide the `packaging` library, and give tests of one name one identity.
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_no_file_names_a_path_of_some_machine_or_a_package_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in _files(ROOT)
        if path.suffix in TEXT_SUFFIXES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in (HOME_OF_SOMEBODY.search(line), REGISTRY_HOSTS.search(line))
        if match
    ]
    assert found == []


def test_files_stay_short_enough_to_be_read_at_a_sitting() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _files(ROOT, ".py")}
    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_stay_short_enough_to_be_seen_whole() -> None:
    migrations = PACKAGE / "db" / "migrations"  # a list of tables reads better whole
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines"
        for path in _files(ROOT, ".py")
        if migrations not in path.parents
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_each_module_opens_with_why_it_exists_in_one_sentence() -> None:
    modules = [*_files(PACKAGE, ".py"), *_files(ROOT / "packaging", ".py")]
    opening = {path: (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") for path in modules}
    assert [str(path) for path, words in opening.items() if not words.splitlines()[:1]] == []


def test_a_call_to_qt_that_returns_nothing_costs_no_reference_to_none() -> None:
    """PySide6 6.12.0 loses one at each such call, and Python 3.11 aborts when none are left."""
    from PySide6.QtGui import QTextBlockFormat

    block = QTextBlockFormat()
    before = sys.getrefcount(None)
    for _ in range(500):
        block.setLeftMargin(3)
    assert sys.getrefcount(None) > before - 250


# --- who may import whom ------------------------------------------------------------------------------------------

PLANTED: dict[str, tuple[str, Mapping[str, str]]] = {
    "a rule that asks a service": (
        "Each layer knows only those below it",
        {"domain/planted_service.py": "import msa_wg_desktop.services"},
    ),
    "a document that reads the store": (
        "Each layer knows only those below it",
        {"documents/planted.py": "import msa_wg_desktop.db"},
    ),
    "a module that belongs to no layer": (
        "Each layer knows only those below it",
        {"planted.py": ""},
    ),
    "the foundation of the window leaning on a widget": (
        "Inside the window, too, each layer knows only those below it",
        {"gui/core/planted.py": "import msa_wg_desktop.gui.widgets"},
    ),
    "a page that opens another": (
        "No page knows another",
        {"gui/pages/planted_one.py": "import msa_wg_desktop.gui.pages.planted_two", "gui/pages/planted_two.py": ""},
    ),
    "a dialog that opens another": (
        "No dialog knows another",
        {
            "gui/dialogs/planted_one.py": "import msa_wg_desktop.gui.dialogs.planted_two",
            "gui/dialogs/planted_two.py": "",
        },
    ),
    "Qt in a rule": (
        "Only the window knows Qt",
        {"domain/planted_qt.py": "from PySide6 import QtCore"},
    ),
    "Qt in a service": (
        "Only the window knows Qt",
        {"services/planted.py": "import PySide6.QtGui"},
    ),
    "a command that opens a window": (
        "Only the window knows Qt",
        {"cli/planted_window.py": "import msa_wg_desktop.gui.core"},
    ),
    "a command that reads the store": (
        "The window and the command line ask services, never the store or a document library",
        {"cli/planted_store.py": "import msa_wg_desktop.db"},
    ),
    "SQL in a widget": (
        "The window and the command line ask services, never the store or a document library",
        {"gui/widgets/planted.py": "import sqlalchemy"},
    ),
    "Word in a page": (
        "The window and the command line ask services, never the store or a document library",
        {"gui/pages/planted.py": "def export():\n    import docx\n"},
    ),
    "SQL in a rule": (
        "The domain is plain Python",
        {"domain/planted_sql.py": "import sqlalchemy"},
    ),
}


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What each contract that is broken says once all of it is planted."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for _contract, files in PLANTED.values():
        for name, text in files.items():
            (folder / PACKAGE.name / name).write_text(text + "\n", encoding="utf-8")
    told = " ".join(_lint_imports(folder).partition("Broken contracts")[2].split())
    heads = "|".join(re.escape(contract) for contract, _files in PLANTED.values())
    _before, *parts = re.split(f"({heads}) -+ ", told)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("planted", PLANTED)
def test_the_import_contracts_see(planted: str, complaints: Mapping[str, str]) -> None:
    contract, files = PLANTED[planted]
    module = next(iter(files)).removesuffix(".py").replace("/", ".")
    assert f"{PACKAGE.name}.{module}" in complaints[contract]


def test_every_module_that_is_not_the_window_is_held_free_of_qt() -> None:
    contracts = {each["id"]: each for each in _pyproject()["tool"]["importlinter"]["contracts"]}
    window = {"__init__", "__main__", "app", "gui", "tour", "_data"}
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    held = {name.removeprefix("msa_wg_desktop.") for name in contracts["qt-only-in-the-window"]["source_modules"]}
    assert there - window == held


def _lint_imports(folder: Path) -> str:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    ran = subprocess.run([sys.executable, "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    return ran.stdout


# --- the locks ----------------------------------------------------------------------------------------------------


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = _pyproject()
    asked = {
        "requirements": project["project"]["dependencies"],
        "requirements-dev": project["project"]["dependencies"] + project["dependency-groups"]["dev"],
    }
    unmet = [
        f"{lock}: {wanted}"
        for lock, wishes in asked.items()
        for wanted in map(Requirement, wishes)
        if not wanted.specifier.contains(_locked(lock).get(canonicalize_name(wanted.name), "0"))
    ]
    assert unmet == [], "bring the locks in line with: python3 packaging/dev.py lock"


def test_tests_run_with_the_versions_that_users_get() -> None:
    assert _locked("requirements").items() <= _locked("requirements-dev").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_a_hash_for_each_version_and_names_no_source(lock: str) -> None:
    text = LOCKS[lock].read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert not re.search(r"https?:|--index|--extra|--find-links|file:", text)


def _locked(lock: str) -> dict[str, str]:
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", LOCKS[lock].read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


# --- the wheel ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_wheel_runs_outside_the_checkout_and_finds_its_forms_and_resources(tmp_path: Path) -> None:
    pip = [sys.executable, "-I", "-m", "pip", "--disable-pip-version-check"]
    _do(
        [*pip, "wheel", "-q", "--no-build-isolation", "--no-deps", "--no-index", "-w", str(tmp_path), str(ROOT)],
        tmp_path,
    )
    wheel = next(tmp_path.glob("*.whl"))
    home = tmp_path / "installed"
    venv.create(home, with_pip=False, symlinks=sys.platform != "win32")
    folders = {"base": str(home), "platbase": str(home)}
    scripts, packages = (Path(sysconfig.get_path(name, "venv", folders)) for name in ("scripts", "purelib"))
    # Its libraries are those of this environment, less the checkout: a .pth beside them is not read from here.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = scripts / Path(sys.executable).name
    _do([*pip[:-1], "--python", str(python), "install", "-q", "--no-deps", "--no-index", str(wheel)], tmp_path)

    assert "usage" in _do([str(scripts / "msa-wg"), "--help"], tmp_path).lower()
    ask = "from msa_wg_desktop import paths; print(paths.__file__, *paths.forms(), *paths.resource().iterdir())"
    told = _do([str(python), "-I", "-c", ask], tmp_path)
    assert told.startswith(str(packages))
    shipped = {path.relative_to(ROOT / "resources").parts[0] for path in _files(ROOT / "resources")}
    assert shipped <= set(re.findall(r"[\w.-]+", told))
    assert all(form in told for form in _forms())


def _forms() -> list[str]:
    return [path.relative_to(ROOT / "ui").with_suffix("").as_posix() for path in _files(ROOT / "ui", ".ui")]


def _do(command: list[str], folder: Path) -> str:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


# --- the checkout -------------------------------------------------------------------------------------------------


def _pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _kept(folder: Path) -> Iterator[Path]:
    """What stands in `folder`, less what git keeps none of."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    for path in sorted(folder.iterdir()):
        if path.name != ".git" and not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored):
            yield path


def _files(folder: Path, suffix: str | None = None) -> Iterator[Path]:
    for path in _kept(folder):
        if path.is_dir():
            yield from _files(path, suffix)
        elif suffix is None or path.suffix == suffix:
            yield path
