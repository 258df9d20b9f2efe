"""What was changed in the outline and is not in the record yet, gathered until it is written as one step."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from msa_wg_desktop.domain.notes import Caret


@dataclass(slots=True)
class Pending:
    """Ids of lines that may differ from the record, in the order in which they were touched.

    `unread` are lines that were edited since the caret came to them: what they capture is read when it
    leaves. `literal` are lines that Esc said are to be taken as they stand. Times are of the monotonic clock.
    """

    touched: dict[str, None] = field(default_factory=dict)
    deleted: dict[str, None] = field(default_factory=dict)
    joins: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    literal: set[str] = field(default_factory=set)
    label: str = ""
    caret_before: Caret | None = None
    first_edit: float = 0.0
    last_edit: float = 0.0

    @property
    def waiting(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.touched or self.deleted)

    def touch(self, note_id: str) -> bool:
        """Notes an edit of a line; returns whether it is the first since the last writing."""
        self.last_edit = time.monotonic()
        if self.touched or self.deleted:
            self.touched[note_id] = None
            return False
        self.touched[note_id] = None
        self.first_edit = self.last_edit
        return True

    def vanish(self, note_id: str, *, known: bool) -> None:
        """A line is gone; `known` says whether the record has it."""
        self.touched.pop(note_id, None)
        self.unread.discard(note_id)
        if known:
            if not self.waiting:
                self.first_edit = time.monotonic()
            self.deleted[note_id] = None

    def written(self) -> None:
        """All of it stands in the record."""
        self.touched.clear()
        self.deleted.clear()
        self.joins.clear()
        self.label = ""
        self.caret_before = None
