"""Documents that are no meeting's summary: lists, pages and chapters, in one shape that all writers take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from msa_wg_desktop.domain.richtext import Blocks, paragraphs, plain
from msa_wg_desktop.domain.summary import Section, TableColumn, TableSection, TextSection, long_date
from msa_wg_desktop.words import _

Cell = Blocks | str | int | date | None
"""What a cell of a table holds: words with or without formatting, a figure, a day, or nothing."""


class Printed(Protocol):
    """What the writers of documents take: a summary, or a report.

    `subtitle` is the line below the title, `status_words` what a header says of a draft; `landscape` is for
    tables that need the width. `made_at` (aware) becomes the document's own date, so take it from the record.
    """

    @property
    def group(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def full_title(self) -> str: ...
    @property
    def status_words(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def sections(self) -> tuple[Section, ...]: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def author(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def landscape(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Report:
    """A document with a title and sections, such as a chapter, a record of consultation or a printed list."""

    group: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    made_at: datetime
    author: str = ""
    language: str = "en-US"
    category: str = ""
    landscape: bool = False

    @property
    def full_title(self) -> str:
        """The title with the line below it, as a window, a screen reader and the footer name the document."""
        return f"{self.title}, {self.subtitle}" if self.subtitle else self.title

    @property
    def status_words(self) -> str:
        """A report shows what the record says on its day: it is neither draft nor final."""
        return ""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a list; `share` is its width relative to the others.

    `sheets_only`: spreadsheets have room for it, pages have not. `missing` is what a page says where a cell is None:
    spreadsheets leave it empty, so that a column of days holds nothing else.
    """

    label: str
    share: int = 1
    sheets_only: bool = False
    missing: str = ""


@dataclass(frozen=True, slots=True)
class TableDocument:
    """A list that leaves the house, as a spreadsheet or as a page.

    `notes` say what the list shows and what holds rows back, one sentence each; `empty` is said where it has
    no rows; `description` tells in one sentence what the table shows, for those who can't see it.
    """

    group: str
    title: str
    day: date
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    made_at: datetime
    notes: tuple[str, ...] = ()
    empty: str = ""
    description: str = ""
    author: str = ""
    language: str = "en-US"

    @property
    def subtitle(self) -> str:
        """`As of February 6, 2025`."""
        return as_of(self.day)

    @property
    def report(self) -> Report:
        """The same as a document with one table."""
        kept = [(index, column) for index, column in enumerate(self.columns) if not column.sheets_only]
        intro = paragraphs(*self.notes)
        section: Section = TextSection("", (*intro, *paragraphs(self.empty or _("Nothing to list."))))
        if self.rows:
            section = TableSection(
                "",
                tuple(TableColumn(column.label, column.share) for _index, column in kept),
                tuple(tuple(self._cell(row[index], column) for index, column in kept) for row in self.rows),
                intro,
                self.description or self.title,
            )
        return Report(
            self.group,
            self.title,
            self.subtitle,
            (section,),
            self.made_at,
            self.author,
            self.language,
            _("List"),
            landscape=len(kept) > _MOST_UPRIGHT,
        )

    @staticmethod
    def _cell(cell: Cell, column: SheetColumn) -> Blocks:
        return cell_blocks(column.missing if cell is None else cell)


_MOST_UPRIGHT = 4


def as_of(day: date) -> str:
    """The line below a title that says of which day a document is."""
    return _("As of {day}").format(day=long_date(day))


def cell_blocks(cell: Cell) -> Blocks:
    """A cell for a page: days in words."""
    return cell if isinstance(cell, tuple) else paragraphs(cell_text(cell))


def cell_text(cell: Cell) -> str:
    """A cell as words alone; list items with their markers, each on a line of its own."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return plain(cell)
    return long_date(cell) if isinstance(cell, date) else str(cell)


def sheet_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as text, a line each with tabs between the cells, as spreadsheets put them on the clipboard."""
    return "\n".join("\t".join(" ".join(_plain_cell(cell).split()) for cell in row) for row in rows)


def _plain_cell(cell: Cell) -> str:
    """A day as it is read again without doubt."""
    return str(cell) if isinstance(cell, date) else cell_text(cell)
