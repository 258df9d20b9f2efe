"""Calendar files that follow the record: whose things they hold, what is off the record, and what stays the same."""

from __future__ import annotations

import os
from datetime import date, time
from pathlib import Path
from typing import Any

import icalendar
import pytest

from msa_wg_desktop.domain.feeds import FeedCounts
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.errors import ExportError, NotFoundError
from msa_wg_desktop.services.feeds import Feeds
from msa_wg_desktop.services.kept_feeds import KeptFeeds
from msa_wg_desktop.services.user_settings import Settings
from tests.services.desk import FEB_6, Desk

_DUE = date(2025, 2, 21)


def _write(desk: Desk, folder: Path, party: str = "") -> dict[str, Any]:
    """The events of a file by their titles."""
    target = folder / "feed.ics"
    desk.services.feeds.write(target, party_id=desk.party(party) if party else None)
    return {str(event["SUMMARY"]): event for event in icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")}


def _act(desk: Desk, what: str, *owners: str, **more: Any) -> str:
    return desk.services.actions.add(what, meeting_id=desk.meeting, owners=list(owners), due=_DUE, **more)


def test_meetings_deadlines_and_dated_actions_are_in_one_file(desk: Desk, tmp_path: Path):
    desk.services.deadlines.add("Send the draft to the State Building Inspector", date(2025, 3, 3))
    _act(desk, "Send the list", "Eversource")
    desk.services.actions.add("Someday", meeting_id=desk.meeting, owners=["UI"])
    found = _write(desk, tmp_path)
    assert list(found) == [
        "MSA subgroup meeting",
        "Send the draft to the State Building Inspector",
        "Order 26 is due",
        "EDCs (Eversource, UI): Reach out to legal",
        "Eversource: Send the list",
    ]
    assert found["MSA subgroup meeting"]["DTSTART"].dt.isoformat() == "2025-02-06T11:00:00-05:00"
    assert found["Eversource: Send the list"]["DTSTART"].dt == _DUE


def test_what_is_off_the_record_never_is_in_a_file(desk: Desk, tmp_path: Path):
    _act(desk, "Keep it quiet", "Eversource", off_record=True)
    desk.services.notes.capture_lines(desk.meeting, "[off] pf: ACTION: Eversource hides this by Feb 21")
    assert not [title for title in _write(desk, tmp_path) if "quiet" in title or "hides" in title]


def test_a_party_finds_its_own_and_nothing_of_others(desk: Desk, tmp_path: Path):
    _act(desk, "Both do this", "EDCs")
    _act(desk, "Eversource alone", "Eversource")
    _act(desk, "Patrick alone", "Patrick Fam")
    desk.services.deadlines.add("Counsel reads the filing", date(2025, 3, 10), order="26")
    assert {"Counsel reads the filing", "Order 26 is due"} <= set(_write(desk, tmp_path, "Eversource"))
    assert [title for title in _write(desk, tmp_path, "UI") if "alone" in title] == []
    alone = [title for title in _write(desk, tmp_path, "Eversource") if "alone" in title]
    assert sorted(alone) == ["Eversource: Eversource alone", "Patrick Fam (Eversource): Patrick alone"]
    assert "Order 26 is due" not in _write(desk, tmp_path, "Tesla")


def test_a_party_sees_the_meetings_that_it_is_invited_to(desk: Desk, tmp_path: Path):
    assert "MSA subgroup meeting" not in _write(desk, tmp_path, "Tesla")
    desk.services.attendance.add(desk.meeting, desk.party("Jordan Graham"))
    assert "MSA subgroup meeting" in _write(desk, tmp_path, "Tesla")
    assert "MSA subgroup meeting" not in _write(desk, tmp_path, "UI")


def test_a_change_raises_the_sequence_and_undo_does_not_lower_it(desk: Desk, tmp_path: Path):
    deadline = desk.services.deadlines.add("File", date(2025, 3, 3))
    before = _write(desk, tmp_path)["File"]
    desk.services.deadlines.edit(deadline, {"date": date(2025, 3, 4)})
    moved = _write(desk, tmp_path)["File"]
    desk.services.store.undo()
    back = _write(desk, tmp_path)["File"]
    assert before["UID"] == moved["UID"] == back["UID"]
    assert before["SEQUENCE"] < moved["SEQUENCE"] < back["SEQUENCE"]
    assert back["DTSTART"].dt == date(2025, 3, 3)


def test_a_cancelled_meeting_says_so_and_takes_no_time(desk: Desk, tmp_path: Path):
    desk.services.meetings.cancel(desk.meeting)
    event = _write(desk, tmp_path)["Cancelled: MSA subgroup meeting"]
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_each_day_of_a_series_has_an_id_of_its_own(desk: Desk, tmp_path: Path):
    day = date(2025, 2, 25)
    rule = make_rule(Every.WEEK, day, count=3)
    desk.services.meeting_series.add(desk.group, MeetingDraft("Weekly", day, time(11), time(12)), rule)
    target = tmp_path / "feed.ics"
    desk.services.feeds.write(target)
    uids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")]
    assert len(set(uids)) == len(uids)
    assert len([uid for uid in uids if uid.startswith("202503")]) == 2


def test_the_same_record_gives_the_same_bytes(desk: Desk, tmp_path: Path):
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    desk.services.feeds.write(first)
    desk.services.feeds.write(second)
    assert first.read_bytes() == second.read_bytes()


def test_a_file_that_is_no_calendar_or_has_no_folder_is_refused(desk: Desk, tmp_path: Path):
    with pytest.raises(ExportError, match=r"not as “\.txt”"):
        desk.services.feeds.write(tmp_path / "feed.txt")
    with pytest.raises(ExportError, match="no folder"):
        desk.services.feeds.write(tmp_path / "nowhere" / "feed.ics")


def test_a_kept_file_follows_the_record_until_it_is_forgotten(desk: Desk, tmp_path: Path):
    here = Settings(tmp_path / "settings.json").of_record("r")
    kept = KeptFeeds(desk.services.feeds, here)
    target = tmp_path / "kept.ics"
    assert kept.keep(target) == FeedCounts(meetings=1, deadlines=1, actions=1)
    _act(desk, "Send the list", "Eversource")
    again = KeptFeeds(desk.services.feeds, here)
    assert again.remember(again.write()) == ""
    assert b"Send the list" in target.read_bytes()
    assert kept.forget(target)
    assert not kept.forget(target)
    assert kept.all() == ()


def test_one_kept_file_that_cannot_be_written_does_not_hold_back_the_others(desk: Desk, tmp_path: Path):
    kept = KeptFeeds(desk.services.feeds, Settings(tmp_path / "settings.json").of_record("r"))
    folder = tmp_path / "stick"
    folder.mkdir()
    lost, good = folder / "lost.ics", tmp_path / "good.ics"
    kept.keep(lost)
    kept.keep(good, party_id=desk.party("Eversource"))
    lost.unlink()
    folder.rmdir()
    _act(desk, "Send the list", "Eversource")
    assert "no folder" in kept.remember(kept.write())
    assert [bool(feed.problem) for feed in kept.all()] == [True, False]
    assert b"Send the list" in good.read_bytes()


def test_what_is_the_same_is_not_written_again_and_keeps_its_stamp(desk: Desk, tmp_path: Path):
    deadlines, target = desk.services.deadlines, tmp_path / "kept.ics"
    first, second = deadlines.add("First", date(2025, 3, 3)), deadlines.add("Second", date(2025, 3, 4))
    before = _write(desk, tmp_path)
    desk.services.feeds.write(target)
    os.utime(target, ns=(1, 1))
    deadlines.edit(second, {"title": "Other"})
    deadlines.edit(second, {"title": "Second"})
    desk.services.feeds.write(target)
    assert target.stat().st_mtime_ns == 1
    deadlines.edit(first, {"title": "Moved"})
    after = _write(desk, tmp_path)
    assert (after["Second"]["SEQUENCE"], after["Second"]["DTSTAMP"].dt) == (
        before["Second"]["SEQUENCE"],
        before["Second"]["DTSTAMP"].dt,
    )
    assert after["Moved"]["SEQUENCE"] > before["First"]["SEQUENCE"]


def test_nothing_is_read_while_nothing_that_a_file_shows_was_changed(desk: Desk, tmp_path: Path, monkeypatch):
    kept = KeptFeeds(desk.services.feeds, Settings(tmp_path / "settings.json").of_record("r"))
    kept.keep(tmp_path / "kept.ics")
    desk.services.settings.put("organiser.name", "Fay Cilitator")
    written: list[Path] = []
    write = Feeds.write

    def watched(self: Feeds, target: Path, **more: Any) -> FeedCounts:
        written.append(target)
        return write(self, target, **more)

    monkeypatch.setattr(Feeds, "write", watched)
    kept.remember(kept.write())
    assert written == []
    _act(desk, "Send the list", "Eversource")
    kept.remember(kept.write())
    (tmp_path / "kept.ics").write_bytes(b"spoilt by somebody")
    kept.remember(kept.write())
    assert written == [tmp_path / "kept.ics"] * 2
    assert b"Send the list" in (tmp_path / "kept.ics").read_bytes()


def test_files_that_were_kept_before_there_was_more_to_say_are_kept(desk: Desk, tmp_path: Path):
    here = Settings(tmp_path / "settings.json").of_record("r")
    here.put("calendar-files", {str(tmp_path / "old.ics"): desk.party("UI")})
    kept = KeptFeeds(desk.services.feeds, here)
    kept.remember(kept.write())
    (feed,) = kept.all()
    assert (feed.party_id, feed.problem, feed.counts is not None) == (desk.party("UI"), "", True)
    assert feed.written_at is not None


def test_a_file_of_nobody_known_is_refused(desk: Desk, tmp_path: Path):
    with pytest.raises(NotFoundError):
        desk.services.feeds.write(tmp_path / "feed.ics", party_id="nobody")
    assert not (tmp_path / "feed.ics").exists()
    assert date(2025, 2, 6) == FEB_6
