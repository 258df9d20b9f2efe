"""Zones as people type them."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.zone_words import offered_zones, read_zones, zones_text
from msa_wg_desktop.errors import ValidationError


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("", ()),
        ("Central, pacific time", ("America/Chicago", "America/Los_Angeles")),
        ("europe/london; US/Central", ("Europe/London", "US/Central")),
        ("London; new york", ("Europe/London", "America/New_York")),
        ("Arizona, Hawaii, Alaska, Mountain, UTC, arizona", (
            "America/Phoenix", "Pacific/Honolulu", "America/Anchorage", "America/Denver", "UTC",
        )),
    ],
)  # fmt: skip
def test_zones_are_read_as_they_are_called(typed: str, zones: tuple[str, ...]):
    assert read_zones(typed) == zones
    assert read_zones(zones_text(zones)) in (zones, ("Europe/London", "America/Chicago"))


@pytest.mark.parametrize(
    ("typed", "words"), [("Atlantis", "“Atlantis” is not a time zone"), (", ".join(offered_zones()[:8]), "At most 6")]
)
def test_what_is_no_zone_is_said(typed: str, words: str):
    with pytest.raises(ValidationError, match=words):
        read_zones(typed)
