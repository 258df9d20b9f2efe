"""What the tour shows of invitations besides: a series, a deleted meeting, what was sent, and a sending that failed."""

from __future__ import annotations

from datetime import date, time

from msa_wg_desktop.domain.mail_account import MailAccount, Security
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.send_dialog import SendDialog
from msa_wg_desktop.gui.models.sending_table import SendingRow
from msa_wg_desktop.services.mailing import Delivery, Failed, Mailing
from msa_wg_desktop.tour.scene import Scene, Shot, settle

_TITLE, _FIRST = "Working session", date(2025, 3, 4)
_GUESTS = "Ann Lee <ann@vendor.example>; Ben Yu <ben@utility.example>; Cy Roe <cy@town.example>"


class _Tried(Mailing):
    """An account that was tried, for a look at what came of a sending: nothing is sent by it."""

    @property
    def was_tried(self) -> bool:
        return True

    def account(self) -> MailAccount:
        return MailAccount("mail.example.org", 465, Security.TLS, "desk")


def _series(scene: Scene) -> str:
    """An invented series: invited to, then one of its days was moved and one cancelled; made once."""
    services = scene.context.services
    group = services.meetings.get(scene.meeting_id).group_id
    made = [row.id for row in services.meetings.list(group_id=group) if row.title == _TITLE]
    if made:
        return made[0]
    draft = MeetingDraft(_TITLE, _FIRST, time(11), time(12), location="Hearing Room 1")
    ids = services.meeting_series.add(group, draft, make_rule(Every.TWO_WEEKS, _FIRST, count=8))
    if not services.settings.get("organiser.mail"):
        services.settings.put("organiser.mail", "desk@example.org")
    services.guests.invite(ids[0], services.guests.read(ids[0], _GUESTS))
    services.invitations.edit(ids[0], zones=("America/Chicago", "America/Los_Angeles"))
    services.invitations.remember(ids[0], services.invitations.parcels(ids[0]))
    services.meetings.reschedule(ids[2], date(2025, 4, 3))
    services.meetings.cancel(ids[4])
    return ids[2]


def _invitation(scene: Scene) -> None:
    scene.context.navigator.go(Place("invitation", _series(scene)))
    settle()


def _whole(scene: Scene) -> None:
    _invitation(scene)
    scene.run("invitation.series")
    settle()
    scene.write("12 times")


def _sent(scene: Scene) -> None:
    _invitation(scene)
    scene.run("invitation.log")


def _deleted(scene: Scene) -> None:
    """What is left of a series that was deleted: its cancellation."""
    services, meeting_id = scene.context.services, _series(scene)
    first = services.meeting_series.all(meeting_id)[0]
    services.meeting_series.delete_following(first.id)
    scene.context.navigator.go(Place("invitation", first.uid))
    settle()


def _failed(scene: Scene) -> None:
    """One address was refused: what the server said of it is set here, a server being out of reach of a tour."""
    _invitation(scene)
    dialog = SendDialog(scene.context, _series(scene), scene.window, mailing=_Tried(scene.context.settings))
    dialog.open()
    rows: list[SendingRow] = list(dialog.model.rows)
    failed = Failed(rows[1].parcel, "The mail server takes no mail for ben@utility.example; look at the address.")
    dialog.show_results(Delivery((rows[0].parcel, rows[2].parcel), (failed,)))


SERIES_SHOTS = (
    Shot("invitation-series", _invitation),
    Shot("series-whole", _whole),
    Shot("what-was-sent", _sent),
    Shot("send-failed", _failed),
    Shot("invitation-deleted", _deleted),
)
