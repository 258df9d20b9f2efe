"""Documents that were exchanged: kept by their place, in versions, cited from notes and data needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import DataNeed, Material, MaterialCitation, Meeting, Note, Party
from msa_wg_desktop.domain.materials import (
    CitationRow,
    Cites,
    KeptFile,
    MaterialFilter,
    MaterialKey,
    MaterialRow,
    MaterialSort,
    read_location,
)
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, edit, find, require_text
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.services.captured import among, every_among, rows_among
from msa_wg_desktop.services.search_labels import labels_of
from msa_wg_desktop.services.work import group_for
from msa_wg_desktop.words import _

_SUBJECTS: Mapping[Cites, type[Note] | type[DataNeed]] = {Cites.NOTE: Note, Cites.DATA_NEED: DataNeed}
_CITES = {cites.value: cites for cites in Cites}
_FEW = 500
"""Of more materials the citations and the versions are read all at once."""
_M = Material.__table__.c


class Materials(Service):
    """The verbs of materials."""

    def list(
        self, *, group_id: str | None = None, words: str = "", wanted: MaterialFilter | None = None
    ) -> tuple[MaterialRow, ...]:
        """The materials that are wanted, newest first where nothing else is asked for; a fixed number of statements."""
        if wanted is None:
            wanted = MaterialFilter(group_ids=None if group_id is None else (group_id,), words=words)
        return self._read(_select(wanted))

    def order(self, wanted: MaterialFilter) -> tuple[MaterialKey, ...]:
        """The same as a list of any length is put in order, before any of them is read."""
        with self.store.reading() as connection:
            return tuple(map(MaterialKey._make, connection.execute(_sifted(wanted)).all()))

    def some(self, material_ids: Collection[str]) -> dict[str, MaterialRow]:
        """Some materials by their ids."""
        return {row.id: row for row in self._read(every_among(Material), list(material_ids))}

    def senders(self) -> Mapping[str, str]:
        """Those from whom something came, as they are written."""
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            ids = connection.scalars(select(Material.from_id).where(Material.from_id.is_not(None)).distinct()).all()
        return {str(party_id): book.display(party_id) for party_id in ids}

    def get(self, material_id: str) -> MaterialRow:
        """One material."""
        found = self._read(every_among(Material), [material_id])
        if not found:
            raise NotFoundError(_("That isn't in the record any more."), detail=f"material {material_id}")
        return found[0]

    def count(self, group_ids: Collection[str]) -> int:
        """How many there are in some groups, all versions counted."""
        statement = select(func.count()).select_from(Material).where(Material.group_id.in_(group_ids))
        with self.store.reading() as connection:
            return int(connection.execute(statement).scalar_one())

    def versions(self, material_id: str) -> tuple[MaterialRow, ...]:
        """All versions of the document that a material is one of, the first of them first."""
        with self.store.reading() as connection:
            before = _before(connection, [material_id])
        after = {earlier: later for later, earlier in before.items()}
        first = material_id
        while first in before:
            first = before[first]
        chain = [first]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        rows = self.some(chain)
        return tuple(rows[row_id] for row_id in chain if row_id in rows)

    def citations(self, material_id: str) -> tuple[CitationRow, ...]:
        """What cites a material, with its words and where it stands."""
        with self.store.reading() as connection:
            cited = select(MaterialCitation.subject_id).where(MaterialCitation.material_id == material_id)
            notes = connection.execute(
                select(Note.id, Note.text, Note.meeting_id, Meeting.date)
                .join(Meeting, Meeting.id == Note.meeting_id)
                .where(Note.id.in_(cited))
                .order_by(Meeting.date, Note.rank)
            ).all()
            labels = labels_of(connection, [row.id for row in notes])
            needs = connection.execute(
                select(DataNeed.id, DataNeed.need, DataNeed.meeting_id, Meeting.date)
                .outerjoin(Meeting, Meeting.id == DataNeed.meeting_id)
                .where(DataNeed.id.in_(cited))
                .order_by(DataNeed.rank)
            ).all()
        lines = [
            CitationRow(Cites.NOTE, row.id, row.text, row.meeting_id, row.date, labels.get(row.id, ("",))[0])
            for row in notes
        ]
        return (*lines, *(CitationRow(Cites.DATA_NEED, row.id, row.need, row.meeting_id, row.date) for row in needs))

    def cited_in(self, subject_id: str) -> tuple[MaterialRow, ...]:
        """The materials that a line or a data need cites."""
        return self._read(_cited_in(), [subject_id])

    # ------------------------------------------------------------------ writing

    def add(
        self,
        title: str,
        *,
        sender: str | None = None,
        received_on: date | None = None,
        version: str = "",
        confidential: bool = False,
        location: str = "",
        kept: KeptFile | None = None,
        supersedes: str | None = None,
        group_id: str | None = None,
    ) -> str:
        """Adds a material; gives its id. `location` is a link or a file's path; `kept` is a copy that was made."""
        title = require_text(clean_line(title)[0], _("A material needs a title. Nothing was changed."), field="title")
        location = read_location(location)
        with self.store.operation(_("Add a material")) as session:
            if supersedes is not None:
                supersedes, group_id = _newest(session, supersedes)
            row = Material(
                group_id=group_for(session, group_id, None),
                from_id=self._sender(session, sender),
                supersedes_id=supersedes,
                title=title,
                received_on=received_on,
                version=clean_line(version)[0],
                confidential=confidential,
                **(_of_copy(kept) if kept is not None else {"location": location}),
            )
            session.add(row)
            return row.id

    def edit(self, material_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a material's fields, or its `sender` (a party); another `location` lets go of the copy."""
        values = dict(values)
        with self.store.operation(_("Change a material")) as session:
            row = find(session, Material, material_id)
            if "title" in values:
                words = _("A material needs a title. Nothing was changed.")
                values["title"] = require_text(clean_line(values["title"])[0], words, field="title")
            if "sender" in values:
                values["from_id"] = self._sender(session, values.pop("sender"))
            if "location" in values:
                values["location"] = read_location(values["location"])
                if values["location"] != row.location:
                    values |= {"kept": False, "size": None, "sha256": ""}
            edit(row, values, shown=shown)

    def keep(self, material_id: str, kept: KeptFile) -> None:
        """Says that a copy of a material lies beside the record."""
        with self.store.operation(_("Keep a copy of a material")) as session:
            edit(find(session, Material, material_id), _of_copy(kept))

    def cite(self, material_id: str, subject: Cites, subject_id: str) -> None:
        """Says that a note or a data need cites a material; saying it again changes nothing."""
        with self.store.operation(_("Cite a material")) as session:
            find(session, Material, material_id)
            find(session, _SUBJECTS[subject], subject_id)
            where = (MaterialCitation.material_id == material_id, MaterialCitation.subject_id == subject_id)
            if session.scalars(select(MaterialCitation).where(*where)).first() is None:
                session.add(MaterialCitation(material_id=material_id, subject=subject.value, subject_id=subject_id))

    def uncite(self, material_id: str, subject_id: str) -> None:
        """Takes a citation back."""
        with self.store.operation(_("Take a citation back")) as session:
            where = (MaterialCitation.material_id == material_id, MaterialCitation.subject_id == subject_id)
            for row in session.scalars(select(MaterialCitation).where(*where)).all():
                session.delete(row)

    def delete(self, material_id: str) -> None:
        """Deletes a material with its citations; the document itself stays where it lies, its other versions too."""
        with self.store.operation(_("Delete a material")) as session:
            row = find(session, Material, material_id)
            for later in session.scalars(select(Material).where(Material.supersedes_id == material_id)):
                later.supersedes_id = row.supersedes_id
            session.flush()
            delete_row(session, Material, material_id)

    # ------------------------------------------------------------------ parts

    def _sender(self, session: RecordSession, sender: str | None) -> str | None:
        if not sender:
            return None
        book = party_book.read(session.connection(), self.store.clock.today())
        return book.find(sender, field="sender").id

    def _read(self, statement: Select[Any], among_ids: Sequence[str] | None = None) -> tuple[MaterialRow, ...]:
        cited: dict[str, list[tuple[Cites, str]]] = defaultdict(list)
        with self.store.reading() as connection:
            if among_ids is None:
                rows: Sequence[Any] = connection.execute(statement).all()
            else:
                rows = rows_among(connection, statement, among_ids)
            if not rows:
                return ()
            book = party_book.read(connection, self.store.clock.today())
            few = {"ids": [row.id for row in rows]} if len(rows) <= _FEW else {}
            for row in connection.execute(_CITATIONS_OF if few else _CITATIONS, few).all():
                cited[row.material_id].append((_CITES[row.subject], row.subject_id))
            before = _before(connection, [row.id for row in rows])
        return _rows(rows, book, cited, before)


_CITATIONS = select(MaterialCitation.material_id, MaterialCitation.subject, MaterialCitation.subject_id).order_by(
    MaterialCitation.id
)
_CITATIONS_OF = _CITATIONS.where(among(MaterialCitation.material_id))


@cache
def _cited_in() -> Select[Any]:
    cited = select(MaterialCitation.material_id).where(among(MaterialCitation.subject_id))
    return _select(MaterialFilter()).where(Material.id.in_(cited))


def _select(wanted: MaterialFilter) -> Select[Any]:
    return _sifted(wanted).with_only_columns(*Material.__table__.c)


def _sifted(wanted: MaterialFilter) -> Select[Any]:
    """The keys of those that are wanted, in order."""
    sender = aliased(Party)
    later = aliased(Material)
    found = [Material.title, Material.version, Material.location, sender.name, sender.short]
    conditions: list[ColumnElement[bool]] = [
        or_(*(column.icontains(word, autoescape=True) for column in found)) for word in wanted.words.split()
    ]
    if wanted.group_ids is not None:
        conditions.append(Material.group_id.in_(wanted.group_ids))
    if wanted.sender_id:
        conditions.append(Material.from_id == wanted.sender_id)
    if wanted.confidential is not None:
        conditions.append(Material.confidential.is_(wanted.confidential))
    if wanted.newest:
        conditions.append(Material.id.not_in(select(later.supersedes_id).where(later.supersedes_id.is_not(None))))
    by: ColumnElement[Any] = {
        MaterialSort.TITLE: Material.title,
        MaterialSort.SENDER: sender.name,
        MaterialSort.RECEIVED: Material.received_on,
    }[wanted.sort]
    return (
        select(Material.id, by.label("sorted_by"), Material.title, Material.confidential)
        .outerjoin(sender, sender.id == Material.from_id)
        .where(*conditions)
        .order_by(by.is_(None), by.desc() if wanted.descending else by, Material.title, Material.id)
    )


def _rows(
    rows: Sequence[Any], book: PartyBook, cited: Mapping[str, Sequence[tuple[Cites, str]]], before: Mapping[str, str]
) -> tuple[MaterialRow, ...]:
    after = {earlier: later for later, earlier in before.items()}
    return tuple(
        MaterialRow(
            id=row.id,
            group_id=row.group_id,
            title=row.title,
            from_id=row.from_id,
            sender=book.display(row.from_id),
            received_on=row.received_on,
            version=row.version,
            confidential=row.confidential,
            location=row.location,
            cited_by=tuple(cited.get(row.id, ())),
            kept=row.kept,
            size=row.size,
            sha256=row.sha256,
            supersedes=row.supersedes_id,
            superseded_by=after.get(row.id),
            number=_number(row.id, before),
        )
        for row in rows
    )


def _before(connection: Connection, material_ids: Sequence[str]) -> dict[str, str]:
    """Of each version but the first, the one before it; of a few materials, only of the documents that they are of."""
    if len(material_ids) > _FEW:
        every = select(_M.id, _M.supersedes_id).where(_M.supersedes_id.is_not(None))
        return dict(connection.execute(every).tuples().all())
    pairs = connection.execute(_LINES, {"ids": material_ids}).tuples()
    return {material_id: before for material_id, before in pairs if before is not None}


def _lines() -> Any:
    """All versions of the documents that some materials are of, each with the one before it."""
    own = select(_M.id, _M.supersedes_id).where(among(_M.id))
    back, forth = own.cte("back", recursive=True), own.cte("forth", recursive=True)
    earlier, later = Material.__table__.alias("earlier").c, Material.__table__.alias("later").c
    back = back.union(select(earlier.id, earlier.supersedes_id).where(earlier.id == back.c.supersedes_id))
    forth = forth.union(select(later.id, later.supersedes_id).where(later.supersedes_id == forth.c.id))
    return select(back).union(select(forth))


# Putting it together takes longer than the database needs for its answer.
_LINES = _lines()


def _number(material_id: str, before: Mapping[str, str]) -> int:
    number = 1
    while material_id in before:
        material_id, number = before[material_id], number + 1
    return number


def _newest(session: RecordSession, material_id: str) -> tuple[str, str]:
    """The newest version of a document, which a newer one replaces, and its group: versions make one line."""
    row = find(session, Material, material_id)
    while later := session.scalars(select(Material).where(Material.supersedes_id == row.id)).first():
        row = later
    return row.id, row.group_id


def _of_copy(kept: KeptFile) -> dict[str, Any]:
    return {"location": kept.name, "kept": True, "size": kept.size, "sha256": kept.sha256}
