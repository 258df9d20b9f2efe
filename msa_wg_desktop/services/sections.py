"""The sections of a summary: their text, heading and order, and the directive taken from the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from msa_wg_desktop.db.models import CommissionOrder, Decision, Docket, OrderItem, Section
from msa_wg_desktop.domain.meetings import SectionKind, SectionRow
from msa_wg_desktop.domain.notes import rank_between, ranks_between
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.base import Service, delete, edit, find, require_text
from msa_wg_desktop.words import _

_FIELDS = frozenset({"heading", "text", "printed"})


class Sections(Service):
    """The verbs of a summary's sections."""

    def list(self, meeting_id: str) -> tuple[SectionRow, ...]:
        """A meeting's sections, in their order."""
        statement = select(
            Section.id,
            Section.meeting_id,
            Section.kind,
            Section.heading,
            Section.rank,
            Section.text,
            Section.printed,
        )
        with self.store.reading() as connection:
            rows = connection.execute(
                statement.where(Section.meeting_id == meeting_id).order_by(Section.rank, Section.id)
            ).all()
        return tuple(
            SectionRow(row.id, row.meeting_id, SectionKind(row.kind), row.heading, row.rank, row.text, row.printed)
            for row in rows
        )

    def add(
        self, meeting_id: str, heading: str, *, kind: SectionKind = SectionKind.TEXT, text: str = "", after: str = ""
    ) -> str:
        """Adds a section below the one called `after`, else at the end; gives its id."""
        heading = require_text(heading, _("Give the section a heading."), field="heading")
        present = self.list(meeting_id)
        ids = [row.id for row in present]
        place = ids.index(after) + 1 if after in ids else len(present)
        low = present[place - 1].rank if place else None
        high = present[place].rank if place < len(present) else None
        with self.store.operation(_("Add a section"), meeting_id=meeting_id) as session:
            section = Section(meeting_id=meeting_id, kind=kind.value, heading=heading, rank=rank_between(low, high))
            edit(section, {"text": text})
            session.add(section)
            return section.id

    def edit(self, section_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes heading, text or `printed`. Typing in one section grows one operation."""
        if not set(values) <= _FIELDS:
            raise ValidationError(_("A section has a heading, a text, and can be left out; nothing else."))
        meeting_id = self._meeting(section_id)
        key = f"section:{section_id}" if set(values) == {"text"} else None
        with self.store.operation(_("Edit a section"), meeting_id=meeting_id, merge_key=key) as session:
            row = find(session, Section, section_id)
            edit(row, values, shown=shown)
            require_text(row.heading, _("Give the section a heading."), field="heading")

    def move(self, section_id: str, *, by: int) -> None:
        """Moves a section up (-1) or down (1) among its neighbours."""
        rows = list(self.list(self._meeting(section_id)))
        place = next(index for index, row in enumerate(rows) if row.id == section_id)
        target = max(0, min(len(rows) - 1, place + by))
        if target == place:
            return
        rows.insert(target, rows.pop(place))
        ranks = ranks_between(None, None, len(rows))
        words = _("Move the section {heading}").format(heading=rows[target].heading)
        with self.store.operation(words, meeting_id=rows[0].meeting_id) as session:
            for row, rank in zip(rows, ranks, strict=True):
                find(session, Section, row.id).rank = rank

    def delete(self, section_id: str) -> None:
        """Deletes a section; the discussion and the table of data needs can only be left out."""
        with self.store.operation(_("Delete a section"), meeting_id=self._meeting(section_id)) as session:
            row = find(session, Section, section_id)
            if row.kind in (SectionKind.DISCUSSION, SectionKind.NEEDS):
                raise ValidationError(_("This section can be left out of the summary, but not deleted."))
            delete(session, Section, section_id)

    def directive_from_order(self, order_id: str) -> str:
        """The order's text as the directive prints it, as light Markdown: intro, its items in italics, closing."""
        with self.store.reading() as connection:
            order = connection.execute(
                select(
                    CommissionOrder.number,
                    CommissionOrder.intro,
                    CommissionOrder.closing,
                    Decision.decided_on,
                    Docket.number.label("docket"),
                )
                .join(Decision, Decision.id == CommissionOrder.decision_id)
                .join(Docket, Docket.id == Decision.docket_id)
                .where(CommissionOrder.id == order_id)
            ).one()
            items: Sequence[Any] = connection.execute(
                select(OrderItem.number, OrderItem.text)
                .where(OrderItem.order_id == order_id, OrderItem.parent_id.is_(None))
                .order_by(OrderItem.rank, OrderItem.id)
            ).all()
        lines = [f"{order.number}. {order.intro}".strip()]
        lines += [f"({item.number}) *{item.text}*" for item in items]
        return "\n\n".join([lines[0], "\n".join(lines[1:]), order.closing]).strip()

    def _meeting(self, section_id: str) -> str:
        with self.store.reading() as connection:
            found = connection.execute(select(Section.meeting_id).where(Section.id == section_id)).scalar_one_or_none()
        if found is None:
            raise NotFoundError(_("That section isn't in the record any more."))
        return found
