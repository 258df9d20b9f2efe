"""Who stands where on which version, as stated by a day: the matrix, and what changed in it. Silence fills no cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.positions import Mark, PositionRow
from msa_wg_desktop.domain.proposals import ProposalRow, ProposalStatus, VersionRow, version_name
from msa_wg_desktop.domain.work import Source

COUNTED = frozenset({SeatRole.REPRESENTATIVE, SeatRole.ALTERNATE})


@dataclass(frozen=True, slots=True)
class Column:
    """A party of the matrix. Staff, facilitators, observers and parties without a seat stand outside the count."""

    party_id: str
    name: str
    role: SeatRole | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """What one party said it holds on a version. `said_as`: the class or the person that it was said for or by."""

    position_id: str
    stand: str
    text: str
    stated_on: date | None
    signed_by: str
    source: Source
    roll_call_id: str | None
    off_record: bool
    said_as: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """How a party took no stand in a roll call."""

    roll_call_id: str
    mark: Mark
    called_on: date


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is known of one party and one version, the newest first."""

    stated: tuple[Stated, ...] = ()
    marks: tuple[Marked, ...] = ()

    @property
    def stand(self) -> Stated | None:
        """What holds: the latest that was stated. No mark ever takes its place."""
        return self.stated[0] if self.stated else None

    @property
    def mark(self) -> Marked | None:
        """The latest mark where nothing was ever stated."""
        return self.marks[0] if self.marks and not self.stated else None

    @property
    def last_entry(self) -> Stated | Marked | None:
        """What was entered last, a mark too: what one corrects who mis-keyed it."""
        mark = self.marks[0] if self.marks else None
        stated = next((one for one in self.stated if not one.said_as), None)
        if mark is None or stated is None:
            return mark or stated
        return mark if mark.called_on > (stated.stated_on or date.min) else stated

    @property
    def former(self) -> Stated | None:
        """What was stated before the latest."""
        return self.stated[1] if len(self.stated) > 1 else None

    def changed_since(self, day: date | None) -> bool:
        """Whether what the cell shows was said after a day."""
        stand, mark = self.stand, self.mark
        on = stand.stated_on if stand else mark.called_on if mark else None
        return day is not None and on is not None and on > day


NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One version of a proposal, with a cell for each party of which something is known."""

    proposal: ProposalRow
    version: VersionRow
    status: ProposalStatus
    newest: bool
    older: int
    cells: Mapping[str, Cell]

    @property
    def id(self) -> str:
        """The version's."""
        return self.version.id

    @property
    def name(self) -> str:
        """`P-7 v2`."""
        return version_name(self.proposal.number, self.version.number)

    def cell(self, party_id: str) -> Cell:
        """What is known of a party; nothing where nothing is."""
        return self.cells.get(party_id, NOTHING)


class ChangeKind(StrEnum):
    """What may have changed since the last meeting."""

    VERSION = "version"
    STATUS = "status"
    STAND = "stand"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class StandChange:
    """One thing that changed. `before` and `after` are stands, marks or statuses; `party` whose."""

    kind: ChangeKind
    version_id: str
    name: str
    on: date
    party_id: str = ""
    party: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Stands as they were stated by `day` (None: all), and since when a change counts as new.

    `seated`: whether anybody has a seat; without seats nobody can be told to stand outside the count. `told`: of
    whom something is recorded, where the cells of most rows are still to be read.
    """

    day: date | None
    since: date | None
    seated: bool
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    topics: tuple[PositionRow, ...]
    told: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[Column, ...]:
        """Those who count, and of the others those of whom something is recorded."""
        told = self.told.union(*(row.cells for row in self.rows))
        return tuple(column for column in self.columns if column.counts or column.party_id in told)

    @property
    def proposals(self) -> tuple[MatrixRow, ...]:
        """Each proposal once, by its newest version."""
        return tuple(row for row in self.rows if row.newest)

    def row(self, version_id: str) -> MatrixRow | None:
        """The row of a version; None where it isn't among them."""
        return next((row for row in self.rows if row.id == version_id), None)

    def with_cells(self, cells: Mapping[str, Mapping[str, Cell]]) -> Matrix:
        """The same matrix, in which other things are known of some versions."""
        rows = [replace(row, cells=cells[row.id]) if row.version.id in cells else row for row in self.rows]
        return replace(self, rows=tuple(rows))

    def changes(self, version_ids: Collection[str] | None = None) -> tuple[StandChange, ...]:
        """What changed since the last meeting, proposal by proposal, the newest version first; of all or of some."""
        rows = self.rows if version_ids is None else (row for row in self.rows if row.version.id in version_ids)
        return tuple(change for row in rows for change in self._changes_of(row))

    def _changes_of(self, row: MatrixRow) -> Iterator[StandChange]:
        if self.since is None:
            return
        if row.version.dated and row.version.dated > self.since:
            yield StandChange(ChangeKind.VERSION, row.id, row.name, row.version.dated)
        decided = row.proposal.decided_on
        if row.newest and row.status is not ProposalStatus.OPEN and decided and decided > self.since:
            yield StandChange(ChangeKind.STATUS, row.id, row.name, decided, after=row.status)
        for column in self.columns:
            cell = row.cell(column.party_id)
            if not cell.changed_since(self.since):
                continue
            stand, mark, who = cell.stand, cell.mark, (column.party_id, column.name)
            if stand is not None and stand.stated_on is not None:
                before = cell.former.stand if cell.former else ""
                yield StandChange(ChangeKind.STAND, row.id, row.name, stand.stated_on, *who, before, stand.stand)
            elif mark is not None:
                yield StandChange(ChangeKind.MARK, row.id, row.name, mark.called_on, *who, after=mark.mark)
