"""What is purged is gone: from every table, from the history, from the index, from our backups, from the bytes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from msa_wg_desktop.db import backup
from msa_wg_desktop.db.models import Tombstone
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.notes import CaptureKind, NoteDraft, OutlineChange, new_id, rank_between
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from msa_wg_desktop.services.container import Services

SECRET = "Zzyzx will settle for 40 million – naïvely"


@pytest.fixture
def meeting_id(services: Services) -> str:
    services.parties.add_organisation("Tesla")
    services.parties.add_person("Jordan Graham", "Tesla")
    group = services.groups.add("IX WG / MSA")
    return services.meetings.add(group.id, MeetingDraft("MSA subgroup meeting", date(2025, 2, 6)))


def secret_is_in(services: Services, text: str = SECRET) -> list[str]:
    """Which files of the record, its log and its backups still hold the text, as UTF-8 or as JSON writes it."""
    assert services.store.path is not None
    folder = services.store.path.parent
    needles = {text.encode(), json.dumps(text)[1:-1].encode()}
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def test_a_purged_line_is_in_no_byte_of_the_record_its_log_or_its_backups(services: Services, meeting_id: str):
    services.notes.capture_lines(meeting_id, "Before")
    (note,) = services.notes.capture_lines(meeting_id, f"Jordan Graham (Tesla): {SECRET}")
    services.notes.capture_lines(meeting_id, "After")
    assert services.store.path is not None
    copy = backup.make(services.store.path)
    assert services.search.find("Zzyzx")
    assert len(secret_is_in(services)) >= 2

    report = services.purge.purge("note", note)

    assert secret_is_in(services) == []
    assert report.backups == 1
    assert report.unreached == ()
    assert report.scrubbed
    assert services.search.find("Zzyzx") == ()
    assert [row.text for row in services.notes.outline(meeting_id).load()] == ["Before", "After"]
    assert services.store.integrity() == "ok"
    assert copy.exists()


def test_a_tombstone_says_who_and_how_much_but_not_what(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    services.purge.purge("note", note)
    with services.store.reading() as connection:
        (stone,) = connection.execute(select(Tombstone.__table__)).all()
    assert (stone.entity, stone.entity_id, stone.who, stone.characters) == ("note", note, "test", len(SECRET))


def test_what_was_captured_from_a_line_goes_with_it(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    services.notes.outline(meeting_id).toggle_mark([note], CaptureKind.QUESTION)
    services.purge.purge("note", note)
    assert services.captures.of_meeting(meeting_id) == ()
    assert secret_is_in(services) == []


def test_an_action_that_says_something_else_by_now_stays_without_the_words(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    services.notes.outline(meeting_id).toggle_mark([note], CaptureKind.ACTION)
    action = services.captures.of_meeting(meeting_id)[0].id
    services.actions.edit(action, {"what": "talk to the board"})
    services.purge.purge("note", note)
    assert services.actions.get(action).what == "talk to the board"
    assert secret_is_in(services) == []


def test_the_words_go_from_wherever_else_they_were_pasted(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    section = services.sections.add(meeting_id, "Next", text=f"We heard: {SECRET}, and more.")
    plan = services.purge.plan("note", note)
    assert (plan.text, plan.elsewhere, plan.characters) == (SECRET, 1, len(SECRET))
    assert services.notes.outline(meeting_id).load()
    services.purge.purge("note", note)
    text = next(row.text for row in services.sections.list(meeting_id) if row.id == section)
    assert text == "We heard: [purged], and more."
    assert secret_is_in(services) == []


def test_a_line_joined_into_the_purged_one_leaves_nothing_either(services: Services, meeting_id: str):
    first, second = services.notes.capture_lines(meeting_id, f"One.\n{SECRET}")
    outline = services.notes.outline(meeting_id)
    rank = outline.load()[0].rank
    draft = NoteDraft(first, rank, 0, f"One. {SECRET}")
    outline.save(OutlineChange("Join", (draft,), deleted=(second,), joins=((second, first),)))
    services.purge.purge("note", first)
    assert secret_is_in(services) == []


def test_a_line_split_off_leaves_nothing_in_the_history_of_the_first(services: Services, meeting_id: str):
    (first,) = services.notes.capture_lines(meeting_id, f"One. {SECRET}")
    outline = services.notes.outline(meeting_id)
    rank = outline.load()[0].rank
    second = new_id()
    drafts = (NoteDraft(first, rank, 0, "One."), NoteDraft(second, rank_between(rank, None), 0, SECRET))
    outline.save(OutlineChange("Split", drafts))
    services.purge.purge("note", second)
    assert secret_is_in(services) == []
    assert [row.text for row in outline.load()] == ["One."]


def test_every_stage_of_typing_goes_though_only_the_last_is_on_screen(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    outline = services.notes.outline(meeting_id)
    rank = outline.load()[0].rank
    outline.save(OutlineChange("Type", (NoteDraft(note, rank, 0, "Something harmless"),)))
    services.purge.purge("note", note)
    assert secret_is_in(services) == []


def test_a_line_that_was_deleted_long_ago_can_still_be_purged(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    services.notes.outline(meeting_id).save(OutlineChange("Delete", deleted=(note,)))
    services.purge.purge("note", note)
    assert secret_is_in(services) == []
    with pytest.raises(ConflictError, match="what was purged is gone"):
        services.history.undo(_operation(services, "Delete"))


def test_the_label_of_a_step_does_not_quote_what_was_purged(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    services.notes.outline(meeting_id).toggle_mark([note], CaptureKind.QUESTION)
    next_meeting = services.meetings.add(
        services.meetings.get(meeting_id).group_id, MeetingDraft("Next", date(2025, 3, 6))
    )
    (open_question,) = services.carry_over.list(next_meeting)
    services.carry_over.take_up(next_meeting, open_question, after=None)
    assert any(SECRET[:30] in row.label for row in services.history.list())
    services.purge.purge("note", note)
    assert secret_is_in(services, SECRET[:30]) == []


def test_undo_passes_over_the_purge_and_goes_on_with_what_was_before(services: Services, meeting_id: str):
    (kept,) = services.notes.capture_lines(meeting_id, "Kept")
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    typed = services.history.list()[0].id
    services.purge.purge("note", note)

    with pytest.raises(ConflictError, match="what was purged is gone"):
        services.history.undo(typed)
    with pytest.raises(ConflictError, match="what was purged is gone"):
        services.history.undo(_operation(services, "Purge a note"))
    services.store.undo()

    assert kept not in [row.id for row in services.notes.outline(meeting_id).load()]
    assert secret_is_in(services) == []


def test_redo_does_not_bring_a_purged_line_back(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    services.store.undo()
    services.purge.purge("note", note)
    assert services.store.redo() is None
    assert services.notes.outline(meeting_id).load() == ()
    assert secret_is_in(services) == []


def test_a_short_word_goes_from_its_own_line_only(services: Services, meeting_id: str):
    first, second = services.notes.capture_lines(meeting_id, "Yes.\nYes.")
    services.purge.purge("note", first)
    assert [row.id for row in services.notes.outline(meeting_id).load()] == [second]
    assert services.notes.outline(meeting_id).load()[0].text == "Yes."


def test_an_action_goes_out_of_its_line_and_the_line_does_not_make_it_again(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, "ACTION: Tesla to move the Zzyzx plant by Feb 21")
    (action,) = services.captures.of_meeting(meeting_id)
    services.purge.purge("action", action.id)
    row = services.notes.outline(meeting_id).rows([note])[0]
    assert "Zzyzx" not in row.text
    assert services.captures.of_meeting(meeting_id) == ()
    services.notes.outline(meeting_id).save(OutlineChange("Leave", leaving=(note,)))
    assert services.captures.of_meeting(meeting_id) == ()
    assert secret_is_in(services, "move the Zzyzx plant") == []


def test_a_data_need_goes_with_what_each_party_answered(services: Services, meeting_id: str):
    need = services.data_needs.add("Lifespan of it", parties=["Tesla"], meeting_id=meeting_id)
    services.data_needs.answer(need, "Tesla", SECRET)
    services.purge.purge("data-need", need)
    assert secret_is_in(services) == []


def test_a_section_is_emptied_not_deleted(services: Services, meeting_id: str):
    section = services.sections.list(meeting_id)[0]
    services.sections.edit(section.id, {"text": SECRET})
    services.purge.purge("section", section.id)
    assert services.sections.list(meeting_id)[0].heading == section.heading
    assert services.sections.list(meeting_id)[0].text == ""
    assert secret_is_in(services) == []


def test_a_backup_that_cannot_be_changed_is_named(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    assert services.store.path is not None
    broken = backup.folder(services.store.path) / "record-broken.msawg"
    broken.parent.mkdir()
    broken.write_bytes(b"not a record")
    report = services.purge.purge("note", note)
    assert report.unreached == (broken,)


def test_another_window_that_is_reading_is_said_to_keep_the_log(services: Services, meeting_id: str):
    from msa_wg_desktop.services.store import Store

    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    path: Path | None = services.store.path
    assert path is not None
    other = Store.open(path, who="other")
    with other.reading() as connection:
        connection.execute(select(Tombstone.__table__)).all()
        report = services.purge.purge("note", note)
        assert not report.scrubbed
    other.close()
    assert services.store.scrub()
    assert secret_is_in(services) == []


def test_what_cannot_be_purged_or_is_not_there_is_said(services: Services, meeting_id: str):
    with pytest.raises(ValidationError, match="can't be purged"):
        services.purge.purge("meeting", meeting_id)
    with pytest.raises(NotFoundError, match="no such note"):
        services.purge.purge("note", "nothing")


def _operation(services: Services, beginning: str) -> str:
    return next(row.id for row in services.history.list() if row.label.startswith(beginning))


def test_what_was_forgotten_leaves_who_when_and_how_much(services: Services, meeting_id: str):
    (note,) = services.notes.capture_lines(meeting_id, SECRET)
    assert services.purge.tombstones(note) == ()
    assert not services.purge.plan("note", note).is_gone
    report = services.purge.purge("note", note)
    assert services.purge.plan("note", note).is_gone
    (stone,) = services.purge.tombstones(note)
    assert (stone.entity, stone.who, stone.at, stone.characters) == (
        "note",
        services.store.who,
        services.store.clock.now(),
        report.plan.characters,
    )
