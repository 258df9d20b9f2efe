"""The documents that leave the record: summaries, and lists of what is in it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from msa_wg_desktop.cli import calendars, proposals
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.kinds import KINDS
from msa_wg_desktop.cli.output import Result
from msa_wg_desktop.cli.reading import WrongUse
from msa_wg_desktop.cli.reading_commands import read_filters
from msa_wg_desktop.cli.sending_commands import export_invitation
from msa_wg_desktop.domain.consultation import consultation_report
from msa_wg_desktop.domain.exports import ConfidentialMaterials, OptionalTable, SummaryOptions
from msa_wg_desktop.domain.owed import nothing_words
from msa_wg_desktop.domain.summary import long_date
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.writing import (
    PRINTED,
    TABLES,
    require_ending,
    write_all_owed,
    write_owed,
    write_printed,
    write_table,
)
from msa_wg_desktop.words import _, ngettext


def export(desk: Desk, args: Namespace) -> Result:
    """Writes the document that was asked for."""
    return _DOCUMENTS[args.document](desk, args)


def _summary(desk: Desk, args: Namespace) -> Result:
    meeting = desk.meeting(args.meeting)
    if args.template and Path(args.to).suffix.lower() != ".docx":
        raise WrongUse(_("A template is for Word. Nothing was written; let the file end in .docx."))
    options = replace(
        _options(desk, meeting.id, args.sections, final=args.final),
        confidential=ConfidentialMaterials(args.confidential_materials),
        topic_headings=args.topics,
    )
    template = Path(args.template) if args.template else None
    file = desk.services.exports.summary(meeting.id, Path(args.to), options, template=template)
    made = desk.services.exports.list(meeting.id)[0]
    value = {"file": str(file), "meeting": meeting.id, "number": made.number, "final": made.final}
    return Result({**value, "sha256": made.sha256}, _("Wrote {path}.").format(path=file), news=True)


def _table(desk: Desk, args: Namespace) -> Result:
    target = Path(args.to)
    require_ending(target, TABLES, _("A list"))
    if args.document == "positions" and target.suffix.lower() in PRINTED and not _filter_words(desk, args):
        return proposals.chapter(desk, args)
    wanted = read_filters(desk, KINDS[_KINDS[args.document]], args).of_work()
    tables = desk.services.table_exports
    build = {
        "actions": tables.actions,
        "data-needs": tables.data_needs,
        "orders": tables.orders,
        "positions": tables.positions,
    }
    table = build[args.document](wanted, shown=_filter_words(desk, args))
    file = write_table(table, target)
    return Result({"file": str(file), "rows": len(table.rows)}, _("Wrote {path}.").format(path=file), news=True)


def _owed(desk: Desk, args: Namespace) -> Result:
    family = desk.services.groups.family(desk.group(args.group).id) if args.group else None
    if args.all is not None:
        pages = desk.services.owed.pages(group_ids=family)
        files = [str(file) for file in write_all_owed(pages, Path(args.all), f".{args.format}")]
        words = ngettext("Wrote {count} file into {path}.", "Wrote {count} files into {path}.", len(files))
        value = {"files": files[:-1], "index": files[-1]}
        return Result(value, words.format(count=len(files), path=args.all), news=True)
    if args.to is None:
        raise WrongUse(_("Say with --to in which file what the party owes should be written."))
    page = desk.services.owed.page(desk.party(args.organisation), group_ids=family)
    file = write_owed(page, Path(args.to))
    value = {"file": str(file), "party": page.party, "actions": len(page.actions), "data_needs": len(page.asked)}
    said = nothing_words(page.party) if page.is_empty else ""
    text = "\n".join(part for part in (said, _("Wrote {path}.").format(path=file)) if part)
    return Result({**value, "dates": len(page.dates)}, text, news=True)


def _consultation(desk: Desk, args: Namespace) -> Result:
    target = Path(args.to)
    require_ending(target, PRINTED, _("A record of consultation"))
    record = desk.services.consultation.record(*desk.services.orders.require(args.order))
    file = write_printed(consultation_report(record), target)
    value = {"file": str(file), "items": [item.number for item in record.items], "gaps": list(record.gaps)}
    text = "\n".join([*record.gaps, _("Wrote {path}.").format(path=file)])
    return Result(value, text, news=not record.gaps)


def _filter_words(desk: Desk, args: Namespace) -> str:
    """What a list was filtered by, for those who get it."""
    parts = (
        _("open") if args.open else "",
        _("date passed") if args.overdue else "",
        desk.book.display(desk.party(args.owner)) if args.owner else "",
        _("Order {number}").format(number=args.order.lstrip("#")) if args.order else "",
        _("meeting of {meeting}").format(meeting=args.meeting) if args.meeting else "",
        _("due before {day}").format(day=long_date(args.due_before)) if args.due_before else "",
    )
    return ", ".join(part for part in parts if part)


_KINDS = {"actions": "action", "data-needs": "data-need", "orders": "order-item", "positions": "position"}
_DOCUMENTS: Mapping[str, Callable[[Desk, Namespace], Result]] = {
    "summary": _summary,
    "owed": _owed,
    "consultation": _consultation,
    "calendar": calendars.export,
    "invitation": export_invitation,
    **dict.fromkeys(_KINDS, _table),
}


def _options(desk: Desk, meeting_id: str, sections: str | None, *, final: bool) -> SummaryOptions:
    """The choices of an export: only the sections named (by heading, kind or id), with the optional tables named."""
    if sections is None:
        return SummaryOptions(final=final)
    named = [name.strip().casefold() for name in sections.split(",") if name.strip()]
    if not named:
        # A script's variable that holds nothing must not leave everything out.
        raise WrongUse(_("--sections names nothing. Nothing was written; leave it out to have all of them."))
    rows = desk.services.sections.list(meeting_id)
    called = {row.id: {row.id, row.heading.casefold(), row.kind.value} for row in rows}
    tables = {table.value: table for table in OptionalTable}
    for name in named:
        if name not in tables and not any(name in names for names in called.values()):
            raise ValidationError(
                _("There is no section “{name}”. The sections are {sections}. Nothing was written.").format(
                    name=name, sections=", ".join([*(row.heading for row in rows), *tables])
                )
            )
    return SummaryOptions(
        final=final,
        left_out=frozenset(row_id for row_id, names in called.items() if not names & set(named)),
        tables=tuple(tables[name] for name in named if name in tables),
    )
