"""Writes a summary or a report as one HTML file that needs nothing else: no script, no picture, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from msa_wg_desktop.documents.html_lists import HtmlLists, ListLook
from msa_wg_desktop.documents.links import page_address
from msa_wg_desktop.documents.saving import put_in_place
from msa_wg_desktop.domain.reports import Printed
from msa_wg_desktop.domain.richtext import Paragraph, Run, normal
from msa_wg_desktop.domain.summary import DiscussionSection, NeedsSection, Section, TableSection
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.words import _

_DEEPEST_HEADING = 6

_STYLE = """
@counter-style brackets { system: extends decimal; prefix: "("; suffix: ") "; }
@counter-style bracket { system: extends decimal; suffix: ") "; }
@counter-style letter-bracket { system: extends lower-alpha; suffix: ") "; }
@counter-style roman-bracket { system: extends lower-roman; suffix: ") "; }
:root { color-scheme: light dark; --ink: #1d2a33; --quiet: #4a5661; --paper: #fff; --accent: #0b5a61; --rule: #b9c6c9;
  --line: #98a4aa; --tint: #e8f0f1; --link: #0b5394; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ea; --quiet: #a9b4bb; --paper: #1c2023; --accent: #6cc4cb;
  --rule: #3d4a4f; --line: #56636a; --tint: #26343a; --link: #8db8f2; } }
@media print { :root { color-scheme: light; --ink: #1d2a33; --quiet: #4a5661; --paper: #fff; --accent: #0b5a61;
  --rule: #b9c6c9; --line: #98a4aa; --tint: #e8f0f1; --link: #0b5394; } }
html { color: var(--ink); background: var(--paper);
  font: 11pt/1.4 Calibri, Carlito, "Segoe UI", "Noto Sans", sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
body.wide { max-width: 72rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.1rem 0; }
h2 { font-size: 1.25rem; color: var(--accent); border-bottom: 1px solid var(--rule); margin: 1.8rem 0 0.5rem; }
h3 { font-size: 1.08rem; margin: 1.3rem 0 0.4rem; }
p, li, td, th { unicode-bidi: plaintext; }
p { margin: 0 0 0.6rem; }
ol, ul { margin: 0 0 0.6rem; padding-left: 2rem; }
li { margin: 0 0 0.3rem; }
li > p { margin: 0.3rem 0; }
li > ol, li > ul { margin: 0.3rem 0 0; }
.head { color: var(--quiet); margin: 0; }
.head + section { margin-top: 1.2rem; }
.status { color: var(--quiet); font-weight: bold; text-align: right; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 0.92rem; }
th, td { border: 1px solid var(--line); padding: 0.35rem 0.5rem; text-align: left; vertical-align: top; }
th { background: var(--tint); }
td > :last-child { margin-bottom: 0; }
td > ul, td > ol { padding-left: 1.2rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
a { color: var(--link); }
@page { margin: 2.3cm; }
@media print { body, body.wide { margin: 0; max-width: none; padding: 0; } thead { display: table-header-group; }
  tr { break-inside: avoid; } h1, h2, h3 { break-after: avoid; } body.wide { page: wide; } }
@page wide { size: landscape; margin: 1.6cm; }
"""


def write_html(document: Printed, target: Path) -> Path:
    """Writes `document` to `target` and gives the target back. Raises ExportError as `put_in_place` does."""
    return put_in_place(target, printed_html(document).encode("utf-8"))


def printed_html(document: Printed) -> str:
    """The whole of it as one HTML document."""
    head = (
        f'<p class="status">{_text(document.status_words)}</p>' if document.status_words else "",
        f'<p class="head">{_text(document.group)}</p>' if document.group else "",
        f"<h1>{_text(document.title)}</h1>",
        f'<p class="head">{_text(document.subtitle)}</p>' if document.subtitle else "",
    )
    wide = ' class="wide"' if document.landscape else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{_text(document.author or document.group)}">\n'
        f"<title>{_text(document.full_title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body{wide}>\n"
        + "\n".join(part for part in head if part)
        + "\n"
        + "\n".join(_section(section) for section in document.sections)
        + "\n</body>\n</html>\n"
    )


def discussion_html(section: DiscussionSection) -> str:
    """The discussion as a piece of HTML for the clipboard: a mail keeps no style sheet, so the lists say what they
    are by themselves."""
    return _discussion(section, for_mail=True)


def _section(section: Section) -> str:
    heading = _heading(section.heading, section.level) if section.heading else ""
    if isinstance(section, NeedsSection):
        section = section.table
    if isinstance(section, DiscussionSection):
        inner = _discussion(section)
    elif isinstance(section, TableSection):
        inner = blocks_html(section.intro) + (_table(section) if section.rows else "")
    else:
        inner = blocks_html(section.blocks)
    return f"<section>\n{heading}\n{inner}\n</section>"


def _heading(words: str, level: int) -> str:
    tag = f"h{min(level + 1, _DEEPEST_HEADING)}"
    return f"<{tag}>{_text(words)}</{tag}>"


def _discussion(section: DiscussionSection, *, for_mail: bool = False) -> str:
    pieces = [blocks_html(section.intro)]
    for part in section.parts:
        if part.heading is not None:
            pieces.append(_heading(part.heading, section.level + 1))
        lists = HtmlLists()
        for line in part.lines:
            look = ListLook.of_outline(line.level, for_mail=for_mail)
            lists.item(line.level, look, _text(line.text), number=line.numbers[-1])
        pieces.append(lists.html())
    return "\n".join(piece for piece in pieces if piece)


def blocks_html(blocks: Iterable[Paragraph]) -> str:
    """Paragraphs and lists, as a piece of a page."""
    lists = HtmlLists()
    for block in normal(blocks):
        look = ListLook.of_block(block)
        if look is None:
            lists.paragraph(block.level, _runs(block.runs))
        else:
            lists.item(block.level, look, _runs(block.runs), number=block.number)
    return lists.html()


def _table(section: TableSection) -> str:
    shares = sum(column.share for column in section.columns)
    columns = "".join(f'<col style="width: {100 * column.share / shares:.4g}%">' for column in section.columns)
    head = "".join(f'<th scope="col">{_text(column.label)}</th>' for column in section.columns)
    rows = "\n".join(f"<tr>{''.join(f'<td>{blocks_html(cell)}</td>' for cell in row)}</tr>" for row in section.rows)
    both = _("{heading}: {description}").format(heading=section.heading, description=section.description)
    caption = both if section.heading and section.description else section.heading or section.description
    return (
        f"<table>\n<caption>{_text(caption)}</caption>\n"
        f"<colgroup>{columns}</colgroup>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = _text(run.text)
    if run.italic:
        words = f"<em>{words}</em>"
    if run.bold:
        words = f"<strong>{words}</strong>"
    address = page_address(run.link)
    return words if address is None else f'<a href="{escape(address)}">{words}</a>'


def _text(text: str) -> str:
    return escape(clean(text)[0]).replace("\n", "<br>")
