"""The matrix on screen: a row a version, a column a party; a stand is a chip, silence and absence are plain words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.stands import Cell, Matrix, MatrixRow
from msa_wg_desktop.domain.stands import Column as Party
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.stand_words import (
    cell_tip,
    column_words,
    mark_names,
    role_words,
    stand_tone,
    stand_words,
    status_names,
    status_tone,
)
from msa_wg_desktop.words import _, ngettext

VERSION = 0
Cells = Callable[[Sequence[str]], Mapping[str, Mapping[str, Cell]]]
_FOLDED, _UNFOLDED = "▸", "▾"
_BEGINNING = 44


class StandsTable(ColumnsModel[MatrixRow]):
    """Shows; whatever is entered is entered in a dialog. Older versions of a proposal can be folded away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns((), None, frozenset()), parent=parent)
        self._matrix: Matrix | None = None
        self._versions: dict[str, MatrixRow] = {}
        self._folded: frozenset[str] = frozenset()

    def show_matrix(self, matrix: Matrix, folded: frozenset[str], cells: Cells) -> None:
        """Shows a matrix, without the older versions of proposals that are folded (by id).

        `cells` reads what is known of the parties on versions that come into sight.
        """
        columns_change = self._matrix is None or (matrix.shown, matrix.since) != (
            self._matrix.shown,
            self._matrix.since,
        )
        if columns_change or folded != self._folded:
            self.set_columns(_columns(matrix.shown, matrix.since, folded))
        self._folded = folded
        self._take(matrix)

        def read(version_ids: Sequence[str]) -> dict[str, MatrixRow]:
            found = cells(version_ids)
            return {one: replace(self._versions[one], cells=found.get(one, {})) for one in version_ids}

        self.show_keys([row.id for row in matrix.rows if row.newest or row.proposal.id not in folded], read)

    def restate(self, matrix: Matrix, version_ids: Collection[str]) -> None:
        """The same matrix, in which the cells of some versions say something else."""
        self._take(matrix)
        for version_id in version_ids:
            self.put(self._versions[version_id])

    def _take(self, matrix: Matrix) -> None:
        self._matrix, self._versions = matrix, {row.id: row for row in matrix.rows}

    def party_at(self, column: int) -> Party | None:
        """Whose column it is; None for the one that names the versions."""
        columns = self._matrix.shown if self._matrix else ()
        return columns[column - 1] if 0 < column <= len(columns) else None


def _columns(parties: Sequence[Party], since: date | None, folded: frozenset[str]) -> tuple[Column[MatrixRow], ...]:
    def name(row: MatrixRow) -> str:
        return _version_text(row, folded=row.proposal.id in folded)

    first = Column(
        header=_("Proposal, version"),
        text=name,
        strong=True,
        quiet=lambda row: not row.newest,
        indent=lambda row: not row.newest,
        chip=_status_chip,
        spoken=_spoken,
        fresh=lambda row: bool(since and row.version.dated and row.version.dated > since),
        cell_tip=lambda row: _version_tip(row, folded=row.proposal.id in folded),
    )
    return (first, *(_party_column(party, since) for party in parties))


def _party_column(party: Party, since: date | None) -> Column[MatrixRow]:
    def text(row: MatrixRow) -> str:
        cell = row.cell(party.party_id)
        if cell.stand is not None:
            return stand_words(cell.stand.stand)
        return mark_names()[cell.mark.mark] if cell.mark else ""

    def tone(row: MatrixRow) -> Tone | None:
        stand = row.cell(party.party_id).stand
        return stand_tone(stand.stand) if stand else None

    def fresh(row: MatrixRow) -> bool:
        return row.cell(party.party_id).changed_since(since)

    def spoken(row: MatrixRow) -> str:
        new = _("new since the last meeting") if fresh(row) else ""
        said = text(row) or _("nothing recorded")
        return ", ".join(part for part in (column_words(party), row.name, said, new) if part)

    return Column(
        header=column_words(party),
        text=text,
        tone=tone,
        fresh=fresh,
        spoken=spoken,
        cell_tip=lambda row: cell_tip(row.cell(party.party_id)),
        tip=role_words(party.role)
        if party.counts
        else _("{role}: outside the count").format(role=role_words(party.role)),
    )


def _version_text(row: MatrixRow, *, folded: bool) -> str:
    """`▾ P-7 v2 Liability waiver`; only what has older ones can be folded."""
    if not row.newest:
        return f"{row.name} {_shortened(row.version.text)}"
    mark = (_FOLDED if folded else _UNFOLDED) if row.older else ""
    older = ngettext(" (+{count} older)", " (+{count} older)", row.older).format(count=row.older) if folded else ""
    head = " ".join(part for part in (mark, row.name, row.proposal.title) if part)
    return head + (older if row.older else "")


def _shortened(text: str) -> str:
    """How an older version begins: its proposal is called by the newest."""
    words = " ".join(text.split())
    return words if len(words) <= _BEGINNING else f"{words[:_BEGINNING].rstrip()}…"


def _status_chip(row: MatrixRow) -> tuple[str, Tone] | None:
    if not row.newest or row.status == "open":
        return None
    return status_names()[row.status], status_tone(row.status)


def _version_tip(row: MatrixRow, *, folded: bool) -> str:
    dated = format_date(row.version.dated) if row.version.dated else ""
    sponsor = _("sponsor: {who}").format(who=row.proposal.sponsor) if row.proposal.sponsor else ""
    fold = (_("Space shows the older versions") if folded else _("Space folds the older versions")) if row.older else ""
    return "\n".join(part for part in (dated, sponsor, row.version.text, fold) if part)


def _spoken(row: MatrixRow) -> str:
    return ", ".join((row.name, row.proposal.title, status_names()[row.status]))
