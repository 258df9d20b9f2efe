"""People pasted from a mail: what doesn't look like a name is asked about, and what can't be taken says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from msa_wg_desktop.domain.people_lines import Finding, FoundPerson
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column
from msa_wg_desktop.gui.widgets.pasted_list import PastedListDialog
from msa_wg_desktop.words import _, ngettext

_WHY = 4
_LEFT = (Finding.REFUSED, Finding.DOUBTFUL)


class PeopleListDialog(PastedListDialog[FoundPerson]):
    """New people, and the addresses of those who had none."""

    sureBox: QCheckBox

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/people_list_dialog", context, _columns(), wide=_WHY, parent=parent)
        self.sureBox.hide()
        self.sureBox.toggled.connect(self.read_again)
        self.read_again()

    def understood(self, text: str) -> Sequence[FoundPerson]:
        lines, sure = self.context.services.people_lines, self.sureBox.isChecked()
        found = lines.read(text)
        odd = sum(person.finding is Finding.DOUBTFUL for person in found)
        words = ngettext(
            "The one that doesn't look like a &name is one all the same",
            "The {count} that don't look like a &name are names all the same",
            odd,
        )
        self.sureBox.setText(words.format(count=odd))
        self.sureBox.setVisible(bool(odd))
        return lines.read(text, sure=True) if sure and odd else found

    def key_of(self, found: FoundPerson) -> str:
        return repr(found.line)

    def counts(self, found: FoundPerson) -> bool:
        return found.counts

    def summary(self, found: Sequence[FoundPerson]) -> str:
        parts = [ngettext("{count} person", "{count} people", len(found)).format(count=len(found))]
        for finding, words in (
            (Finding.DOUBTFUL, _("{count} may be no name")),
            (Finding.REFUSED, _("{count} can't be taken")),
        ):
            count = sum(person.finding is finding for person in found)
            parts += [words.format(count=count)] if count else []
        return " · ".join(parts)

    def button_words(self, count: int) -> str:
        words = ngettext("&Add {count} person", "&Add {count} people", count).format(count=count)
        return words if count else _("&Add")

    def take(self, found: Sequence[FoundPerson]) -> str:
        ids = self.context.services.people_lines.add(found)
        words = ngettext("{count} person was added.", "{count} people were added.", len(ids))
        return words.format(count=len(ids))

    def left(self, found: Sequence[FoundPerson]) -> str:
        return "\n".join(person.text for person in found if person.finding in _LEFT)


def _columns() -> tuple[Column[FoundPerson], ...]:
    return (
        Column(header=_("Name"), text=lambda row: row.line.name, strong=True),
        Column(header=_("Organisation"), text=lambda row: row.line.organisation, chip=_new_organisation),
        Column(header=_("Code"), text=lambda row: row.line.code),
        Column(header=_("Mail"), text=lambda row: row.line.mail, quiet=True),
        Column(header=_("What comes of it"), text=lambda row: row.why, chip=_finding),
    )


def _new_organisation(row: FoundPerson) -> tuple[str, Tone] | None:
    return (_("new"), Tone.INFORMATION) if row.makes_organisation else None


def _finding(row: FoundPerson) -> tuple[str, Tone]:
    return {
        Finding.NEW: (_("new"), Tone.GOOD),
        Finding.COMPLETED: (_("completed"), Tone.GOOD),
        Finding.KNOWN: (_("known"), Tone.NEUTRAL),
        Finding.DOUBTFUL: (_("a name?"), Tone.CAUTION),
        Finding.REFUSED: (_("can't be taken"), Tone.DANGER),
    }[row.finding]
