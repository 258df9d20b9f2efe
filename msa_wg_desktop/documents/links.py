"""Which addresses may become links: those that a reader can follow safely; others are printed as words only."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


def page_address(link: str | None) -> str | None:
    """As `web_address`, for a page that lies in a folder with others: `./other.html` leads to one of them."""
    if link and link.startswith("./") and "/" not in link[2:] and "\\" not in link:
        return quote(link, safe=_SAFE, errors="replace")
    return web_address(link)


def web_address(link: str | None) -> str | None:
    """The address ready for a document, or None where the words have no link or one that leads elsewhere than
    to the web or a mailbox. Word refuses a whole file for one malformed address."""
    if not link:
        return None
    try:
        parts = urlsplit(link)
        leads_somewhere = parts.hostname is not None and parts.port != 0
    except ValueError:
        return None
    if (parts.scheme in ("http", "https") and leads_somewhere) or (parts.scheme == "mailto" and "@" in parts.path):
        return quote(link, safe=_SAFE, errors="replace")
    return None
