"""What is said where a typed name was nobody's, and is somebody's now."""

from __future__ import annotations

from collections.abc import Sequence

from msa_wg_desktop.words import ngettext


def taken_in_words(names: Sequence[str]) -> str:
    """`UI is new in the record, and to be settled on the People page.`"""
    words = ngettext(
        "{names} is new in the record, and to be settled on the People page.",
        "{names} are new in the record, and to be settled on the People page.",
        len(names),
    )
    return words.format(names=", ".join(names))
