"""Every word that a user reads passes through here, so that other languages can come (decision 21)."""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

_DOMAIN = "msa_wg_desktop"


class _Catalogue:
    """The one catalogue in use; English is what stands in the code."""

    def __init__(self) -> None:
        self._translations: _gettext.NullTranslations = _gettext.NullTranslations()

    def use(self, folder: Path, language: str) -> None:
        """Takes the words of `language` from `folder`; words that it lacks stay English."""
        self._translations = _gettext.translation(_DOMAIN, folder, [language], fallback=True)

    def one(self, text: str) -> str:
        return self._translations.gettext(text)

    def counted(self, one: str, many: str, count: int) -> str:
        return self._translations.ngettext(one, many, count)


catalogue = _Catalogue()
_ = catalogue.one
ngettext = catalogue.counted
