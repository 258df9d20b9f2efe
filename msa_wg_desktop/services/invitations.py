"""Invitations: what a meeting's guests are to get next, made exactly, and kept once it was handed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Event, HandedOut, Meeting, WorkingGroup
from msa_wg_desktop.documents.saving import put_in_place
from msa_wg_desktop.domain.agenda import as_text
from msa_wg_desktop.domain.guests import Invited
from msa_wg_desktop.domain.invitation_words import (
    Message,
    foreign_words,
    message,
    parted_words,
    version_words,
    waiting_words,
)
from msa_wg_desktop.domain.invitations import (
    Errands,
    Guest,
    Handing,
    Invitation,
    Parcel,
    Sent,
    Turn,
    errands,
    handings,
    having,
)
from msa_wg_desktop.domain.reminders import checked
from msa_wg_desktop.domain.replies import GuestLine, ReplyRow
from msa_wg_desktop.domain.zone_words import checked as checked_zones
from msa_wg_desktop.errors import ConflictError, ValidationError
from msa_wg_desktop.services import handed_out
from msa_wg_desktop.services.agenda import Agenda
from msa_wg_desktop.services.base import Service, edit, find, require_zone
from msa_wg_desktop.services.gone_events import gone_event
from msa_wg_desktop.services.guests import Guests
from msa_wg_desktop.services.invitation_reading import default_message, of_event, read_invitation, read_log
from msa_wg_desktop.services.known_events import uid_of
from msa_wg_desktop.services.replies import Replies
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class Overview:
    """What is shown of an invitation: what somebody wrote for it ("" for the usual words), whom it reaches, and what
    it says now, as words and as the page that is sent. `reminders` are minutes."""

    written: str
    usual: str
    reminders: tuple[int, ...]
    zones: tuple[str, ...]
    version: str
    guests: tuple[GuestLine, ...]
    message: Message
    page: str
    was_sent: bool = False
    is_gone: bool = False
    """The meeting was deleted: what is left to do is to cancel it for those who have it."""
    organiser: str = ""
    """Who made the event and sends its invitations, where that isn't done here."""


