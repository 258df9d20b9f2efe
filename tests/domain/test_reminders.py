"""Reminders as people type them, and as they are shown."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.reminders import read_reminders, reminder_words
from msa_wg_desktop.errors import ValidationError


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1 day, 15 minutes", (1440, 15)),
        ("15 min and 2 hours before", (120, 15)),
        ("1w; 1d", (10080, 1440)),
        ("15m, 15 minutes", (15,)),
        ("90 minutes", (90,)),
        ("0 minutes", (0,)),
        ("", ()),
    ],
)
def test_reminders_are_read_and_said_again_as_they_can_be_typed(typed: str, minutes: tuple[int, ...]):
    assert read_reminders(typed) == minutes
    assert read_reminders(reminder_words(minutes)) == minutes


def test_they_are_said_in_the_largest_whole_unit():
    assert reminder_words((15, 60, 1440, 10080, 90)) == "1 week, 1 day, 90 minutes, 1 hour, 15 minutes"


@pytest.mark.parametrize("typed", ["soon", "15", "1 year", "5 weeks", "1m 2m", "1m,2m,3m,4m,5m,6m", "\0"])
def test_what_is_none_is_refused_in_words(typed: str):
    with pytest.raises(ValidationError, match=r"no time before a meeting|At most 5"):
        read_reminders(typed)
