"""Says in words what in the record depends on a row, for whoever is about to delete it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from msa_wg_desktop.db.ledger import RecordSession, pointers
from msa_wg_desktop.db.models import Recorded
from msa_wg_desktop.words import ngettext


def dependents(
    session: RecordSession, target: type[Recorded], row_id: str, *, apart_from: Collection[type[Recorded]] = ()
) -> str:
    """What points at a row, counted in words ("2 actions, 1 line"); empty where nothing does.

    `apart_from`: what goes with the row without being missed, such as a person's seats.
    """
    return ", ".join(counted(session.connection(), target, row_id, apart_from=apart_from))


def counted(
    connection: Connection, target: type[Recorded], row_id: str, *, apart_from: Collection[type[Recorded]] = ()
) -> tuple[str, ...]:
    """As `dependents`, each kind by itself; one statement for each field that may point at the row."""
    counts: Counter[str] = Counter()
    for entity, name, _part in pointers(target):
        if entity not in apart_from:
            where = getattr(entity, name) == row_id
            number = connection.execute(select(func.count()).select_from(entity).where(where)).scalar_one()
            counts[_NOUNS.get(entity.__tablename__, "entry")] += number
    return tuple(words for noun, words in _words(counts) if counts[noun])


# What a person calls the rows of a table that points at something.
_NOUNS = {
    "meeting": "meeting", "attendance": "meeting", "guest": "meeting", "working_group": "subgroup", "party": "person",
    "note_speaker": "line", "action": "action", "action_owner": "action", "data_need": "data need",
    "data_need_party": "data need", "agreement": "agreement", "agreement_party": "agreement",
    "deadline": "deadline", "material": "material", "group_seat": "seat", "class_member": "membership",
    "affiliation": "former place",
    "question": "question", "position": "position", "position_party": "position", "roll_call_mark": "roll call",
    "proposal": "proposal", "order_party": "order",
}  # fmt: skip


def _words(counts: Counter[str]) -> list[tuple[str, str]]:
    """Each noun with its count, in the order in which they are told."""
    forms = {
        "meeting": ngettext("{n} meeting", "{n} meetings", counts["meeting"]),
        "subgroup": ngettext("{n} subgroup", "{n} subgroups", counts["subgroup"]),
        "person": ngettext("{n} person", "{n} people", counts["person"]),
        "line": ngettext("{n} line", "{n} lines", counts["line"]),
        "action": ngettext("{n} action", "{n} actions", counts["action"]),
        "data need": ngettext("{n} data need", "{n} data needs", counts["data need"]),
        "agreement": ngettext("{n} agreement", "{n} agreements", counts["agreement"]),
        "question": ngettext("{n} question", "{n} questions", counts["question"]),
        "position": ngettext("{n} position", "{n} positions", counts["position"]),
        "proposal": ngettext("{n} proposal", "{n} proposals", counts["proposal"]),
        "roll call": ngettext("{n} roll call", "{n} roll calls", counts["roll call"]),
        "order": ngettext("{n} order", "{n} orders", counts["order"]),
        "deadline": ngettext("{n} deadline", "{n} deadlines", counts["deadline"]),
        "material": ngettext("{n} material", "{n} materials", counts["material"]),
        "seat": ngettext("{n} seat", "{n} seats", counts["seat"]),
        "membership": ngettext("{n} membership", "{n} memberships", counts["membership"]),
        "former place": ngettext("{n} former place", "{n} former places", counts["former place"]),
        "entry": ngettext("{n} other entry", "{n} other entries", counts["entry"]),
    }
    return [(noun, words.format(n=counts[noun])) for noun, words in forms.items()]
