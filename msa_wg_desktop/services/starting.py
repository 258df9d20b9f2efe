"""The first step in an empty record: a group, and its first meeting ready to type."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.starting import GroupStart, file_stem, zone_of_state
from msa_wg_desktop.paths import RECORD_SUFFIX
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.settings import ORGANISER_NAME, ORGANISER_ZONE
from msa_wg_desktop.words import _


def start_group(services: Services, start: GroupStart) -> str:
    """Adds the group and a meeting of today, in one step; gives the meeting's id. ValidationError in words."""
    zone = zone_of_state(start.state)
    with services.store.operation(_("Start the group {name}").format(name=start.group)):
        group, made = services.groups.ensure(start.group)
        for new in made:
            services.groups.edit(new.id, {"state": start.state, "time_zone": zone})
        services.settings.put(ORGANISER_NAME, start.who)
        services.settings.put(ORGANISER_ZONE, zone)
        words = _("{group} subgroup meeting") if group.parent_id else _("{group} meeting")
        title = words.format(group=group.display)
        return services.meetings.add(group.id, MeetingDraft(title, services.store.clock.today(), time_zone=zone))


def sample_path(folder: Path) -> Path:
    """Where the user's own copy of the sample is kept in a folder; its name says what it is."""
    return folder / f"sample{RECORD_SUFFIX}"


def free_path(folder: Path, group: str) -> Path:
    """Where a new record of a group can be kept in a folder: a name that no file has."""
    stem = file_stem(group)
    names = (f"{stem}{RECORD_SUFFIX}" if number == 1 else f"{stem}-{number}{RECORD_SUFFIX}" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())
