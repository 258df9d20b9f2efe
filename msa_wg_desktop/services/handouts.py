"""The services that make of the record what others get to read, beside summaries: each made when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msa_wg_desktop.services.consultation import Consultation
    from msa_wg_desktop.services.container import Services
    from msa_wg_desktop.services.feeds import Feeds
    from msa_wg_desktop.services.owed import Owed
    from msa_wg_desktop.services.proofreading import Proofreading
    from msa_wg_desktop.services.quotes import Quotes


class Handouts:
    """They stand on nearly all other services, and nothing stands on them."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @cached_property
    def quotes(self) -> Quotes:
        """Lines as they are printed."""
        from msa_wg_desktop.services.quotes import Quotes

        return Quotes(self._services.store, self._services.summaries)

    @cached_property
    def feeds(self) -> Feeds:
        """Calendar files that follow the record."""
        from msa_wg_desktop.services.feeds import Feeds

        return Feeds(self._services.store, self._services.actions)

    @cached_property
    def owed(self) -> Owed:
        """What each party owes."""
        from msa_wg_desktop.services.owed import Owed

        services = self._services
        return Owed(
            services.store,
            actions=services.actions,
            data_needs=services.data_needs,
            orders=services.orders,
            deadlines=services.deadlines,
            quotes=self.quotes,
        )

    @cached_property
    def consultation(self) -> Consultation:
        """Records of consultation."""
        from msa_wg_desktop.services.consultation import Consultation

        services = self._services
        return Consultation(
            services.store,
            orders=services.orders,
            quotes=self.quotes,
            materials=services.materials,
            positions=services.positions,
            agreements=services.agreements,
            data_needs=services.data_needs,
        )

    @cached_property
    def proofreading(self) -> Proofreading:
        """What should be looked at before a summary goes out."""
        from msa_wg_desktop.services.proofreading import Proofreading

        services = self._services
        return Proofreading(
            services.store,
            meetings=services.meetings,
            sections=services.sections,
            quotes=self.quotes,
            needs_table=services.needs_table,
            actions=services.actions,
            data_needs=services.data_needs,
            recap=services.recap,
            attendance=services.attendance,
        )
