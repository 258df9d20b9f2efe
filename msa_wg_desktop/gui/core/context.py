"""What every view is given: one frozen object instead of globals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msa_wg_desktop.domain.clock import Clock
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.bus import Bus
from msa_wg_desktop.gui.core.commands import Commands
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.me import Me
from msa_wg_desktop.gui.core.navigation import Navigator
from msa_wg_desktop.gui.core.notify import Notifier, Offer
from msa_wg_desktop.gui.core.saving import SaveState
from msa_wg_desktop.gui.core.scope import Scope
from msa_wg_desktop.gui.core.tasks import Tasks
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.services.user_settings import RecordSettings, Settings
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.services.container import Services


@dataclass(frozen=True, slots=True)
class Context:
    """Made once by the composition root. `here` is the part of the settings that belongs to the open record."""

    services: Services
    bus: Bus
    notifier: Notifier
    tasks: Tasks
    settings: Settings
    here: RecordSettings
    theme: Theme
    icons: Icons
    commands: Commands
    navigator: Navigator
    saving: SaveState
    scope: Scope
    me: Me
    clock: Clock

    @contextmanager
    def telling(self) -> Iterator[None]:
        """What is known to go wrong inside is told to the user; for slots that no command runs."""
        try:
            yield
        except AppError as problem:
            self.notifier.error(problem)

    def say_done(self, words: str) -> None:
        """Says what was done, with an offer to take it back."""
        self.notifier.say(words, Offer(_("Undo"), lambda: self.commands.run("edit.undo")))
