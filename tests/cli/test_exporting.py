"""Lists, and what each owes, leave the record from the command line; what can't be done is said in one sentence."""

from __future__ import annotations

import csv
from email import message_from_bytes, policy
from io import StringIO

import pytest

KINDS = ("actions", "data-needs", "orders", "positions")
# What a report's chapter is written as; it has proposals, and no rows.
CHAPTERS = ("docx", "pdf", "html", "md")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", ["xlsx", "csv", "docx", "pdf", "html", "md"])
def test_each_list_is_written_as_its_ending_says(ask, record, tmp_path, kind, suffix):
    target = tmp_path / f"list.{suffix}"
    made = ask("export", kind, "--to", target)
    assert made["file"] == str(target)
    if kind == "positions" and suffix in CHAPTERS:
        assert made["proposals"] == len(ask("list", "proposals"))
    else:
        assert made["rows"] == len(ask("list", "order-items" if kind == "orders" else kind))
    assert target.stat().st_size > 100


def test_an_exported_list_has_the_filters_of_list(ask, record, tmp_path):
    target = tmp_path / "list.csv"
    assert ask("export", "actions", "--owner", "EDCs", "--open", "--to", target)["rows"] == 1
    rows = list(csv.DictReader(StringIO(target.read_text("utf-8-sig"), newline="")))
    assert rows[0]["Action"] == "Reach out internally to their legal teams"
    assert rows[0]["Where it was said"] == "Feb 6, 2025, Discussion 9.a"


def test_a_page_says_what_an_open_action_still_lacks_and_a_sheet_leaves_the_cell_empty(ask, record, tmp_path):
    ask("add", "action", "Nobody's yet", "--meeting", "2025-02-06")
    done = ask("add", "action", "Long done", "--meeting", "2025-02-06")
    ask("edit", "action", done["id"], "status=done")
    page, sheet = tmp_path / "list.md", tmp_path / "list.csv"
    ask("export", "actions", "--to", page)
    ask("export", "actions", "--to", sheet)
    lines = page.read_text("utf-8").splitlines()
    (lacking,) = (line for line in lines if "Nobody's yet" in line)
    (closed,) = (line for line in lines if "Long done" in line)
    assert "| nobody yet | no date yet | open |" in lacking
    assert "yet" not in closed
    rows = {row["Action"]: row for row in csv.DictReader(StringIO(sheet.read_text("utf-8-sig"), newline=""))}
    assert (rows["Nobody's yet"]["Owner"], rows["Nobody's yet"]["Due"]) == ("", "")


def test_what_a_party_owes_is_written_with_its_place(ask, run, record, tmp_path):
    target = tmp_path / "ui.html"
    made = ask("export", "owed", "--organisation", "UI", "--to", target, "--today", "2025-02-10")
    assert made == {"file": str(target), "party": "UI", "actions": 1, "data_needs": 0, "dates": 1}
    text = target.read_text("utf-8")
    assert "Feb 6, 2025, Discussion 9.a" in text
    assert "“EDCs will reach out internally to their legal teams.”" in text
    mail = tmp_path / "ui.eml"
    ask("export", "owed", "--organisation", "UI", "--to", mail)
    assert message_from_bytes(mail.read_bytes(), policy=policy.default)["Subject"].startswith("What UI owes")
    nothing = run("export", "owed", "--organisation", "PURA", "--to", tmp_path / "pura.html")
    assert nothing.code == 0
    assert nothing.out.startswith("Nothing is open with PURA")


def test_all_parties_are_written_into_a_folder(ask, record, tmp_path):
    made = ask("export", "owed", "--all", tmp_path / "all", "--format", "docx")
    names = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert len(made["files"]) + 1 == len(names)
    assert {"What UI owes.docx", "What the EDCs owe.docx", "index.html"} <= set(names)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("actions", "--to", "list.pages"), "A list can be written as"),
        (("actions", "--owner", "Nobody", "--to", "list.csv"), "“Nobody” isn't in the record"),
        (("actions", "--to", "gone/list.csv"), "There is no folder"),
        (("owed", "--organisation", "Nobody", "--to", "o.html"), "“Nobody” isn't in the record"),
        (("owed", "--organisation", "UI", "--to", "o.txt"), "What a party owes can be written as"),
        (("owed", "--all", "file"), "can't be made"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence_and_status_3(run, record, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    before = record.read_bytes()
    refused = run("export", *words)
    assert (refused.code, refused.out) == (3, "")
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert record.read_bytes() == before


def test_a_filter_that_makes_no_sense_and_a_file_that_is_not_named_are_wrong_use(run, record, tmp_path):
    assert run("export", "orders", "--overdue", "--to", tmp_path / "o.csv").code == 2
    assert run("export", "owed", "--organisation", "UI").code == 2
    assert run("export", "owed", "--to", tmp_path / "o.html").code == 2


def test_the_record_of_consultation_says_its_gaps(ask, run, record, tmp_path):
    target = tmp_path / "record.docx"
    made = ask("export", "consultation", "--order", "26.1", "--to", target)
    assert made["items"] == ["1"]
    assert any("No meeting with IX WG on record" in gap for gap in made["gaps"])
    assert target.read_bytes()[:2] == b"PK"
    assert ask("export", "consultation", "--order", "26", "--to", tmp_path / "r.md")["items"] == ["1", "2"]
    for words in (("26.99", "r.md"), ("26.1", "r.pages"), ("26.1", "gone/r.md")):
        refused = run("export", "consultation", "--order", words[0], "--to", tmp_path / words[1])
        assert (refused.code, refused.err.count("\n")) == (3, 1)
