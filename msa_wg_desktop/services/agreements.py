"""Agreements: what attendees broadly agreed, consensus, or what named parties agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Agreement, AgreementParty
from msa_wg_desktop.domain.agreements import AgreementRow
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.readings import AgreementBasis
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import edit, find, require_choice, require_text, set_parties
from msa_wg_desktop.services.captured import order_items
from msa_wg_desktop.services.captures import touch
from msa_wg_desktop.services.work import OrderTarget, WorkService, group_for, parts_of, sources
from msa_wg_desktop.words import _


class Agreements(WorkService[AgreementRow]):
    """The verbs of agreements. What changes one by itself cuts it loose from its line, unless `from_line`."""

    kind = CaptureKind.AGREEMENT

    def _rows(self, connection: Connection, rows: Sequence[Any], book: PartyBook) -> tuple[AgreementRow, ...]:
        came_from, items = sources(connection, rows), order_items(connection, [row.id for row in rows])
        parties = parts_of(connection, self._target, rows)
        return tuple(
            AgreementRow(
                id=row.id,
                group_id=row.group_id,
                text=row.text,
                basis=AgreementBasis(row.basis),
                parties=tuple(sorted(book.display(part.party_id) for part in parties[row.id])),
                party_ids=tuple(part.party_id for part in parties[row.id]),
                source=came_from[row.id],
                order_items=tuple(items.get(row.id, ())),
                off_record=row.off_record,
            )
            for row in rows
        )

    def add(
        self,
        text: str,
        *,
        basis: str = AgreementBasis.BROAD,
        parties: Iterable[str] = (),
        order_items: Iterable[OrderTarget] = (),
        meeting_id: str | None = None,
        group_id: str | None = None,
        off_record: bool = False,
    ) -> str:
        """Adds an agreement; gives its id. An agreement of named parties must name them."""
        text = require_text(text, _("Say what was agreed. Nothing was changed."), field="text")
        kind = require_choice(AgreementBasis, basis, field="basis")
        with self.store.operation(_("Add an agreement"), meeting_id=meeting_id) as session:
            group = group_for(session, group_id, meeting_id)
            row = Agreement(group_id=group, meeting_id=meeting_id, text=text, basis=kind.value, off_record=off_record)
            session.add(row)
            session.flush()
            self._set_parties(session, row, parties)
            self._link(session, row, order_items)
            return row.id

    def edit(
        self,
        agreement_id: str,
        values: Mapping[str, Any],
        *,
        shown: Mapping[str, Any] | None = None,
        from_line: bool = False,
    ) -> None:
        """Changes an agreement: `text`, `basis`, `parties`, `order_items`, `off_record`, `meeting_id`."""
        values = dict(values)
        with self.store.operation(_("Change an agreement")) as session:
            row = find(session, Agreement, agreement_id)
            if "text" in values:
                require_text(values["text"], _("Say what was agreed. Nothing was changed."), field="text")
            if "basis" in values:
                require_choice(AgreementBasis, values["basis"], field="basis")
            parties, items = (values.pop(name, None) for name in ("parties", "order_items"))
            edit(row, values, shown=shown)
            self._set_parties(session, row, self._named(session, row) if parties is None else parties)
            if items is not None:
                self._link(session, row, items)
            if not from_line:
                touch(session, agreement_id)

    def delete(self, agreement_id: str) -> None:
        """Deletes an agreement; the line that it came from stays."""
        self._delete(_("Delete an agreement"), agreement_id)

    def _named(self, session: RecordSession, row: Agreement) -> list[str]:
        return [part.party_id for part in parts_of(session.connection(), self._target, [row])[row.id]]

    def _set_parties(self, session: RecordSession, row: Agreement, parties: Iterable[str]) -> None:
        ids = self._party_ids(session, parties, field="parties")
        if row.basis == AgreementBasis.NAMED and not ids:
            raise ValidationError(_("Name the parties who agreed. Nothing was changed."), field="parties")
        set_parties(session, AgreementParty, of=("agreement_id", row.id), party_ids=ids)