class Invitations(Service):
    """The verbs of invitations. Nothing here sends: parcels are made, others carry them, and tell what arrived."""

    def __init__(self, store: Store, *, agenda: Agenda, guests: Guests, replies: Replies) -> None:
        super().__init__(store)
        self._agenda, self._guests, self._replies = agenda, guests, replies

    def get(self, meeting_id: str) -> Invitation:
        """The meeting's event as it stands now. Where no meeting has it any more, that of a UID, or of a meeting that
        was deleted, as it is to be cancelled. Raises NotFoundError."""
        guests = self._guests.of(meeting_id)
        with self.store.reading() as connection:
            if not _is_there(connection, meeting_id) and (gone := gone_event(connection, meeting_id)) is not None:
                return gone
            meeting_ids = of_event(connection, meeting_id)
        items = self._agenda.of_meetings(meeting_ids)
        agendas = {each: as_text(items[each], _("Agenda")) for each in meeting_ids if each in items}
        with self.store.reading() as connection:
            return read_invitation(connection, meeting_id, guests, agendas)

    def sequences(self) -> Mapping[str, int]:
        """The newest version of each event that went out, or came from its organiser, by the event's UID."""
        out = select(HandedOut.event_uid, func.max(HandedOut.sequence)).group_by(HandedOut.event_uid)
        came = select(Event.uid, func.coalesce(Event.sequence, 0)).where(Event.organiser_mail != "")
        with self.store.reading() as connection:
            return dict([*connection.execute(out).tuples(), *connection.execute(came).tuples()])

    def log(self, uid: str) -> tuple[Sent, ...]:
        """What went out for an event, in order."""
        with self.store.reading() as connection:
            return read_log(connection, uid)

    def handings(self, meeting_id: str) -> tuple[Handing, ...]:
        """What went out of a meeting's invitation, to whom, when, in which version; the newest first."""
        return handings(self.log(self.get(meeting_id).uid))

    def errands(self, meeting_id: str) -> Errands:
        """Who is to get what next. Raises ValidationError where nothing may be sent for this event."""
        with self.store.reading() as connection:
            _require_own(connection, meeting_id)
        invitation = self.get(meeting_id)
        return errands(invitation, self.log(invitation.uid))

    def waiting(self, meeting_id: str, *, was: str = "") -> str:
        """What the guests who have the invitation are still to be told, in words; "" where they know all.

        `was` is the UID that the meeting had before, where its series may have been parted.
        """
        with self.store.reading() as connection:
            if foreign_organiser(connection, meeting_id):
                return ""
            if was and was != uid_of(connection, meeting_id) and (held := having(read_log(connection, was))):
                return parted_words(len(held))
        return waiting_words(self.errands(meeting_id))

    def holders(self, meeting_id: str) -> int:
        """How many guests have the invitation in their calendars."""
        with self.store.reading() as connection:
            return len(having(read_log(connection, uid_of(connection, meeting_id))))

    def is_known(self, meeting_id: str) -> bool:
        """Whether anybody may have heard of the meeting: somebody is on its list, or an invitation went out."""
        invited = self._guests.invited(meeting_id)
        with self.store.reading() as connection:
            sent = read_log(connection, uid_of(connection, meeting_id))
        return bool(invited.guests or invited.unreachable or sent)

    def overview(self, meeting_id: str) -> Overview:
        """All that is shown of an invitation, each part read once. Raises NotFoundError."""
        from msa_wg_desktop.invitations.mail_html import message_html

        invited, invitation = self._guests.invited(meeting_id), self.get(meeting_id)
        with self.store.reading() as connection:
            is_there = _is_there(connection, meeting_id)
        answers = self._replies.answers(meeting_id).guests if is_there else ()
        said = {each.guest.key: each.reply for each in answers}
        with self.store.reading() as connection:
            meeting = connection.execute(select(Meeting.__table__).where(Meeting.id == meeting_id)).one_or_none()
            asked = meeting is not None and invitation.takes_place
            usual = default_message(connection, meeting, invitation.title) if asked else ""
            log, organiser = read_log(connection, invitation.uid), foreign_organiser(connection, meeting_id)
        found = Errands() if organiser else errands(invitation, log)
        words = message(invitation, _usual_turn(invitation, found), zones=invitation.zones)
        return Overview(
            meeting.message if meeting is not None else "",
            usual,
            tuple(meeting.reminders) if meeting is not None else (),
            invitation.zones,
            foreign_words(organiser) if organiser else version_words(log, found),
            _lines(invited, found, said),
            words,
            message_html(words),
            was_sent=bool(log),
            is_gone=meeting is None,
            organiser=organiser,
        )

    def edit(
        self,
        meeting_id: str,
        *,
        message: str | None = None,
        reminders: Iterable[int] | None = None,
        zones: Iterable[str] | None = None,
        shown: Mapping[str, Any] | None = None,
    ) -> None:
        """Changes what the invitation says first, how many minutes before the start it reminds, or in which other
        zones its mail says the time; the next meetings of the group begin with the same zones.

        What is typed in one go is one step. Raises ConflictError where something else stands there than `shown` says.
        """
        values: dict[str, Any] = {} if message is None else {"message": message}
        if reminders is not None:
            values["reminders"] = list(checked(reminders))
        if zones is not None:
            values["zones"] = list(checked_zones(require_zone(zone) for zone in zones))
        key = f"invitation {meeting_id}" if set(values) == {"message"} else None
        with self.store.operation(_("Change the invitation"), meeting_id=meeting_id, merge_key=key) as session:
            here = find(session, Meeting, meeting_id)
            for meeting in [here, *_with_it(session, here)]:
                edit(meeting, values, shown=shown if meeting is here else None)
            if zones is not None:
                edit(find(session, WorkingGroup, here.group_id), {"zones": values["zones"]})

    def parcels(
        self,
        meeting_id: str,
        *,
        only: Collection[str] | None = None,
        also: Iterable[Guest] = (),
        again: bool = False,
        cancel: bool = False,
        zones: Iterable[str] | None = None,
    ) -> tuple[Parcel, ...]:
        """What would be handed out now, one parcel a guest, all of one moment.

        `only` are the addresses to write to, `also` guests besides those whom the record invites, to see what they
        would get; `again` also makes what those who have everything got last; `cancel` makes the cancellation of a
        meeting before it is cancelled; `zones` are those in which the mail says the time, in place of those chosen.
        Raises ValidationError in words.
        """
        invitation = self._with(self.get(meeting_id), also)
        with self.store.reading() as connection:
            _require_own(connection, meeting_id)
            log = read_log(connection, invitation.uid)
        if not invitation.organiser.mail:
            raise ValidationError(
                _("Who organises is not known yet. Nothing was sent; enter your name and mail address in Settings."),
                field="organiser.mail",
            )
        if cancel:
            invitation = replace(invitation, takes_place=False, text="")
        found = errands(invitation, log)
        wanted = None if only is None else {mail.strip().casefold() for mail in only}
        candidates = found.all if again else found.due
        chosen = [errand for errand in candidates if wanted is None or errand.guest.key in wanted]
        if not chosen:
            raise ValidationError(_nothing(invitation, found))
        wanted_zones = invitation.zones if zones is None else zones
        return handed_out.make(invitation, chosen, self.store.clock.now(), wanted_zones)

    @staticmethod
    def _with(invitation: Invitation, also: Iterable[Guest]) -> Invitation:
        there = {guest.key for guest in invitation.guests}
        new = tuple(guest for guest in also if guest.key not in there)
        return replace(invitation, guests=invitation.guests + new)

    def save(
        self,
        meeting_id: str,
        target: Path,
        *,
        only: Collection[str] | None = None,
        cancel: bool = False,
        zones: Iterable[str] | None = None,
    ) -> tuple[Path, ...]:
        """Writes what would be sent: a calendar file, a mail to be opened, or a folder with a mail for each guest.

        A guest who was taken off has a calendar file of their own beside the one for all.

        Whatever is written counts as handed out, since nobody can know. Raises ValidationError and ExportError in
        words; nothing is kept then.
        """
        parcels = self.parcels(meeting_id, only=only, again=True, cancel=cancel, zones=zones)
        written = tuple(put_in_place(file, content) for file, content in handed_out.files_of(parcels, target))
        self.remember(meeting_id, parcels)
        return written

    def remember(self, meeting_id: str, parcels: Sequence[Parcel]) -> None:
        """Keeps what was handed out, byte for byte. No undo takes that back (decision 13)."""
        if not parcels:
            return
        with self.store.reading() as connection:
            is_there = _is_there(connection, meeting_id)
            gone = None if is_there else gone_event(connection, meeting_id)
        of = meeting_id if gone is None else gone.meeting_id
        words = handed_out.label(parcels)
        with self.store.operation(words, meeting_id=of if is_there else None, undoable=False) as session:
            handed_out.keep(session, of, parcels)


