"""What the tour shows of invitations: each state of one, who answered, sending it, and the account it goes by."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind
from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.incoming_dialog import IncomingDialog
from msa_wg_desktop.gui.main_window_intake import let_go_words
from msa_wg_desktop.services.kept_feeds import KeptFeeds
from msa_wg_desktop.tour.invented_files import files_that_came
from msa_wg_desktop.tour.scene import Scene, Shot, settle

_GUESTS = (
    "Ann Lee <ann@vendor.example>; Ben Yu <ben@utility.example>; Cy Roe <cy@town.example>; Di Poe <di@town.example>"
)
_WRITTEN = datetime(2025, 2, 6, 16, 41, tzinfo=UTC)
_TITLE = "MSA training webinar"


def _webinar(scene: Scene) -> str:
    """An invented webinar that was invited to, answered, and moved; made once."""
    services = scene.context.services
    group = services.meetings.get(scene.meeting_id).group_id
    for meeting in services.meetings.list(group_id=group):
        if meeting.title == _TITLE:
            return meeting.id
    draft = MeetingDraft(
        _TITLE,
        date(2025, 4, 9),
        time(13),
        time(14, 30),
        kind=MeetingKind.WEBINAR,
        url="https://example.org/webinar/msa",
    )
    made = services.meetings.add(group, draft)
    for item in ("What an MSA is, and where it may be used", "Inspecting the meter socket", "Questions"):
        services.agenda.add(made, item)
    if not services.settings.get("organiser.mail"):
        services.settings.put("organiser.mail", "desk@example.org")
    services.guests.invite(made, services.guests.read(made, _GUESTS))
    services.guests.invite(made, services.guests.read(made, "inspectors@town.example", is_list=True), optional=True)
    services.invitations.edit(made, reminders=(1440, 15))
    services.invitations.remember(made, services.invitations.parcels(made))
    for who, answer in (("ann", Answer.ACCEPTED), ("ben", Answer.ACCEPTED), ("cy", Answer.TENTATIVE)):
        mail = next(guest.mail for guest in services.guests.of(made) if guest.mail.startswith(who))
        services.replies.note(made, mail, answer)
    services.meetings.reschedule(made, date(2025, 4, 16))
    return made


def _invitation(scene: Scene) -> None:
    scene.context.navigator.go(Place("invitation", _webinar(scene)))
    settle()


def _empty(scene: Scene) -> None:
    scene.go("invitation")


def _coming(scene: Scene) -> None:
    """Files as a mail program saves them, held over the window and let go."""
    _invitation(scene)
    with TemporaryDirectory() as folder:
        for name, text in files_that_came(_webinar(scene)).items():
            (Path(folder) / f"{name}.ics").write_text(text, encoding="utf-8")
        scene.window.intake.take_in([Path(folder)])
        scene.wait(lambda: bool(scene.window.findChildren(IncomingDialog)))
    settle()


def _held(scene: Scene) -> None:
    _invitation(scene)
    scene.window.intake.sheet.lie_over(let_go_words([Path("answer.ics")]))
    settle()


def _answers(scene: Scene) -> None:
    """All kinds of answers were taken in; the page is at the answers."""
    webinar = _webinar(scene)
    services = scene.context.services
    with TemporaryDirectory() as folder:
        for name, text in files_that_came(webinar).items():
            (Path(folder) / f"{name}.ics").write_text(text, encoding="utf-8")
        services.replies.import_files([Path(folder)])
    _invitation(scene)
    scene.run("invitation.answers")
    settle()


def _by_hand(scene: Scene) -> None:
    _answers(scene)
    scene.run("invitation.hand")


def _send(scene: Scene) -> None:
    _invitation(scene)
    scene.run("invitation.send")


def _account(scene: Scene) -> None:
    _invitation(scene)
    scene.run("invitation.account")


def _tracking(scene: Scene) -> None:
    _invitation(scene)
    scene.run("invitation.tracking")
    settle()
    QApplication.clipboard().setText(
        "Name\tAttendance\tResponse\nAnn Lee\tRequired Attendee\tDeclined\nDi Poe\tOptional Attendee\tAccepted\n"
        "Zoe Zed\tOptional Attendee\tNone"
    )
    scene.run("edit.paste")
    settle()


def _settings(scene: Scene) -> None:
    scene.go("meetings")
    scene.run("edit.settings")


def _feeds(scene: Scene) -> None:
    """Two files that are kept: of all that there is, and of one organisation."""
    context = scene.context
    kept = KeptFeeds(context.services.feeds, context.here)
    party = context.services.parties.find("Eversource").id
    record = context.services.store.path
    assert record is not None
    for name, party_id in (("dates", None), ("eversource", party)):
        file = record.with_name(f"{name}.ics")
        kept.keep(file, party_id=party_id)
        os.utime(file, (_WRITTEN.timestamp(), _WRITTEN.timestamp()))
    scene.go("meetings")
    scene.run("file.feeds")
    settle()


# ------------------------------------------------------------------ states of an invitation


def _session(scene: Scene, title: str) -> str:
    """An invented meeting that was invited to."""
    services = scene.context.services
    group = services.meetings.get(scene.meeting_id).group_id
    made = services.meetings.add(group, MeetingDraft(title, date(2025, 3, 6), time(11), time(12), location="Room 2"))
    if not services.settings.get("organiser.mail"):
        services.settings.put("organiser.mail", "desk@example.org")
    services.guests.invite(made, services.guests.read(made, _GUESTS))
    _hand_out(scene, made)
    return made


def _hand_out(scene: Scene, meeting_id: str) -> None:
    services = scene.context.services
    services.invitations.remember(meeting_id, services.invitations.parcels(meeting_id))


def _show(scene: Scene, meeting_id: str) -> None:
    scene.context.navigator.go(Place("invitation", meeting_id))
    settle()


def _nothing_due(scene: Scene) -> None:
    _show(scene, _session(scene, "Session on meter collars"))


def _to_be_rescheduled(scene: Scene) -> None:
    made = _session(scene, "Session on waivers")
    scene.context.services.meetings.cancel(made, to_be_rescheduled=True)
    _show(scene, made)


def _revived(scene: Scene) -> None:
    """Cancelled, the cancellation sent, and then a new date was found."""
    made = _session(scene, "Session on inspections")
    scene.context.services.meetings.cancel(made, to_be_rescheduled=True)
    _hand_out(scene, made)
    scene.context.services.meetings.reschedule(made, date(2025, 3, 20))
    _show(scene, made)


def _of_others(scene: Scene) -> None:
    """The agency made the event, and stays its organiser."""
    services = scene.context.services
    with TemporaryDirectory() as folder:
        file = Path(folder, "teams.ics")
        file.write_text(files_that_came("")["teams"], encoding="utf-8")
        group = services.meetings.get(scene.meeting_id).group_id
        made = services.taken_over.take_over(services.taken_over.read(file), group_id=group).meeting_id
    _show(scene, made)


INVITATION_SHOTS = (
    Shot("invitation", _invitation),
    Shot("invitation-empty", _empty),
    Shot("files-held", _held),
    Shot("files-came", _coming),
    Shot("send", _send),
    Shot("answers", _answers),
    Shot("answer-by-hand", _by_hand),
    Shot("answers-pasted", _tracking),
    Shot("settings", _settings),
    Shot("calendar-files", _feeds),
    Shot("mail-account", _account),
    Shot("invitation-sent", _nothing_due),
    Shot("invitation-to-be-rescheduled", _to_be_rescheduled),
    Shot("invitation-revived", _revived),
    Shot("invitation-of-others", _of_others),
)
