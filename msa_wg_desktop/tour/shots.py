"""What the tour takes pictures of: each screen and dialog by its name, and what brings the window there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QTableView

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.materials import Cites
from msa_wg_desktop.errors import StorageError
from msa_wg_desktop.gui.core.crash import CrashReport
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.crash_dialog import CrashDialog
from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from msa_wg_desktop.gui.dialogs.merge_dialog import MergeDialog
from msa_wg_desktop.gui.dialogs.order_dialog import OrderDialog
from msa_wg_desktop.gui.dialogs.owed_dialog import OwedDialog
from msa_wg_desktop.gui.dialogs.purge_dialog import PurgeDialog
from msa_wg_desktop.gui.dialogs.topics_dialog import TopicsDialog
from msa_wg_desktop.gui.widgets.work.action_view import ActionsView
from msa_wg_desktop.gui.widgets.work.many_fields import ManyFields
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.starting import sample_path
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.tour.agenda_shots import AGENDA_SHOTS
from msa_wg_desktop.tour.form_shots import FORM_SHOTS
from msa_wg_desktop.tour.invented import exchange, hurry, introduce, propose
from msa_wg_desktop.tour.invitation_shots import INVITATION_SHOTS
from msa_wg_desktop.tour.scene import Scene, Shot, settle
from msa_wg_desktop.tour.series_shots import SERIES_SHOTS
from msa_wg_desktop.words import _

# So many times a moment is given to what is gathered in the background.
_PATIENCE = 50
_FOLDER = Path("Documents", "Working groups")


def _first_start(_scene: Scene) -> FirstStartDialog:
    dialog = FirstStartDialog(folder=_FOLDER)
    dialog.show()
    return dialog


def _first_questions(scene: Scene) -> None:
    dialog = _first_start(scene)
    dialog.groupButton.click()
    dialog.groupEdit.setText("IX WG / MSA")


def _vanished(scene: Scene) -> None:
    gone = sample_path(_FOLDER)
    words = _("{path} isn't there. Choose another record, or make a new one.").format(path=gone)
    _first_start(scene).complain(StorageError(words))


def _forget(scene: Scene) -> None:
    note = scene.context.services.notes.outline(scene.meeting_id).load()[0]
    PurgeDialog(scene.context, "note", note.id, scene.window).open()


def _people(scene: Scene) -> None:
    """With somebody invented, whose name was typed a second time in haste, to be settled."""
    scene.context.navigator.go(Place("people", introduce(scene.context.services, scene.context.scope.group_id)))


def _organisations(scene: Scene) -> None:
    """One of them with what it owes."""
    scene.context.navigator.go(Place("people", scene.context.services.parties.find("UI").id))


def _classes(scene: Scene) -> None:
    scene.context.navigator.go(Place("people", scene.context.services.parties.find("EDCs").id))


def _merge(scene: Scene) -> None:
    parties = scene.context.services.parties
    MergeDialog(scene.context, parties.find("d"), parties.find("jd"), scene.window).open()


def _today(scene: Scene) -> None:
    scene.go("today")
    scene.wait(lambda: scene.window.page.counted)  # type: ignore[union-attr]


def _larger_recap(scene: Scene) -> None:
    scene.go("recap")
    scene.click("largerButton")


def _unfolded(scene: Scene) -> None:
    scene.go("meeting")
    scene.run("meeting.unfold")


def _fold_to_discussion(scene: Scene) -> None:
    scene.go("meeting")
    scene.run("meeting.fold")
    scene.run("meeting.section-4")
    settle()


def _left(scene: Scene) -> None:
    """A colleague on the same record moved two dates while one was typed for all: those are left, and can be shown."""
    scene.go("actions")
    table = scene.window.page.findChild(QTableView, "actionsTable") if scene.window.page is not None else None
    store = scene.context.services.store
    assert isinstance(table, ActionsView)
    assert store.path is not None
    table.selectAll()
    settle()
    colleague = Store.open(store.path, who="Kim Lee", clock=store.clock)
    for action_id in table.selected_ids()[1:3]:
        Services(colleague).actions.edit(action_id, {"due": store.clock.today() + timedelta(days=14)})
    colleague.close()
    field = scene.window.page.findChild(ManyFields).dueEdit  # type: ignore[union-attr]
    field.setFocus()
    scene.write("3/20\n")


def _find(scene: Scene) -> None:
    """In the table of data needs, where a cell is gone to and the others are marked."""
    _fold_to_discussion(scene)
    scene.run("meeting.section-3")
    settle()
    scene.run("meeting.replace")
    scene.write("sockets")


def _planned(scene: Scene) -> None:
    """A plan with lead times made up for the picture; the sample itself has none."""
    plans, order = scene.context.services.plans, scene.context.services.orders.require("24-08-02 #26")[0]
    legal = plans.add_step(order, "Final legal review", lead_days=5)
    plans.add_step(order, "State Building Inspector review", lead_days=30, before=legal)
    consultation = plans.add_step(order, "IX WG consultation", lead_days=10, before=legal)
    plans.add_step(order, "Share with Tesla, ConnectDER", lead_days=5, before=consultation)
    scene.go("orders")
    scene.run("orders.linked")


def _order_moves(scene: Scene) -> None:
    scene.run("orders.change")
    for dialog in scene.window.findChildren(OrderDialog):
        dialog.dueEdit.setText("Apr 14, 2025")


def _crash(scene: Scene) -> None:
    report = CrashReport("ZeroDivisionError: division by zero", "Traceback (most recent call last):\n  …")
    CrashDialog(report, log=Path("msa-wg-desktop.log"), parent=scene.window).open()


def _typing(scene: Scene) -> None:
    _fold_to_discussion(scene)
    last = scene.context.services.notes.outline(scene.meeting_id).load()[-1]
    scene.context.navigator.go(Place("meeting", scene.meeting_id, last.id))
    scene.write("\nACTION: EDCs to reach out to legal by Feb 21")


def _completing(scene: Scene) -> None:
    scene.write("\nj")


def _anything_found(scene: Scene) -> None:
    scene.go("actions")
    scene.run("go.find")
    scene.write("24-08")
    while not scene.window.findAnything.answered:
        settle()


def _deleted(scene: Scene) -> None:
    scene.go("meetings")
    scene.run("meetings.delete")


def _month(scene: Scene) -> None:
    scene.go("meetings")
    scene.run("meetings.month")


def _reschedule(scene: Scene) -> None:
    scene.run("meetings.reschedule")
    settle()
    scene.write("Feb 17")


def _series(scene: Scene) -> None:
    """The list again for what follows; a new meeting that comes again."""
    scene.run("meetings.list")
    scene.run("new.meetings")
    dialog = next(dialog for dialog in scene.window.findChildren(MeetingDialog) if dialog.isVisible())
    dialog.dateEdit.setText("Feb 11")
    dialog.seriesFields.everyBox.setCurrentIndex(1)
    dialog.seriesFields.untilEdit.setText("until June 30")


def _materials(scene: Scene) -> None:
    """Of documents the summary names two examples of waivers; from whom each came, and when, it leaves open."""
    services = scene.context.services
    group = services.meetings.get(scene.meeting_id).group_id
    need = next(row for row in services.data_needs.list() if "waivers" in row.need)
    with services.store.operation(_("Add materials")):
        for utility in ("Tucson Electric Power", "Xcel Energy (Colorado)"):
            made = services.materials.add(f"Example liability waiver, {utility}", group_id=group)
            services.materials.cite(made, Cites.DATA_NEED, need.id)
        shown = exchange(services, group)
    scene.context.navigator.go(Place("materials", shown))
    settle()


def _topics(scene: Scene) -> None:
    """What was typed while the liability waiver was at hand: a line of its own, below all others."""
    _fold_to_discussion(scene)
    last = scene.context.services.notes.outline(scene.meeting_id).load()[-1]
    scene.context.navigator.go(Place("meeting", scene.meeting_id, last.id))
    scene.write("\n\nThe Advocate asked whether the installer signs the waiver too.")
    settle()
    scene.window.flush()
    scene.run("meeting.topics")
    settle()
    dialog = next(dialog for dialog in scene.window.findChildren(TopicsDialog) if dialog.isVisible())
    row = next(row for row in dialog.topics.rows if row.title == "Liability waiver")
    dialog.topicsTable.setCurrentIndex(dialog.topics.index_of(row.id))


def _later_today(scene: Scene) -> None:
    """Twelve days later, when much is due."""
    hurry(scene.context.services, scene.context.scope.group_id)
    clock = scene.context.services.store.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(days=12)
    scene.go("meetings")
    _today(scene)


def _positions(scene: Scene) -> None:
    proposal = propose(scene.context.services, scene.context.scope.group_id)
    scene.context.navigator.go(Place("positions", proposal))
    settle()


def _roll_call(scene: Scene) -> None:
    _positions(scene)
    scene.run("positions.roll-call")
    settle()
    scene.write("SLO-")


def _owed(scene: Scene) -> None:
    scene.run("file.owed")
    dialog = scene.window.findChild(OwedDialog)
    assert dialog is not None
    for _wait in range(_PATIENCE):
        settle()
        if dialog.shown_party:
            break
    dialog.show_party(scene.context.services.parties.find("UI").id)


def _asking(scene: Scene) -> None:
    scene.go("needs")
    scene.run("needs.answered")
    settle()
    scene.run("needs.ask")


SHOTS = (
    Shot("first-start", _first_start, alone=True),
    Shot("first-start-questions", _first_questions, alone=True),
    Shot("first-start-vanished", _vanished, alone=True),
    Shot("today", _today),
    Shot("meetings", lambda scene: scene.go("meetings")),
    Shot("meetings-month", _month),
    Shot("reschedule", _reschedule),
    Shot("series", _series),
    Shot("new-meeting", lambda scene: scene.run("new.meetings")),
    Shot("change-meeting", lambda scene: scene.run("meetings.change")),
    Shot("meeting", lambda scene: scene.go("meeting")),
    Shot("meeting-unfolded", _unfolded),
    *AGENDA_SHOTS,
    Shot("attendance", lambda scene: scene.run("meeting.attendance")),
    Shot("export", lambda scene: scene.run("meeting.export")),
    Shot("history", lambda scene: scene.run("edit.history")),
    Shot("forget", _forget),
    Shot("words", lambda scene: scene.run("edit.words")),
    Shot("recap", lambda scene: scene.go("recap")),
    Shot("recap-larger", _larger_recap),
    *INVITATION_SHOTS,
    *SERIES_SHOTS,
    Shot("actions", lambda scene: scene.go("actions")),
    Shot("actions-left", _left),
    Shot("needs", lambda scene: scene.go("needs")),
    Shot("needs-asking", _asking),
    Shot("materials", _materials),
    Shot("orders", lambda scene: scene.go("orders")),
    Shot("orders-planned", _planned),
    Shot("plan-back", lambda scene: scene.run("orders.plan")),
    Shot("order-moves", _order_moves),
    Shot("owed", _owed),
    Shot("positions", _positions),
    Shot("roll-call", _roll_call),
    Shot("people", _people),
    Shot("people-merge", _merge),
    Shot("help", lambda scene: scene.run("help.topics")),
    Shot("keys", lambda scene: scene.run("help.keys")),
    Shot("about", lambda scene: scene.run("help.about")),
    Shot("crash", _crash),
    *FORM_SHOTS,
    Shot("people-organisations", _organisations),
    Shot("people-classes", _classes),
    Shot("meeting-typing", _typing),
    Shot("meeting-completing", _completing),
    Shot("topics", _topics),
    Shot("find", _find),
    Shot("anything", lambda scene: scene.run("go.find")),
    Shot("anything-found", _anything_found),
    Shot("meetings-deleted", _deleted),
    Shot("today-later", _later_today),
)
