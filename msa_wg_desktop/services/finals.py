"""Final summaries that went out and would say something else than the record: named before a date or a person moves."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from msa_wg_desktop.db.models import Meeting, Note, Section, SummaryExport
from msa_wg_desktop.domain.date_words import month_name
from msa_wg_desktop.domain.exports import Final
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.services.base import Service


class Finals(Service):
    """Reads. A final freezes nothing (decision 15): what follows is said, and the next is a corrected version."""

    def of_move(self, meetings: Collection[MeetingRow]) -> tuple[Final, ...]:
        """What went out about meetings that get another day: their finals, and those of the group that name one."""
        ids, groups = {meeting.id for meeting in meetings}, {meeting.group_id for meeting in meetings}
        with self.store.reading() as connection:
            found = {final.meeting_id: final for final in finals(connection, Meeting.id.in_(ids))}
        for day in {meeting.date for meeting in meetings}:
            found |= {final.meeting_id: final for final in self.naming(day, group_ids=groups)}
        return tuple(sorted(found.values(), key=lambda final: (final.day or date.max, final.meeting_id)))

    def naming(self, day: date | None, *, group_ids: Collection[str] = ()) -> tuple[Final, ...]:
        """The finals whose sections or lines name a day, as in `March 31`, `Mar 31st` or `3/31`; none for no day.

        Of some groups, or of all.
        """
        if day is None:
            return ()
        with self.store.reading() as connection:
            its = finals(connection, *([Meeting.group_id.in_(group_ids)] if group_ids else []))
            ids = [final.meeting_id for final in its]
            texts = [
                *connection.execute(_saying(Section.meeting_id, Section.text, day, ids)),
                *connection.execute(_saying(Note.meeting_id, Note.text, day, ids).where(Note.off_record.is_(False))),
            ]
        whole = _whole(day)
        told = {row.meeting_id for row in texts if whole.search(row.text)}
        return tuple(final for final in its if final.meeting_id in told)


def finals(connection: Connection, *where: Any) -> tuple[Final, ...]:
    """The newest final of each meeting for which something is true, by their days."""
    statement = (
        select(Meeting.id, Meeting.title, Meeting.date, func.max(SummaryExport.number).label("number"))
        .join(SummaryExport, SummaryExport.meeting_id == Meeting.id)
        .where(SummaryExport.final, *where)
        .group_by(Meeting.id, Meeting.title, Meeting.date)
        .order_by(Meeting.date, Meeting.id)
    )
    return tuple(Final(row.id, row.title, row.date, row.number) for row in connection.execute(statement))


def _written(day: date) -> tuple[str, ...]:
    names = dict.fromkeys((month_name(day.month), month_name(day.month, short=True)))
    return (*(f"{name} {day.day}" for name in names), f"{day.month}/{day.day}")


def _whole(day: date) -> re.Pattern[str]:
    """The day in words, and no day that only begins like it, nor the same of a year that is named otherwise."""
    ways = "|".join(map(re.escape, _written(day)))
    other_year = rf"(?:,? |/)(?!{day.year}\b|{day.year % 100:02}\b)(?:\d{{4}}|\d{{2}})\b"
    return re.compile(rf"(?<![\d/])(?:{ways})(?:st|nd|rd|th)?(?!\d)(?!{other_year})")


def _saying(meeting_id: Any, text: Any, day: date, meeting_ids: Collection[str]) -> Select[Any]:
    named = or_(*(text.contains(words) for words in _written(day)))
    return select(meeting_id, text).where(meeting_id.in_(meeting_ids), named)
