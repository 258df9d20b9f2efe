"""Data needs: information that parties are asked for, each with a state and a response of its own (decision 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.domain.work import Source


class NeedStatus(StrEnum):
    """Where a data need, or one party's part of it, stands."""

    REQUESTED = "requested"
    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly answered"
    UNABLE_TO_PROVIDE = "unable to provide"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether something is still to come: asked and partly answered are open, the rest is closed."""
        return self in (NeedStatus.REQUESTED, NeedStatus.PARTLY_ANSWERED)


@dataclass(frozen=True, slots=True)
class NeedPartyRow:
    """One responsible party. `brief` is how a table's cell writes it (`EDCs`), `name` how it is written in full.

    `asked_again` holds each day on which it was asked again, oldest first.
    """

    party_id: str
    brief: str
    name: str
    kind: PartyKind
    status: NeedStatus
    due: date | None = None
    reason: str = ""
    response: str = ""
    answered_on: date | None = None
    answered_by: str = ""
    asked_again: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedLink:
    """Another data need, by its words: the one that this one follows, or one that follows it."""

    id: str
    need: str


@dataclass(frozen=True, slots=True)
class DataNeedRow:
    """A data need. `response` is light Markdown, as the summary's table prints it."""

    id: str
    group_id: str
    need: str
    parties: tuple[NeedPartyRow, ...]
    response: str
    status: NeedStatus
    overruled: bool
    overruled_by: str
    identified_on: date | None
    asked_again_on: date | None
    due: date | None
    follows: NeedLink | None
    follow_ups: tuple[NeedLink, ...]
    source: Source
    order_items: tuple[str, ...]
    rank: str
    off_record: bool

    @property
    def parties_text(self) -> str:
        """`ConnectDER/Tesla`, as the summary prints it."""
        return "/".join(party.brief for party in self.parties)

    @property
    def asked_on(self) -> date | None:
        """The day on which it was first asked: when it was identified, else the meeting that it comes from."""
        return self.identified_on or self.source.meeting_date

    def is_overdue(self, today: date) -> bool:
        """Whether its date, or that of a party that still owes, has passed while it is open."""
        dues = [self.due, *(party.due for party in self.parties if party.status.is_open)]
        return self.status.is_open and any(due is not None and due < today for due in dues)


def roll_up(states: Iterable[NeedStatus]) -> NeedStatus | None:
    """The state of the whole; None without parties.

    It is open while a party still owes: partly answered as soon as one has given something. Closed, it is
    answered where any party answered, else unable to provide. Parties that were let off don't count.
    """
    found = set(states)
    if not found:
        return None
    if found == {NeedStatus.WITHDRAWN}:
        return NeedStatus.WITHDRAWN
    found.discard(NeedStatus.WITHDRAWN)
    given = found & {NeedStatus.ANSWERED, NeedStatus.PARTLY_ANSWERED}
    if any(state.is_open for state in found):
        return NeedStatus.PARTLY_ANSWERED if given else NeedStatus.REQUESTED
    return NeedStatus.ANSWERED if given else NeedStatus.UNABLE_TO_PROVIDE


def joined_responses(responses: Iterable[tuple[str, str]]) -> str:
    """The responses of several parties as one text, each under its party's name; that of a single party as it is."""
    pairs = list(responses)
    if len(pairs) == 1:
        return pairs[0][1]
    return "\n\n".join(f"{name}:{_gap(text)}{text}" for name, text in pairs if text.strip())


def _gap(text: str) -> str:
    """A response of more than one block, or a list, stands below its party's name."""
    return "\n\n" if "\n" in text.strip() or re.match(r"\s*([-*+]|\d+[.)])\s", text) else " "
