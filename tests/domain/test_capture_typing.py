"""What typing turns into at a space, and what is offered at the caret (rules 2 and 11)."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.capture import (
    CompletionKind,
    Known,
    KnownOrganisation,
    KnownPerson,
    ReplacementKind,
    completions,
    expand_line,
    typed_space,
)

SPACE = [
    # before the caret, after the space but for the space itself
    ("pf:", "Patrick Fam (Eversource):"),
    ("PF:", "Patrick Fam (Eversource):"),
    ("[off] pf:", "[off] Patrick Fam (Eversource):"),
    ("ac+js:", "Aileen Cole (GPI) and Jamie Spannhake (EOE):"),
    ("ac, js, pf:", "Aileen Cole (GPI), Jamie Spannhake (EOE) and Patrick Fam (Eversource):"),
    ("Patrick Fam:", "Patrick Fam (Eversource):"),
    ("pf, Eversource:", "Patrick Fam (Eversource):"),
    ("patrick fam:", "Patrick Fam (Eversource):"),
    ("@ac:", "Aileen Cole (GPI):"),
    ("ac+Mary Jones (Acme):", "Aileen Cole (GPI) and Mary Jones (Acme):"),
    ("pf?:", "Patrick Fam (Eversource)?:"),
    ("eversource:", "Eversource:"),
    ("ui+edcs:", "UI and EDCs:"),
    ("@ac", "Aileen Cole (GPI)"),
    ("Ask @ac", "Ask Aileen Cole (GPI)"),
    ("pf: ask (@Kim", "pf: ask (Kim Lee (Tesla)"),
    ("Ask @edcs", "Ask EDCs"),
    ("Call the sbi", "Call the State Building Inspector"),
    ("sbi", "State Building Inspector"),
    ("pf: ACTION: sbi", "pf: ACTION: State Building Inspector"),
    ("(sbi", "(State Building Inspector"),
]

NO_SPACE = [
    "",
    "Hello",
    "pf",
    "Patrick Fam (Eversource):",
    "Eversource:",
    "UI:",
    "?:",
    "Eversource?:",
    "Mary Jones (Acme):",
    "Regarding storage:",
    "Item 3:",
    "ACTION:",
    "pf: ACTION:",
    "pf: then pf:",
    "\\pf:",
    "\\sbi",
    "Ask @nobody",
    "write to x@ac",
    "SBI",
    "sbi,",
    "xsbi",
]


@pytest.mark.parametrize(("before", "after"), SPACE)
def test_a_space_writes_out_what_was_short(before: str, after: str, known: Known) -> None:
    change = typed_space(before, known)
    assert change is not None
    assert before[: change.start] + change.text + before[change.end :] == after
    assert change.end == len(before)


@pytest.mark.parametrize("before", NO_SPACE)
def test_a_space_changes_nothing_else(before: str, known: Known) -> None:
    assert typed_space(before, known) is None


def test_the_kind_says_why_so_that_backspace_can_take_it_back(known: Known) -> None:
    changes = [typed_space(text, known) for text in ("pf:", "x @ac", "sbi")]
    assert [change.kind if change else None for change in changes] == [
        ReplacementKind.SPEAKER,
        ReplacementKind.MENTION,
        ReplacementKind.ABBREVIATION,
    ]


TWO_OF_ONE_NAME = Known(
    people=[KnownPerson("1", "Jon Smith", "a", "Acme", "js"), KnownPerson("2", "Jon Smith", "a", "Acme", "jt")],
    organisations=[KnownOrganisation("a", "Acme")],
)


def test_a_code_stays_where_the_name_would_not_be_its_owners_alone() -> None:
    assert typed_space("js:", TWO_OF_ONE_NAME) is None
    assert typed_space("x @jt", TWO_OF_ONE_NAME) is None
    assert expand_line("js: ask @jt", TWO_OF_ONE_NAME) == "js: ask @jt"


WHOLE_LINES = [
    (
        "pf: @ac on the sbi form",
        "Patrick Fam (Eversource): Aileen Cole (GPI) on the State Building Inspector form",
    ),
    ("@ac asked @kl", "Aileen Cole (GPI) asked Kim Lee (Tesla)"),
    ("... ACTION: @Kim to call the sbi now", "... ACTION: Kim Lee (Tesla) to call the State Building Inspector now"),
    ("\\pf: ask the sbi now", "\\pf: ask the sbi now"),
    ("", ""),
    ("Nothing short", "Nothing short"),
    ("the sbi", "the sbi"),
]


@pytest.mark.parametrize(("line", "written"), WHOLE_LINES)
def test_a_whole_line_is_written_out_as_if_typed(line: str, written: str, known: Known) -> None:
    assert expand_line(line, known) == written


def offered(text: str, known: Known, limit: int = 8) -> list[str]:
    return [offer.insert for offer in completions(text, known, limit=limit)]


def test_a_complete_code_comes_first_then_who_is_present(known: Known) -> None:
    assert offered("kl", known)[0] == "Kim Lee (Tesla): "
    assert offered("j", known) == [
        "Jamie Spannhake (EOE): ",
        "Jon Knauer (ConnectDER): ",
        "Jordan Graham (Tesla): ",
    ]
    assert offered("c", known) == [
        "Aileen Cole (GPI): ",
        "ConnectDER: ",
        "Carl Nowiszewski (Eversource): ",
        "Jon Knauer (ConnectDER): ",
    ]


def test_an_organisation_is_offered_before_its_people(known: Known) -> None:
    assert offered("Ever", known) == ["Eversource: ", "Patrick Fam (Eversource): ", "Carl Nowiszewski (Eversource): "]
    assert offered("united", known) == offered("the u", known) == ["UI: "]
    assert offered("ED", known) == ["EDCs: "]


def test_a_second_speaker_is_offered_with_the_first_written_out(known: Known) -> None:
    assert offered("ac+js", known)[0] == "Aileen Cole (GPI) and Jamie Spannhake (EOE): "
    assert offered("Aileen Cole (GPI) and jam", known) == ["Aileen Cole (GPI) and Jamie Spannhake (EOE): "]
    (offer,) = completions("[off] ac, pat", known)
    assert (offer.start, offer.kind) == (6, CompletionKind.SPEAKER)
    assert offered("nobody and jam", known) == []


def test_markers_are_offered_for_capitals(known: Known) -> None:
    assert offered("AC", known)[-1] == "ACTION: "
    assert offered("AGR", known) == ["AGREED: ", "AGREEMENT: "]
    assert offered("pf: NE", known) == ["NEED: "]
    assert offered("... Q", known) == ["Q: ", "QUESTION: "]
    assert offered("pf: A", known) == []
    assert offered("pf: Act", known) == []
    assert offered("DATA N", known) == ["DATA NEED: "]


def test_order_items_are_offered_after_a_hash_those_of_the_default_decision_first(known: Known) -> None:
    assert offered("See #26.", known, limit=3) == ["#26.1", "#26.2", "#26.3"]
    assert offered("See #26.6", known) == ["#26.6", "23-08-02 #26.6"]
    assert offered("See 23-08-02 #2", known) == ["#26.6"]
    assert offered("See #7.1", known) == ["21-08-02 #7.1", "22-08-02 #7.1"]
    (first, *_rest) = completions("#26.3", known)
    assert (first.label, first.detail, first.start) == ("#26.3", "Item 3", 0)


def test_people_are_offered_after_an_at(known: Known) -> None:
    assert offered("Ask @ki", known) == ["Kim Lee (Tesla)"]
    (offer,) = completions("Ask @ki", known)
    assert (offer.start, offer.kind, offer.detail) == (4, CompletionKind.MENTION, "kl")
    assert len(offered("@", known)) == 8


ORDINARY = (
    *("", " ", "hello there, everyone", "zz", "\\pf", "\\ACT", "pf: hello", "pf: jam", "x@ac", "5", "("),
    *("Patrick Fam (Eversource)", "word " * 100, "The", "the ", "#x", "Order 26"),
)


@pytest.mark.parametrize("text", ORDINARY)
def test_nothing_is_offered_in_the_middle_of_ordinary_words(text: str, known: Known) -> None:
    assert offered(text, known) == []


def test_who_is_present_is_said(known: Known) -> None:
    assert [offer.detail for offer in completions("pat", known)] == ["pf · present"]
    assert [offer.detail for offer in completions("EDC", known)] == ["Eversource, UI"]


def test_of_two_people_of_one_name_the_code_is_written() -> None:
    assert offered("jon", TWO_OF_ONE_NAME) == ["js: ", "jt: "]
