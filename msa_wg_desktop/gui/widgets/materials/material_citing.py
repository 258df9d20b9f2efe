"""Choosing what cites a material (a data need, or a meeting and then a line of it), and what a line cites."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.materials import Cites, MaterialFilter
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.words import _

_NEED, _MEETING = "need:", "meeting:"


class CitingPopup:
    """Asks first for a data need or a meeting, then for the line."""

    def __init__(self, context: Context, owner: QWidget, taken: Callable[[Cites, str], object]) -> None:
        self._context, self._taken = context, taken
        family = context.services.groups.family(context.scope.group_id)
        needs = context.services.data_needs.list(WorkFilter(group_ids=family))
        meetings = [row for row in context.services.meetings.list() if row.group_id in family]
        picks = [
            Pick(
                f"{_MEETING}{row.id}",
                _("A line of {title}, {day}…").format(
                    title=row.title, day=format_date(row.date) if row.date else _("no date yet")
                ),
            )
            for row in meetings
        ]
        picks += [Pick(f"{_NEED}{row.id}", _("Data need: {need}").format(need=_one_line(row.need))) for row in needs]
        self.popup = PickPopup.open_below(owner, _("Cited by"), picks, self._take)

    def _take(self, key: str) -> None:
        if key.startswith(_NEED):
            self._taken(Cites.DATA_NEED, key.removeprefix(_NEED))
            return
        lines = self._context.services.note_lines.list(key.removeprefix(_MEETING))
        picks = [Pick(line.id, f"{line.label} {_one_line(line.line)}") for line in lines if line.label]
        self.popup.ask(_("Line"), picks, self._take_line)

    def _take_line(self, note_id: str) -> None:
        self._taken(Cites.NOTE, note_id)


def cite_in_line(context: Context, owner: QWidget, note_id: str) -> None:
    """Asks which material a line cites; those that it cites already say so, and are taken back by choosing them."""
    services = context.services
    family = services.groups.family(context.scope.group_id)
    rows = services.materials.list(wanted=MaterialFilter(group_ids=family, newest=True))
    cited = {row.id for row in services.materials.cited_in(note_id)}
    if not rows:
        context.notifier.say(_("There is no material yet. Add it on the page Materials first."))
        return
    names = {row.id: " ".join(part for part in (row.title, row.version_words) if part) for row in rows}

    def take(material_id: str) -> None:
        with context.telling():
            if material_id in cited:
                services.materials.uncite(material_id, note_id)
                words = _("The line cites “{title}” no longer.")
            else:
                services.materials.cite(material_id, Cites.NOTE, note_id)
                words = _("The line cites “{title}”.")
            context.say_done(words.format(title=names[material_id]))

    taken_back = _("{title} (cited: take it back)")
    picks = [
        Pick(row_id, taken_back.format(title=title) if row_id in cited else title) for row_id, title in names.items()
    ]
    PickPopup.open_below(owner, _("Material"), picks, take)


def _one_line(text: str) -> str:
    return " ".join(text.split())
