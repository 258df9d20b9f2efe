"""The summary of a meeting as plain data, so that every writer and reader of documents shares one shape and wording.

`services/summaries` builds a `SummaryDocument` from the record with the functions at the end of this module; a
writer prints what it finds and decides nothing about words. Nothing that is off the record gets this far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.date_words import month_name
from msa_wg_desktop.domain.dates import zone_abbreviation
from msa_wg_desktop.domain.notes import CaptureKind, marker, normal_levels, numbering, path
from msa_wg_desktop.domain.richtext import Blocks, paragraphs
from msa_wg_desktop.words import _


class SummaryStatus(StrEnum):
    """How binding a document is (decision 15)."""

    DRAFT = "draft"
    FINAL = "final"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class DateLine:
    """When the meeting was; what isn't known is None and left out. `zone` is the abbreviation of that day ("EST")."""

    day: date | None
    start: time | None = None
    end: time | None = None
    zone: str = ""

    @property
    def text(self) -> str:
        """`February 6, 2025 | 11:00am–12:00pm EST`."""
        return " | ".join(part for part in (long_date(self.day) if self.day else "", self._times()) if part)

    def _times(self) -> str:
        if self.start and self.end:
            times = f"{clock_time(self.start)}–{clock_time(self.end)}"
        elif self.start:
            times = clock_time(self.start)
        else:
            return ""
        return f"{times} {self.zone}".rstrip()


@dataclass(frozen=True, slots=True)
class TextSection:
    """A heading and text: directive, context, next steps, or one that was added. `level` 1 stands below the title.

    Of any section: without a heading it goes on from what stands before it.
    """

    heading: str
    blocks: Blocks = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a `TableSection`; `share` is its width relative to the others."""

    label: str
    share: int = 1


@dataclass(frozen=True, slots=True)
class TableSection:
    """An optional table: attendance, actions, agreements, positions or open questions; each cell holds blocks.

    `description` says in one sentence what the table shows, for those who can't see it.
    """

    heading: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Blocks, ...], ...]
    intro: Blocks = ()
    description: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One data need. `parties` are display names in their order ("ConnectDER", "Tesla"); printed joined by "/"."""

    need: str
    parties: tuple[str, ...] = ()
    response: Blocks = ()

    @property
    def parties_text(self) -> str:
        """`ConnectDER/Tesla`."""
        return "/".join(self.parties)


@dataclass(frozen=True, slots=True)
class NeedsSection:
    """The table of data needs. `need_label` is the first column's head; `need_column_label` makes it from the dates."""

    heading: str
    intro: Blocks = ()
    rows: tuple[NeedRow, ...] = ()
    need_label: str = field(default_factory=lambda: _("Data Need"))
    party_label: str = field(default_factory=lambda: _("Responsible Party"))
    response_label: str = field(default_factory=lambda: _("Response"))
    level: int = 1

    @property
    def table(self) -> TableSection:
        """The same as a table like any other, for writers."""
        return TableSection(
            self.heading,
            (TableColumn(self.need_label, 30), TableColumn(self.party_label, 19), TableColumn(self.response_label, 51)),
            tuple((paragraphs(row.need), paragraphs(row.parties_text), row.response) for row in self.rows),
            self.intro,
            _("What data is needed, who is to provide it, and what was answered."),
            self.level,
        )


