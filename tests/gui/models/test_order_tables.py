"""The tables of orders and plans keep the rules of models, and say what they mean."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.modeltest import ModelTester

from msa_wg_desktop.domain.orders import LinkedThing, OrderItemRow, Readiness
from msa_wg_desktop.domain.plans import PlanKind, PlanLine, PlanMove, PlanNode, PlanStatus, StepDraft
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cells import TONE_ROLE
from msa_wg_desktop.gui.models.linked_list import LinkedList
from msa_wg_desktop.gui.models.moves_table import moves_table
from msa_wg_desktop.gui.models.order_items_table import ItemColumn, item_lines, items_table
from msa_wg_desktop.gui.models.order_words import filers_words, readiness_signed
from msa_wg_desktop.gui.models.plan_words import bar_words, left_words
from msa_wg_desktop.gui.models.steps_table import StepColumn, StepLine, steps_table
from msa_wg_desktop.gui.models.timeline_table import timeline_table

MARCH_24, MARCH_28 = date(2025, 3, 24), date(2025, 3, 28)


def line(status: PlanStatus = PlanStatus.TO_COME, *why: str, days: int | None = 5) -> PlanLine:
    node = PlanNode(id="legal", title="Legal review", kind=PlanKind.STEP, days=days)
    return PlanLine(node, MARCH_28, MARCH_24 if days else None, days, "", status, why)


def item(number: str, parent: str | None = None, *, agreements: int = 0) -> OrderItemRow:
    return OrderItemRow(f"i{number}", "o", "26", number, f"Item {number}", parent_id=parent, agreements=agreements)


@pytest.fixture
def parts(qapp) -> QObject:
    return QObject()


def test_the_items_keep_the_rules_of_models(qtmodeltester: ModelTester, parts: QObject):
    model = items_table(lambda _line, _column, _text: True, lambda _key, _place: None, parts)
    model.set_rows(item_lines([item("3"), item("3a", "i3", agreements=1), item("4")]))
    qtmodeltester.check(model)
    said = [model.index(row, ItemColumn.LINKED).data() for row in range(3)]
    assert said == ["in its parts", "1 agreement", "Nothing linked"]
    assert model.index(0, ItemColumn.NUMBER).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "item 3, Item 3, Not started, in its parts"
    )


def test_the_time_line_keeps_the_rules_of_models(qtmodeltester: ModelTester, parts: QObject):
    model = timeline_table(parts)
    model.set_rows([line()])
    qtmodeltester.check(model)


def test_the_steps_keep_the_rules_of_models(qtmodeltester: ModelTester, parts: QObject):
    model = steps_table(lambda _line, _column, _text: True, parts)
    model.set_rows([StepLine(StepDraft(key="a", title="Review"), "the filing", "", "", line(PlanStatus.LATE))])
    qtmodeltester.check(model)
    assert model.index(0, StepColumn.DAYS).data() == "how many?"
    assert model.index(0, StepColumn.DAYS).data(TONE_ROLE) == Tone.CAUTION
    assert model.index(0, StepColumn.STATE).data(TONE_ROLE) == Tone.DANGER


def test_what_moves_keeps_the_rules_of_models(qtmodeltester: ModelTester, parts: QObject):
    model = moves_table(parts)
    model.set_rows(
        [PlanMove("a", "Review", MARCH_24, MARCH_28), PlanMove("b", "By hand", MARCH_24, MARCH_24, "It stays")]
    )
    qtmodeltester.check(model)
    assert [model.index(row, 2).data() for row in range(2)] == ["Fri, Mar 28, 2025", "It stays"]


def test_what_is_linked_keeps_the_rules_of_models(qtmodeltester: ModelTester, parts: QObject):
    model = LinkedList(parts)
    model.set_rows([LinkedThing("l", "i", "action", "a", "Call the inspector", "open", MARCH_24)])
    qtmodeltester.check(model)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "action. Call the inspector. due Mon, Mar 24, 2025. open"
    )


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (line(), "5 business days · latest start Mon, Mar 24"),
        (line(PlanStatus.STARTED), "5 business days · to be ready by Fri, Mar 28 · under way"),
        (
            line(PlanStatus.LATE, "It hasn't started."),
            "late · 5 business days · latest start Mon, Mar 24 · it hasn't started",
        ),
        (line(PlanStatus.NO_DATE, "Its lead time is missing.", days=None), "Its lead time is missing."),
    ],
)
def test_a_bar_says_in_words_what_its_colour_says(shown: PlanLine, words: str):
    assert bar_words(shown) == words


@pytest.mark.parametrize(
    ("day", "count", "words"),
    [
        (MARCH_28, 1, "1 business day left"),
        (MARCH_24, 0, "due today"),
        (date(2025, 3, 21), 0, "the day has passed"),
        (None, None, ""),
    ],
)
def test_how_much_time_is_left_is_said_in_business_days(day: date | None, count: int | None, words: str):
    assert left_words(day, count, today=MARCH_24) == words


def test_a_class_that_must_file_has_an_article_and_an_organisation_has_none():
    assert filers_words(("EDCs (Eversource, UI)", "Tesla")) == "the EDCs, Tesla"
    assert filers_words(()) == ""


def test_readiness_is_signed():
    ready = OrderItemRow(
        "i", "o", "26", "1", "A waiver", readiness=Readiness.READY, readiness_by="A. Body (UI)", readiness_on=MARCH_24
    )
    assert readiness_signed(ready) == "Said by A. Body (UI) on Mon, Mar 24, 2025."
    assert readiness_signed(item("1")) == "Nobody has said yet."
