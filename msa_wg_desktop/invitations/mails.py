"""Finds the calendar in a mail: in any part, however deep or encoded, the mail's own before a forwarded one's."""

from __future__ import annotations

import email
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from msa_wg_desktop.domain.invitations import Mailbox
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.invitations.content import decode
from msa_wg_desktop.words import _

_TYPES = ("text/calendar", "application/ics", "application/calendar", "text/x-vcalendar")
_MOST_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar as it came in a mail: its text, what the part's head says that it asks for, who sent it and when."""

    text: str
    method: str
    sender: Mailbox | None
    sent_at: datetime | None


def calendar_parts(data: bytes, name: str) -> tuple[CalendarPart, ...]:
    """The calendars of a mail. Raises ImportProblem in words where it holds none."""
    try:
        found = _walk(email.message_from_bytes(data), name)
    except RecursionError as problem:
        raise ImportProblem(
            _("“{name}” has more parts within parts than a mail can have. Nothing was changed.").format(name=name)
        ) from problem
    if not found:
        raise ImportProblem(_none_in(data, name))
    own = min(depth for depth, _part in found)
    return tuple(part for depth, part in found if depth == own)


def _walk(mail: Message, name: str) -> list[tuple[int, CalendarPart]]:
    """Each calendar with in how many forwarded mails it lies."""
    found: list[tuple[int, CalendarPart]] = []
    waiting: list[tuple[int, Message, Message]] = [(0, mail, mail)]
    seen = 0
    while waiting:
        depth, whole, part = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise ImportProblem(
                _("“{name}” has far more parts than a mail with an answer. Nothing was changed.").format(name=name)
            )
        payload = part.get_payload()
        if isinstance(payload, list):
            forwarded = part.get_content_type() == "message/rfc822"
            parts = [each for each in payload if isinstance(each, Message)]
            waiting += [(depth + forwarded, each if forwarded else whole, each) for each in reversed(parts)]
        elif _is_calendar(part):
            found.append((depth, _part(whole, part)))
    return found


def _is_calendar(part: Message) -> bool:
    return part.get_content_type() in _TYPES or _in_words(part.get_filename()).casefold().endswith((".ics", ".ical"))


def _part(whole: Message, part: Message) -> CalendarPart:
    data = part.get_payload(decode=True)
    text = decode(data if isinstance(data, bytes) else b"", part.get_content_charset() or "")
    method = part.get_param("method") or ""
    return CalendarPart(text, method if isinstance(method, str) else "", _sender(whole), _sent_at(whole))


def _sender(mail: Message) -> Mailbox | None:
    name, address = parseaddr(_raw(mail, "From"))
    return Mailbox(clean_line(address)[0], clean_line(_in_words(name))[0]) if "@" in address else None


def _sent_at(mail: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_raw(mail, "Date"))
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _raw(mail: Message, name: str) -> str:
    return " ".join(str(mail.get(name) or "").split())


def _in_words(header: object) -> str:
    text = str(header or "")
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, UnicodeDecodeError, HeaderParseError, ValueError):
        return text


def _none_in(data: bytes, name: str) -> str:
    if b"winmail.dat" in data or b"application/ms-tnef" in data:
        return _(
            "“{name}” has its calendar in a form that only Outlook reads (winmail.dat). Nothing was changed; open the "
            "mail in Outlook and enter the answer by hand."
        ).format(name=name)
    return _(
        "“{name}” is a mail without a calendar in it. Nothing was changed; if it holds an answer, enter it by hand."
    ).format(name=name)
