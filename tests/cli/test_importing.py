"""A list of actions or of who came, that somebody sends, comes in as one step, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

HEAD = "Action,Owner,Due,Status,Order item,Reason\n"


def listed(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8-sig"))
    return path


def whats(ask) -> list[str]:
    return [action["what"] for action in ask("list", "actions")]


def test_the_actions_of_a_list_come_in_as_one_step(ask, record, tmp_path):
    before = whats(ask)
    rows = (
        'Send the waiver,"EDCs (Eversource, UI), Tesla",2025-03-03,In progress,26.6,Legal has it\n'
        "\n"
        "Call back,Jon Knauer (ConnectDER),3/14/2025,,,\n"
        "Think,,,done,,\n"
    )
    came = ask("import", "actions", listed(tmp_path, HEAD + rows), "--meeting", "2025-02-06")
    assert [action["what"] for action in came] == ["Send the waiver", "Call back", "Think"]
    sent, called, thought = (ask("show", "action", action["id"]) for action in came)
    assert {owner["name"].partition(" (")[0] for owner in sent["owners"]} == {"EDCs", "Tesla"}
    assert (sent["due"], sent["status"], sent["order_items"]) == ("2025-03-03", "in progress", ["26.6"])
    assert (called["due"], called["owners"][0]["name"]) == ("2025-03-14", "Jon Knauer (ConnectDER)")
    assert (thought["due"], thought["status"], thought["owners"]) == (None, "done", [])
    assert sorted(whats(ask)) == sorted([*before, "Send the waiver", "Call back", "Think"])
    ask("undo")
    assert whats(ask) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_can_be_brought_into_another_record(ask, record, tmp_path, ending):
    path = tmp_path / f"actions.{ending}"
    ask("add", "action", "=Sum up", "--owner", "EDCs", "--due", "2025-03-03", "--meeting", "2025-02-06")
    exported = ask("export", "actions", "--to", path)
    before = ask("list", "actions")
    came = ask("import", "actions", path, "--meeting", "2025-02-06")
    assert len(came) == exported["rows"] == len(before)
    assert {(one["what"], one["due"]) for one in came} == {(one["what"], one["due"]) for one in before}


def test_a_preview_says_what_would_come_in_and_changes_nothing(ask, run, record, tmp_path):
    path = listed(tmp_path, HEAD + "Send the waiver,UI,,,,\n")
    before = record.read_bytes()
    assert ask("import", "actions", path, "--preview")[0]["owners"] == ["UI"]
    assert run("import", "actions", path, "--preview").out.endswith("1 action would come in.\n")
    said = run("import", "actions", listed(tmp_path, HEAD + "Send it,Nobody Known,,,,\n"), "--preview")
    assert said.code == 3
    assert record.read_bytes() == before


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("Send it,,Feb 30,,,", "Row 3: "),
        ("Send it,,whenever,,,", "Row 3: “whenever” is no date; write it like 2025-03-31."),
        ("Send it,Nobody Known,,,,", "Row 3: "),
        ("Send it,,,half,,", "Row 3: “half” is no status; there are open, in progress, done, no longer pursued."),
        ("Send it,,,,99.9,", "Row 3: "),
        (",UI,,,,", "Row 3: it doesn't say what is to be done."),
    ],
)
def test_one_row_at_fault_is_named_and_no_action_comes_in(ask, run, record, tmp_path, rows, sentence):
    before = whats(ask)
    said = run("import", "actions", listed(tmp_path, f"{HEAD}A good one,UI,,,,\n{rows}\n"), "--meeting", "2025-02-06")
    assert said.code == 3
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1
    assert whats(ask) == before


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("gone.csv", None, "can't be read"),
        ("list.pdf", b"%PDF", "neither CSV nor an Excel file"),
        ("list.csv", b"", "no column “Action”"),
        ("list.csv", b"Name,Age\nJane,40\n", "no column “Action”"),
        ("list.csv", b"Action\n", "holds no action"),
        ("list.csv", b"Action\n\xff\xfe", "no text in UTF-8"),
        ("list.csv", b"Action\n" + b"x\n" * 5_001, "more than 5,000 rows"),
        ("list.csv", b'Action,Owner\nSend it,"UI\n', "can't be read"),
        ("list.xlsx", b"PK not really", "can't be read"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_in_one_sentence(ask, run, record, tmp_path, name, data, part):
    before, path = whats(ask), tmp_path / name
    if data is not None:
        path.write_bytes(data)
    said = run("import", "actions", path)
    assert said.code == 3
    assert part in said.err
    assert "Traceback" not in said.err
    assert whats(ask) == before


def test_a_sheet_that_somebody_else_made_is_read_too(ask, record, tmp_path):
    """Semicolons, other columns beside, days as Excel keeps them, and a NUL among the words."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["No.", "Due date", "What"])
    sheet.append([1, date(2025, 3, 3), "Send the waiver"])
    book.save(tmp_path / "other.xlsx")
    assert load_workbook(tmp_path / "other.xlsx").worksheets[0].max_row == 2
    (came,) = ask("import", "actions", tmp_path / "other.xlsx", "--meeting", "2025-02-06")
    assert (came["what"], came["due"]) == ("Send the waiver", "2025-03-03")
    (came,) = ask("import", "actions", listed(tmp_path, "Owner;Action\nUI;Ask\0again\n"), "--meeting", "2025-02-06")
    assert (came["owners"], came["what"]) == (["UI"], "Ask\ufffdagain")


