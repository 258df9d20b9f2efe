"""What commands write: each one operation, undone in one step."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store


def test_a_meeting_makes_its_group_with_the_parents_and_says_so(run, ask, record):
    said = run(
        "add", "meeting", "--group", "Storage WG / Batteries", "--title", "First", "--date", "2025-02-25",
        "--start", "11:00", "--end", "12:00", "--time-zone", "America/New_York", "--kind", "webinar",
        "--url", "https://example.org/join", "--location", "Online",
    )  # fmt: skip
    assert said.out.splitlines()[:2] == ["Made the group Storage WG.", "Made the group Storage WG / Batteries."]
    meeting = ask("show", "meeting", "2025-02-25")
    assert (meeting["group"], meeting["kind"]) == ("Storage WG / Batteries", "webinar")
    assert (meeting["start"], meeting["end"], meeting["time_zone"]) == ("11:00", "12:00", "America/New_York")
    assert (meeting["url"], meeting["location"]) == ("https://example.org/join", "Online")
    assert [step["label"] for step in meeting["history"]] == ["Add a meeting"]
    ask("undo")
    assert "Storage WG" not in {group["path"] for group in ask("list", "groups")}


def test_in_json_what_was_made_on_the_way_is_said_aside(run, record):
    said = run("--json", "add", "meeting", "--group", "New", "--date", "2025-02-25")
    assert said.value["group"] == "New"
    assert said.err == "Made the group New.\n"
    assert run("--json", "--quiet", "add", "meeting", "--group", "Newer").err == ""


def test_without_a_group_the_only_one_that_can_be_meant_is_taken(run, ask, record):
    assert ask("add", "meeting", "--date", "2025-02-25")["group"] == "IX WG / MSA"
    ask("add", "group", "IX WG / Storage")
    said = run("add", "meeting", "--date", "2025-02-26")
    assert (said.code, said.err) == (3, "Say which group meets, with --group. Nothing was changed.\n")


ADDED = [
    (("group", "IX WG / Storage", "--heading", "CT"), {"path": "IX WG / Storage", "heading": "CT"}),
    (("section", "Extra", "--meeting", "2025-02-06", "--text", "Words"), {"heading": "Extra", "text": "Words"}),
    (
        ("agenda", "Waiver", "--meeting", "2025-02-06", "--presenter", "pf", "--minutes", "5", "--order", "26.1"),
        {"presenter": "Patrick Fam (Eversource)", "minutes": 5, "order_item": "26.1"},
    ),
    (("note", "pf: Hello", "--meeting", "2025-02-06"), {"text": "Hello", "label": "10"}),
    (
        ("action", "Call", "--owner", "EDCs", "Jon Knauer", "--due", "2025-02-21", "--order", "26.6", "26.7"),
        {"due": "2025-02-21", "order_items": ["26.6", "26.7"], "status": "open"},
    ),
    (
        ("data-need", "Lifespan", "--party", "Tesla", "--due", "2025-02-21", "--identified-on", "2025-02-06"),
        {"parties": ["Tesla"], "identified_on": "2025-02-06", "status": "requested"},
    ),
    (("agreement", "Fine", "--basis", "agreement of named parties", "--party", "UI"), {"parties": ["UI"]}),
    (("question", "Why?", "--asked-by", "ac", "--order", "26.1"), {"asked_by": "Aileen Cole (GPI)"}),
    (
        ("position", "Tesla", "--stand", "support", "--topic", "waiver", "--date", "2025-02-06"),
        {"organisation": "Tesla", "stand": "support", "topic": "waiver", "stated_on": "2025-02-06"},
    ),
    (("proposal", "Waiver", "--text", "Words", "--sponsor", "UI"), {"number": "P-1", "sponsor": "UI"}),
    (("docket", "25-01-01", "--agency", "PURA"), {"number": "25-01-01", "agency": "PURA"}),
    (("decision", "24-08-05", "--date", "2025-05-01"), {"docket": "24-08-05", "date": "2025-05-01"}),
    (
        ("order", "7", "--decision", "23-08-02", "--due", "2025-05-01", "--files", "UI", "--also-filed-in", "24-08-05"),
        {"number": "7", "due": "2025-05-01", "files": ["UI"], "also_filed_in": "24-08-05"},
    ),
    (("order-item", "9", "a map", "--order", "26", "--consulted", "Tesla"), {"number": "9", "consulted": ["Tesla"]}),
    (
        ("deadline", "Legal", "--date", "2025-03-14", "--order", "26", "--depends-on", "Order 26 filing"),
        {"date": "2025-03-14", "order": "26", "depends_on": "Order 26 filing", "kind": "set"},
    ),
    (
        ("material", "Waiver", "--from", "Tesla", "--date", "2025-02-01", "--version", "2", "--confidential"),
        {"from": "Tesla", "date": "2025-02-01", "version": "2", "confidential": True},
    ),
    (
        ("person", "Kim Lee", "--organisation", "UI", "--code", "kl", "--mail", "kim@example.org"),
        {"organisation": "UI", "code": "kl", "mail": "kim@example.org"},
    ),
    (("organisation", "United", "--short", "U", "--class", "EDCs"), {"short": "U", "classes": ["EDCs"]}),
    (("party-class", "OEMs", "--member", "Tesla", "ConnectDER"), {"members": ["ConnectDER", "Tesla"]}),
]


@pytest.mark.parametrize(("words", "expected"), ADDED, ids=[words[0] for words, _expected in ADDED])
def test_add_gives_the_thing_made_in_one_step(ask, record, words, expected):
    before = len(ask("list", "operations"))
    made = ask("add", *words)
    assert {key: made[key] for key in expected} == expected
    assert len(made["history"]) == 1
    assert len(ask("list", "operations")) == before + 1
    plain = {key: value for key, value in made.items() if key != "history"}
    assert plain in ask("list", words[0])
    ask("undo")
    assert made["id"] not in {row["id"] for row in ask("list", words[0])}


EDITED = [
    ("group", "MSA", "heading=Other", {"heading": "Other"}),
    ("meeting", "2025-02-11", "date=", {"date": None}),
    ("section", "", "printed=no", {"printed": False}),
    ("attendance", "", "left-at=11:30", {"left_at": "11:30"}),
    ("note", "", "text=Something else", {"text": "Something else"}),
    ("action", "", "owners=UI, Tesla", {}),
    ("data-need", "", "status=withdrawn", {"status": "withdrawn"}),
    ("agreement", "", "basis=consensus", {"basis": "consensus"}),
    ("position", "", "stand=support", {"stand": "support"}),
    ("question", "", "status=answered", {"status": "answered"}),
    ("docket", "24-08-05", "title=Storage", {"title": "Storage"}),
    ("decision", "23-08-02", "decided_on=2023-11-02", {"date": "2023-11-02"}),
    ("order", "32", "due=2024-05-01", {"due": "2024-05-01"}),
    ("order-item", "26.6", "text=Any comments", {"text": "Any comments"}),
    ("deadline", "Order 26 filing", "status=met", {"status": "met"}),
    ("person", "pf", "mail=p@example.org", {"mail": "p@example.org"}),
    ("organisation", "UI", "short=U", {"short": "U"}),
    ("party-class", "EDCs", "members=UI", {"members": ["UI"]}),
]


@pytest.mark.parametrize(("kind", "name", "change", "expected"), EDITED, ids=[row[0] for row in EDITED])
def test_edit_changes_a_field_in_one_step(ask, record, kind, name, change, expected):
    row_id = name or ask("list", kind)[0]["id"]
    before = ask("show", kind, row_id)
    changed = ask("edit", kind, before["id"], change)
    assert {key: changed[key] for key in expected} == expected
    assert len(changed["history"]) == len(before["history"]) + 1
    ask("undo")
    after = ask("show", kind, before["id"])
    assert {**after, "history": None} == {**before, "history": None}


def test_marks_updates_and_versions_are_edits_too(ask, record):
    note = next(note for note in ask("list", "notes") if note["label"] == "1")
    assert ask("edit", "note", note["id"], "mark=question")["kind"] == "question"
    assert ask("edit", "note", note["id"], "mark=question")["kind"] == "note"
    proposal = ask("add", "proposal", "Waiver", "--text", "One")
    assert len(ask("edit", "proposal", proposal["id"], "text=Two", "status=consensus")["versions"]) == 2


def test_each_owner_has_a_state_a_date_and_a_reason_and_the_whole_can_be_overruled(run, ask, record):
    action = ask("add", "action", "Call", "--owner", "UI", "Tesla", "--meeting", "2025-02-06")
    done = ask("edit", "action", action["id"], "owner=Tesla", "status=no longer pursued", "reason=Asked twice")
    assert [(one["name"], one["status"], one["reason"]) for one in done["owners"]] == [
        ("UI", "open", ""), ("Tesla", "no longer pursued", "Asked twice"),
    ]  # fmt: skip
    later = ask("edit", "action", action["id"], "owner=UI", "due=2025-03-03")
    assert (later["owners"][0]["due"], later["due"], later["status"]) == ("2025-03-03", None, "open")
    overruled = ask("edit", "action", action["id"], "overruled=done", "by=ac")
    assert (overruled["status"], overruled["overruled_by"]) == ("done", "Aileen Cole (GPI)")
    assert ask("edit", "action", action["id"], "overruled=")["status"] == "open"
    assert run("edit", "action", action["id"], "owner=GPI", "status=done").err == "GPI doesn't own this action.\n"
    assert run("edit", "action", action["id"], "owner=UI").code == 2
    assert run("edit", "action", action["id"], "by=ac").code == 2


def test_the_line_that_answered_a_question_and_those_that_a_chapter_quotes_are_chosen(ask, record):
    first, second, *_rest = (note["id"] for note in ask("list", "notes"))
    question = ask("list", "questions")[0]
    answered = ask("edit", "question", question["id"], f"answer={first}")
    assert answered["status"] == "answered"
    assert answered["answer"].startswith("Eversource is still reviewing")
    assert ask("edit", "question", question["id"], "answer=", "status=open")["answer"] == ""
    proposal = ask("add", "proposal", "Waiver", "--text", "Nobody is liable.", "--group", "MSA")
    assert ask("edit", "proposal", proposal["id"], f"lines={first[:12]},{second}")["lines"] == [first, second]
    assert ask("edit", "proposal", proposal["id"], f"lines={second}")["lines"] == [second]


def test_sections_change_places_and_a_group_learns_words(run, ask, record):
    def headings() -> list[str]:
        return [row["heading"] for row in ask("list", "sections", "--meeting", "2025-02-06")]

    before = headings()
    (steps,) = (row for row in ask("list", "sections", "--meeting", "2025-02-06") if row["kind"] == "next steps")
    ask("edit", "section", steps["id"], "after=MSA Directive")
    assert headings() == [before[0], "Next Steps", *before[1:-1]]
    ask("edit", "section", steps["id"], "after=")
    assert headings() == ["Next Steps", *before[:-1]]
    ask("edit", "section", steps["id"], f"after={before[-2]}", "heading=Steps")
    assert headings() == [*before[:-1], "Steps"]
    known = ask("list", "words")
    word = ask("add", "word", "sbi", "--group", "MSA", "--expansion", "State Building Inspector")
    assert (word["group"], word["expansion"]) == ("IX WG / MSA", "State Building Inspector")
    assert ask("edit", "word", "sbi", "term=SBI")["term"] == "SBI"
    assert run("delete", "word", "SBI").code == 0
    assert ask("list", "words") == known


@pytest.mark.parametrize(
    "kind", ["meeting", "section", "note", "action", "data-need", "agreement", "docket", "order-item"]
)
def test_what_is_deleted_is_brought_back_whole(ask, record, kind: str):
    last = ask("list", kind)[-1]
    before = ask("dump")["tables"]
    assert ask("delete", kind, last["id"]) == {"kind": kind, "id": last["id"]}
    assert last["id"] not in {row["id"] for row in ask("list", kind)}
    ask("undo")
    after = ask("dump")["tables"]
    for name in set(before) - {"operation", "change", "counter"}:
        assert after[name] == before[name], name


def test_capture_reads_lines_as_if_they_were_typed(ask, record, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("pf: We did.\n\tACTION: EDCs to reach out to legal by Feb 21 #26.6\n\n[off] Lunch was late\n")
    lines = ask("capture", "--meeting", "2025-02-06", file)
    assert [(line["label"], line["text"]) for line in lines] == [
        ("10", "We did."),
        ("10.a", "ACTION: EDCs to reach out to legal by Feb 21 #26.6"),
        ("11", "Lunch was late"),
    ]
    assert lines[0]["speakers"] == [{"name": "Patrick Fam", "organisation": "Eversource"}]
    assert lines[2]["off_record"]
    (action,) = [row for row in ask("list", "actions") if row["from"]["label"] == "10.a"]
    assert (action["due"], action["order_items"]) == ("2025-02-21", ["26.6"])
    assert [owner["name"] for owner in action["owners"]] == ["EDCs"]
    ask("undo")
    assert len(ask("list", "notes")) == 24


def test_meetings_are_moved_cancelled_and_held(ask, record):
    moved = ask("meeting", "reschedule", "2025-02-11", "--to", "2025-02-25")
    assert (moved["date"], moved["rescheduled_from"], moved["status"]) == ("2025-02-25", "2025-02-11", "scheduled")
    assert ask("meeting", "cancel", "2025-02-25")["status"] == "cancelled"
    assert ask("meeting", "cancel", "2025-02-25", "--to-be-rescheduled")["status"] == "cancelled, to be rescheduled"
    assert ask("meeting", "held", "2025-02-25")["status"] == "held"


def test_another_day_among_the_fields_moves_a_meeting_that_was_invited_to(ask, run, record, tmp_path):
    ask("settings", "organiser.mail", "gpi@example.org")
    ask("settings", "organiser.name", "GPI")
    ask("edit", "person", "pf", "mail=pf@example.org")
    meeting = ask("add", "meeting", "--date", "2027-03-01", "--start", "11:00", "--end", "12:00")
    assert ask("edit", "meeting", meeting["id"], "date=2027-03-02")["rescheduled_from"] is None
    ask("invite", "2027-03-02", "pf")
    ask("export", "invitation", "2027-03-02", "--to", tmp_path / "first.ics")
    assert ask("show", "meeting", meeting["id"])["sequence"] == 0
    said = run("edit", "meeting", "2027-03-02", "date=2027-03-06", "start=10:00")
    assert "That is a Saturday." in said.out
    assert "pf@example.org: update" in said.out
    moved = ask("show", "meeting", meeting["id"])
    assert (moved["date"], moved["start"], moved["rescheduled_from"]) == ("2027-03-06", "10:00", "2027-03-02")
    ask("export", "invitation", "2027-03-06", "--to", tmp_path / "second.ics")
    assert "SEQUENCE:1" in (tmp_path / "second.ics").read_text()
    assert ask("list", "meetings", "--limit", "1")[0]["sequence"] == 1
    assert "pf@example.org: cancellation" in run("edit", "meeting", "2027-03-06", "status=cancelled").out


def test_another_day_brings_back_what_waits_for_one_and_leaves_held_what_was_held(ask, record):
    waits = ask("edit", "meeting", "2025-02-11", "date=2025-02-25")
    assert (waits["status"], waits["rescheduled_from"]) == ("scheduled", "2025-02-11")
    held = ask("edit", "meeting", "2025-02-06", "date=2025-02-07")
    assert (held["status"], held["rescheduled_from"]) == ("held", None)


def test_people_are_invited_in_one_step(ask, run, record):
    entries = ask("invite", "2025-02-11", "pf", "Jordan Graham", "--optional")
    assert [(entry["name"], entry["invited"], entry["optional"]) for entry in entries] == [
        ("Patrick Fam", True, True),
        ("Jordan Graham", True, True),
    ]
    ask("undo")
    assert ask("list", "attendance", "--meeting", "2025-02-11") == []
    assert run("invite", "2025-02-11", "pf", "Nobody").code == 3
    assert ask("list", "attendance", "--meeting", "2025-02-11") == []


def test_undo_and_redo_go_step_by_step_and_say_when_there_is_none(run, ask, record):
    ask("add", "docket", "25-01-01")
    assert run("undo").out == "Undone: Add Docket 25-01-01\n"
    assert run("redo").out == "Brought back: Add Docket 25-01-01\n"
    said = run("redo")
    assert (said.code, said.out, said.err) == (3, "", "There is nothing to bring back.\n")
    ask("undo")
    ask("undo")
    assert run("undo").err == "There is nothing to undo.\n"


def test_an_older_step_is_undone_by_its_id(run, ask, record):
    ask("edit", "meeting", "2025-02-06", "location=Online")
    step = ask("list", "operations", "--limit", "1")[0]["id"]
    ask("edit", "docket", "24-08-05", "title=Storage")
    ask("undo", step[:8])
    assert ask("show", "meeting", "2025-02-06")["location"] == ""
    assert ask("show", "docket", "24-08-05")["title"] == "Storage"
    assert run("undo", step[:8]).err == "That step is already undone. Nothing was changed.\n"


def test_what_a_window_deleted_and_changed_meanwhile_is_undone_or_said(run, ask, record):
    """A window and the command line on one record, by one user: steps are taken back in the order of the record."""
    store = Store.open(record)
    window, ids = Services(store), [row["id"] for row in ask("list", "actions")]
    before = ask("dump")["tables"]
    with store.operation("Delete 3 actions"):
        for row_id in ids[:3]:
            window.actions.delete(row_id)
    ask("edit", "action", ids[3], "due=2027-01-05")
    assert [run("undo").out for _step in range(2)] == ["Undone: Change an action\n", "Undone: Delete 3 actions\n"]
    after = ask("dump")["tables"]
    assert {name: after[name] == before[name] for name in ("action", "action_owner", "capture", "order_link")} == {
        "action": True, "action_owner": True, "capture": True, "order_link": True,
    }  # fmt: skip
    ask("edit", "action", ids[0], "due=2027-01-05")
    step = ask("list", "operations", "--limit", "1")[0]["id"]
    window.actions.edit(ids[0], {"due": date(2027, 2, 2)})
    said = run("undo", step)
    assert (said.code, said.out) == (3, "")
    assert "was changed again by “Move the due date”" in said.err
    window.actions.delete(ids[0])
    assert "was deleted by “Delete an action”" in run("undo", step).err
    store.close()


def test_purge_says_first_what_would_go(run, ask, record):
    note = next(note for note in ask("list", "notes") if note["label"] == "4.c.i")
    said = run("purge", "note", note["id"])
    assert said.code == 1
    assert "Will reach out internally for answer." in said.out
    assert "Add --yes" in said.out
    assert note["id"] in {row["id"] for row in ask("list", "notes")}
    purged = ask("purge", "note", note["id"][:12], "--yes")
    assert purged["purged"]
    assert (purged["things"], purged["unreached"], purged["scrubbed"]) == (2, [], True)
    assert ask("search", "reach out internally for answer") == []
    assert run("undo").code == 3
    assert b"reach out internally for answer" not in record.read_bytes()
    assert b"each out internally for answer" not in record.read_bytes()


def test_settings_of_the_record_are_shown_and_changed(run, ask, record):
    assert ask("settings") == {
        "organiser.name": "", "organiser.mail": "", "organiser.time_zone": "", "me": "",
        "smtp.host": "", "smtp.port": "", "smtp.security": "", "smtp.user": "",
    }  # fmt: skip
    assert ask("settings", "organiser.name", "GPI") == {"organiser.name": "GPI"}
    assert run("settings", "organiser.name").out == "GPI\n"
    assert run("settings", "smtp.password", "x").code == 3


def test_quiet_says_nothing_where_all_went_well(run, record):
    said = run("--quiet", "add", "docket", "25-01-01")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert run("list", "dockets", "--quiet").out != ""


# ---------------------------------------------------------------------- series and materials


def test_a_series_is_added_in_one_step_and_one_or_all_that_follow_are_moved(ask, run, record):
    weekly = ["--every", "week", "--until", "2025-03-25", "--skip-holidays"]
    first = ask("add", "meeting", "--group", "IX WG / MSA", "--date", "2025-03-04", "--start", "11:00", *weekly)
    assert (first["series"], first["rule"]) == ("every Tuesday", "FREQ=WEEKLY;BYDAY=TU;COUNT=4")
    moved = ask("meeting", "reschedule", "2025-03-11", "--to", "2025-03-12", "--start", "10:00")
    assert (moved["date"], moved["start"], moved["occurrence"]) == ("2025-03-12", "10:00", "2025-03-11")
    ask("meeting", "reschedule", "2025-03-18", "--to", "2025-03-19", "--following")
    ahead = ask("list", "meetings", "--open", "--due-before", "2025-04-01")
    assert [row["date"] for row in ahead][:4] == ["2025-03-26", "2025-03-19", "2025-03-12", "2025-03-04"]
    ask("meeting", "cancel", "2025-03-19", "--following")
    assert [row["status"] for row in ask("list", "meetings")][:2] == ["cancelled", "cancelled"]


def test_what_is_odd_about_a_new_day_is_said(run, record):
    said = run("meeting", "reschedule", "2025-02-06", "--to", "2025-02-17")
    assert said.code == 0
    assert "Washington's Birthday" in said.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--date", "2025-03-04", "--until", "2025-03-25"], "add --every"),
        (["--every", "week", "--count", "4"], "needs the --date"),
        (["--date", "2025-03-04", "--every", "week"], "until when"),
        (["--date", "2025-03-04", "--every", "week", "--count", "1"], "2 to 120"),
        (["--date", "2025-03-09", "--start", "2:30"], "clocks go forward"),
    ],
)
def test_a_series_that_makes_no_sense_is_refused(run, record, options: list[str], words: str):
    said = run("add", "meeting", "--group", "IX WG / MSA", *options)
    assert said.code in (2, 3)
    assert words in said.err


def test_a_material_is_kept_beside_the_record_in_versions(ask, run, record, tmp_path):
    file = tmp_path / "Waiver.pdf"
    file.write_bytes(b"one")
    made = ask("add", "material", "Waiver", "--file", file, "--keep", "--from", "UI", "--group", "IX WG / MSA")
    assert (made["kept"], made["size"], made["location"]) == (True, 3, "Waiver.pdf")
    assert (record.with_name(f"{record.stem} materials") / "Waiver.pdf").read_bytes() == b"one"
    newer = ask("add", "material", "Waiver", "--newer-than", made["id"])
    assert (newer["supersedes"], newer["version"]) == (made["id"], "v2")
    assert [row["id"] for row in ask("list", "materials", "--open")] == [newer["id"]]
    assert [row["id"] for row in ask("list", "materials", "--owner", "UI")] == [made["id"]]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--file", "gone.pdf"], "isn't there any more"),
        (["--keep"], "--keep is said of a --file"),
        (["--file", "a", "--location", "b"], "either --file or --location"),
        (["--location", "javascript:alert(1)"], "is not opened here"),
    ],
)
def test_a_material_that_can_not_be_is_refused(run, record, options: list[str], words: str):
    said = run("add", "material", "Waiver", *options)
    assert said.code in (2, 3)
    assert words in said.err
