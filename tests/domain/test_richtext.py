"""Light formatting keeps every word, and reads back as it was written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from msa_wg_desktop.domain.richtext import (
    BlockStyle,
    NumberShape,
    Paragraph,
    Run,
    from_markdown,
    normal,
    paragraphs,
    plain,
    to_markdown,
)

texts = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="ab*_\\[]()!#-+1.) \t\n", max_size=14),
    st.sampled_from(
        ["- a", "1. a", "(1) a", "12) a", "](", "[a](b)", "![a](b)", "***", "a\n- b", "\\", "<b>", "&amp;"]
    ),
)
runs = st.builds(
    Run,
    text=texts,
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.none() | st.just("") | st.text(max_size=8) | st.just("https://example.org/a_(b)"),
)
any_blocks = st.lists(
    st.builds(
        Paragraph,
        runs=st.lists(runs, max_size=5).map(tuple),
        style=st.sampled_from(BlockStyle),
        level=st.integers(-1, 10),
        number=st.integers(-5, 1200),
        shape=st.sampled_from(NumberShape),
    ),
    max_size=6,
).map(tuple)


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(any_blocks)
def test_what_was_written_reads_back_as_it_was(blocks):
    assert from_markdown(to_markdown(blocks)) == normal(blocks)


@patient
@given(any_blocks)
def test_the_normal_form_is_stable(blocks):
    assert normal(normal(blocks)) == normal(blocks)


@patient
@given(any_blocks)
def test_the_normal_form_keeps_every_word(blocks):
    def words(of):
        return "".join("".join(block.text.split()) for block in of)

    assert words(normal(blocks)) == words(blocks)


@patient
@given(st.text() | texts)
def test_any_text_can_be_read_and_settles_after_one_reading(text):
    blocks = from_markdown(text)
    assert from_markdown(to_markdown(blocks)) == blocks


@patient
@given(st.text(alphabet="ab *_[]()<>&#", max_size=30))
def test_reading_loses_no_letter(text):
    def letters(of):
        return [char for char in of if char in "ab<>&#_"]

    assert letters(plain(from_markdown(text))) == letters(text) or "](" in text


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold?</b>", "R&D, AT&amp;T", "{{ name }}", "=1+1", "# not a heading", "> not a quote", "`not code`",
        "2 * 3 * 4 = 24", "snake_case_name", "a lone * star", "**", "****", "2024. A year", "----", "| a | b |",
        "[off] the record", "[a] (b)", "![picture](file.png)", "e.g. this", "-5 degrees", "(see 1) there", "1.5 kV",
    ],
)  # fmt: skip
def test_what_is_not_formatting_stays_as_typed(text):
    assert from_markdown(text) == (Paragraph((Run(text),)),)
    assert plain(from_markdown(to_markdown(paragraphs(text)))) == text


def test_bold_italic_and_links_are_read():
    (block,) = from_markdown("a **b** *c* ***d*** [e f](https://example.org) [g](#)")
    assert block.runs == (
        Run("a "),
        Run("b", bold=True),
        Run(" "),
        Run("c ", italic=True),
        Run("d", bold=True, italic=True),
        Run(" "),
        Run("e f", link="https://example.org"),
        Run(" "),
        Run("g", link=""),
    )


def test_an_order_and_its_items_are_read_with_their_printed_markers():
    blocks = from_markdown(
        "26. *No later than March 31:*\n\n    (1) *a waiver;*\n    (2) *a list*\n\n    *The EDCs shall consult.*"
    )
    assert [(block.marker, block.level, block.text) for block in blocks] == [
        ("26.", 0, "No later than March 31:"),
        ("(1)", 1, "a waiver;"),
        ("(2)", 1, "a list"),
        ("", 1, "The EDCs shall consult."),
    ]
    assert all(run.italic for block in blocks for run in block.runs)


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_a_list_is_nested_however_deep_its_writer_indents(indent):
    blocks = from_markdown(f"- a\n{indent}- b\n{indent * 2}- c\n{indent}- d\n- e")
    assert [block.level for block in blocks] == [0, 1, 2, 1, 0]


def test_a_wrapped_line_does_not_become_a_list_by_its_number():
    assert len(from_markdown("as stated in Order\n26. That order is old")) == 1
    assert len(from_markdown("these:\n1. one\n3. three")) == 3


def test_a_list_goes_on_after_a_second_paragraph_of_an_item():
    blocks = from_markdown("- a\n    (1) one\n\n        more of one\n    (3) three")
    assert [(block.marker, block.level) for block in blocks] == [("•", 0), ("(1)", 1), ("", 2), ("(3)", 1)]


def test_a_line_end_is_a_space_and_a_backslash_makes_a_line_break():
    assert from_markdown("one\ntwo\\\nthree") == (Paragraph((Run("one two\nthree"),)),)


def test_an_exclamation_mark_before_a_link_makes_no_picture_of_it():
    blocks = (Paragraph((Run("Look!"), Run("here", link="https://a.org"))),)
    assert to_markdown(blocks) == "Look\\![here](https://a.org)"
    assert from_markdown(to_markdown(blocks)) == blocks


def test_empty_paragraphs_are_not_kept():
    assert normal((Paragraph(()), Paragraph((Run(" \n"),)), Paragraph((Run("a"),)))) == paragraphs("a")


def test_plain_text_shows_the_markers():
    assert plain(from_markdown("Intro\n\n- one\n- two\n\n(1) three")) == "Intro\n• one\n• two\n(1) three"


def test_a_very_long_note_is_read_and_written_at_once():
    text = "word *[( " * 12_000
    assert plain(from_markdown(to_markdown(paragraphs(text)))) == text.rstrip()


@pytest.mark.parametrize(
    "markdown",
    [
        "Plain words\nwrapped", "**bold** and *italic* and ***both***", "- one\n- two\n    - deeper\n- three",
        "1. one\n2. two", "26) one\n27) two", "[words](https://example.org/a_(b)) there", "a\\\nb", r"\*not\* \[this\]",
    ],
)  # fmt: skip
def test_another_reader_of_markdown_sees_the_same(markdown):
    assert _as_markdown_it_sees(markdown) == [(block.text, block.level) for block in from_markdown(markdown)]


def _as_markdown_it_sees(markdown: str) -> list[tuple[str, int]]:
    seen, depth = [], 0
    for token in MarkdownIt("commonmark").parse(markdown):
        depth += (token.type in ("bullet_list_open", "ordered_list_open")) - (
            token.type in ("bullet_list_close", "ordered_list_close")
        )
        if token.type == "inline":
            words = {"softbreak": " ", "hardbreak": "\n"}
            text = "".join(words.get(child.type, child.content) for child in token.children or ())
            seen.append((text, max(0, depth - 1)))
    return seen
