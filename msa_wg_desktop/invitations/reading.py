"""Reads what comes back: the bytes of a calendar file or a mail become events, or one sentence that says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from msa_wg_desktop.domain.invitations import Method
from msa_wg_desktop.domain.replies import Answer, IncomingEvent, IncomingFile
from msa_wg_desktop.errors import ImportProblem, ValidationError
from msa_wg_desktop.invitations.content import decode, parse
from msa_wg_desktop.invitations.event_reading import read_event
from msa_wg_desktop.invitations.mails import calendar_parts
from msa_wg_desktop.invitations.zone_reading import Zones
from msa_wg_desktop.words import _

LARGEST_MAIL = 30_000_000
"""In bytes: a mail may have documents in it."""
LARGEST_CALENDAR = 5_000_000
_CALENDAR = re.compile(r"^\s*BEGIN\s*:\s*VCALENDAR", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(rb"\A(?:From [^\n]*\n)?[!-9;-~]+:[ \t][^\n]*\n", re.IGNORECASE)
_OUTLOOK = b"\xd0\xcf\x11\xe0"


def read_file(name: str, data: bytes) -> IncomingFile:
    """What a file holds. Raises ImportProblem: what is wrong with it, that nothing was changed, what to do."""
    if len(data) > LARGEST_MAIL:
        raise _too_large(name, len(data))
    if data.startswith(_OUTLOOK):
        raise ImportProblem(
            _(
                "“{name}” is a message in Outlook's own form. Nothing was changed; in Outlook save it as .ics, or drag "
                "the mail to a folder as .eml."
            ).format(name=name)
        )
    try:
        if _is_mail(data):
            return _read_mail(name, data)
        if len(data) > LARGEST_CALENDAR:
            raise _too_large(name, len(data))
        return IncomingFile(name, _checked(name, _events(decode(data), name)))
    except ValidationError as problem:
        raise ImportProblem(_("“{name}”: {words}").format(name=name, words=problem.words)) from problem


def _is_mail(data: bytes) -> bool:
    head = data[:200].lstrip(b"\xef\xbb\xbf\r\n\t ")
    return _HEADER.match(head + b"\n") is not None and not head[:15].upper().startswith(b"BEGIN:VCALENDAR")


def _read_mail(name: str, data: bytes) -> IncomingFile:
    parts = calendar_parts(data, name)
    events: list[IncomingEvent] = []
    for part in parts:
        if len(part.text) > LARGEST_CALENDAR:
            raise _too_large(name, len(part.text))
        events += _events(part.text, name, method=part.method, sent_at=part.sent_at)
    return IncomingFile(name, _checked(name, events), parts[0].sender)


def _events(text: str, name: str, *, method: str = "", sent_at: datetime | None = None) -> Iterator[IncomingEvent]:
    """The events of a text. What a mail's part says counts where the calendar itself doesn't say what it asks for."""
    if _CALENDAR.search(text) is None:
        raise ImportProblem(
            _("“{name}” is no calendar file and no mail with one. Nothing was changed; choose an .ics or .eml.").format(
                name=name
            )
        )
    for calendar in parse(text, name):
        zones = Zones(calendar.inside("VTIMEZONE"))
        asked = _method(calendar.text("METHOD") or method, name)
        for part in calendar.inside("VEVENT"):
            event = read_event(part, asked, zones, usual_zone=calendar.text("X-WR-TIMEZONE"))
            yield event if event.stamp or sent_at is None else replace(event, stamp=sent_at)


def _method(written: str, name: str) -> Method | None:
    """None where nothing is said. A method that answers and invitations don't have is no business of a record."""
    word = written.strip().upper()
    if not word:
        return None
    try:
        return Method(word)
    except ValueError as problem:
        raise ImportProblem(
            _("“{name}” is neither an answer nor an invitation ({method}). Nothing was changed.").format(
                name=name, method=word[:40]
            )
        ) from problem


def _checked(name: str, events: Iterator[IncomingEvent] | list[IncomingEvent]) -> tuple[IncomingEvent, ...]:
    """Each event once: a mail holds its calendar twice, for programs that look in one place only."""
    found = _answered(tuple(dict.fromkeys(events)))
    if not found:
        raise ImportProblem(_("“{name}” is a calendar without an event. Nothing was changed.").format(name=name))
    if not all(event.uid for event in found):
        raise ImportProblem(
            _(
                "“{name}” doesn't say which event it is about (no UID). Nothing was changed; ask for it again, or "
                "enter the answer by hand."
            ).format(name=name)
        )
    return found


def _answered(events: tuple[IncomingEvent, ...]) -> tuple[IncomingEvent, ...]:
    """Without the days on which an answer to a series says nothing: Thunderbird sends along each that was moved."""
    replies = (event for event in events if event.method is Method.REPLY)
    whole = {event.uid for event in replies if event.occurrence is None and _says(event)}
    return tuple(event for event in events if event.occurrence is None or event.uid not in whole or _says(event))


def _says(event: IncomingEvent) -> bool:
    return any(guest.answer is not Answer.NONE for guest in event.guests)


def _too_large(name: str, size: int) -> ImportProblem:
    return ImportProblem(
        _(
            "“{name}” is too large ({size} MB) for an answer or invitation. Nothing was changed; save the one event by "
            "itself."
        ).format(name=name, size=max(1, round(size / 1_000_000)))
    )
