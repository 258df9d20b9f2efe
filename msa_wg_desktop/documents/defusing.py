"""What a spreadsheet would take for a formula is made to stay words: a note may begin with any sign."""

from __future__ import annotations

from msa_wg_desktop.domain.text import clean

# The last four are the same signs in full width, which some spreadsheets read alike.
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
          "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip


def is_loaded(text: str) -> bool:
    """Whether a spreadsheet might calculate with it."""
    return text.startswith(_SIGNS)


def defused(text: str) -> str:
    """The text for a cell that has no type, as in CSV: an apostrophe goes before what would be a formula."""
    text = clean(text)[0]
    return f"'{text}" if is_loaded(text) else text
