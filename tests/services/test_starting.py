"""The first step in an empty record is whole: a group of a state, its first meeting today, and one undo for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.starting import GroupStart
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.settings import ORGANISER_NAME
from msa_wg_desktop.services.starting import free_path, start_group


def test_a_group_starts_with_a_meeting_of_today_that_has_its_sections(services: Services):
    meeting = services.meetings.get(start_group(services, GroupStart("IX WG / MSA", "CA", "Kim Doe")))
    assert (meeting.title, meeting.group, meeting.status) == (
        "MSA subgroup meeting",
        "IX WG / MSA",
        MeetingStatus.SCHEDULED,
    )
    assert meeting.date == services.store.clock.today()
    assert meeting.time_zone == "America/Los_Angeles"
    assert services.sections.list(meeting.id)
    assert {group.path: group.state for group in services.groups.list()} == {"IX WG": "CA", "IX WG / MSA": "CA"}
    assert services.settings.get(ORGANISER_NAME) == "Kim Doe"


def test_starting_a_group_is_one_step(services: Services):
    start_group(services, GroupStart("IX WG / MSA", "CT", "Kim Doe"))
    assert services.store.operations() == 1
    services.store.undo()
    assert services.groups.list() == ()
    assert services.meetings.list() == ()


def test_a_group_without_a_name_is_refused_in_words(services: Services):
    with pytest.raises(ValidationError, match="needs a name"):
        start_group(services, GroupStart(" / ", "CT", "Kim Doe"))
    assert services.store.operations() == 0


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path):
    assert free_path(tmp_path, "IX WG / MSA").name == "ix-wg-msa.msawg"
    for name in ("ix-wg-msa.msawg", "ix-wg-msa-2.msawg"):
        (tmp_path / name).touch()
    assert free_path(tmp_path, "IX WG / MSA").name == "ix-wg-msa-3.msawg"
