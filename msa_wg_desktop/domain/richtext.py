"""Text with light formatting, so that sections and responses are data that every writer and reader shares.

It is kept as a small Markdown whose whole grammar is this; everything else stays text as typed.

    paragraph     lines up to a blank line; a line end inside it is a space, a backslash before it a line break
    list          a line that starts with `- ` (or `* `, `+ `), or with `1. `, `1) ` or `(1) `; deeper by two
                  spaces or more than the item it belongs to; a paragraph that stands below an item in the same
                  way, after a blank line, belongs to that item
    in a line     **bold**, *italic*, [words](address), [words](#) for a link whose address isn't known,
                  and a backslash before a sign that is meant as it stands

It is CommonMark's grammar, less what notes of meetings mistake for formatting (`_`, `#`, `>`, `<b>`, `&`, code)
and plus `(1)`. Two things are more generous: stars work inside words beside punctuation, and a number of four
digits ("2024. ") opens no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from urllib.parse import quote

MAX_LEVEL = 8
MAX_NUMBER = 999
_BLANKS = " \t\n"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. A "\\n" in `text` is a line break; `link` is an address, "" one that isn't known."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


class BlockStyle(StrEnum):
    """What a paragraph is. A NORMAL one at a level above 0 belongs to the list item above it."""

    NORMAL = "normal"
    BULLET = "bullet"
    NUMBERED = "numbered"


class NumberShape(StrEnum):
    """How the number of a NUMBERED paragraph is printed: the value is what 1 looks like."""

    POINT = "1."
    BRACKET = "1)"
    BRACKETS = "(1)"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or list item. `number` and `shape` count only where the style is NUMBERED."""

    runs: tuple[Run, ...]
    style: BlockStyle = BlockStyle.NORMAL
    level: int = 0
    number: int = 1
    shape: NumberShape = NumberShape.POINT

    @property
    def marker(self) -> str:
        """What is printed before the words: `26.`, `(1)`, a bullet, or nothing."""
        if self.style is BlockStyle.NUMBERED:
            return self.shape.value.replace("1", str(self.number))
        return "•" if self.style is BlockStyle.BULLET else ""

    @property
    def text(self) -> str:
        """The words alone, without formatting and without the marker."""
        return "".join(run.text for run in self.runs)


Blocks = tuple[Paragraph, ...]


def normal(blocks: Iterable[Paragraph]) -> Blocks:
    """The one form that equal-looking blocks share, and the form in which they are kept.

    Empty paragraphs go, runs of one look become one, blanks at the ends go, blanks between two looks have only
    what both have, and no paragraph stands deeper than the list above it allows.
    """
    result: list[Paragraph] = []
    depth = 0
    for block in blocks:
        runs = normal_runs(block.runs)
        if not runs:
            continue
        level = max(0, min(block.level, depth, MAX_LEVEL))
        depth = level if block.style is BlockStyle.NORMAL else level + 1
        if block.style is BlockStyle.NUMBERED:
            number = max(0, min(block.number, MAX_NUMBER))
            result.append(replace(block, runs=runs, level=level, number=number))
        else:
            result.append(Paragraph(runs, block.style, level))
    return tuple(result)


def normal_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs of one paragraph in the form that `normal` describes."""
    pieces = [piece for run in runs for piece in _parted(run)]
    while pieces and pieces[0].text[0] in _BLANKS:
        del pieces[0]
    while pieces and pieces[-1].text[0] in _BLANKS:
        del pieces[-1]
    return tuple(_merged(_blanks_settled(pieces)))


def _parted(run: Run) -> Iterator[Run]:
    """A run as the blanks before its words, its words with what is between them, and the blanks after these."""
    text, look = _unix_lines(run.text), (run.bold, run.italic, _address(run.link))
    words = text.strip(_BLANKS)
    begin = len(text) - len(text.lstrip(_BLANKS))
    for piece in (text[:begin], _broken(words), text[begin + len(words) :]):
        if piece:
            yield Run(piece, *look)


def _broken(text: str) -> str:
    """A text without spaces around its line breaks."""
    return _LINE_BREAK.sub("\n", text) if "\n" in text else text


_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _address(link: str | None) -> str | None:
    """An address as it is kept: no blanks inside; `#` leads nowhere and so isn't known."""
    if link is None:
        return None
    address = re.sub(r"\s", lambda blank: quote(blank[0]), link.strip())
    return "" if address == "#" else address


