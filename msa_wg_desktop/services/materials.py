"""Documents that were exchanged: kept by their place, cited from notes and data needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from msa_wg_desktop.db.models import Material, MaterialCitation
from msa_wg_desktop.domain.materials import Cites, MaterialRow
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, edit, find, require_text
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.services.work import group_for
from msa_wg_desktop.words import _


class Materials(Service):
    """The verbs of materials."""

    def list(self, *, group_id: str | None = None, words: str = "") -> tuple[MaterialRow, ...]:
        """The materials, newest first; those whose title holds all the words, where some are asked for."""
        statement = select(Material.__table__).where(
            *(Material.title.icontains(word, autoescape=True) for word in words.split())
        )
        if group_id is not None:
            statement = statement.where(Material.group_id == group_id)
        statement = statement.order_by(Material.received_on.is_(None), Material.received_on.desc(), Material.title)
        cited: dict[str, list[tuple[Cites, str]]] = defaultdict(list)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            for row in connection.execute(select(MaterialCitation.__table__).order_by(MaterialCitation.id)):
                cited[row.material_id].append((Cites(row.subject), row.subject_id))
            rows = connection.execute(statement).all()
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
                cited_by=tuple(cited[row.id]),
            )
            for row in rows
        )

    def get(self, material_id: str) -> MaterialRow:
        """One material."""
        for row in self.list():
            if row.id == material_id:
                return row
        raise NotFoundError(_("That isn't in the record any more."), detail=f"material {material_id}")

    def add(
        self,
        title: str,
        *,
        sender: str | None = None,
        received_on: date | None = None,
        version: str = "",
        confidential: bool = False,
        location: str = "",
        group_id: str | None = None,
    ) -> str:
        """Adds a material; gives its id. `location` is a file's path or a link."""
        title = require_text(clean_line(title)[0], _("A material needs a title. Nothing was changed."), field="title")
        with self.store.operation(_("Add a material")) as session:
            book = party_book.read(session.connection(), self.store.clock.today())
            row = Material(
                group_id=group_for(session, group_id, None),
                from_id=book.find(sender, field="sender").id if sender else None,
                title=title,
                received_on=received_on,
                version=clean_line(version)[0],
                confidential=confidential,
                location=clean_line(location)[0],
            )
            session.add(row)
            return row.id

    def edit(self, material_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a material's fields, or its `sender` (a party)."""
        values = dict(values)
        with self.store.operation(_("Change a material")) as session:
            if "title" in values:
                require_text(values["title"], _("A material needs a title. Nothing was changed."), field="title")
            if "sender" in values:
                sender = values.pop("sender")
                book = party_book.read(session.connection(), self.store.clock.today())
                values["from_id"] = book.find(sender, field="sender").id if sender else None
            edit(find(session, Material, material_id), values, shown=shown)

    def cite(self, material_id: str, subject: Cites, subject_id: str) -> None:
        """Says that a note or a data need cites a material; saying it again changes nothing."""
        with self.store.operation(_("Cite a material")) as session:
            find(session, Material, material_id)
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
        """Deletes a material with its citations; the document itself stays where it lies."""
        with self.store.operation(_("Delete a material")) as session:
            find(session, Material, material_id)
            delete_row(session, Material, material_id)