def _is_there(connection: Connection, meeting_id: str) -> bool:
    return connection.execute(select(Meeting.id).where(Meeting.id == meeting_id)).one_or_none() is not None


def _with_it(session: RecordSession, here: Meeting) -> list[Meeting]:
    """The others of a meeting's series: they share one event, and one invitation."""
    others = [each for each in of_event(session.connection(), here.id) if each != here.id]
    return list(session.scalars(select(Meeting).where(Meeting.id.in_(others))))


def _lines(invited: Invited, found: Errands, said: Mapping[str, ReplyRow | None]) -> tuple[GuestLine, ...]:
    """The guests in their order, those who can't be reached behind them, then those who are to be told no more."""
    left = {errand.guest.key: errand for errand in found.all}
    here = [GuestLine(guest, left.pop(guest.key, None), said.get(guest.key)) for guest in invited.guests]
    here += [GuestLine(guest) for guest in invited.unreachable]
    return (*here, *(GuestLine(errand.guest, errand) for errand in left.values()))


def _usual_turn(invitation: Invitation, found: Errands) -> Turn:
    """What most guests are to get next; where nobody is to get anything, what they got."""
    turns = Counter(errand.turn for errand in found.due)
    if turns:
        return turns.most_common(1)[0][0]
    return Turn.INVITE if invitation.takes_place else Turn.CANCEL


def foreign_organiser(connection: Connection, meeting_id: str) -> str:
    """Who made the meeting's event, where that was somebody else; "" where it is ours."""
    statement = select(Event.organiser_name, Event.organiser_mail).join(Meeting, Meeting.event_id == Event.id)
    row = connection.execute(statement.where(Meeting.id == meeting_id, Event.organiser_mail != "")).one_or_none()
    return "" if row is None else str(row.organiser_name or row.organiser_mail)


def _require_own(connection: Connection, meeting_id: str) -> None:
    """Where somebody else organises the event, theirs is the only one (RFC 5546, section 2.1.1)."""
    organiser = foreign_organiser(connection, meeting_id)
    if organiser:
        raise ConflictError(
            _(
                "{words} Nothing was sent: a second one would stand beside it in every calendar. Copy the text and "
                "the agenda into that event."
            ).format(words=foreign_words(organiser))
        )


def _nothing(invitation: Invitation, found: Errands) -> str:
    if invitation.takes_place and invitation.facts is None:
        return _("The meeting has no date yet. Nothing was sent; set its date first.")
    if not invitation.guests and not found.all:
        return _("Nobody is invited yet. Nothing was sent; add guests first.")
    if not invitation.takes_place and not found.all:
        return _("The meeting is cancelled, and nobody has it in their calendar. Nothing was sent.")
    return _("Everybody has what stands here: nothing was changed since it was sent, so nothing was sent.")
