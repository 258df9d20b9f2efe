"""What of a summary is exported, as the command line names it."""

from __future__ import annotations

from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.domain.exports import OptionalTable, SummaryOptions
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _


def summary_options(desk: Desk, meeting_id: str, sections: str | None, *, final: bool) -> SummaryOptions:
    """The choices of an export: only the sections named (by heading, kind or id), with the optional tables named."""
    if sections is None:
        return SummaryOptions(final=final)
    named = [name.strip().casefold() for name in sections.split(",") if name.strip()]
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
