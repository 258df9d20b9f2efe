"""What an invitation's mail says, in words: the subject, when and where, why; the same for the mail and its preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from msa_wg_desktop.domain.date_words import month_name, weekday_name
from msa_wg_desktop.domain.dates import format_date, format_times, format_weekday, zone_abbreviation
from msa_wg_desktop.domain.invitations import Errands, EventDay, EventFacts, Invitation, Method, Sent, Turn
from msa_wg_desktop.domain.series import rule_words
from msa_wg_desktop.domain.text import clean, clean_line
from msa_wg_desktop.domain.zone_words import known_zone, zone_words
from msa_wg_desktop.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Message:
    """A mail's words. `day` and `when` head it, one line of `when` per time zone; `lead` says what became of the
    meeting, where that needs saying; `text` is the facilitator's own."""

    subject: str
    title: str
    day: str = ""
    when: tuple[str, ...] = ()
    place: str = ""
    join: str = ""
    lead: str = ""
    text: str = ""

    @property
    def card(self) -> tuple[str, ...]:
        """What stands below the day: times, place, how to join."""
        place = _("Where: {place}").format(place=self.place) if self.place else ""
        join = _("Join: {link}").format(link=self.join) if self.join else ""
        return (*self.when, *(line for line in (place, join) if line))


def message(
    invitation: Invitation, turn: Turn, *, zones: Iterable[str] = (), facts: EventFacts | None = None
) -> Message:
    """What the mail says for a turn; `zones` are the recipients' zones, besides the meeting's own.

    `facts` are those that hold where the invitation has none any more: what was cancelled.
    """
    facts = invitation.facts or facts
    title = clean_line(invitation.title)[0]
    subject = subject_words(title, turn, facts)
    lead = _lead(invitation) if turn is Turn.CANCEL else ""
    # Whoever is taken off the list of a meeting that takes place isn't told what the others are invited to.
    text = "" if turn is Turn.CANCEL and invitation.state else clean(invitation.text)[0].strip()
    if facts is None:
        return Message(subject, title, lead=lead, text=text)
    when = tuple(line for line in (_again(facts), *_times(facts, zones), *_exceptions(facts)) if line)
    agendas = [day for day in facts.days if day.text]
    if agendas:
        # Of a series the newest one: those before it were of meetings that came before.
        text = "\n\n".join(part for part in (text, _agenda_of(agendas[-1])) if part)
    place, join = clean_line(facts.location)[0], clean_line(facts.url)[0]
    return Message(subject, title, _long_day(facts), when, "" if place == join else place, join, lead, text)


def subject_words(title: str, turn: Turn, facts: EventFacts | None) -> str:
    """`Updated: MSA training webinar, Wed Apr 16, 2025, 1:00 PM EDT`, or `…, every Tuesday, 11:00 AM Eastern`."""
    parts = [title]
    if facts is not None and (again := rule_words(facts.rule)):
        parts += [again, format_times(facts.start, None, zone=zone_words(facts.time_zone))]
    elif facts is not None:
        parts.append(
            _("{weekday} {month} {day}, {year}").format(
                weekday=weekday_name(facts.day.weekday(), short=True),
                month=month_name(facts.day.month, short=True),
                day=facts.day.day,
                year=facts.day.year,
            )
        )
        abbreviation = zone_abbreviation(facts.time_zone, facts.day, facts.start)
        parts.append(format_times(facts.start, None, zone=abbreviation))
    said = ", ".join(part for part in parts if part)
    return _heads()[turn].format(what=said)


def waiting_words(found: Errands) -> str:
    """What those who have an event are still to be told, said where it was changed; "" where they know all."""
    holders = [errand for errand in found.due if errand.last is not None and errand.last.method is Method.REQUEST]
    again = [errand for errand in found.of(Turn.INVITE) if errand.last is not None]
    if not holders and again:
        words = ngettext(
            "{count} guest was sent its cancellation: the invitation to what holds now waits to be sent.",
            "{count} guests were sent its cancellation: the invitation to what holds now waits to be sent.",
            len(again),
        )
        return words.format(count=len(again))
    if not holders:
        return ""
    turns = {errand.turn for errand in holders}
    if turns == {Turn.CANCEL}:
        words = ngettext(
            "{count} guest has the invitation: the cancellation waits to be sent.",
            "{count} guests have the invitation: the cancellation waits to be sent.",
            len(holders),
        )
    else:
        words = ngettext(
            "{count} guest has the invitation: the update waits to be sent.",
            "{count} guests have the invitation: the update waits to be sent.",
            len(holders),
        )
    return words.format(count=len(holders))


def parted_words(count: int) -> str:
    """The same where the meetings that follow have become a series of their own."""
    words = ngettext(
        "{count} guest has the series: its earlier end, and the invitation to what follows, wait to be sent.",
        "{count} guests have the series: its earlier end, and the invitation to what follows, wait to be sent.",
        count,
    )
    return words.format(count=count)


def foreign_words(organiser: str) -> str:
    """What is said in place of a version where somebody else's event stands in the calendars."""
    return _("{organiser} made this event and sends its invitations.").format(organiser=organiser)


