"""All services of one open record, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.attendance import AttendanceList
    from msa_wg_desktop.services.captures import Captures
    from msa_wg_desktop.services.carry_over import CarryOver
    from msa_wg_desktop.services.exports import Exports
    from msa_wg_desktop.services.groups import Groups
    from msa_wg_desktop.services.known import Knowledge
    from msa_wg_desktop.services.meetings import Meetings
    from msa_wg_desktop.services.needs_table import NeedsTable
    from msa_wg_desktop.services.notes import Notes
    from msa_wg_desktop.services.parties import Parties
    from msa_wg_desktop.services.sections import Sections
    from msa_wg_desktop.services.summaries import Summaries


class Services:
    """One attribute a noun. Modules are loaded when first used, so that the window is up at once."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def attendance(self) -> AttendanceList:
        """Who was invited to a meeting, and who came."""
        from msa_wg_desktop.services.attendance import AttendanceList

        return AttendanceList(self.store)

    @cached_property
    def captures(self) -> Captures:
        """What came of the lines of a discussion."""
        from msa_wg_desktop.services.captures import Captures

        return Captures(self.store, self.known)

    @cached_property
    def carry_over(self) -> CarryOver:
        """What is still open from the meetings before."""
        from msa_wg_desktop.services.carry_over import CarryOver

        return CarryOver(self.store, self.notes)

    @cached_property
    def exports(self) -> Exports:
        """Documents that leave the house."""
        from msa_wg_desktop.services.exports import Exports

        return Exports(self.store, self.summaries)

    @cached_property
    def groups(self) -> Groups:
        """Working groups and subgroups."""
        from msa_wg_desktop.services.groups import Groups

        return Groups(self.store)

    @cached_property
    def known(self) -> Knowledge:
        """What the record knows when a line is read."""
        from msa_wg_desktop.services.known import Knowledge

        return Knowledge(self.store)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings and webinars."""
        from msa_wg_desktop.services.meetings import Meetings

        return Meetings(self.store)

    @cached_property
    def needs_table(self) -> NeedsTable:
        """The tables of data needs in summaries."""
        from msa_wg_desktop.services.needs_table import NeedsTable

        return NeedsTable(self.store)

    @cached_property
    def notes(self) -> Notes:
        """The discussions of meetings."""
        from msa_wg_desktop.services.notes import Notes

        return Notes(self.store, self.known, self.captures)

    @cached_property
    def parties(self) -> Parties:
        """People, organisations and party classes."""
        from msa_wg_desktop.services.parties import Parties

        return Parties(self.store)

    @cached_property
    def sections(self) -> Sections:
        """The sections of summaries."""
        from msa_wg_desktop.services.sections import Sections

        return Sections(self.store)

    @cached_property
    def summaries(self) -> Summaries:
        """Summaries, built from the record."""
        from msa_wg_desktop.services.summaries import Summaries
        from msa_wg_desktop.services.summary_tables import SummaryTables

        return Summaries(
            self.store,
            known=self.known,
            meetings=self.meetings,
            sections=self.sections,
            needs_table=self.needs_table,
            tables=SummaryTables(self.store, captures=self.captures, attendance=self.attendance),
        )
