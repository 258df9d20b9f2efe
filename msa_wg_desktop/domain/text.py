"""The one function that cleans text at every border, so that no later layer meets a character it can't carry."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

_UNCLEAN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# Word's manual line break arrives as a vertical tab, NEL and U+2028/9 are line ends too.
_LINE_END = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def clean(text: str) -> tuple[str, int]:
    """The text as it may enter the record, and how many characters had to become U+FFFD.

    Line ends of every kind become "\\n"; lone surrogates, control characters other than tab and newline, and
    code points that are no characters (Qt and XML use or refuse them) become U+FFFD. All else stays as typed.
    """
    if _UNCLEAN.search(text) is None:
        return text, 0
    text = _PAIR.sub(_joined, _LINE_END.sub("\n", text))
    return _UNCLEAN.subn(REPLACEMENT, text)


def clean_line(text: str) -> tuple[str, int]:
    """As `clean`, for a field of one line: line ends and tabs become spaces, and none stand at its ends."""
    cleaned, replaced = clean(text)
    return cleaned.replace("\n", " ").replace("\t", " ").strip(), replaced


def one_line(text: str, *, most: int) -> str:
    """The text on one line of so many letters at most, cut short with dots."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _joined(pair: re.Match[str]) -> str:
    """The character that two surrogates stand for."""
    return pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")
