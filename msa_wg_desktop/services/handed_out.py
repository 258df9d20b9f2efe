"""What is handed out of an invitation: made for each guest, written to files, and kept for ever as it went out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Event, HandedOut, Meeting
from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.invitations import Errand, Invitation, Method, Parcel, Turn
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _, ngettext


def make(invitation: Invitation, chosen: Iterable[Errand], at: datetime, zones: Iterable[str]) -> tuple[Parcel, ...]:
    """The parcels of some errands, all of one moment. Raises ValidationError in words."""
    from msa_wg_desktop.invitations.mail import Mails

    mails = Mails(invitation, stamp=at, zones=zones)
    facts = invitation.facts
    return tuple(
        Parcel(
            invitation.uid,
            errand,
            mails.message(errand.turn).subject,
            mails.calendar(errand),
            mails.mail(errand),
            at,
            facts.begins if facts is not None else None,
            invitation.state,
            invitation.text_digest,
        )
        for errand in chosen
    )


def files_of(parcels: Sequence[Parcel], target: Path) -> list[tuple[Path, bytes]]:
    """Which files hold some parcels: a folder one mail for each guest, `.eml` the one mail, `.ics` the event.

    Those who were taken off get another calendar than those who stay: it stands beside the other, so that neither
    gets what the other is to have. Raises ValidationError where one file can't be what everybody gets.
    """
    if target.is_dir():
        return [(target / f"{file_words(parcel.errand.guest.key)}.eml", parcel.draft) for parcel in parcels]
    suffix = target.suffix.casefold()
    if suffix == ".eml" and len(parcels) == 1:
        return [(target, parcels[0].draft)]
    if suffix == ".ics":
        stays = {parcel.calendar for parcel in parcels if parcel.method is Method.REQUEST}
        leaves = [parcel for parcel in parcels if parcel.method is Method.CANCEL]
        if len({parcel.calendar for parcel in parcels}) == 1:
            return [(target, parcels[0].calendar)]
        if len(stays) == 1:
            return [(target, stays.pop()), *((_beside(target, parcel), parcel.calendar) for parcel in leaves)]
    if suffix in (".ics", ".eml"):
        raise ValidationError(
            _("Each of the {count} guests gets a mail of their own. Nothing was written; choose a folder.").format(
                count=len(parcels)
            )
        )
    raise ValidationError(_("An invitation is written as .ics or .eml. Nothing was written; choose such a name."))


def keep(session: RecordSession, meeting_id: str, parcels: Sequence[Parcel]) -> None:
    """Keeps what was handed out, byte for byte. The meeting may be gone by now, and its event with it."""
    newest = parcels[-1]
    meeting = session.get(Meeting, meeting_id)
    if meeting is not None and meeting.event_id is None:
        made = Event(uid=newest.uid, rule="", time_zone=meeting.time_zone)
        session.add(made)
        session.flush()
        meeting.event_id = made.id
    event = session.scalars(select(Event).where(Event.uid == newest.uid)).one_or_none()
    if event is not None:
        highest = max(parcel.errand.sequence for parcel in parcels)
        event.sequence, event.stamp = max(highest, event.sequence or 0), newest.at
    session.flush()
    connection = session.connection()
    for (method, content), alike in _alike(parcels).items():
        connection.execute(
            insert(HandedOut),
            {
                "event_uid": newest.uid,
                "meeting_id": meeting_id,
                "method": method.value,
                "sequence": alike[0].errand.sequence,
                "start": alike[0].start,
                "handed_at": alike[0].at,
                "recipients": [parcel.errand.guest.mail for parcel in alike],
                "state": alike[0].state,
                "text_digest": alike[0].text_digest,
                "content": content,
            },
        )


def label(parcels: Sequence[Parcel]) -> str:
    """What the step is called."""
    turns = {parcel.errand.turn for parcel in parcels}
    if turns == {Turn.CANCEL}:
        words = ngettext(
            "Send the cancellation to {count} guest", "Send the cancellation to {count} guests", len(parcels)
        )
    elif turns <= {Turn.INVITE, Turn.NOTHING}:
        words = ngettext("Send the invitation to {count} guest", "Send the invitation to {count} guests", len(parcels))
    else:
        words = ngettext("Send the update to {count} guest", "Send the update to {count} guests", len(parcels))
    return words.format(count=len(parcels))


def _beside(target: Path, parcel: Parcel) -> Path:
    guest = parcel.errand.guest
    words = _("{name} cancellation for {who}").format(name=target.stem, who=file_words(guest.name or guest.key))
    return target.with_name(f"{words}{target.suffix}")


def _alike(parcels: Iterable[Parcel]) -> dict[tuple[Method, bytes], list[Parcel]]:
    """Parcels that hold the same bytes: those of a meeting do, those of a webinar name their guest."""
    found: dict[tuple[Method, bytes], list[Parcel]] = defaultdict(list)
    for parcel in parcels:
        found[parcel.method, parcel.calendar].append(parcel)
    return found
