"""Every verb is one step of the history, says what it changed, and can be taken back and brought back exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.history_sentence import sentence
from msa_wg_desktop.domain.materials import Cites, KeptFile
from msa_wg_desktop.domain.plans import StepDraft
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.domain.today import Board, OpenWork
from msa_wg_desktop.services.store import Store
from tests.services.agenda_operations import AGENDA_OPERATIONS, agenda
from tests.services.desk import SHEET, Desk, dump
from tests.services.invitation_operations import INVITATION_OPERATIONS
from tests.services.people_operations import PEOPLE_OPERATIONS

MARCH_3 = date(2025, 3, 3)

# What only machines know a thing by, or what should have been known.
_LEAK = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|no longer there|FREQ=|\w\.\w+_\w+|\[\]")

Prepare = Callable[[Desk], Any]
Act = Callable[[Desk, Any], Any]


def nothing(_desk: Desk) -> None:
    """Nothing has to be there before."""


class FirstPage:
    """Today, which reads again what a change touched and leaves the rest as it was: that is as if it read all."""

    def __init__(self, desk: Desk) -> None:
        self._today, self._groups = desk.services.today, desk.services.groups.family(desk.group)
        self._shown, self._work = self._read()
        self._sums = self._today.sums(self._work)

    def follow(self, told: Sequence[ChangeSet]) -> None:
        touched = {change.entity for changes in told for change in changes.changes}
        board, work = self._read()
        if "working_group" not in touched:
            assert self._today.board(self._groups, before=self._shown, touched=touched) == board
        if self._work.meeting == work.meeting:
            followed = self._today.follow(self._work, told)
            assert followed in (work, None)
            assert self._today.concerns_sums(told) or self._work == work
            assert self._today.concerns_sums(told) or self._sums == self._today.sums(work)
        self._shown, self._work, self._sums = board, work, self._today.sums(work)

    def _read(self) -> tuple[Board, OpenWork]:
        board = self._today.board(self._groups)
        return board, self._today.open_work(self._groups, board.next.meeting if board.next else None)


def seat(desk: Desk) -> str:
    return desk.services.groups.add_seat(desk.group, "EDCs").id


def action_update(desk: Desk) -> str:
    return desk.services.actions.add_update(desk.captured("action"), "Left a message")


def two_deadlines(desk: Desk) -> tuple[str, str]:
    deadlines = desk.services.deadlines
    first = deadlines.add("Filing", date(2025, 3, 31), kind="ordered", order="26")
    return first, deadlines.add("Legal review", date(2025, 3, 24), depends_on_id=first)


def extension(desk: Desk) -> str:
    first, _second = two_deadlines(desk)
    desk.services.deadlines.ask_extension(first, date(2025, 4, 30))
    return first


def steps(desk: Desk) -> tuple[str, str]:
    review = desk.services.plans.add_step(desk.order, "Legal review", lead_days=5)
    return review, desk.services.plans.add_step(desk.order, "Consultation", lead_days=10, before=review)


def template(desk: Desk) -> str:
    steps(desk)
    return desk.services.plans.keep_template(desk.group, "Filing", desk.services.plans.drafts(desk.order))


def planned_deadline(desk: Desk) -> str:
    """The filing, with a step before it whose last day is a deadline of the group's own."""
    filing, review = two_deadlines(desk)
    desk.services.deadlines.edit(review, {"date": date(2025, 3, 28), "depends_on_id": None})
    desk.services.plans.add_step(desk.order, "Legal review", lead_days=5, deadline_id=review)
    return filing


def linked(desk: Desk) -> str:
    return next(row.link_id for row in desk.services.order_links.list(desk.order) if row.item_id == desk.items["6"])


def material(desk: Desk) -> str:
    made = desk.services.materials.add("Installation manual", sender="ConnectDER")
    desk.services.materials.cite(made, Cites.DATA_NEED, desk.captured("data-need"))
    return made


def proposal(desk: Desk) -> str:
    made = desk.services.proposals.add("Liability waiver", text="The waiver names the installer", sponsor="EDCs")
    version = desk.services.proposals.get(made).versions[0].id
    desk.services.positions.add("Tesla", "support", version_id=version)
    return made


def version(desk: Desk) -> str:
    return desk.services.proposals.get(proposal(desk)).versions[0].id


def quoted(desk: Desk) -> str:
    made = proposal(desk)
    desk.services.proposals.quote(made, desk.notes[0])
    return made


