"""Keeps a view showing what is in the record: it reads again when something it shows has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.gui.core.bus import Bus

Rows = TypeVar("Rows")
_FEW = 20
"""So many changes may be brought up to date one by one."""


class LiveQuery(QObject, Generic[Rows]):
    """Loads rows and hands them to the view, first when `owner` is shown, then at each change that touches `entities`
    (None: whatever it touches).

    However many changes pass, it reads once per turn of the event loop. While `owner` is hidden it only notes
    that it is stale, and reads before the next painting. It ends with its owner. Changes whose `origin` is
    `skip_origin` are its own echo and are passed over. `patch` is for long lists: it may bring what a few changes
    touched up to date by itself, and says whether it could; else all is read. `first_after` is for what nobody
    came for: so many milliseconds after it is shown it is read for the first time, when what they came for is there.
    """

    def __init__(
        self,
        owner: QWidget,
        bus: Bus,
        *,
        entities: Iterable[str] | None,
        load: Callable[[], Rows],
        show: Callable[[Rows], None],
        skip_origin: str = "",
        patch: Callable[[Sequence[ChangeSet]], bool] | None = None,
        first_after: int = 0,
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._entities = None if entities is None else frozenset(entities)
        self._load, self._show = load, show
        self._skip_origin = skip_origin
        self._stale = True
        self._patch = patch
        self._passed: list[ChangeSet] = []
        self._whole = True
        self._first = QTimer(self, singleShot=True, interval=first_after) if first_after else None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._end_turn)
        if self._first is not None:
            self._first.timeout.connect(self._end_turn)
        bus.changed.connect(self._heard)
        owner.installEventFilter(self)
        if owner.isVisible():
            self._turn.start()

    @property
    def stale(self) -> bool:
        """Whether the view may show something else than the record holds."""
        return self._stale

    def invalidate(self) -> None:
        """What the view asks for has changed (a filter, another meeting): reads in this turn, or when shown."""
        self._whole = True
        self._go_stale()

    def refresh(self) -> None:
        """Reads at once, shown or not."""
        self._turn.stop()
        self._stale = self._whole = False
        self._passed.clear()
        self._show(self._load())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self._owner:
            first, self._first = self._first, None
            if first is not None:
                first.start()
            else:
                self._catch_up()
        return False

    def _heard(self, changes: ChangeSet) -> None:
        own_echo = bool(self._skip_origin) and changes.origin == self._skip_origin
        if own_echo or not (self._entities is None or changes.touches(self._entities)):
            return
        self._passed.append(changes)
        self._whole = self._whole or self._patch is None or len(self._passed) > _FEW
        self._go_stale()

    def _go_stale(self) -> None:
        self._stale = True
        if self._owner.isVisible():
            self._turn.start()

    def _end_turn(self) -> None:
        if self._owner.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale and not self._patched():
            self.refresh()

    def _patched(self) -> bool:
        if self._whole or self._patch is None or not self._patch(tuple(self._passed)):
            return False
        self._stale = False
        self._passed.clear()
        return True
