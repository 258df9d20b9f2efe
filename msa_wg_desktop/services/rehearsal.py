"""The questions that pages begin with, asked once beforehand: for the first of a kind the words have yet to be found.

SQLAlchemy takes some milliseconds to put a question into SQL, and none when the same is asked again of something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from msa_wg_desktop.domain.materials import MaterialFilter
from msa_wg_desktop.domain.work_list import WorkOrder, WorkSort
from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.services.container import Services

_NOBODYS = ("",)
"""No group: the answers of a large record would take longer than the questions."""


def rehearse(services: Services, group_id: str) -> Iterator[object]:
    """Each step asks one question; nothing is made of the answers."""
    yield from _actions(services, services.groups.family(group_id))
    yield from _needs(services)
    yield from _others(services)
    yield from _meetings(services)
    yield from _names(services, group_id)
    for kind in ("action", "data_need", "party", "material"):
        yield services.history.rehearse(kind)


def _actions(services: Services, family: tuple[str, ...]) -> Iterator[object]:
    wanted = WorkView().wanted(group_ids=family, today=services.store.clock.today(), me="")
    yield (found := services.action_list.begin(wanted, WorkOrder(), limit=1)[1] if family else ())
    yield services.action_list.sums(_NOBODYS)
    yield (lines := services.action_list.lines(found))
    for line in lines.values():
        yield services.action_list.labels([line.note_id] if line.note_id else [])
        yield services.actions.get(line.id)


def _needs(services: Services) -> Iterator[object]:
    view = WorkView(status="", order=WorkOrder(sort=WorkSort.SOURCE))
    wanted = view.wanted(group_ids=_NOBODYS, today=services.store.clock.today(), me="")
    yield services.need_list.begin(wanted, view.order)
    yield services.need_list.sums(_NOBODYS)
    yield services.need_list.lines(_NOBODYS)
    yield services.materials.cited_in("")


def _names(services: Services, group_id: str) -> Iterator[object]:
    """Whom a line may name: of thousands it takes longer to find by what each is called than a key may wait."""
    if group_id in services.groups.family(group_id):
        yield (parties := services.known.of_group(group_id).known.parties)
        yield parties.begun_by
        yield parties.folded_codes
        yield parties.folded_people
        yield parties.first_names


def _meetings(services: Services) -> Iterator[object]:
    yield services.meetings.overview(_NOBODYS).of(())
    yield services.waiting_invitations.list(_NOBODYS)
    yield (newest := services.meetings.list()[:1])
    for meeting in newest:
        yield services.sections.list(meeting.id)
        yield services.running.state(meeting.id)
        yield services.attendance.list(meeting.id)
        yield services.exports.list(meeting.id)
        yield services.captures.of_meeting(meeting.id)
        yield services.notes.outline(meeting.id).rows(_NOBODYS)
    yield services.needs_table.rows("")
    yield services.carry_over.begin("", limit=1)
    yield services.orders.names()


def _others(services: Services) -> Iterator[object]:
    yield (people := services.parties.book().people[:1])
    for person in people:
        yield services.party_files.people([person.id], _NOBODYS)
        yield services.party_files.seats(person.id)
    yield services.stands.frame(_NOBODYS)
    yield services.stands.cells(_NOBODYS, _NOBODYS)
    yield services.materials.order(MaterialFilter(group_ids=_NOBODYS))
    yield services.materials.some(_NOBODYS)
    yield services.orders.list()
