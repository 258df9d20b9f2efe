"""New materials: what they are called, from whom and when; files are copied beside the record meanwhile, or linked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.materials import KeptFile, MaterialRow, Whereabouts, read_location, size_words, whereabouts
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.widgets.parties_edit import PartyEdit
from msa_wg_desktop.gui.widgets.working_dialog import WorkingDialog
from msa_wg_desktop.services.material_files import keep_copy, require_file
from msa_wg_desktop.services.typed import past_day_of
from msa_wg_desktop.words import _

_KEEP = "materials-keep"


class MaterialDialog(WorkingDialog):
    """Adds one material, or one for each of several files. Stays open until its files are copied."""

    titleLabel: QLabel
    nameLabel: QLabel
    nameEdit: QLineEdit
    placeEdit: QLineEdit
    fileButton: QPushButton
    keepCheck: QCheckBox
    placeLabel: QLabel
    senderEdit: PartyEdit
    receivedEdit: QLineEdit
    receivedLabel: QLabel
    versionEdit: QLineEdit
    confidentialCheck: QCheckBox

    saved = Signal(str)
    """The id of the material that was added, the first of several."""

    def __init__(
        self, context: Context, *, group_id: str, newer_than: MaterialRow | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("dialogs/material_dialog", context, parent, begin=_("Add"))
        self._group_id, self._earlier = group_id, newer_than
        self._files: tuple[Path, ...] = ()
        self.keepCheck.setChecked(context.here.value(_KEEP, True))
        self.receivedEdit.setText(format_date(context.clock.today()))
        self.senderEdit.offer_names(context.services.parties.book().in_use)
        self._connect()
        if newer_than is not None:
            self._show_earlier(newer_than)
        self._say_place()
        self._say_received()
        self.placeEdit.setFocus()

    def take_files(self, files: Sequence[Path]) -> None:
        """Files that were picked, dropped or pasted: one names its material, each of several its own."""
        self._files = tuple(files)
        several = len(files) > 1
        self.placeEdit.setText("" if several else str(files[0]))
        self.placeEdit.setEnabled(not several)
        for part in (self.nameLabel, self.nameEdit):
            part.setVisible(not several)
        if several:
            self.placeEdit.setPlaceholderText(_("{count} files, each called by its name").format(count=len(files)))
        elif not self.nameEdit.text():
            self.nameEdit.setText(_title_of(files[0]))
            self.nameEdit.selectAll()
        self._say_place()

    def take_place(self, words: str) -> None:
        """A link or a path that was pasted."""
        self.placeEdit.setText(words)

    # ------------------------------------------------------------------ showing

    def _connect(self) -> None:
        self.fileButton.clicked.connect(
            lambda: self.context.notifier.choose_open(_("Choose a document"), (), lambda path: self.take_files([path]))
        )
        self.placeEdit.textChanged.connect(self._say_place)
        self.keepCheck.toggled.connect(self._say_place)
        self.receivedEdit.textChanged.connect(self._say_received)
        self.beginButton.clicked.connect(self._save)
        for edit in (self.placeEdit, self.nameEdit, self.senderEdit, self.receivedEdit, self.versionEdit):
            edit.returnPressed.connect(self._save)

    def _show_earlier(self, earlier: MaterialRow) -> None:
        self.setWindowTitle(_("A newer version"))
        self.titleLabel.setText(_("A newer version of “{title}”").format(title=earlier.title))
        self.nameEdit.setText(earlier.title)
        self.senderEdit.setText(earlier.sender)
        self.confidentialCheck.setChecked(earlier.confidential)

    def _sources(self) -> tuple[Path, ...]:
        """The files that are to be added; none where a link or words are given."""
        if len(self._files) > 1:
            return self._files
        try:
            location = read_location(self.placeEdit.text())
        except ValidationError:
            return ()
        return (Path(location).expanduser(),) if whereabouts(location) is Whereabouts.FILE else ()

    @property
    def _can_keep(self) -> bool:
        return self.context.services.material_files.folder is not None

    def _say_place(self) -> None:
        files = self._sources()
        self.keepCheck.setVisible(bool(files) and self._can_keep)
        self.placeLabel.setText(self._place_words(files))
        self.placeLabel.setVisible(bool(self.placeLabel.text()))

    def _place_words(self, files: tuple[Path, ...]) -> str:
        if not files:
            return ""
        sizes = [_size_of(file) for file in files]
        if None in sizes:
            gone = files[sizes.index(None)]
            return _("There is no file “{name}” there.").format(name=gone.name)
        size = size_words(sum(found for found in sizes if found is not None))
        folder = self.context.services.material_files.folder
        if folder is not None and self.keepCheck.isChecked():
            return _("{size}, copied into the folder “{folder}” beside the record.").format(
                size=size, folder=folder.name
            )
        return _("{size}, linked where it lies. If it is moved, the link leads nowhere.").format(size=size)

    def _received(self) -> date | None:
        return past_day_of(self.receivedEdit.text(), today=self.context.clock.today())

    def _say_received(self) -> None:
        try:
            day = self._received()
        except ValidationError as problem:
            self.receivedLabel.setText(problem.words)
            self.receivedLabel.show()
            return
        words = format_date(day) if day else _("not known when")
        later = day is not None and day > self.context.clock.today()
        said = _("{day}. That day is still to come.").format(day=words) if later else words
        self.receivedLabel.setText(said)
        self.receivedLabel.setVisible(said != self.receivedEdit.text().strip())

    # ------------------------------------------------------------------ adding

    def _save(self) -> None:
        with self.trying():
            files = self._sources()
            location = "" if files else read_location(self.placeEdit.text())
            self._received()
            if not files and not self.nameEdit.text().strip():
                self.nameEdit.setFocus()
                raise ValidationError(_("Give the document a title."))
            for file in files:
                if not file.is_dir() or self._keeps:
                    require_file(file)
            if files and self._keeps:
                self.context.here.put(_KEEP, True)
                self._copy(files)
                return
            if files:
                self.context.here.put(_KEEP, False)
            self._write([(_title_of(file), str(file), None) for file in files] or [("", location, None)])

    @property
    def _keeps(self) -> bool:
        return self._can_keep and self.keepCheck.isChecked()

    def _copy(self, files: tuple[Path, ...]) -> None:
        folder = self.context.services.material_files.folder
        assert folder is not None

        def work(progress: Progress) -> list[KeptFile]:
            def tell(place: int) -> Progress:
                return lambda done, total: progress(place * total + done, len(files) * total)

            return [keep_copy(file, folder, tell(place)) for place, file in enumerate(files)]

        size = size_words(sum(_size_of(file) or 0 for file in files))
        self.work(
            _("Copying {name} ({size})").format(name=files[0].name, size=size),
            work,
            done=lambda kept: self._copied(files, kept),
            failed=lambda problem: self.complain(problem.words),
            stopped=_("The copying was stopped. Nothing was added."),
        )

    def _copied(self, files: tuple[Path, ...], kept: Sequence[KeptFile]) -> None:
        with self.trying():
            self._write([(_title_of(file), "", copy) for file, copy in zip(files, kept, strict=True)])

    def _write(self, found: Sequence[tuple[str, str, KeptFile | None]]) -> None:
        """One material for each, in one step: its own title, where it lies, the copy that was made."""
        named = self.nameEdit.text().strip() if len(found) == 1 else ""
        materials, earlier = self.context.services.materials, self._earlier
        with self.context.services.store.operation(_("Add materials") if len(found) > 1 else _("Add a material")):
            added = [
                materials.add(
                    named or title,
                    sender=self.senderEdit.text().strip() or None,
                    received_on=self._received(),
                    version=self.versionEdit.text(),
                    confidential=self.confidentialCheck.isChecked(),
                    location=location,
                    kept=kept,
                    supersedes=earlier.id if earlier is not None else None,
                    group_id=self._group_id,
                )
                for title, location, kept in found
            ]
        self.accept()
        self.saved.emit(added[0])


def _title_of(file: Path) -> str:
    """A file's name without its ending, as a title."""
    return " ".join(file.stem.replace("_", " ").split()) or file.name


def _size_of(file: Path) -> int | None:
    """The size of a file; 0 for a folder, None where there is nothing."""
    try:
        return 0 if file.is_dir() else file.stat().st_size
    except OSError:
        return None
