"""What a key in the discussion asks of the record: little, always as much, and nothing that it can't have changed."""

from __future__ import annotations

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.gui.core.later import Later
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from tests.gui.pages.meeting_desk import type_in
from tests.gui.turns import settle
from tests.services.desk import statements


def _asked(page: MeetingPage, keys: str) -> int:
    """How many statements some keys send, with all that follows from them."""
    with statements() as sent:
        type_in(page.outline, keys)
        settle()
    return len(sent)


def test_what_a_line_captures_leaves_unread_what_came_from_before(page, before_id, monkeypatch):
    read: list[str] = []
    services = page.context.services
    for service, verb in ((services.carry_over, "begin"), (services.needs_table, "rows"), (services.running, "state")):
        real = getattr(service, verb)
        monkeypatch.setattr(
            service, verb, lambda *at, real=real, **how: (read.append(real.__name__), real(*at, **how))[1]
        )
    page.carried.live.refresh()
    settle()
    assert read
    read.clear()
    type_in(page.outline, "ACTION: EDCs to share the diagrams by Feb 21\nNEED: EDCs the costs of it\n")
    settle()
    assert [row.kind for row in page.captured.model.rows] == [CaptureKind.ACTION, CaptureKind.DATA_NEED]
    type_in(page.outline, "Kim Newcomer (Nowhere Power): says so\n")
    settle()
    assert services.parties.find("Kim Newcomer").provisional
    assert read == []


def test_a_new_line_asks_the_record_as_little_in_a_long_discussion_as_in_a_short_one(page):
    for what_waits in page.findChildren(Later):
        what_waits.hurry()
    asked = [_asked(page, f"Line {number} says something.\n") for number in range(12)]
    assert set(asked) == {20}  # Two steps: what was typed, and the new line with what the one above captures.


def test_an_undo_of_typing_reads_no_section_again(page):
    type_in(page.outline, "Something was said.\n")
    settle()
    with statements() as sent:
        page.outline.undo()
        settle()
    assert not any("FROM section" in statement for statement in sent)
