"""An invitation's words as the HTML of a mail: looks written into the elements, nothing to fetch, nothing that runs.

Text, links and background have the reader's own colours, so that it is as readable in the dark as in the light.
"""

from __future__ import annotations

import re
from html import escape

from msa_wg_desktop.domain.invitation_words import Message
from msa_wg_desktop.domain.text import clean

_FONT = "Calibri, Carlito, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
_BODY = f"margin: 0; padding: 16px; font: 16px/1.5 {_FONT}"
_TITLE = "margin: 0 0 12px; font-size: 22px; line-height: 1.3; font-weight: 600"
_CARD = "padding: 14px 18px; border: 1px solid #8a979c; border-left: 4px solid #2a8a93; border-radius: 6px"
_BOX = "margin: 0 0 16px"
_DAY = "margin: 0 0 2px; font-weight: 600"
_LINE = "margin: 0"
_PARAGRAPH = "margin: 0 0 14px"
_SAFE_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def message_html(words: Message) -> str:
    """The page. Boxes are tables, which every mail program knows."""
    card = _element("p", _DAY, _text(words.day)) + "".join(
        _element("p", _LINE, _linked(line, words.join)) for line in words.card
    )
    box = (
        f'<table role="presentation" width="100%" cellspacing="0" style="{_BOX}"><tr>'
        f"{_element('td', _CARD, card)}</tr></table>\n"
    )
    text = "".join(_element("p", _PARAGRAPH, _text(part)) for part in re.split(r"\n{2,}", words.text))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_text(words.subject)}</title>\n'
        f'</head>\n<body style="{_BODY}">\n{_element("h1", _TITLE, _text(words.title))}'
        f"{_element('p', _PARAGRAPH, _text(words.lead))}{box if card else ''}{text}</body>\n</html>\n"
    )


def _element(tag: str, look: str, inner: str) -> str:
    """The element, or nothing where there is nothing in it."""
    return f'<{tag} style="{look}">{inner}</{tag}>\n' if inner else ""


def _linked(line: str, link: str) -> str:
    """A line in which the link can be followed, where it leads into the web and nowhere else."""
    if not _SAFE_LINK.fullmatch(link) or not line.endswith(link):
        return _text(line)
    return f'{_text(line.removesuffix(link))}<a href="{_text(link)}">{_text(link)}</a>'


def _text(text: str) -> str:
    return escape(clean(text)[0]).replace("\n", "<br>")
