"""The Share view: a window to be projected, with the public words of a meeting in large type, while it is typed.

It sees nothing but what `services/share` gathers. What is written is read soon after, not at once: nobody who types
waits for it. But what a step of the record may have taken off, by itself or by what it stands below, is doubted and
gone before anything is painted again, and comes back with the reading if it may. A line that somebody is about to take
off is held back by whoever sees it typed, before it is even written.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QScreen, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QStyle, QWidget

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.dates import format_day
from msa_wg_desktop.domain.notes import kind_words
from msa_wg_desktop.domain.share import ShareSheet, doubtful, moved, without
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.theme import USUAL_ZOOM
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.widgets.meeting.captured_panel import CAPTURED_ENTITIES
from msa_wg_desktop.gui.widgets.meeting.share_text import Paragraph, ShareText
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.words import _

_ENTITIES = CAPTURED_ENTITIES | {
    "note", "note_speaker", "meeting", "agenda_item", "topic", "party", "section", "working_group",
}  # fmt: skip
_SOON_MS = 120
"""After a writing; it follows a pause in typing as it is."""
_GEOMETRY, _FULL, _ZOOM = "share-window", "share-full-screen", "share-zoom"
_ZOOMS = (100, 125, 150, 175, 200, 250, 300)
_USUAL_ZOOM = 175
_FIRST_PART = 0.9
"""Of a screen, that it takes at most when it is first opened on the only one."""
_OPENS = "["
"""A line that begins so may be on its way to `[off]`: it is held back from the first key on."""
_TITLE, _WHEN = 1.1, 0.9
"""How large title and date stand beside the words, in parts of them."""


class ShareWindow(QDialog):
    """Goes with the window that opened it. Which screen it filled, and how large its words are, is remembered."""

    titleLabel: QLabel
    whenLabel: QLabel
    smallerButton: QPushButton
    largerButton: QPushButton
    fullButton: QPushButton
    discussionText: ShareText
    asideText: ShareText

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window)
        forms.load("dialogs/share_window", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._owner = context, owner
        self.meeting_id = ""
        self._sheet = ShareSheet()
        self._held: frozenset[str] = frozenset()
        self._doubted: frozenset[str] = frozenset()
        self._stale = False
        self._asked = 0
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._read_beside)
        self.discussionText.follows = True
        self.smallerButton.clicked.connect(lambda: self._step_zoom(-1))
        self.largerButton.clicked.connect(lambda: self._step_zoom(1))
        self.fullButton.clicked.connect(self.toggle_full)
        for sequence, run in (
            ("F11", self.toggle_full),
            ("Ctrl+-", self.smallerButton.click),
            ("Ctrl++", self.largerButton.click),
            ("Ctrl+=", self.largerButton.click),
            ("Ctrl+0", lambda: self._set_zoom(_USUAL_ZOOM)),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(sequence), self).activated.connect(run)
        owner.installEventFilter(self)
        context.bus.changed.connect(self._heard)
        context.theme.changed.connect(self._dress)
        self._dress()
        self.discussionText.setFocus()

    # ------------------------------------------------------------------ what the page asks

    def show_meeting(self, meeting_id: str) -> None:
        """Projects a meeting, and comes to the front."""
        self.meeting_id = meeting_id
        self._held = frozenset()
        self.refresh()
        if self.isVisible():
            self.raise_()
            self.activateWindow()
            return
        self._find_place()

    def hold_back(self, note_ids: frozenset[str]) -> None:
        """These lines, and what stands below them, are not shown, whatever the record says of them."""
        if note_ids != self._held:
            self._held = note_ids
            self._show()

    def refresh(self) -> None:
        """Reads the record and shows what may be seen of it now."""
        self._soon.stop()
        self._asked += 1
        self._stale, self._doubted = False, frozenset()
        self._sheet = _sheet(self._context, self.meeting_id)
        self._show()

    def _read_beside(self) -> None:
        """The same, beside the window: whoever types waits for nothing. Only the latest question counts.

        What came into doubt since it was asked stays in doubt: the answer may be from before that.
        """
        self._asked += 1
        asked, doubted, context, meeting_id = self._asked, self._doubted, self._context, self.meeting_id

        def show(sheet: ShareSheet) -> None:
            if asked == self._asked:
                self._sheet, self._doubted = sheet, self._doubted - doubted
                self._show()

        context.tasks.run(_("Reading the record"), lambda _progress: _sheet(context, meeting_id), done=show)

    # ------------------------------------------------------------------ showing

    def _heard(self, changes: ChangeSet) -> None:
        """What is in doubt goes at once, not in the next turn: nothing may be painted in between."""
        if not changes.touches(_ENTITIES):
            return
        if not self.isVisible():
            self._stale = True
            return
        if self._context.services.share.any_off(moved(changes)):
            self.refresh()
            return
        doubted = doubtful(changes)
        if not doubted <= self._doubted:
            self._doubted |= doubted
            self._show()
        self._soon.start()

    def _show(self) -> None:
        sheet = without(self._sheet, self._held | self._doubted)
        self.setWindowTitle(_("Share view · {title}").format(title=sheet.title) if sheet.title else _("Share view"))
        self.titleLabel.setText(sheet.title)
        self.whenLabel.setText(sheet.when)
        self.discussionText.show_paragraphs(
            [
                Paragraph(line.body, f"{line.speakers}: " if line.speakers else "", line.marker, line.level)
                for line in sheet.lines
            ]
        )
        aside = list(_aside(sheet))
        self.asideText.show_paragraphs(aside)
        self.asideText.setVisible(bool(aside))
        self.asideText.see(next((place for place, row in enumerate(aside) if row.now), 0))

    def _dress(self) -> None:
        theme, scale = self._context.theme, self._zoom() / 100
        # Its own size, not that of the windows that only one person looks at.
        scale *= USUAL_ZOOM / theme.zoom
        for text in (self.discussionText, self.asideText):
            text.dress(theme, scale if text is self.discussionText else scale * 0.8)
        for label, part in ((self.titleLabel, _TITLE), (self.whenLabel, _WHEN)):
            font = theme.font(Text.TITLE if label is self.titleLabel else Text.BODY, bold=label is self.titleLabel)
            font.setPixelSize(round(font.pixelSize() * scale * part * (0.75 if label is self.titleLabel else 1)))
            label.setStyleSheet(f"font-size: {font.pixelSize()}px")

    # ------------------------------------------------------------------ size and screen

    def _zoom(self) -> int:
        zoom = self._context.settings.value(_ZOOM, _USUAL_ZOOM)
        return zoom if zoom in _ZOOMS else _USUAL_ZOOM

    def _step_zoom(self, step: int) -> None:
        self._set_zoom(_ZOOMS[max(0, min(_ZOOMS.index(self._zoom()) + step, len(_ZOOMS) - 1))])

    def _set_zoom(self, zoom: int) -> None:
        self._context.settings.put(_ZOOM, zoom)
        self._dress()

    def toggle_full(self) -> None:
        """Fills the screen that it stands on, or comes back from that."""
        self._set_full(not self.isFullScreen())

    def _set_full(self, full: bool) -> None:
        self._context.settings.put(_FULL, full)
        for button in (self.smallerButton, self.largerButton, self.fullButton):
            button.setVisible(not full)
        self.showFullScreen() if full else self.showNormal()

    def _find_place(self) -> None:
        """Where it stood last; the first time, and where that screen is gone, it fills a second one."""
        left = self._context.settings.value(_GEOMETRY, "")
        known = self.restoreGeometry(QByteArray.fromBase64(left.encode())) if left else False
        second = self._second_screen()
        if second is not None and (not known or self.screen() is self._owner.screen()):
            self.setGeometry(second.availableGeometry())
        elif not known:
            # In a corner its title, by which it is moved and closed, would lie beyond the edge of the screen.
            room = self._owner.screen().availableGeometry()
            size = self.size().boundedTo(room.size() * _FIRST_PART)
            middle = Qt.AlignmentFlag.AlignCenter
            self.setGeometry(QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, middle, size, room))
        self._set_full(self._context.settings.value(_FULL, second is not None))

    def _second_screen(self) -> QScreen | None:
        others = (screen for screen in QGuiApplication.screens() if screen is not self._owner.screen())
        return next(others, None)

    # ------------------------------------------------------------------ what happens to it

    def showEvent(self, event: QShowEvent) -> None:
        """What happened meanwhile is shown before the first picture."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the full screen, and closes nothing: one may press it once too often."""
        if event.key() == Qt.Key.Key_Escape:
            if self.isFullScreen():
                self._set_full(False)
            event.accept()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Goes when its owner goes; an owner that is only minimised goes on being projected."""
        if watched is self._owner and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        self._soon.stop()
        self._asked += 1
        self._context.settings.put(_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)


class MeetingShare(QObject):
    """Of one page. While nothing is projected a key costs one look at that."""

    def __init__(self, context: Context, outline: OutlineEditor, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._outline, self._page = context, outline, page
        self.window: ShareWindow | None = None
        self._held: frozenset[str] = frozenset()
        outline.textChanged.connect(self._see_typing)
        outline.dirtyChanged.connect(self._see_written)

    def show_meeting(self, meeting_id: str) -> None:
        """Opens the window, or brings it to the front."""
        if self.window is None:
            self.window = ShareWindow(self._context, self._page.window())
            self.window.destroyed.connect(self._forget)
        self.window.show_meeting(meeting_id)

    def follow(self, meeting_id: str) -> None:
        """Another meeting is worked on: the one projected goes on being projected only if it is the same."""
        if self.window is not None and self.window.meeting_id != meeting_id:
            self.window.close()

    def _forget(self) -> None:
        self.window = None

    def _see_typing(self) -> None:
        if self.window is not None:
            here = frozenset({self._outline.caret().note_id})
            self._hold(self._held | here if self._opens() else self._held - here)

    def _see_written(self, dirty: bool) -> None:
        """What is written is for the record to judge; only the line that is still being typed waits."""
        if self.window is not None and not dirty:
            self._hold(frozenset({self._outline.caret().note_id}) if self._opens() else frozenset())

    def _opens(self) -> bool:
        return self._outline.textCursor().block().text().lstrip().startswith(_OPENS)

    def _hold(self, held: frozenset[str]) -> None:
        self._held = held
        if self.window is not None:
            self.window.hold_back(held)


def _sheet(context: Context, meeting_id: str) -> ShareSheet:
    """What may be seen of a meeting; nothing of one that is gone."""
    try:
        return context.services.share.sheet(meeting_id) if meeting_id else ShareSheet()
    except NotFoundError:
        return ShareSheet()


def _aside(sheet: ShareSheet) -> Iterator[Paragraph]:
    """The agenda with the item at hand, and what came of the talk so far."""
    if sheet.items:
        yield Paragraph(_("Agenda"), head=True)
    for number, item in enumerate(sheet.items, start=1):
        minutes = _("{count} min").format(count=item.minutes).replace(" ", "\u00a0") if item.minutes else ""
        words = "\u00a0· ".join(part for part in (item.title, minutes) if part)
        label = "✓" if item.done else f"{number}."
        yield Paragraph(words, label=label, now=item.now, quiet=item.done)
    if sheet.captured:
        yield Paragraph(_("Noted so far"), head=True)
    for row in sheet.captured:
        due = _("by {day}").format(day=format_day(row.due)) if row.due else ""
        words = " · ".join(part for part in (row.text, row.who, due) if part)
        yield Paragraph(words, f"{kind_words(row.kind).capitalize()}: ")