@dataclass(frozen=True, slots=True)
class DiscussionLine:
    """One printed note, as `discussion_lines` makes it.

    `numbers` are its numbers from the top down: (4, 2, 2) is line 4.b.ii. `speakers` are the printed words before
    the colon (`Patrick Fam (Eversource)`) or "" where the line has none; `marker_word` is a printed marker
    ("Action") or ""; `body` is plain text as typed, in which "\\n" is a line break. `note_id` is the note in the
    record, "" where the line comes from elsewhere.
    """

    numbers: tuple[int, ...]
    body: str
    speakers: str = ""
    marker_word: str = ""
    note_id: str = ""

    @property
    def level(self) -> int:
        """How deep it stands, 0 to 8."""
        return len(self.numbers) - 1

    @property
    def label(self) -> str:
        """The whole path: `4.b.ii`."""
        return path(self.numbers)

    @property
    def marker(self) -> str:
        """What is printed before the line: `4.`, `b.`, `ii.`"""
        return marker(self.level, self.numbers[-1])

    @property
    def text(self) -> str:
        """The whole line as printed after its marker: `Jordan Graham (Tesla): Will reach out internally for answer.`"""
        return "".join(f"{part}: " for part in (self.speakers, self.marker_word) if part) + self.body


@dataclass(frozen=True, slots=True)
class DiscussionPart:
    """Lines under one topic, numbered from 1; a part without a heading stands right below the section's intro."""

    lines: tuple[DiscussionLine, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class DiscussionSection:
    """The discussion: an introduction and its numbered lines, in one part or one per topic."""

    heading: str
    intro: Blocks = ()
    parts: tuple[DiscussionPart, ...] = ()
    level: int = 1


Section = TextSection | NeedsSection | DiscussionSection | TableSection


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """Everything that a summary prints, in its order.

    `made_at` (aware) becomes the document's own date of creation, so that the same record gives the same bytes:
    take it from the record or the clock once, not per writer. `version` is the number of the draft or of the
    corrected final and counts for nothing in a first final. `author` is who organised the meeting.
    """

    group: str
    title: str
    when: DateLine
    sections: tuple[Section, ...]
    made_at: datetime
    author: str = ""
    language: str = "en-US"
    status: SummaryStatus = SummaryStatus.DRAFT
    version: int = 1

    @property
    def status_words(self) -> str:
        """What the header says: `Draft 2`, `Corrected version 2`, and nothing in a final."""
        return "" if self.status is SummaryStatus.FINAL else status_words(self.status, self.version)

    @property
    def subtitle(self) -> str:
        """The line below the title: when the meeting was."""
        return self.when.text

    @property
    def category(self) -> str:
        """What kind of document this is, in its properties."""
        return _("Meeting summary")

    @property
    def landscape(self) -> bool:
        """A summary is read as a letter is."""
        return False

    @property
    def full_title(self) -> str:
        """The title with the day, as a window, a screen reader and the footer name the document."""
        return f"{self.title}, {long_date(self.when.day)}" if self.when.day else self.title


def status_words(status: SummaryStatus, version: int) -> str:
    """`Draft 2`, `Final`, `Corrected version 2`."""
    words = {
        SummaryStatus.DRAFT: _("Draft {number}"),
        SummaryStatus.FINAL: _("Final"),
        SummaryStatus.CORRECTED: _("Corrected version {number}"),
    }
    return words[status].format(number=version)


# From the record to print


class Attribution(StrEnum):
    """Whether lines say who spoke: for the group, and for single lines."""

    PERSON = "person"
    ORGANISATION = "organisation"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, with the organisation at that time; either may be "" (a whole organisation, an independent)."""

    name: str = ""
    organisation: str = ""

    def printed(self, attribution: Attribution) -> str:
        """`Patrick Fam (Eversource)`, or `Eversource`; a person without organisation is named in both."""
        if self.name and self.organisation and attribution is Attribution.PERSON:
            return f"{self.name} ({self.organisation})"
        if attribution is Attribution.PERSON:
            return self.name or self.organisation
        return self.organisation or self.name


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """One note of the record, in its order, to be printed.

    `level` as stored. `body` is what stands after speaker and marker. `speakers` are those whom the line names
    before its words (of a line that opens with `...`: those of the line it goes on from); who is named inside
    prose stays in `body`. `attribution` overrules the group's for this line.
    """

    level: int
    body: str
    speakers: tuple[Speaker, ...] = ()
    marker: CaptureKind | None = None
    off_record: bool = False
    attribution: Attribution | None = None
    note_id: str = ""

    def printed(self, attribution: Attribution) -> str:
        """The line as it is quoted elsewhere: who spoke, and the words."""
        who = speakers_text(self.speakers, self.attribution or attribution)
        return f"{who}: {self.body.strip()}" if who else self.body.strip()


def discussion_lines(
    lines: Sequence[RecordedLine], *, attribution: Attribution = Attribution.PERSON, marker_words: bool = False
) -> tuple[DiscussionLine, ...]:
    """The lines of one part as they are printed, numbered as the outline shows them.

    A line that is off the record goes, with all that stands below it: an answer must not seem to answer another
    line. Empty lines go by themselves.
    """
    public = list(_on_the_record(lines))
    counted = [bool(line.body.strip()) for line in public]
    numbers = numbering([line.level for line in public], counted)
    return tuple(
        DiscussionLine(
            numbers=place,
            body=line.body.strip(),
            speakers=speakers_text(line.speakers, line.attribution or attribution),
            marker_word=_marker_word(line.marker) if marker_words else "",
            note_id=line.note_id,
        )
        for line, place in zip(public, numbers, strict=True)
        if place is not None
    )


def _on_the_record(lines: Sequence[RecordedLine]) -> Iterator[RecordedLine]:
    hidden_below: int | None = None
    for line, level in zip(lines, normal_levels(line.level for line in lines), strict=True):
        if hidden_below is not None and level > hidden_below:
            continue
        hidden_below = level if line.off_record else None
        if not line.off_record:
            yield line


def _marker_word(kind: CaptureKind | None) -> str:
    """Only what binds is marked in print; questions, needs and positions read as prose."""
    if kind is CaptureKind.ACTION:
        return _("Action")
    return _("Agreed") if kind is CaptureKind.AGREEMENT else ""


def speakers_text(speakers: Iterable[Speaker], attribution: Attribution = Attribution.PERSON) -> str:
    """`Aileen Cole (GPI) and Jamie Spannhake (EOE)`; by organisation each is named once; "" for no attribution."""
    if attribution is Attribution.NONE:
        return ""
    return listed(dict.fromkeys(name for speaker in speakers if (name := speaker.printed(attribution))))


def listed(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *first, last = list(names) or [""]
    return _("{names} and {last}").format(names=", ".join(first), last=last) if first else last


def date_line(day: date | None, start: time | None, end: time | None, time_zone: str) -> DateLine:
    """The date line of a meeting at that local time in `time_zone` (IANA name), with the abbreviation of that day."""
    if day is None:
        return DateLine(None)
    zone = zone_abbreviation(time_zone, day, start)
    return DateLine(day, start, end, zone if zone[:1].isalpha() else f"UTC{zone}")


def long_date(day: date) -> str:
    """`February 6, 2025`, whatever the machine's own language."""
    return _("{month} {day}, {year}").format(month=month_name(day.month), day=day.day, year=day.year)


def short_date(day: date) -> str:
    """`1/14`, as in the head of the table of data needs."""
    return _("{month}/{day}").format(month=day.month, day=day.day)


def clock_time(at: time) -> str:
    """`11:00am`, `12:00pm` at noon."""
    return f"{at.hour % 12 or 12}:{at.minute:02}{'am' if at.hour < 12 else 'pm'}"


def need_column_label(identified_on: Iterable[date | None]) -> str:
    """`Data Need (identified 1/14)` where all needs come from one known day, else `Data Need`."""
    days = set(identified_on)
    day = days.pop() if len(days) == 1 else None
    return _("Data Need (identified {date})").format(date=short_date(day)) if day else _("Data Need")


def outside_status(status: str, due: date | None, on: date) -> str:
    """What the status of an action or a need is called outside the house: nobody is told in public that they are late.

    `status` is the record's word. What is still to be done and due before `on` is "date passed, open".
    """
    if status not in OPEN_STATES:
        return _(status)
    return _("date passed, open") if due is not None and due < on else _(status)
