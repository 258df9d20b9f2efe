"""What is entered about materials, in the table or beside it, read as words and written; what can't be is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msa_wg_desktop.domain.materials import CitationRow, Cites, MaterialRow
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.services.typed import past_day_of
from msa_wg_desktop.words import _, ngettext


class MaterialEdits(RecordEdits):
    """Edits of materials."""

    def set_title(self, row: MaterialRow, title: str) -> bool:
        return self._edit(row, "title", title)

    def set_sender(self, row: MaterialRow, name: str) -> bool:
        """A person or an organisation of the record; nothing takes the name away."""
        return self._try(lambda: self._materials.edit(row.id, {"sender": name.strip() or None}))

    def set_received(self, row: MaterialRow, words: str) -> bool:
        """A day in words, read in favour of the past."""

        def write() -> None:
            day = past_day_of(words, today=self._context.clock.today())
            self._materials.edit(row.id, {"received_on": day}, shown={"received_on": row.received_on})
            self._warn(day)

        return self._try(write)

    def set_version(self, row: MaterialRow, version: str) -> bool:
        return self._edit(row, "version", version)

    def set_location(self, row: MaterialRow, location: str) -> bool:
        """A link, a path or words; a copy that was kept stays in its folder, and is the material's no more."""
        return self._edit(row, "location", location)

    def set_confidential(self, row: MaterialRow, *, confidential: bool) -> bool:
        return self._try(lambda: self._materials.edit(row.id, {"confidential": confidential}))

    def cite(self, material_id: str, kind: Cites, subject_id: str) -> bool:
        return self._try(lambda: self._materials.cite(material_id, kind, subject_id))

    def uncite(self, material_id: str, citation: CitationRow) -> bool:
        if not self._try(lambda: self._materials.uncite(material_id, citation.id)):
            return False
        self._context.say_done(_("It is cited there no longer."))
        return True

    def delete(self, rows: Sequence[MaterialRow]) -> bool:
        """Asks nothing: it can be undone, and a bar says so. Files stay where they lie."""

        def write() -> None:
            with self._context.services.store.operation(_("Delete materials")):
                for row in rows:
                    self._materials.delete(row.id)

        if not rows or not self._try(write):
            return False
        words = ngettext(
            "Deleted: {title}. The document itself stays where it lies.",
            "{count} materials were deleted. The documents themselves stay where they lie.",
            len(rows),
        )
        self._context.say_done(words.format(title=rows[0].title, count=len(rows)))
        return True

    # ------------------------------------------------------------------ parts

    @property
    def _materials(self):  # noqa: ANN202
        return self._context.services.materials

    def _edit(self, row: MaterialRow, field: str, text: str) -> bool:
        shown = {field: getattr(row, field)}
        return self._try(lambda: self._materials.edit(row.id, {field: text.strip()}, shown=shown))

    def _warn(self, day: date | None) -> None:
        if day is not None and day > self._context.clock.today():
            self._context.say_done(_("That day is still to come."))
