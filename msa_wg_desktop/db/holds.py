"""Whether a text holds some words, capitals or not, in the fewest steps: lists look at every row for it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _Holds(FunctionElement[bool]):
    name = "holds"
    type = Boolean()
    inherit_cache = True


def holds(text: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """That a text holds these words as they stand; `%` and `_` mean themselves, and `'` is `’` too."""
    for letter in "/%_":
        words = words.replace(letter, f"/{letter}")
    spellings = dict.fromkeys((words.replace("’", "'"), words.replace("'", "’")))
    return or_(*(_Holds(text, f"%{spelling}%") for spelling in spellings))


@compiles(_Holds)
def _with_ilike(element: _Holds, compiler: Any, **options: Any) -> str:
    return _like("ILIKE", element, compiler, options)


@compiles(_Holds, "sqlite")
def _with_like(element: _Holds, compiler: Any, **options: Any) -> str:
    """Its LIKE minds no capitals; lowering the text first, as SQLAlchemy does, doubles what a row costs."""
    return _like("LIKE", element, compiler, options)


def _like(word: str, element: _Holds, compiler: Any, options: dict[str, Any]) -> str:
    text, pattern = (compiler.process(part, **options) for part in element.clauses)
    return f"{text} {word} {pattern} ESCAPE '/'"
