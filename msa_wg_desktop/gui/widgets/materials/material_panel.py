"""One material beside the list: from whom, where it lies, its versions, and what cites it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from msa_wg_desktop.domain.dates import format_date, format_day
from msa_wg_desktop.domain.materials import CitationRow, Cites, MaterialRow, Whereabouts, size_words
from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.materials_table import received_words
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.materials.material_edits import MaterialEdits
from msa_wg_desktop.gui.widgets.panel_parts import FieldsGrid, heading, words_label
from msa_wg_desktop.gui.widgets.parties_edit import PartyEdit
from msa_wg_desktop.gui.widgets.side_panel import SidePanel
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.words import _

_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """A material with what the panel says beside its fields; `wrong` is what stands in the way of opening it."""

    material: MaterialRow
    versions: tuple[MaterialRow, ...]
    citations: tuple[CitationRow, ...]
    path: str
    wrong: str

    @property
    def id(self) -> str:
        """The material's."""
        return self.material.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.material.title


class MaterialPanel(SidePanel[ShownMaterial]):
    """What the buttons ask for is the page's."""

    open_asked = Signal()
    folder_asked = Signal()
    keep_asked = Signal()
    version_asked = Signal()
    cite_asked = Signal()
    citation_chosen = Signal(object)
    material_chosen = Signal(str)

    def dress(self, context: Context, edits: MaterialEdits) -> None:
        """Call it once."""
        self._context, self._edits = context, edits
        self.senderEdit, self.receivedEdit = PartyEdit(), QLineEdit()
        self.versionEdit, self.locationEdit = QLineEdit(), QLineEdit()
        self.confidentialCheck = QCheckBox(_("Confi&dential: left out of every export"))
        self.whereLabel, self.wrongLabel = words_label("small"), words_label("problem")
        self.versionsLabel, self.citedLabel = words_label("secondary"), words_label("secondary")
        self.openButton, self.folderButton = QPushButton(_("Open")), QPushButton(_("Show in folder"))
        self.keepButton, self.versionButton = QPushButton(_("Keep a copy")), QPushButton(_("Newer version…"))
        self.citeButton = QPushButton(_("Cite it from…"))
        self._take_fields()
        self._connect()
        self._lay_out()

    def _take_fields(self) -> None:
        self.senderEdit.setPlaceholderText(_("a person or an organisation"))
        self.receivedEdit.setPlaceholderText(_("today, Feb 3"))
        self.versionEdit.setPlaceholderText(_("such as Rev. B"))
        self.locationEdit.setPlaceholderText(_("https://, or a file"))
        writers: dict[str, tuple[QLineEdit, Callable[[MaterialRow, str], bool]]] = {
            "sender": (self.senderEdit, self._edits.set_sender),
            "received": (self.receivedEdit, self._edits.set_received),
            "version": (self.versionEdit, self._edits.set_version),
            "location": (self.locationEdit, self._edits.set_location),
        }
        self._fields = {name: TakenField(edit, partial(self._write, write)) for name, (edit, write) in writers.items()}

    def _connect(self) -> None:
        self.confidentialCheck.clicked.connect(
            lambda checked: self._shown and self._edits.set_confidential(self._shown.material, confidential=checked)
        )
        for button, asked in (
            (self.openButton, self.open_asked),
            (self.folderButton, self.folder_asked),
            (self.keepButton, self.keep_asked),
            (self.versionButton, self.version_asked),
            (self.citeButton, self.cite_asked),
        ):
            button.clicked.connect(asked)

    def _lay_out(self) -> None:
        column = self.begin(_("Select a document to see where it lies and what cites it."), spacing=6)
        grid = FieldsGrid(spacing=6)
        for words, edit in (
            (_("F&rom"), self.senderEdit),
            (_("Re&ceived"), self.receivedEdit),
            (_("Versio&n"), self.versionEdit),
            (_("&Where"), self.locationEdit),
        ):
            grid.add_field(words, edit)
        column.addWidget(self.titleLabel)
        column.addLayout(grid)
        column.addWidget(self.confidentialCheck)
        column.addWidget(self.whereLabel)
        column.addWidget(self.wrongLabel)
        self._buttons = _flow(self.openButton, self.folderButton, self.keepButton)
        column.addWidget(self._buttons)
        self._versions, self._citations = QVBoxLayout(), QVBoxLayout()
        for title, rows, quiet, button in (
            (_("Versions"), self._versions, self.versionsLabel, self.versionButton),
            (_("Cited by"), self._citations, self.citedLabel, self.citeButton),
        ):
            column.addSpacing(10)
            column.addWidget(heading(title))
            column.addWidget(quiet)
            rows.setSpacing(2)
            column.addLayout(rows)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    # ------------------------------------------------------------------ showing

    def _values(self, shown: ShownMaterial) -> Mapping[str, str]:
        row = shown.material
        return {
            "sender": row.sender,
            "received": received_words(row),
            "version": row.version,
            "location": row.location,
        }

    def _fill(self, shown: ShownMaterial) -> None:
        self.confidentialCheck.setChecked(shown.material.confidential)
        self._say_where(shown)
        self._show_versions(shown)
        self._show_citations(shown)

    def offer(self, names: Sequence[str]) -> None:
        """From whom a document can be."""
        self.senderEdit.offer_names(names)

    def _say_where(self, shown: ShownMaterial) -> None:
        row, kind = shown.material, shown.material.whereabouts
        size = size_words(row.size) if row.size is not None else ""
        said = {
            Whereabouts.KEPT: _("A copy is kept beside the record: {size}.").format(size=size),
            Whereabouts.FILE: _("Linked where it lies, not copied."),
        }.get(kind, "")
        self.whereLabel.setText(said)
        self.whereLabel.setToolTip(shown.path)
        self.whereLabel.setVisible(bool(said))
        self.wrongLabel.setText(shown.wrong)
        self.wrongLabel.setVisible(bool(shown.wrong))
        there = kind in (Whereabouts.KEPT, Whereabouts.FILE)
        self.openButton.setVisible(there or kind is Whereabouts.LINK)
        self.folderButton.setVisible(there)
        self.keepButton.setVisible(kind is Whereabouts.FILE)
        self._buttons.setVisible(there or kind is Whereabouts.LINK)
        self._buttons.fit_lines()

    def _show_versions(self, shown: ShownMaterial) -> None:
        _clear(self._versions)
        several = len(shown.versions) > 1
        self.versionsLabel.setText("" if several else _("There is only this one."))
        self.versionsLabel.setVisible(not several)
        for row in reversed(shown.versions if several else ()):
            day = format_date(row.received_on) if row.received_on else _("no date")
            words = f"{row.version_words} · {day}"
            if row.id == shown.material.id:
                label = words_label("")
                label.setText(_("{version} (this one)").format(version=words))
                self._versions.addWidget(label)
            else:
                link = _link(words)
                link.clicked.connect(partial(self.material_chosen.emit, row.id))
                self._versions.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)

    def _show_citations(self, shown: ShownMaterial) -> None:
        _clear(self._citations)
        self.citedLabel.setText(_("No line and no data need cites it yet."))
        self.citedLabel.setVisible(not shown.citations)
        for citation in shown.citations:
            self._citations.addWidget(self._citation(shown.material.id, citation))

    def _citation(self, material_id: str, citation: CitationRow) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        text = words_label("")
        text.setText(_short(citation.text))
        link, cross = (
            _link(citation_words(citation)),
            IconButton(self._context.theme, self._context.icons, "x", _("Cite it there no longer")),
        )
        link.setAccessibleDescription(citation.text)
        link.clicked.connect(partial(self.citation_chosen.emit, citation))
        cross.clicked.connect(lambda: self._edits.uncite(material_id, citation))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
        text.setContentsMargins(5, 0, 0, 4)
        column.addWidget(text)
        row.addLayout(column, 1)
        row.addWidget(cross, alignment=Qt.AlignmentFlag.AlignTop)
        return whole

    def _write(self, write: Callable[[MaterialRow, str], bool], text: str) -> bool:
        return self._shown is not None and write(self._shown.material, text)


def citation_words(citation: CitationRow) -> str:
    """`Feb 6 · 4.c.ii`, or `Data need`."""
    day = format_day(citation.meeting_date) if citation.meeting_date else ""
    what = _("Data need") if citation.kind is Cites.DATA_NEED else _("Discussion {label}").format(label=citation.label)
    return " · ".join(part for part in (day, what.strip()) if part)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rstrip()}…"


def _clear(rows: QVBoxLayout) -> None:
    while item := rows.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _link(words: str) -> QPushButton:
    link = QPushButton(as_label(words))
    link.setProperty("role", "link")
    return link


def _flow(*widgets: QWidget) -> FlowRow:
    row = FlowRow()
    for widget in widgets:
        row.flow.addWidget(widget)
    return row
