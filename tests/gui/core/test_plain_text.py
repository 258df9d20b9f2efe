"""What users wrote is shown as they wrote it, in tool tips too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from msa_wg_desktop.gui.core.plain_text import as_tool_tip


@pytest.mark.parametrize("words", ['<img src="file:///etc/passwd">', "<b>bold</b>", "a < b & c", "two\n  lines"])
def test_a_tool_tip_shows_the_words_as_they_stand(qapp, words: str) -> None:
    document = QTextDocument()
    document.setHtml(as_tool_tip(words))
    assert document.toPlainText() == words


def test_without_words_there_is_no_tip() -> None:
    assert as_tool_tip("") == ""
