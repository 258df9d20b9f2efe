"""The services that make of the record what others get to read, beside summaries: each made when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.actions import Actions
    from msa_wg_desktop.services.agreements import Agreements
    from msa_wg_desktop.services.attendance import AttendanceList
    from msa_wg_desktop.services.consultation import Consultation
    from msa_wg_desktop.services.data_needs import DataNeeds
    from msa_wg_desktop.services.deadlines import Deadlines
    from msa_wg_desktop.services.feeds import Feeds
    from msa_wg_desktop.services.materials import Materials
    from msa_wg_desktop.services.meetings import Meetings
    from msa_wg_desktop.services.needs_table import NeedsTable
    from msa_wg_desktop.services.orders import Orders
    from msa_wg_desktop.services.owed import Owed
    from msa_wg_desktop.services.positions import Positions
    from msa_wg_desktop.services.proofreading import Proofreading
    from msa_wg_desktop.services.quotes import Quotes
    from msa_wg_desktop.services.recap import Recap
    from msa_wg_desktop.services.sections import Sections
    from msa_wg_desktop.services.summaries import Summaries
    from msa_wg_desktop.services.unheld_codes import UnheldCodes


class HandoutServices:
    """A part of `Services`. They stand on nearly all others, which it gives them; nothing stands on them."""

    store: Store
    if TYPE_CHECKING:

        @cached_property
        def actions(self) -> Actions: ...

        @cached_property
        def agreements(self) -> Agreements: ...

        @cached_property
        def attendance(self) -> AttendanceList: ...

        @cached_property
        def data_needs(self) -> DataNeeds: ...

        @cached_property
        def deadlines(self) -> Deadlines: ...

        @cached_property
        def materials(self) -> Materials: ...

        @cached_property
        def meetings(self) -> Meetings: ...

        @cached_property
        def needs_table(self) -> NeedsTable: ...

        @cached_property
        def orders(self) -> Orders: ...

        @cached_property
        def positions(self) -> Positions: ...

        @cached_property
        def recap(self) -> Recap: ...

        @cached_property
        def unheld_codes(self) -> UnheldCodes: ...

        @cached_property
        def sections(self) -> Sections: ...

        @cached_property
        def summaries(self) -> Summaries: ...

    @cached_property
    def quotes(self) -> Quotes:
        """Lines as they are printed."""
        from msa_wg_desktop.services.quotes import Quotes

        return Quotes(self.store, self.summaries)

    @cached_property
    def feeds(self) -> Feeds:
        """Calendar files that follow the record."""
        from msa_wg_desktop.services.feeds import Feeds

        return Feeds(self.store, self.actions)

    @cached_property
    def owed(self) -> Owed:
        """What each party owes."""
        from msa_wg_desktop.services.owed import Owed

        return Owed(
            self.store,
            actions=self.actions,
            data_needs=self.data_needs,
            orders=self.orders,
            deadlines=self.deadlines,
            quotes=self.quotes,
        )

    @cached_property
    def consultation(self) -> Consultation:
        """Records of consultation."""
        from msa_wg_desktop.services.consultation import Consultation

        return Consultation(
            self.store,
            orders=self.orders,
            quotes=self.quotes,
            materials=self.materials,
            positions=self.positions,
            agreements=self.agreements,
            data_needs=self.data_needs,
        )

    @cached_property
    def proofreading(self) -> Proofreading:
        """What should be looked at before a summary goes out."""
        from msa_wg_desktop.services.proofreading import Proofreading

        return Proofreading(
            self.store,
            meetings=self.meetings,
            sections=self.sections,
            quotes=self.quotes,
            needs_table=self.needs_table,
            actions=self.actions,
            data_needs=self.data_needs,
            recap=self.recap,
            codes=self.unheld_codes,
            attendance=self.attendance,
        )
