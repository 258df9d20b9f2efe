"""Help: short texts from `resources/help`, and a key sheet made from the commands that really exist."""

from __future__ import annotations

import platform
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import (
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from msa_wg_desktop import __version__, paths
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import KeyGroup, plain
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.theme import USUAL_ZOOM, Theme
from msa_wg_desktop.gui.core.tokens import Size, Text
from msa_wg_desktop.gui.widgets.still_text import StillText
from msa_wg_desktop.words import _

_TOPIC = Qt.ItemDataRole.UserRole
_LINE_HEIGHT = 115.0
_OF_THE_SCREEN = 0.9


class HelpDialog(QDialog):
    """Stays beside the window, so that one can read and try."""

    topicList: QListWidget
    textBrowser: StillText

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("dialogs/help_dialog", self)
        self._context = context
        self._made = {"keys": self._keys, "about": _about}
        for topic, title in _topics():
            if topic in self._made or _file(topic).exists():
                item = QListWidgetItem(title, self.topicList)
                item.setData(_TOPIC, topic)
        self._size = self.size()
        self.textBrowser.document().setDocumentMargin(16)
        self.topicList.currentItemChanged.connect(self._show_current)
        self.textBrowser.anchorClicked.connect(lambda link: self.show_topic(link.path().removesuffix(".md")))
        context.theme.changed.connect(self._show_current)
        context.theme.changed.connect(self._fit_list)

    def show_topic(self, topic: str) -> None:
        """Brings the dialog up at a topic; one that there isn't leaves it where it was."""
        for row in range(self.topicList.count()):
            if self.topicList.item(row).data(_TOPIC) == topic:
                self.topicList.setCurrentRow(row)
        if self.topicList.currentRow() < 0:
            self.topicList.setCurrentRow(0)
        self.show()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        """Grows with the text, as far as the screen allows; no title in the list is cut."""
        if not event.spontaneous():
            room = self.screen().availableSize() * _OF_THE_SCREEN
            self.resize(QSize(self._size * (self._context.theme.zoom / USUAL_ZOOM)).boundedTo(room))
            self._fit_list()
        super().showEvent(event)

    def _fit_list(self) -> None:
        topics = self.topicList
        frame = topics.width() - topics.viewport().width()
        bar = topics.verticalScrollBar().sizeHint().width()
        topics.setFixedWidth(topics.sizeHintForColumn(0) + max(frame, bar + 2 * topics.frameWidth()))

    def _show_current(self) -> None:
        item = self.topicList.currentItem()
        if item is not None:
            topic = item.data(_TOPIC)
            if topic in self._made:
                self.textBrowser.setHtml(self._made[topic]())
            else:
                self.textBrowser.setMarkdown(_file(topic).read_text(encoding="utf-8"))
            _set_type(self.textBrowser.document(), self._context.theme)

    def _keys(self) -> str:
        tables = "".join(_table(group) for group in self._context.commands.key_sheet())
        return f"<h1>{escape(_('Keys'))}</h1>{tables}"


def _set_type(document: QTextDocument, theme: Theme) -> None:
    """Headings of our sizes, air between paragraphs, tables without lines; Markdown alone has none of it."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        level = block.blockFormat().headingLevel()
        margins = QTextBlockFormat()
        in_table = cursor.currentTable() is not None
        margins.setTopMargin(0 if in_table else theme.size(Size.GAP_4 if level else Size.GAP_1))
        margins.setBottomMargin(0 if in_table else theme.size(Size.GAP_1))
        margins.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(margins)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            heading = cursor.charFormat()
            # Qt's own size of a heading would come on top of ours.
            heading.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
            heading.setFont(theme.font(Text.TITLE if level == 1 else Text.LARGE, bold=True))
            cursor.setCharFormat(heading)
        block = block.next()
    for table in document.rootFrame().childFrames():
        if isinstance(table, QTextTable):
            quiet = table.format()
            quiet.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            quiet.setBorder(0)
            quiet.setCellPadding(theme.size(Size.GAP_1))
            table.setFormat(quiet)


def _topics() -> tuple[tuple[str, str], ...]:
    return (
        ("typing", _("The typed line")),
        ("keys", _("Keys")),
        ("meeting", _("A meeting")),
        ("agenda", _("Agenda and Share view")),
        ("recap", _("Recap")),
        ("invitations", _("Invitations")),
        ("answers", _("Answers and calendars")),
        ("actions", _("Actions")),
        ("needs", _("Data needs")),
        ("meetings", _("Meetings")),
        ("materials", _("Materials")),
        ("people", _("People and Today")),
        ("orders", _("Orders and deadlines")),
        ("positions", _("Proposals and positions")),
        ("handing-out", _("Handing out")),
        ("record", _("The record")),
        ("commands", _("Command line")),
        ("about", _("About this program")),
    )


def _file(topic: str) -> Path:
    return paths.resource("help", f"{topic}.md")


def _table(group: KeyGroup) -> str:
    """What pages share, such as to export their list, once."""
    said = dict.fromkeys((row.words, row.keys) for row in group.rows)
    rows = "".join(
        f"<tr><td width='60%'>{escape(words)}</td><td width='40%'>{escape(keys)}</td></tr>" for words, keys in said
    )
    return f"<h2>{escape(plain(group.title))}</h2><table width='100%' cellspacing='0' cellpadding='3'>{rows}</table>"


def _about() -> str:
    versions = _("Version {version}, on Python {python} and Qt {qt}.").format(
        version=__version__, python=platform.python_version(), qt=qVersion()
    )
    lines = (
        _("The desk of the person who runs a regulator-mandated working group."),
        versions,
        _("Qt is used under the GNU LGPL, version 3. The icons are Lucide's, under the ISC licence."),
    )
    return "<h1>MSA WG Desktop</h1>" + "".join(f"<p>{escape(line)}</p>" for line in lines)
