"""What happens when the program itself is wrong: it is logged and shown, the text is written, and work goes on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion

from msa_wg_desktop import __version__
from msa_wg_desktop.errors import AppError

_log = logging.getLogger(__name__)

LOG_NAME = "msa-wg-desktop.log"
_LOG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class CrashReport:
    """What the user can send us: no word of the record is in it beside what the traceback quotes."""

    summary: str
    text: str


class CrashHook(QObject):
    """Catches what nobody caught, on any thread, while it is installed.

    A known problem is told as such (`problem`). Of a mistake of ours, first `flush` saves what was typed,
    then `show` tells and says when the user has closed it. A second failure before that is only logged,
    so that a mistake in painting can't bury the screen in windows.
    """

    _caught = Signal(object)
    _known = Signal(object)

    def __init__(
        self,
        *,
        flush: Callable[[], None],
        show: Callable[[CrashReport, Callable[[], None]], None],
        problem: Callable[[AppError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._flush, self._show = flush, show
        self._known.connect(problem, Qt.ConnectionType.QueuedConnection)
        self._telling = False
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        qInstallMessageHandler(log_qt_message)

    def _on_exception(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        if isinstance(problem, AppError):
            _log.warning("told to the user", exc_info=(kind, problem, trace))
            self._known.emit(problem)
            return
        _log.critical("nobody caught this", exc_info=(kind, problem, trace))
        self._caught.emit(report(problem))

    def _tell(self, crash: CrashReport) -> None:
        if self._telling:
            return
        self._telling = True
        try:
            self._flush()
        except Exception:  # noqa: BLE001 - whatever is wrong there must not hide the first report
            _log.exception("and what was typed could not be written")
        self._show(crash, self._told)

    def _told(self) -> None:
        self._telling = False


def report(problem: BaseException) -> CrashReport:
    """Versions and traceback, as text to copy."""
    lines = traceback.format_exception(problem)
    summary = lines[-1].strip()
    versions = (
        f"MSA WG Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    )
    return CrashReport(summary, f"{versions}\n\n{''.join(lines)}")


def log_to(folder: Path) -> Path | None:
    """Sends the log to a file in `folder`, which is made; gives the file, or None where it can't be written."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    file = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8")
    except OSError as problem:
        root.addHandler(logging.StreamHandler())
        _log.warning("There is no log file: %s", problem)
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    return file


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt complains of goes where everything else goes."""
    level = _LEVELS.get(kind, logging.WARNING)
    logging.getLogger("qt").log(level, "%s (%s)", message, context.category or "")


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
