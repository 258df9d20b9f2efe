"""Words of users are never taken for rich text, which could load what they name (platform.md)."""

from __future__ import annotations

from html import escape


def as_tool_tip(words: str) -> str:
    """Words for a tool tip, which alone of all texts can't be told to be plain; no words, no tip."""
    return f"<span style='white-space: pre-wrap'>{escape(words)}</span>" if words else ""
