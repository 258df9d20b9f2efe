"""The keeper of calendar files: it writes after a pause, once, and says what can't be written once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from msa_wg_desktop.gui.core.calendars import CalendarKeeper
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.services.kept_feeds import KeptFeeds


def _keeper(context: Context) -> tuple[CalendarKeeper, KeptFeeds]:
    kept = KeptFeeds(context.services.feeds, context.here)
    keeper = CalendarKeeper(context.services, context.here, context.bus, context.tasks, context.notifier, context.bus)
    return keeper, kept


def test_a_kept_calendar_is_written_again_after_a_pause(context: Context, qtbot: QtBot, tmp_path: Path):
    _keeping, kept = _keeper(context)
    target = tmp_path / "dates.ics"
    kept.keep(target)
    context.services.deadlines.add("Counsel reads the draft", date(2025, 3, 10))
    assert b"Counsel" not in target.read_bytes()
    qtbot.waitUntil(lambda: b"Counsel" in target.read_bytes(), timeout=8_000)


def test_what_waits_is_written_when_the_record_closes(context: Context, tmp_path: Path):
    keeping, kept = _keeper(context)
    target = tmp_path / "dates.ics"
    kept.keep(target)
    context.services.deadlines.add("Counsel reads the draft", date(2025, 3, 10))
    keeping.close()
    assert b"Counsel" in target.read_bytes()


def test_what_cannot_be_written_is_said_once(context: Context, notifier: RecordingNotifier, tmp_path: Path):
    keeping, kept = _keeper(context)
    folder = tmp_path / "stick"
    folder.mkdir()
    kept.keep(folder / "dates.ics")
    (folder / "dates.ics").unlink()
    folder.rmdir()
    for title in ("One", "Two"):
        context.services.deadlines.add(title, date(2025, 3, 10))
        keeping.close()
    assert [words for words, _offer in notifier.said if "no folder" in words] == [notifier.said[-1][0]]


def test_what_no_calendar_shows_writes_nothing(context: Context, tmp_path: Path):
    keeping, kept = _keeper(context)
    target = tmp_path / "dates.ics"
    kept.keep(target)
    target.unlink()
    context.services.settings.put("organiser.name", "Fay Cilitator")
    keeping.close()
    assert not target.exists()
