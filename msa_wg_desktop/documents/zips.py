"""Makes archives that say nothing of when they were made, so that the same content gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def without_the_hour(package: BytesIO, rewritten: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """The same parts in the same order with a fixed date: a zip otherwise holds the time at which it was made.

    `rewritten` gives parts their content anew, by name.
    """
    result = BytesIO()
    with zipfile.ZipFile(package) as made, zipfile.ZipFile(result, "w") as fixed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = made.read(name)
            change = (rewritten or {}).get(name)
            fixed.writestr(entry, change(content) if change else content)
    return result.getvalue()
