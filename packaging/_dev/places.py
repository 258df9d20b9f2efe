"""Where things stand in this checkout, and the surroundings that its programs run in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
NODE = VENV / "node"
RUNTIME_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"

ON_WINDOWS = sys.platform == "win32"
ON_LINUX = sys.platform.startswith("linux")

# How packages are reached is the machine's business; where pip puts them is ours.
_PIP_SETTINGS_KEPT = {
    f"PIP_{name}"
    for name in (
        "CACHE_DIR", "CERT", "CLIENT_CERT", "CONFIG_FILE", "DEFAULT_TIMEOUT", "EXTRA_INDEX_URL", "FIND_LINKS",
        "INDEX_URL", "KEYRING_PROVIDER", "NO_INDEX", "PROXY", "TIMEOUT", "TRUSTED_HOST",
    )
}  # fmt: skip
# Another Python's paths would shadow ours, and without bytecode the program is compiled at each start.
_PYTHON_SETTINGS_DROPPED = {"PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "__PYVENV_LAUNCHER__"}


def python() -> Path:
    """The Python of the project's own environment, whether or not it stands yet."""
    return VENV / "Scripts" / "python.exe" if ON_WINDOWS else VENV / "bin" / "python"


def site_packages() -> Path:
    """Where the project's own environment keeps its packages."""
    if ON_WINDOWS:
        return VENV / "Lib" / "site-packages"
    return VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def surroundings(**more: str) -> dict[str, str]:
    """The environment variables for a child: the user's, less what would lead Python or pip astray, and `more`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _PYTHON_SETTINGS_DROPPED and (not name.startswith("PIP_") or name in _PIP_SETTINGS_KEPT)
    }
    return kept | more


def has_screen() -> bool:
    """Whether a window can be shown; a Qt platform that somebody chose by name counts as one."""
    if not ON_LINUX:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def without_screen() -> dict[str, str]:
    """What makes Qt draw into memory, unless somebody chose a platform."""
    return {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM") or "offscreen"}
