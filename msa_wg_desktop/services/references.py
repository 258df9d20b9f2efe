"""Says in words what in the record depends on a row, for whoever is about to delete it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import func, select

from msa_wg_desktop.db.ledger import RecordSession, pointers
from msa_wg_desktop.db.models import Recorded
from msa_wg_desktop.words import ngettext


def dependents(
    session: RecordSession, target: type[Recorded], row_id: str, *, apart_from: Collection[type[Recorded]] = ()
) -> str:
    """What points at a row, counted in words ("2 actions, 1 line"); empty where nothing does.

    `apart_from`: what goes with the row without being missed, such as a person's seats.
    """
    counts: Counter[str] = Counter()
    for entity, name, _part in pointers(target):
        if entity not in apart_from:
            where = getattr(entity, name) == row_id
            counts[entity.__tablename__] += session.scalar(select(func.count()).select_from(entity).where(where)) or 0
    return ", ".join(_counted(table, number) for table, number in counts.items() if number)


def _counted(table: str, number: int) -> str:
    forms = {
        "party": ngettext("{n} person", "{n} people", number),
        "note_speaker": ngettext("{n} line", "{n} lines", number),
        "meeting": ngettext("{n} meeting", "{n} meetings", number),
        "working_group": ngettext("{n} subgroup", "{n} subgroups", number),
        "attendance": ngettext("{n} meeting", "{n} meetings", number),
        "action": ngettext("{n} action", "{n} actions", number),
        "action_owner": ngettext("{n} action", "{n} actions", number),
        "data_need": ngettext("{n} data need", "{n} data needs", number),
        "data_need_party": ngettext("{n} data need", "{n} data needs", number),
        "agreement": ngettext("{n} agreement", "{n} agreements", number),
        "agreement_party": ngettext("{n} agreement", "{n} agreements", number),
        "question": ngettext("{n} question", "{n} questions", number),
        "position": ngettext("{n} position", "{n} positions", number),
        "order_party": ngettext("{n} order", "{n} orders", number),
        "deadline": ngettext("{n} deadline", "{n} deadlines", number),
        "material": ngettext("{n} material", "{n} materials", number),
        "proposal": ngettext("{n} proposal", "{n} proposals", number),
    }
    return forms.get(table, ngettext("{n} entry", "{n} entries", number)).format(n=number)
