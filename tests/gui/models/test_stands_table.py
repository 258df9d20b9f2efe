"""The models of stands and of cards keep the rules of Qt's models while their rows and columns change."""

from __future__ import annotations

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.proposals import ProposalRow, ProposalStatus, VersionRow
from msa_wg_desktop.domain.stands import Column, Matrix, MatrixRow
from msa_wg_desktop.gui.models.cards import CARD_ROLE, CardRow, CardsList
from msa_wg_desktop.gui.models.stands_table import StandsTable


def matrix(*parties: str) -> Matrix:
    versions = (VersionRow("one", 1, "Short"), VersionRow("two", 2, "Long " * 40))
    proposal = ProposalRow("p", "g", "P-1", "Waiver", None, "", ProposalStatus.OPEN, versions)
    rows = tuple(
        MatrixRow(proposal, version, ProposalStatus.OPEN, version.number == 2, 2 - version.number, {})
        for version in reversed(versions)
    )
    return Matrix(None, None, True, tuple(Column(name, name, None, True) for name in parties), rows, ())


def test_the_table_stays_a_model_when_parties_come_and_versions_are_folded(qtmodeltester, qapp):
    table = StandsTable()
    qtmodeltester.check(table)
    table.show_matrix(matrix("A"), frozenset(), lambda _versions: {})
    table.show_matrix(matrix("A", "B"), frozenset(), lambda _versions: {})
    assert (table.rowCount(), table.columnCount()) == (2, 3)
    table.show_matrix(matrix("A", "B"), frozenset({"p"}), lambda _versions: {})
    assert table.rowCount() == 1
    assert table.party_at(0) is None
    party = table.party_at(2)
    assert party is not None
    assert party.name == "B"


def test_a_list_of_cards_is_a_model(qtmodeltester, qapp):
    parent = QObject()
    cards: CardsList[str] = CardsList(lambda row: CardRow(row, detail="below"), key=str, parent=parent)
    qtmodeltester.check(cards)
    cards.set_rows(["a", "b"])
    cards.set_rows(["b", "c"])
    assert cards.index(1, 0).data() == "c"
    assert cards.index(1, 0).data(CARD_ROLE).sentence == "c. below"
