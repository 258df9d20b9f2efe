"""Positions: what each party said it holds, when, in its own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Position, PositionParty, Proposal, ProposalVersion
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.positions import Mark, PositionRow
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import edit, find, set_parties, tidy
from msa_wg_desktop.services.captured import TARGETS, among, order_items, rows_among
from msa_wg_desktop.services.captures import touch
from msa_wg_desktop.services.work import OrderTarget, WorkService, group_for, in_order, parts_of, sources
from msa_wg_desktop.words import _


class Positions(WorkService[PositionRow]):
    """The verbs of positions. What changes one by itself cuts it loose from its line, unless `from_line`."""

    kind = CaptureKind.POSITION

    def _rows(self, connection: Connection, rows: Sequence[Any], book: PartyBook) -> tuple[PositionRow, ...]:
        came_from, items = sources(connection, rows), order_items(connection, [row.id for row in rows])
        proposals = _proposals(connection, sorted({row.version_id for row in rows if row.version_id}))
        holders = {
            row_id: tuple(part.party_id for part in parts)
            for row_id, parts in parts_of(connection, self._target, rows).items()
        }
        return tuple(
            PositionRow(
                id=row.id,
                group_id=row.group_id,
                party_ids=holders[row.id],
                parties=tuple(map(book.display, holders[row.id])),
                topic=row.topic,
                stand=row.stand,
                text=row.text,
                stated_on=row.stated_on,
                version_id=row.version_id,
                proposal=proposals.get(row.version_id or "", ""),
                signed_by_id=row.signed_by_id,
                signed_by=book.display(row.signed_by_id),
                roll_call_id=row.roll_call_id,
                source=came_from[row.id],
                order_items=tuple(items.get(row.id, ())),
                off_record=row.off_record,
            )
            for row in rows
        )

    def of_versions(self, version_ids: Collection[str], group_ids: Collection[str]) -> tuple[PositionRow, ...]:
        """What was stated on some versions, in the order of `list`."""
        return self._those(_on_versions(), {"groups": tuple(group_ids), "ids": tuple(version_ids)})

    def on_topics(self, group_ids: Collection[str]) -> tuple[PositionRow, ...]:
        """What was stated on no version of any proposal, in the order of `list`."""
        return self._those(_on_topics(), {"groups": tuple(group_ids)})

    def _those(self, statement: Select[Any], which: Mapping[str, Sequence[str]]) -> tuple[PositionRow, ...]:
        with self.store.reading() as connection:
            return self._rows(connection, connection.execute(statement, which).all(), self._book(connection))

    def versions_of(self, position_ids: Sequence[str]) -> Mapping[str, str | None]:
        """On which version each of some positions is; None for one on a topic."""
        with self.store.reading() as connection:
            return {row.id: row.version_id for row in rows_among(connection, _VERSIONS, position_ids)}

    def add(
        self,
        party: str | Sequence[str],
        stand: str = "",
        *,
        topic: str = "",
        text: str = "",
        version_id: str | None = None,
        stated_on: date | None = None,
        signed_by: str | None = None,
        roll_call_id: str | None = None,
        order_items: Iterable[OrderTarget] = (),
        meeting_id: str | None = None,
        group_id: str | None = None,
        off_record: bool = False,
    ) -> str:
        """Takes down what a party, or several, hold on a topic or on a version of a proposal; gives its id."""
        stand = _stand(stand)
        _require_said(stand, text)
        with self.store.operation(_("Add a position"), meeting_id=meeting_id) as session:
            row = Position(
                group_id=group_for(session, group_id, meeting_id),
                meeting_id=meeting_id,
                version_id=version_id,
                topic=clean_line(topic)[0],
                stand=stand,
                text=tidy(text),
                stated_on=stated_on or self.store.clock.today(),
                signed_by_id=self._party_id(session, signed_by, field="signed_by"),
                roll_call_id=roll_call_id,
                off_record=off_record,
            )
            session.add(row)
            session.flush()
            self._hold(session, row.id, [party] if isinstance(party, str) else party)
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
        """Changes a position: its fields, `parties` or the one `party`, `signed_by` (a party), `order_items`."""
        values = dict(values)
        with self.store.operation(_("Change a position")) as session:
            row = find(session, Position, position_id)
            if "stand" in values:
                values["stand"] = _stand(values["stand"])
            if "signed_by" in values:
                values["signed_by_id"] = self._party_id(session, values.pop("signed_by"), field="signed_by")
            items, holders = values.pop("order_items", None), values.pop("parties", None)
            if "party" in values:
                party = values.pop("party")
                holders = [party] if party else []
            edit(row, values, shown=shown)
            _require_said(row.stand, row.text)
            if holders is not None:
                self._hold(session, position_id, holders)
            if items is not None:
                self._link(session, row, items)
            if not from_line:
                touch(session, position_id)

    def _hold(self, session: RecordSession, position_id: str, parties: Iterable[str]) -> None:
        """Makes those who hold a position be just these; one who is named twice holds it once."""
        ids = self._party_ids(session, parties, field="party")
        set_parties(session, PositionParty, of=("position_id", position_id), party_ids=ids)

    def delete(self, position_id: str) -> None:
        """Deletes a position; the line that it came from stays."""
        self._delete(_("Delete a position"), position_id)


def _require_said(stand: str, text: str) -> None:
    if not (stand or text.strip()):
        raise ValidationError(_("Say where the party stands, or what it said. Nothing was changed."), field="stand")


def _stand(text: str) -> str:
    stand = clean_line(text)[0].strip()
    if stand.casefold() in list(Mark):
        raise ValidationError(
            _("“{stand}” is not a position: nobody's stand is worked out from silence. Nothing was changed.").format(
                stand=stand
            ),
            field="stand",
        )
    return stand


def _proposals(connection: Connection, version_ids: Sequence[str]) -> dict[str, str]:
    """How the versions of proposals are written: `P-7 v2`."""
    return {row.id: f"{row.number} v{row.version}" for row in rows_among(connection, _PROPOSALS, version_ids)}


# Statements are made once: to put one together takes longer than the database needs for its answer.
_VERSIONS = select(Position.id, Position.version_id).where(among(Position.id))
_PROPOSALS = (
    select(ProposalVersion.id, Proposal.number, ProposalVersion.number.label("version"))
    .join(Proposal, Proposal.id == ProposalVersion.proposal_id)
    .where(among(ProposalVersion.id))
)


def _stated() -> Select[Any]:
    groups = bindparam("groups", expanding=True)
    ordered = in_order(TARGETS[CaptureKind.POSITION])
    return select(Position.__table__).where(Position.group_id.in_(groups)).order_by(*ordered)


@cache
def _on_versions() -> Select[Any]:
    return _stated().where(among(Position.version_id))


@cache
def _on_topics() -> Select[Any]:
    return _stated().where(Position.version_id.is_(None))
