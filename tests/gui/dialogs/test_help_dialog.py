"""Help shows its texts and the keys that really exist, and loads nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from msa_wg_desktop import paths
from msa_wg_desktop.gui.core.commands import Command, KeyGroup, KeyRow, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.dialogs.help_dialog import HelpDialog

TEXTS = sorted(paths.resource("help").glob("*.md"))


@pytest.fixture
def dialog(qtbot, context: Context) -> HelpDialog:
    context.commands.add(Command("edit.mark", "&Mark <this> | that", list, Menu.EDIT, keys=keys("F7")))
    context.commands.describe_keys(KeyGroup("Typing", (KeyRow("New line", "Enter"),)))
    dialog = HelpDialog(context)
    qtbot.addWidget(dialog)
    return dialog


def _topics(dialog: HelpDialog) -> list[str]:
    return [dialog.topicList.item(row).text() for row in range(dialog.topicList.count())]


def test_each_text_is_a_topic_and_is_shown(dialog: HelpDialog) -> None:
    shown: set[str] = set()
    for file in TEXTS:
        dialog.show_topic(file.stem)
        heading = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert dialog.textBrowser.toPlainText().startswith(heading)
        shown.add(heading)
    assert len(shown) == len(TEXTS)
    assert _topics(dialog)[0] == "The typed line"


def test_the_key_sheet_shows_the_real_commands(dialog: HelpDialog) -> None:
    dialog.show_topic("keys")
    text = dialog.textBrowser.toPlainText()
    assert "Mark <this> | that\nF7" in text
    assert "New line\nEnter" in text


def test_about_says_which_version_this_is(dialog: HelpDialog) -> None:
    dialog.show_topic("about")
    assert "0.1.0" in dialog.textBrowser.toPlainText()


def test_a_topic_that_is_not_there_leaves_what_was_shown(dialog: HelpDialog) -> None:
    dialog.show_topic("about")
    dialog.show_topic("no-such-topic")
    assert dialog.topicList.currentItem().text() == "About this program"


def test_nothing_is_loaded_from_outside(dialog: HelpDialog, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"")
    assert dialog.textBrowser.loadResource(QTextDocument.ResourceType.ImageResource, QUrl(str(picture))) is None


def test_it_keeps_up_with_the_theme(dialog: HelpDialog, context: Context) -> None:
    dialog.show_topic("typing")
    context.theme.set_zoom(150)
    assert dialog.textBrowser.font().pixelSize() == context.theme.font().pixelSize()


# The command line's is a reference: one looks things up in it, and doesn't read it.
@pytest.mark.parametrize("file", [file for file in TEXTS if file.stem != "commands"], ids=lambda file: file.stem)
def test_help_texts_are_short_and_calm(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.split()) < 600
    assert "!" not in text
    assert not re.search(r"https?://|invalid", text)
