"""The order beside the text: numbers, levels and ranks, held against the plain rules of the domain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from msa_wg_desktop.domain.notes import labels, marker, normal_levels
from msa_wg_desktop.gui.widgets.outline.formats import shift
from msa_wg_desktop.gui.widgets.outline.lines import (
    OutlineLine,
    countable,
    give_ranks,
    next_sibling,
    parent,
    previous_sibling,
    renumber,
    roots,
    settle_levels,
    subtree_end,
)

OUTLINES = st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.booleans()), min_size=1, max_size=30)
Shape = list[tuple[int, bool, bool]]


def _lines(shape: Shape) -> list[OutlineLine]:
    levels = normal_levels(level for level, _empty, _off in shape)
    lines = [
        OutlineLine(str(number), level, empty=empty, off_record=off)
        for number, (level, (_level, empty, off)) in enumerate(zip(levels, shape, strict=True))
    ]
    renumber(lines, 0, len(lines) - 1)
    return lines


def _shown(lines: list[OutlineLine]) -> list[str]:
    return [marker(line.level, line.number)[:-1] if line.number and not line.empty else "" for line in lines]


def _wanted(lines: list[OutlineLine]) -> list[str]:
    paths = labels([line.level for line in lines], countable(lines))
    return [path.split(".")[-1] for path in paths]


@given(OUTLINES, st.data())
def test_numbers_after_any_change_are_those_of_the_whole(shape: Shape, data: st.DataObject) -> None:
    lines = _lines(shape)
    assert _shown(lines) == _wanted(lines)
    index = data.draw(st.integers(0, len(lines) - 1))
    match data.draw(st.sampled_from(("empty", "off", "insert", "remove", "level"))):
        case "empty":
            lines[index].empty = not lines[index].empty
        case "off":
            lines[index].off_record = not lines[index].off_record
        case "insert":
            lines.insert(index, OutlineLine("new", lines[index].level, empty=data.draw(st.booleans())))
        case "remove" if len(lines) > 1:
            del lines[index]
            index = min(index, len(lines) - 1)
        case _:
            lines[index].level = data.draw(st.integers(0, 4))
    settled = settle_levels(lines, index, index)
    renumber(lines, index, index + len(settled))
    assert [line.level for line in lines] == normal_levels(line.level for line in lines)
    assert _shown(lines) == _wanted(lines)


@given(OUTLINES)
def test_kin_agree_with_each_other(shape: Shape) -> None:
    lines = _lines(shape)
    for index, line in enumerate(lines):
        after = next_sibling(lines, index)
        if after is not None:
            assert previous_sibling(lines, after) == index
            assert after == subtree_end(lines, index)
        above = parent(lines, index)
        assert (above is None) == (line.level == 0)
        assert above is None or above < index < subtree_end(lines, above)
    assert roots(lines, 0, len(lines) - 1)[0] == 0


@given(st.lists(st.sampled_from(("", "a0", "a1", "a1", "a2", "a5")), min_size=1, max_size=8), st.data())
def test_ranks_rise_after_they_are_given(ranks: list[str], data: st.DataObject) -> None:
    lines = [OutlineLine(str(number), rank=rank) for number, rank in enumerate(ranks)]
    given_to = give_ranks(lines, 0, len(lines) - 1)
    found = [line.rank for line in lines]
    assert found == sorted(set(found))
    assert all(line in given_to or line.rank == rank for line, rank in zip(lines, ranks, strict=True))


def test_equal_ranks_further_down_are_left_alone() -> None:
    lines = [OutlineLine(str(number), rank=rank) for number, rank in enumerate(("a0", "", "a1", "a3", "a3"))]
    assert [line.id for line in give_ranks(lines, 1, 1)] == ["1"]
    assert [line.rank for line in lines] == ["a0", "a0V", "a1", "a3", "a3"]


def test_ranges_follow_what_is_typed() -> None:
    line = OutlineLine("n", spoken=((0, 5),), misspelt=((8, 12), (20, 25)))
    shift(line, 6, 0, 2)
    assert (line.spoken, line.misspelt) == (((0, 5),), ((10, 14), (22, 27)))
    shift(line, 14, 0, 1)
    assert line.misspelt == ((23, 28),)
    shift(line, 2, 1, 0)
    assert (line.spoken, line.misspelt) == (((0, 4),), ((22, 27),))
    shift(line, 0, 30, 0)
    assert (line.spoken, line.misspelt) == ((), ())
