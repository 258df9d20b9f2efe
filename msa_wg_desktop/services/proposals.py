"""Proposals: numbered texts, in versions, that parties may reach consensus on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Note, Proposal, ProposalLine, ProposalVersion
from msa_wg_desktop.domain.proposals import ProposalRow, ProposalStatus, VersionRow, next_number
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, edit, find, require_choice, require_text, tidy
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.services.work import group_for
from msa_wg_desktop.words import _


class Proposals(Service):
    """The verbs of proposals and of their versions."""

    def list(
        self, *, group_id: str | None = None, group_ids: Collection[str] | None = None, open_only: bool = False
    ) -> tuple[ProposalRow, ...]:
        """The proposals with their versions, by number."""
        statement = select(Proposal.__table__)
        if group_ids is not None:
            statement = statement.where(Proposal.group_id.in_(group_ids))
        if group_id is not None:
            statement = statement.where(Proposal.group_id == group_id)
        if open_only:
            statement = statement.where(Proposal.status == ProposalStatus.OPEN)
        versions: dict[str, list[VersionRow]] = defaultdict(list)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            for row in connection.execute(select(ProposalVersion.__table__).order_by(ProposalVersion.number)):
                versions[row.proposal_id].append(VersionRow(row.id, row.number, row.text, row.dated))
            rows = connection.execute(statement).all()
        found = (
            ProposalRow(
                id=row.id,
                group_id=row.group_id,
                number=row.number,
                title=row.title,
                sponsor_id=row.sponsor_id,
                sponsor=book.display(row.sponsor_id),
                status=ProposalStatus(row.status),
                versions=tuple(versions[row.id]),
                decided_on=row.decided_on,
            )
            for row in rows
        )
        return tuple(sorted(found, key=lambda row: (len(row.number), row.number, row.id)))

    def get(self, proposal_id: str) -> ProposalRow:
        """One proposal with its versions."""
        for row in self.list():
            if row.id == proposal_id:
                return row
        raise NotFoundError(_("That isn't in the record any more."), detail=f"proposal {proposal_id}")

    def count_open(self, group_ids: Collection[str]) -> int:
        """How many proposals of some groups nobody has said anything final about."""
        wanted = (Proposal.group_id.in_(group_ids), Proposal.status == ProposalStatus.OPEN)
        with self.store.reading() as connection:
            return connection.execute(select(func.count()).select_from(Proposal).where(*wanted)).scalar_one()

    def of_version(self, version_id: str) -> tuple[ProposalRow, VersionRow]:
        """A version with its proposal. Raises NotFoundError in words."""
        for row in self.list():
            version = row.version(version_id)
            if version is not None:
                return row, version
        raise NotFoundError(_("That isn't in the record any more."), detail=f"version {version_id}")

    def add(
        self,
        title: str,
        *,
        text: str = "",
        number: str = "",
        sponsor: str | None = None,
        dated: date | None = None,
        group_id: str | None = None,
    ) -> str:
        """Adds a proposal, with its first version where there is a text; gives its id. It gets the next free number."""
        title = require_text(clean_line(title)[0], _("A proposal needs a title. Nothing was changed."), field="title")
        with self.store.operation(_("Add a proposal")) as session:
            group = group_for(session, group_id, None)
            book = party_book.read(session.connection(), self.store.clock.today())
            row = Proposal(
                group_id=group,
                sponsor_id=book.find(sponsor, field="sponsor").id if sponsor else None,
                number=_number(session, group, number),
                title=title,
            )
            session.add(row)
            session.flush()
            if text.strip():
                self.add_version(row.id, text, dated=dated)
            return row.id

    def edit(self, proposal_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a proposal's `number`, `title`, `status`, or its `sponsor` (a party).

        What became of it is said by somebody, never worked out: `decided_on` is the day of it, today where
        none is given.
        """
        values = dict(values)
        with self.store.operation(_("Change a proposal")) as session:
            row = find(session, Proposal, proposal_id)
            if "title" in values:
                require_text(values["title"], _("A proposal needs a title. Nothing was changed."), field="title")
            if "status" in values:
                status = require_choice(ProposalStatus, values["status"], field="status")
                day = values.get("decided_on") or self.store.clock.today()
                values["decided_on"] = None if status is ProposalStatus.OPEN else day
            if values.get("number", row.number) != row.number:
                values["number"] = _number(session, row.group_id, values["number"])
            if "sponsor" in values:
                sponsor = values.pop("sponsor")
                book = party_book.read(session.connection(), self.store.clock.today())
                values["sponsor_id"] = book.find(sponsor, field="sponsor").id if sponsor else None
            edit(row, values, shown=shown)

    def add_version(self, proposal_id: str, text: str, *, dated: date | None = None) -> str:
        """Adds the next version of a proposal's text; gives its id. Earlier versions, and the stands on them, stay."""
        text = require_text(text, _("A version needs its text. Nothing was changed."), field="text")
        with self.store.operation(_("Add a version")) as session:
            find(session, Proposal, proposal_id)
            mine = ProposalVersion.proposal_id == proposal_id
            last = session.scalar(select(func.max(ProposalVersion.number)).where(mine)) or 0
            day = dated or self.store.clock.today()
            row = ProposalVersion(proposal_id=proposal_id, number=last + 1, text=text, dated=day)
            session.add(row)
            return row.id

    def edit_version(
        self, version_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None
    ) -> None:
        """Corrects a version's `text` or `dated`."""
        with self.store.operation(_("Correct a version")) as session:
            if "text" in values:
                require_text(values["text"], _("A version needs its text. Nothing was changed."), field="text")
            edit(find(session, ProposalVersion, version_id), values, shown=shown)

    def delete_version(self, version_id: str) -> None:
        """Deletes a version; stands that were taken on it stay, without it."""
        with self.store.operation(_("Delete a version")) as session:
            find(session, ProposalVersion, version_id)
            delete_row(session, ProposalVersion, version_id)

    def quote(self, proposal_id: str, note_id: str) -> None:
        """Says that a line of a discussion is about a proposal: its chapter quotes it."""
        with self.store.operation(_("Quote a line for a proposal")) as session:
            find(session, Proposal, proposal_id)
            find(session, Note, note_id)
            pair = (ProposalLine.proposal_id == proposal_id, ProposalLine.note_id == note_id)
            if session.scalars(select(ProposalLine).where(*pair)).first() is None:
                session.add(ProposalLine(proposal_id=proposal_id, note_id=note_id))

    def unquote(self, proposal_id: str, note_id: str) -> None:
        """Takes that back; the line itself stays."""
        with self.store.operation(_("Quote a line no longer")) as session:
            pair = (ProposalLine.proposal_id == proposal_id, ProposalLine.note_id == note_id)
            for row in session.scalars(select(ProposalLine).where(*pair)):
                session.delete(row)

    def delete(self, proposal_id: str) -> None:
        """Deletes a proposal with its versions; stands that were taken on them stay, without them."""
        with self.store.operation(_("Delete a proposal")) as session:
            find(session, Proposal, proposal_id)
            delete_row(session, Proposal, proposal_id)


def _number(session: RecordSession, group_id: str, wanted: str) -> str:
    used = session.scalars(select(Proposal.number).where(Proposal.group_id == group_id)).all()
    number = tidy(clean_line(wanted)[0])
    if number in used:
        raise ValidationError(
            _("There is a proposal {number} already. Nothing was changed.").format(number=number), field="number"
        )
    return number or next_number(used)
