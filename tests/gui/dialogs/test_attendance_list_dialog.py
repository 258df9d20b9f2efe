"""Who came, pasted or chosen as a file: understood before it is taken, in one step; what can't be taken stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.gui.dialogs.attendance_dialog import AttendanceDialog
from msa_wg_desktop.gui.dialogs.attendance_list_dialog import AttendanceListDialog
from tests.gui.turns import settle


@pytest.fixture
def dialog(context, host, meeting_id) -> AttendanceListDialog:
    dialog = AttendanceListDialog(context, meeting_id, host)
    dialog.open()
    settle()
    return dialog


def told(dialog: AttendanceListDialog) -> list[tuple[str, str]]:
    return [(row.name, row.coming.value) for row in dialog.model.rows]


def test_names_from_a_mail_are_understood_while_they_are_pasted(dialog, presence, notifier, context):
    assert not dialog.addButton.isEnabled()
    dialog.listEdit.setPlainText(
        "Patrick Fam (Eversource), present\nExcused:\nJane Doe (Acme), Jordan Graham (Tesla)\nNobody Known"
    )
    assert told(dialog) == [
        ("Patrick Fam (Eversource)", "changed"),
        ("Jane Doe (Acme)", "new person"),
        ("Jordan Graham (Tesla)", "changed"),
        ("Nobody Known", "refused"),
    ]
    assert dialog.summaryLabel.text() == "4 people · 1 new in the record · 1 can't be taken"
    assert dialog.addButton.text() == "&Take 3 people"
    before = presence()
    dialog.addButton.click()
    assert presence() == {
        "Patrick Fam": Presence.PRESENT,
        "Jane Doe": Presence.EXCUSED,
        "Jordan Graham": Presence.EXCUSED,
    }
    # Whom nobody knows stays, below the heading that holds for them.
    assert dialog.isVisible()
    assert dialog.listEdit.toPlainText() == "Excused:\nNobody Known"
    context.services.store.undo()
    assert presence() == before


def test_a_file_stands_in_the_box_and_the_rest_is_held_as_one_says(dialog, presence, notifier, tmp_path: Path):
    path = tmp_path / "came.csv"
    path.write_text("Name,Joined\nPatrick Fam,11:05\nJordan Graham,\n", encoding="utf-8")
    notifier.files = [path]
    dialog.fileButton.click()
    assert dialog.listEdit.toPlainText().startswith("Name\tJoined\nPatrick Fam\t11:05")
    assert told(dialog) == [("Patrick Fam (Eversource)", "changed"), ("Jordan Graham (Tesla)", "as it is")]
    dialog.silentBox.setCurrentIndex(dialog.silentBox.findData(Presence.ABSENT))
    assert told(dialog)[1] == ("Jordan Graham (Tesla)", "changed")
    dialog.addButton.click()
    assert not dialog.isVisible()
    assert presence() == {"Patrick Fam": Presence.PRESENT, "Jordan Graham": Presence.ABSENT}


def test_a_file_that_is_no_list_is_said_and_what_was_typed_stays(dialog, notifier, tmp_path: Path):
    dialog.listEdit.setPlainText("Patrick Fam")
    notifier.files = [tmp_path / "gone.csv"]
    dialog.fileButton.click()
    assert "can't be read" in dialog.problemLabel.text()
    assert dialog.listEdit.toPlainText() == "Patrick Fam"


def test_what_somebody_else_changed_meanwhile_is_said_and_nothing_is_taken(dialog, context, meeting_id, presence):
    dialog.listEdit.setPlainText("Patrick Fam, present\nJordan Graham, present")
    row = next(row for row in context.services.attendance.list(meeting_id) if row.name == "Jordan Graham")
    context.services.attendance.edit(row.id, {"presence": Presence.ABSENT})
    dialog.addButton.click()
    assert "Row 2: This was changed meanwhile" in dialog.problemLabel.text()
    assert presence() == {"Patrick Fam": Presence.UNKNOWN, "Jordan Graham": Presence.ABSENT}


def test_the_attendance_asks_for_a_list(context, host, meeting_id):
    asked: list[bool] = []
    attendance = AttendanceDialog(context, meeting_id, host)
    attendance.list_asked.connect(lambda: asked.append(True))
    attendance.open()
    attendance.listButton.click()
    assert asked == [True]
