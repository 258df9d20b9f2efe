"""Invitations from the command line: written to files, shown, sent; and what stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.invitations.post_office import open_office

MEETING = "2025-02-25"


@pytest.fixture
def meeting(ask, record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The meeting that was to be rescheduled, on its new day, with one guest."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    ask("settings", "organiser.mail", "desk@example.org")
    ask("meeting", "reschedule", "2025-02-11", "--to", MEETING)
    ask("invite", MEETING, "Ann Lee <ann@x.example>")
    return ask("show", "meeting", MEETING)["id"]


def test_a_dry_run_shows_each_message_and_keeps_nothing(ask, meeting):
    (row,) = ask("send", "invitation", MEETING, "--dry-run")
    assert (row["mail"], row["what"], row["sequence"]) == ("ann@x.example", "invitation", 0)
    assert row["subject"].startswith("Invitation: ")
    assert "text/calendar" in row["message"]
    assert ask("show", "meeting", MEETING)["sequence"] is None


def test_an_invitation_is_written_and_counts_as_handed_out(run, ask, meeting, tmp_path: Path):
    target = tmp_path / "invite.ics"
    assert ask("export", "invitation", MEETING, "--to", str(target))["files"] == [str(target)]
    assert b"METHOD:REQUEST" in target.read_bytes()
    said = run("send", "invitation", MEETING, "--dry-run")
    assert (said.code, "nothing was changed since it was sent" in said.err) == (3, True)
    ask("export", "invitation", MEETING, "--to", str(tmp_path / "ben.ics"), "--to-address", "Ben <ben@x.example>")
    assert "ben@x.example" in [row["mail"] for row in ask("answers", MEETING)["answers"]]


def test_it_is_sent_to_oneself_first_then_to_the_guests(run, ask, meeting):
    assert "No mail server is set yet" in run("send", "invitation", MEETING).err
    with open_office() as office:
        for key, value in (("host", "localhost"), ("security", "none"), ("port", str(office.port))):
            ask("settings", f"smtp.{key}", value)
        assert run("send", "invitation", MEETING).code == 3
        ask("send", "invitation", MEETING, "--to-myself")
        (row,) = ask("send", "invitation", MEETING)
        assert row["result"] == "sent"
    assert [to for to, _mail in office.arrived] == ["desk@example.org", "ann@x.example"]


def test_an_open_way_and_a_password_in_a_command_are_refused(run, ask, meeting):
    ask("settings", "smtp.host", "mail.example.org")
    for arguments in (("smtp.security", "none"), ("smtp.password", "secret"), ("smtp.port", "many")):
        said = run("settings", *arguments)
        assert (said.code, said.out) == (3, "")
        assert "secret" not in said.err


def test_what_is_no_invitation_file_is_refused(run, meeting, tmp_path: Path):
    said = run("export", "invitation", MEETING, "--to", str(tmp_path / "invite.pdf"))
    assert (said.code, "written as .ics or .eml" in said.err) == (3, True)
    assert not (tmp_path / "invite.pdf").exists()


def test_who_is_to_be_told_is_said_first_and_what_was_sent_is_listed(run, ask, meeting, tmp_path: Path):
    ask("export", "invitation", MEETING, "--to", str(tmp_path / "invite.ics"))
    said = run("meeting", "reschedule", meeting, "--to", "2099-03-04").out
    assert "1 guest has the invitation: the update waits to be sent." in said
    assert "ann@x.example: update" in said
    (waits,) = ask("waiting")
    assert (waits["key"], waits["guests"]) == (meeting, [{"mail": "ann@x.example", "what": "update"}])
    assert "the cancellation waits" in run("meeting", "cancel", meeting, "--to-be-rescheduled").out
    ask("export", "invitation", meeting, "--to", str(tmp_path / "off.ics"))
    assert [(row["what"], row["sequence"], row["to"]) for row in ask("sent", meeting)] == [
        ("cancellation", 1, ["ann@x.example"]),
        ("invitation", 0, ["ann@x.example"]),
    ]


def test_a_deleted_meeting_is_cancelled_under_its_uid_or_left(run, ask, meeting, tmp_path: Path):
    ask("meeting", "reschedule", meeting, "--to", "2099-03-04")
    ask("export", "invitation", meeting, "--to", str(tmp_path / "invite.ics"))
    assert "still in the calendar of 1 guest" in run("delete", "meeting", meeting).out
    (waits,) = ask("waiting")
    assert waits["deleted"] is True
    (row,) = ask("send", "invitation", waits["key"], "--dry-run")
    assert (row["what"], row["sequence"]) == ("cancellation", 1)
    assert run("waiting", "--leave", "nothing").code == 3
    assert ask("waiting", "--leave", waits["key"]) == []


def test_the_time_is_said_in_other_zones_for_once_or_from_then_on(run, ask, meeting):
    def message(*more: str) -> str:
        return ask("send", "invitation", MEETING, "--dry-run", *more)[0]["message"]

    ask("edit", "meeting", MEETING, "start=11:00", "zones=Pacific")
    assert "8:00 AM Pacific" in message()
    assert "10:00 AM Central" in message("--also-in", "Central")
    assert "Pacific" not in message("--also-in", "Central")
    said = run("send", "invitation", MEETING, "--dry-run", "--also-in", "Atlantis")
    assert (said.code, "not a time zone" in said.err) == (3, True)


def test_a_series_is_listed_extended_and_ended(run, ask, record):
    made = ask(
        *("add", "meeting", "--group", "IX WG / MSA", "--title", "Call", "--date", "2025-03-04"),
        *("--every", "week", "--count", "3"),
    )
    first = made[0]["id"] if isinstance(made, list) else made["id"]
    assert len(ask("meeting", "series", first)) == 3
    rows = ask("meeting", "series", first, "--count", "5")
    assert [row["date"] for row in rows][-1] == "2025-04-01"
    assert len(ask("meeting", "series", first, "--until", "2025-03-12")) == 2
    assert run("meeting", "series", "2025-02-06").code == 3
