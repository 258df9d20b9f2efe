"""The chapter of a report: each proposal with its status, who supports and opposes it, and the lines about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import select

from msa_wg_desktop.db.models import WorkingGroup
from msa_wg_desktop.domain.positions import Mark, PositionRow
from msa_wg_desktop.domain.proposals import ProposalStatus, QuotedLine
from msa_wg_desktop.domain.readings import Stand
from msa_wg_desktop.domain.reports import Report, as_of
from msa_wg_desktop.domain.richtext import Blocks, BlockStyle, Paragraph, Run, paragraphs
from msa_wg_desktop.domain.stands import Cell, Column, Matrix, MatrixRow, Stated
from msa_wg_desktop.domain.summary import Section, TableColumn, TableSection, TextSection, listed, long_date
from msa_wg_desktop.domain.work import Source
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.imprint import read_imprint
from msa_wg_desktop.services.proposal_lines import ProposalLines
from msa_wg_desktop.services.stands import Stands
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

Rows = Sequence[tuple[str, ...]]


class ProposalChapter(Service):
    """Builds it from what is on the record only."""

    def __init__(self, store: Store, *, stands: Stands, lines: ProposalLines) -> None:
        super().__init__(store)
        self._stands = stands
        self._lines = lines

    def build(self, group_ids: Collection[str], *, day: date | None = None) -> Report:
        """As it stood on a day, or stands now. Raises ValidationError where there is nothing to tell."""
        matrix = self._stands.matrix(group_ids, day=day, public_only=True)
        if not (matrix.rows or matrix.topics):
            raise ValidationError(_("There is no proposal and no position to write down yet. Nothing was written."))
        with self.store.reading() as connection:
            groups = connection.execute(select(WorkingGroup.__table__).where(WorkingGroup.id.in_(group_ids))).all()
            imprint = read_imprint(connection)
        on = day or self.store.clock.today()
        sections: list[Section] = [_about(matrix, on)]
        lines = self._lines.of([row.proposal.id for row in matrix.proposals])
        for row in matrix.proposals:
            public = [line for line in lines[row.proposal.id] if line.public and _by(line.day, on)]
            sections += _of_proposal(matrix, row, public)
        sections += _topics(matrix.topics)
        return Report(
            group=next((row.heading or row.name for row in groups), ""),
            title=_("Proposals and Positions"),
            subtitle=as_of(on),
            sections=tuple(sections),
            made_at=imprint.made_at,
            author=imprint.author,
            category=_("Chapter of a report"),
        )


def _of_proposal(matrix: Matrix, row: MatrixRow, lines: Sequence[QuotedLine]) -> Iterator[Section]:
    """The newest version in full, the lines about it, then the versions that it replaced."""
    yield TextSection(f"{row.proposal.number} {row.proposal.title}", _facts(row) + paragraphs(row.version.text))
    yield _who_stands_where(matrix, row)
    yield from _own_words(matrix, row)
    if lines:
        yield TextSection(_("Discussion of {number}").format(number=row.proposal.number), _quoted(lines), level=2)
    for older in (other for other in matrix.rows if other.proposal.id == row.proposal.id and not other.newest):
        heading = _("{version}, replaced by a newer version").format(version=older.name)
        yield TextSection(heading, paragraphs(older.version.text), level=2)
        yield _who_stands_where(matrix, older)
        yield from _own_words(matrix, older)


def _by(day: date | None, on: date) -> bool:
    return day is None or day <= on


def _about(matrix: Matrix, on: date) -> TextSection:
    words = [
        _("Positions are given as the parties stated them, by version of a proposal, as of {day}.").format(
            day=long_date(on)
        ),
        _("No position is worked out from silence, from absence, or from not having been asked."),
    ]
    if any(not column.counts for column in matrix.shown):
        words.append(_("Staff, facilitators, observers and parties without a seat are named apart."))
    return TextSection(_("How to Read This Chapter"), paragraphs(" ".join(words)))


def _facts(row: MatrixRow) -> Blocks:
    statuses = {
        ProposalStatus.OPEN: _("open"),
        ProposalStatus.CONSENSUS: _("consensus"),
        ProposalStatus.NO_CONSENSUS: _("no consensus"),
        ProposalStatus.WITHDRAWN: _("withdrawn"),
    }
    decided = row.proposal.decided_on if row.status is not ProposalStatus.OPEN else None
    status = f"{statuses[row.status]}, {long_date(decided)}" if decided else statuses[row.status]
    dated = f", {long_date(row.version.dated)}" if row.version.dated else ""
    facts = [(_("Status"), status), (_("Version"), f"{row.version.number}{dated}")]
    facts += [(_("Sponsor"), row.proposal.sponsor)] if row.proposal.sponsor else []
    return tuple(Paragraph((Run(f"{name}: ", bold=True), Run(words))) for name, words in facts)


def _who_stands_where(matrix: Matrix, row: MatrixRow) -> TableSection:
    """Supported and opposed by are always said; the rest where there is something to say."""
    rows: list[tuple[str, str]] = []
    counted = [column for column in matrix.columns if column.counts]
    for label, stand in _labels():
        names = [_dated(column, row.cell(column.party_id)) for column in counted if _says(row, column, stand)]
        if names or stand in (Stand.SUPPORT, Stand.OPPOSE):
            rows.append((label, listed(names) or _("none stated")))
    known = {stand for _label, stand in _labels()}
    for column in counted:
        said = row.cell(column.party_id).stand
        if said is not None and said.stand not in known:
            rows.append((said.stand or _("In its own words"), _dated(column, row.cell(column.party_id))))
    nothing = [
        column.name for column in counted if not (row.cell(column.party_id).stated or row.cell(column.party_id).marks)
    ]
    rows += [(_("Nothing recorded"), listed(nothing))] if nothing else []
    outside = [_outside(column, row.cell(column.party_id)) for column in matrix.columns if not column.counts]
    rows += [(_("Outside the count"), "; ".join(filter(None, outside)))] if any(outside) else []
    return _table(
        _("Positions on {version}").format(version=row.name),
        [(_("Position"), 2), (_("Parties"), 5)],
        rows,
        _("Who stated which position on this version, and when; and of whom there is none, and why."),
    )


def _labels() -> tuple[tuple[str, str], ...]:
    return (
        (_("Supported by"), Stand.SUPPORT),
        (_("Opposed by"), Stand.OPPOSE),
        (_("Can live with"), Stand.CAN_LIVE_WITH),
        (_("Abstained"), Stand.ABSTAIN),
        (_("No position"), Stand.NO_POSITION),
        (_("Reviewing"), Stand.REVIEWING),
        (_("Silent when asked"), Mark.SILENT),
        (_("Absent"), Mark.ABSENT),
        (_("Not asked"), Mark.NOT_ASKED),
    )


def _says(row: MatrixRow, column: Column, stand: str) -> bool:
    cell = row.cell(column.party_id)
    said = cell.stand.stand if cell.stand else cell.mark.mark if cell.mark else None
    return said == stand


def _dated(column: Column, cell: Cell) -> str:
    """`Eversource (February 6, 2025)`; said as a class or by a person, that too."""
    on = cell.stand.stated_on if cell.stand else cell.mark.called_on if cell.mark else None
    said_as = _("as {who}").format(who=cell.stand.said_as) if cell.stand and cell.stand.said_as else ""
    inside = ", ".join(part for part in (said_as, long_date(on) if on else "") if part)
    return f"{column.name} ({inside})" if inside else column.name


def _outside(column: Column, cell: Cell) -> str:
    said = cell.stand.stand if cell.stand else cell.mark.mark if cell.mark else ""
    role = _(column.role.value) if column.role else _("no seat")
    return f"{column.name} ({role}): {said or _('in its own words')}" if cell.stated or cell.marks else ""


def _own_words(matrix: Matrix, row: MatrixRow) -> Iterator[TableSection]:
    """The reasons, and stands that were replaced by later ones."""
    rows = [
        (
            column.name,
            stated.stand,
            stated.text,
            _stated(stated.stated_on, stated.source, stated.signed_by),
        )
        for column in matrix.columns
        for stated in _worth_telling(row.cell(column.party_id).stated)
    ]
    if rows:
        yield _table(
            _("In Their Own Words on {version}").format(version=row.name),
            [(_("Party"), 2), (_("Position"), 2), (_("Words"), 5), (_("Stated"), 3)],
            rows,
            _("What each party said about its position, the newest first, and where it is written down."),
        )


def _worth_telling(stated: Sequence[Stated]) -> Iterator[Stated]:
    """Those with a reason, and all where a party has changed its stand; the same again without a word tells nothing."""
    changed = len({one.stand for one in stated}) > 1
    return (one for one in stated if one.text or changed)


def _stated(on: date | None, source: Source, signed_by: str) -> str:
    """When, and by which line of which discussion, or by whose word."""
    day = long_date(on) if on else ""
    line = _("signed by {who}").format(who=signed_by) if signed_by else ""
    if source.label and source.meeting_date:
        words = _("discussion of {day}, {label}")
        line = words.format(day=long_date(source.meeting_date), label=source.label)
        day = "" if on == source.meeting_date else day
    return ", ".join(part for part in (day, line) if part)


def _quoted(lines: Iterable[QuotedLine]) -> Blocks:
    """Each with its day and its number, as the summary prints it."""
    words = _("{day}, {label}: {text}")
    return tuple(
        Paragraph(
            (Run(words.format(day=long_date(line.day) if line.day else "", label=line.label, text=line.text)),),
            BlockStyle.BULLET,
        )
        for line in lines
    )


def _topics(topics: Sequence[PositionRow]) -> Iterator[Section]:
    if topics:
        yield _table(
            _("Positions on Topics"),
            [(_("Party"), 2), (_("Topic"), 4), (_("Position"), 2), (_("Stated"), 3)],
            [
                (row.party, row.topic or row.text, row.stand, _stated(row.stated_on, row.source, row.signed_by))
                for row in topics
            ],
            _("Positions that parties stated on a topic and on no proposal."),
            level=1,
        )


def _table(
    heading: str, columns: Iterable[tuple[str, int]], rows: Rows, description: str, *, level: int = 2
) -> TableSection:
    cells = tuple(tuple(paragraphs(cell) for cell in row) for row in rows)
    made = tuple(TableColumn(label, share) for label, share in columns)
    return TableSection(heading, made, cells, description=description, level=level)