def roll_call(desk: Desk, version_id: str) -> str:
    answers = [Answer("UI", "oppose", "It names nobody"), Answer("Tesla", Mark.SILENT)]
    return desk.services.roll_calls.take(version_id, answers, signed_by="ac", meeting_id=desk.meeting)


OPERATIONS: dict[str, tuple[Prepare, Act]] = {
    **AGENDA_OPERATIONS,
    **INVITATION_OPERATIONS,
    **PEOPLE_OPERATIONS,
    "action_import.add": (nothing, lambda d, _: d.services.action_import.add(SHEET, group_id=d.group)),
    "groups.add": (nothing, lambda d, _: d.services.groups.add("Other WG / Storage", short="ST")),
    "groups.add_below": (nothing, lambda d, _: d.services.groups.add_below("A / B", parent_id=d.group, state="MA")),
    "groups.ensure": (nothing, lambda d, _: d.services.groups.ensure("IX WG / Storage")),
    "groups.edit": (nothing, lambda d, _: d.services.groups.edit(d.group, {"attribution": "none", "state": "MA"})),
    "groups.delete": (
        lambda d: d.services.groups.add("Empty").id,
        lambda d, group: d.services.groups.delete(group),
    ),
    "groups.add_seat": (nothing, lambda d, _: seat(d)),
    "groups.edit_seat": (seat, lambda d, s: d.services.groups.edit_seat(s, {"role": "observer", "until": MARCH_3})),
    "groups.remove_seat": (seat, lambda d, s: d.services.groups.remove_seat(s)),
    "groups.add_word": (nothing, lambda d, _: d.services.groups.add_word(d.group, "sbi", "State Building Inspector")),
    "groups.edit_word": (
        lambda d: d.services.groups.add_word(d.group, "sbi", "State Building Inspektor").id,
        lambda d, term: d.services.groups.edit_word(term, {"expansion": "State Building Inspector"}),
    ),
    "groups.remove_word": (
        lambda d: d.services.groups.add_word(d.group, "RRES").id,
        lambda d, term: d.services.groups.remove_word(term),
    ),
    "orders.add_docket": (nothing, lambda d, _: d.services.orders.add_docket("23-08-02")),
    "orders.add_decision": (nothing, lambda d, _: d.services.orders.add_decision("24-08-05")),
    "orders.add": (nothing, lambda d, _: d.services.orders.add(d.decision, "27", files=["EDCs"], consulted=["OEMs"])),
    "orders.add_item": (nothing, lambda d, _: d.services.orders.add_item("26", "7", "a list", files=["UI"])),
    "orders.edit_docket": (nothing, lambda d, _: d.services.orders.edit_docket(d.docket, {"number": "24-08-03"})),
    "orders.edit_decision": (nothing, lambda d, _: d.services.orders.edit_decision(d.decision, {"title": "Final"})),
    "orders.edit": (
        nothing,
        lambda d, _: d.services.orders.edit(d.order, {"due": MARCH_3, "also_filed_in": "", "consulted": ["Tesla"]}),
    ),
    "orders.edit_item": (
        nothing,
        lambda d, _: d.services.orders.edit_item(d.items["1"], {"readiness": "drafting", "readiness_by": "pf"}),
    ),
    "orders.add_item (a part)": (
        nothing,
        lambda d, _: d.services.orders.add_item("26", "1a", "the form", parent_id=d.items["1"]),
    ),
    "orders.delete_item": (nothing, lambda d, _: d.services.orders.delete_item(d.items["6"])),
    "orders.delete": (two_deadlines, lambda d, _: d.services.orders.delete(d.order)),
    "orders.delete_decision": (agenda, lambda d, _: d.services.orders.delete_decision(d.decision)),
    "orders.delete_docket": (nothing, lambda d, _: d.services.orders.delete_docket(d.docket)),
    "actions.add": (
        nothing,
        lambda d, _: d.services.actions.add("Draft it", owners=["EDCs", "pf"], due=MARCH_3, order_items=["26.1"]),
    ),
    "actions.edit": (
        nothing,
        lambda d, _: d.services.actions.edit(
            d.captured("action"),
            {"what": "Else", "due": None, "owners": ["jg"], "order_items": ["26"], "status": "done"},
        ),
    ),
    "actions.edit from the line": (
        nothing,
        lambda d, _: d.services.actions.edit(d.captured("action"), {"due": MARCH_3}, from_line=True),
    ),
    "actions.set_owners": (nothing, lambda d, _: d.services.actions.set_owners(d.captured("action"), ["UI", "pf"])),
    "actions.set_owner_status": (
        nothing,
        lambda d, _: d.services.actions.set_owner_status(d.captured("action"), "EDCs", "in progress", due=MARCH_3),
    ),
    "actions.overrule": (nothing, lambda d, _: d.services.actions.overrule(d.captured("action"), "done", by="ac")),
    "actions.mark_done": (nothing, lambda d, _: d.services.actions.mark_done(d.captured("action"))),
    "actions.drop": (nothing, lambda d, _: d.services.actions.drop(d.captured("action"), "Overtaken")),
    "actions.reopen": (
        lambda d: d.services.actions.mark_done(d.captured("action")),
        lambda d, _: d.services.actions.reopen(d.captured("action")),
    ),
    "actions.add_update": (nothing, lambda d, _: action_update(d)),
    "actions.edit_update": (action_update, lambda d, u: d.services.actions.edit_update(u, {"text": "Wrote"})),
    "actions.delete_update": (action_update, lambda d, u: d.services.actions.delete_update(u)),
    "actions.edit_many": (
        nothing,
        lambda d, _: d.services.actions.edit_many([d.captured("action")], {"due": date(2025, 3, 3)}),
    ),
    "actions.delete_many": (nothing, lambda d, _: d.services.actions.delete_many([d.captured("action")])),
    "actions.delete": (action_update, lambda d, _: d.services.actions.delete(d.captured("action"))),
    "data_needs.add": (
        nothing,
        lambda d, _: d.services.data_needs.add("Lifespan", parties=["ConnectDER", "Tesla"], order_items=["26.2"]),
    ),
    "data_needs.edit": (
        nothing,
        lambda d, _: d.services.data_needs.edit(
            d.captured("data-need"), {"response": "- 15 years", "parties": ["OEMs"], "status": "answered"}
        ),
    ),
    "data_needs.set_parties": (
        nothing,
        lambda d, _: d.services.data_needs.set_parties(d.captured("data-need"), ["ConnectDER", "Tesla"]),
    ),
    "data_needs.answer": (
        nothing,
        lambda d, _: d.services.data_needs.answer(d.captured("data-need"), "Tesla", "20+ years", by="jg"),
    ),
    "data_needs.overrule": (
        nothing,
        lambda d, _: d.services.data_needs.overrule(d.captured("data-need"), NeedStatus.WITHDRAWN, by="ac"),
    ),
    "data_needs.edit_many": (
        nothing,
        lambda d, _: d.services.data_needs.edit_many([d.captured("data-need")], {"status": "answered"}),
    ),
    "data_needs.edit_party": (
        nothing,
        lambda d, _: d.services.data_needs.edit_party(
            d.captured("data-need"), "Tesla", {"due": date(2025, 3, 3), "reason": "Internal review"}
        ),
    ),
    "data_needs.ask_again": (
        nothing,
        lambda d, _: d.services.data_needs.ask_again([d.captured("data-need")], on=date(2025, 2, 20)),
    ),
    "data_needs.delete_many": (material, lambda d, _: d.services.data_needs.delete_many([d.captured("data-need")])),
    "need_letters.mark_asked": (
        nothing,
        lambda d, _: d.services.need_letters.mark_asked(d.services.need_letters.list(d.group), on=date(2025, 2, 20)),
    ),
    "data_needs.delete": (material, lambda d, _: d.services.data_needs.delete(d.captured("data-need"))),
    "agreements.add": (
        nothing,
        lambda d, _: d.services.agreements.add("So be it", basis="agreement of named parties", parties=["UI", "Tesla"]),
    ),
    "agreements.edit": (
        nothing,
        lambda d, _: d.services.agreements.edit(
            d.captured("agreement"), {"basis": "consensus", "parties": ["EDCs"], "order_items": ["26.2"]}
        ),
    ),
    "agreements.delete": (nothing, lambda d, _: d.services.agreements.delete(d.captured("agreement"))),
    "questions.add": (nothing, lambda d, _: d.services.questions.add("Who pays?", asked_by="pf", order_items=["26.1"])),
    "questions.edit": (
        nothing,
        lambda d, _: d.services.questions.edit(d.captured("question"), {"text": "Who?", "asked_by": "pf"}),
    ),
    "questions.answer": (nothing, lambda d, _: d.services.questions.answer(d.captured("question"), d.notes[1])),
    "questions.let_go": (nothing, lambda d, _: d.services.questions.let_go(d.captured("question"))),
    "questions.reopen": (
        lambda d: d.services.questions.answer(d.captured("question"), d.notes[1]),
        lambda d, _: d.services.questions.reopen(d.captured("question")),
    ),
    "questions.delete": (nothing, lambda d, _: d.services.questions.delete(d.captured("question"))),
    "positions.add": (version, lambda d, v: d.services.positions.add("UI", "oppose", version_id=v, signed_by="pf")),
    "positions.edit": (
        nothing,
        lambda d, _: d.services.positions.edit(d.captured("position"), {"stand": "support", "party": "Tesla"}),
    ),
    "positions.delete": (nothing, lambda d, _: d.services.positions.delete(d.captured("position"))),
    "proposals.add": (nothing, lambda d, _: d.services.proposals.add("Waiver", text="Text", sponsor="UI")),
    "proposals.edit": (
        proposal,
        lambda d, p: d.services.proposals.edit(p, {"number": "P-9", "status": "consensus", "sponsor": "UI"}),
    ),
    "proposals.add_version": (proposal, lambda d, p: d.services.proposals.add_version(p, "Another text")),
    "proposals.edit_version": (version, lambda d, v: d.services.proposals.edit_version(v, {"text": "Corrected"})),
    "proposals.delete_version": (version, lambda d, v: d.services.proposals.delete_version(v)),
    "proposals.delete": (proposal, lambda d, p: d.services.proposals.delete(p)),
    "materials.add a version": (
        material,
        lambda d, m: d.services.materials.add("Installation manual", supersedes=m),
    ),
    "materials.keep": (material, lambda d, m: d.services.materials.keep(m, KeptFile("a.pdf", 3, "abc"))),
    "proposals.quote": (proposal, lambda d, p: d.services.proposals.quote(p, d.notes[0])),
    "proposals.unquote": (quoted, lambda d, p: d.services.proposals.unquote(p, d.notes[0])),
    "roll_calls.take": (version, roll_call),
    "roll_calls.correct a stand": (
        lambda d: roll_call(d, version(d)),
        lambda d, made: d.services.roll_calls.correct(made, Answer("UI", Mark.ABSENT)),
    ),
    "roll_calls.correct a mark": (
        lambda d: roll_call(d, version(d)),
        lambda d, made: d.services.roll_calls.correct(made, Answer("Tesla", "support", "It is short")),
    ),
    "roll_calls.delete": (
        lambda d: roll_call(d, version(d)),
        lambda d, made: d.services.roll_calls.delete(made),
    ),
    "materials.add": (nothing, lambda d, _: d.services.materials.add("Manual", sender="Tesla", confidential=True)),
    "materials.edit": (material, lambda d, m: d.services.materials.edit(m, {"version": "2", "sender": "Tesla"})),
    "materials.cite": (material, lambda d, m: d.services.materials.cite(m, Cites.NOTE, d.notes[0])),
    "materials.uncite": (material, lambda d, m: d.services.materials.uncite(m, d.captured("data-need"))),
    "materials.delete": (material, lambda d, m: d.services.materials.delete(m)),
    "order_links.add": (
        nothing,
        lambda d, _: d.services.order_links.add("question", d.captured("question"), d.items["2"]),
    ),
    "order_links.move": (linked, lambda d, link: d.services.order_links.move(link, d.items["2"])),
    "order_links.remove": (linked, lambda d, link: d.services.order_links.remove(link)),
    "plans.add_step": (
        planned_deadline,
        lambda d, _: d.services.plans.add_step(
            d.order, "Inspector's review", lead_days=20, party="UI", action_id=d.captured("action")
        ),
    ),
    "plans.edit_step": (steps, lambda d, ids: d.services.plans.edit_step(ids[0], {"lead_days": 8, "party": "Tesla"})),
    "plans.delete_step": (steps, lambda d, ids: d.services.plans.delete_step(ids[0])),
    "plans.set_steps": (
        steps,
        lambda d, ids: d.services.plans.set_steps(
            d.order, [*d.services.plans.drafts(d.order)[1:], StepDraft(key="new", title="Printing", before=ids[1])]
        ),
    ),
    "plans.move": (planned_deadline, lambda d, filing: d.services.plans.move(d.order, filing, date(2025, 4, 14))),
    "plans.keep_template": (
        template,
        lambda d, _: d.services.plans.keep_template(d.group, "Filing", d.services.plans.drafts(d.order)[:1]),
    ),
    "plans.delete_template": (template, lambda d, kept: d.services.plans.delete_template(kept)),
    "deadlines.add": (nothing, lambda d, _: d.services.deadlines.add("Filing", MARCH_3, order="26", lead_days=5)),
    "deadlines.edit": (
        two_deadlines,
        lambda d, ids: d.services.deadlines.edit(ids[1], {"date": MARCH_3, "order": "26"}),
    ),
    "deadlines.ask_extension": (
        two_deadlines,
        lambda d, ids: d.services.deadlines.ask_extension(ids[0], date(2025, 4, 30)),
    ),
    "deadlines.grant_extension": (
        extension,
        lambda d, row: d.services.deadlines.grant_extension(row, ruling="Motion 3"),
    ),
    "deadlines.mark_met": (two_deadlines, lambda d, ids: d.services.deadlines.mark_met(ids[0])),
    "deadlines.delete": (two_deadlines, lambda d, ids: d.services.deadlines.delete(ids[0])),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_verb_is_one_step_that_can_be_taken_back_and_brought_back(name: str, desk: Desk, store: Store):
    prepare, act = OPERATIONS[name]
    prepared = prepare(desk)
    if name == "parties.delete":
        desk.services.groups.add_seat(desk.group, "ac")
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    before = dump(store)
    first_page = FirstPage(desk)
    act(desk, prepared)
    after = dump(store)
    first_page.follow(told)
    assert len(told) == 1
    assert told[0].changes
    assert told[0].label
    assert before != after
    (step,) = desk.services.history.told(desk.services.history.list(limit=1))
    said = ((each, field) for each in step.changes for field in each.fields)
    fields = (f"{each.noun} {each.name} {field.label} {field.before} {field.after}" for each, field in said)
    assert _LEAK.search("\n".join([sentence(step), *fields])) is None
    assert store.undo() is not None
    first_page.follow(told[1:])
    assert dump(store) == before
    assert store.redo() is not None
    assert dump(store) == after
    assert store.integrity() == "ok"


def test_every_verb_that_writes_is_in_the_table_above():
    from msa_wg_desktop.services.container import Services

    reads = {
        "list", "get", "find", "family", "book", "people", "organisations", "classes", "related", "mine", "seats",
        "terms", "abbreviations", "dockets", "decisions", "items", "get_docket", "get_item", "resolve",
        "require", "topics", "versions", "count", "citations", "cited_in",
        "is_person", "is_known", "merge_plan", "former", "plan", "read", "preview",
        "count_open", "count_due_soon", "of_version", "parties",
        "count_provisional",
        "steps", "drafts", "templates", "try_steps", "offered", "without_order",
        "of_topic", "of_meetings", "is_due", "state",
        "message", "save", "try_out", "rows",
        "of_meeting", "sequences", "names",
        "some", "senders", "of_versions", "on_topics", "versions_of",
        "of", "invited", "read_party", "answers", "log", "organiser", "check_free",
        "overview", "sheet", "waiting", "holders", "errands", "parcels", "handings", "plan_end", "all", "following",
        # What was handed out stays so: it can't be undone, and has tests of its own.
        "remember",
    }  # fmt: skip
    nouns = {name.split(".")[0] for name in OPERATIONS}
    annotations = {noun: getattr(Services, noun).func.__annotations__["return"] for noun in nouns}
    covered = {name.split(" ")[0] for name in OPERATIONS}
    missing = [
        f"{noun}.{verb}"
        for noun, cls in annotations.items()
        for verb in vars(_load(cls))
        if not verb.startswith("_") and verb not in reads | {"kind", "order"} and f"{noun}.{verb}" not in covered
    ]
    assert missing == []


def _load(cls: str) -> type:
    """A service by the name of its class; two nouns may share one."""
    import importlib
    import re
    from pathlib import Path

    from msa_wg_desktop.services import container

    folder = Path(str(container.__file__)).parent
    source = "".join(file.read_text(encoding="utf-8") for file in folder.glob("container*.py"))
    (module,) = set(re.findall(rf"from (msa_wg_desktop\.services\.\w+) import (?:\w+, )*{cls}\b", source))
    return getattr(importlib.import_module(module), cls)
