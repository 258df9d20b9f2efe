"""What is captured and what is carried over, as the panels beside the discussion say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.dates import format_date, format_day, short_date
from msa_wg_desktop.domain.notes import CaptureKind, kind_words
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.domain.questions import QuestionStatus
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.capture_kinds import TONES
from msa_wg_desktop.gui.models.cards import CardRow, CardsModel, Tag, together, unbroken_words
from msa_wg_desktop.words import _, ngettext

_DONE = frozenset({"done", "answered"})


class CapturedList(CardsModel[CapturedRow]):
    """What was captured in a meeting. Numbers of lines come from the outline, which knows them while one types."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels: Mapping[str, str] = {}
        self._day: date | None = None

    def key_of(self, row: CapturedRow) -> str:
        return f"{row.id} {row.note_id}"

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """The numbers of lines by their ids, where they have changed."""
        shown = {row.note_id: labels.get(row.note_id or "", "") for row in self.rows}
        changed = shown != {note_id: self._labels.get(note_id or "", "") for note_id in shown}
        self._labels = labels
        if changed:
            self.refresh()

    def set_day(self, day: date | None) -> None:
        """The meeting's day: dates in its year are said without the year."""
        self._day = day

    def card(self, row: CapturedRow) -> CardRow:
        label = self._labels.get(row.note_id or "", row.label)
        parts = [
            due_words(row.due, self._day),
            *(order_words(item) for item in row.order_items),
            (_("taken up in {label}") if row.taken_up else _("from {label}")).format(label=label) if label else "",
            _("not for the summary") if row.off_record else "",
        ]
        state = Tag(_("differs from its line"), Tone.CAUTION) if row.differs else None
        if row.status in _DONE:
            state = state or Tag(_("done") if row.kind is CaptureKind.ACTION else _("answered"), Tone.GOOD)
        elif row.status == QuestionStatus.LET_GO:
            state = state or Tag(_("needs no answer"), Tone.NEUTRAL)
        return CardRow(
            row.text,
            _together(_who(row), parts),
            Tag(captured_words(row), TONES[row.kind]),
            state,
            strong=True,
        )


class CarriedList(CardsModel[CapturedRow]):
    """What is still open from before a meeting."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day = date.min

    def set_day(self, day: date) -> None:
        """The day from which what is due before counts as late."""
        if day != self._day:
            self._day = day
            self.refresh()

    def card(self, row: CapturedRow) -> CardRow:
        late = row.due is not None and row.due < self._day
        parts = (kind_words(row.kind), "" if late else due_words(row.due, self._day))
        return CardRow(row.text, _together(row.who_text, parts), detail_tag=self._since(row))

    def _since(self, row: CapturedRow) -> Tag | None:
        if row.due is not None and row.due < self._day:
            days = (self._day - row.due).days
            return Tag(ngettext("{count} day overdue", "{count} days overdue", days).format(count=days), Tone.DANGER)
        if row.kind is CaptureKind.ACTION or row.meeting_date is None:
            return None
        return Tag(_("asked {day}").format(day=known_day(row.meeting_date, self._day)), Tone.INFORMATION)


def captured_words(row: CapturedRow) -> str:
    """The chip of a captured thing: its kind, and of a question whether it still is one."""
    return kind_words(row.kind, is_open=row.is_open)


def day_words(day: date, near: date | None) -> str:
    """`Feb 21`, and in another year `Fri, Feb 21, 2025`."""
    return format_day(day) if near is not None and day.year == near.year else format_date(day)


def known_day(day: date, near: date | None) -> str:
    """`Feb 21`, and in another year `Feb 21, 2025`: of what lies behind, where the weekday says nothing."""
    return format_day(day) if near is not None and day.year == near.year else short_date(day)


def due_words(due: date | None, near: date | None) -> str:
    """`due Feb 21`; nothing where no date is known."""
    return _("due {day}").format(day=day_words(due, near)) if due else ""


def _together(who: str, parts: Iterable[str]) -> str:
    """Parts with dots between; `due Feb 21` and `from 4.c` are not broken over two lines, names may be."""
    return together(who, *(unbroken_words(part) for part in parts))


def _who(row: CapturedRow) -> str:
    if not row.who:
        return ""
    return _("asked by {who}").format(who=row.who_text) if row.kind is CaptureKind.QUESTION else row.who_text
