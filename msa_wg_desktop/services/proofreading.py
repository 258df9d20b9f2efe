"""Looks a summary over before it goes out: what contradicts the record, what is missing, what is unsettled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, select

from msa_wg_desktop.db.models import CommissionOrder, Deadline, Decision, Docket, Meeting
from msa_wg_desktop.domain.actions import ActionRow
from msa_wg_desktop.domain.meetings import MeetingRow, SectionKind, SectionRow
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.domain.proofreading import Finding, KnownDate, Passage, Rule, Severity, Subject, check_dates
from msa_wg_desktop.domain.richtext import from_markdown, plain
from msa_wg_desktop.domain.summary import long_date
from msa_wg_desktop.domain.work import WorkFilter, is_public, place_words
from msa_wg_desktop.services.actions import Actions
from msa_wg_desktop.services.attendance import AttendanceList
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.data_needs import DataNeeds
from msa_wg_desktop.services.meetings import Meetings
from msa_wg_desktop.services.needs_table import NeedLine, NeedsTable
from msa_wg_desktop.services.quotes import Quotes
from msa_wg_desktop.services.recap import Recap
from msa_wg_desktop.services.sections import Sections
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.unheld_codes import UnheldCodes
from msa_wg_desktop.words import _

_SHORT_LINK = re.compile(r"(?<![\w#&/])#([0-9]{1,4}[A-Za-z]?(?:\.[0-9]{1,2}[a-z]?)?)(?!\.?\w)")


class Proofreading(Service):
    """Looks only at what is printed: what is off the record is none of its business."""

    def __init__(
        self,
        store: Store,
        *,
        meetings: Meetings,
        sections: Sections,
        quotes: Quotes,
        needs_table: NeedsTable,
        actions: Actions,
        data_needs: DataNeeds,
        recap: Recap,
        codes: UnheldCodes,
        attendance: AttendanceList,
    ) -> None:
        super().__init__(store)
        self._meetings = meetings
        self._sections = sections
        self._quotes = quotes
        self._needs_table = needs_table
        self._actions = actions
        self._data_needs = data_needs
        self._recap = recap
        self._codes = codes
        self._attendance = attendance

    def check(self, meeting_id: str) -> tuple[Finding, ...]:
        """What should be looked at, in the order of the summary; warnings before notes in each part."""
        meeting = self._meetings.get(meeting_id)
        sections = [row for row in self._sections.list(meeting_id) if row.printed]
        needs = self._needs_table.rows(meeting_id)
        lines = [
            Passage(_("Discussion {label}").format(label=quote.label), quote.text, Subject.NOTE, note_id)
            for note_id, quote in self._quotes.of_meeting(meeting_id).items()
        ]
        texts = [_passage(row) for row in sections]
        table = [passage for line in needs for passage in _need_passages(line)]
        with self.store.reading() as connection:
            known = _known_dates(connection)
        found = [
            *_of_meeting(meeting),
            *check_dates([*texts, *table, *lines], known),
            *_links(sections),
            *(found for row in sections if (found := _emptiness(row, has_needs=bool(needs), has_lines=bool(lines)))),
            *_short_links(lines),
            *self._names(meeting_id),
            *self._unheld(meeting_id),
            *self._work(meeting),
        ]
        return tuple(found)

    def _names(self, meeting_id: str) -> Iterator[Finding]:
        has_list = bool(self._attendance.list(meeting_id))
        for name in self._recap.names(meeting_id):
            where = _("Discussion {labels}").format(labels=", ".join(name.labels)) if name.labels else _("Discussion")
            passage = Passage(where, name.name, Subject.PERSON, name.party_id)
            if name.provisional:
                yield passage.found(Rule.UNSETTLED_NAME, name.name, _("Settle in the Recap who this is."))
            elif has_list and not name.listed:
                words = _("Spoke, but is not on the attendance list.")
                yield passage.found(Rule.UNLISTED_SPEAKER, name.name, words, Severity.NOTE)

    def _unheld(self, meeting_id: str) -> Iterator[Finding]:
        """Codes in lines that are printed: those of others have no label."""
        for code in self._codes.of_meeting(meeting_id):
            if code.labels:
                where = _("Discussion {labels}").format(labels=", ".join(code.labels))
                passage = Passage(where, code.code, Subject.NOTE, code.note_ids[0])
                yield passage.found(
                    Rule.UNHELD_CODE, f"{code.code}:", _("Nobody has this code: say in the Recap whose it is.")
                )

    def _work(self, meeting: MeetingRow) -> Iterator[Finding]:
        wanted = WorkFilter(meeting_id=meeting.id, open_only=True, public_only=True)
        for row in self._actions.list(wanted):
            if is_public(off_record=row.off_record, source=row.source):
                yield from _of_action(row, meeting)
        for need in self._data_needs.list(wanted):
            if not need.parties and is_public(off_record=need.off_record, source=need.source):
                where = place_words(need.source) or _("Data needs")
                passage = Passage(where, need.need, Subject.DATA_NEED, need.id)
                yield passage.found(Rule.NO_OWNER, need.need, _("Nobody is responsible for it."))


def _of_meeting(meeting: MeetingRow) -> Iterator[Finding]:
    passage = Passage(_("Head of the summary"), meeting.title, Subject.MEETING, meeting.id)
    if meeting.date is None:
        yield passage.found(Rule.NO_DATE, meeting.title, _("The meeting has no date."))
    elif meeting.start is None:
        yield passage.found(Rule.NO_TIME, meeting.title, _("The meeting has no time of day."), Severity.NOTE)


def _passage(row: SectionRow) -> Passage:
    return Passage(row.heading, plain(from_markdown(row.text)), Subject.SECTION, row.id)


def _need_passages(line: NeedLine) -> Iterator[Passage]:
    where = _("Data need “{need}”").format(need=line.need.text)
    text = f"{line.need.text}\n{plain(from_markdown(line.response))}"
    yield Passage(where, text, Subject.DATA_NEED, line.need.id)


def _emptiness(row: SectionRow, *, has_needs: bool, has_lines: bool) -> Finding | None:
    """A section that would be printed as a heading and nothing below it."""
    filled = {SectionKind.NEEDS: has_needs, SectionKind.DISCUSSION: has_lines}.get(row.kind, False)
    if filled or row.text.strip():
        return None
    return _passage(row).found(Rule.EMPTY_SECTION, row.heading, _("Nothing stands below this heading yet."))


def _links(sections: list[SectionRow]) -> Iterator[Finding]:
    """Words that were meant as a link and lead nowhere."""
    for row in sections:
        for block in from_markdown(row.text):
            for run in block.runs:
                if run.link == "":
                    words = _("This is a link without an address, and is printed as words only.")
                    yield _passage(row).found(Rule.LINK_WITHOUT_ADDRESS, run.text, words, Severity.NOTE)


def _short_links(lines: list[Passage]) -> Iterator[Finding]:
    """What is typed for speed is printed as it is typed."""
    for line in lines:
        for found in _SHORT_LINK.finditer(line.text):
            words = _("It is printed so; in whole words it is {words}.").format(words=order_words(found[1]))
            yield line.found(Rule.SHORT_LINK, found[0], words, Severity.NOTE)


def _of_action(row: ActionRow, meeting: MeetingRow) -> Iterator[Finding]:
    passage = Passage(place_words(row.source) or _("Actions"), row.what, Subject.ACTION, row.id)
    if not row.owners:
        yield passage.found(Rule.NO_OWNER, row.what, _("Nobody owns this action."))
    if row.due is None:
        yield passage.found(Rule.NO_DATE, row.what, _("This action has no date."), Severity.NOTE)
    elif meeting.date is not None and row.due < meeting.date:
        words = _("It is due on {day}, before the meeting.").format(day=long_date(row.due))
        yield passage.found(Rule.DUE_BEFORE_MEETING, row.what, words)


def _known_dates(connection: Connection) -> list[KnownDate]:
    """The days that the record knows: of decisions, orders, deadlines and meetings."""
    decisions = select(Decision.decided_on, Docket.number).join(Docket, Docket.id == Decision.docket_id)
    orders = select(CommissionOrder.due, CommissionOrder.number)
    meetings = select(Meeting.date, Meeting.title)
    deadlines = select(Deadline.date, Deadline.title)
    found: list[KnownDate] = []
    for statement, words in (
        (decisions, _("the Decision in Docket {name}")),
        (orders, _("Order {name}")),
        (deadlines, _("“{name}”")),
        (meetings, _("the meeting “{name}”")),
    ):
        rows = connection.execute(statement).tuples()
        found += [KnownDate(day, words.format(name=name)) for day, name in rows if day is not None]
    return found
