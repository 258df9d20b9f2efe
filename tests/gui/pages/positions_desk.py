"""A group with seats and two proposals, for tests of the page and its dialogs; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.context import Context

JAN_14, FEB_6 = date(2025, 1, 14), date(2025, 2, 6)


@dataclass(frozen=True)
class Desk:
    """Ids by the names that the tests use."""

    context: Context
    group: str
    january: str
    meeting: str
    waiver: str
    first: str
    second: str
    training: str

    def party(self, name: str) -> str:
        return self.context.services.parties.find(name).id


def make_desk(context: Context) -> Desk:
    services = context.services
    group = services.groups.add("IX WG / MSA", short="MSA").id
    for name in ("Utility A", "Vendor A", "Vendor B"):
        services.groups.add_seat(group, services.parties.add_organisation(name).id)
    services.parties.add_organisation("Chair Office", "Chair")
    services.groups.add_seat(group, services.parties.add_person("Casey Moore", "Chair").id, role=SeatRole.FACILITATOR)
    services.parties.add_person("Ana Reyes", "Vendor A")
    january = services.meetings.add(group, MeetingDraft("MSA meeting", JAN_14, time(11), time(12)))
    meeting = services.meetings.add(group, MeetingDraft("MSA meeting", FEB_6, time(11), time(12)))
    services.notes.capture_lines(
        meeting, "POSITION: Vendor A support the waiver\nThe waiver was read out\n[off] Not here"
    )
    waiver = services.proposals.add("Liability waiver", text="The customer signs", sponsor="Utility A", dated=JAN_14)
    second = services.proposals.add_version(waiver, "The customer and the installer sign", dated=FEB_6)
    first = services.proposals.get(waiver).versions[0].id
    training = services.proposals.add("Training", text="Installers are trained", dated=JAN_14)
    services.positions.add("Vendor B", "oppose", version_id=first, stated_on=JAN_14, signed_by="Casey Moore")
    context.scope.choose(group)
    return Desk(context, group, january, meeting, waiver, first, second, training)
