"""All services of one open record, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.services.container_agenda import AgendaServices
from msa_wg_desktop.services.container_handouts import HandoutServices
from msa_wg_desktop.services.container_invitations import InvitationServices
from msa_wg_desktop.services.container_people import PeopleServices
from msa_wg_desktop.services.container_proposals import ProposalServices
from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.action_import import ActionImport
    from msa_wg_desktop.services.action_list import ActionList
    from msa_wg_desktop.services.actions import Actions
    from msa_wg_desktop.services.agreements import Agreements
    from msa_wg_desktop.services.captures import Captures
    from msa_wg_desktop.services.carry_over import CarryOver
    from msa_wg_desktop.services.census import Census
    from msa_wg_desktop.services.data_needs import DataNeeds
    from msa_wg_desktop.services.deadlines import Deadlines
    from msa_wg_desktop.services.dumps import Dumps
    from msa_wg_desktop.services.exports import Exports
    from msa_wg_desktop.services.finals import Finals
    from msa_wg_desktop.services.groups import Groups
    from msa_wg_desktop.services.history import History
    from msa_wg_desktop.services.known import Knowledge
    from msa_wg_desktop.services.material_files import MaterialFiles
    from msa_wg_desktop.services.materials import Materials
    from msa_wg_desktop.services.meeting_dates import MeetingDates
    from msa_wg_desktop.services.meeting_series import MeetingSeries
    from msa_wg_desktop.services.meetings import Meetings
    from msa_wg_desktop.services.month_calendar import MonthCalendar
    from msa_wg_desktop.services.need_letters import NeedLetters
    from msa_wg_desktop.services.need_list import NeedList
    from msa_wg_desktop.services.needs_table import NeedsTable
    from msa_wg_desktop.services.note_lines import NoteLines
    from msa_wg_desktop.services.notes import Notes
    from msa_wg_desktop.services.order_links import OrderLinks
    from msa_wg_desktop.services.orders import Orders
    from msa_wg_desktop.services.plans import Plans
    from msa_wg_desktop.services.purge import Purge
    from msa_wg_desktop.services.questions import Questions
    from msa_wg_desktop.services.recap import Recap
    from msa_wg_desktop.services.search import Search
    from msa_wg_desktop.services.sections import Sections
    from msa_wg_desktop.services.settings import Settings
    from msa_wg_desktop.services.summaries import Summaries
    from msa_wg_desktop.services.table_exports import TableExports
    from msa_wg_desktop.services.today import Today
    from msa_wg_desktop.services.work_lines import WorkLines


class Services(AgendaServices, HandoutServices, InvitationServices, PeopleServices, ProposalServices):
    """One attribute a noun. Modules are loaded when first used, so that the window is up at once."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def action_lines(self) -> WorkLines:
        """New actions from one typed line."""

        from msa_wg_desktop.services.work_lines import WorkLines

        return WorkLines(self.store, CaptureKind.ACTION, known=self.known, add=self.actions.add)

    @cached_property
    def action_list(self) -> ActionList:
        """Actions as a page lists them, in portions."""
        from msa_wg_desktop.services.action_list import ActionList

        return ActionList(self.store)

    @cached_property
    def actions(self) -> Actions:
        """What owners will do, by when."""
        from msa_wg_desktop.services.actions import Actions

        return Actions(self.store)

    @cached_property
    def agreements(self) -> Agreements:
        """What was agreed."""
        from msa_wg_desktop.services.agreements import Agreements

        return Agreements(self.store)

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
    def census(self) -> Census:
        """What the record holds, counted."""
        from msa_wg_desktop.services.census import Census

        return Census(self.store)

    @cached_property
    def data_needs(self) -> DataNeeds:
        """What parties are asked for, and what they gave."""
        from msa_wg_desktop.services.data_needs import DataNeeds

        return DataNeeds(self.store)

    @cached_property
    def deadlines(self) -> Deadlines:
        """Dates that bind."""
        from msa_wg_desktop.services.deadlines import Deadlines

        return Deadlines(self.store)

    @cached_property
    def dumps(self) -> Dumps:
        """The whole record as one JSON value."""
        from msa_wg_desktop.services.dumps import Dumps

        return Dumps(self.store)

    @cached_property
    def exports(self) -> Exports:
        """Documents that leave the house."""
        from msa_wg_desktop.services.exports import Exports

        return Exports(self.store, self.summaries)

    @cached_property
    def finals(self) -> Finals:
        """Final summaries that went out."""
        from msa_wg_desktop.services.finals import Finals

        return Finals(self.store)

    @cached_property
    def groups(self) -> Groups:
        """Working groups and subgroups."""
        from msa_wg_desktop.services.groups import Groups

        return Groups(self.store)

    @cached_property
    def history(self) -> History:
        """What was done, by whom and when."""
        from msa_wg_desktop.services.history import History

        return History(self.store)

    @cached_property
    def known(self) -> Knowledge:
        """What the record knows when a line is read."""
        from msa_wg_desktop.services.known import Knowledge

        return Knowledge(self.store)

    @cached_property
    def material_files(self) -> MaterialFiles:
        """Where the files of materials lie."""
        from msa_wg_desktop.services.material_files import MaterialFiles

        return MaterialFiles(self.store)

    @cached_property
    def materials(self) -> Materials:
        """Documents that were exchanged."""
        from msa_wg_desktop.services.materials import Materials

        return Materials(self.store)

    @cached_property
    def meeting_dates(self) -> MeetingDates:
        """What is odd about a day for a meeting."""
        from msa_wg_desktop.services.meeting_dates import MeetingDates

        return MeetingDates(self.store)

    @cached_property
    def meeting_series(self) -> MeetingSeries:
        """Meetings that come again."""
        from msa_wg_desktop.services.meeting_series import MeetingSeries

        return MeetingSeries(self.store)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings and webinars."""
        from msa_wg_desktop.services.meetings import Meetings

        return Meetings(self.store)

    @cached_property
    def need_letters(self) -> NeedLetters:
        """Asking parties for their responses."""
        from msa_wg_desktop.services.need_letters import NeedLetters

        return NeedLetters(self.store, needs=self.data_needs, groups=self.groups, settings=self.settings)

    @cached_property
    def need_list(self) -> NeedList:
        """Data needs as a page lists them."""
        from msa_wg_desktop.services.need_list import NeedList

        return NeedList(self.store)

    @cached_property
    def need_lines(self) -> WorkLines:
        """New data needs from one typed line."""
        from msa_wg_desktop.services.work_lines import WorkLines

        def add(words: str, **values: Any) -> str:
            return self.data_needs.add(words, identified_on=self.store.clock.today(), **values)

        return WorkLines(self.store, CaptureKind.DATA_NEED, known=self.known, add=add)

    @cached_property
    def month_calendar(self) -> MonthCalendar:
        """What falls on the days of a month."""
        from msa_wg_desktop.services.month_calendar import MonthCalendar

        return MonthCalendar(self.store)

    @cached_property
    def needs_table(self) -> NeedsTable:
        """The tables of data needs in summaries."""
        from msa_wg_desktop.services.needs_table import NeedsTable

        return NeedsTable(self.store, needs=self.data_needs, parties=self.parties)

    @cached_property
    def note_lines(self) -> NoteLines:
        """Single lines of discussions."""
        from msa_wg_desktop.services.note_lines import NoteLines

        return NoteLines(self.store, self.notes, self.known)

    @cached_property
    def notes(self) -> Notes:
        """The discussions of meetings."""
        from msa_wg_desktop.services.notes import Notes

        return Notes(self.store, self.known, self.captures)

    @cached_property
    def order_links(self) -> OrderLinks:
        """What is linked to order items."""
        from msa_wg_desktop.services.order_links import OrderLinks

        return OrderLinks(self.store)

    @cached_property
    def orders(self) -> Orders:
        """Dockets, decisions, orders and their items."""
        from msa_wg_desktop.services.orders import Orders

        return Orders(self.store)

    @cached_property
    def action_import(self) -> ActionImport:
        """Actions of lists that somebody sends."""
        from msa_wg_desktop.services.action_import import ActionImport

        return ActionImport(self.store, self.actions)

    @cached_property
    def plans(self) -> Plans:
        """Plans back from filings."""
        from msa_wg_desktop.services.plans import Plans

        return Plans(self.store, orders=self.orders, deadlines=self.deadlines)

    @cached_property
    def purge(self) -> Purge:
        """Forgetting for good."""
        from msa_wg_desktop.services.purge import Purge

        return Purge(self.store)

    @cached_property
    def questions(self) -> Questions:
        """Questions that were asked."""
        from msa_wg_desktop.services.questions import Questions

        return Questions(self.store)

    @cached_property
    def search(self) -> Search:
        """Finds what the record says."""
        from msa_wg_desktop.services.search import Search

        return Search(self.store)

    @cached_property
    def recap(self) -> Recap:
        """The last minutes of a meeting."""
        from msa_wg_desktop.services.recap import Recap

        return Recap(
            self.store,
            captures=self.captures,
            attendance=self.attendance,
            meetings=self.meetings,
            parties=self.parties,
            work={
                CaptureKind.ACTION: self.actions,
                CaptureKind.DATA_NEED: self.data_needs,
                CaptureKind.AGREEMENT: self.agreements,
                CaptureKind.QUESTION: self.questions,
                CaptureKind.POSITION: self.positions,
            },
        )

    @cached_property
    def sections(self) -> Sections:
        """The sections of summaries."""
        from msa_wg_desktop.services.sections import Sections

        return Sections(self.store)

    @cached_property
    def settings(self) -> Settings:
        """The record's own settings."""
        from msa_wg_desktop.services.settings import Settings

        return Settings(self.store)

    @cached_property
    def today(self) -> Today:
        """The first page."""
        from msa_wg_desktop.services.today import Today

        return Today(
            self.store,
            meetings=self.meetings,
            plans=self.plans,
            history=self.history,
            waiting=self.waiting_invitations,
            replies=self.replies,
        )

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
            tables=SummaryTables(
                self.store, captures=self.captures, attendance=self.attendance, materials=self.materials
            ),
        )

    @cached_property
    def table_exports(self) -> TableExports:
        """Lists that leave the house."""
        from msa_wg_desktop.services.table_exports import TableExports

        return TableExports(
            self.store,
            actions=self.actions,
            action_list=self.action_list,
            data_needs=self.data_needs,
            orders=self.orders,
            positions=self.positions,
        )
