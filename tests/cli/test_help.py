"""The page on the command line says what there is: commands, options, kinds, keys, fields."""

from __future__ import annotations

import argparse
import re
from typing import Any

import pytest

from msa_wg_desktop import paths
from msa_wg_desktop.cli.commands import WITH_RECORD, WITHOUT_RECORD, with_record, without_record
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.kind import Wanted
from msa_wg_desktop.cli.kinds import KINDS
from msa_wg_desktop.cli.parser import make_parser
from msa_wg_desktop.paths import resource
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store


@pytest.fixture(scope="module")
def page() -> str:
    return resource("help", "commands.md").read_text(encoding="utf-8")


def rows(page: str, heading: str, head: str) -> list[list[str]]:
    """The cells of the table that begins with `head`, in the section of that heading."""
    section = page.split(f"## {heading}\n")[1].split("\n## ", maxsplit=1)[0]
    table = section.split(f"| {head} |")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def words(cell: str) -> list[str]:
    return re.findall(r"[\w-]+", cell.strip("`").replace("`", ""))


def test_every_command_is_on_the_page_and_every_command_on_the_page_is_there(page: str):
    told = {re.match(r"`([\w-]+)", part)[1] for row in rows(page, "Commands", "command") for part in row[0].split(", ")}  # type: ignore[index]
    assert told == set(subparsers(make_parser()))
    assert told == set(WITH_RECORD) | set(WITHOUT_RECORD)
    assert all(map(callable, map(with_record, WITH_RECORD)))
    assert all(map(callable, map(without_record, WITHOUT_RECORD)))


def test_every_option_of_add_is_on_the_page(page: str):
    told = {}
    for name, options in rows(page, "Adding", "add"):
        told[words(name)[0]] = set(re.findall(r"--[\w-]+", options))
    parsers = subparsers(subparsers(make_parser())["add"])
    shared = {"--json", "--quiet", "--help"}
    there = {
        name: {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
        - shared
        for name, parser in parsers.items()
    }
    assert told == there


def test_every_filter_of_list_is_on_the_page(page: str):
    section = page.split("## Lists\n")[1].split("\n## ", maxsplit=1)[0]
    told = set(re.findall(r"--[\w-]+", section))
    parser = subparsers(make_parser())["list"]
    there = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    assert told == there - {"--json", "--quiet", "--help"}


def test_every_kind_with_its_fields_is_on_the_page(page: str):
    told = {
        words(kind)[0]: words(fields) for kind, _keys, fields in rows(page, "Kinds, and their keys in JSON", "kind")
    }
    assert told == {kind.plural: list(kind.fields) for kind in KINDS.values()}


def test_the_keys_of_every_kind_are_those_of_the_page(page: str, ask, record, tmp_path, monkeypatch):
    meeting = "2025-02-06"
    ask("add", "agenda", "The waiver", "--meeting", meeting)
    ask("add", "proposal", "Waiver", "--text", "Nobody is liable.", "--group", "MSA")
    ask("roll-call", "P-1v1", "UI=support", "--signed-by", "ac")
    ask("add", "material", "A waiver", "--group", "MSA")
    ask("add", "seat", "UI", "--group", "MSA")
    ask("add", "word", "sbi", "--group", "MSA")
    ask("add", "plan-step", "Legal review", "--order", "26")
    monkeypatch.setattr(paths, "config_folder", lambda: tmp_path / "config")
    ask("export", "calendar", "--to", str(tmp_path / "dates.ics"), "--keep")
    told = {words(kind)[0]: words(keys) for kind, keys, _fields in rows(page, "Kinds, and their keys in JSON", "kind")}
    there = {kind.plural: list(ask("list", kind.plural)[0]) for kind in KINDS.values()}
    assert told == there
    for kind in KINDS.values():
        shown = ask("show", kind.name, ask("list", kind.plural)[0]["id"])
        assert set(shown) == {*there[kind.plural], *(["history"] if kind.name != "operation" else [])}


def test_the_keys_inside_are_those_of_the_page(page: str, ask, record):
    told = {
        name.strip("`").split("`")[0]: words(keys.split(",")[0])
        for name, keys in rows(page, "Kinds, and their keys in JSON", "inside")
    }
    action = ask("add", "action", "Call", "--owner", "UI", "--meeting", "2025-02-06")
    action = ask("edit", "action", action["id"], "update=Called.")
    proposal = ask("add", "proposal", "Waiver", "--text", "Nobody is liable.", "--group", "MSA")
    note = next(note for note in ask("list", "notes") if note["captured"] and note["speakers"])
    inside: dict[str, Any] = {
        "owners": action["owners"][0],
        "updates": action["updates"][0],
        "answers": ask("list", "data-needs")[0]["answers"][0],
        "speakers": note["speakers"][0],
        "captured": note["captured"][0],
        "versions": proposal["versions"][0],
        "replies": ask("roll-call", "P-1v1", "UI=support", "--signed-by", "ac")["replies"][0],
        "items": ask("show", "order", "26")["items"][0],
        "from": ask("list", "actions")[0]["from"],
        "history": action["history"][0]["changes"][0],
    }
    assert {name: list(value) for name, value in inside.items() if name != "history"} == {
        name: keys for name, keys in told.items() if name != "history"
    }
    assert list(inside["history"]) == ["kind", "id", "name", "change", "fields"]
    assert list(inside["history"]["fields"][0]) == ["field", "before", "after"]


def test_what_commands_give_is_what_the_page_says(page: str, ask, record, tmp_path):
    told = {}
    for name, gives in rows(page, "Kinds, and their keys in JSON", "command"):
        quoted = re.findall(r"`([\w ]+)`", gives)
        for command in re.findall(r"`([\w ]+)`", name):
            told[command] = quoted[0].split() if quoted else []
    assert list(ask("info")) == told["info"]
    assert list(ask("search", "waiver")[0]) == told["search"]
    assert list(ask("export", "summary", "2025-02-06", "--to", tmp_path / "s.md")) == told["export summary"]
    note = ask("capture", "--meeting", "2025-02-06", stdin="A line of no use to anybody")[0]
    assert list(ask("undo")) == words(
        next(keys for kind, keys, _f in rows(page, "Kinds, and their keys in JSON", "kind") if kind == "`operations`")
    )
    ask("redo")
    purged = ask("purge", "note", note["id"], "--yes")
    assert list(purged) == [*told["purge"], "unreached", "scrubbed"]
    first = ask("list", "actions")[0]["id"]
    assert list(ask("delete", "action", first)) == told["delete"]
    other = tmp_path / "other.msawg"
    assert list(ask("merge", "EOE", "GPI")) == told["merge"]
    assert list(ask("move", "pf", "--to", "UI")) == told["move"]
    assert list(ask("people", stdin="Jane Doe (Acme)")[0]) == told["people"]
    assert list(ask("--record", other, "init")) == told["init"]
    dump = ask("dump", "--to", tmp_path / "d.json")
    assert list(dump) == ["file"]
    assert list(ask("--record", tmp_path / "new.msawg", "load", dump["file"])) == told["load"]


def test_every_table_shows_keys_that_there_are(record):
    store = Store.open(record)
    desk = Desk(Services(store))
    for kind in KINDS.values():
        for row in kind.rows(desk, Wanted())[:1]:
            assert set(kind.columns) <= set(kind.json(desk, row)), kind.name
    store.close()


@pytest.mark.parametrize("command", sorted([*WITH_RECORD, *WITHOUT_RECORD]))
def test_every_command_has_help(run, command: str):
    said = run(command, "--help")
    assert said.code == 0
    assert said.out.startswith(f"usage: msa-wg {command}")
