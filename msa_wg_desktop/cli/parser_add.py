"""The options of `add`: one for each field that a new thing may have."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from msa_wg_desktop.cli.reading import Reader, a_level, clock, day, number, within
from msa_wg_desktop.domain.series import MOST, Every

Make = Callable[[str], ArgumentParser]
Reads = Callable[[Reader], Callable[[str], Any]]


def add_options(make: Make, reads: Reads) -> None:
    """Gives each kind its own options."""
    _add_places(make, reads)
    _add_work(make, reads)
    _add_orders(make, reads)
    _add_parties(make, reads)


def _words(parser: ArgumentParser, *names: str) -> None:
    for name in names:
        parser.add_argument(f"--{name}")


def _several(parser: ArgumentParser, *names: str) -> None:
    for name in names:
        parser.add_argument(f"--{name}", nargs="+", action="extend", default=[])


def _days(parser: ArgumentParser, reads: Reads, *names: str) -> None:
    for name in names:
        parser.add_argument(f"--{name}", type=reads(day), metavar="DATE")


def _add_places(make: Make, reads: Reads) -> None:
    group = make("group")
    group.add_argument("path", metavar="PATH")
    _words(group, "short", "heading", "summary-title", "time-zone", "state")
    meeting = make("meeting")
    _words(meeting, "group", "title", "time-zone", "url", "location")
    _days(meeting, reads, "date")
    for name in ("start", "end"):
        meeting.add_argument(f"--{name}", type=reads(clock), metavar="TIME")
    meeting.add_argument("--kind", dest="sort", choices=("meeting", "webinar"), default="meeting")
    meeting.add_argument("--every", choices=tuple(Every))
    _days(meeting, reads, "until")
    meeting.add_argument("--count", type=reads(within(2, MOST)), metavar="N")
    meeting.add_argument("--skip-holidays", action="store_true")
    section = make("section")
    section.add_argument("heading")
    section.add_argument("--meeting", required=True, metavar="M")
    _words(section, "text")
    topic = make("topic")
    topic.add_argument("title")
    topic.add_argument("--group", required=True)
    topic.add_argument("--state", choices=("open", "standing", "parked", "closed"), default="open")
    agenda = make("agenda")
    agenda.add_argument("title")
    agenda.add_argument("--meeting", required=True, metavar="M")
    agenda.add_argument("--minutes", type=reads(number))
    _words(agenda, "presenter", "order")
    note = make("note")
    note.add_argument("text")
    note.add_argument("--meeting", required=True, metavar="M")
    note.add_argument("--level", type=reads(a_level), default=0)
    _words(note, "after")


def _add_work(make: Make, reads: Reads) -> None:
    action = make("action")
    action.add_argument("what")
    _several(action, "owner", "order")
    _days(action, reads, "due")
    need = make("data-need")
    need.add_argument("need")
    _several(need, "party", "order")
    _words(need, "response", "status", "follows")
    _days(need, reads, "due", "identified-on")
    agreement = make("agreement")
    agreement.add_argument("text")
    _words(agreement, "basis")
    _several(agreement, "party", "order")
    question = make("question")
    question.add_argument("text")
    _words(question, "asked-by")
    _several(question, "order")
    position = make("position")
    position.add_argument("party")
    _words(position, "stand", "topic", "text", "version", "signed-by")
    _several(position, "order")
    _days(position, reads, "date")
    for parser in (action, need, agreement, question, position):
        _words(parser, "meeting", "group")
    proposal = make("proposal")
    proposal.add_argument("title")
    _words(proposal, "text", "number", "sponsor", "group")
    _days(proposal, reads, "date")
    version = make("version")
    version.add_argument("proposal")
    version.add_argument("--text", required=True)
    _days(version, reads, "date")
    material = make("material")
    material.add_argument("title")
    material.add_argument("--from", dest="sender")
    _words(material, "version", "location", "group")
    _days(material, reads, "date")
    material.add_argument("--confidential", action="store_true")
    material.add_argument("--file", metavar="FILE")
    material.add_argument("--keep", action="store_true")
    material.add_argument("--newer-than", metavar="ID")


def _add_orders(make: Make, reads: Reads) -> None:
    docket = make("docket")
    docket.add_argument("number")
    _words(docket, "title", "agency")
    decision = make("decision")
    decision.add_argument("docket")
    _words(decision, "title")
    _days(decision, reads, "date")
    order = make("order")
    order.add_argument("number")
    order.add_argument("--decision", required=True, help="24-08-02, or 24-08-02 2024-10-16")
    _words(order, "intro", "closing", "also-filed-in")
    _several(order, "files", "consulted")
    _days(order, reads, "due")
    item = make("order-item")
    item.add_argument("number")
    item.add_argument("text")
    item.add_argument("--order", required=True)
    _words(item, "part-of")
    _several(item, "files", "consulted")
    deadline = make("deadline")
    deadline.add_argument("title")
    _days(deadline, reads, "date")
    _words(deadline, "order", "group", "depends-on")
    deadline.add_argument("--kind", dest="sort", choices=("ordered", "set"), default="set")
    deadline.add_argument("--lead-days", type=reads(number))
    step = make("plan-step")
    step.add_argument("title")
    step.add_argument("--order", required=True)
    step.add_argument("--lead-days", type=reads(number), help="business days that it takes")
    _words(step, "before", "party", "action", "deadline")


def _add_parties(make: Make, reads: Reads) -> None:
    person = make("person")
    person.add_argument("name")
    _words(person, "organisation", "code", "mail")
    organisation = make("organisation")
    organisation.add_argument("name")
    _words(organisation, "short")
    organisation.add_argument("--class", dest="party_class", nargs="+", action="extend", default=[])
    party_class = make("party-class")
    party_class.add_argument("name")
    seat = make("seat")
    seat.add_argument("party")
    seat.add_argument("--group", required=True)
    roles = ("representative", "alternate", "observer", "staff", "facilitator")
    seat.add_argument("--role", choices=roles, default=roles[0])
    word = make("word")
    word.add_argument("term")
    word.add_argument("--group", required=True)
    word.add_argument("--expansion")
    membership = make("membership")
    membership.add_argument("member")
    membership.add_argument("--class", dest="party_class", required=True)
    for spanned in (seat, membership):
        _days(spanned, reads, "since", "until")
    _several(party_class, "member")
