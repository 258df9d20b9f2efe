"""Fields whose value is written when one is done with them: what can't be taken stays to be put right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from msa_wg_desktop.gui.widgets.record_undo import leaves_undo


class TakenField(QObject):
    """Gives `edit` its habits: Enter and leaving write by `take`, Esc brings back what was there.

    What somebody is typing is never overwritten by what the record says meanwhile. `now` tells how far the record
    is told of: `seen` is how far it was when what stands here was shown, or was typed anew after it was refused.
    """

    def __init__(self, edit: QLineEdit, take: Callable[[str], bool], *, now: Callable[[], int] = int) -> None:
        super().__init__(edit)
        self._edit, self._take, self._now = edit, take, now
        self._shown = self._latest = ""
        self.seen = now()
        self._writing = False
        edit.editingFinished.connect(self._done)
        edit.textEdited.connect(self._typed)
        edit.installEventFilter(self)

    @property
    def pending(self) -> bool:
        """Whether something is typed that isn't written yet."""
        return self._edit.isModified() and self._edit.text().strip() != self._shown

    def show(self, value: str) -> None:
        """What the record says."""
        self._latest = value
        if not self.pending or self._writing:
            self._shown, self.seen = value, self._now()
            if self._edit.text() != value:
                self._edit.setText(value)
                self._edit.setCursorPosition(0)
            self._edit.setModified(False)
            self._mark(problem=False)

    def start_anew(self, value: str) -> None:
        """The field is about something else from now on: what was typed for the other is dropped."""
        self._edit.setModified(False)
        self.show(value)

    def flush(self) -> None:
        """Writes what is pending."""
        self._done()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.pending
        ):
            self.start_anew(self._latest)
            return True
        return leaves_undo(self._edit, event) or super().eventFilter(watched, event)

    def _done(self) -> None:
        if not self.pending or self._writing:
            return
        self._writing = True
        try:
            taken = self._take(self._edit.text().strip())
        finally:
            self._writing = False
        self._mark(problem=not taken)
        if taken:
            # The same text anew: what led to it can't be taken back here any more, but in the record.
            self._edit.setText(self._edit.text())
            self._shown, self.seen = self._edit.text().strip(), self._now()

    def _typed(self) -> None:
        """Who types on after a refusal has read it."""
        if self._edit.property("problem"):
            self.seen = self._now()

    def _mark(self, *, problem: bool) -> None:
        if self._edit.property("problem") is not problem:
            self._edit.setProperty("problem", problem)
            self._edit.style().unpolish(self._edit)
            self._edit.style().polish(self._edit)
