"""A group's own data: how it is called, what heads its summaries, whose holidays and which decision count in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLineEdit, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.groups import PATH_SEPARATOR, Attribution, GroupRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _


class GroupDialog(RecordDialog):
    """Changes a group, or makes a new one, which takes over the habits of the one it is part of."""

    parentBox: QComboBox
    nameEdit: QLineEdit
    shortEdit: QLineEdit
    headingEdit: QLineEdit
    summaryTitleEdit: QLineEdit
    stateEdit: QLineEdit
    zoneEdit: QLineEdit
    attributionBox: QComboBox
    decisionBox: QComboBox
    markersBox: QCheckBox
    buttonBox: QDialogButtonBox

    enter_saves = True

    def __init__(self, context: Context, group_id: str, *, new: bool = False, parent: QWidget | None = None) -> None:
        """`new`: a group that is part of `group_id`, or of none where that is ""."""
        super().__init__("dialogs/group_dialog", context, parent)
        groups = context.services.groups.list()
        model = next((group for group in groups if group.id == group_id), None)
        self._group: GroupRow | None = None if new else model
        self.saveButton = self.buttonBox.addButton(_("&Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.saveButton.setDefault(True)
        self.buttonBox.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.setWindowTitle(_("Group {name}").format(name=self._group.path) if self._group else _("New group"))
        self._offer(groups)
        if model is not None:
            self._show_group(model, new=new)
        self.nameEdit.setFocus()

    def accept(self) -> None:
        """One step; undo takes it back."""
        with self.trying():
            name = self._write()
            words = _("Saved: {group}").format(group=name)
            self.context.say_done(words)
            super().accept()

    def _offer(self, groups: tuple[GroupRow, ...]) -> None:
        self.parentBox.addItem(_("nothing: it stands by itself"), None)
        for group in groups:
            if self._group is None or not group.path.startswith(self._group.path):
                self.parentBox.addItem(group.path.replace(PATH_SEPARATOR, " · "), group.id)
        for attribution, words in (
            (Attribution.PERSON, _("the person and the organisation")),
            (Attribution.ORGANISATION, _("only the organisation")),
            (Attribution.NONE, _("nobody")),
        ):
            self.attributionBox.addItem(words, attribution.value)
        self.decisionBox.addItem(_("none"), None)
        for decision in self.context.services.orders.decisions():
            day = format_date(decision.decided_on) if decision.decided_on else decision.title
            words = _("Docket {number} · {day}").format(number=decision.docket, day=day)
            self.decisionBox.addItem(words, decision.id)

    def _show_group(self, group: GroupRow, *, new: bool) -> None:
        """Of a new group the habits are those of its parent, the names are its own."""
        choose(self.parentBox, group.id if new else group.parent_id)
        if not new:
            for edit, text in (
                (self.nameEdit, group.name),
                (self.shortEdit, group.short),
                (self.summaryTitleEdit, group.summary_title),
            ):
                edit.setText(text)
        self.headingEdit.setText(group.heading)
        self.stateEdit.setText(group.state)
        self.zoneEdit.setText(group.time_zone)
        choose(self.attributionBox, group.attribution.value)
        choose(self.decisionBox, group.default_decision_id)
        self.markersBox.setChecked(group.print_markers)

    def _write(self) -> str:
        groups, values = self.context.services.groups, self._values()
        if self._group is not None:
            shown = {name: getattr(self._group, name) for name in values}
            groups.edit(self._group.id, values, shown=shown)
            return groups.get(self._group.id).path
        made = groups.add_below(values.pop("name"), **values)
        self.context.scope.choose(made.id)
        return made.path

    def _values(self) -> dict[str, Any]:
        return {
            "name": self.nameEdit.text().strip(),
            "short": self.shortEdit.text().strip(),
            "parent_id": self.parentBox.currentData(),
            "heading": self.headingEdit.text().strip(),
            "summary_title": self.summaryTitleEdit.text().strip(),
            "state": self.stateEdit.text().strip().upper() or "CT",
            "time_zone": self.zoneEdit.text().strip() or "America/New_York",
            "attribution": self.attributionBox.currentData(),
            "default_decision_id": self.decisionBox.currentData(),
            "print_markers": self.markersBox.isChecked(),
        }


def choose(box: QComboBox, data: Any) -> None:
    """Shows the entry of some data, where there is one."""
    box.setCurrentIndex(max(0, box.findData(data)))
