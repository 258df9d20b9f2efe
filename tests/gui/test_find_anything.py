"""Ctrl+K: one field that goes anywhere, runs anything and finds everything, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from msa_wg_desktop.app import group_source
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.search import SearchHit
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.links import place_of
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.owed_dialog import OwedDialog
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.models.found_list import Found, FoundList, in_sight
from msa_wg_desktop.gui.page_list import page_specs
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.gui.widgets.find_anything import FindAnything
from msa_wg_desktop.services.container import Services
from tests.prepared import prepared

LINES = """\
Eversource is still reviewing the liability waiver
\tACTION: Eversource to send the waiver to legal by Feb 21
[off] The waiver is a sore point
They don’t track socket type
Runs on 20.04 as well
It is 100 % sure"""


class NoRecords:
    def ask_new(self) -> None:
        raise AssertionError

    def open(self, path: Path) -> None:
        raise AssertionError(path)

    def recent(self) -> list[Path]:
        return []


@pytest.fixture
def meeting(context: Context) -> str:
    group, meeting = prepared(context.services, _discussed)
    context.scope.choose(group)
    return meeting


def _discussed(services: Services) -> tuple[str, str]:
    services.parties.add_organisation("Eversource")
    group = services.groups.add("IX WG / MSA")
    meeting = services.meetings.add(group.id, MeetingDraft("MSA subgroup meeting", date(2025, 2, 6)))
    services.notes.capture_lines(meeting, LINES)
    return group.id, meeting


@pytest.fixture
def window(context: Context, meeting: str, qtbot: QtBot) -> Iterator[MainWindow]:
    pages = page_specs(context.services)
    window = MainWindow(
        context, record="test.msawg", records=NoRecords(), pages=pages, groups=group_source(context.services)
    )
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.hide()
    window.deleteLater()


@pytest.fixture
def find(window: MainWindow) -> FindAnything:
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return window.findAnything


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def typed(find: FindAnything, words: str, qtbot: QtBot) -> list[Found]:
    """What is listed once the record has answered."""
    find.field.selectAll()
    QTest.keyClicks(find.field, words)
    qtbot.waitUntil(lambda: find.words.text() != "Searching…")
    return [row for row in find.model.rows if not row.is_head]


def emphasised(row: Found) -> list[str]:
    return [row.words[start:end] for start, end in row.spans]


def test_ctrl_k_offers_the_pages_and_what_was_used_last(find: FindAnything, window: MainWindow, context: Context):
    assert find.popup.isVisible()
    assert find.field.hasFocus()
    pages = [spec.title for spec in page_specs(context.services) if not spec.under]
    assert [row.words for row in find.model.rows] == ["Go to", *pages]
    press(window, Qt.Key.Key_Escape)
    context.commands.run("view.fold")
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert [row.words for row in find.model.rows][:2] == ["Used last", "Fold the side bar"]


def test_a_command_is_found_by_a_part_of_it_and_run_by_enter(find: FindAnything, window: MainWindow, qtbot: QtBot):
    folded = window.sideBar.folded
    rows = typed(find, "fold side", qtbot)
    assert (rows[0].words, rows[0].key) == ("Fold the side bar", "F9")
    assert emphasised(rows[0]) == ["Fold", "side"]
    press(window, Qt.Key.Key_Return)
    assert window.sideBar.folded is not folded
    assert not find.popup.isVisible()
    assert find.field.text() == ""


def test_enter_before_the_record_has_answered_goes_where_the_answer_leads(
    find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot
):
    QTest.keyClicks(find.field, "Eversou")
    assert not find.answered
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page is not None and window.page.windowTitle() == "People")
    assert window.page is not None
    assert window.page.place() == Place("people", context.services.parties.find("Eversource").id)


@pytest.mark.parametrize("question", ["what does Eversource owe before March 31?", "owed by evers"])
def test_what_somebody_owes_is_asked_as_one_would_say_it(
    find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot, question: str
):
    rows = typed(find, question, qtbot)
    assert rows[0].words == "What Eversource owes"
    assert not find.words.isVisible()
    press(window, Qt.Key.Key_Return)
    dialog = window.findChild(OwedDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.shown_party == "Eversource")
    dialog.reject()


def test_what_can_not_be_done_now_is_not_offered(find: FindAnything, context: Context, qtbot: QtBot):
    context.commands.action("go.back").setEnabled(False)
    assert "Back" not in [row.words for row in typed(find, "back", qtbot)]


def test_a_note_is_found_and_shown_in_its_place(find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot):
    rows = typed(find, "reviewing", qtbot)
    (note,) = [row for row in rows if row.detail.startswith("Note")]
    assert note.detail == "Note · Thu, Feb 6, 2025 · Discussion 1"
    assert emphasised(note) == ["reviewing"]
    press(window, Qt.Key.Key_Return)
    here = window.page.place() if window.page is not None else None
    (hit,) = [hit for hit in context.services.search.find("reviewing") if hit.kind == "note"]
    assert here is not None
    assert (here.page, here.item, here.spot.partition("@")[0]) == ("meeting", hit.meeting_id, hit.id)


def test_an_action_leads_to_its_page_and_back_comes_to_the_exact_line(
    find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot
):
    typed(find, "track socket", qtbot)
    press(window, Qt.Key.Key_Return)
    assert window.page is not None
    left = window.page.place()
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    rows = typed(find, "waiver legal", qtbot)
    assert rows[0].detail.startswith("Action · Thu, Feb 6, 2025 · Discussion 1.a")
    press(window, Qt.Key.Key_Return)
    action = context.services.actions.list()[0].id
    assert window.page.place() == Place("actions", action)
    context.commands.run("go.back")
    assert window.page.place() == left
    context.commands.run("go.forward")
    assert window.page.place() == Place("actions", action)


def test_what_is_off_the_record_is_flagged(find: FindAnything, qtbot: QtBot):
    rows = typed(find, "sore", qtbot)
    assert [row.off for row in rows] == [True]
    assert "off the record" in rows[0].spoken


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("don't", "They don’t track socket type"),
        ("20.04", "Runs on 20.04 as well"),
        ("100%", "It is 100 % sure"),
        ('"on 20.04"', "Runs on 20.04 as well"),
    ],
)
def test_words_with_marks_in_them_are_found(find: FindAnything, qtbot: QtBot, words: str, line: str):
    assert [row.words for row in typed(find, words, qtbot)] == [line]


@pytest.mark.parametrize("words", ['"', "%", "\0", "*"])
def test_marks_alone_are_said_to_be_no_words(find: FindAnything, words: str):
    find.field.setText(words)
    find.field.textEdited.emit(words)
    assert find.words.text() == "Type a word or a number: marks alone aren’t searched for."
    assert not find.model.rows


def test_that_nothing_was_found_is_said_in_words(find: FindAnything, qtbot: QtBot):
    assert typed(find, "no-such-thing", qtbot) == []
    assert find.words.text() == "Nothing in the record says “no-such-thing”."


def test_a_section_of_a_summary_is_found_and_opened(find: FindAnything, window: MainWindow, qtbot: QtBot):
    (section,) = typed(find, "data-needs", qtbot)
    assert emphasised(section) == ["Data Needs"]
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, MeetingPage)
    opened = [card.row.heading for card in window.page.sections.cards if not card.folded]
    assert "Summary of Data Needs and Responses" in opened


def test_the_arrows_go_from_choice_to_choice_and_never_to_a_head(find: FindAnything, window: MainWindow, qtbot: QtBot):
    typed(find, "waiver", qtbot)
    choices = find.model.choices()
    assert find.list.currentIndex().row() == choices[0]
    press(window, Qt.Key.Key_Down)
    assert find.list.currentIndex().row() == choices[1]
    press(window, Qt.Key.Key_PageDown)
    assert find.list.currentIndex().row() == choices[-1]
    press(window, Qt.Key.Key_PageUp)
    assert find.list.currentIndex().row() == choices[0]
    press(window, Qt.Key.Key_Up)
    assert find.list.currentIndex().row() == choices[0]


def test_esc_gives_the_keyboard_back(window: MainWindow):
    before = window.focusWidget()
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.findAnything.field.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert window.focusWidget() is before
    assert not window.findAnything.popup.isVisible()


def test_a_click_takes_a_line(find: FindAnything, window: MainWindow, qtbot: QtBot):
    typed(find, "actions", qtbot)
    index = find.model.index(find.model.choices()[0], 0)
    QTest.mouseClick(find.list.viewport(), Qt.MouseButton.LeftButton, pos=find.list.visualRect(index).center())
    assert window.page is not None
    assert window.page.title() == "Actions"


def test_each_kind_has_one_place_and_what_has_none_is_not_offered():
    def hit(kind: str, **parts: str) -> SearchHit:
        return SearchHit(kind, "x", "", "", **parts)  # type: ignore[arg-type]

    assert place_of(hit("meeting")) == Place("meeting", "x")
    assert place_of(hit("note", meeting_id="m")) == Place("meeting", "m", "x")
    assert place_of(hit("section", meeting_id="m")) == Place("meeting", "m", "x")
    assert place_of(hit("agreement", meeting_id="m", note_id="n")) == Place("meeting", "m", "n")
    assert place_of(hit("action", meeting_id="m", note_id="n")) == Place("actions", "x")
    assert place_of(hit("data-need")) == Place("needs", "x")
    assert place_of(hit("order", order_id="x")) == Place("orders", "x")
    assert place_of(hit("order-item", order_id="o")) == Place("orders", "o", "x")
    assert place_of(hit("deadline", order_id="o")) == Place("orders", "o", "x")
    assert place_of(hit("proposal")) == Place("positions", "x")
    assert place_of(hit("position", proposal_id="p", meeting_id="m")) == Place("positions", "p")
    assert place_of(hit("position", meeting_id="m", note_id="n")) == Place("meeting", "m", "n")
    assert (
        place_of(hit("person")) == place_of(hit("organisation")) == place_of(hit("party-class")) == Place("people", "x")
    )
    assert place_of(hit("material")) == Place("materials", "x")
    assert place_of(hit("docket")) == place_of(hit("decision")) == place_of(hit("deadline")) == Place("orders", "x")
    assert place_of(hit("group")) == place_of(hit("topic")) == Place("meetings")
    assert place_of(hit("topic", meeting_id="m")) == Place("meeting", "m", "topic@x")
    assert place_of(hit("agenda", meeting_id="m")) == Place("meeting", "m")
    assert place_of(hit("agreement")) is None


def test_a_match_far_into_a_line_is_brought_into_sight():
    words = "A long beginning of a line that goes on and on before it says what was looked for"
    start = words.index("looked")
    shown, spans = in_sight(words, ((start, start + 6),))
    assert shown.startswith("…")
    assert [shown[at:end] for at, end in spans] == ["looked"]
    assert in_sight("looked for", ((0, 6),)) == ("looked for", ((0, 6),))


def test_the_list_keeps_the_rules_of_models(qtmodeltester: ModelTester):
    model = FoundList()
    model.show([Found("Go to"), Found("Meetings", choose=lambda: None)])
    qtmodeltester.check(model)
    assert model.choices() == [1]
