"""What a calendar file said before: an event of which nothing else changed keeps its stamp and its number.

Programs that follow a file take a newer stamp for a change, and show it as one; and a file whose bytes are the same
need not be written again, nor carried again by whatever shares its folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

_BEGIN, _END, _LINE_END = "BEGIN:VEVENT", "END:VEVENT", "\r\n"
_HEAD = ("UID:", "DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:")
"""How each event of a feed begins, in this order."""
_AFTER_HEAD = 1 + len(_HEAD)

Before = Mapping[str, tuple[int, tuple[str, ...]]]
"""By UID, what tells an event's content, and the lines that say when it changed and how often."""


def read_before(data: bytes) -> Before:
    """The events of a file; whatever doesn't begin as ours do is passed over."""
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    whole = data.replace(b"\r\n ", b"").decode("utf-8", "replace")
    for part in whole.split(_BEGIN + _LINE_END)[1:]:
        lines = part.partition(_END)[0].split(_LINE_END, len(_HEAD))
        if len(lines) > len(_HEAD) and all(map(str.startswith, lines, _HEAD)):
            uid, *changes, content = lines
            found[uid] = hash(content), tuple(changes)
    return found


def keeping(lines: Iterable[str], before: Before) -> Iterator[str]:
    """The same lines; of an event whose content is as it was, the lines of changes are as they were."""
    event: list[str] = []
    for line in lines:
        if not event and line != _BEGIN:
            yield line
            continue
        event.append(line)
        if line == _END:
            content, changes = before.get(event[1], (None, ()))
            if content == hash("".join(each + _LINE_END for each in event[_AFTER_HEAD:-1])):
                event[2:_AFTER_HEAD] = changes
            yield from event
            event = []
