"""The commands about who is who: two that are one, somebody who moves, and a list of people from a mail."""

from __future__ import annotations

from argparse import Namespace

from msa_wg_desktop.cli import as_json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import SOMETHING_TO_LOOK_AT, Result, details, table
from msa_wg_desktop.cli.writing_commands import text_of
from msa_wg_desktop.domain.exports import finals_words
from msa_wg_desktop.domain.people_lines import Finding
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.services.user_settings import ME, usual
from msa_wg_desktop.words import _, ngettext


def merge(desk: Desk, args: Namespace) -> Result:
    """Makes one party of two; with `--preview` it is only said what would follow."""
    parties = desk.services.parties
    vanishing, kept = desk.party(args.who), desk.party(args.into)
    plan = parties.merge_plan(vanishing, kept)
    value = {"vanishing": plan.vanishing, "kept": plan.kept, "lines": plan.lines, "follows": list(plan.follows)}
    value |= {"remarks": list(plan.remarks), "merged": not args.preview}
    if not args.preview:
        parties.merge(vanishing, kept)
    return Result(value, details(value), news=not args.preview)


def move(desk: Desk, args: Namespace) -> Result:
    """Says that a person belongs to another organisation from a day on."""
    affiliations, since = desk.services.affiliations, args.since or desk.today
    plan = affiliations.plan(args.person, args.to, since)
    value = {"person": plan.person, "former": plan.former, "organisation": plan.organisation}
    value |= {"since": as_json.iso(plan.since), "kept_lines": plan.kept_lines, "changed_lines": plan.changed_lines}
    value |= {"remarks": [finals_words(plan.finals)] if plan.finals else []}
    if not args.preview:
        affiliations.move(args.person, args.to, since)
    return Result({**value, "moved": not args.preview}, details(value), news=not args.preview)


def people(desk: Desk, args: Namespace) -> Result:
    """Adds the people of a list as mail programs write it, in one step; what can't be taken is said."""
    found = desk.services.people_lines.read(text_of(args.file), sure=args.sure)
    told = [
        {
            "name": person.line.name,
            "organisation": person.line.organisation,
            "code": person.line.code,
            "mail": person.line.mail,
            "finding": person.finding.value,
            "why": person.why,
        }
        for person in found
    ]
    odd = any(person.finding in (Finding.REFUSED, Finding.DOUBTFUL) for person in found)
    count = sum(person.counts for person in found)
    if not args.preview and (count or not odd):
        desk.services.people_lines.add(found)
    said = ngettext("{count} person", "{count} people", count).format(count=count)
    words = _("{people} would be added.") if args.preview else _("{people} added.")
    shown = table(told, ("name", "organisation", "code", "mail", "finding", "why"))
    return Result(told, f"{shown}\n{words.format(people=said)}", code=SOMETHING_TO_LOOK_AT if odd else 0)


def settings_me(desk: Desk, value: str | None) -> Result:
    """Who the user is in this record: whose things "mine" means; kept for the user, not in the record."""
    kept = usual().of_record(desk.services.store.record_id())
    if value is not None:
        kept.put(ME, desk.book.find(value, kinds=(PartyKind.PERSON,), field=ME).id if value.strip() else "")
        return Result({ME: me_of(desk)}, _("Kept."), news=True)
    return Result({ME: me_of(desk)}, me_of(desk))


def me_of(desk: Desk) -> str:
    """How the user is written; "" where nobody was chosen."""
    return desk.book.display(usual().of_record(desk.services.store.record_id()).value(ME, ""))
