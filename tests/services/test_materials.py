"""Documents that were exchanged, and what cites them."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.exports import ConfidentialMaterials, OptionalTable, SummaryOptions
from msa_wg_desktop.domain.materials import Cites, KeptFile, MaterialFilter, MaterialSort
from msa_wg_desktop.domain.richtext import plain
from msa_wg_desktop.domain.summary import TableSection
from msa_wg_desktop.errors import NotFoundError, ValidationError
from tests.services.desk import Desk, statements


@pytest.fixture
def manual(desk: Desk) -> str:
    return desk.services.materials.add(
        "Installation manual", sender="ConnectDER", received_on=date(2025, 2, 3), version="2", confidential=True
    )


def test_a_material_knows_from_whom_it_came(desk: Desk, manual: str):
    row = desk.services.materials.get(manual)
    assert (row.sender, row.received_on, row.version, row.confidential) == ("ConnectDER", date(2025, 2, 3), "2", True)
    desk.services.materials.edit(manual, {"sender": None, "confidential": False})
    assert desk.services.materials.get(manual).sender == ""


def test_what_cites_a_material_is_named_once_and_goes_when_it_goes(desk: Desk, manual: str):
    materials, need = desk.services.materials, desk.captured("data-need")
    for subject, subject_id in ((Cites.DATA_NEED, need), (Cites.DATA_NEED, need), (Cites.NOTE, desk.notes[0])):
        materials.cite(manual, subject, subject_id)
    assert set(materials.get(manual).cited_by) == {(Cites.DATA_NEED, need), (Cites.NOTE, desk.notes[0])}
    desk.services.data_needs.delete(need)
    assert materials.get(manual).cited_by == ((Cites.NOTE, desk.notes[0]),)


def test_materials_are_found_by_words_newest_first(desk: Desk, manual: str):
    materials = desk.services.materials
    materials.add("Example waiver", received_on=date(2025, 2, 4))
    materials.add("Undated letter")
    assert [row.title for row in materials.list()] == ["Example waiver", "Installation manual", "Undated letter"]
    assert [row.id for row in materials.list(words="MANUAL inst", group_id=desk.group)] == [manual]
    assert materials.list(group_id="another") == ()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda m: m.add(" "), "A material needs a title"),
        (lambda m: m.add("x", sender="Nobody"), "“Nobody” isn't in the record"),
        (lambda m: m.cite("gone", Cites.NOTE, "x"), "isn't in the record any more"),
        (lambda m: m.add("x", location="javascript:alert(1)"), "is not opened here"),
        (lambda m: m.add("x", supersedes="gone"), "isn't in the record any more"),
        (lambda m: m.get("gone"), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said(desk: Desk, act, words: str):
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services.materials)


def test_materials_are_read_in_a_fixed_number_of_statements(desk: Desk):
    counted: list[int] = []
    for number in range(20):
        made = desk.services.materials.add(f"Material {number}", sender="Tesla")
        desk.services.materials.cite(made, Cites.NOTE, desk.notes[0])
        with statements() as sent:
            assert len(desk.services.materials.list()) == number + 1
        counted.append(len(sent))
    assert len(set(counted)) == 1


def test_versions_make_one_line_and_the_newest_is_shown(desk: Desk, manual: str):
    materials = desk.services.materials
    second = materials.add("Installation manual", supersedes=manual)
    third = materials.add("Installation manual", supersedes=manual)
    assert [row.id for row in materials.versions(second)] == [manual, second, third]
    assert [row.version_words for row in materials.versions(third)] == ["2", "v2", "v3"]
    assert materials.get(manual).superseded_by == second
    assert [row.id for row in materials.list(wanted=MaterialFilter(newest=True))] == [third]
    materials.delete(second)
    assert [row.id for row in materials.versions(manual)] == [manual, third]


def test_materials_are_sifted_and_put_in_order(desk: Desk, manual: str):
    materials = desk.services.materials
    waiver = materials.add("A waiver", sender="Tesla", received_on=date(2025, 2, 4))

    def found(**wanted) -> list[str]:
        return [row.title for row in materials.list(wanted=MaterialFilter(**wanted))]

    assert found(sender_id=desk.party("Tesla")) == ["A waiver"]
    assert found(confidential=True) == ["Installation manual"]
    assert found(words="tesla") == ["A waiver"]
    assert found(words="100%") == []
    assert found(sort=MaterialSort.SENDER, descending=False) == ["Installation manual", "A waiver"]
    assert found(group_ids=()) == []
    assert waiver in [row.id for row in materials.list()]


def test_citations_say_their_words_and_where_they_stand(desk: Desk, manual: str):
    materials, need = desk.services.materials, desk.captured("data-need")
    materials.cite(manual, Cites.DATA_NEED, need)
    materials.cite(manual, Cites.NOTE, desk.notes[0])
    line, asked = materials.citations(manual)
    assert (line.label, line.text, line.meeting_id) == ("1", desk.note(1), desk.meeting)
    assert asked.text == "Maintenance data"
    assert [row.id for row in materials.cited_in(need)] == [manual]
    materials.uncite(manual, need)
    assert materials.cited_in(need) == ()


def test_another_place_lets_go_of_the_copy(desk: Desk, manual: str):
    desk.services.materials.keep(manual, KeptFile("a.pdf", 3, "abc"))
    assert desk.services.materials.get(manual).kept
    desk.services.materials.edit(manual, {"location": "example.org"})
    row = desk.services.materials.get(manual)
    assert (row.kept, row.size, row.sha256, row.location) == (False, None, "", "https://example.org")


# ---------------------------------------------------------------------- in a summary


@pytest.mark.parametrize(
    ("confidential", "told"),
    [
        (ConfidentialMaterials.LEAVE_OUT, [("A waiver", "Tesla", "February 4, 2025", "v2")]),
        (
            ConfidentialMaterials.TITLE_ONLY,
            [("Installation manual (confidential)", "", "", ""), ("A waiver", "Tesla", "February 4, 2025", "v2")],
        ),
    ],
)
def test_a_summary_lists_what_there_was_by_then_and_nothing_of_what_is_confidential(
    desk: Desk, manual: str, confidential: ConfidentialMaterials, told: list[tuple[str, ...]]
):
    materials = desk.services.materials
    first = materials.add("A waiver", sender="Tesla", received_on=date(2025, 2, 1), location="/srv/secret/a.pdf")
    materials.add("A waiver", sender="Tesla", received_on=date(2025, 2, 4), supersedes=first)
    materials.add("Too late", received_on=date(2025, 2, 7))
    options = SummaryOptions(tables=(OptionalTable.MATERIALS,), confidential=confidential)
    table = desk.services.summaries.build(desk.meeting, options).sections[-1]
    assert isinstance(table, TableSection)
    assert [tuple(plain(cell) for cell in row) for row in table.rows] == told
