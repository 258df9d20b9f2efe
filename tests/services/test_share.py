"""What may be projected: public words, with the numbers of the printed summary; nothing off the record."""

from __future__ import annotations

from datetime import date

from tests.services.desk import Desk


def test_only_what_is_public_is_gathered(desk: Desk):
    services = desk.services
    services.agenda.add(desk.meeting, "Waiver", presenter="pf", minutes=10)
    hidden = services.comebacks.skip(desk.meeting, services.agenda.add_topic(desk.group, "Kept aside"))
    services.running.start(desk.meeting)
    services.notes.capture_lines(
        desk.meeting, "[off] SECRET one\n\tACTION: Tesla to SECRET two\n[off] ACTION: UI to SECRET three\nLast"
    )
    sheet = services.share.sheet(desk.meeting)
    assert "SECRET" not in repr(sheet)
    assert hidden not in repr(sheet)
    assert (sheet.title, sheet.when) == ("MSA subgroup meeting", "Thu, Feb 6, 2025 · 11:00 AM – 12:00 PM EST")
    assert [(item.title, item.now, item.done) for item in sheet.items] == [("Waiver", True, False)]
    assert [(line.label, line.text) for line in sheet.lines][-1] == ("9", "Last")
    assert [row.kind for row in sheet.captured] == ["agreement", "action", "action", "data-need"]
    assert {row.due for row in sheet.captured} == {None, date(2025, 2, 21)}
