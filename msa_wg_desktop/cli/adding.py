"""Adding things: one function a kind, each of them one operation."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msa_wg_desktop.cli import agendas, group_words, needs, proposals
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.kinds import KINDS, find
from msa_wg_desktop.cli.kinds_orders import action_of, before_id, deadline_of, item_of
from msa_wg_desktop.cli.reading import WrongUse, names
from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.materials import KeptFile
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.material_files import keep_copy, require_file
from msa_wg_desktop.words import _


def add(desk: Desk, kind: str, args: Namespace) -> str:
    """Adds a thing; gives its id. Groups that had to be made for it are told by the desk."""
    if getattr(args, "group", None) is None:
        return _ADD[kind](desk, args)
    words = _("Add an {kind}") if kind[0] in "aeiou" else _("Add a {kind}")
    with desk.services.store.operation(words.format(kind=kind.replace("-", " "))):
        return _ADD[kind](desk, args)


def _where(desk: Desk, args: Namespace) -> dict[str, Any]:
    """The meeting or the group that a new thing belongs to."""
    if args.meeting:
        return {"meeting_id": desk.meeting(args.meeting).id}
    return {"group_id": desk.ensure_group(args.group)}


def _add_group(desk: Desk, args: Namespace) -> str:
    names = ("short", "heading", "summary_title", "time_zone", "state")
    values = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    row = desk.services.groups.add(args.path, **values)
    return row.id


def _add_meeting(desk: Desk, args: Namespace) -> str:
    group_id = desk.ensure_group(args.group)
    if group_id is None:
        groups = desk.services.groups.list()
        parents = {group.parent_id for group in groups}
        leaves = [group.id for group in groups if group.id not in parents]
        if len(leaves) != 1:
            raise ValidationError(_("Say which group meets, with --group. Nothing was changed."), field="group")
        group_id = leaves[0]
    title = args.title or _("{group} meeting").format(group=desk.services.groups.get(group_id).display)
    draft = MeetingDraft(
        title,
        args.date,
        args.start,
        args.end,
        time_zone=args.time_zone or "",
        kind=MeetingKind(args.sort),
        location=args.location or "",
        url=args.url or "",
    )
    if args.every is None:
        if args.until or args.count or args.skip_holidays:
            raise WrongUse(_("--until, --count and --skip-holidays are said of a series: add --every."))
        return desk.services.meetings.add(group_id, draft)
    return _add_series(desk, group_id, draft, args)


def _add_series(desk: Desk, group_id: str, draft: MeetingDraft, args: Namespace) -> str:
    """Makes a series; gives the id of its first meeting."""
    if draft.date is None:
        raise WrongUse(_("A series needs the --date of its first meeting."))
    rule = make_rule(Every(args.every), draft.date, until=args.until, count=args.count)
    series = desk.services.meeting_series
    days = series.plan(group_id, rule, draft.date) if args.skip_holidays else ()
    return series.add(group_id, draft, rule, skip={found.day for found in days if found.holiday})[0]


def _add_section(desk: Desk, args: Namespace) -> str:
    return desk.services.sections.add(desk.meeting(args.meeting).id, args.heading, text=args.text or "")


def _add_note(desk: Desk, args: Namespace) -> str:
    after = find(desk, KINDS["note"], args.after).id if args.after else None
    meeting_id = desk.meeting(args.meeting).id
    return desk.services.note_lines.add(meeting_id, args.text, after=after, level=args.level)


def _add_action(desk: Desk, args: Namespace) -> str:
    return desk.services.actions.add(
        args.what, owners=args.owner, due=args.due, order_items=args.order, **_where(desk, args)
    )


def _add_data_need(desk: Desk, args: Namespace) -> str:
    return desk.services.data_needs.add(
        args.need,
        parties=args.party,
        due=args.due,
        response=args.response or "",
        identified_on=args.identified_on,
        status=args.status or "",
        follows_id=needs.find_need(desk, args.follows) if args.follows else None,
        order_items=args.order,
        **_where(desk, args),
    )


def _add_docket(desk: Desk, args: Namespace) -> str:
    return desk.services.orders.add_docket(args.number, title=args.title or "", agency=args.agency or "")


def _add_decision(desk: Desk, args: Namespace) -> str:
    return desk.services.orders.add_decision(args.docket, decided_on=args.date, title=args.title or "")


def _add_order(desk: Desk, args: Namespace) -> str:
    return desk.services.orders.add(
        args.decision,
        args.number,
        due=args.due,
        intro=args.intro or "",
        closing=args.closing or "",
        also_filed_in=args.also_filed_in or "",
        files=args.files,
        consulted=args.consulted,
    )


def _add_order_item(desk: Desk, args: Namespace) -> str:
    parent = item_of(desk, args.part_of).id if args.part_of else None
    return desk.services.orders.add_item(
        args.order, args.number, args.text, parent_id=parent, files=args.files, consulted=args.consulted
    )


def _add_deadline(desk: Desk, args: Namespace) -> str:
    before = deadline_of(desk, args.depends_on).id if args.depends_on else None
    return desk.services.deadlines.add(
        args.title,
        args.date,
        kind=args.sort,
        order=args.order,
        group_id=desk.ensure_group(args.group),
        depends_on_id=before,
        lead_days=args.lead_days,
    )


def _add_step(desk: Desk, args: Namespace) -> str:
    order_id, _item = desk.services.orders.require(args.order)
    return desk.services.plans.add_step(
        order_id,
        args.title,
        lead_days=args.lead_days,
        before=before_id(desk, args.before) if args.before else "",
        party=args.party or "",
        action_id=action_of(desk, args.action or ""),
        deadline_id=deadline_of(desk, args.deadline).id if args.deadline else None,
    )


def _add_agreement(desk: Desk, args: Namespace) -> str:
    basis = {"basis": args.basis} if args.basis else {}
    return desk.services.agreements.add(
        args.text, parties=args.party, order_items=args.order, **basis, **_where(desk, args)
    )


def _add_question(desk: Desk, args: Namespace) -> str:
    return desk.services.questions.add(args.text, asked_by=args.asked_by, order_items=args.order, **_where(desk, args))


def _add_position(desk: Desk, args: Namespace) -> str:
    return desk.services.positions.add(
        names(args.party) if desk.book.named(args.party) == () else args.party,
        args.stand or "",
        topic=args.topic or "",
        text=args.text or "",
        stated_on=args.date,
        order_items=args.order,
        **{**_where(desk, args), **proposals.position_on(desk, args)},
    )


def _add_proposal(desk: Desk, args: Namespace) -> str:
    return desk.services.proposals.add(
        args.title,
        text=args.text or "",
        number=args.number or "",
        sponsor=args.sponsor,
        dated=args.date,
        group_id=desk.ensure_group(args.group),
    )


def _add_material(desk: Desk, args: Namespace) -> str:
    if args.file and args.location:
        raise WrongUse(_("Give either --file or --location."))
    if args.keep and not args.file:
        raise WrongUse(_("--keep is said of a --file."))
    earlier = find(desk, KINDS["material"], args.newer_than).id if args.newer_than else None
    file = Path(args.file).absolute() if args.file else None
    if file is not None:
        require_file(file)
    return desk.services.materials.add(
        args.title,
        sender=args.sender,
        received_on=args.date,
        version=args.version or "",
        confidential=args.confidential,
        location=str(file) if file is not None else args.location or "",
        kept=_kept(desk, file) if file is not None and args.keep else None,
        supersedes=earlier,
        group_id=desk.ensure_group(args.group),
    )


def _kept(desk: Desk, file: Path) -> KeptFile:
    folder = desk.services.material_files.folder
    if folder is None:
        raise ValidationError(_("This record is no file, so nothing can be kept beside it. Leave --keep out."))
    return keep_copy(file, folder)


def _add_person(desk: Desk, args: Namespace) -> str:
    row = desk.services.parties.add_person(
        args.name, args.organisation or "", code=args.code or "", mail=args.mail or ""
    )
    return row.id


def _add_organisation(desk: Desk, args: Namespace) -> str:
    return desk.services.parties.add_organisation(args.name, args.short or "", classes=args.party_class).id


def _add_seat(desk: Desk, args: Namespace) -> str:
    group_id = str(desk.ensure_group(args.group))
    role = SeatRole(args.role)
    return desk.services.groups.add_seat(group_id, args.party, role=role, since=args.since, until=args.until).id


def _add_membership(desk: Desk, args: Namespace) -> str:
    row = desk.services.memberships.add(args.party_class, args.member, since=args.since, until=args.until)
    return row.id


def _add_party_class(desk: Desk, args: Namespace) -> str:
    return desk.services.parties.add_class(args.name, args.member).id


_ADD: Mapping[str, Callable[[Desk, Namespace], str]] = {
    "group": _add_group,
    "meeting": _add_meeting,
    "section": _add_section,
    "agenda": agendas.add_agenda,
    "topic": agendas.add_topic,
    "note": _add_note,
    "action": _add_action,
    "data-need": _add_data_need,
    "docket": _add_docket,
    "decision": _add_decision,
    "order": _add_order,
    "order-item": _add_order_item,
    "deadline": _add_deadline,
    "plan-step": _add_step,
    "agreement": _add_agreement,
    "question": _add_question,
    "position": _add_position,
    "proposal": _add_proposal,
    "version": proposals.add_version,
    "material": _add_material,
    "person": _add_person,
    "organisation": _add_organisation,
    "party-class": _add_party_class,
    "seat": _add_seat,
    "word": group_words.add_word,
    "membership": _add_membership,
}
