"""Writes what a party owes as one page to read and to print, and the same for mails, which drop style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from msa_wg_desktop.documents.html_writer import blocks_html
from msa_wg_desktop.domain.owed import OwedDate, OwedPage, OwedThing, Quote, quoted
from msa_wg_desktop.domain.reports import as_of
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.words import _

_LIGHT = {
    "ink": "#1d2a33", "quiet": "#4a5661", "paper": "#ffffff", "ground": "#f4f6f6", "rule": "#cfd8da",
    "accent": "#0b5a61", "tint": "#e8f0f1", "caution": "#7a4f00", "caution-tint": "#fdf1d6",
}  # fmt: skip
_DARK = {
    "ink": "#e4e8ea", "quiet": "#a9b4bb", "paper": "#23282c", "ground": "#181b1e", "rule": "#3d474c",
    "accent": "#6cc4cb", "tint": "#22363a", "caution": "#f2c063", "caution-tint": "#3d3017",
}  # fmt: skip
_FONT = "Calibri, Carlito, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"

# One look per role: classes of a page, and written into each element of a mail.
_LOOKS: Mapping[str, str] = {
    "body": f"margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 {_FONT}",
    "page": "max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; overflow-wrap: break-word",
    "group": "margin: 0; color: var(--quiet); font-size: 15px",
    "title": "margin: 2px 0 4px; font-size: 32px; line-height: 1.2; font-weight: 700",
    "day": "margin: 0 0 16px; color: var(--quiet)",
    "intro": "margin: 0 0 8px",
    "counts": "margin: 0 0 8px; color: var(--ink); font-weight: 600",
    "heading": "margin: 32px 0 10px; font-size: 20px; line-height: 1.3; color: var(--accent)",
    "list": "margin: 0; padding: 0; list-style: none",
    "card": "margin: 0 0 12px; padding: 14px 18px; background: var(--paper); border: 1px solid var(--rule);"
    " border-left: 4px solid var(--accent); border-radius: 6px",
    "late-card": "margin: 0 0 12px; padding: 14px 18px; background: var(--paper); border: 1px solid var(--rule);"
    " border-left: 4px solid var(--caution); border-radius: 6px",
    "closed-card": "margin: 0 0 12px; padding: 14px 18px; border: 1px solid var(--rule); border-radius: 6px",
    "gap": "margin: 0 0 12px",
    "due": "margin: 0 0 2px; font-size: 15px; font-weight: 600; color: var(--accent)",
    "late-due": "margin: 0 0 2px; font-size: 15px; font-weight: 600; color: var(--caution)",
    "undated": "margin: 0 0 2px; font-size: 15px; font-weight: 600; color: var(--quiet)",
    "what": "margin: 0; font-size: 18px; line-height: 1.35; font-weight: 600",
    "facts": "margin: 3px 0 0; font-size: 15px; color: var(--quiet)",
    "quote": "margin: 10px 0 0; padding: 9px 14px; background: var(--tint); border-radius: 4px; font-size: 15px",
    "place": "margin: 0 0 2px; font-weight: 600",
    "words": "margin: 0",
    "above": "margin: 6px 0 0; color: var(--quiet)",
    "items": "margin: 8px 0 0; padding: 0; list-style: none; font-size: 15px",
    "item": "margin: 0 0 3px 28px; text-indent: -28px",
    "number": "display: inline-block; width: 28px; text-indent: 0",
    "response": "margin: 8px 0 0; font-size: 15px",
    "contact": "margin: 32px 0 0; padding-top: 14px; border-top: 1px solid var(--rule); color: var(--quiet);"
    " font-size: 15px",
}  # fmt: skip

_PRINT = (
    "@page { margin: 2cm; } @media print { body { background: none; font-size: 11pt; }"
    " .page { max-width: none; padding: 0; } .card, .late-card, .closed-card { break-inside: avoid; }"
    " .quote { background: none; border: 1px solid var(--rule); } h2 { break-after: avoid; } }"
)
_READING = (
    "ol, ul, p, li, h1, h3, blockquote { unicode-bidi: plaintext; } .response p, .response ul, .response ol"
    " { margin: 0 0 6px; } .response ul, .response ol { padding-left: 20px; } .response ul { list-style: disc; }"
)


def owed_html(page: OwedPage) -> str:
    """One file that needs nothing else: no script, no picture, nothing to fetch; light, dark, and on paper."""
    html = _Html()
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(_DARK)} }} }}"
    paper = f"@media print {{ :root {{ color-scheme: light; {_variables(_LIGHT)} }} }}"
    classes = "\n".join(f"{'body' if name == 'body' else f'.{name}'} {{ {look}; }}" for name, look in _LOOKS.items())
    style = (
        f":root {{ color-scheme: light dark; {_variables(_LIGHT)} }}\n{dark}\n{paper}\n{classes}\n{_READING}\n{_PRINT}"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(page.language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{_text(page.author or page.group)}">\n'
        f"<title>{_text(page.title)}, {_text(as_of(page.day))}</title>\n<style>\n{style}\n</style>\n</head>\n"
        f'<body>\n<main class="page">\n{_whole(html, page)}\n</main>\n</body>\n</html>\n'
    )


def owed_mail_html(page: OwedPage, *, colours: Mapping[str, str] | None = None, scale: float = 1.0) -> str:
    """The same for a mail: each element says its looks itself, and boxes are tables, which every mail program knows.

    `colours` are others than those that hold on white, by the same names; `scale` makes all sizes larger.
    """
    html = _Html(written=_Written(colours or _LIGHT, scale))
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(page.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{_text(page.title)}</title>\n</head>\n<body{html.look('body')}>\n"
        f"<div{html.look('page')}>\n{_whole(html, page)}\n</div>\n</body>\n</html>\n"
    )


def _variables(colours: Mapping[str, str]) -> str:
    return "; ".join(f"--{name}: {colour}" for name, colour in colours.items())


class _Written:
    """How looks are written into elements."""

    def __init__(self, colours: Mapping[str, str], scale: float) -> None:
        self._colours, self._scale = colours, scale

    def look(self, name: str) -> str:
        look = re.sub(r"var\(--([a-z-]+)\)", lambda found: self._colours[found[1]], _LOOKS[name])
        return re.sub(r"(\d+)px", lambda found: f"{round(int(found[1]) * self._scale)}px", look)


class _Html:
    """Makes elements in one of the looks: by classes, or for a mail with the looks written into them."""

    def __init__(self, *, written: _Written | None = None) -> None:
        self._written = written

    def look(self, name: str) -> str:
        """The attribute that gives an element its looks."""
        if self._written is None:
            return f' class="{name}"'
        return f' style="{escape(self._written.look(name))}"'

    def box(self, tag: str, look: str, inner: str) -> str:
        """What stands in a box of its own."""
        if self._written is None:
            return self.element(tag, look, inner)
        cell = self.element("td", look, inner)
        return f'<table role="presentation" width="100%" cellspacing="0"{self.look("gap")}><tr>{cell}</tr></table>\n'

    def item(self, inner: str) -> str:
        """One of what is listed in a box."""
        return self.element("li" if self._written is None else "p", "item", inner)

    def listed(self, look: str, inner: str) -> str:
        """What is a list where lists can do without bullets."""
        return self.element("ul", look, inner) if self._written is None else inner

    def element(self, tag: str, look: str, inner: str) -> str:
        """The element, or nothing where there is nothing in it."""
        return f"<{tag}{self.look(look)}>{inner}</{tag}>\n" if inner else ""


def _whole(html: _Html, page: OwedPage) -> str:
    head = (
        html.element("p", "group", _text(page.group)),
        html.element("h1", "title", _text(page.title)),
        html.element("p", "day", _text(as_of(page.day))),
        html.element("p", "intro", _text(page.introduction)),
        "" if page.is_empty else html.element("p", "counts", _text(" · ".join(page.counts))),
    )
    parts = (
        (_("Dates That Bind"), (_date(html, each) for each in page.dates)),
        (_("Open Actions"), (_thing(html, each) for each in page.actions)),
        (_("Open Data Needs"), (_thing(html, each) for each in page.asked)),
        (_("Closed Data Needs"), (_given(html, each) for each in page.given)),
    )
    sections = "".join(_section(html, heading, cards) for heading, cards in parts)
    return "".join(head) + sections + html.element("p", "contact", _text(page.contact))


def _section(html: _Html, heading: str, cards: Iterable[str]) -> str:
    inner = "".join(cards)
    if not inner:
        return ""
    return html.element("h2", "heading", _text(heading)) + html.listed("list", f"\n{inner}")


def _date(html: _Html, each: OwedDate) -> str:
    items = "".join(_item(html, number, text) for number, text in each.items)
    facts = [each.detail, _("date passed") if each.passed else ""]
    inner = (
        html.element("p", "late-due" if each.passed else "due" if each.day else "undated", _text(each.day_words)),
        html.element("h3", "what", _text(each.title)),
        html.element("p", "facts", _text(" · ".join(fact for fact in facts if fact))),
        html.listed("items", items),
    )
    return html.box("li", "late-card" if each.passed else "card", "".join(inner))


def _item(html: _Html, number: str, text: str) -> str:
    return html.item(f"<span{html.look('number')}>{_text(number)}</span> {_text(text)}")


def _thing(html: _Html, thing: OwedThing) -> str:
    due = "late-due" if thing.passed else "due" if thing.due else "undated"
    inner = (
        html.element("p", due, _text(thing.due_words)),
        html.element("h3", "what", _text(thing.text)),
        html.element("p", "facts", _text(" · ".join(thing.facts))),
        html.element("div", "response", blocks_html(thing.response)),
        _quote(html, thing.said) if thing.said else html.element("p", "facts", _text(thing.place)),
    )
    return html.box("li", "late-card" if thing.passed else "card", "".join(inner))


def _quote(html: _Html, said: Quote) -> str:
    above = ""
    if said.above:
        words = _("In answer to {label}: {words}").format(label=said.above_label, words=quoted(said.above))
        above = html.element("p", "above", _text(words))
    place, words = html.element("p", "place", _text(said.place)), html.element("p", "words", _text(said.words))
    return html.box("blockquote", "quote", place + words + above)


def _given(html: _Html, thing: OwedThing) -> str:
    inner = (
        html.element("h3", "what", _text(thing.text)),
        html.element("p", "facts", _text(" · ".join(thing.facts))),
        html.element("div", "response", blocks_html(thing.response)),
    )
    return html.box("li", "closed-card", "".join(inner))


def _text(text: str) -> str:
    return escape(clean(text)[0]).replace("\n", "<br>")
