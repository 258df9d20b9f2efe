"""The pages of the window, in the order of the side bar; each is imported when first shown, or when all is quiet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.idle import loading
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Count, New, Page, PageSpec
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.services.container import Services


_OURS = "msa_wg_desktop"
_SERVICES = (
    *("meeting_series", "meeting_counts", "note_topics", "notes", "sections", "carry_over", "attendance", "agenda"),
    *("comebacks", "running", "actions", "data_needs", "materials", "positions", "stands", "proposal_lines", "finals"),
    *("party_merge", "affiliations", "memberships", "party_files", "new_names", "recap", "answer_sheets"),
)
"""Which of them pages ask for as they are first shown."""


def page_specs(services: Services) -> tuple[PageSpec, ...]:
    """The pages that exist, as the side bar lists them. Their modules are imported when they are first shown."""

    def to_come(group_id: str) -> int:
        return services.meetings.ahead(services.groups.family(group_id))

    def still_open(group_id: str) -> int:
        return services.action_list.count_open(services.groups.family(group_id))

    def undecided(group_id: str) -> int:
        return services.proposals.count_open(services.groups.family(group_id))

    def still_asked(group_id: str) -> int:
        return services.need_list.count_open(services.groups.family(group_id))

    count, new = Count({"meeting", "working_group"}, to_come), New(_("New &meeting"), _new_meeting)
    owed, new_action = Count({"action", "working_group"}, still_open), New(_("New &action"), _new_action)
    due_soon = Count(
        {"commission_order", "deadline", "order_item"},
        lambda _group_id: services.orders.count_due_soon(),
        {"date", "due", "kind", "parent_id", "readiness", "status"},
    )
    new_deadline = New(_("New deadl&ine…"), _new_deadline)

    asked = Count({"data_need", "data_need_party", "working_group"}, still_asked)
    new_need = New(_("New data nee&d"), _new_need)
    new_material = New(_("New &document…"), _new_material)
    proposed, new_proposal = Count({"proposal", "working_group"}, undecided), New(_("New &proposal"), _new_proposal)
    unsettled = Count({"party"}, lambda _group_id: services.parties.count_provisional())
    new_person = New(_("New &person"), _new_person)
    return (
        PageSpec("today", _("Today"), "house", _make_today_page),
        PageSpec("meetings", _("Meetings"), "calendar", _make_meetings_page, count=count, new=new),
        PageSpec("meeting", _("Meeting"), "calendar", _make_meeting_page, under="meetings"),
        PageSpec("recap", _("Recap"), "list-checks", _make_recap_page, under="meetings"),
        PageSpec("invitation", _("Invitation"), "calendar", _make_invitation_page, under="meetings"),
        PageSpec("actions", _("Actions"), "list-checks", _make_actions_page, count=owed, new=new_action),
        PageSpec("needs", _("Data needs"), "clipboard-list", _make_needs_page, count=asked, new=new_need),
        PageSpec("orders", _("Orders & deadlines"), "gavel", _make_orders_page, count=due_soon, new=new_deadline),
        PageSpec("positions", _("Positions"), "scale", _make_positions_page, count=proposed, new=new_proposal),
        PageSpec("people", _("People"), "users", _make_people_page, count=unsettled, new=new_person),
        PageSpec("materials", _("Materials"), "paperclip", _make_materials_page, new=new_material),
    )


def getting_ready(context: Context) -> Iterator[object]:
    """What pages need when they are first shown, in small steps for when nobody does anything."""
    pages = (f"{_OURS}.gui.pages.{spec.id}_page" for spec in page_specs(context.services))
    services = (f"{_OURS}.services.{name}" for name in _SERVICES)
    yield from loading((*pages, *services), package=_OURS)
    # What is wrong with the file is told when somebody asks for something.
    with suppress(AppError):
        from msa_wg_desktop.services.rehearsal import rehearse

        yield from rehearse(context.services, context.scope.group_id)


def _new_meeting(context: Context, window: QWidget) -> None:
    from msa_wg_desktop.gui.pages.meetings_page import new_meeting

    new_meeting(context, window)


def _new_action(context: Context, _window: QWidget) -> None:
    from msa_wg_desktop.gui.widgets.work.work_page import NEW

    context.navigator.go(Place("actions", NEW))


def _new_need(context: Context, _window: QWidget) -> None:
    from msa_wg_desktop.gui.widgets.work.work_page import NEW

    context.navigator.go(Place("needs", NEW))


def _new_material(context: Context, _window: QWidget) -> None:
    from msa_wg_desktop.gui.pages.materials_page import NEW

    context.navigator.go(Place("materials", NEW))


def _make_materials_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.materials_page import MaterialsPage

    return MaterialsPage(context, parent)


def _new_person(context: Context, _window: QWidget) -> None:
    from msa_wg_desktop.gui.pages.people_page import NEW

    context.navigator.go(Place("people", NEW))


def _make_people_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.people_page import PeoplePage

    return PeoplePage(context, parent)


def _make_today_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.today_page import TodayPage

    return TodayPage(context, parent)


def _new_proposal(context: Context, window: QWidget) -> None:
    from msa_wg_desktop.gui.pages.positions_page import new_proposal

    new_proposal(context, window)


def _make_positions_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.positions_page import PositionsPage

    return PositionsPage(context, parent)


def _new_deadline(context: Context, window: QWidget) -> None:
    from msa_wg_desktop.gui.pages.orders_page import new_deadline

    new_deadline(context, window)


def _make_orders_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.orders_page import OrdersPage

    return OrdersPage(context, parent)


def _make_needs_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.needs_page import NeedsPage

    return NeedsPage(context, parent)


def _make_actions_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.actions_page import ActionsPage

    return ActionsPage(context, parent)


def _make_meetings_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.meetings_page import MeetingsPage

    return MeetingsPage(context, parent)


def _make_meeting_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.meeting_page import MeetingPage

    return MeetingPage(context, parent)


def _make_recap_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.recap_page import RecapPage

    return RecapPage(context, parent)


def _make_invitation_page(context: Context, parent: QWidget) -> Page:
    from msa_wg_desktop.gui.pages.invitation_page import InvitationPage

    return InvitationPage(context, parent)
