"""Data needs: what parties are asked for, and what each of them gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import DataNeed, DataNeedParty
from msa_wg_desktop.domain.data_needs import DataNeedRow, NeedPartyRow, NeedStatus, joined_responses, roll_up
from msa_wg_desktop.domain.notes import CaptureKind, rank_between, ranks_between
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services.base import edit, find, require_as_shown, require_choice, require_text, set_parties, tidy
from msa_wg_desktop.services.captured import order_items
from msa_wg_desktop.services.captures import touch
from msa_wg_desktop.services.work import OrderTarget, WorkService, group_for, parts_of, sources
from msa_wg_desktop.words import _


class DataNeeds(WorkService[DataNeedRow]):
    """The verbs of data needs. What changes one by itself cuts it loose from its line, unless `from_line`."""

    kind = CaptureKind.DATA_NEED
    order = (DataNeed.identified_on.is_(None), DataNeed.identified_on, DataNeed.rank)

    def _rows(self, connection: Connection, rows: Sequence[Any], book: PartyBook) -> tuple[DataNeedRow, ...]:
        came_from, items = sources(connection, rows), order_items(connection, [row.id for row in rows])
        parties = parts_of(connection, self._target, rows)
        return tuple(
            DataNeedRow(
                id=row.id,
                group_id=row.group_id,
                need=row.need,
                parties=tuple(_party(party, book) for party in parties[row.id]),
                response=row.response,
                status=NeedStatus(row.status),
                overruled=bool(row.overruled),
                overruled_by=book.display(row.overruled_by_id),
                identified_on=row.identified_on,
                asked_again_on=row.asked_again_on,
                due=row.due,
                follows_id=row.follows_id,
                source=came_from[row.id],
                order_items=tuple(items.get(row.id, ())),
                rank=row.rank,
                off_record=row.off_record,
            )
            for row in rows
        )

    # ------------------------------------------------------------------ making, changing

    def add(
        self,
        need: str,
        *,
        parties: Iterable[str] = (),
        due: date | None = None,
        response: str = "",
        status: str = NeedStatus.REQUESTED,
        identified_on: date | None = None,
        order_items: Iterable[OrderTarget] = (),
        meeting_id: str | None = None,
        group_id: str | None = None,
        follows_id: str | None = None,
        off_record: bool = False,
    ) -> str:
        """Adds a data need at the end of its group's; gives its id. `status` is every party's at first."""
        need = require_text(need, _("Say what is needed. Nothing was changed."), field="need")
        state = require_choice(NeedStatus, status, field="status")
        with self.store.operation(_("Add a data need"), meeting_id=meeting_id) as session:
            group = group_for(session, group_id, meeting_id)
            last = session.scalar(select(func.max(DataNeed.rank)).where(DataNeed.group_id == group))
            row = DataNeed(
                group_id=group,
                meeting_id=meeting_id,
                follows_id=follows_id,
                rank=rank_between(last or None, None),
                need=need,
                response=tidy(response),
                status=state.value,
                identified_on=identified_on,
                due=due,
                off_record=off_record,
            )
            session.add(row)
            session.flush()
            self._set_parties(session, row, parties)
            self._set_whole(session, row, state)
            self._link(session, row, order_items)
            return row.id

    def edit(
        self,
        need_id: str,
        values: Mapping[str, Any],
        *,
        shown: Mapping[str, Any] | None = None,
        from_line: bool = False,
    ) -> None:
        """Changes a need: `need`, `response`, `due`, `status`, `parties`, `order_items`, its days, `off_record`.

        Typing in one response grows one operation.
        """
        values = dict(values)
        key = f"need:{need_id}" if set(values) == {"response"} else None
        with self.store.operation(_edit_label(values), merge_key=key) as session:
            row = find(session, DataNeed, need_id)
            if "need" in values:
                require_text(values["need"], _("Say what is needed. Nothing was changed."), field="need")
            parties, items, status = (values.pop(name, None) for name in ("parties", "order_items", "status"))
            edit(row, values, shown=shown)
            if parties is not None:
                self._set_parties(session, row, parties)
            if items is not None:
                self._link(session, row, items)
            if status is not None:
                require_as_shown(row, "status", shown)
                self._set_whole(session, row, require_choice(NeedStatus, status, field="status"))
            if not from_line:
                touch(session, need_id)

    def set_parties(self, need_id: str, parties: Iterable[str], *, from_line: bool = False) -> None:
        """Makes these the responsible parties, in this order; who stays keeps their state and response."""
        self.edit(need_id, {"parties": tuple(parties)}, from_line=from_line)

    def answer(
        self,
        need_id: str,
        party: str,
        response: str | None = None,
        *,
        status: str = NeedStatus.ANSWERED,
        reason: str | None = None,
        due: date | None = None,
        on: date | None = None,
        by: str | None = None,
    ) -> None:
        """Takes down what one party answered, or that it can't, or when it will.

        The whole's response follows as long as it is nothing but what the parties gave; once it was
        written by hand it stays as it is.
        """
        with self.store.operation(_("Answer a data need")) as session:
            row = find(session, DataNeed, need_id)
            party_id = self._party_id(session, party, field="party")
            part = next((part for part in _parties(session, need_id) if part.party_id == party_id), None)
            if part is None:
                raise NotFoundError(_("{name} isn't asked for this.").format(name=party), field="party")
            gathered = self._gathered(session, need_id)
            part.status = require_choice(NeedStatus, status, field="status").value
            part.response = part.response if response is None else tidy(response)
            part.reason = part.reason if reason is None else tidy(reason)
            part.due = due or part.due
            part.answered_by_id = self._party_id(session, by, field="by") or part.answered_by_id
            if part.status != NeedStatus.REQUESTED:
                part.answered_on = on or self.store.clock.today()
            if row.response == gathered:
                row.response = self._gathered(session, need_id)
            self._roll_up(session, row)
            touch(session, need_id)

    def overrule(self, need_id: str, status: str, *, by: str | None = None) -> None:
        """Sets the state of the whole over the parties' own and names who says so; with "" theirs counts again."""
        with self.store.operation(_("Overrule a data need's state")) as session:
            row = find(session, DataNeed, need_id)
            row.overruled = require_choice(NeedStatus, status, field="status").value if status else ""
            row.overruled_by_id = self._party_id(session, by, field="by") if status else None
            self._roll_up(session, row)
            touch(session, need_id)

    def reorder(self, need_ids: Sequence[str]) -> None:
        """Puts data needs in this order."""
        with self.store.operation(_("Reorder the data needs")) as session:
            for need_id, rank in zip(need_ids, ranks_between(None, None, len(need_ids)), strict=True):
                find(session, DataNeed, need_id).rank = rank

    def delete(self, need_id: str) -> None:
        """Deletes a data need; the line that it came from stays."""
        self._delete(_("Delete a data need"), need_id)

    # ------------------------------------------------------------------ parts

    def _set_parties(self, session: RecordSession, row: DataNeed, parties: Iterable[str]) -> None:
        ids = self._party_ids(session, parties, field="parties")
        set_parties(session, DataNeedParty, of=("need_id", row.id), party_ids=ids)
        session.flush()
        self._roll_up(session, row)

    def _set_whole(self, session: RecordSession, row: DataNeed, status: NeedStatus) -> None:
        row.overruled, row.overruled_by_id = "", None
        for part in _parties(session, row.id):
            part.status = status.value
        row.status = status.value

    def _roll_up(self, session: RecordSession, row: DataNeed) -> None:
        rolled = roll_up(NeedStatus(part.status) for part in _parties(session, row.id))
        row.status = row.overruled or (rolled.value if rolled else row.status)

    def _gathered(self, session: RecordSession, need_id: str) -> str:
        book = self._book(session.connection())
        return joined_responses((book.brief(part.party_id), part.response) for part in _parties(session, need_id))


def _edit_label(values: Mapping[str, Any]) -> str:
    if set(values) == {"due"}:
        return _("Move the due date")
    return _("Change a response") if set(values) == {"response"} else _("Change a data need")


def _parties(session: RecordSession, need_id: str) -> Sequence[DataNeedParty]:
    statement = select(DataNeedParty).where(DataNeedParty.need_id == need_id)
    return session.scalars(statement.order_by(DataNeedParty.position, DataNeedParty.id)).all()


def _party(row: Any, book: PartyBook) -> NeedPartyRow:
    party = book.get(row.party_id)
    return NeedPartyRow(
        party_id=party.id,
        brief=party.brief,
        name=party.display,
        kind=party.kind,
        status=NeedStatus(row.status),
        due=row.due,
        reason=row.reason,
        response=row.response,
        answered_on=row.answered_on,
        answered_by=book.display(row.answered_by_id),
    )
