"""A record given out as JSON and taken in again is the same record, its history included; or nothing is taken in."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from msa_wg_desktop.db.models import HandedOut
from msa_wg_desktop.errors import AppError, ImportProblem, StorageError
from msa_wg_desktop.services import dumps
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from tests.services.desk import Desk


@pytest.fixture
def dump(desk: Desk, services: Services) -> dict[str, Any]:
    services.actions.edit(desk.captured("action"), {"reason": "naïve – “quoted” \U0001f600 <b> =1+1"})
    services.store.undo()
    services.search.find("house")
    with services.store.aside() as connection:
        connection.execute(
            HandedOut.__table__.insert(),  # type: ignore[attr-defined]
            {
                "id": "one",
                "event_uid": "uid",
                "meeting_id": desk.meeting,
                "method": "REQUEST",
                "sequence": 3,
                "start": datetime(2025, 2, 6, 16, tzinfo=UTC),
                "handed_at": datetime(2025, 2, 1, tzinfo=UTC),
                "recipients": ["a@example.org"],
                "content": b"BEGIN:VCALENDAR\r\n\x00\xff",
            },
        )
    return services.dumps.dump()


def loaded(value: Any, path: Path) -> dict[str, Any]:
    dumps.load(json.loads(json.dumps(value)), path)
    store = Store.open(path)
    try:
        assert store.integrity() == "ok"
        return Services(store).dumps.dump()
    finally:
        store.close()


def test_what_is_loaded_is_what_was_dumped(dump: dict[str, Any], tmp_path: Path):
    assert loaded(dump, tmp_path / "copy.msawg") == dump


def test_a_dump_file_has_the_same_bytes_each_time_and_loads_again(
    dump: dict[str, Any], services: Services, tmp_path: Path
):
    first, second = services.dumps.save(tmp_path / "a.json"), services.dumps.save(tmp_path / "b.json")
    assert first.read_bytes() == second.read_bytes()
    dumps.load_file(first, tmp_path / "copy.msawg")
    store = Store.open(tmp_path / "copy.msawg")
    assert Services(store).dumps.dump() == dump
    store.close()


def test_history_and_undo_go_on_in_the_loaded_record(dump: dict[str, Any], services: Services, tmp_path: Path):
    dumps.load(dump, tmp_path / "copy.msawg")
    store = Store.open(tmp_path / "copy.msawg", who="test")
    copied = Services(store)
    assert copied.history.list() == services.history.list()
    assert copied.store.record_id() == services.store.record_id()
    assert copied.store.redo() is not None
    assert copied.actions.list()[0].reason.startswith("naïve")
    assert copied.search.find("house")
    store.close()


def test_the_search_index_is_no_part_of_a_dump(dump: dict[str, Any]):
    assert not [name for name in dump["tables"] if name.startswith("search")]


def test_load_refuses_to_overwrite(dump: dict[str, Any], tmp_path: Path):
    target = tmp_path / "there.msawg"
    target.write_bytes(b"something")
    with pytest.raises(StorageError, match="exists already"):
        dumps.load(dump, target)
    assert target.read_bytes() == b"something"


def _without(*path: Any):
    def change(value: Any) -> Any:
        inner = value
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]
        return value

    return change


def _with(*path: Any, to: Any):
    def change(value: Any) -> Any:
        inner = value
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to
        return value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda value: [], "is not a dump"),
        (lambda value: None, "is not a dump"),
        (_with("format", to="something else"), "is not a dump"),
        (_with("version", to="1"), "is not a dump"),
        (_with("version", to=2), "newer version"),
        (_with("schema", to=999), "newer version"),
        (_without("tables"), "missing or damaged"),
        (_without("tables", "note"), "missing or damaged"),
        (_with("tables", "search_text", to=[]), "missing or damaged"),
        (_with("tables", "note", to={}), "missing or damaged"),
        (_with("tables", "note", 0, to=7), "missing or damaged"),
        (_without("tables", "note", 0, "text"), "missing or damaged"),
        (_with("tables", "note", 0, "colour", to="red"), "missing or damaged"),
        (_with("tables", "note", 0, "text", to=None), "missing or damaged"),
        (_with("tables", "note", 0, "level", to="deep"), "missing or damaged"),
        (_with("tables", "note", 0, "level", to=True), "missing or damaged"),
        (_with("tables", "note", 0, "meeting_id", to="nowhere"), "missing or damaged"),
        (_with("tables", "note", 1, "id", to=None), "missing or damaged"),
        (_with("tables", "meeting", 0, "date", to="2025-02-30"), "missing or damaged"),
        (_with("tables", "operation", 0, "at", to="noon"), "missing or damaged"),
        (_with("tables", "operation", 0, "at", to="2025-02-06T11:00:00"), "missing or damaged"),
        (_with("tables", "operation", 0, "kind", to="guess"), "missing or damaged"),
        (_with("tables", "change", 0, "after", to="text"), "missing or damaged"),
        (_with("tables", "counter", to=[]), "missing or damaged"),
        (_with("tables", "handed_out", 0, "content", to="no base64 ü"), "missing or damaged"),
    ],
)
def test_a_value_that_is_no_whole_dump_leaves_nothing_behind(dump: dict[str, Any], tmp_path: Path, change, words: str):
    target = tmp_path / "new" / "copy.msawg"
    target.parent.mkdir()
    with pytest.raises(ImportProblem, match=words):
        dumps.load(change(copy.deepcopy(dump)), target)
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"PK\x03\x04", b"[" * 100_000, b'"text"', b"NaN", b'{"format": 1}']
)
def test_a_file_that_is_no_dump_is_said_to_be_none(content: bytes, tmp_path: Path):
    source = tmp_path / "some.json"
    source.write_bytes(content)
    with pytest.raises(ImportProblem, match=r"some\.json is not a dump of a record"):
        dumps.load_file(source, tmp_path / "copy.msawg")
    assert not (tmp_path / "copy.msawg").exists()


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path: Path):
    for source in (tmp_path / "nothing.json", tmp_path):
        with pytest.raises(ImportProblem, match="can't be read"):
            dumps.load_file(source, tmp_path / "copy.msawg")


def test_text_is_cleaned_as_it_is_loaded(dump: dict[str, Any], tmp_path: Path):
    changed = copy.deepcopy(dump)
    changed["tables"]["note"][0]["text"] = "a\x00b\ud800c\u2028d"
    changed["tables"]["change"][0]["after"] = {"text": "\x07"}
    again = loaded(changed, tmp_path / "copy.msawg")
    assert again["tables"]["note"][0]["text"] == "a\ufffdb\ufffdc\nd"
    assert again["tables"]["change"][0]["after"] == {"text": "\ufffd"}


def test_where_no_record_can_be_made_the_sentence_says_so(dump: dict[str, Any], tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AppError):
        dumps.load(dump, tmp_path / "file" / "copy.msawg")
