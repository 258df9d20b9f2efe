"""The card beside a list that shows one of its things in full: what stands still is said here, once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from msa_wg_desktop.gui.widgets.panel_parts import PanelArea, heading, words_label
from msa_wg_desktop.gui.widgets.taken_field import TakenField

_SIDE, _TOP = 14, 12


class OneOfMany(Protocol):
    """What a panel shows is one of those that a list has."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


Shown = TypeVar("Shown", bound=OneOfMany)


class SidePanel(QFrame, Generic[Shown]):
    """Each field in `_fields` is written when one is done with it; what is typed is written before another is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._shown: Shown | None = None
        self._fields: dict[str, TakenField] = {}

    def begin(self, nothing: str, *, side: int = _SIDE, spacing: int = 4) -> QVBoxLayout:
        """Call it once: `nothing` is said while nothing is selected. Gives the column of all that is shown of one."""
        self.titleLabel, self.nothingLabel = words_label("heading"), words_label("secondary")
        self.nothingLabel.setText(nothing)
        self.nothingLabel.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothingLabel.setMargin(_SIDE)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(side, _TOP, side, _TOP)
        self._column.setSpacing(spacing)
        self._area = PanelArea(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothingLabel)
        self._stack.addWidget(self._area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._stack)
        return self._column

    def add_part(self, head: QLabel | str, *widgets: QWidget) -> None:
        """A part of the column below its head; buttons are as wide as their words."""
        self._column.addSpacing(12)
        self._column.addWidget(heading(head) if isinstance(head, str) else head)
        for widget in widgets:
            narrow = isinstance(widget, QPushButton)
            self._column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))

    def add_other(self, widget: QWidget) -> None:
        """What may be shown instead, such as fields for several things at once."""
        self._other = PanelArea(widget)
        self._stack.addWidget(self._other)

    def show_other(self) -> None:
        """Shows that until one thing is shown again."""
        self.flush()
        self._shown = None
        self._stack.setCurrentWidget(self._other)

    def offer(self, names: Sequence[str]) -> None:
        """Who can be named in its fields."""

    def show_one(self, shown: Shown | None) -> None:
        """Shows one thing, or says that there is none."""
        another = (shown.id if shown else "") != (self._shown.id if self._shown else "")
        if another:
            self.flush()
        self._shown = shown
        self._stack.setCurrentWidget(self._area if shown else self.nothingLabel)
        if shown is None:
            return
        self.setAccessibleName(shown.title)
        self.titleLabel.setText(shown.title)
        for name, value in self._values(shown).items():
            self._fields[name].start_anew(value) if another else self._fields[name].show(value)
        self._fill(shown)
        self._area.fit_soon()
        if another:
            self._area.verticalScrollBar().setValue(0)

    def seen(self, name: str) -> int:
        """How far the record was told of when what stands in a field was shown."""
        return self._fields[name].seen

    def flush(self) -> None:
        """Writes what is typed."""
        if self._shown is not None:
            for field in self._fields.values():
                field.flush()

    def sizeHint(self) -> QSize:
        """It scrolls: whatever height there is will do."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def _values(self, shown: Shown) -> Mapping[str, str]:
        """What the fields hold of it, each under its name."""
        return {}

    def _fill(self, shown: Shown) -> None:
        """Shows all of it but its title and its fields."""
        raise NotImplementedError
