"""What a calendar file said before: an event of which nothing else changed keeps its stamp and its number.

Programs that follow a file take a newer stamp for a change, and show it as one; and a file whose bytes are the same
need not be written again, nor carried again by whatever shares its folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

_BEGIN, _END, _UID = "BEGIN:VEVENT", "END:VEVENT", "UID:"
_OF_CHANGES = ("DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:")

Before = Mapping[str, tuple[int, tuple[str, ...]]]
"""By UID, what tells an event's content, and the lines that say when it changed and how often."""


def read_before(lines: Iterable[bytes]) -> Before:
    """The events of a file, line by line; whatever is none of ours is passed over."""
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for event in _events(_unfolded(lines)):
        if isinstance(event, list):
            found[_uid(event)] = (_content(event), _changes(event))
    return found


def keeping(lines: Iterable[str], before: Before) -> Iterator[str]:
    """The same lines; of an event whose content is as it was, the lines of changes are as they were."""
    for event in _events(lines):
        if isinstance(event, str):
            yield event
            continue
        content, changes = before.get(_uid(event), (None, ()))
        if content != _content(event):
            yield from event
            continue
        left = iter(changes)
        yield from (next(left, line) if line.startswith(_OF_CHANGES) else line for line in event)


def _events(lines: Iterable[str]) -> Iterator[str | list[str]]:
    """The lines outside of events one by one, those of an event together."""
    event: list[str] | None = None
    for line in lines:
        if line == _BEGIN:
            event = []
        if event is None:
            yield line
            continue
        event.append(line)
        if line == _END:
            yield event
            event = None


def _unfolded(lines: Iterable[bytes]) -> Iterator[str]:
    whole = b""
    for line in lines:
        piece = line.rstrip(b"\r\n")
        if piece.startswith(b" "):
            whole += piece[1:]
            continue
        yield whole.decode("utf-8", "replace")
        whole = piece
    yield whole.decode("utf-8", "replace")


def _uid(event: Sequence[str]) -> str:
    return next((line for line in event if line.startswith(_UID)), "")


def _content(event: Sequence[str]) -> int:
    return hash("\n".join(line for line in event if not line.startswith(_OF_CHANGES)))


def _changes(event: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in event if line.startswith(_OF_CHANGES))
