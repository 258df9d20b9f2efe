"""Who has how much open, and what waits for the next meeting: counted so that 100,000 actions are a handful of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, func, or_, select

from msa_wg_desktop.db.models import Action, ActionOwner, Capture, Meeting, Note
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.parties import ClassRow, OrganisationRow, PartyBook, PersonRow
from msa_wg_desktop.domain.today import Mine, PartyLoad
from msa_wg_desktop.services.captured import TARGETS

_OPEN = sorted(OPEN_STATES)
_BETWEEN = ","


@dataclass(frozen=True, slots=True)
class OwnedActions:
    """How many open actions have just these owners, and how many of them are late."""

    owners: frozenset[str]
    open: int
    overdue: int


def owned(connection: Connection, group_ids: Sequence[str], today: date) -> tuple[OwnedActions, ...]:
    """The open actions of some groups by the sets of their owners; one statement."""
    late_part = case((ActionOwner.status.in_(_OPEN) & (ActionOwner.due < today), 1), else_=0)
    each = (
        select(
            Action.id,
            func.max(or_(Action.due < today, late_part == 1)).label("late"),
            func.coalesce(func.aggregate_strings(ActionOwner.party_id, _BETWEEN), "").label("owners"),
        )
        .outerjoin(ActionOwner, ActionOwner.action_id == Action.id)
        .where(Action.group_id.in_(group_ids), Action.status.in_(_OPEN))
        .group_by(Action.id)
        .subquery()
    )
    statement = select(each.c.owners, func.count(), func.sum(case((each.c.late, 1), else_=0))).group_by(each.c.owners)
    return tuple(
        OwnedActions(frozenset(owners.split(_BETWEEN)) if owners else frozenset(), count, late or 0)
        for owners, count, late in connection.execute(statement).tuples()
    )


def carried(connection: Connection, meeting: MeetingRow) -> int:
    """What `CarryOver.list` would show in a meeting, counted in one statement."""
    taken = select(Capture.target_id).join(Note, Note.id == Capture.note_id).where(Note.meeting_id == meeting.id)
    counts = []
    for kind in TARGETS.values():
        if kind.status:
            columns = kind.entity.__table__.c
            day = select(Meeting.date).where(Meeting.id == columns.meeting_id).scalar_subquery()
            before = day.is_not(None) if meeting.date is None else day < meeting.date
            counts.append(
                select(func.count(columns.id))
                .where(
                    columns.group_id == meeting.group_id,
                    columns.status.in_(_OPEN),
                    or_(columns.meeting_id.is_(None), before),
                    columns.id.not_in(taken),
                )
                .scalar_subquery()
            )
    return sum(connection.execute(select(*counts)).one())


def loads(book: PartyBook, actions: Iterable[OwnedActions], *, me: str, most: int) -> tuple[tuple[PartyLoad, ...], int]:
    """The organisations that have most, the user's own first, and how many more there are.

    An action of several is counted with each of them; what nobody owns yet is told last, and always.
    """
    own = _organisations(book, (me,)) if me and me in book else frozenset()
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for some in actions:
        concerned = _organisations(book, some.owners) or {""}
        for party_id in concerned:
            sum_of = sums[party_id]
            sum_of[0] += some.open
            sum_of[1] += some.overdue
            sum_of[2] += some.open if len(concerned) > 1 else 0
    found = [PartyLoad(party_id, book.brief(party_id), *sums[party_id], mine=party_id in own) for party_id in sums]
    found.sort(key=lambda load: (not load.mine, not load.party_id, -load.open, load.party.casefold()))
    named, nobodys = [load for load in found if load.party_id], [load for load in found if not load.party_id]
    shown = [*named[: most - len(nobodys)], *nobodys]
    return tuple(shown), len(found) - len(shown)


def mine(book: PartyBook, actions: Iterable[OwnedActions], me: str) -> Mine | None:
    """What is the user's; None where nobody has said who that is."""
    if not me or me not in book:
        return None
    ids = book.mine(me)
    theirs = [some for some in actions if some.owners & ids]
    return Mine(sum(some.open for some in theirs), sum(some.overdue for some in theirs))


def _organisations(book: PartyBook, party_ids: Collection[str]) -> frozenset[str]:
    """Whose things some owners' are, as "who finds what" has it (decision 10); a person of none is found alone."""
    found: set[str] = set()
    for party_id in party_ids:
        row = book.get(party_id) if party_id in book else None
        if isinstance(row, OrganisationRow):
            found.add(row.id)
        elif isinstance(row, ClassRow):
            found.update(row.member_ids or (row.id,))
        elif isinstance(row, PersonRow):
            found.add(row.organisation_id or row.id)
    return frozenset(found)
