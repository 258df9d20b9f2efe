"""Takes in calendar files and mails in three steps: read them, see what would become of each, take what was chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from msa_wg_desktop.domain.incoming import For, Incoming, Sort, count_words
from msa_wg_desktop.domain.replies import Came, FileRead, IncomingEvent, Outcome
from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.replies import Progress, Replies
from msa_wg_desktop.services.reply_files import files_of, read_files
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.taken_over import TakenOver
from msa_wg_desktop.words import _, ngettext

MOST = 5_000
"""More answers and events at a time than these, and nobody looks through them."""


_Part = tuple[int, FileRead]
"""One thing, and the number of the file in which it stood."""


class IncomingFiles(Service):
    """The verbs of files that came."""

    def __init__(self, store: Store, *, replies: Replies, taken_over: TakenOver) -> None:
        super().__init__(store)
        self._replies, self._taken_over = replies, taken_over

    @staticmethod
    def read(paths: Sequence[Path], progress: Progress | None = None) -> tuple[FileRead, ...]:
        """What files, and those of folders, hold. Touches no record: safe in the background."""
        return read_files(files_of(paths), progress)

    def preview(self, files: Sequence[FileRead]) -> tuple[Incoming, ...]:
        """What would become of each thing that was read; nothing is changed. Raises ImportProblem for too many."""
        parts = tuple(_parts(files))
        if len(parts) > MOST:
            words = _("{count} answers and events are too many at a time. Nothing was changed; take in at most {most}.")
            raise ImportProblem(words.format(count=f"{len(parts):,}", most=f"{MOST:,}"))
        done = self._replies.try_out([part for _number, part in parts])
        found = [Incoming(part, report) for (_number, part), report in zip(parts, done.reports, strict=True)]
        return tuple(_events_whole(parts, found))

    def take(self, chosen: Sequence[Incoming], events: Mapping[str, For]) -> str:
        """Takes what was chosen, in one step; says what was done.

        `events` says by UID for which meeting an event of somebody else is taken over. Raises ValidationError or
        ConflictError in words, and nothing was changed.
        """
        over = [each for each in chosen if each.sort is Sort.EVENT]
        answers = [each.file for each in chosen if each.sort is not Sort.EVENT]
        label = ngettext("Take in an answer or event", "Take in {count} answers and events", len(chosen))
        with self.store.operation(label.format(count=len(chosen))):
            if answers:
                self._replies.take(answers)
            remarks = [remark for each in over for remark in self._take_over(each, events)]
        return " ".join([_("Taken in: {what}.").format(what=count_words(chosen)), *remarks])

    def _take_over(self, each: Incoming, events: Mapping[str, For]) -> tuple[str, ...]:
        content, event = each.file.content, each.event
        if content is None or event is None:
            return ()
        to = events.get(event.uid, For())
        followed = self._taken_over.take_over(
            content,
            meeting_id=to.meeting_id or None,
            group_id=to.group_id or None,
            time_zone=to.time_zone,
            organiser=to.organiser,
        )
        return followed.remarks


def _parts(files: Sequence[FileRead]) -> Iterator[_Part]:
    """Each thing of each file by itself."""
    for number, file in enumerate(files):
        if file.content is None:
            yield number, file
            continue
        for event in file.content.events:
            yield number, replace(file, content=replace(file.content, events=(event,)))


def _events_whole(parts: Sequence[_Part], found: Sequence[Incoming]) -> Iterator[Incoming]:
    """An event of somebody else is one thing, with all that its file says of its days; of several files the newest."""
    whole: dict[str, dict[int, list[IncomingEvent]]] = defaultdict(lambda: defaultdict(list))
    for (number, _file), each in zip(parts, found, strict=True):
        if each.event is not None and each.sort is Sort.EVENT:
            whole[each.event.uid][number].append(each.event)
    newest = {uid: max(files, key=lambda number, files=files: _version(files[number])) for uid, files in whole.items()}
    for (number, file), each in zip(parts, found, strict=True):
        event, content = each.event, file.content
        if event is None or content is None or each.sort is not Sort.EVENT:
            yield each
        elif newest[event.uid] != number:
            words = _("“{title}” comes in another file too, which is newer or the same.").format(title=event.called)
            yield Incoming(file, replace(each.report, outcome=Outcome.KNOWN, came=Came.OTHER, words=words))
        elif its := whole[event.uid].pop(number, None):
            its.sort(key=lambda other: other.occurrence is not None)
            yield replace(each, file=replace(file, content=replace(content, events=tuple(its))))


def _version(events: Sequence[IncomingEvent]) -> tuple[int, str]:
    return max((event.sequence, event.stamp.isoformat() if event.stamp is not None else "") for event in events)
