"""What should be looked at before a summary goes out: dates that contradict the record or each other, and gaps."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.domain.summary import long_date
from msa_wg_desktop.words import _


class Severity(StrEnum):
    """WARNING: probably wrong. NOTE: perhaps meant so."""

    WARNING = "warning"
    NOTE = "note"


class Rule(StrEnum):
    """What was looked for; the words are stable, scripts read them."""

    DATE_AGAINST_RECORD = "date-against-record"
    DATES_DISAGREE = "dates-disagree"
    WRONG_WEEKDAY = "wrong-weekday"
    NO_SUCH_DATE = "no-such-date"
    NO_OWNER = "no-owner"
    NO_DATE = "no-date"
    DUE_BEFORE_MEETING = "due-before-meeting"
    UNSETTLED_NAME = "unsettled-name"
    UNHELD_CODE = "unheld-code"
    SHORT_LINK = "short-link"
    UNLISTED_SPEAKER = "unlisted-speaker"
    EMPTY_SECTION = "empty-section"
    LINK_WITHOUT_ADDRESS = "link-without-address"
    NO_TIME = "no-time"


class Subject(StrEnum):
    """What a finding leads to."""

    MEETING = "meeting"
    SECTION = "section"
    NOTE = "note"
    ACTION = "action"
    DATA_NEED = "data-need"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: `where` it stands in words, the `text` at hand, and what may be meant instead."""

    rule: Rule
    severity: Severity
    where: str
    text: str
    suggestion: str
    subject: Subject
    subject_id: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what is printed, and where it stands."""

    where: str
    text: str
    subject: Subject
    subject_id: str

    def found(self, rule: Rule, text: str, suggestion: str, severity: Severity = Severity.WARNING) -> Finding:
        """A finding in this passage."""
        return Finding(rule, severity, self.where, text, suggestion, self.subject, self.subject_id)


@dataclass(frozen=True, slots=True)
class KnownDate:
    """A day that the record knows, and what it is of: `the Decision in Docket 24-08-02`."""

    day: date
    what: str


@dataclass(frozen=True, slots=True)
class _Written:
    """A whole date as it was written."""

    passage: Passage
    words: str
    weekday: int | None
    year: int
    month: int
    number: int

    @property
    def day(self) -> date | None:
        if not (self.year >= 1 and self.number <= calendar.monthrange(self.year, self.month)[1] and self.number):
            return None
        return date(self.year, self.month, self.number)


# Summaries are written in English.
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Mapping[str, int] = {
    name: month for month, full in enumerate(_FULL, start=1) for name in (full, full[:3], full[:4])
}
_WEEKDAYS: Mapping[str, int] = {name: day for day, full in enumerate(_DAYS) for name in (full, full[:3], full[:4])}
_WEEKDAY = r"(?:(?P<weekday>" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\.?,?\s+)?"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    r"(?<!\w)" + _WEEKDAY + r"(?:"
    r"(?P<month>" + _MONTH + r")\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})\s+(?P<month2>" + _MONTH + r")\.?,?\s+(?P<year2>\d{4})"
    r"|(?P<month3>\d{1,2})/(?P<day3>\d{1,2})/(?P<year3>\d{4})"
    r"|(?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2})"
    r")(?!\w)",
    re.IGNORECASE,
)


def check_dates(passages: Iterable[Passage], known: Sequence[KnownDate]) -> Iterator[Finding]:
    """Dates that don't exist, fall on another weekday, or differ in their year only from one that the record knows,
    or from one that stands elsewhere in the text."""
    written = [found for passage in passages for found in _dates_in(passage)]
    of_record: dict[tuple[int, int], list[KnownDate]] = {}
    for one in known:
        of_record.setdefault((one.day.month, one.day.day), []).append(one)
    years: dict[tuple[int, int], set[int]] = {}
    for found in written:
        years.setdefault((found.month, found.number), set()).add(found.year)
    for found in written:
        if found.day is None:
            words = _("There is no such day. Look at the day and the year.")
            yield found.passage.found(Rule.NO_SUCH_DATE, found.words, words)
            continue
        if found.weekday is not None and found.weekday != found.day.weekday():
            words = _("{day} is a {weekday}.").format(
                day=long_date(found.day), weekday=weekday_name(found.day.weekday())
            )
            yield found.passage.found(Rule.WRONG_WEEKDAY, found.words, words)
        yield from _against_others(found, found.day, of_record, years)


def _against_others(
    found: _Written,
    day: date,
    of_record: Mapping[tuple[int, int], Sequence[KnownDate]],
    years: Mapping[tuple[int, int], set[int]],
) -> Iterator[Finding]:
    known = of_record.get((found.month, found.number), ())
    if any(one.day == day for one in known):
        return
    if known:
        meant = _("The record has {day} for {what}.").format(day=long_date(known[0].day), what=known[0].what)
        yield found.passage.found(Rule.DATE_AGAINST_RECORD, found.words, meant)
    elif len(years[found.month, found.number]) > 1:
        others = sorted(years[found.month, found.number] - {found.year})
        words = _("Elsewhere in the summary the same day stands with {years}.").format(
            years=", ".join(map(str, others))
        )
        yield found.passage.found(Rule.DATES_DISAGREE, found.words, words)


def _dates_in(passage: Passage) -> Iterator[_Written]:
    for found in _DATE.finditer(passage.text):
        year, month, day = (
            next(found[name] for name in (kind, *(f"{kind}{n}" for n in (2, 3, 4))) if name in _GROUPS and found[name])
            for kind in ("year", "month", "day")
        )
        number = int(month) if month.isdigit() else _MONTHS[month.casefold()]
        if 1 <= number <= 12:
            weekday = _WEEKDAYS[found["weekday"].casefold()] if found["weekday"] else None
            yield _Written(passage, found[0], weekday, int(year), number, int(day))


_GROUPS = frozenset(_DATE.groupindex)
