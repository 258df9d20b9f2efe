"""What was exchanged: documents in their versions, from whom and when, where each lies and what cites it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.changes import ChangeSet, updated
from msa_wg_desktop.domain.materials import (
    CitationRow,
    Cites,
    KeptFile,
    MaterialKey,
    MaterialRow,
    Whereabouts,
    size_words,
)
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Keys, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.opening import Launch, Opener
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.core.tasks import Lane
from msa_wg_desktop.gui.models.materials_table import SORTS, MaterialsColumn, materials_table
from msa_wg_desktop.gui.widgets.back_to_list import BackToList
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.materials.material_citing import CitingPopup
from msa_wg_desktop.gui.widgets.materials.material_edits import MaterialEdits
from msa_wg_desktop.gui.widgets.materials.material_filters import MaterialFilters
from msa_wg_desktop.gui.widgets.materials.material_panel import MaterialPanel, ShownMaterial
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.gui.widgets.pick_popup import Pick
from msa_wg_desktop.gui.widgets.record_undo import RecordUndo
from msa_wg_desktop.gui.widgets.summary_room import SummaryRoom
from msa_wg_desktop.services.material_files import keep_copy
from msa_wg_desktop.words import _, ngettext

_LISTED = frozenset({"material", "material_citation", "party", "working_group"})
_CITING = frozenset({"note", "data_need", "meeting"})
"""What may cite a material is told beside the list only."""
_SAID = frozenset({"title", "received_on", "version", "location", "kept", "size", "sha256"})
"""What of a material is said in its own row alone."""
NEW = "new"
"""The item of the place at which the page asks for a new material."""
Materials = tuple[MaterialKey, ...]


class MaterialsPage(Page):
    """Files are added by the picker, by dropping them anywhere on the page, and by pasting.

    The list is put in order whole, and read as it comes into sight.
    """

    titleLabel: QLabel
    summaryLabel: QLabel
    newButton: QPushButton
    materialFilters: MaterialFilters
    problemLabel: QLabel
    bodySplitter: PanelSplitter
    tableStack: QStackedWidget
    materialsTable: ColumnsView
    emptyState: EmptyState
    materialPanel: MaterialPanel

    def __init__(self, context: Context, parent: QWidget | None = None, *, launch: Launch | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/materials_page", self)
        self.setAcceptDrops(True)
        self._wanted = ""
        self._total = 0
        self._order: list[MaterialKey] = []
        self._panel = QTimer(self, singleShot=True, interval=0)
        self.opener = Opener(launch)
        self.edits = MaterialEdits(context, self)
        self.model = materials_table(self._settle, self)
        self._dress()
        self._connect()
        self._add_commands()
        RecordUndo(self).watch(self.findChildren(QLineEdit))
        self._live: LiveQuery[tuple[Materials, int]] = LiveQuery(
            self, context.bus, entities=_LISTED, load=self._load, show=self._show, patch=self._patch
        )
        self._live_citing: LiveQuery[None] = LiveQuery(
            self, context.bus, entities=_CITING, load=lambda: None, show=lambda _nothing: self._panel.start()
        )
        context.scope.changed.connect(self._live.invalidate)

    def _dress(self) -> None:
        context = self.context
        self.materialsTable.setModel(self.model)
        self.materialsTable.dress(context.theme, wide=MaterialsColumn.TITLE, rows=False, wraps=True, several=True)
        header = self.materialsTable.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(MaterialsColumn.RECEIVED, Qt.SortOrder.DescendingOrder)
        self.materialPanel.dress(context, self.edits)
        self.bodySplitter.dress(context.theme, context.settings, "materials-panel")
        self.problemLabel.hide()
        self.materialFilters.dress(self._senders)
        BackToList(self.materialsTable, self, self.materialFilters.wordsEdit)
        SummaryRoom(self, context.theme, self.summaryLabel)
        context.theme.changed.connect(self.materialFilters.fit)

    def _connect(self) -> None:
        panel = self.materialPanel
        self.materialFilters.changed.connect(self._filter)
        self.materialsTable.chosen.connect(self._panel.start)
        self._panel.timeout.connect(self._show_one)
        self.materialsTable.delete_asked.connect(self._delete)
        self.materialsTable.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.edits.refused.connect(self._refuse)
        self.edits.taken.connect(self.problemLabel.hide)
        self.emptyState.asked.connect(self._fill_emptiness)
        self.newButton.clicked.connect(self._new)
        for asked, run in (
            (panel.open_asked, self._open),
            (panel.folder_asked, self._open_folder),
            (panel.keep_asked, self._keep),
            (panel.version_asked, self._add_version),
            (panel.cite_asked, self._cite),
        ):
            asked.connect(partial(self._trying, run))
        panel.citation_chosen.connect(self._go_to_citation)
        panel.material_chosen.connect(self._show_material)

    # ------------------------------------------------------------------ the page

    def place(self) -> Place | None:
        row = self.selected
        return Place("materials", row.id) if row is not None else None

    def restore(self, place: Place) -> None:
        if place.item == NEW:
            self._new()
        else:
            self._show_material(place.item)

    def activate(self) -> None:
        if self._live.stale:
            self._live.refresh()
        (self.materialsTable if self._order else self.emptyState).setFocus()

    def flush(self) -> None:
        self.materialPanel.flush()

    @property
    def selected(self) -> MaterialRow | None:
        """The material that the panel shows."""
        return self.model.row_at(self.materialsTable.currentIndex())

    # ------------------------------------------------------------------ showing

    def _family(self) -> tuple[str, ...]:
        return self.context.services.groups.family(self.context.scope.group_id)

    def _load(self) -> tuple[Materials, int]:
        family, materials = self._family(), self.context.services.materials
        wanted = replace(self.materialFilters.wanted, group_ids=family)
        return materials.order(wanted), materials.count(family)

    def _show(self, loaded: tuple[Materials, int]) -> None:
        order, self._total = loaded
        self._order = list(order)
        self.model.show_keys([key.id for key in order], self.context.services.materials.some)
        self.materialsTable.fit()
        self.tableStack.setCurrentWidget(self.materialsTable if order else self.emptyState)
        self._find_wanted()
        self._say()
        self._panel.start()

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """Rows that say something else of themselves, each where it belongs now."""
        changed, wanted = updated(sets, "material", among=_LISTED), self.materialFilters.wanted
        if changed is None or wanted.words or any(fields - _SAID for fields in changed.values()):
            return False
        for row in self.context.services.materials.some(list(changed)).values():
            at = self.model.index_of(row.id).row()
            if at >= 0:
                key = wanted.key(row, self._order.pop(at))
                place = wanted.place(key, self._order)
                self._order.insert(place, key)
                self.model.put_at(row, place)
        if self.selected is not None and self.selected.id in changed:
            self._panel.start()
        return True

    def _find_wanted(self) -> None:
        """What somebody was sent to is shown, whatever the filters hold back."""
        wanted, self._wanted = self._wanted, ""
        found = self.model.index_of(wanted, self.materialsTable.currentIndex().column() if wanted else 0)
        found = found if found.isValid() else self.model.index_of(wanted)
        if found.isValid():
            self.materialsTable.setCurrentIndex(found)
        elif wanted and (self.materialFilters.sifts or self.materialFilters.wanted.newest):
            self._wanted = wanted
            self.materialFilters.show_all()
        elif not self.materialsTable.currentIndex().isValid() and self._order:
            self.materialsTable.setCurrentIndex(self.model.index(0, 0))

    def _say(self) -> None:
        count, confidential = len(self._order), sum(key.confidential for key in self._order)
        parts = [ngettext("{count} document", "{count} documents", count).format(count=f"{count:,}")]
        if confidential:
            parts.append(_("{count} confidential").format(count=f"{confidential:,}"))
        if count != self._total:
            parts.append(_("{count} in all, with earlier versions").format(count=f"{self._total:,}"))
        self.summaryLabel.setText(" · ".join(parts) if self._total else "")
        if self._total:
            words = _("{count} documents are held back by them.").format(count=f"{self._total:,}")
            self.emptyState.say(_("No document fits these filters"), words, _("Show all"))
        else:
            self.emptyState.say(
                _("No materials yet"),
                _(
                    "Documents that parties sent each other: drafts, manuals, diagrams. Drop files here, or paste a"
                    " link; lines and data needs can cite them."
                ),
                _("Add a document…"),
            )

    def _fill_emptiness(self) -> None:
        self.materialFilters.show_all() if self._total else self._new()

    def _show_material(self, material_id: str) -> None:
        self._wanted = material_id
        self._live.refresh()

    def _show_one(self) -> None:
        row = self.selected
        if row is None:
            self.materialPanel.show_one(None)
            return
        services = self.context.services
        path = services.material_files.path_of(row)
        shown = ShownMaterial(
            row,
            services.materials.versions(row.id),
            services.materials.citations(row.id),
            str(path) if path is not None else "",
            services.material_files.what_is_wrong(row),
        )
        self.materialPanel.offer(list(services.parties.book().in_use))
        self.materialPanel.show_one(shown)

    def _senders(self) -> Sequence[Pick]:
        """Those from whom something came."""
        names = self.context.services.materials.senders()
        return [Pick(party_id, name) for party_id, name in sorted(names.items(), key=lambda pair: pair[1].casefold())]

    def _filter(self) -> None:
        self._live.invalidate()

    def _sort_by(self, column: int) -> None:
        """By a column; again turns it round. Dates begin with the newest."""
        sort = SORTS.get(MaterialsColumn(column))
        wanted = self.materialFilters.wanted
        if sort is not None:
            turned = not wanted.descending if wanted.sort is sort else column == MaterialsColumn.RECEIVED
            order = Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
            self.materialsTable.horizontalHeader().setSortIndicator(column, order)
            self.materialFilters.show_wanted(replace(wanted, sort=sort, descending=turned))

    # ------------------------------------------------------------------ adding

    def _new(self) -> None:
        self._ask()

    def _ask(self, *, files: Sequence[Path] = (), place: str = "", newer_than: MaterialRow | None = None) -> None:
        """Asks for what is to be said of a new material."""
        from msa_wg_desktop.gui.dialogs.material_dialog import MaterialDialog

        group_id = newer_than.group_id if newer_than is not None else self.context.scope.group_id
        if not group_id:
            self._refuse(_("There is no group yet. Materials belong to one: start it on the page Meetings."))
            return
        dialog = MaterialDialog(self.context, group_id=group_id, newer_than=newer_than, parent=self)
        if files:
            dialog.take_files(files)
        if place:
            dialog.take_place(place)
        dialog.saved.connect(self._show_material)
        dialog.open()

    def _take(self, data: QMimeData) -> bool:
        """Files or a link that were dropped or pasted."""
        urls = data.urls()
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        words = urls[0].toString() if urls else data.text().strip()
        if files:
            self._ask(files=files)
        elif words and "\n" not in words:
            self._ask(place=words)
        else:
            return False
        return True

    def paste(self) -> None:
        """What Ctrl+V asks for where nothing is being typed."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self.context.notifier.say(_("There is no file and no link to paste."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    # ------------------------------------------------------------------ doing

    def _settle(self, row: MaterialRow, column: int, text: str) -> bool:
        writers = {
            MaterialsColumn.TITLE: self.edits.set_title,
            MaterialsColumn.SENDER: self.edits.set_sender,
            MaterialsColumn.RECEIVED: self.edits.set_received,
            MaterialsColumn.VERSION: self.edits.set_version,
        }
        return writers[MaterialsColumn(column)](row, text)

    def _refuse(self, words: str) -> None:
        self.problemLabel.setText(words)
        self.problemLabel.show()

    def _trying(self, run: object) -> None:
        """What can't be done is said above the list."""
        self.problemLabel.hide()
        try:
            run()  # type: ignore[operator]
        except AppError as problem:
            self._refuse(problem.words)

    def _open(self) -> None:
        row = self.selected
        if row is None:
            return
        path = self.context.services.material_files.path_of(row)
        if path is not None:
            self.opener.file(path)
        elif row.whereabouts is Whereabouts.LINK:
            self.opener.link(row.location)

    def _open_folder(self) -> None:
        row = self.selected
        path = self.context.services.material_files.path_of(row) if row is not None else None
        if path is not None:
            self.opener.folder_of(path)

    def _keep(self) -> None:
        """Copies a linked file beside the record, in the background."""
        row, files = self.selected, self.context.services.material_files
        path, folder = (files.path_of(row), files.folder) if row is not None else (None, None)
        if row is None or path is None or folder is None or row.kept:
            return

        def done(kept: KeptFile) -> None:
            self.context.services.materials.keep(row.id, kept)
            self.context.say_done(
                _("A copy of {name} is kept: {size}.").format(name=kept.name, size=size_words(kept.size))
            )

        self.context.tasks.run(
            _("Copying {name}").format(name=path.name),
            lambda progress: keep_copy(path, folder, progress),
            done=done,
            failed=lambda problem: self._refuse(problem.words),
            lane=Lane.FREE,
        )

    def _add_version(self) -> None:
        if self.selected is not None:
            self._ask(newer_than=self.selected)

    def _cite(self) -> None:
        row = self.selected
        if row is not None:
            self._citing = CitingPopup(
                self.context,
                self.materialPanel.citeButton,
                lambda kind, subject_id: self.edits.cite(row.id, kind, subject_id),
            )

    def _go_to_citation(self, citation: CitationRow) -> None:
        navigator = self.context.navigator
        if citation.kind is Cites.DATA_NEED and navigator.can_go("needs"):
            navigator.go(Place("needs", citation.id))
        elif citation.meeting_id:
            navigator.go(Place("meeting", citation.meeting_id, citation.id if citation.kind is Cites.NOTE else ""))

    def _delete(self) -> None:
        keys = [self._order[place].id for place in self.materialsTable.selected_rows()]
        rows = self.context.services.materials.some(keys)
        self.edits.delete([rows[key] for key in keys if key in rows])

    # ------------------------------------------------------------------ commands

    def _add_commands(self) -> None:
        find = partial(self.materialFilters.wordsEdit.setFocus, Qt.FocusReason.ShortcutFocusReason)
        actions = [
            self.add_command(Command(f"materials.{name}", words, partial(self._trying, run), menu, section, own))
            for name, words, run, menu, section, own in (
                ("open", _("&Open the document"), self._open, Menu.EDIT, 60, keys("Ctrl+Shift+O")),
                ("folder", _("Show it in its &folder"), self._open_folder, Menu.EDIT, 60, Keys()),
                ("keep", _("&Keep a copy beside the record"), self._keep, Menu.EDIT, 60, Keys()),
                ("version", _("Add a newer &version…"), self._add_version, Menu.EDIT, 60, keys("Ctrl+Shift+V")),
                ("cite", _("&Cite it from…"), self._cite, Menu.EDIT, 60, keys("Ctrl+Shift+L")),
                ("delete", _("De&lete the material"), self._delete, Menu.EDIT, 70, Keys()),
                ("find", _("&Find in the materials"), find, Menu.EDIT, 80, keys("Ctrl+F")),
                ("all", _("Show &all materials"), self.materialFilters.show_all, Menu.VIEW, 40, keys("Ctrl+Shift+F")),
                ("sort", _("S&ort by the column at hand"), self._sort_here, Menu.VIEW, 40, keys("Ctrl+Shift+S")),
            )
        ]
        self.materialsTable.addActions(actions[:6])
        rows = (
            KeyRow(_("Edit the cell"), "Enter, F2"),
            KeyRow(_("Delete what is selected"), "Delete"),
            KeyRow(_("Add what was copied: files, a path, a link"), "Ctrl+V"),
        )
        self.context.commands.describe_keys(KeyGroup(_("List of materials"), rows))

    def _sort_here(self) -> None:
        self._sort_by(max(0, self.materialsTable.currentIndex().column()))
