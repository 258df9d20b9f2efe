"""What came in files, before anything of it is taken: what each thing is, as a person would sort it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from msa_wg_desktop.domain.replies import Came, FileRead, IncomingEvent, Outcome, ReplyReport, event_when
from msa_wg_desktop.words import _, ngettext


class Sort(StrEnum):
    """What a person sorts it as, in the order in which it is shown."""

    ANSWER = "answer"
    DELEGATE = "delegate"
    STRANGER = "stranger"
    UPDATE = "update"
    CANCELLATION = "cancellation"
    EVENT = "event"
    KNOWN = "known"
    LEFT = "left"


_SORTS = {
    Came.ANSWER: Sort.ANSWER,
    Came.DELEGATE: Sort.DELEGATE,
    Came.STRANGER: Sort.STRANGER,
    Came.UPDATE: Sort.UPDATE,
    Came.CANCELLATION: Sort.CANCELLATION,
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing of one file, and what would become of it. `file` holds that thing alone."""

    file: FileRead
    report: ReplyReport

    @property
    def sort(self) -> Sort:
        """What it is to a person."""
        if self.report.came is Came.EVENT:
            return Sort.EVENT
        if self.report.outcome is Outcome.TAKEN:
            return _SORTS[self.report.came]
        return Sort.KNOWN if self.report.outcome is Outcome.KNOWN else Sort.LEFT

    @property
    def event(self) -> IncomingEvent | None:
        """None for a file that can't be read."""
        return self.file.content.events[0] if self.file.content is not None else None

    @property
    def can_be_taken(self) -> bool:
        """Whether anything would come of it."""
        return self.sort not in (Sort.KNOWN, Sort.LEFT)

    @property
    def is_asked(self) -> bool:
        """Whether nothing comes of it unless somebody says so."""
        return self.sort in (Sort.CANCELLATION, Sort.EVENT)

    @property
    def when(self) -> str:
        """When somebody proposes to meet, or when the event is that others made."""
        if self.report.reply is not None:
            return self.report.reply.proposal
        return event_when(self.event) if self.event is not None else ""


@dataclass(frozen=True, slots=True)
class For:
    """For which meeting an event is taken over: one that is there, or a new one of a group; and what it leaves open."""

    meeting_id: str = ""
    group_id: str = ""
    time_zone: str = ""
    organiser: str = ""


def sorted_out(found: Iterable[Incoming]) -> tuple[Incoming, ...]:
    """By sort; within one as they came."""
    order = list(Sort)
    return tuple(sorted(found, key=lambda each: order.index(each.sort)))


def count_words(found: Iterable[Incoming]) -> str:
    """`14 answers · 1 delegate · 2 can't be taken`."""
    sorts = [each.sort for each in found]
    counts = {sort: sorts.count(sort) for sort in Sort}
    words = {
        Sort.ANSWER: ngettext("{count} answer", "{count} answers", counts[Sort.ANSWER]),
        Sort.DELEGATE: ngettext("{count} delegate", "{count} delegates", counts[Sort.DELEGATE]),
        Sort.STRANGER: ngettext("{count} not invited", "{count} not invited", counts[Sort.STRANGER]),
        Sort.UPDATE: ngettext("{count} update", "{count} updates", counts[Sort.UPDATE]),
        Sort.CANCELLATION: ngettext("{count} cancellation", "{count} cancellations", counts[Sort.CANCELLATION]),
        Sort.EVENT: ngettext("{count} event of others", "{count} events of others", counts[Sort.EVENT]),
        Sort.KNOWN: ngettext("{count} known already", "{count} known already", counts[Sort.KNOWN]),
        Sort.LEFT: ngettext("{count} can't be taken", "{count} can't be taken", counts[Sort.LEFT]),
    }
    return " · ".join(words[sort].format(count=f"{count:,}") for sort, count in counts.items() if count) or _("Nothing")
