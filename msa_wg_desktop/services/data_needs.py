"""Data needs: what parties are asked for, and what each of them gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import DataNeed, DataNeedParty
from msa_wg_desktop.domain.data_needs import DataNeedRow, NeedLink, NeedPartyRow, NeedStatus, joined_responses, roll_up
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.given_words import state_by_words
from msa_wg_desktop.domain.meanwhile import Left
from msa_wg_desktop.domain.notes import CaptureKind, rank_between
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import ledger_dates
from msa_wg_desktop.services.base import edit, find, require_as_shown, require_choice, require_text, set_parties, tidy
from msa_wg_desktop.services.captured import among, chunks, order_items, rows_among
from msa_wg_desktop.services.captures import touch
from msa_wg_desktop.services.work import OrderTarget, WorkService, group_for, parts_of, sources
from msa_wg_desktop.words import _, ngettext

_N = DataNeed.__table__.c


class DataNeeds(WorkService[DataNeedRow]):
    """The verbs of data needs. What changes one by itself cuts it loose from its line, unless `from_line`."""

    kind = CaptureKind.DATA_NEED
    order = (DataNeed.identified_on.is_(None), DataNeed.identified_on, DataNeed.rank)

    def _rows(self, connection: Connection, rows: Sequence[Any], book: PartyBook) -> tuple[DataNeedRow, ...]:
        ids = [row.id for row in rows]
        came_from, items = sources(connection, rows), order_items(connection, ids)
        parties = parts_of(connection, self._target, rows)
        asked = _asked_again(connection, [party for part in parties.values() for party in part])
        befores, afters = _followed(connection, rows)
        return tuple(
            DataNeedRow(
                id=row.id,
                group_id=row.group_id,
                need=row.need,
                parties=tuple(_party(party, book, asked[party.id]) for party in parties[row.id]),
                response=row.response,
                status=NeedStatus(row.status),
                overruled=bool(row.overruled),
                overruled_by=book.display(row.overruled_by_id),
                identified_on=row.identified_on,
                asked_again_on=row.asked_again_on,
                due=row.due,
                follows=befores.get(row.follows_id),
                follow_ups=tuple(afters.get(row.id, ())),
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
        status: str = "",
        identified_on: date | None = None,
        order_items: Iterable[OrderTarget] = (),
        meeting_id: str | None = None,
        group_id: str | None = None,
        follows_id: str | None = None,
        off_record: bool = False,
    ) -> str:
        """Adds a data need at the end of its group's; gives its id.

        `status` is every party's at first; without it, that of a single one is what its `response` says.
        """
        need = require_text(need, _("Say what is needed. Nothing was changed."), field="need")
        state = require_choice(NeedStatus, status or NeedStatus.REQUESTED, field="status")
        with self.store.operation(_("Add a data need"), meeting_id=meeting_id) as session:
            group = group_for(session, group_id, meeting_id)
            last = session.scalar(select(func.max(DataNeed.rank)).where(DataNeed.group_id == group))
            row = DataNeed(
                group_id=group,
                meeting_id=meeting_id,
                follows_id=find(session, DataNeed, follows_id).id if follows_id else None,
                rank=rank_between(last or None, None),
                need=need,
                status=state.value,
                identified_on=identified_on,
                due=due,
                off_record=off_record,
            )
            session.add(row)
            session.flush()
            self._set_parties(session, row, parties)
            self._set_whole(session, row, state, new=True)
            self._give_whole(session, row, response, says=not status, on=None)
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
        key = f"need:{need_id}" if set(values) == {"response"} else None
        with self.store.operation(_edit_label(values), merge_key=key) as session:
            self._change(session, find(session, DataNeed, need_id), values, shown=shown)
            if not from_line:
                touch(session, need_id)

    def edit_many(
        self, need_ids: Sequence[str], values: Mapping[str, Any], *, seen: int | None = None
    ) -> tuple[Left, ...]:
        """Changes one data need or several alike, as one step; gives those that were left as they are.

        `seen` is how far the record was told of (`Store.told`) when they were shown: what was changed since in
        one of these values is left, and so nothing is overwritten that nobody saw.
        """
        with self.store.operation(_edit_label(values)) as session:
            rows, left = self._as_seen(session, need_ids, values.keys(), seen)
            if len(rows) > 1:
                session.label = _("Change {count} data needs").format(count=len(rows))
            for row in rows:
                self._change(session, row, values)
                touch(session, row.id)
        return left

    def ask_again(self, need_ids: Sequence[str], *, on: date | None = None, parties: Iterable[str] = ()) -> int:
        """Notes that whoever still owes was asked again on a day, or only some parties; gives how many needs it was."""
        day = on or self.store.clock.today()
        with self.store.operation(_("Ask again")) as session:
            party_ids = self._party_ids(session, parties, field="party")
            asked = [row for row in self._found(session, need_ids) if self._ask(session, row, day, party_ids)]
            if not asked:
                raise ValidationError(_("Nobody owes a response here. Nothing was changed."), field="asked_again_on")
            for row in asked:
                touch(session, row.id)
        return len(asked)

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
        """Takes down what one party answered, or that it can't, or when it will."""
        given = {"response": response, "reason": reason, "due": due, "answered_on": on, "answered_by": by}
        values = {name: value for name, value in given.items() if value is not None}
        self.edit_party(need_id, party, {"status": status, **values})

    def edit_party(
        self, need_id: str, party: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None
    ) -> None:
        """Changes one party's `status`, `response`, `reason`, `due`, `answered_on` or `answered_by`.

        The first words that give something are its answer, received today, where nothing is said of its state.
        The whole's response follows as long as it is nothing but what the parties gave; once it was
        written by hand it stays as it is. Typing in one response grows one operation.
        """
        key = f"need:{need_id}:{party}" if set(values) == {"response"} else None
        with self.store.operation(_("Answer a data need"), merge_key=key) as session:
            row = find(session, DataNeed, need_id)
            part = self._part(session, need_id, party)
            gathered = self._gathered(session, need_id)
            values = dict(values)
            if "answered_by" in values:
                values["answered_by_id"] = self._party_id(session, values.pop("answered_by"), field="answered_by")
            if "status" in values:
                values["status"] = require_choice(NeedStatus, values["status"], field="status").value
                if values["status"] != NeedStatus.REQUESTED and part.answered_on is None:
                    values.setdefault("answered_on", self.store.clock.today())
            elif "response" in values:
                values = {**self._said(session, part, values["response"], on=self.store.clock.today()), **values}
            edit(part, values, shown=shown)
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

    def delete(self, need_id: str) -> None:
        """Deletes a data need; the line that it came from stays."""
        self._delete(_("Delete a data need"), need_id)

    def delete_many(self, need_ids: Sequence[str]) -> None:
        """Deletes several data needs as one step; the lines that they came from stay."""
        words = ngettext("Delete a data need", "Delete {count} data needs", len(need_ids))
        with self.store.operation(words.format(count=len(need_ids))) as session:
            for need_id in self._there(session, need_ids):
                self.delete(need_id)

    # ------------------------------------------------------------------ parts

    def _change(
        self,
        session: RecordSession,
        row: DataNeed,
        values: Mapping[str, Any],
        *,
        shown: Mapping[str, Any] | None = None,
    ) -> None:
        values = dict(values)
        if "need" in values:
            require_text(values["need"], _("Say what is needed. Nothing was changed."), field="need")
        if follows := values.get("follows_id"):
            _require_no_circle(session, row, follows)
        parties, items, status = (values.pop(name, None) for name in ("parties", "order_items", "status"))
        asked_again, response = values.pop("asked_again_on", None), values.pop("response", None)
        edit(row, values, shown=shown)
        if parties is not None:
            self._set_parties(session, row, parties)
        if items is not None:
            self._link(session, row, items)
        if asked_again is not None:
            self._ask(session, row, asked_again, ())
        if status is not None:
            require_as_shown(row, "status", shown)
            self._set_whole(session, row, require_choice(NeedStatus, status, field="status"))
        if response is not None:
            require_as_shown(row, "response", shown)
            self._give_whole(session, row, response, says=status is None, on=self.store.clock.today())

    def _give_whole(self, session: RecordSession, row: DataNeed, response: str, *, says: bool, on: date | None) -> None:
        """Writes the response of the whole. A party that is asked alone gave it, where nobody is asked nobody did, and
        of several it doesn't say who: so its words say the state of one, unless that is given beside it (`says`).
        """
        parts = _parties(session, row.id)
        giver = row if not parts else parts[0] if len(parts) == 1 and parts[0].response == row.response else None
        if giver is not None:
            edit(giver, {**(self._said(session, giver, response, on=on) if says else {}), "response": response})
        edit(row, {"response": response})
        self._roll_up(session, row)

    def _said(
        self, session: RecordSession, row: DataNeed | DataNeedParty, response: str, *, on: date | None
    ) -> dict[str, Any]:
        """What words that are about to be written say of the state; they take back only what words of that day said."""
        said = state_by_words(NeedStatus(row.status), row.response, tidy(response))
        received = row.answered_on if isinstance(row, DataNeedParty) else on
        if said == row.status or (
            said is NeedStatus.REQUESTED
            and not (received == on and ledger_dates.set_together(session.connection(), row.id, "status", "response"))
        ):
            return {}
        day = (received or on) if said is NeedStatus.ANSWERED else None
        return {"status": said.value, **({"answered_on": day} if isinstance(row, DataNeedParty) else {})}

    def _found(self, session: RecordSession, need_ids: Sequence[str]) -> list[DataNeed]:
        statements = (select(DataNeed).where(DataNeed.id.in_(part)) for part in chunks(need_ids))
        return [row for statement in statements for row in session.scalars(statement)]

    def _part(self, session: RecordSession, need_id: str, party: str) -> DataNeedParty:
        party_id = self._party_id(session, party, field="party")
        part = next((part for part in _parties(session, need_id) if part.party_id == party_id), None)
        if part is None:
            raise NotFoundError(_("{name} isn't asked for this.").format(name=party), field="party")
        return part

    def _ask(self, session: RecordSession, row: DataNeed, day: date, party_ids: Collection[str]) -> bool:
        """Notes the day with those who still owe; False where nobody does."""
        first = row.identified_on
        if first is not None and day < first:
            words = _("It was first asked for on {day}, which is later. Nothing was changed.")
            raise ValidationError(words.format(day=format_date(first)), field="asked_again_on")
        parts = _parties(session, row.id)
        owing = [part for part in parts if NeedStatus(part.status).is_open]
        if party_ids:
            owing = [part for part in owing if part.party_id in party_ids]
        if not (owing if parts else NeedStatus(row.status).is_open):
            return False
        for part in owing:
            part.asked_again_on = day
        row.asked_again_on = max(day, row.asked_again_on or day)
        return True

    def _set_parties(self, session: RecordSession, row: DataNeed, parties: Iterable[str]) -> None:
        ids = self._party_ids(session, parties, field="parties")
        set_parties(session, DataNeedParty, of=("need_id", row.id), party_ids=ids)
        session.flush()
        self._roll_up(session, row)

    def _set_whole(self, session: RecordSession, row: DataNeed, status: NeedStatus, *, new: bool = False) -> None:
        """Of those who still owe; where nobody does, or who owes again, of all. When it came is known but for `new`."""
        row.overruled, row.overruled_by_id = "", None
        parts = _parties(session, row.id)
        owing = [part for part in parts if NeedStatus(part.status).is_open]
        for part in parts if status.is_open or not owing else owing:
            part.status = status.value
            if not new and status is not NeedStatus.REQUESTED and part.answered_on is None:
                part.answered_on = self.store.clock.today()
        row.status = status.value
        self._roll_up(session, row)

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


