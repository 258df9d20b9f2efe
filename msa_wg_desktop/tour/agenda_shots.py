"""What the tour shows of agendas: one prepared, a meeting that runs, topics over all meetings, and the Share view."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.tour.scene import Scene, Shot, settle


def _agenda(scene: Scene) -> None:
    """An agenda for the meeting, typed before it as one would; what it says is in the summary, but for the minutes."""
    clock = scene.context.services.store.clock
    assert isinstance(clock, FixedClock)
    now, clock.moment = clock.moment, clock.moment.replace(hour=10)
    scene.go("meeting")
    scene.run("meeting.agenda")
    settle()
    for line in (
        "Order 26 context, Aileen Cole, 10 min",
        "Data needs and responses, Aileen Cole, 15 min",
        "Liability waiver, 10 min, #26.1",
        "Use case restrictions, 10 min, #26.2",
        "Next steps, 10 min",
    ):
        scene.write(f"{line}\n")
    scene.write("State Building Inspector, Patrick Fam, 5 min, #26.6")
    settle()
    clock.moment = now


def _live(scene: Scene) -> None:
    """From eleven o'clock to nineteen minutes to twelve, by the scene's own clock."""
    clock = scene.context.services.store.clock
    assert isinstance(clock, FixedClock)
    now = clock.moment
    if not scene.context.services.agenda.list(scene.meeting_id):
        _agenda(scene)
        for dialog in scene.window.findChildren(QDialog):
            dialog.close()
    scene.go("meeting")
    for minute in (0, 12, 27):
        clock.moment = now.replace(hour=11, minute=minute)
        scene.run("meeting.next-item")
    clock.moment = now
    settle()


def _share_view(scene: Scene) -> None:
    scene.go("meeting")
    scene.run("meeting.share")


AGENDA_SHOTS = (
    Shot("agenda", _agenda),
    Shot("meeting-live", _live),
    Shot("share-view", _share_view, alone=True),
)
