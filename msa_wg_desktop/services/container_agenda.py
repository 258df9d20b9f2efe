"""The services of agendas and of meetings that run, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.agenda import Agenda
    from msa_wg_desktop.services.captures import Captures
    from msa_wg_desktop.services.comebacks import Comebacks
    from msa_wg_desktop.services.meetings import Meetings
    from msa_wg_desktop.services.running import Running
    from msa_wg_desktop.services.share import Share
    from msa_wg_desktop.services.summaries import Summaries
    from msa_wg_desktop.services.topic_story import TopicStories


class AgendaServices:
    """A part of `Services`, which gives it the store and those that it stands on."""

    store: Store
    if TYPE_CHECKING:

        @cached_property
        def captures(self) -> Captures: ...

        @cached_property
        def meetings(self) -> Meetings: ...

        @cached_property
        def summaries(self) -> Summaries: ...

    @cached_property
    def agenda(self) -> Agenda:
        """What meetings are to take up."""
        from msa_wg_desktop.services.agenda import Agenda

        return Agenda(self.store)

    @cached_property
    def comebacks(self) -> Comebacks:
        """What comes back to an agenda."""
        from msa_wg_desktop.services.comebacks import Comebacks

        return Comebacks(self.store)

    @cached_property
    def running(self) -> Running:
        """A meeting while it runs."""
        from msa_wg_desktop.services.running import Running

        return Running(self.store, meetings=self.meetings, agenda=self.agenda, comebacks=self.comebacks)

    @cached_property
    def share(self) -> Share:
        """What may be projected of a meeting."""
        from msa_wg_desktop.services.share import Share

        return Share(self.store, summaries=self.summaries, running=self.running, captures=self.captures)

    @cached_property
    def topic_stories(self) -> TopicStories:
        """What was said about topics over all meetings."""
        from msa_wg_desktop.services.topic_story import TopicStories

        return TopicStories(self.store, self.agenda)