def _party(row: Any, book: PartyBook, asked_again: tuple[date, ...]) -> NeedPartyRow:
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
        asked_again=asked_again,
    )


def _asked_again(connection: Connection, parties: Sequence[Any]) -> dict[str, tuple[date, ...]]:
    """Each day on which each party was asked again, oldest first."""
    ids = [party.id for party in parties if party.asked_again_on is not None]
    before = ledger_dates.former(connection, DataNeedParty.__tablename__, ids, field="asked_again_on")
    return {
        party.id: tuple(sorted({*before.get(party.id, ()), *([party.asked_again_on] if party.asked_again_on else ())}))
        for party in parties
    }


def _followed(connection: Connection, rows: Sequence[Any]) -> tuple[dict[str, NeedLink], dict[str, list[NeedLink]]]:
    """The needs that some needs follow, by their own ids; and those that follow each of them."""
    befores, afters = {}, defaultdict[str, list[NeedLink]](list)
    for row in rows_among(connection, _FOLLOWED, sorted({row.follows_id for row in rows if row.follows_id})):
        befores[row.id] = NeedLink(row.id, row.need)
    for row in rows_among(connection, _FOLLOWING, [row.id for row in rows]):
        afters[row.follows_id].append(NeedLink(row.id, row.need))
    return befores, afters


_FOLLOWED = select(_N.id, _N.need).where(among(_N.id))
_FOLLOWING = select(_N.id, _N.need, _N.follows_id).where(among(_N.follows_id)).order_by(_N.rank, _N.id)


def _require_no_circle(session: RecordSession, row: DataNeed, follows_id: str) -> None:
    before: DataNeed | None = find(session, DataNeed, follows_id)
    while before is not None:
        if before.id == row.id:
            words = _("A data need can't follow itself, nor one that follows it. Nothing was changed.")
            raise ValidationError(words, field="follows")
        before = session.get(DataNeed, before.follows_id) if before.follows_id else None
