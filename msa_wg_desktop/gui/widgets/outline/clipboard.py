"""What the outline gives to the clipboard and takes from it: lists that Word and mail understand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

from msa_wg_desktop.domain.capture_line import is_off_record
from msa_wg_desktop.domain.notes import MAX_LEVEL, marker, printed
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.gui.widgets.outline.commands import delete_selection, reach_of
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.lines import has_children, new_line, subtree_end
from msa_wg_desktop.gui.widgets.outline.paste import Lines, read_html, read_text
from msa_wg_desktop.gui.widgets.outline.units import in_characters, units
from msa_wg_desktop.words import _, ngettext

OWN_FORMAT = "application/x-msa-wg-outline"
_LIST_TYPES = ("1", "a", "i")


@dataclass(frozen=True, slots=True)
class _Copied:
    """One line of a selection: its depth, number and text, and where in it speakers stand."""

    level: int
    number: int
    text: str
    bold: tuple[tuple[int, int], ...]
    public: bool

    @property
    def labelled(self) -> str:
        label = f"{marker(self.level, self.number)} " if self.number else ""
        return label + self.text

    @property
    def rich(self) -> str:
        parts: list[str] = []
        at = 0
        for start, end in self.bold:
            parts += [escape(self.text[at:start]), "<b>", escape(self.text[start:end]), "</b>"]
            at = end
        return "".join([*parts, escape(self.text[at:])]).replace("\n", "<br>")


def copied(document: OutlineDocument, cursor: QTextCursor) -> QMimeData:
    """The selection as rich text with lists, as plain text with labels and tabs, and as it is, for the outline itself.

    What a summary does not print, an `[off]` line and all below it, leaves only by itself (decision 16).
    """
    lines = _selected(document, cursor)
    data = QMimeData()
    if len(lines) == 1:
        data.setText(lines[0].text)
        return data
    data.setData(OWN_FORMAT, json.dumps([(line.level, line.text) for line in lines]).encode())
    public = [line for line in lines if line.public] or lines
    least = min(line.level for line in public)
    data.setText("\n".join("\t" * (line.level - least) + line.labelled for line in public))
    data.setHtml(_as_lists(public, least))
    return data


def on_clipboard() -> QMimeData:
    """What was copied last, by whomever; nothing is in it where nothing was."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def can_paste(data: QMimeData) -> bool:
    """Whether there is text in it; images are nothing to the outline."""
    return data.hasFormat(OWN_FORMAT) or data.hasText() or data.hasHtml()


def lines_of(data: QMimeData) -> Lines:
    """The lines of what was copied anywhere."""
    if data.hasFormat(OWN_FORMAT):
        own = [(int(level), clean(text)[0]) for level, text in json.loads(bytes(data.data(OWN_FORMAT).data()))]
        least = min(level for level, _text in own)
        return [(level - least, text) for level, text in own]
    if data.hasHtml():
        found = read_html(data.html())
        if found:
            return found
    return read_text(data.text())


def paste_lines(document: OutlineDocument, cursor: QTextCursor, lines: Lines) -> str:
    """Puts lines in place of the selection: one into the text, many as notes of their own."""
    if not lines:
        return ""
    if cursor.hasSelection():
        delete_selection(document, cursor, keep_line=True)
    if len(lines) == 1:
        cursor.insertText(lines[0][1].replace("\n", "\u2028"))
        return _("Paste")
    index, level = _make_room(document, cursor)
    added = [(new_line(min(level + depth, MAX_LEVEL)), text) for depth, text in lines]
    replaced = document.lines[index] if index < len(document.lines) and document.lines[index].empty else None
    if replaced is not None and cursor.blockNumber() == index:
        document.set_text(index, added[0][1])
        document.set_levels(index, [added[0][0].level])
        added, index = added[1:], index + 1
    document.add_lines(index, added)
    last = index + len(added) - 1
    cursor.setPosition(document.findBlockByNumber(last).position() + units(document.text(last)))
    return ngettext("Paste {count} line", "Paste {count} lines", len(lines)).format(count=len(lines))


def paste_plain(document: OutlineDocument, cursor: QTextCursor, text: str) -> str:
    """Puts text, whatever its lines, into one note."""
    text = clean(text)[0].strip("\n")
    if not text:
        return ""
    if reach_of(document, cursor).many:
        delete_selection(document, cursor, keep_line=True)
    cursor.insertText(text.replace("\n", "\u2028"))
    return _("Paste")


def _make_room(document: OutlineDocument, cursor: QTextCursor) -> tuple[int, int]:
    """Where pasted lines go, and how deep: in place of an empty note, above, below, or into the midst of one."""
    index, offset = cursor.blockNumber(), cursor.positionInBlock()
    line = document.lines[index]
    if line.empty or not offset:
        return index, line.level
    if offset < cursor.block().length() - 1:
        document.split_line(index, offset)
        return index + 1, line.level
    if line.folded:
        return subtree_end(document.lines, index), line.level
    return index + 1, line.level + 1 if has_children(document.lines, index) else line.level


def _selected(document: OutlineDocument, cursor: QTextCursor) -> list[_Copied]:
    reach = reach_of(document, cursor)
    shown = _public(document)
    found: list[_Copied] = []
    for index in range(reach.first, reach.last + 1):
        line, text = document.lines[index], document.text(index)
        start = in_characters(text, reach.start) if index == reach.first else 0
        end = in_characters(text, reach.end) if index == reach.last else len(text)
        spoken = ((in_characters(text, low), in_characters(text, high)) for low, high in line.spoken or ())
        bold = tuple(
            (max(low, start) - start, min(high, end) - start) for low, high in spoken if low < end and high > start
        )
        found.append(_Copied(line.level, 0 if line.empty else line.number, text[start:end], bold, shown[index]))
    return found


def _public(document: OutlineDocument) -> list[bool]:
    """Which lines may leave among others. The words say so too: what was just typed is not in the record yet."""
    lines = document.lines
    off = [line.off_record or is_off_record(document.text(index)) for index, line in enumerate(lines)]
    # An empty line keeps its place in a list; only what has words can be hidden.
    levels, words = [line.level for line in lines], ["" if line.empty else line.id for line in lines]
    return [shown or line.empty for shown, line in zip(printed(levels, words, off), lines, strict=True)]


def _as_lists(lines: Sequence[_Copied], least: int) -> str:
    """Nested lists with the numbers that the outline shows."""
    parts: list[str] = []
    depth = 0
    for line in lines:
        wanted = line.level - least + 1
        while depth > wanted:
            parts.append("</ol>")
            depth -= 1
        while depth < wanted:
            level = least + depth
            start = line.number if depth + 1 == wanted else 1
            parts.append(f'<ol type="{_LIST_TYPES[level % 3]}" start="{max(1, start)}">')
            depth += 1
        if line.number:
            parts.append(f'<li value="{line.number}">{line.rich}</li>')
        else:
            parts.append('<li style="list-style-type:none">&nbsp;</li>')
    return "".join([*parts, "</ol>" * depth])
