"""The services of proposals and of the stands that parties take on them, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.attendance import AttendanceList
    from msa_wg_desktop.services.positions import Positions
    from msa_wg_desktop.services.proposal_chapter import ProposalChapter
    from msa_wg_desktop.services.proposal_lines import ProposalLines
    from msa_wg_desktop.services.proposals import Proposals
    from msa_wg_desktop.services.roll_calls import RollCalls
    from msa_wg_desktop.services.stands import Stands
    from msa_wg_desktop.services.summaries import Summaries


class ProposalServices:
    """A part of `Services`, which gives it the store and those that it stands on."""

    store: Store
    if TYPE_CHECKING:

        @cached_property
        def attendance(self) -> AttendanceList: ...

        @cached_property
        def summaries(self) -> Summaries: ...

    @cached_property
    def positions(self) -> Positions:
        """What parties said they hold."""
        from msa_wg_desktop.services.positions import Positions

        return Positions(self.store)

    @cached_property
    def proposal_chapter(self) -> ProposalChapter:
        """Proposals and positions as a chapter of a report."""
        from msa_wg_desktop.services.proposal_chapter import ProposalChapter

        return ProposalChapter(self.store, stands=self.stands, lines=self.proposal_lines)

    @cached_property
    def proposal_lines(self) -> ProposalLines:
        """The lines of discussions that are about a proposal."""
        from msa_wg_desktop.services.proposal_lines import ProposalLines

        return ProposalLines(self.store, summaries=self.summaries)

    @cached_property
    def proposals(self) -> Proposals:
        """Texts that parties may reach consensus on."""
        from msa_wg_desktop.services.proposals import Proposals

        return Proposals(self.store)

    @cached_property
    def roll_calls(self) -> RollCalls:
        """What parties answered one by one."""
        from msa_wg_desktop.services.roll_calls import RollCalls

        return RollCalls(self.store, positions=self.positions, stands=self.stands, attendance=self.attendance)

    @cached_property
    def stands(self) -> Stands:
        """Who stands where on which version."""
        from msa_wg_desktop.services.stands import Stands

        return Stands(self.store, proposals=self.proposals, positions=self.positions)
