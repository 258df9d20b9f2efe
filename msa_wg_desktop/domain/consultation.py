"""The record of consultation: who was to be consulted on an order item, and in which meetings what was said on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from msa_wg_desktop.domain.dates import short_date
from msa_wg_desktop.domain.owed import Quote
from msa_wg_desktop.domain.reports import Report, as_of
from msa_wg_desktop.domain.richtext import Blocks, Paragraph, Run, from_markdown, paragraphs
from msa_wg_desktop.domain.summary import Section, TableColumn, TableSection, TextSection, listed, long_date
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class Consulted:
    """One party that the order names: the days of the meetings in which it took part, and by whom.

    `below`: the subgroups of a working group that met on the item, and when. That is no meeting of the group's own.
    """

    party: str
    took_part: tuple[tuple[date | None, tuple[str, ...]], ...] = ()
    below: tuple[tuple[str, tuple[date | None, ...]], ...] = ()

    @property
    def words(self) -> str:
        """`Feb 6, 2025 (Jordan Graham)`, or plainly that there was none."""
        if not self.took_part:
            said = _("No meeting with {party} on record for this item").format(party=self.party)
            met = [
                _("its subgroup {group} met on {days}").format(group=group, days=listed(tuple(map(_day, days))))
                for group, days in self.below
            ]
            return "; ".join((said, *met))
        parts = [
            _("{day} ({names})").format(day=_day(day), names=", ".join(names)) if names else _day(day)
            for day, names in self.took_part
        ]
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting in which the item came up: who was there, and the lines about it as they are printed."""

    day: date | None
    title: str
    attended: tuple[str, ...]
    lines: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class SharedMaterial:
    """A document that a line or a data need about the item cites."""

    title: str
    sender: str
    received_on: date | None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A position, an agreement or a data need about the item: by whom, what, when, and where it was said.

    `stand` is what a position comes to and on what, in a few words, before those that were said.
    """

    who: str
    what: str
    place: str
    day: date | None = None
    response: str = ""
    stand: str = ""


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """All that the record has on one order item."""

    number: str
    text: str
    consulted: tuple[Consulted, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    materials: tuple[SharedMaterial, ...] = ()
    positions: tuple[Statement, ...] = ()
    agreements: tuple[Statement, ...] = ()
    needs: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationRecord:
    """The record of one item, or of all items of an order on which somebody must be consulted."""

    group: str
    order: str
    docket: str
    decided_on: date | None
    due: date | None
    day: date
    made_at: datetime
    items: tuple[ItemRecord, ...] = field(default=())
    author: str = ""

    @property
    def name(self) -> str:
        """`Order 26 (1)` for a single item, `Order 26` for several."""
        only = f" ({self.items[0].number})" if len(self.items) == 1 else ""
        return _("Order {number}").format(number=f"{self.order}{only}")

    @property
    def gaps(self) -> tuple[str, ...]:
        """Who must be consulted and never took part, an item each."""
        return tuple(
            _("{item}: {words}").format(item=f"{self.order} ({item.number})", words=each.words)
            for item in self.items
            for each in item.consulted
            if not each.took_part
        )


def consultation_report(record: ConsultationRecord) -> Report:
    """The record as a document."""
    decision = _(" of the {day} Decision").format(day=long_date(record.decided_on)) if record.decided_on else ""
    due = _(", due {day}").format(day=long_date(record.due)) if record.due else ""
    opening = _("{order}{decision} in Docket {docket}{due}.").format(
        order=record.name, decision=decision, docket=record.docket, due=due
    )
    how = _(
        "A meeting counts where a line, or what came of one, is linked to the item, or its agenda has it."
        " Lines are numbered and quoted as the summaries of the meetings print them."
    )
    sections: list[Section] = [TextSection("", paragraphs(opening, how))]
    if not record.items:
        words = _("On no item of this order does the record name anybody who must be consulted.")
        sections.append(TextSection("", paragraphs(words)))
    for item in record.items:
        sections.extend(_item(item))
    return Report(
        record.group,
        _("Record of Consultation"),
        _("{order}, {day}").format(order=record.name, day=_lower(as_of(record.day))),
        tuple(sections),
        record.made_at,
        record.author,
        category=_("Record of consultation"),
    )


def _item(item: ItemRecord) -> Iterator[Section]:
    yield TextSection(_("Item ({number})").format(number=item.number), from_markdown(item.text))
    yield _table(
        _("Who Was to Be Consulted"),
        [(_("Party"), 3), (_("Took part"), 9)],
        [(paragraphs(each.party), paragraphs(each.words)) for each in item.consulted],
        _("Each party that the order names, and the meetings on this item in which it took part."),
        empty=_("The record names nobody who must be consulted on this item."),
    )
    yield _table(
        _("Meetings"),
        [(_("Meeting"), 3), (_("Attended"), 4), (_("What was said on this item"), 8)],
        [_meeting(each) for each in item.meetings],
        _("Each meeting in which this item came up, who attended it, and the lines about it."),
        empty=_("This item came up in no meeting on record."),
    )
    if item.materials:
        rows = [_material(each) for each in item.materials]
        columns = [(_("Document"), 6), (_("From"), 3), (_("Received"), 3)]
        yield _table(_("What Was Shared"), columns, rows, _("The documents that were exchanged about this item."))
    held, agreed = _("What each party said that it holds."), _("What was agreed on this item.")
    for heading, who, label, things, words in (
        (_("Positions"), _("Party"), _("Position, as stated"), item.positions, held),
        (_("Agreements"), _("Who agreed"), _("Agreement"), item.agreements, agreed),
    ):
        if things:
            columns = [(who, 3), (label, 7), (_("Where it was said"), 4)]
            yield _table(heading, columns, [_statement(each) for each in things], words)
    if item.needs:
        columns = [(_("Data need"), 5), (_("Party"), 3), (_("Response"), 7)]
        rows = [(paragraphs(each.what), paragraphs(each.who), from_markdown(each.response)) for each in item.needs]
        yield _table(_("Data Needs"), columns, rows, _("What was asked for on this item, and what was answered."))


def _meeting(meeting: MeetingRecord) -> tuple[Blocks, ...]:
    head = (Paragraph((Run(_day(meeting.day), bold=True),)), *paragraphs(meeting.title))
    attended = listed(meeting.attended) if meeting.attended else _("No attendance on record")
    lines = [Paragraph((Run(f"{line.label} ", bold=True), Run(line.words))) for line in meeting.lines]
    return head, paragraphs(attended), tuple(lines)


def _material(material: SharedMaterial) -> tuple[Blocks, ...]:
    title = ", ".join(part for part in (material.title, material.version) if part)
    received = short_date(material.received_on) if material.received_on else ""
    return paragraphs(title), paragraphs(material.sender), paragraphs(received)


def _statement(each: Statement) -> tuple[Blocks, ...]:
    stand = (Paragraph((Run(each.stand, bold=True),)),) if each.stand else ()
    return paragraphs(each.who), (*stand, *paragraphs(each.what)), paragraphs(each.place or _day(each.day))


def _table(
    heading: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[tuple[Blocks, ...]],
    description: str,
    *,
    empty: str = "",
) -> Section:
    cells = tuple(rows)
    if not cells:
        return TextSection(heading, paragraphs(empty), level=2)
    shares = tuple(TableColumn(label, share) for label, share in columns)
    return TableSection(heading, shares, cells, description=description, level=2)


def _day(day: date | None) -> str:
    return short_date(day) if day else _("No date yet")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
