"""What the tour shows of forms: each dialog in which something is made or changed, opened as a user would."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTableView

from msa_wg_desktop.gui.dialogs.attendance_list_dialog import AttendanceListDialog
from msa_wg_desktop.gui.dialogs.people_list_dialog import PeopleListDialog
from msa_wg_desktop.tour.scene import Scene, Shot, settle


def _form(page: str, command: str) -> Callable[[Scene], None]:
    """A command of a page, or of the window where no page is named."""

    def pose(scene: Scene) -> None:
        if page:
            scene.go(page)
        scene.run(command)

    return pose


def _people_list(scene: Scene) -> None:
    scene.go("people")
    scene.run("people.list")
    settle()
    dialog = scene.window.findChild(PeopleListDialog)
    assert dialog is not None
    dialog.listEdit.setPlainText(
        "Jane Roe <jane@example.com>; John Roe (Acme Solar) <john@example.com>; Ann Lee al; to be confirmed"
    )


def _attendance_list(scene: Scene) -> None:
    scene.go("meeting")
    scene.run("meeting.attendance-list")
    settle()
    dialog = scene.window.findChild(AttendanceListDialog)
    assert dialog is not None
    rows = ("Eversource: Patrick Fam, Carl Nowiszewski", "Excused:", "Jordan Graham (Tesla)")
    dialog.listEdit.setPlainText("\n".join((*rows, "Jane Roe (Acme Solar), present", "Somebody Else")))


def _stand(scene: Scene) -> None:
    """What the first party says of the first version."""
    scene.go("positions")
    table = scene.window.page.findChild(QTableView, "standsTable") if scene.window.page is not None else None
    assert isinstance(table, QTableView)
    table.setCurrentIndex(table.model().index(0, 1))
    scene.run("positions.stand")


FORM_SHOTS = (
    Shot("deadline", _form("orders", "new.orders")),
    Shot("order-item", _form("orders", "orders.part")),
    Shot("new-material", _form("materials", "new.materials")),
    Shot("proposal", _form("positions", "positions.version")),
    Shot("stand", _stand),
    Shot("group", _form("", "edit.group")),
    Shot("attendance-list", _attendance_list),
    Shot("people-list", _people_list),
    Shot("people-move", _form("people", "people.move")),
)