def _blanks_settled(pieces: Sequence[Run]) -> Iterator[Run]:
    """Blanks between two words take the looks that both words have, and lose spaces around a line break."""
    before: Run | None = None
    blanks = ""
    for piece in pieces:
        if piece.text[0] in _BLANKS:
            blanks += piece.text
            continue
        if before is not None and blanks:
            yield _between(before, _broken(blanks), piece)
        yield piece
        before, blanks = piece, ""


def _between(before: Run, blanks: str, after: Run) -> Run:
    """Blanks in the looks that both sides have; never a link of blanks alone."""
    bold, italic = before.bold and after.bold, before.italic and after.italic
    joins = (bold, italic) in ((before.bold, before.italic), (after.bold, after.italic))
    return Run(blanks, bold, italic, before.link if joins and before.link == after.link else None)


def _look(run: Run) -> tuple[bool, bool, str | None]:
    return run.bold, run.italic, run.link


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    for (bold, italic, link), group in groupby(runs, key=_look):
        yield Run("".join(run.text for run in group), bold, italic, link)


def plain(blocks: Iterable[Paragraph]) -> str:
    """The words of the blocks, one paragraph a line, list items with their markers."""
    return "\n".join(f"{block.marker} {block.text}".lstrip(" ") for block in blocks)


def paragraphs(*texts: str) -> Blocks:
    """Ordinary paragraphs from texts that are meant as they stand."""
    return normal(Paragraph((Run(text),)) for text in texts)


# Writing


def to_markdown(blocks: Iterable[Paragraph]) -> str:
    """The blocks as Markdown; `from_markdown` gives `normal(blocks)` back from it."""
    text: list[str] = []
    in_list = False
    for block in normal(blocks):
        is_item = block.style is not BlockStyle.NORMAL
        if text:
            text.append("\n" if is_item and in_list else "\n\n")
        text.append("    " * block.level)
        if is_item:
            text.append("- " if block.style is BlockStyle.BULLET else f"{block.marker} ")
        text.append(inline_markdown(block.runs))
        in_list = is_item
    return "".join(text)


def inline_markdown(runs: Iterable[Run], *, also: re.Pattern[str] | None = None) -> str:
    """The runs of one paragraph, in their normal form, as Markdown without the paragraph's own marker.

    `also` finds signs that mean something to other readers of Markdown; they get a backslash, too.
    """
    text = ""
    bold = italic = False
    for run in runs:
        text += "*" * (2 * (bold != run.bold) + (italic != run.italic))
        bold, italic = run.bold, run.italic
        words = re.sub(r"[\\*]", _ESCAPED, run.text)
        words = (also.sub(_ESCAPED, words) if also else words).replace("\n", "\\\n")
        if run.link is None:
            text += words.replace("](", "]\\(")
            continue
        if text.endswith("!"):
            text = f"{text[:-1]}\\!"
        label = re.sub(r"[\[\]]", _ESCAPED, words)
        target = re.sub(r"[\\()]", _ESCAPED, run.link) or "#"
        text += f"[{label}]({target})"
    text += "*" * (2 * bold + italic)
    return _LOOKS_LIKE_ITEM.sub(r"\1\\", text)


_ESCAPED = r"\\\g<0>"
_LOOKS_LIKE_ITEM = re.compile(r"(?m)^(\d{1,3}(?=[.)][ \t])|(?=[-+][ \t]|\(\d{1,3}\)[ \t]))")


# Reading


def from_markdown(text: str) -> Blocks:
    """The blocks that `text` says, in their normal form. It never fails, and what it can't read stays text."""
    reader = _Reader()
    for line in _unix_lines(text).split("\n"):
        reader.take(line)
    return normal(reader.blocks())


_MARKER = re.compile(r"(?:(?P<bullet>[-*+])|(?P<number>\d{1,3})(?P<end>[.)])|\((?P<inner>\d{1,3})\))[ \t]+(?=[^ \t])")


