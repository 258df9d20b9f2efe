"""Marks words that neither the dictionary nor the group knows, behind the back of whoever types."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.layout import OutlineLayout
from msa_wg_desktop.gui.widgets.outline.lines import OutlineLine
from msa_wg_desktop.gui.widgets.outline.units import in_units

Words = dict[str, int]
"""Words in lower case, and how often they are used."""

_WORD = re.compile(r"(?<![\w@#/.’'])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w@/]|\.\w|://)")
_PAUSE_MS = 250
_SLICE = 0.003
_LOADED_AT_ONCE = 20_000
_BREATH = 0.001
_LETTERS = "abcdefghijklmnopqrstuvwxyz'"
_MOST_OFFERED = 6


class SpellBook(QObject):
    """The dictionary and the group's own words; one for the whole program.

    It loads in a thread of its own, a slice at a time, so that the window never waits for it; until
    `ready` no word is wrong.
    """

    ready = Signal()
    changed = Signal()
    """The group's own words are others."""

    _loaded = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: Words = {}
        self._own: frozenset[str] = frozenset()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._loaded.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def load(self) -> None:
        """Starts to load, once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="spelling", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Gives up loading and waits for its end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def loaded(self) -> bool:
        return bool(self._words)

    def set_own_words(self, words: Iterable[str]) -> None:
        """Words, names and terms of the group, which are never wrong; of a name with blanks each part."""
        # Looked for all at once: the names of thousands of people are among them.
        own = frozenset(_WORD.findall(_plain("\n".join(words))))
        if own != self._own:
            self._own = own
            self.changed.emit()

    def wrong(self, text: str) -> list[tuple[int, int]]:
        """Where words stand in a text that nobody knows; names in capitals and words with figures are let be."""
        return [] if not self.loaded else [match.span() for match in _checked(text) if not self.knows(match[0])]

    def knows(self, word: str) -> bool:
        """Whether a word is right; all are while nothing is loaded."""
        plain = _plain(word)
        return not self.loaded or bool(self._known((plain, _stem(plain))))

    def suggestions(self, word: str) -> list[str]:
        """What may have been meant, likeliest first, in the case of the word."""
        from spellchecker import SpellChecker

        letters = SpellChecker(language=None)
        letters.word_frequency.load_words([_LETTERS])
        plain = _plain(word)
        near = letters.edit_distance_1(plain)
        found = self._known(near) or self._known(far for each in near for far in letters.edit_distance_1(each))
        likeliest = sorted(found, key=lambda each: (-self._words.get(each, 0), each))[:_MOST_OFFERED]
        return [each.capitalize() if word[:1].isupper() else each for each in likeliest]

    def _known(self, words: Iterable[str]) -> set[str]:
        return {word for word in words if word in self._words or word in self._own}

    def _work(self) -> None:
        words = _load(self._stop)
        if words is not None:
            self._loaded.emit(words)

    def _take(self, words: Words) -> None:
        self._words = words
        self.ready.emit()


class OutlineSpelling(QObject):
    """Checks changed lines of one outline in the pauses of typing, a few milliseconds at a time, while it is seen."""

    def __init__(self, editor: QPlainTextEdit, document: OutlineDocument, layout: OutlineLayout) -> None:
        super().__init__(editor)
        self._editor = editor
        self._document = document
        self._layout = layout
        self._book: SpellBook | None = None
        self._waiting: dict[OutlineLine, None] = {}
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._check_some)

    def use(self, book: SpellBook) -> None:
        """Checks by this book from now on."""
        if book is not self._book:
            self._book = book
            book.ready.connect(self.check_all)
            book.changed.connect(self.check_all)
            book.load()
        self.check_all()

    def check(self, line: OutlineLine) -> None:
        """Words of a line changed."""
        if self._book is not None:
            self._waiting[line] = None
            self._timer.start(_PAUSE_MS)

    def check_all(self) -> None:
        """The book changed, or another meeting is shown."""
        if self._book is not None and self._book.loaded:
            self._waiting = dict.fromkeys(self._document.lines)
            self._timer.start(_PAUSE_MS)

    def go_on(self) -> None:
        """The outline is seen again."""
        if self._waiting:
            self._timer.start(_PAUSE_MS)

    def word_at(self, position: int) -> tuple[int, int, str] | None:
        """The marked word at a position of the document: where it stands there, and the word."""
        block = self._document.findBlock(position)
        offset = position - block.position()
        for start, end in self._document.lines[block.blockNumber()].misspelt:
            if start <= offset <= end:
                word = block.text().encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
                return block.position() + start, block.position() + end, word
        return None

    def suggestions(self, word: str) -> list[str]:
        return self._book.suggestions(word) if self._book is not None else []

    def _check_some(self) -> None:
        if self._book is None or not self._book.loaded or not self._editor.isVisible():
            return
        until = time.perf_counter() + _SLICE
        changed: list[OutlineLine] = []
        places = {line: index for index, line in enumerate(self._document.lines)}
        while self._waiting and time.perf_counter() < until:
            line = next(iter(self._waiting))
            del self._waiting[line]
            index = places.get(line)
            if index is not None and self._check_line(line, index):
                changed.append(line)
        self._layout.lay_out_lines(changed)
        if self._waiting:
            self._timer.start(0)

    def _check_line(self, line: OutlineLine, index: int) -> bool:
        """Marks a line's wrong words, but not the one that is being typed; returns whether that changed anything."""
        assert self._book
        text = self._document.findBlockByNumber(index).text()
        wrong = in_units(text, self._book.wrong(text))
        cursor = self._editor.textCursor()
        if wrong and self._editor.hasFocus() and cursor.blockNumber() == index:
            caret = cursor.positionInBlock()
            wrong = tuple((start, end) for start, end in wrong if end != caret)
        if wrong == line.misspelt:
            return False
        line.misspelt = wrong
        return True


def _load(stop: threading.Event) -> Words | None:
    """The English words and how often they are used; None where nobody wants them any more.

    Parsed by slices with pauses between them, since each call of json keeps the interpreter for itself.
    """
    import gzip
    import json
    import pkgutil

    text = gzip.decompress(pkgutil.get_data("spellchecker", "resources/en.json.gz") or b"{}").decode()
    words: Words = {}
    start, end = text.index("{") + 1, text.rindex("}")
    while start < end:
        stop_at = text.find(",\n", start + _LOADED_AT_ONCE)
        stop_at = end if stop_at < 0 else stop_at
        words.update(json.loads("{" + text[start:stop_at] + "}"))
        start = stop_at + 1
        if stop.wait(_BREATH):
            return None
    return words


def _checked(text: str) -> Iterator[re.Match[str]]:
    """The words of a text that are checked: no abbreviations, no `ConnectDER`, no single letters."""
    for match in _WORD.finditer(text):
        word = match[0]
        rest = word[1:]
        if len(word) > 1 and (rest.islower() or rest.casefold() == rest):
            yield match


def _plain(word: str) -> str:
    return word.replace("’", "'").casefold()


def _stem(word: str) -> str:
    """A word less its possessive."""
    return word.removesuffix("'s").removesuffix("'")