def version_words(log: Sequence[Sent], found: Errands) -> str:
    """Which version of the invitation is out, since when, and what those who have it get next."""
    if not log:
        return _("Not sent yet")
    newest = log[-1]
    day = format_date(newest.at.date())
    if newest.method is Method.CANCEL and not newest.state:
        said = _("Cancellation sent {day}").format(day=day)
    elif newest.sequence:
        said = _("Update {number} of this invitation, sent {day}").format(number=newest.sequence, day=day)
    else:
        said = _("First invitation, sent {day}").format(day=day)
    turns = {errand.turn for errand in found.due if errand.last is not None}
    nexts = {
        Turn.CANCEL: _("those who have it get a cancellation"),
        Turn.INVITE: _("those who had it before get it again, as the same event"),
        Turn.UPDATE: _("changed since; those invited get an update, not a second event"),
        Turn.MINOR: _("only its text changed since; their calendars keep the event and the answers"),
    }
    return "\n".join([said, *(words for turn, words in nexts.items() if turn in turns)])


def event_text(invitation: Invitation, facts: EventFacts | None, agenda: str = "") -> str:
    """What the event itself says below its title: the text, the agenda of a day of a series, and how to join where
    that isn't said already."""
    text = "\n\n".join(part for part in (clean(invitation.text)[0].strip(), clean(agenda)[0].strip()) if part)
    link = clean_line(facts.url)[0] if facts else ""
    join = _("Join: {link}").format(link=link) if link and link not in text else ""
    return "\n\n".join(part for part in (text, join) if part)


def _heads() -> dict[Turn, str]:
    updated = _("Updated: {what}")
    return {
        Turn.INVITE: _("Invitation: {what}"),
        Turn.UPDATE: updated,
        Turn.MINOR: updated,
        Turn.CANCEL: _("Cancelled: {what}"),
        Turn.NOTHING: "{what}",
    }


def _lead(invitation: Invitation) -> str:
    if invitation.takes_place and invitation.facts is not None:
        return _("You are no longer invited to this meeting. It can leave your calendar.")
    if invitation.to_be_rescheduled or invitation.facts is None:
        return _("This meeting is cancelled and will be rescheduled. A new invitation follows when there is a date.")
    return _("This meeting is cancelled.")


def _long_day(facts: EventFacts) -> str:
    """`Wed, April 16, 2025`; `From …` where it comes again."""
    words = _("From {weekday}, {month} {day}, {year}") if facts.rule else _("{weekday}, {month} {day}, {year}")
    return words.format(
        weekday=weekday_name(facts.day.weekday(), short=True),
        month=month_name(facts.day.month),
        day=facts.day.day,
        year=facts.day.year,
    )


def _again(facts: EventFacts) -> str:
    """`Every second Tuesday of the month`."""
    words = rule_words(facts.rule)
    return words[:1].upper() + words[1:]


def _times(facts: EventFacts, zones: Iterable[str]) -> Iterator[str]:
    """The times in the meeting's own zone, then in each other one whose clocks show another time then."""
    if facts.start is None:
        return
    own = format_times(facts.start, facts.end, zone=zone_words(facts.time_zone))
    yield own
    if (here := known_zone(facts.time_zone)) is None:
        return
    start = datetime.combine(facts.day, facts.start, here)
    end = datetime.combine(facts.day, facts.end, here) if facts.end else None
    shown = {start.utcoffset()}
    for name in zones:
        zone = known_zone(name)
        there = start.astimezone(zone)
        if zone is None or there.utcoffset() in shown:
            continue
        shown.add(there.utcoffset())
        line = format_times(there.time(), end.astimezone(zone).time() if end else None, zone=zone_words(name))
        another = there.date() != facts.day
        yield _("{times}, {day}").format(times=line, day=format_weekday(there.date())) if another else line


def _exceptions(facts: EventFacts) -> Iterator[str]:
    """The days of a series that differ from it."""
    out = [day for day in facts.days if day.facts is None]
    if out:
        yield _("Not on {days}").format(days=", ".join(format_weekday(day.occurrence) for day in out))
    for day in facts.days:
        if day.facts is not None and day.facts != facts.of_rule(day.occurrence):
            yield _moved(day, day.facts, facts.of_rule(day.occurrence))


def _agenda_of(day: EventDay) -> str:
    said = day.facts.day if day.facts is not None else day.occurrence
    return _("For {day}:").format(day=format_date(said)) + "\n\n" + clean(day.text)[0].strip()


def _moved(day: EventDay, facts: EventFacts, usual: EventFacts) -> str:
    if (facts.day, facts.start, facts.end, facts.time_zone) == (usual.day, usual.start, usual.end, usual.time_zone):
        elsewhere = ", ".join(clean_line(part)[0] for part in (facts.location, facts.url) if part)
        words = _("On {day}: {place}") if elsewhere else _("On {day}: no place is said")
        return words.format(day=format_weekday(day.occurrence), place=elsewhere)
    to = format_weekday(facts.day)
    times = format_times(facts.start, facts.end, zone=zone_words(facts.time_zone))
    words = _("Instead of {day}: {to}, {times}") if times else _("Instead of {day}: {to}")
    return words.format(day=format_weekday(day.occurrence), to=to, times=times)
