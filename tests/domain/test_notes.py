"""The outline's rules: levels, labels as Word prints them, ranks with room between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msa_wg_desktop.domain.notes import (
    MAX_LEVEL,
    labels,
    labels_at,
    letters,
    marker,
    new_id,
    normal_levels,
    numbering,
    path,
    rank_between,
    ranks_between,
    roman,
)

LEVELS = st.lists(st.integers(-3, 12), max_size=40)

# The real summary's discussion: its 24 notes.
REAL_LEVELS = [0, 0, 1, 0, 1, 0, 1, 1, 2, 2, 2, 1, 2, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1]
REAL_LABELS = (
    "1 2 2.a 3 3.a 4 4.a 4.b 4.b.i 4.b.ii 4.b.iii 4.c 4.c.i 5 5.a 6 6.a 7 7.a 8 8.a 8.b 9 9.a".split()  # noqa: SIM905
)


def test_the_real_discussion_has_the_labels_that_are_printed_there() -> None:
    assert labels(REAL_LEVELS) == REAL_LABELS


@pytest.mark.parametrize(
    ("level", "number", "printed"),
    [
        (0, 1, "1."),
        (1, 2, "b."),
        (2, 4, "iv."),
        (3, 1, "1)"),
        (4, 3, "c)"),
        (5, 9, "ix)"),
        (6, 1, "1."),
        (7, 28, "bb."),
    ],
)
def test_a_note_is_marked_as_its_depth_asks(level: int, number: int, printed: str) -> None:
    assert marker(level, number) == printed


def test_letters_go_on_as_in_word() -> None:
    assert [letters(number) for number in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]


@given(st.integers(1, 3999))
def test_a_roman_number_reads_back(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    digits = [values[digit] for digit in roman(number)]
    assert sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)) == number


@given(LEVELS)
def test_shown_levels_never_jump_and_are_shown_so_again(levels: list[int]) -> None:
    shown = normal_levels(levels)
    assert all(0 <= level <= MAX_LEVEL for level in shown)
    assert all(below <= above + 1 for above, below in zip([-1, *shown], shown, strict=False))
    assert normal_levels(shown) == shown


@given(LEVELS)
def test_no_two_notes_have_the_same_label(levels: list[int]) -> None:
    assert len(set(labels(levels))) == len(levels)


@given(st.lists(st.tuples(st.integers(-1, 9), st.booleans()), max_size=40))
def test_only_notes_that_count_have_a_label(notes: list[tuple[int, bool]]) -> None:
    countable = [counts for _level, counts in notes]
    assert [bool(label) for label in labels([level for level, _counts in notes], countable)] == countable


@given(st.lists(st.tuples(st.integers(-1, 9), st.booleans()), max_size=40))
def test_a_label_is_the_path_of_the_notes_numbers(notes: list[tuple[int, bool]]) -> None:
    levels, countable = [level for level, _counts in notes], [counts for _level, counts in notes]
    paths = ["" if numbers is None else path(numbers) for numbers in numbering(levels, countable)]
    assert labels(levels, countable) == paths


@given(LEVELS)
def test_numbers_rise_one_by_one_under_each_parent(levels: list[int]) -> None:
    seen: dict[tuple[int, ...], int] = {}
    for numbers in numbering(levels):
        assert numbers is not None
        assert numbers[-1] == seen.get(numbers[:-1], 0) + 1
        seen[numbers[:-1]] = numbers[-1]


def test_an_empty_note_has_no_label_and_takes_no_number() -> None:
    assert labels([0, 0, 0], [True, False, True]) == ["1", "", "2"]


@given(st.integers(0, 30), st.integers(0, 30))
def test_ranks_find_room_between_any_two(count: int, more: int) -> None:
    first = ranks_between(None, None, count + 2)
    low, high = first[0], first[1]
    between = ranks_between(low, high, more)
    assert len(between) == more
    assert [low, *between, high] == sorted({low, *between, high})


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=120))
def test_ranks_sort_by_bytes_wherever_notes_are_put_in(places: list[int]) -> None:
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        low, high = (ranks[at - 1] if at else None), (ranks[at] if at < len(ranks) else None)
        ranks.insert(at, rank_between(low, high))
    by_bytes = [rank.encode() for rank in ranks]
    assert by_bytes == sorted(set(by_bytes))


def test_no_ranks_are_made_where_none_are_wanted() -> None:
    assert ranks_between("a0", "a1", 0) == []


def test_keys_are_never_the_same() -> None:
    assert len({new_id() for _each in range(1000)}) == 1000


def test_a_note_below_an_empty_one_shares_its_label_with_no_other():
    assert labels([0, 1, 0, 1], [False, True, True, True]) == ["", "1.a", "2", "2.a"]
    assert labels([0, 0, 1, 1, 0], [True, False, True, True, True]) == ["1", "", "2.a", "2.b", "3"]


@given(st.lists(st.integers(0, MAX_LEVEL), min_size=1, max_size=40))
def test_the_labels_of_some_lines_are_those_they_have_among_all(levels: list[int]):
    outline = "".join(map(str, levels))
    some = labels_at(outline, range(0, len(levels), 3))
    assert some == (labels(levels)[::3] if normal_levels(levels) == levels else None)
