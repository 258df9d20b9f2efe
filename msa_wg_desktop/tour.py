"""Pictures of every screen and dialog, of the true window on the sample: `python -m msa_wg_desktop.tour FOLDER`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from zoneinfo import ZoneInfo

# SQLAlchemy goes first, as in app.py.
import sqlalchemy.orm  # noqa: F401 # pyright: ignore[reportUnusedImport]
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from msa_wg_desktop.app import Desk, Fittings, make_qt_app
from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.errors import AppError, StorageError
from msa_wg_desktop.gui.core.crash import CrashReport
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.qt_notifier import QtNotifier
from msa_wg_desktop.gui.core.settings import Settings
from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.core.tokens import Colour, Size
from msa_wg_desktop.gui.dialogs.crash_dialog import CrashDialog
from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from msa_wg_desktop.gui.dialogs.purge_dialog import PurgeDialog
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.sample import load_sample
from msa_wg_desktop.services.starting import sample_path
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

SIZES = ("1366x768", "1440x900")
LOOKS = (Look.LIGHT, Look.DARK)
_ZONE = "America/New_York"
_NOW = datetime(2025, 2, 6, 11, 41, tzinfo=ZoneInfo(_ZONE))
_WHO = "Facilitator"
_FOLDER = Path("Documents", "Working groups")
_OF_MEETINGS = ("meetings", "meeting", "recap")
_SETTLE_MS = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Takes the pictures, naming each as it is made; gives the exit code."""
    options = _options(arguments)
    if options.size is None:
        return _take_all(options.folder)
    mistakes: list[BaseException] = []

    def note(kind: type[BaseException], mistake: BaseException, trace: TracebackType | None) -> None:
        mistakes.append(mistake)
        sys.__excepthook__(kind, mistake, trace)

    # What goes wrong in a slot doesn't stop Qt: without this the picture would be wrong and nobody told.
    sys.excepthook = note
    try:
        _take(options.folder, QSize(*map(int, options.size.split("x"))))
    except (AppError, OSError) as problem:
        print(getattr(problem, "words", problem), file=sys.stderr)
        return 1
    finally:
        sys.excepthook = sys.__excepthook__
    return 1 if mistakes else 0


