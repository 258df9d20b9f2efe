"""Neutral parties with proposals and stands for the pictures: the sample holds only what the real summary says."""

from __future__ import annotations

from datetime import date

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.proposals import ProposalStatus
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.services.container import Services

_JAN_14, _FEB_6 = date(2025, 1, 14), date(2025, 2, 6)
_PARTIES = ("Utility A", "Utility B", "Vendor A", "Vendor B", "Advocate")
_STANDS = {"S": "support", "L": "can live with", "O": "oppose", "N": "no position", "R": "reviewing"}
_MARKS = {"-": Mark.SILENT, "0": Mark.ABSENT, "Q": Mark.NOT_ASKED}
_WHY = {
    "Vendor A": "The installer is named; the customer still signs for too much.",
    "Vendor B": "Counsel has not seen this text.",
}
# Number, title, status, and for each version its day, its text and what the five answered.
_PROPOSALS = (
    (
        "P-7",
        "Liability waiver names the installer",
        ProposalStatus.OPEN,
        (
            (_JAN_14, "The liability waiver names the customer only, who signs it before the installation.", "SSOO-"),
            (_FEB_6, "The liability waiver names the customer and the installer, who both sign it.", "SSLNQ"),
        ),
    ),
    (
        "P-9",
        "Ring-type sockets are excluded",
        ProposalStatus.OPEN,
        ((_JAN_14, "No MSA on a ring-type socket.", "SSLO0"),),
    ),
    ("P-11", "Meters may be tested onsite", ProposalStatus.OPEN, ((_FEB_6, "A meter may be tested onsite.", "RRSSS"),)),
    (
        "P-12",
        "Training before first installation",
        ProposalStatus.CONSENSUS,
        ((_JAN_14, "Installers are trained before their first installation.", "SSSSS"),),
    ),
)


def propose(services: Services, group_id: str) -> str:
    """Seats, proposals and roll calls, once; gives the proposal to look at."""
    found = services.proposals.list(group_id=group_id)
    if found:
        return found[0].id
    for name in _PARTIES:
        services.groups.add_seat(group_id, services.parties.add_organisation(name).id)
    chair = services.parties.add_organisation("Chair").id
    services.groups.add_seat(group_id, chair, role=SeatRole.FACILITATOR)
    for number, title, status, versions in _PROPOSALS:
        made = services.proposals.add(title, number=number, sponsor="Utility A", group_id=group_id)
        for day, text, answers in versions:
            version = services.proposals.add_version(made, text, dated=day)
            given = [_answer(name, key, number) for name, key in zip(_PARTIES, answers, strict=True)]
            services.roll_calls.take(version, given, signed_by=chair, called_on=day)
        services.proposals.edit(made, {"status": status, "decided_on": _FEB_6})
    return services.proposals.list(group_id=group_id)[0].id


def _answer(name: str, key: str, number: str) -> Answer:
    mark, why = _MARKS.get(key), _WHY.get(name, "") if number == "P-7" and key in "LN" else ""
    return Answer(name, mark) if mark else Answer(name, _STANDS[key], why)
