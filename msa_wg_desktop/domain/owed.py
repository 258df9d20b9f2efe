"""What a party owes and was asked, and where that was said: the page that people without the program receive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import quote

from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.domain.dates import short_date
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.domain.reports import Report, as_of
from msa_wg_desktop.domain.richtext import Blocks, Paragraph, Run, paragraphs
from msa_wg_desktop.domain.summary import Section, TableColumn, TableSection, TextSection, long_date
from msa_wg_desktop.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of a discussion as it is printed. `above` is the line that it answers, with its own label."""

    day: date | None
    label: str
    text: str
    above: str = ""
    above_label: str = ""

    @property
    def place(self) -> str:
        """`Feb 6, 2025, Discussion 9.a`."""
        return self._placed(self.label)

    @property
    def words(self) -> str:
        """The line in quotation marks; marks inside it become single ones."""
        return quoted(self.text)

    def _placed(self, label: str) -> str:
        line = _("Discussion {label}").format(label=label) if label else ""
        return ", ".join(part for part in (short_date(self.day) if self.day else "", line) if part)


@dataclass(frozen=True, slots=True)
class OwedThing:
    """An action, or a data need that was asked for.

    `owed_as`: under which names the party owes it, where that is not its own ("EDCs (Eversource, UI)"). `said` is
    where it comes from; `place` alone where no line says it. `reason` is what the record says of its state.
    """

    text: str
    due: date | None
    status: str
    passed: bool = False
    owed_as: str = ""
    order_items: tuple[str, ...] = ()
    said: Quote | None = None
    place: str = ""
    asked_on: date | None = None
    response: Blocks = ()
    reason: str = ""

    @property
    def due_words(self) -> str:
        """`By Friday, February 21, 2025`, or that nobody has said when."""
        return _("By {day}").format(day=full_date(self.due)) if self.due else _("No date yet")

    @property
    def facts(self) -> tuple[str, ...]:
        """Its state, under which name it is owed, and what it belongs to: a few words each."""
        items = ngettext("Order item {items}", "Order items {items}", len(self.order_items))
        facts = (
            self.status,
            _("owed as {name}").format(name=self.owed_as) if self.owed_as else "",
            _("asked on {day}").format(day=long_date(self.asked_on)) if self.asked_on else "",
            items.format(items=", ".join(map(item_words, self.order_items))) if self.order_items else "",
            self.reason,
        )
        return tuple(fact for fact in facts if fact)


@dataclass(frozen=True, slots=True)
class OwedDate:
    """A date that binds the party: of an order that it files (`items` are what), or one that the group has set."""

    title: str
    day: date | None
    detail: str = ""
    items: tuple[tuple[str, str], ...] = ()
    passed: bool = False

    @property
    def day_words(self) -> str:
        """The day in full, or that there is none."""
        return full_date(self.day) if self.day else _("No date yet")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets the page by mail."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True)
