"""A summary is exported as chosen; what stands in the way is said in words, and nothing is overwritten by halves."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QCheckBox

from msa_wg_desktop.domain.exports import OptionalTable, SummaryOptions
from msa_wg_desktop.domain.meetings import SectionKind
from msa_wg_desktop.domain.summary import Attribution, SummaryStatus
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.tasks import TaskRunner
from msa_wg_desktop.gui.dialogs import export_dialog
from msa_wg_desktop.gui.dialogs.export_dialog import ExportDialog
from tests.gui.turns import settle


@pytest.fixture
def dialog(context, host, meeting_id) -> ExportDialog:
    dialog = ExportDialog(context, meeting_id, host)
    dialog.open()
    settle()
    return dialog


@pytest.fixture
def target(tmp_path, notifier) -> Path:
    """Where the user says that the file should lie."""
    target = tmp_path / "summary.docx"
    notifier.files.append(target)
    return target


def box(dialog: ExportDialog, words: str) -> QCheckBox:
    return next(box for box in dialog.findChildren(QCheckBox) if box.text() == words)


def test_a_word_document_is_written_and_remembered_and_offered_to_open(
    dialog, context, meeting_id, target, notifier, monkeypatch
):
    dialog.beginButton.click()
    assert target.read_bytes()[:2] == b"PK"
    row = context.services.exports.list(meeting_id)[0]
    assert (row.status, row.number, row.file_name) == (SummaryStatus.DRAFT, 1, "summary.docx")
    words, offer = notifier.said[-1]
    assert words == "The summary is written: summary.docx"
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    offer.run()
    assert opened == [str(target)]
    assert not dialog.isVisible()


def test_a_file_that_nothing_can_open_says_where_it_lies(dialog, target, notifier, monkeypatch):
    dialog.beginButton.click()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    notifier.said[-1][1].run()
    assert str(target.parent) in notifier.errors[-1].words


@pytest.mark.parametrize(
    ("suffix", "opening"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!DOCTYPE"), ("md", b"")]
)
def test_each_format_has_a_name_to_begin_with(
    dialog, notifier, tmp_path, monkeypatch, suffix, opening, context, meeting_id
):
    suggested = []

    def choose(title, name, kinds, chosen):
        suggested.append(name)
        chosen(tmp_path / name)

    monkeypatch.setattr(type(notifier), "choose_save", lambda self, *asked: choose(*asked))
    dialog.formatBox.setCurrentIndex(dialog.formatBox.findData(suffix))
    dialog.finalButton.setChecked(True)
    dialog.beginButton.click()
    assert suggested == [f"2025-02-06 MSA Subgroup Meeting Summary.{suffix}"]
    assert (tmp_path / suggested[0]).read_bytes().startswith(opening)


def test_what_is_ticked_goes_in_and_tables_are_ticked_the_next_time_too(
    dialog, context, meeting_id, group_id, target, host
):
    sections = context.services.sections.list(meeting_id)
    box(dialog, sections[0].heading).click()
    box(dialog, "Actions").click()
    dialog.attributionBox.setCurrentIndex(dialog.attributionBox.findData("organisation"))
    dialog.markersCheck.click()
    assert dialog.options() == SummaryOptions(
        left_out=frozenset({sections[0].id}),
        tables=(OptionalTable.ACTIONS,),
        attribution=Attribution.ORGANISATION,
        marker_words=True,
    )
    dialog.beginButton.click()
    again = ExportDialog(context, meeting_id, host)
    assert again.tableTicks.ticked()["actions"]
    assert again.sectionTicks.ticked()[sections[0].id]
    again.close()


def test_a_section_that_is_not_printed_begins_unticked_and_can_be_put_in(dialog, context, meeting_id):
    section = context.services.sections.list(meeting_id)[1]
    context.services.sections.edit(section.id, {"printed": False})
    fresh = ExportDialog(context, meeting_id, dialog.parentWidget())
    assert not fresh.sectionTicks.ticked()[section.id]
    box(fresh, section.heading).click()
    assert fresh.options().put_in == {section.id}
    fresh.close()


def test_what_was_ticked_stays_when_the_record_changes(dialog, context, meeting_id):
    sections = context.services.sections.list(meeting_id)
    box(dialog, sections[0].heading).click()
    context.services.sections.add(meeting_id, "Further remarks & more")
    settle()
    ticked = dialog.sectionTicks.ticked()
    assert not ticked[sections[0].id]
    assert list(ticked.values()) == [False, *[True] * len(sections)]
    assert box(dialog, "Further remarks && more").isChecked()


def test_the_keyboard_goes_through_all_choices_in_their_order(qtbot, dialog):
    boxes = [*dialog.sectionTicks.boxes, *dialog.tableTicks.boxes]
    boxes[0].setFocus()
    passed = []
    for _step in range(len(boxes) + 2):
        passed.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert passed == [*boxes, dialog.draftButton, dialog.formatBox]


def test_draft_and_final_say_their_number(dialog, context, meeting_id, tmp_path):
    assert (dialog.draftButton.text(), dialog.finalButton.text()) == ("&Draft 1", "&Final")
    assert not dialog.earlierList.isVisible()
    exports = context.services.exports
    exports.summary(meeting_id, tmp_path / "draft.docx")
    exports.summary(meeting_id, tmp_path / "final.docx", SummaryOptions(final=True))
    context.services.notes.capture_lines(meeting_id, "One more line.")
    settle()
    assert (dialog.draftButton.text(), dialog.finalButton.text()) == ("&Draft 2", "&Corrected version 2")
    listed = [dialog.earlierList.item(row).text() for row in range(dialog.earlierList.count())]
    assert listed[0].startswith("Final 1 · Thu, Feb 6, 2025, ")
    assert listed[0].endswith(" · final.docx · changed since")
    assert listed[1].startswith("Draft 1 · ")


def looks(dialog: ExportDialog) -> list[str]:
    return [dialog.lookList.item(row).text() for row in range(dialog.lookList.count())]


def test_before_it_goes_out_it_is_said_what_to_check_and_nothing_is_blocked(dialog, context, meeting_id, target):
    context.services.notes.capture_lines(
        meeting_id, "Jane Roe (CTAC): Of February 6, 2024.\nac: Thank you.\n[off] quiet\n[off] ly"
    )
    settle()
    assert {
        "Discussion 3 · “February 6, 2024” · The record has February 6, 2025 for the meeting “MSA meeting”.",
        "Discussion 3 · “Jane Roe” · Settle in the Recap who this is.",
        "Discussion 4 · “Aileen Cole” · Spoke, but is not on the attendance list.",
    } < set(looks(dialog))
    assert looks(dialog)[-1] == "2 lines are off the record and stay out."
    assert dialog.lookLabel.text() == f"{dialog.lookList.count()} &things to check before it goes out"
    dialog.finalButton.click()
    dialog.beginButton.click()
    assert context.services.exports.list(meeting_id)[0].final


def test_enter_on_something_to_check_leads_to_its_place(dialog, context, meeting_id, qtbot):
    note = context.services.notes.capture_lines(meeting_id, "Of February 6, 2024.")[0]
    settle()
    context.navigator.allow({"meeting"})
    asked = []
    context.navigator.asked.connect(asked.append)
    dialog.lookList.setCurrentRow(0)
    qtbot.keyClick(dialog.lookList, Qt.Key.Key_Return)
    assert asked == [Place("meeting", meeting_id, note)]
    assert not dialog.isVisible()


def test_where_there_is_nothing_to_check_nothing_is_said(dialog, context, meeting_id):
    for row in context.services.sections.list(meeting_id):
        context.services.sections.edit(row.id, {"printed": row.kind is SectionKind.DISCUSSION})
    settle()
    assert not dialog.lookLabel.isVisible()
    assert not dialog.lookList.isVisible()


def test_a_target_that_is_open_elsewhere_is_said_and_another_name_offered(dialog, target, notifier):
    target.write_bytes(b"theirs")
    target.with_name(f".~lock.{target.name}#").touch()
    notifier.answers.append("other")
    dialog.beginButton.click()
    assert "is open in another program" in notifier.asked[0].words
    assert notifier.asked[0].choices[0].words == "Save as “summary (2).docx”"
    assert target.read_bytes() == b"theirs"
    assert target.with_name("summary (2).docx").read_bytes()[:2] == b"PK"
    assert not dialog.isVisible()


def test_without_an_answer_the_dialog_stays_with_the_sentence(dialog, target, notifier, context, meeting_id):
    target.mkdir()
    dialog.beginButton.click()
    assert "is a folder" in dialog.problemLabel.text()
    assert dialog.problemLabel.isVisible()
    assert dialog.body.isEnabled()
    assert context.services.exports.list(meeting_id) == ()


def test_leaving_the_picker_does_nothing(dialog, context, meeting_id, store):
    steps = store.operations()
    dialog.beginButton.click()
    assert dialog.isVisible()
    assert store.operations() == steps


def test_an_own_template_is_remembered_for_this_record(dialog, context, meeting_id, notifier, tmp_path, host):
    template = tmp_path / "agency.dotx"
    template.write_bytes(b"no template")
    notifier.files.append(template)
    dialog.templateButton.click()
    assert dialog.templateLabel.text() == "agency.dotx"
    again = ExportDialog(context, meeting_id, host)
    assert again.templateLabel.text() == "agency.dotx"
    again.houseButton.click()
    assert again.templateLabel.text() == "House template"
    assert not again.houseButton.isEnabled()
    again.close()


@pytest.mark.parametrize("there", [True, False])
def test_a_template_that_can_not_be_used_is_said(dialog, notifier, tmp_path, there):
    template = tmp_path / "agency.dotx"
    if there:
        template.write_bytes(b"no template")
    notifier.files += [template, tmp_path / "summary.docx"]
    dialog.templateButton.click()
    assert ("no longer there" in dialog.templateLabel.text()) is not there
    dialog.beginButton.click()
    assert "agency.dotx" in dialog.problemLabel.text()
    assert not (tmp_path / "summary.docx").exists()


def test_templates_are_for_word_only(dialog):
    dialog.formatBox.setCurrentIndex(dialog.formatBox.findData("html"))
    assert not dialog.templateButton.isEnabled()
    assert dialog.templateLabel.text() == "only for Word"


def test_escape_closes_it(qtbot, dialog):
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_leaving_while_it_writes_stops_the_writing_first(
    qtbot, context, meeting_id, host, notifier, tmp_path, monkeypatch
):
    begun, go_on = threading.Event(), threading.Event()

    def slow(document, target, *, template, progress):
        begun.set()
        go_on.wait(5)
        progress(0.5, "")
        target.write_bytes(b"written")
        return target

    monkeypatch.setattr(export_dialog, "write_summary", slow)
    runner = TaskRunner(notifier.error)
    dialog = ExportDialog(dataclasses.replace(context, tasks=runner), meeting_id, host)
    dialog.open()
    notifier.files.append(tmp_path / "summary.docx")
    dialog.beginButton.click()
    assert begun.wait(5)
    assert not dialog.body.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        go_on.set()
    assert not (tmp_path / "summary.docx").exists()
    assert notifier.said == []
    runner.close()
    runner.deleteLater()
