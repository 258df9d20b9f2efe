"""Export of a summary: what goes in, draft or final, in which format and looks; and what went out before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QWidget,
)

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.exports import (
    ConfidentialMaterials,
    ExportRow,
    OptionalTable,
    SummaryOptions,
    suggested_name,
)
from msa_wg_desktop.domain.groups import GroupRow
from msa_wg_desktop.domain.history import value_words
from msa_wg_desktop.domain.meetings import MeetingRow, SectionRow
from msa_wg_desktop.domain.proofreading import Finding
from msa_wg_desktop.domain.summary import Attribution, SummaryDocument, SummaryStatus, status_words
from msa_wg_desktop.errors import AppError, ExportError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import Choice, FileKind, Offer, Question
from msa_wg_desktop.gui.core.open_file import open_file
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.look_list import LookList, look_words, place_of
from msa_wg_desktop.gui.widgets.tick_list import Tick, TickList
from msa_wg_desktop.gui.widgets.working_dialog import WorkingDialog
from msa_wg_desktop.services.exports import write_summary
from msa_wg_desktop.words import _

_ENTITIES = frozenset(
    {
        "action", "action_owner", "attendance", "data_need", "data_need_party", "meeting", "note", "note_speaker",
        "party", "section", "summary_export", "working_group",
    }
)  # fmt: skip
_TEMPLATE = "summary-template"
_TABLES = "summary-tables"
_STEPS = 100


@dataclass(frozen=True, slots=True)
class _Loaded:
    meeting: MeetingRow
    group: GroupRow
    sections: tuple[SectionRow, ...]
    coming: dict[bool, tuple[SummaryStatus, int]]
    earlier: tuple[ExportRow, ...]
    findings: tuple[Finding, ...]
    off_record: int


class ExportDialog(WorkingDialog):
    """Writes one meeting's summary. Stays open until the file lies where it should."""

    summaryLabel: QLabel
    sectionTicks: TickList
    tableTicks: TickList
    confidentialCheck: QCheckBox
    draftButton: QRadioButton
    finalButton: QRadioButton
    formatBox: QComboBox
    attributionBox: QComboBox
    markersCheck: QCheckBox
    topicsCheck: QCheckBox
    templateLabel: QLabel
    templateRow: FlowRow
    templateButton: QPushButton
    houseButton: QPushButton
    lookLabel: QLabel
    lookList: LookList
    earlierLabel: QLabel
    earlierList: QListWidget

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/export_dialog", context, parent, begin=_("&Export…"))
        self._meeting_id = meeting_id
        self._loaded: _Loaded | None = None
        self._fill_choices()
        self._show_template()
        self._connect()
        self._live: LiveQuery[_Loaded] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show_loaded
        )
        self._live.refresh()
        self.beginButton.setFocus()

    def _connect(self) -> None:
        self.lookList.asked.connect(self._look_at)
        self.formatBox.currentIndexChanged.connect(self._show_template)
        for button in (self.templateButton, self.houseButton):
            self.templateRow.flow.addWidget(button)
        self.templateButton.clicked.connect(self._choose_template)
        self.houseButton.clicked.connect(lambda: self._use_template(""))
        self.beginButton.clicked.connect(self._export)

    # ------------------------------------------------------------------ what may be chosen

    def _fill_choices(self) -> None:
        for kind in _formats():
            self.formatBox.addItem(kind.words, kind.suffixes[0])
        for attribution, words in (
            (Attribution.PERSON, _("Person and organisation")),
            (Attribution.ORGANISATION, _("Organisation")),
            (Attribution.NONE, _("Left out")),
        ):
            self.attributionBox.addItem(words, attribution.value)
        chosen = self.context.here.value(_TABLES, [""])
        self.tableTicks.show_ticks([Tick(table.value, words, table.value in chosen) for table, words in _tables()])
        materials = self.tableTicks.boxes[-1]
        self.confidentialCheck.setVisible(materials.isChecked())
        materials.toggled.connect(self.confidentialCheck.setVisible)

    def _load(self) -> _Loaded:
        services, meeting_id = self.context.services, self._meeting_id
        meeting = services.meetings.get(meeting_id)
        return _Loaded(
            meeting,
            services.groups.get(meeting.group_id),
            services.sections.list(meeting_id),
            {final: services.exports.coming(meeting_id, final=final) for final in (False, True)},
            services.exports.list(meeting_id),
            services.proofreading.check(meeting_id),
            sum(row.off_record for row in services.notes.outline(meeting_id).load()),
        )

    def _show_loaded(self, loaded: _Loaded) -> None:
        first, self._loaded = self._loaded is None, loaded
        if first:
            self.attributionBox.setCurrentIndex(self.attributionBox.findData(loaded.group.attribution.value))
            self.markersCheck.setChecked(loaded.group.print_markers)
        day = format_date(loaded.meeting.date) if loaded.meeting.date else _("no date yet")
        self.summaryLabel.setText(f"{loaded.group.summary_title or loaded.meeting.title} · {day}")
        self.draftButton.setText(f"&{status_words(*loaded.coming[False])}")
        self.finalButton.setText(f"&{status_words(*loaded.coming[True])}")
        self._show_sections(loaded.sections)
        self.earlierList.clear()
        self.earlierList.addItems([_earlier_words(row) for row in loaded.earlier])
        for widget in (self.earlierLabel, self.earlierList):
            widget.setVisible(bool(loaded.earlier))
        self._show_what_to_look_at()

    def _show_sections(self, sections: Iterable[SectionRow]) -> None:
        if self.sectionTicks.show_ticks([Tick(row.id, row.heading, row.printed) for row in sections]):
            order = [*self.sectionTicks.boxes, *self.tableTicks.boxes, self.confidentialCheck, self.draftButton]
            for one, other in pairwise(order):
                QWidget.setTabOrder(one, other)

    def _show_what_to_look_at(self) -> None:
        findings = self._loaded.findings if self._loaded else ()
        off_record = self._loaded.off_record if self._loaded else 0
        self.lookList.show_findings(findings, off_record=off_record)
        self.lookLabel.setText(look_words(self.lookList.count()))
        for widget in (self.lookLabel, self.lookList):
            widget.setVisible(bool(self.lookList.count()))

    def _look_at(self, finding: Finding) -> None:
        place, navigator = place_of(finding, self._meeting_id), self.context.navigator
        self.reject()
        navigator.go(place if navigator.can_go(place.page) else Place("meeting", self._meeting_id))

    # ------------------------------------------------------------------ the template

    def _template(self) -> Path | None:
        """The user's own template; None for the house's."""
        chosen = self.context.here.value(_TEMPLATE, "")
        return Path(chosen) if chosen else None

    def _show_template(self) -> None:
        own, word = self._template(), self.formatBox.currentData() == "docx"
        if own is None:
            words = _("House template")
        elif own.is_file():
            words = own.name
        else:
            words = _("{name}, which is no longer there").format(name=own.name)
        self.templateLabel.setText(words if word else _("only for Word"))
        self.templateLabel.setToolTip(str(own) if own and word else "")
        self.templateButton.setEnabled(word)
        self.houseButton.setEnabled(word and own is not None)

    def _choose_template(self) -> None:
        kinds = (FileKind(_("Word templates"), ("docx", "dotx")),)
        self.context.notifier.choose_open(_("Choose a template"), kinds, lambda path: self._use_template(str(path)))

    def _use_template(self, path: str) -> None:
        self.context.here.put(_TEMPLATE, path)
        self._show_template()
        self.problemLabel.hide()

    # ------------------------------------------------------------------ exporting

    def options(self) -> SummaryOptions:
        """The choices as they stand."""
        ticks = self.sectionTicks.ticked()
        sections = self._loaded.sections if self._loaded else ()
        tables = self.tableTicks.ticked()
        return SummaryOptions(
            final=self.finalButton.isChecked(),
            left_out=frozenset(row.id for row in sections if row.printed and not ticks[row.id]),
            put_in=frozenset(row.id for row in sections if not row.printed and ticks[row.id]),
            tables=tuple(table for table in OptionalTable if tables[table.value]),
            confidential=(
                ConfidentialMaterials.TITLE_ONLY
                if self.confidentialCheck.isChecked()
                else ConfidentialMaterials.LEAVE_OUT
            ),
            attribution=Attribution(self.attributionBox.currentData()),
            marker_words=self.markersCheck.isChecked(),
            topic_headings=self.topicsCheck.isChecked(),
        )

    def _export(self) -> None:
        kind = _formats()[self.formatBox.currentIndex()]
        with self.trying():
            document = self.context.services.exports.prepare(self._meeting_id, self.options())
            self.context.here.put(_TABLES, [table for table, ticked in self.tableTicks.ticked().items() if ticked])
            self.context.notifier.choose_save(
                _("Export the summary"),
                suggested_name(document, f".{kind.suffixes[0]}"),
                (kind,),
                lambda target: self._write(document, target),
            )

    def _write(self, document: SummaryDocument, target: Path) -> None:
        template = self._template()

        def work(progress: Progress) -> Path:
            def tell(done: float, _words: str) -> None:
                progress(round(done * _STEPS), _STEPS)

            return write_summary(document, target, template=template, progress=tell)

        self.work(
            _("Exporting the summary"),
            work,
            done=lambda file: self._written(document, file),
            failed=lambda problem: self._failed(problem, document),
            stopped=_("The export was stopped. No file was written."),
        )

    def _written(self, document: SummaryDocument, file: Path) -> None:
        with self.trying():
            self.context.services.exports.remember(self._meeting_id, document, file)
            notifier = self.context.notifier
            words = _("The summary is written: {name}").format(name=file.name)
            notifier.say(words, Offer(_("Open"), lambda: open_file(file, notifier)))
            self.accept()

    def _failed(self, problem: AppError, document: SummaryDocument) -> None:
        self.complain(problem.words)
        other = problem.suggested if isinstance(problem, ExportError) else None
        if other is not None:
            choice = Choice("other", _("Save as “{name}”").format(name=other.name))
            question = Question(_("The summary was not written"), problem.words, (choice,), problem.detail)
            self.context.notifier.ask(question, lambda _key: self._write(document, other))


def _formats() -> tuple[FileKind, ...]:
    return (
        FileKind(_("Word document"), ("docx",)),
        FileKind(_("PDF"), ("pdf",)),
        FileKind(_("Web page (HTML)"), ("html",)),
        FileKind(_("Markdown"), ("md",)),
    )


def _tables() -> tuple[tuple[OptionalTable, str], ...]:
    return (
        (OptionalTable.ATTENDANCE, _("Attendance")),
        (OptionalTable.ACTIONS, _("Actions")),
        (OptionalTable.AGREEMENTS, _("Agreements")),
        (OptionalTable.POSITIONS, _("Positions")),
        (OptionalTable.QUESTIONS, _("Open questions")),
        (OptionalTable.MATERIALS, _("Materials")),
    )


def _earlier_words(row: ExportRow) -> str:
    number = _("Final {number}").format(number=1) if row.status is SummaryStatus.FINAL else ""
    parts = (
        number or status_words(row.status, row.number),
        value_words(row.exported_at),
        row.file_name,
        _("changed since") if row.changed_since else "",
    )
    return " · ".join(part for part in parts if part)