class Scene:
    """The window on a sample of its own. Whatever a shot does, it does as a user would: by commands and keys."""

    def __init__(self, desk: Desk, meeting_id: str) -> None:
        self.desk, self.window, self.context = desk, desk.window, desk.context
        self.meeting_id = meeting_id

    def go(self, page: str) -> None:
        """To a page, for the meeting of February 6 where it is about meetings."""
        self.context.navigator.go(Place(page, self.meeting_id if page in _OF_MEETINGS else ""))
        _settle()

    def run(self, command: str) -> None:
        self.context.commands.run(command)

    def click(self, button: str) -> None:
        """Presses a button of the page at hand, by its name in the form."""
        found = self.window.page.findChild(QPushButton, button) if self.window.page is not None else None
        assert isinstance(found, QPushButton), button
        found.click()

    def write(self, text: str) -> None:
        r"""Types into whatever has the keyboard; `\n` is Enter."""
        for sign in text:
            key = Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                target = QApplication.focusWidget() or self.window.focusWidget()
                QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign))

    def close(self) -> None:
        """The window and its record, before the next look."""
        self.window.close()
        self.desk.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, what brings the screen there, and whether that stands without the window behind it."""

    name: str
    pose: Callable[[Scene], object]
    alone: bool = False


def _first_start(_scene: Scene) -> FirstStartDialog:
    dialog = FirstStartDialog(folder=_FOLDER)
    dialog.show()
    return dialog


def _first_questions(scene: Scene) -> None:
    dialog = _first_start(scene)
    dialog.groupButton.click()
    dialog.groupEdit.setText("IX WG / MSA")


def _vanished(scene: Scene) -> None:
    gone = sample_path(_FOLDER)
    words = _("{path} isn't there. Choose another record, or make a new one.").format(path=gone)
    _first_start(scene).complain(StorageError(words))


def _forget(scene: Scene) -> None:
    note = scene.context.services.notes.outline(scene.meeting_id).load()[0]
    PurgeDialog(scene.context, "note", note.id, scene.window).open()


def _larger_recap(scene: Scene) -> None:
    scene.go("recap")
    scene.click("largerButton")


def _unfolded(scene: Scene) -> None:
    scene.go("meeting")
    scene.run("meeting.unfold")


def _fold_to_discussion(scene: Scene) -> None:
    scene.go("meeting")
    scene.run("meeting.fold")
    scene.run("meeting.section-4")
    _settle()


def _find(scene: Scene) -> None:
    _fold_to_discussion(scene)
    scene.run("meeting.replace")
    scene.write("Tesla")


def _crash(scene: Scene) -> None:
    report = CrashReport("ZeroDivisionError: division by zero", "Traceback (most recent call last):\n  …")
    CrashDialog(report, log=Path("msa-wg-desktop.log"), parent=scene.window).open()


def _typing(scene: Scene) -> None:
    _fold_to_discussion(scene)
    last = scene.context.services.notes.outline(scene.meeting_id).load()[-1]
    scene.context.navigator.go(Place("meeting", scene.meeting_id, last.id))
    scene.write("\nACTION: EDCs to reach out to legal by Feb 21")


def _completing(scene: Scene) -> None:
    scene.write("\nj")


def _deleted(scene: Scene) -> None:
    scene.go("meetings")
    scene.run("meetings.delete")


SHOTS = (
    Shot("first-start", _first_start, alone=True),
    Shot("first-start-questions", _first_questions, alone=True),
    Shot("first-start-vanished", _vanished, alone=True),
    Shot("meetings", lambda scene: scene.go("meetings")),
    Shot("new-meeting", lambda scene: scene.run("new.meetings")),
    Shot("change-meeting", lambda scene: scene.run("meetings.change")),
    Shot("meeting", lambda scene: scene.go("meeting")),
    Shot("meeting-unfolded", _unfolded),
    Shot("attendance", lambda scene: scene.run("meeting.attendance")),
    Shot("export", lambda scene: scene.run("meeting.export")),
    Shot("history", lambda scene: scene.run("edit.history")),
    Shot("forget", _forget),
    Shot("words", lambda scene: scene.run("edit.words")),
    Shot("recap", lambda scene: scene.go("recap")),
    Shot("recap-larger", _larger_recap),
    Shot("actions", lambda scene: scene.go("actions")),
    Shot("help", lambda scene: scene.run("help.topics")),
    Shot("keys", lambda scene: scene.run("help.keys")),
    Shot("about", lambda scene: scene.run("help.about")),
    Shot("crash", _crash),
    Shot("meeting-typing", _typing),
    Shot("meeting-completing", _completing),
    Shot("find", _find),
    Shot("meetings-deleted", _deleted),
)


class _NoRecords:
    """The tour stays on its record."""

    def ask_new(self) -> None:
        """Never asked for here."""

    def open(self, path: Path) -> None:
        """Never asked for here."""

    def recent(self) -> list[Path]:
        return []


def _take_all(folder: Path) -> int:
    """Each size has a screen of its own, and so a process of its own; they run side by side."""
    with TemporaryDirectory(prefix="msa-wg-screens-") as screens:
        children = [_start(folder, size, Path(screens, f"{size}.json")) for size in SIZES]
        return max(child.wait() for child in children)


def _start(folder: Path, size: str, screen: Path) -> subprocess.Popen[bytes]:
    width, height = map(int, size.split("x"))
    geometry = {"name": size, "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"screens": [geometry]}), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "TZ": _ZONE}
    command = [sys.executable, *(["-P"] if sys.flags.safe_path else []), "-m", "msa_wg_desktop.tour"]
    return subprocess.Popen([*command, str(folder), "--size", size], env=environment)


def _take(folder: Path, size: QSize) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_tell)
    app = make_qt_app()
    app.setCursorFlashTime(0)
    theme = Theme(app)
    with TemporaryDirectory(prefix="msa-wg-tour-") as home:
        for look in LOOKS:
            theme.set_look(look)
            scene = _open(theme, size, Path(home, look))
            for shot in SHOTS:
                file = folder / f"{shot.name}-{look}-{size.width()}x{size.height()}.png"
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
    _settle()
    _save(_picture(scene.window, scene.context.theme, alone=shot.alone), file)
    for other in _others(scene.window):
        other.close()
    scene.window.activateWindow()
    _settle()


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
    painter.fillRect(title, theme.colour(Colour.LINE))
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


def _settle() -> None:
    """Lets everything happen that was begun: layouts, live queries, what waits for a pause in typing."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop, loop.quit)
    loop.exec()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="msa_wg_desktop.tour", description=_("Pictures of every screen and dialog."))
    parser.add_argument("folder", type=Path, help=_("where the pictures go"))
    parser.add_argument("--size", choices=SIZES, help=_("only pictures of this size, on the screen that there is"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
