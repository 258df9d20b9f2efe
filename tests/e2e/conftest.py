"""Records for tests at a real desk: the people of the sample, a meeting to type, and the keys that type it."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store

ORGANISATIONS = {"ConnectDER": "", "EOE": "", "Eversource": "EDCs", "GPI": "", "Tesla": "", "UI": "EDCs"}
PEOPLE = {
    "Aileen Cole": "GPI",
    "Carl Nowiszewski": "Eversource",
    "Jamie Spannhake": "EOE",
    "Jon Knauer": "ConnectDER",
    "Jordan Graham": "Tesla",
    "Patrick Fam": "Eversource",
}


@pytest.fixture
def desk_record(empty_record: Path, tmp_path: Path) -> Path:
    """A record with the real people and one empty meeting on February 6, 2025."""
    path = tmp_path / "desk.msawg"
    shutil.copy(empty_record, path)
    store = Store.open(path, who="test")
    services = Services(store)
    for name, of_class in ORGANISATIONS.items():
        services.parties.add_organisation(name, classes=[of_class] if of_class else [])
    for name, organisation in PEOPLE.items():
        services.parties.add_person(name, organisation)
    group = services.groups.add("IX WG / MSA")
    services.meetings.add(group.id, MeetingDraft("MSA subgroup meeting", date(2025, 2, 6), time(11), time(12)))
    store.close()
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The user's own folders, for this test alone."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder
