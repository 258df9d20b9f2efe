"""Pages and dialogs, walked widget by widget: what takes the focus has a name, no label guesses at rich text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.dialogs.agenda_dialog import AgendaDialog
from msa_wg_desktop.gui.dialogs.attendance_dialog import AttendanceDialog
from msa_wg_desktop.gui.dialogs.export_dialog import ExportDialog
from msa_wg_desktop.gui.dialogs.help_dialog import HelpDialog
from msa_wg_desktop.gui.dialogs.mail_account_dialog import MailAccountDialog
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from msa_wg_desktop.gui.dialogs.owed_dialog import OwedDialog
from msa_wg_desktop.gui.dialogs.share_window import ShareWindow
from msa_wg_desktop.gui.dialogs.topics_dialog import TopicsDialog
from msa_wg_desktop.gui.pages.invitation_page import InvitationPage
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.gui.pages.meetings_page import MeetingsPage
from msa_wg_desktop.gui.pages.positions_page import PositionsPage
from msa_wg_desktop.gui.pages.recap_page import RecapPage
from msa_wg_desktop.services.mailing import Mailing
from msa_wg_desktop.services.sample import load_sample
from tests.prepared import prepared


@pytest.fixture
def meeting_id(context: Context) -> str:
    return prepared(context.services, load_sample)


def shown_at(page: Page, meeting_id: str, name: str) -> QWidget:
    page.restore(Place(name, meeting_id))
    return page


def shared(context: Context, meeting_id: str) -> QWidget:
    window = ShareWindow(context, QWidget())
    window.show_meeting(meeting_id)
    return window


VIEWS: dict[str, Callable[[Context, str], QWidget]] = {
    "meetings": lambda context, _meeting: MeetingsPage(context),
    "meeting": lambda context, meeting: shown_at(MeetingPage(context), meeting, "meeting"),
    "recap": lambda context, meeting: shown_at(RecapPage(context), meeting, "recap"),
    "invitation": lambda context, meeting: shown_at(InvitationPage(context), meeting, "invitation"),
    "mail account": lambda context, _meeting: MailAccountDialog(context, Mailing(context.settings)),
    "attendance": AttendanceDialog,
    "agenda": AgendaDialog,
    "topics": lambda context, meeting: TopicsDialog(context, context.services.meetings.get(meeting).group_id),
    "share view": shared,
    "export": ExportDialog,
    "meeting's own data": lambda context, meeting: MeetingDialog(
        context, group_id=context.services.meetings.get(meeting).group_id, meeting_id=meeting
    ),
    "positions": lambda context, _meeting: PositionsPage(context),
    "help": lambda context, _meeting: HelpDialog(context),
    "what each owes": lambda context, _meeting: OwedDialog(context),
}


@pytest.mark.parametrize("name", VIEWS)
def test_whatever_takes_the_focus_has_a_name_and_words_are_plain(context, meeting_id, qtbot, name):
    view = VIEWS[name](context, meeting_id)
    qtbot.addWidget(view)
    view.resize(1155, 700)
    with qtbot.waitExposed(view):
        view.show()
    widgets = [widget for widget in view.findChildren(QWidget) if widget.isVisible()]
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {_above(widget)}"
        for widget in widgets
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea) and not _name(widget)
    ]
    guessing = [
        f"{label.objectName()} {label.text()[:40]!r}"
        for label in widgets
        if isinstance(label, QLabel) and label.textFormat() == Qt.TextFormat.AutoText and label.text()
    ]
    assert nameless == []
    assert guessing == []


def _name(widget: QWidget) -> str:
    """What a screen reader says: its name, its own words, or those of the label beside it."""
    own = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    labels = widget.window().findChildren(QLabel)
    return own or next((label.text() for label in labels if label.buddy() is widget), "")


def _above(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(parent).__name__} {parent.objectName()}" if parent is not None else ""
