"""The table of calendar files that are kept written: whose, where, what each holds, and how the last writing went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.dates import format_date, format_time
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.services.kept_feeds import KeptFeed
from msa_wg_desktop.words import _, ngettext


class FeedColumn(IntEnum):
    """What stands where."""

    WHOSE = 0
    FILE = 1
    HOLDS = 2
    WRITTEN = 3


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A file, and whose it is in words."""

    feed: KeptFeed
    whose: str

    @property
    def id(self) -> str:
        """Where it lies."""
        return str(self.feed.file)


def feeds_table(settle: Callable[[FeedRow, int, str], bool], parent: QObject) -> ColumnsModel[FeedRow]:
    """Whose a file is can be changed in place."""
    return ColumnsModel(
        (
            Column(header=_("Whose"), text=whose_words, strong=True, entered=lambda row: row.whose),
            Column(header=_("File"), text=lambda row: str(row.feed.file), quiet=True),
            Column(header=_("Holds"), text=holds_words),
            Column(header=_("Last written"), text=written_words, tone=_tone, cell_tip=lambda row: row.feed.problem),
        ),
        settle=settle,
        parent=parent,
    )


def whose_words(row: FeedRow) -> str:
    """A party's name, or that it holds all."""
    return row.whose or _("All")


def holds_words(row: FeedRow) -> str:
    """`4 meetings, 2 deadlines, 7 actions`."""
    counts = row.feed.counts
    if counts is None:
        return ""
    parts = (
        (counts.meetings, ngettext("{count} meeting", "{count} meetings", counts.meetings)),
        (counts.deadlines, ngettext("{count} deadline", "{count} deadlines", counts.deadlines)),
        (counts.actions, ngettext("{count} action", "{count} actions", counts.actions)),
    )
    return ", ".join(words.format(count=f"{count:,}") for count, words in parts if count) or _("nothing yet")


def written_words(row: FeedRow) -> str:
    """When, or that it couldn't be."""
    if row.feed.problem:
        return _("couldn't be written")
    at = row.feed.written_at
    if at is None:
        return _("isn't there")
    local = at.astimezone()
    return _("{day}, {time}").format(day=format_date(local.date()), time=format_time(local.time()))


def _tone(row: FeedRow) -> Tone | None:
    return Tone.DANGER if row.feed.problem else Tone.CAUTION if row.feed.written_at is None else None
