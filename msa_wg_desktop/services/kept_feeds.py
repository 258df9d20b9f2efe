"""Calendar files that are written again whenever the record changes: which they are, and how the last writing went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import exists, select

from msa_wg_desktop.db.models import ChangeRow, Operation
from msa_wg_desktop.domain.feeds import FeedCounts
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.services.feeds import SHOWN, Feeds
from msa_wg_desktop.services.user_settings import CALENDAR_FILES, RecordSettings

_COUNTS = ("meetings", "deadlines", "actions")


@dataclass(frozen=True, slots=True)
class KeptFeed:
    """A file that is kept: whose things it holds ("" for all that there is), and what is known of its last writing.

    `seq` is up to where in the history it was written, `day` on which day, `written_ns` how the file's own time stood
    then: while all of that is so, nothing has to be read again. `problem` says why it couldn't be written.
    """

    file: Path
    party_id: str = ""
    counts: FeedCounts | None = None
    problem: str = ""
    seq: int = 0
    day: str = ""
    written_ns: int = 0

    @property
    def written_at(self) -> datetime | None:
        """When what stands there was written; None where nothing does."""
        written = _written(self.file)
        return datetime.fromtimestamp(written / 1e9, UTC) if written else None


class KeptFeeds:
    """The calendar files of this record, on this computer."""

    def __init__(self, feeds: Feeds, here: RecordSettings) -> None:
        self._feeds = feeds
        self._here = here

    def all(self) -> tuple[KeptFeed, ...]:
        """Those that are kept, in the order in which they were begun."""
        kept: dict[str, Any] = self._here.value(CALENDAR_FILES, {})
        return tuple(_read(Path(file), value) for file, value in kept.items())

    def keep(self, target: Path, *, party_id: str | None = None) -> FeedCounts:
        """Writes a file and keeps it up to date from now on. Raises ExportError in words; then it isn't kept."""
        target = target.expanduser().absolute()
        feed = self._write(KeptFeed(target, party_id or ""))
        self._put([*(each for each in self.all() if each.file != target), feed])
        assert feed.counts is not None
        return feed.counts

    def forget(self, target: Path) -> bool:
        """Keeps a file no longer; it stays as it is. Gives whether it was kept."""
        target = target.expanduser().absolute()
        kept = self.all()
        self._put(each for each in kept if each.file != target)
        return any(each.file == target for each in kept)

    def write(self, *, anyhow: bool = False) -> tuple[KeptFeed, ...]:
        """Writes those of which anything may have changed, or `anyhow` all; what can't be written says so itself.

        Changes no settings: safe in the background. `remember` is told the result.
        """
        found: list[KeptFeed] = []
        for feed in self.all():
            try:
                found.append(self._write(feed) if anyhow or not self._is_fresh(feed) else feed)
            except AppError as problem:
                found.append(replace(feed, problem=problem.words))
        return tuple(found)

    def remember(self, written: Iterable[KeptFeed]) -> str:
        """Keeps how the writing went, of those that are still kept; gives the first problem, "" where there is none."""
        news = {feed.file: feed for feed in written}
        kept = [news.get(feed.file, feed) for feed in self.all()]
        self._put(kept)
        return next((feed.problem for feed in kept if feed.problem), "")

    def _write(self, feed: KeptFeed) -> KeptFeed:
        seq = self._feeds.store.seq()
        counts = self._feeds.write(feed.file, party_id=feed.party_id or None)
        return KeptFeed(feed.file, feed.party_id, counts, "", seq, self._today(), _written(feed.file))

    def _is_fresh(self, feed: KeptFeed) -> bool:
        """Whether nothing that a file shows was changed since it was written, here or there."""
        if feed.problem or feed.day != self._today() or not feed.written_ns or feed.written_ns != _written(feed.file):
            return False
        later = select(ChangeRow.id).join(Operation, Operation.id == ChangeRow.operation_id)
        changed = exists(later.where(Operation.seq > feed.seq, ChangeRow.entity.in_(SHOWN)))
        with self._feeds.store.reading() as connection:
            return not connection.execute(select(changed)).scalar()

    def _today(self) -> str:
        """Who belongs to whom may be another tomorrow."""
        return self._feeds.store.clock.today().isoformat()

    def _put(self, kept: Iterable[KeptFeed]) -> None:
        self._here.put(CALENDAR_FILES, {str(feed.file): _value(feed) for feed in kept})


def _value(feed: KeptFeed) -> dict[str, Any]:
    counts = [getattr(feed.counts, name) for name in _COUNTS] if feed.counts is not None else []
    return {
        "party": feed.party_id,
        "counts": counts,
        "problem": feed.problem,
        "seq": feed.seq,
        "day": feed.day,
        "written": feed.written_ns,
    }


def _read(file: Path, value: Any) -> KeptFeed:
    """What the settings say; before there was more to say, they said the party alone."""
    if not isinstance(value, dict):
        return KeptFeed(file, value if isinstance(value, str) else "")
    counts = value.get("counts")
    return KeptFeed(
        file,
        str(value.get("party", "")),
        FeedCounts(*counts) if isinstance(counts, list) and len(counts) == len(_COUNTS) else None,
        str(value.get("problem", "")),
        int(value.get("seq", 0)),
        str(value.get("day", "")),
        int(value.get("written", 0)),
    )


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
