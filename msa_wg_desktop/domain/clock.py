"""What time it is: injected, so that tests can say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the moment (aware, UTC) and the day where the user is."""

    def now(self) -> datetime:
        """This moment, with its zone."""
        ...

    def today(self) -> date:
        """The user's own calendar day."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Today where the machine stands."""
        return self.now().astimezone().date()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is set."""

    moment: datetime

    def now(self) -> datetime:
        """The moment that was set."""
        return self.moment

    def today(self) -> date:
        """The day of the moment that was set, in its own zone."""
        return self.moment.date()