TEAMS = """1. Summary
Meeting title\tMSA subgroup
Start time\t2/6/25, 10:58:01 AM

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole
Patrick Fam\t2/6/25, 10:59:13 AM\t2/6/25, 12:01:10 PM\t1h 2m\t\tPresenter
Jordan Graham (Tesla)\t2/6/25, 11:20:00 AM\t2/6/25, 11:31:00 AM\t11m\tjg@tesla.example\tAttendee
Jordan Graham (Tesla)\t2/6/25, 11:40:00 AM\t2/6/25, 12:00:00 PM\t20m\tjg@tesla.example\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time
Nobody Known\t2/6/25, 10:59:13 AM\t2/6/25, 12:01:10 PM
"""


def attended(ask) -> dict[str, tuple[str, str | None, str | None, bool]]:
    rows = ask("list", "attendance", "--meeting", "2025-02-06")
    return {row["name"]: (row["presence"], row["joined_at"], row["left_at"], row["invited"]) for row in rows}


def test_a_report_of_who_came_is_taken_as_it_is_in_one_step(ask, record, tmp_path):
    before, path = attended(ask), tmp_path / "report.csv"
    path.write_bytes(TEAMS.encode("utf-16"))
    told = ask("import", "attendance", path, "--meeting", "2025-02-06")
    assert [row["name"] for row in told] == ["Patrick Fam (Eversource)", *["Jordan Graham (Tesla)"] * 2]
    now = attended(ask)
    assert now["Patrick Fam"][:3] == ("present", "10:59", "12:02")
    assert now["Jordan Graham"][:3] == ("present", "11:20", "12:00")
    again = ask("import", "attendance", path, "--meeting", "2025-02-06")
    assert {row["outcome"] for row in again} == {"as it is"}
    ask("undo")
    assert attended(ask) == before


def test_a_table_says_who_came_who_was_excused_and_who_is_new(ask, run, record, tmp_path):
    rows = (
        "Name,Organisation,Attendance,Invited\n"
        '"Cole, Aileen",GPI,yes,required\n'
        "Patrick Fam,,excused,\n"
        "Jon Knauer,ConnectDER,,optional\n"
        "Max Mustermann,Acme Solar,,\n"
    )
    path = listed(tmp_path, rows)
    bytes_before = record.read_bytes()
    preview = run("import", "attendance", path, "--meeting", "2025-02-06", "--silent", "present", "--preview")
    assert preview.out.endswith("4 people would be taken.\n")
    assert record.read_bytes() == bytes_before
    told = ask("import", "attendance", path, "--meeting", "2025-02-06", "--silent", "present")
    assert [row["presence"] for row in told] == ["present", "excused", "present", "present"]
    assert told[3]["outcome"] == "new person"
    assert attended(ask)["Max Mustermann"] == ("present", None, None, False)
    assert ask("show", "person", "Max Mustermann")["organisation"] == "Acme Solar"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Nobody Known,,yes,,", "Row 3: “Nobody Known” is not known."),
        ("Eversource,,yes,,", "Row 3: “Eversource” is an organisation or a class, not a person."),
        ("Patrick Fam,,perhaps,,", "Row 3: “perhaps” doesn't say whether they came;"),
        ("Patrick Fam,,,half past,", "Row 3: “half past” is no time;"),
        ("Patrick Fam,,,2025-02-07 11:00,", "Row 3: Fri, Feb 7, 2025 is not the day of the meeting"),
        ("Patrick Fam,,no,11:00,", "Row 3: they joined, and are said not to have come."),
        ("Patrick Fam,,,11:30,11:20", "Row 3: They would leave before they join"),
        ("Aileen Cole,,no,,", "Row 3: they stand in the list twice, once as present and once as absent."),
        (",Tesla,yes,,", "Row 3: it names nobody."),
        ("They will call us back later today.,Tesla,yes,,", "Row 3: “They will call us back later today.” can't be"),
    ],
)
def test_one_row_of_who_came_at_fault_is_named_and_nothing_is_taken(ask, run, record, tmp_path, row, sentence):
    before = attended(ask)
    head = "Name,Organisation,Attendance,Joined,Left\n"
    said = run(
        "import", "attendance", listed(tmp_path, f"{head}Aileen Cole,,yes,,\n{row}\n"), "--meeting", "2025-02-06"
    )
    assert said.code == 3
    assert said.err.startswith(sentence)
    assert said.err.endswith("Nothing of the list was taken.\n")
    assert attended(ask) == before


def test_a_list_without_anybody_is_refused(run, record, tmp_path):
    said = run("import", "attendance", listed(tmp_path, "Name,Attendance\n"), "--meeting", "2025-02-06")
    assert (said.code, said.err) == (3, "The list names nobody. Nothing was changed.\n")
