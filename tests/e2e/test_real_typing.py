"""The discussion of the real summary, typed through real keys in the real window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from msa_wg_desktop.domain.notes import labels
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.sample import sample_data
from msa_wg_desktop.services.store import Store
from tests.e2e.desk import Desk, screen, wait_for

_PRINTED = [
    "1", "2", "2.a", "3", "3.a", "4", "4.a", "4.b", "4.b.i", "4.b.ii", "4.b.iii", "4.c", "4.c.i", "5", "5.a", "6",
    "6.a", "7", "7.a", "8", "8.a", "8.b", "9", "9.a",
]  # fmt: skip
_CODES = {
    "Patrick Fam (Eversource):": "pf:",
    "Jon Knauer (ConnectDER):": "jk:",
    "Carl Nowiszewski (Eversource):": "cn:",
    "Jordan Graham (Tesla):": "jg:",
}


def as_typed(text: str) -> str:
    """The line as a facilitator types it: a code for the speaker, the quotes that are on the keyboard."""
    for name, code in _CODES.items():
        text = text.replace(name, code)
    return straight(text)


def straight(text: str) -> str:
    return text.translate(str.maketrans("“”’—", '""\'-'))


@pytest.mark.slow
@pytest.mark.external("Xvfb", "openbox", "xdotool")
def test_the_real_discussion_typed_with_real_keys_stands_in_the_record_as_printed(desk_record: Path, home: Path):
    notes = next(meeting for meeting in sample_data()["meetings"] if meeting.get("discussion"))["discussion"]
    with screen() as display:
        desk = Desk(display, desk_record, home)
        desk.open_meeting()
        level = 0
        for number, note in enumerate(notes):
            if number:
                desk.press("Return")
            steps = note["level"] - level
            desk.press(*["Tab" if steps > 0 else "shift+Tab"] * abs(steps))
            level = note["level"]
            desk.type(as_typed(note["text"]))
        store = Store.open(desk_record)
        services = Services(store)
        meeting_id = services.meetings.list()[0].id
        wait_for(lambda: len(services.notes.outline(meeting_id).load()) == len(notes), "whole discussion in the record")
        wait_for(
            lambda: services.notes.outline(meeting_id).load()[-1].text.endswith(straight(notes[-1]["text"])[-20:]),
            "last line in the record",
        )
        assert desk.close() == 0
        assert not re.search(r"Traceback|Error", desk_errors(home))
        rows = services.notes.outline(meeting_id).load()
        assert labels([row.level for row in rows]) == _PRINTED
        assert [straight(row.text) for row in rows] == [straight(note["text"]) for note in notes]
        spoken = {name for speaker in _speakers(services, meeting_id) for name in speaker}
        assert spoken == {"Aileen Cole", "Carl Nowiszewski", "Jamie Spannhake", "Jon Knauer", "Jordan Graham",
                          "Patrick Fam"}  # fmt: skip
        store.close()


def desk_errors(home: Path) -> str:
    return (home / "stderr.txt").read_text(encoding="utf-8")


def _speakers(services: Services, meeting_id: str) -> list[list[str]]:
    by_id = {person.id: person.name for person in services.parties.people()}
    return [[by_id[party_id]] for party_id in services.attendance.speakers(meeting_id)]
