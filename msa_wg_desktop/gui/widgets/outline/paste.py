"""Reads pasted text and HTML as lines with a depth: from tabs, spaces, bullets, numbers, or lists of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from msa_wg_desktop.domain.notes import MAX_LEVEL
from msa_wg_desktop.domain.text import clean

Lines = list[tuple[int, str]]
"""Depth, from 0 for the least deep, and text of each line."""

_TAB = 8
_INDENT = re.compile(r"[ \t\u00a0]*")
_BULLET = re.compile(r"(?P<bullet>[•◦▪▫‣·○●■□*+\-–—§]|o(?=\t))[ \t\u00a0]+")
_PATH = re.compile(r"\(?(?P<path>\d{1,3}(?:\.\d{1,3})+)[.)]?[ \t\u00a0]+")
_NUMBER = re.compile(r"\(?(?P<value>\d{1,3}|[ivxlcdm]{1,7}|[a-zA-Z])(?P<end>[.)])[ \t\u00a0]+")
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
_MSO_LEVEL = re.compile(r"mso-list:[^;\"']*\blevel(\d)")
_SPACES = re.compile(r"[ \t\r\n\f]+")

_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "tr", "table", "pre", "blockquote", "section", "article", "dt", "dd")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SKIPPED = frozenset(("script", "style", "head", "title", "noscript", "svg"))


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line taken apart: the column where it starts, the kind of its marker, and what follows."""

    column: int
    kind: str
    text: str

    @property
    def numbered(self) -> bool:
        return self.kind[:1] in ("n", "a", "A", "r")


def read_text(text: str) -> Lines:
    """Lines of plain text. Empty lines are left out; markers are dropped, since the outline shows its own."""
    rows = [row for row in clean(text)[0].split("\n") if row.strip()]
    return _with_depth(_marked(rows))


def read_html(html: str) -> Lines | None:
    """Lines of HTML that holds lists; None where it holds none, and its plain text says as much."""
    if "<li" not in html.lower() and "mso-list" not in html:
        return None
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    found = [(depth, text) for depth, text in reader.finished() if text.strip()]
    least = min((depth for depth, _text in found), default=0)
    return [(min(depth - least, MAX_LEVEL), text) for depth, text in found]


def _marked(rows: list[str]) -> list[_Marked]:
    """Rows with their markers told apart: `i.` after `h.` is a letter, else a Roman one."""
    found: list[_Marked] = []
    letters: dict[str, str] = {}
    capitals, paths = _has_capital_list(rows), _has_paths(rows)
    for row in rows:
        indent = _INDENT.match(row)
        start = indent.end() if indent else 0
        column = len(row[:start].expandtabs(_TAB))
        bullet = _BULLET.match(row, start)
        after = bullet.end() if bullet else start
        kind, end = _number_kind(row, after, letters, capitals=capitals, paths=paths)
        if not kind and bullet:
            kind, end = bullet["bullet"], after
        found.append(_Marked(column, kind, row[end:].strip() if kind else row.strip()))
    return found


def _number_kind(row: str, start: int, letters: dict[str, str], *, capitals: bool, paths: bool) -> tuple[str, int]:
    """The kind of a number at the start of a row, "" where there is none, and where the words begin."""
    if paths and (path := _PATH.match(row, start)):
        return f"n{path['path'].count('.')}", path.end()
    match = _NUMBER.match(row, start)
    if match is None:
        return "", start
    value, close = match["value"], match["end"]
    if value.isdigit():
        return f"n{close}", match.end()
    if value.isupper():
        return (f"A{close}", match.end()) if capitals else ("", start)
    follows = len(value) == 1 and letters.get(close, "") == chr(ord(value) - 1)
    if _ROMAN.fullmatch(value) and not follows:
        return f"r{close}", match.end()
    if len(value) == 1:
        letters[close] = value
        return f"a{close}", match.end()
    return "", start


def _has_capital_list(rows: list[str]) -> bool:
    """Whether capitals number a list; a single `A. Smith` does not."""
    first = [match["value"] for row in rows if (match := _NUMBER.match(row.strip()))]
    return "A" in first and "B" in first


def _has_paths(rows: list[str]) -> bool:
    """Whether rows are numbered 1, 1.1, 1.2; a single `3.5 kW` is not."""
    return sum(1 for row in rows if _PATH.match(row.strip()) or _NUMBER.match(row.strip())) > 1


def _with_depth(rows: list[_Marked]) -> Lines:
    """Depth by kind of number, whatever the spaces; for all else by column, then by kind of bullet."""
    found: Lines = []
    stack: list[_Marked] = []
    for row in rows:
        while stack and _stands_above(row, stack):
            stack.pop()
        if not stack or not _same_depth(row, stack[-1]):
            stack.append(row)
        else:
            stack[-1] = row
        found.append((min(len(stack) - 1, MAX_LEVEL), row.text))
    return found


def _stands_above(row: _Marked, stack: list[_Marked]) -> bool:
    """Whether the last level is deeper than a row."""
    top = stack[-1]
    if row.numbered:
        return row.kind != top.kind and (not top.numbered or any(level.kind == row.kind for level in stack[:-1]))
    if row.column != top.column:
        return row.column < top.column
    return row.kind != top.kind and any((level.kind, level.column) == (row.kind, row.column) for level in stack[:-1])


def _same_depth(row: _Marked, top: _Marked) -> bool:
    if row.numbered:
        return row.kind == top.kind
    return row.column == top.column and (row.kind == top.kind or not row.kind)


class _HtmlReader(HTMLParser):
    """Gathers the text of each block with the depth of the lists around it. Images and formats are dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: Lines = []
        self._words: list[str] = []
        self._lists = 0
        self._level: int | None = None
        self._skip: list[str] = []
        self._ignored = 0

    def finished(self) -> Lines:
        self._end_line()
        return self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = next((value or "" for name, value in attrs if name == "style"), "")
        if tag in _SKIPPED:
            self._skip.append(tag)
        elif self._ignored or "mso-list:ignore" in style.replace(" ", "").lower():
            self._ignored += tag == "span"
        elif tag == "br":
            self._words.append("\n")
        elif tag in ("td", "th"):
            self._words.append(" ")
        if tag in _BLOCKS or tag in _HEADINGS:
            self._end_line()
            level = _MSO_LEVEL.search(style)
            self._level = int(level[1]) - 1 if level else None
        if tag in ("ul", "ol"):
            self._lists += 1

    def handle_endtag(self, tag: str) -> None:
        if self._skip and tag == self._skip[-1]:
            self._skip.pop()
        elif tag == "span" and self._ignored:
            self._ignored -= 1
        if tag in _BLOCKS or tag in _HEADINGS:
            self._end_line()
        if tag in ("ul", "ol"):
            self._lists = max(0, self._lists - 1)

    def handle_data(self, data: str) -> None:
        if not self._skip and not self._ignored:
            self._words.append(_SPACES.sub(" ", data))

    def _end_line(self) -> None:
        text = "\n".join(_SPACES.sub(" ", row).strip() for row in "".join(self._words).split("\n")).strip("\n")
        self._words = []
        if text.strip("\u00a0 \n"):
            depth = self._level if self._level is not None else max(0, self._lists - 1)
            self._found.append((depth, clean(text.replace("\u00a0", " "))[0].strip()))
