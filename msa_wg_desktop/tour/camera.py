"""Takes the pictures: a process a size, a sample and settings of its own a look."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from zoneinfo import ZoneInfo

# SQLAlchemy goes first, as in app.py.
import sqlalchemy.orm  # noqa: F401
from PySide6.QtCore import QMessageLogContext, QPoint, QRect, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from msa_wg_desktop.app import Desk, Fittings, make_qt_app
from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.errors import AppError, StorageError
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.qt_notifier import QtNotifier
from msa_wg_desktop.gui.core.theme import USUAL_ZOOM, Look, Theme
from msa_wg_desktop.gui.core.tokens import Colour, Size
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.sample import load_sample
from msa_wg_desktop.services.starting import sample_path
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.user_settings import Settings
from msa_wg_desktop.tour.scene import Scene, Shot, settle
from msa_wg_desktop.tour.shots import SHOTS
from msa_wg_desktop.words import _

SIZES = ("1366x768", "1440x900")
LOOKS = (Look.LIGHT, Look.DARK)
_ZONE = "America/New_York"
_NOW = datetime(2025, 2, 6, 11, 41, tzinfo=ZoneInfo(_ZONE))
_WHO = "Facilitator"


def main(arguments: Sequence[str] | None = None) -> int:
    """Takes the pictures, naming each as it is made; gives the exit code."""
    options = _options(arguments)
    if not options.here:
        return _take_all(options)
    mistakes: list[BaseException] = []

    def note(kind: type[BaseException], mistake: BaseException, trace: TracebackType | None) -> None:
        mistakes.append(mistake)
        sys.__excepthook__(kind, mistake, trace)

    # What goes wrong in a slot doesn't stop Qt: without this the picture would be wrong and nobody told.
    sys.excepthook = note
    try:
        _take(options)
    except (AppError, OSError) as problem:
        print(getattr(problem, "words", problem), file=sys.stderr)
        return 1
    finally:
        sys.excepthook = sys.__excepthook__
    return 1 if mistakes else 0


class _NoRecords:
    """The tour stays on its record."""

    def ask_new(self) -> None:
        """Never asked for here."""

    def open(self, path: Path) -> None:
        """Never asked for here."""

    def recent(self) -> list[Path]:
        return []


def _take_all(options: argparse.Namespace) -> int:
    """Each size has a screen of its own, and so a process of its own; they run side by side."""
    with TemporaryDirectory(prefix="msa-wg-screens-") as screens:
        sizes = [options.size] if options.size else SIZES
        children = [_start(options, size, Path(screens, f"{size}.json")) for size in sizes]
        return max(child.wait() for child in children)


def _start(options: argparse.Namespace, size: str, screen: Path) -> subprocess.Popen[bytes]:
    width, height = map(int, size.split("x"))
    geometry = {"name": size, "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"screens": [geometry]}), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "TZ": _ZONE}
    command = [sys.executable, *(["-P"] if sys.flags.safe_path else []), "-m", "msa_wg_desktop.tour"]
    wanted = ["--zoom", str(options.zoom), *(["--only", *options.only] if options.only else [])]
    wanted += ["--look", options.look] if options.look else []
    return subprocess.Popen([*command, str(options.folder), "--here", "--size", size, *wanted], env=environment)


def _take(options: argparse.Namespace) -> None:
    size = QSize(*map(int, options.size.split("x")))
    options.folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_tell)
    app = make_qt_app()
    app.setCursorFlashTime(0)
    theme = Theme(app, zoom=options.zoom)
    with TemporaryDirectory(prefix="msa-wg-tour-") as home:
        for look in [Look(options.look)] if options.look else LOOKS:
            theme.set_look(look)
            scene = _open(theme, size, Path(home, look))
            for shot in (shot for shot in SHOTS if not options.only or shot.name in options.only):
                file = options.folder / f"{shot.name}-{look}-{size.width()}x{size.height()}.png"
                _take_shot(scene, shot, file)
            scene.close()


def _tell(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """What Qt says, but for what a screen that is none can't do."""
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def _open(theme: Theme, size: QSize, home: Path) -> Scene:
    """A sample and settings of its own for each look, so that no picture depends on what was done for another."""
    store = Store.create(sample_path(home), who=_WHO, clock=FixedClock(_NOW))
    meeting_id = load_sample(Services(store))
    settings = Settings(home / "settings.json")
    notifier = QtNotifier(settings)
    desk = Desk(store, Fittings(theme, Icons(theme), settings, notifier), records=_NoRecords())
    notifier.said.connect(desk.window.say)
    desk.window.setWindowState(Qt.WindowState.WindowNoState)
    desk.window.setGeometry(QRect(QPoint(), size))
    desk.window.show()
    return Scene(desk, meeting_id)


def _take_shot(scene: Scene, shot: Shot, file: Path) -> None:
    shot.pose(scene)
    settle()
    _save(_picture(scene.window, scene.context.theme, alone=shot.alone), file)
    for other in _others(scene.window):
        other.close()
    scene.window.undoBar.hide()
    scene.window.activateWindow()
    settle()


def _picture(window: QWidget, theme: Theme, *, alone: bool) -> QPixmap:
    """What stands on the screen: the window, and before it in a thin frame whatever dialogs are open."""
    picture = QPixmap(window.size())
    picture.fill(theme.colour(Colour.SIDE_BAR))
    painter = QPainter(picture)
    if not alone:
        painter.drawPixmap(QPoint(), window.grab())
    for other in _others(window):
        _paint_framed(painter, other, picture.rect(), theme)
    painter.end()
    return picture


def _paint_framed(painter: QPainter, dialog: QWidget, screen: QRect, theme: Theme) -> None:
    """In the middle, with its title above it, as a window manager would show it."""
    room = QRect(QPoint(), dialog.size())
    room.moveCenter(screen.center())
    title = QRect(room.left(), room.top() - theme.size(Size.ROW), room.width(), theme.size(Size.ROW))
    painter.fillRect(title, theme.colour(Colour.NEUTRAL_TINT))
    painter.setPen(theme.colour(Colour.INK_1))
    painter.drawText(title, Qt.AlignmentFlag.AlignCenter, dialog.windowTitle())
    painter.drawPixmap(room.topLeft(), dialog.grab())
    painter.setPen(theme.colour(Colour.EDGE))
    painter.drawRect(title.united(room).adjusted(-1, -1, 0, 0))


def _others(window: QWidget) -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not window]


def _save(picture: QPixmap, file: Path) -> None:
    if not picture.save(str(file)):
        raise StorageError(_("{path} can't be written.").format(path=file))
    # In one piece: the other size's process writes to the same place.
    sys.stdout.write(f"{file}\n")
    sys.stdout.flush()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="msa_wg_desktop.tour", description=_("Pictures of every screen and dialog."))
    parser.add_argument("folder", type=Path, help=_("where the pictures go"))
    names = [shot.name for shot in SHOTS]
    parser.add_argument("--only", nargs="+", choices=names, default=[], metavar="NAME", help=_("only these pictures"))
    parser.add_argument("--zoom", type=int, default=USUAL_ZOOM, help=_("the size of text, in percent"))
    parser.add_argument("--size", choices=SIZES, help=_("only pictures of this size"))
    looks = [look.value for look in Look if look is not Look.SYSTEM]
    parser.add_argument("--look", choices=looks, help=_("only this look; without it, light and dark"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)
