"""Neutral parties with what they propose, send and owe, for the pictures: the sample holds only what was said."""

from __future__ import annotations

from datetime import date

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.proposals import ProposalStatus
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.services.container import Services

_JAN_14, _FEB_6 = date(2025, 1, 14), date(2025, 2, 6)
_ACME = "Acme Solar"
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


def introduce(services: Services, group_id: str) -> str:
    """Somebody with a seat, whose name was typed a second time in haste; gives the one to settle."""
    propose(services, group_id)
    parties = services.parties
    parties.add_organisation(_ACME)
    known = parties.add_person("Jane Doe", _ACME, code="jd", mail="jane.doe@acme.example")
    services.groups.add_seat(group_id, known.id)
    for name, code, utility in (("John Roe", "jr", "Utility A"), ("Mary Major", "mm", "Advocate")):
        seated = parties.add_person(name, utility, code=code, mail=f"{code}@{utility[0].lower()}.example")
        services.groups.add_seat(group_id, seated.id, role=SeatRole.ALTERNATE)
    return parties.add_person("J. Doe", _ACME, code="d", provisional=True).id


def exchange(services: Services, group_id: str) -> str:
    """Documents from invented senders, one of them in two versions; gives the newest."""
    vendor = services.parties.add_organisation("Vendor C").name
    first = services.materials.add(
        "Socket adapter, installation manual",
        sender=vendor,
        received_on=_JAN_14,
        version="Rev. A",
        location="https://vendor-c.example/manual-a.pdf",
        group_id=group_id,
    )
    services.materials.add(
        "Field failures by year",
        sender=vendor,
        received_on=_FEB_6,
        confidential=True,
        location="failures.xlsx",
        group_id=group_id,
    )
    return services.materials.add(
        "Socket adapter, installation manual",
        sender=vendor,
        received_on=_FEB_6,
        version="Rev. B",
        location="https://vendor-c.example/manual-b.pdf",
        supersedes=first,
        group_id=group_id,
    )


def hurry(services: Services, group_id: str) -> None:
    """Actions and a deadline of invented parties that are late, or soon due, on February 18."""
    propose(services, group_id)
    for what, owner, due in (
        ("Share the draft waiver", "Utility A", date(2025, 2, 14)),
        ("Comment on the draft waiver", "Vendor A", date(2025, 2, 20)),
        ("Send counts of ring-type sockets", "Utility A", date(2025, 2, 21)),
        ("Answer on customer contact", "Vendor B", date(2025, 2, 18)),
    ):
        services.actions.add(what, owners=[owner], due=due, group_id=group_id)
    services.deadlines.add("Draft to the State Building Inspector", date(2025, 2, 24), group_id=group_id)


def _answer(name: str, key: str, number: str) -> Answer:
    mark, why = _MARKS.get(key), _WHY.get(name, "") if number == "P-7" and key in "LN" else ""
    return Answer(name, mark) if mark else Answer(name, _STANDS[key], why)
