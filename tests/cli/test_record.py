"""Records as a whole: made, given out, taken in; and the summary that leaves them."""

from __future__ import annotations

import json


def test_init_makes_an_empty_record_or_the_sample_and_refuses_to_overwrite(run, tmp_path, monkeypatch):
    path = tmp_path / "folder" / "new.msawg"
    monkeypatch.setenv("MSA_WG_RECORD", str(path))
    said = run("init")
    assert (said.code, said.out) == (0, f"Made {path}.\n")
    assert run("list", "meetings").out == "Nothing found.\n"
    before = path.read_bytes()
    again = run("init", "--sample")
    assert again.code == 3
    assert "exists already" in again.err
    assert path.read_bytes() == before
    assert run("--record", tmp_path / "other.msawg", "init", "--sample", "--json").value["sample"]
    assert run("--record", tmp_path / "other.msawg", "info", "--json").value["counts"]["notes"] == 24


def test_without_a_record_named_the_users_own_is_meant(run, tmp_path, monkeypatch):
    monkeypatch.delenv("MSA_WG_RECORD", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    own = tmp_path / "msa-wg-desktop" / "working-group.msawg"
    monkeypatch.setattr("msa_wg_desktop.paths.default_record", lambda: own)
    assert run("init").code == 0
    assert own.exists()


def test_a_record_named_on_the_line_wins_over_the_environment(run, record, tmp_path):
    other = tmp_path / "other.msawg"
    run("--record", other, "init")
    assert run("--record", other, "list", "meetings", "--json").value == []
    assert len(run("list", "meetings", "--json").value) == 3


def test_a_dump_loads_into_the_same_record(run, ask, record, tmp_path):
    ask("edit", "meeting", "2025-02-06", "location=Online")
    ask("undo")
    piped = run("dump")
    assert json.loads(piped.out) == ask("dump")
    file = tmp_path / "dump.json"
    assert ask("dump", "--to", file) == {"file": str(file)}
    copy = tmp_path / "copy.msawg"
    assert ask("--record", copy, "load", file) == {"record": str(copy)}
    assert ask("--record", copy, "dump") == ask("dump")
    assert ask("--record", copy, "history") == ask("history")
    refused = run("--record", copy, "load", file)
    assert (refused.code, refused.out) == (3, "")


def test_the_summary_is_written_as_its_ending_says(run, ask, record, tmp_path):
    for name in ("summary.docx", "summary.pdf", "summary.html", "summary.md"):
        made = ask("export", "summary", "2025-02-06", "--to", tmp_path / name)
        assert made["file"] == str(tmp_path / name)
        assert not made["final"]
        assert (tmp_path / name).stat().st_size > 1000
    assert (tmp_path / "summary.docx").read_bytes()[:2] == b"PK"
    said = run("export", "summary", "2025-02-06", "--to", tmp_path / "summary.pages")
    assert said.code == 3
    assert "Nothing was written" in said.err


def test_only_the_sections_named_are_printed_with_the_tables_named(run, ask, record, tmp_path):
    file = tmp_path / "summary.md"
    ask("export", "summary", "2025-02-06", "--to", file, "--sections", "next steps,actions", "--final")
    text = file.read_text(encoding="utf-8")
    assert "Next Steps" in text
    assert "Reach out internally to their legal teams" in text
    assert "MSA Directive" not in text
    assert "Draft" not in text
    said = run("export", "summary", "2025-02-06", "--to", file, "--sections", "nonsense")
    assert said.code == 3
    assert "MSA Directive" in said.err
    assert file.read_text(encoding="utf-8") == text


def test_a_template_that_lacks_styles_is_told_and_nothing_is_written(run, record, tmp_path):
    template = tmp_path / "template.docx"
    template.write_bytes(b"not a document")
    target = tmp_path / "summary.docx"
    said = run("export", "summary", "2025-02-06", "--to", target, "--template", template)
    assert said.code == 3
    assert said.err.count("\n") == 1
    assert not target.exists()


def test_an_export_counts_its_drafts(ask, record, tmp_path):
    file = tmp_path / "summary.md"
    assert ask("export", "summary", "2025-02-06", "--to", file)["number"] == 1
    ask("edit", "section", ask("list", "sections", "--meeting", "2025-02-06")[0]["id"], "heading=Directive")
    assert ask("export", "summary", "2025-02-06", "--to", file)["number"] == 2
