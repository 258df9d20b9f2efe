"""Positions: what each party said it holds, when, in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from msa_wg_desktop.db.models import Position, Proposal, ProposalVersion
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.positions import NOT_STANDS, PositionRow
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import edit, find, tidy
from msa_wg_desktop.services.captured import chunks, order_items
from msa_wg_desktop.services.captures import touch
from msa_wg_desktop.services.work import OrderTarget, WorkService, group_for, sources
from msa_wg_desktop.words import _


class Positions(WorkService[PositionRow]):
    """The verbs of positions. What changes one by itself cuts it loose from its line, unless `from_line`."""

    kind = CaptureKind.POSITION

    def _rows(self, connection: Connection, rows: Sequence[Any], book: PartyBook) -> tuple[PositionRow, ...]:
        came_from, items = sources(connection, rows), order_items(connection, [row.id for row in rows])
        proposals = _proposals(connection, sorted({row.version_id for row in rows if row.version_id}))
        return tuple(
            PositionRow(
                id=row.id,
                group_id=row.group_id,
                party_id=row.party_id,
                party=book.display(row.party_id),
                topic=row.topic,
                stand=row.stand,
                text=row.text,
                stated_on=row.stated_on,
                version_id=row.version_id,
                proposal=proposals.get(row.version_id or "", ""),
                signed_by_id=row.signed_by_id,
                signed_by=book.display(row.signed_by_id),
                source=came_from[row.id],
                order_items=tuple(items.get(row.id, ())),
                off_record=row.off_record,
            )
            for row in rows
        )

    def add(
        self,
        party: str,
        stand: str = "",
        *,
        topic: str = "",
        text: str = "",
        version_id: str | None = None,
        stated_on: date | None = None,
        signed_by: str | None = None,
        order_items: Iterable[OrderTarget] = (),
        meeting_id: str | None = None,
        group_id: str | None = None,
        off_record: bool = False,
    ) -> str:
        """Takes down what a party holds, on a topic or on a version of a proposal; gives its id."""
        stand = _stand(stand)
        if not (stand or text.strip()):
            raise ValidationError(_("Say where the party stands, or what it said. Nothing was changed."), field="stand")
        with self.store.operation(_("Add a position"), meeting_id=meeting_id) as session:
            row = Position(
                group_id=group_for(session, group_id, meeting_id),
                meeting_id=meeting_id,
                party_id=self._party_id(session, party, field="party"),
                version_id=version_id,
                topic=clean_line(topic)[0],
                stand=stand,
                text=tidy(text),
                stated_on=stated_on or self.store.clock.today(),
                signed_by_id=self._party_id(session, signed_by, field="signed_by"),
                off_record=off_record,
            )
            session.add(row)
            session.flush()
            self._link(session, row, order_items)
            return row.id

    def edit(
        self,
        position_id: str,
        values: Mapping[str, Any],
        *,
        shown: Mapping[str, Any] | None = None,
        from_line: bool = False,
    ) -> None:
        """Changes a position: its fields, `party` and `signed_by` (parties), `order_items`."""
        values = dict(values)
        with self.store.operation(_("Change a position")) as session:
            row = find(session, Position, position_id)
            if "stand" in values:
                values["stand"] = _stand(values["stand"])
            for name in ("party", "signed_by"):
                if name in values:
                    values[f"{name}_id"] = self._party_id(session, values.pop(name), field=name)
            items = values.pop("order_items", None)
            edit(row, values, shown=shown)
            if items is not None:
                self._link(session, row, items)
            if not from_line:
                touch(session, position_id)

    def delete(self, position_id: str) -> None:
        """Deletes a position; the line that it came from stays."""
        self._delete(_("Delete a position"), position_id)


def _stand(text: str) -> str:
    stand = clean_line(text)[0]
    if stand.casefold() in NOT_STANDS:
        raise ValidationError(
            _("“{stand}” is not a position: nobody's stand is worked out from silence. Nothing was changed.").format(
                stand=stand
            ),
            field="stand",
        )
    return stand


def _proposals(connection: Connection, version_ids: Sequence[str]) -> dict[str, str]:
    """How the versions of proposals are written: `P-7 v2`."""
    return {
        row.id: f"{row.number} v{row.version}"
        for part in chunks(version_ids)
        for row in connection.execute(
            select(ProposalVersion.id, Proposal.number, ProposalVersion.number.label("version"))
            .join(Proposal, Proposal.id == ProposalVersion.proposal_id)
            .where(ProposalVersion.id.in_(part))
        )
    }
