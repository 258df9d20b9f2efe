"""What the operating system must bring: libraries that Qt loads, fonts, and programs that some tests read with."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from _dev.places import ON_LINUX, python, surroundings
from _dev.problems import Problem

# library -> Debian's and Ubuntu's package
_FOR_DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}
_FOR_A_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_VENV_PACKAGE = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
_FONT_PACKAGE = "fonts-dejavu-core"
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc")

# program -> package, for the tests marked `external`
_FOR_EXTERNAL_TESTS = {
    "soffice": "libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
    "pandoc": "pandoc",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
}
# library -> package, for the same
_LIBRARIES_FOR_TESTS = {"libical.so.3": "libical3"}
# LibreOffice reads spreadsheets only with this part of it, which has no program of its own.
_CALC, _CALC_PACKAGE = Path("/usr/lib/libreoffice/program/libsclo.so"), "libreoffice-calc-nogui"


def need_libraries(*, window: bool) -> None:
    """Sees to what Python and Qt need of the system: installs it where it may, else says what to type, all at once."""
    if not ON_LINUX:
        return
    environment = [_VENV_PACKAGE] if not python().exists() and _lacks_venv() else []
    wanted = _FOR_DRAWING | (_FOR_A_WINDOW if window and not os.environ.get("WAYLAND_DISPLAY") else {})
    missing = {library: package for library, package in wanted.items() if not _loads(library)}
    fonts = [] if _some_font() else [_FONT_PACKAGE]
    if missing and not shutil.which("apt-get"):
        raise Problem(f"The window needs these libraries, which this system lacks: {', '.join(missing)}.")
    if missing:
        _see_to([*environment, *missing.values(), *fonts], why="The window needs libraries that this system lacks.")
    elif fonts and _may_install():
        _see_to(fonts, why="This system has no fonts.")
    elif fonts:
        print(f"This system has no fonts, so letters will show as boxes. Type: {_command(fonts)}", flush=True)


def need_external_programs() -> None:
    """Sees to the programs that tests marked `external` run; on Debian and Ubuntu only."""
    wanted = {package for program, package in _FOR_EXTERNAL_TESTS.items() if not shutil.which(program)}
    wanted |= set() if _CALC.exists() else {_CALC_PACKAGE}
    if ON_LINUX:
        libraries = _FOR_DRAWING | _FOR_A_WINDOW | _LIBRARIES_FOR_TESTS
        wanted |= {package for library, package in libraries.items() if not _loads(library)}
    missing = sorted(wanted)
    if missing and not shutil.which("apt-get"):
        raise Problem(
            f"The tests marked external need these Debian packages, or what is like them: {' '.join(missing)}."
        )
    if missing:
        _see_to(missing, why="The tests marked external need programs that this system lacks.")


def need_venv() -> None:
    """Sees to Python's venv module, which Debian and Ubuntu keep in a package of its own."""
    why = "This Python lacks its venv module."
    if _lacks_venv() and not shutil.which("apt-get"):
        raise Problem(f"{why} Install it from your system's packages and try again.")
    if _lacks_venv():
        _see_to([_VENV_PACKAGE], why=why)


def _lacks_venv() -> bool:
    """Whether this Python can't make an environment that has pip."""
    return not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _see_to(packages: Sequence[str], *, why: str) -> None:
    if not _may_install():
        raise Problem(f"{why} Type this, then the same command again: {_command(packages)}")
    print(f"{why} Installing {' '.join(packages)}", flush=True)
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", *packages]
    # The list of packages may be old or empty: fetch it only when an install fails without.
    if _quietly(install) and (_quietly(["apt-get", "update"]) or _quietly(install)):
        raise Problem(f"{why} Installing them failed; this shows why: {_command(packages)}")


def _quietly(command: Sequence[str]) -> int:
    environment = surroundings(DEBIAN_FRONTEND="noninteractive")
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


def _command(packages: Iterable[str]) -> str:
    root = "" if _may_install() else "sudo "
    return f"{root}apt-get install -y --no-install-recommends {' '.join(packages)}"


def _may_install() -> bool:
    return ON_LINUX and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _some_font() -> bool:
    return any(
        name.lower().endswith(_FONT_SUFFIXES)
        for folder in _FONT_FOLDERS
        for _folder, _folders, names in os.walk(Path(folder).expanduser())
        for name in names
    )
