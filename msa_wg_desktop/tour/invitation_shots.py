"""What the tour shows of invitations: an update that is due, who answered, sending it, and the account it goes by."""

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
    kept = KeptFeeds(context.services.handouts.feeds, context.here)
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
)
