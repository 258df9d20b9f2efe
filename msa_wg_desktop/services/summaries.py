"""A meeting's summary, built from the record: the one document that every writer prints."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from sqlalchemy import select

from msa_wg_desktop.db.models import Meeting, Note, NoteSpeaker, Topic, WorkingGroup
from msa_wg_desktop.domain.exports import OptionalTable, SummaryOptions
from msa_wg_desktop.domain.meetings import MeetingKind, MeetingRow, SectionKind, SectionRow
from msa_wg_desktop.domain.notes import labels, printed
from msa_wg_desktop.domain.richtext import from_markdown
from msa_wg_desktop.domain.summary import (
    Attribution,
    DiscussionPart,
    DiscussionSection,
    NeedRow,
    NeedsSection,
    RecordedLine,
    Section,
    Speaker,
    SummaryDocument,
    SummaryStatus,
    TextSection,
    date_line,
    discussion_lines,
    need_column_label,
)
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.imprint import group_heading, read_imprint
from msa_wg_desktop.services.known import Knowledge
from msa_wg_desktop.services.meetings import Meetings
from msa_wg_desktop.services.needs_table import NeedsTable
from msa_wg_desktop.services.remembered_lines import RememberedLines
from msa_wg_desktop.services.sections import Sections
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.summary_tables import SummaryTables
from msa_wg_desktop.words import _


class Summaries(Service):
    """Builds summaries; `[off]` lines and what was captured from them never get into one."""

    def __init__(
        self,
        store: Store,
        *,
        known: Knowledge,
        meetings: Meetings,
        sections: Sections,
        needs_table: NeedsTable,
        tables: SummaryTables,
    ) -> None:
        super().__init__(store)
        self._known = known
        self._meetings = meetings
        self._sections = sections
        self._needs_table = needs_table
        self._tables = tables
        self._read = RememberedLines()

    def build(
        self,
        meeting_id: str,
        options: SummaryOptions | None = None,
        *,
        status: SummaryStatus = SummaryStatus.DRAFT,
        version: int = 1,
    ) -> SummaryDocument:
        """The summary of a meeting as it stands in the record now."""
        options = options or SummaryOptions()
        meeting = self._meetings.get(meeting_id)
        with self.store.reading() as connection:
            group = connection.execute(select(WorkingGroup.__table__).where(WorkingGroup.id == meeting.group_id)).one()
            heading, imprint = group_heading(connection, meeting.group_id), read_imprint(connection)
        attribution = options.attribution or Attribution(group.attribution)
        markers = group.print_markers if options.marker_words is None else options.marker_words
        sections = [
            self._section(row, attribution, marker_words=markers, topics=options.topic_headings)
            for row in self._sections.list(meeting_id)
            if (row.printed or row.id in options.put_in) and row.id not in options.left_out
        ]
        places = _places(sections) if options.topic_headings else {}
        sections += [
            self._tables.build(meeting, OptionalTable(table), confidential=options.confidential, places=places)
            for table in options.tables
        ]
        return SummaryDocument(
            group=heading,
            title=_title(meeting, group.summary_title),
            when=date_line(meeting.date, meeting.start, meeting.end, meeting.time_zone),
            sections=tuple(sections),
            made_at=imprint.made_at,
            author=imprint.author,
            status=status,
            version=version,
        )

    def discussion(self, meeting_id: str) -> DiscussionSection:
        """The discussion alone, as it would be printed: for copying into a mail."""
        meeting: MeetingRow = self._meetings.get(meeting_id)
        with self.store.reading() as connection:
            attribution = connection.execute(
                select(WorkingGroup.attribution).where(WorkingGroup.id == meeting.group_id)
            ).scalar_one()
        found = [row for row in self._sections.list(meeting_id) if row.kind is SectionKind.DISCUSSION]
        heading, intro = (found[0].heading, found[0].text) if found else (meeting.title, "")
        parts = self._parts(meeting_id, Attribution(attribution), marker_words=False)
        return DiscussionSection(heading, from_markdown(intro), parts)

    def printed(self, meeting_id: str) -> tuple[date | None, tuple[DiscussionPart, ...]]:
        """The day of a meeting and the lines that its summary prints, attributed as its group has it."""
        statement = select(Meeting.date, WorkingGroup.attribution).join(WorkingGroup).where(Meeting.id == meeting_id)
        with self.store.reading() as connection:
            day, attribution = connection.execute(statement).tuples().one()
        return day, self._parts(meeting_id, Attribution(attribution), marker_words=False)

    def discussion_to_copy(self, meeting_id: str) -> tuple[str, str]:
        """The discussion for the clipboard: as HTML with real lists, and as plain text."""
        from msa_wg_desktop.documents.html_writer import discussion_html
        from msa_wg_desktop.documents.plain_writer import discussion_text

        section = self.discussion(meeting_id)
        return discussion_html(section), discussion_text(section)

    def _section(self, row: SectionRow, attribution: Attribution, *, marker_words: bool, topics: bool) -> Section:
        intro = from_markdown(row.text)
        if row.kind is SectionKind.NEEDS:
            lines = self._needs_table.rows(row.meeting_id)
            return NeedsSection(
                row.heading,
                intro,
                tuple(
                    NeedRow(line.need.text, tuple(party.name for party in line.need.who), from_markdown(line.response))
                    for line in lines
                ),
                need_label=need_column_label(line.identified_on for line in lines),
            )
        if row.kind is SectionKind.DISCUSSION:
            parts = self._parts(row.meeting_id, attribution, marker_words=marker_words, topics=topics)
            return DiscussionSection(row.heading, intro, parts)
        return TextSection(row.heading, intro)

    def _parts(
        self, meeting_id: str, attribution: Attribution, *, marker_words: bool, topics: bool = False
    ) -> tuple[DiscussionPart, ...]:
        """All lines in one part, or with `topics` one part per topic, headed by it."""
        found = groupby(self._lines(meeting_id), key=lambda pair: pair[0] if topics else None)
        parts = (
            DiscussionPart(
                discussion_lines(
                    [line for _topic, _id, line in lines], attribution=attribution, marker_words=marker_words
                ),
                heading,
            )
            for heading, lines in found
        )
        return tuple(part for part in parts if part.lines)

    def quotes(self, meeting_id: str, note_ids: Collection[str]) -> dict[str, tuple[str, str]]:
        """Of some notes those that a summary prints: its number, and its words with who spoke them."""
        meeting = self._meetings.get(meeting_id)
        with self.store.reading() as connection:
            attribution = connection.execute(
                select(WorkingGroup.attribution).where(WorkingGroup.id == meeting.group_id)
            ).scalar_one()
        lines = list(self._lines(meeting_id, only=note_ids))
        levels = [line.level for _topic, _id, line in lines]
        shown = printed(levels, [line.body for _topic, _id, line in lines], [line.off_record for *_rest, line in lines])
        return {
            note_id: (label, line.printed(Attribution(attribution)))
            for (_topic, note_id, line), label in zip(lines, labels(levels, shown), strict=True)
            if label and note_id in note_ids
        }

    def _lines(
        self, meeting_id: str, *, only: Collection[str] | None = None
    ) -> Iterator[tuple[str | None, str, RecordedLine]]:
        """Each note with the topic that it stands under and its id; `only` these are read for who speaks and how."""
        knowledge = self._known.of_meeting(meeting_id)
        with self.store.reading() as connection:
            rows = connection.execute(
                select(Note.id, Note.level, Note.text, Note.literal, Note.off_record, Note.attribution, Topic.title)
                .outerjoin(Topic, Topic.id == Note.topic_id)
                .where(Note.meeting_id == meeting_id)
                .order_by(Note.rank, Note.id)
            ).all()
            named: Mapping[str, list[Speaker]] = {row.id: [] for row in rows}
            statement = (
                select(NoteSpeaker.note_id, NoteSpeaker.name, NoteSpeaker.organisation)
                .join(Note, Note.id == NoteSpeaker.note_id)
                .where(Note.meeting_id == meeting_id)
                .order_by(NoteSpeaker.position)
            )
            for speaker in connection.execute(statement):
                named[speaker.note_id].append(Speaker(speaker.name, speaker.organisation))
        going_on: tuple[Speaker, ...] = ()
        for row in rows:
            if only is not None and row.id not in only:
                going_on = tuple(named[row.id]) or going_on
                yield row.title, row.id, RecordedLine(row.level, row.text, off_record=row.off_record)
                continue
            parsed = self._read.read(row.text, knowledge, literal=row.literal)
            speakers = tuple(named[row.id])
            if parsed.continues:
                spoken = going_on
            else:
                spoken = speakers if parsed.colon else ()
                going_on = speakers or going_on
            yield (
                row.title,
                row.id,
                RecordedLine(
                    row.level,
                    parsed.words,
                    spoken,
                    parsed.marker,
                    row.off_record,
                    Attribution(row.attribution) if row.attribution else None,
                    row.id,
                ),
            )


def _places(sections: Iterable[Section]) -> dict[str, str]:
    """What each line is called where numbers begin again under each topic: `Liability waiver, 2.a`."""
    parts = (part for section in sections if isinstance(section, DiscussionSection) for part in section.parts)
    return {
        line.note_id: _("{topic}, {label}").format(topic=part.heading, label=line.label) if part.heading else line.label
        for part in parts
        for line in part.lines
    }


def _title(meeting: MeetingRow, of_group: str) -> str:
    """What the group calls the summaries of its meetings; else, and of a webinar, what the meeting is called."""
    if of_group and meeting.kind is MeetingKind.MEETING:
        return of_group
    words = _("{meeting} Summary").format(meeting=meeting.title)
    said = _("{meeting} Summary").format(meeting="").strip().casefold()
    return meeting.title if meeting.title.casefold().endswith(said) else words
