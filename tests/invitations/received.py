"""The life of some invitations, each step sent to a real mail server: what it received is what is looked at."""

from __future__ import annotations

import email
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.invitations import Mailbox
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.mailing import HOST, PORT, SECURITY, Mailing
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.user_settings import Settings
from tests.invitations.post_office import PostOffice, open_office

ORGANISER = 'Fay "Desk", GPI; <x@y.example> Größe'
TITLE = "MSA; Größe, \\ and “adapters” 🙂 " + "日本語" * 30
ZOE = 'Zoë "the Boss" O’Neil; <zoe@elsewhere.example>, 🙂🙂 of the Ministry of ' + "Ämter " * 20
PLACE = "Hearing Room 1; New Britain, CT"
LINK = "https://example.org/join?a=1&b=2"
TEXT = f"Bring questions; all, and:\n“{'ünï🙂' * 40}”"


@dataclass(frozen=True)
class Received:
    """One mail as the server got it."""

    to: str
    data: bytes

    @property
    def mail(self) -> EmailMessage:
        return email.message_from_bytes(self.data, policy=policy.default)

    @property
    def calendars(self) -> tuple[bytes, ...]:
        """The calendar's copies, decoded, in their order."""
        parts = [part for part in self.mail.walk() if part.get_content_type() in ("text/calendar", "application/ics")]
        found = [part.get_payload(decode=True) for part in parts]
        return tuple(each for each in found if isinstance(each, bytes))

    @property
    def lines(self) -> list[str]:
        """The content lines of the calendar."""
        return self.calendars[0].replace(b"\r\n ", b"").decode("utf-8").removesuffix("\r\n").split("\r\n")

    def said(self, name: str) -> list[str]:
        """The values of a property in the events, in their order."""
        begin = self.lines.index("BEGIN:VEVENT")
        return [line.partition(":")[2] for line in self.lines[begin:] if line.partition(":")[0].split(";")[0] == name]


@dataclass
class Desk:
    """A record with its services, an account that leads to the server, and what arrived by step."""

    services: Services
    office: PostOffice
    mailing: Mailing
    clock: FixedClock
    steps: dict[str, tuple[Received, ...]]

    def send(self, step: str, meeting_id: str) -> None:
        """What is due goes out, a minute after the step before."""
        self.clock.moment += timedelta(minutes=1)
        parcels = self.services.invitations.parcels(meeting_id)
        begun = len(self.office.arrived)
        sender = Mailbox("desk@example.org", ORGANISER)
        if not self.mailing.was_tried:
            self.mailing.try_out(parcels[0], sender)
            begun += 1
        delivery = self.mailing.send(parcels, sender)
        assert not delivery.failed
        self.services.invitations.remember(meeting_id, delivery.sent)
        self.steps[step] = tuple(Received(*each) for each in self.office.arrived[begun:])

    @property
    def all(self) -> list[Received]:
        return [each for mails in self.steps.values() for each in mails]


def live(record: Path, folder: Path) -> Iterator[Desk]:
    """All steps, once, from an empty record on."""
    clock = FixedClock(datetime(2025, 2, 12, 15, 30, tzinfo=UTC))
    store = Store.open(Path(shutil.copy(record, folder)), who="test", clock=clock)
    settings = Settings(folder / "settings.json")
    with open_office() as office:
        mailing = Mailing(settings)
        mailing.keep({HOST: "localhost", SECURITY: "none", PORT: str(office.port)})
        desk = Desk(Services(store), office, mailing, clock, {})
        _meeting(desk)
        _webinar(desk)
        _series(desk)
        yield desk
    store.close()


def _add(desk: Desk, add: Callable[[str], str], guests: str) -> str:
    services = desk.services
    groups = services.groups.list()
    if not groups:
        services.settings.put("organiser.name", ORGANISER)
        services.settings.put("organiser.mail", "desk@example.org")
        acme = services.parties.add_organisation("Acme; Solar").id
        services.parties.add_person(ZOE, acme, mail="Zoe@Example.net")
    group = groups[0].id if groups else services.groups.add("IX WG").id
    meeting = add(group)
    services.guests.invite(meeting, services.guests.read(meeting, guests))
    return meeting


def _meeting(desk: Desk) -> None:
    services = desk.services
    draft = MeetingDraft(TITLE, date(2025, 4, 16), time(13), time(14, 30), "America/New_York", url=LINK, location=PLACE)
    meeting = _add(desk, lambda group: services.meetings.add(group, draft), "Zoe@Example.net; Bo <bo@example.org>")
    services.guests.invite(meeting, services.guests.read(meeting, "all@lists.example.org", is_list=True))
    services.invitations.edit(meeting, message=TEXT)
    services.invitations.edit(meeting, reminders=(24 * 60, 15))
    desk.send("invited", meeting)
    services.meetings.reschedule(meeting, date(2025, 4, 23))
    desk.send("moved", meeting)
    services.meetings.edit(meeting, {"location": "Hearing Room 2"})
    desk.send("elsewhere", meeting)
    services.invitations.edit(meeting, message="Other words.")
    desk.send("other words", meeting)
    services.guests.remove(meeting, "bo@example.org")
    desk.send("taken off", meeting)
    services.meetings.cancel(meeting, to_be_rescheduled=True)
    desk.send("cancelled", meeting)
    services.meetings.reschedule(meeting, date(2025, 5, 7))
    desk.send("back again", meeting)


def _webinar(desk: Desk) -> None:
    draft = MeetingDraft("Training", date(2025, 11, 3), time(9), time(10), "America/Phoenix", kind=MeetingKind.WEBINAR)
    webinar = _add(desk, lambda group: desk.services.meetings.add(group, draft), "ann@x.example; ben@y.example")
    desk.send("webinar", webinar)


def _series(desk: Desk) -> None:
    services = desk.services
    draft = MeetingDraft("Weekly call", date(2025, 2, 25), time(11), time(12), "America/Chicago", url=LINK)
    rule = make_rule(Every.WEEK, date(2025, 2, 25), count=5)
    first = _add(desk, lambda group: services.meeting_series.add(group, draft, rule)[0], "ann@x.example")
    desk.send("series", first)
    days = services.meeting_series.all(first)
    services.meetings.reschedule(days[2].id, date(2025, 3, 12), times=(time(14), time(15)))
    services.meetings.cancel(days[3].id)
    desk.send("series changed", first)
