"""The services of who there is, where they belong and who came, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.action_list import ActionList
    from msa_wg_desktop.services.affiliations import Affiliations
    from msa_wg_desktop.services.attendance import AttendanceList
    from msa_wg_desktop.services.attendance_import import AttendanceImport
    from msa_wg_desktop.services.data_needs import DataNeeds
    from msa_wg_desktop.services.known import Knowledge
    from msa_wg_desktop.services.memberships import Memberships
    from msa_wg_desktop.services.note_lines import NoteLines
    from msa_wg_desktop.services.parties import Parties
    from msa_wg_desktop.services.party_files import PartyFiles
    from msa_wg_desktop.services.people_lines import PeopleLines
    from msa_wg_desktop.services.positions import Positions
    from msa_wg_desktop.services.unheld_codes import UnheldCodes


class PeopleServices:
    """A part of `Services`, which gives it the store, and what a party's page tells besides."""

    store: Store
    if TYPE_CHECKING:

        @cached_property
        def action_list(self) -> ActionList: ...

        @cached_property
        def data_needs(self) -> DataNeeds: ...

        @cached_property
        def known(self) -> Knowledge: ...

        @cached_property
        def note_lines(self) -> NoteLines: ...

        @cached_property
        def positions(self) -> Positions: ...

    @cached_property
    def affiliations(self) -> Affiliations:
        """Who belonged where, and until when."""
        from msa_wg_desktop.services.affiliations import Affiliations

        return Affiliations(self.store)

    @cached_property
    def attendance(self) -> AttendanceList:
        """Who was invited to a meeting, and who came."""
        from msa_wg_desktop.services.attendance import AttendanceList

        return AttendanceList(self.store)

    @cached_property
    def attendance_import(self) -> AttendanceImport:
        """Attendance from lists that somebody kept."""
        from msa_wg_desktop.services.attendance_import import AttendanceImport

        return AttendanceImport(self.store, attendance=self.attendance, parties=self.parties)

    @cached_property
    def memberships(self) -> Memberships:
        """Which organisation is in which class, and when."""
        from msa_wg_desktop.services.memberships import Memberships

        return Memberships(self.store)

    @cached_property
    def parties(self) -> Parties:
        """People, organisations and party classes."""
        from msa_wg_desktop.services.parties import Parties

        return Parties(self.store)

    @cached_property
    def party_files(self) -> PartyFiles:
        """Who there is, and everything that one party has."""
        from msa_wg_desktop.services.party_files import PartyFiles

        return PartyFiles(
            self.store,
            actions=self.action_list,
            needs=self.data_needs,
            positions=self.positions,
            memberships=self.memberships,
            affiliations=self.affiliations,
        )

    @cached_property
    def people_lines(self) -> PeopleLines:
        """New people from typed lines and pasted lists."""
        from msa_wg_desktop.services.people_lines import PeopleLines

        return PeopleLines(self.store, self.parties)

    @cached_property
    def unheld_codes(self) -> UnheldCodes:
        """Codes in notes that nobody has."""
        from msa_wg_desktop.services.unheld_codes import UnheldCodes

        return UnheldCodes(self.store, known=self.known, parties=self.parties, lines=self.note_lines)