class OwedPage:
    """One party's page. `members` says who a party class stands for; `given` is what it was asked and has answered."""

    party_id: str
    party: str
    kind: PartyKind
    group: str
    day: date
    made_at: datetime
    members: str = ""
    dates: tuple[OwedDate, ...] = ()
    actions: tuple[OwedThing, ...] = ()
    asked: tuple[OwedThing, ...] = ()
    given: tuple[OwedThing, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    author: str = ""
    author_mail: str = ""
    language: str = "en-US"

    @property
    def title(self) -> str:
        """`What UI owes`, `What the EDCs owe`."""
        several = self.kind is PartyKind.PARTY_CLASS
        return (_("What the {party} owe") if several else _("What {party} owes")).format(party=self.party)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is expected of the party."""
        return not (self.actions or self.asked or self.dates)

    @property
    def next_day(self) -> date | None:
        """The first day that is still to come on which something is due."""
        dues = [thing.due for thing in (*self.actions, *self.asked)] + [each.day for each in self.dates]
        return min((day for day in dues if day is not None and day >= self.day), default=None)

    @property
    def counts(self) -> tuple[str, ...]:
        """What the page holds, in a few words each: `2 open actions`."""
        late = sum(thing.passed for thing in (*self.actions, *self.asked))
        actions, asked = len(self.actions), len(self.asked)
        parts = (
            ngettext("{count} open action", "{count} open actions", actions).format(count=actions) if actions else "",
            ngettext("{count} open data need", "{count} open data needs", asked).format(count=asked) if asked else "",
            ngettext("{count} with its date passed", "{count} with their dates passed", late).format(count=late)
            if late
            else "",
            _("next date {day}").format(day=full_date(self.next_day)) if self.next_day else "",
        )
        return tuple(part for part in parts if part)

    @property
    def introduction(self) -> str:
        """What the page is, for somebody who has never seen one."""
        if self.is_empty:
            return nothing_words(self.party)
        return _("What the record shows as open with {party}, by when, and where it was said.").format(
            party=f"{self.party} ({self.members})" if self.members else self.party
        )

    @property
    def contact(self) -> str:
        """Whom to tell what is not right."""
        if not self.author:
            return ""
        name = f"{self.author}, {self.author_mail}" if self.author_mail else self.author
        return _("Something done, or not right? Please tell {name}.").format(name=name)


def nothing_words(party: str) -> str:
    """Said in place of a list that is empty."""
    return _("Nothing is open with {party}: no action, no data need and no date is on record.").format(party=party)


def full_date(day: date) -> str:
    """`Friday, February 21, 2025`."""
    return _("{weekday}, {date}").format(weekday=weekday_name(day.weekday()), date=long_date(day))


def item_words(item: str) -> str:
    """`26.6` as a document writes it: `26 (6)`."""
    order, _dot, number = item.partition(".")
    return f"{order} ({number})" if number else order


def quoted(text: str) -> str:
    """The words in quotation marks; quotation marks inside them become single ones."""
    inner = text.replace("\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}")
    inner = inner.replace("\N{RIGHT DOUBLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}")
    return f"\N{LEFT DOUBLE QUOTATION MARK}{inner}\N{RIGHT DOUBLE QUOTATION MARK}"


# As a document like any other, for Word, Markdown and plain text


def owed_report(page: OwedPage) -> Report:
    """The page as headings and tables."""
    counts = (Paragraph((Run(" · ".join(page.counts), bold=True),)),) if page.counts else ()
    sections: list[Section] = [TextSection("", (*paragraphs(page.introduction), *counts))]
    if page.dates:
        sections.append(_dates(page))
    if page.actions:
        sections.append(
            _things(_("Open Actions"), _("Action"), page.actions, _("What is to be done, by when, and why."))
        )
    if page.asked:
        words = _("What information is asked for, by when, and where that was said.")
        sections.append(_things(_("Open Data Needs"), _("Data need"), page.asked, words))
    if page.given:
        sections.append(_given(page))
    if page.contact:
        sections.append(TextSection("", paragraphs(page.contact)))
    return Report(
        page.group,
        page.title,
        as_of(page.day),
        tuple(sections),
        page.made_at,
        page.author,
        page.language,
        _("What each owes"),
    )


def _dates(page: OwedPage) -> TableSection:
    rows = tuple(
        (
            paragraphs(each.day_words),
            (
                Paragraph((Run(each.title, bold=True),)),
                *paragraphs(each.detail),
                *paragraphs(*(f"{number} {text}".strip() for number, text in each.items)),
            ),
        )
        for each in page.dates
    )
    columns = (TableColumn(_("Date"), 3), TableColumn(_("What is due"), 9))
    return TableSection(_("Dates That Bind"), columns, rows, description=_("What is to be filed or met, and when."))


def _things(heading: str, label: str, things: tuple[OwedThing, ...], description: str) -> TableSection:
    rows = tuple((_what(thing), paragraphs(thing.due_words), _where(thing)) for thing in things)
    columns = (TableColumn(label, 5), TableColumn(_("By when"), 3), TableColumn(_("Where it was said"), 6))
    return TableSection(heading, columns, rows, description=description)


def _what(thing: OwedThing) -> Blocks:
    return (Paragraph((Run(thing.text, bold=True),)), *paragraphs(" · ".join(thing.facts)), *thing.response)


def _where(thing: OwedThing) -> Blocks:
    if thing.said is None:
        return paragraphs(thing.place)
    said = thing.said
    lines = [Paragraph((Run(f"{said.place}: ", bold=True), Run(said.words)))]
    if said.above:
        answers = _("In answer to {label}: ").format(label=said.above_label)
        lines.append(Paragraph((Run(answers), Run(quoted(said.above), italic=True))))
    return tuple(lines)


def _given(page: OwedPage) -> TableSection:
    rows = tuple(
        (paragraphs(thing.text), (*thing.response, *paragraphs(thing.reason)), paragraphs(thing.status))
        for thing in page.given
    )
    columns = (TableColumn(_("Data need"), 4), TableColumn(_("Response on record"), 7), TableColumn(_("Status"), 2))
    words = _("What was asked for before, and what was answered.")
    return TableSection(_("Closed Data Needs"), columns, rows, description=words)


def owed_index(pages: Sequence[tuple[OwedPage, str]]) -> Report:
    """A list of pages that were written together, each with the name of its file."""
    first = pages[0][0] if pages else None
    rows = tuple(
        (
            (Paragraph((Run(page.party, bold=True),)),),
            paragraphs(str(len(page.actions)) if page.actions else ""),
            paragraphs(str(len(page.asked)) if page.asked else ""),
            paragraphs(full_date(page.next_day) if page.next_day else ""),
            (Paragraph((Run(file, link=f"./{quote(file)}"),)),),
        )
        for page, file in pages
    )
    columns = (
        TableColumn(_("Party"), 3),
        TableColumn(_("Open actions"), 2),
        TableColumn(_("Open data needs"), 2),
        TableColumn(_("Next date"), 4),
        TableColumn(_("File"), 5),
    )
    words = _("How much is open with each party, when the next of it is due, and in which file it is written.")
    return Report(
        first.group if first else "",
        _("What each owes"),
        as_of(first.day) if first else "",
        (TableSection("", columns, rows, description=words),)
        if rows
        else (TextSection("", paragraphs(_("No party is on record."))),),
        first.made_at if first else datetime(2000, 1, 1, tzinfo=UTC),
        first.author if first else "",
        category=_("What each owes"),
    )