class _Reader:
    """Puts lines together to paragraphs; `stops` are the columns of the list items that are open."""

    def __init__(self) -> None:
        self._done: list[tuple[Paragraph, list[str]]] = []
        self._stops: list[int] = []
        self._open = False

    def take(self, line: str) -> None:
        words = line.lstrip(" \t")
        column = len(line[: len(line) - len(words)].expandtabs(4))
        words = words.rstrip(" \t")
        if not words:
            self._open = False
        elif (item := _MARKER.match(words)) and self._may_start(item):
            while self._stops and column < self._stops[-1] + 2:
                self._stops.pop()
            self._start(_list_item(item, len(self._stops)), words[item.end() :])
            self._stops.append(column)
        elif self._open:
            self._done[-1][1].append(words)
        else:
            level = sum(stop + 2 <= column for stop in self._stops)
            del self._stops[level:]
            self._start(Paragraph((), level=level), words)

    def blocks(self) -> Iterator[Paragraph]:
        return (replace(block, runs=_runs("\n".join(lines))) for block, lines in self._done)

    def _start(self, block: Paragraph, words: str) -> None:
        self._done.append((block, [words]))
        self._open = True

    def _may_start(self, item: re.Match[str]) -> bool:
        """Inside a paragraph that stands in no list, only a bullet or a 1 opens one: other numbers came there by
        line wrapping."""
        if not self._open or self._stops:
            return True
        return bool(item["bullet"]) or int(item["number"] or item["inner"]) == 1


def _list_item(item: re.Match[str], level: int) -> Paragraph:
    if item["bullet"]:
        return Paragraph((), BlockStyle.BULLET, level)
    if item["inner"]:
        return Paragraph((), BlockStyle.NUMBERED, level, int(item["inner"]), NumberShape.BRACKETS)
    shape = NumberShape.POINT if item["end"] == "." else NumberShape.BRACKET
    return Paragraph((), BlockStyle.NUMBERED, level, int(item["number"]), shape)


@dataclass(slots=True)
class _Piece:
    """Words, or stars (1 italic, 2 bold, 3 both) that may open or close a look."""

    text: str
    link: str | None = None
    stars: int = 0
    opens: bool = False
    closes: bool = False
    turns_bold: bool = False
    turns_italic: bool = False


_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<break>\\\n)
    | (?P<soft>\n)
    | (?P<stars>\*+)
    | (?P<image>!\[)
    | \[(?P<label>(?:\\.|[^\[\]\\])*)\]\((?P<address>(?:\\.|[^()\s\\]|\([^()\s]*\))*)\)
    """,
    re.VERBOSE | re.DOTALL,
)


def _runs(text: str) -> tuple[Run, ...]:
    pieces = list(_pieces(text, None))
    _settle(pieces, 2, "turns_bold")
    _settle(pieces, 1, "turns_italic")
    runs: list[Run] = []
    bold = italic = False
    for piece in pieces:
        if piece.stars:
            bold, italic = bold != piece.turns_bold, italic != piece.turns_italic
            left_over = piece.stars - 2 * piece.turns_bold - piece.turns_italic
            runs.append(Run("*" * left_over, bold, italic, piece.link))
        else:
            runs.append(Run(piece.text, bold, italic, piece.link))
    return tuple(runs)


def _pieces(text: str, link: str | None) -> Iterator[_Piece]:
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() > end:
            yield _Piece(text[end : token.start()], link)
        end = token.end()
        if token["stars"]:
            closes = text[max(0, token.start() - 1) : token.start()].strip(_BLANKS) != ""
            opens = text[end : end + 1].strip(_BLANKS) != ""
            yield _Piece("", link, len(token[0]), opens, closes)
        elif token["label"] and token["label"].strip(_BLANKS):
            yield from _pieces(token["label"], re.sub(r"\\(.)", r"\1", token["address"]))
        else:
            yield _Piece(_literal(token), link)
    if end < len(text):
        yield _Piece(text[end:], link)


def _literal(token: re.Match[str]) -> str:
    if token["soft"]:
        return " "
    return "\n" if token["break"] else token["escaped"] or token[0]


def _settle(pieces: Iterable[_Piece], stars: int, turn: str) -> None:
    """Pairs the stars that turn one look on and off; those that find no partner stay text."""
    opener: _Piece | None = None
    for piece in pieces:
        if piece.stars not in (stars, 3):
            continue
        if opener is not None and piece.closes:
            setattr(opener, turn, True)
            setattr(piece, turn, True)
            opener = None
        elif piece.opens:
            opener = piece
