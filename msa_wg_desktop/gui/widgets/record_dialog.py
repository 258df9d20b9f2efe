"""What dialogs that work on the record share: undo inside them, problems said in them, never larger than the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.theme import USUAL_ZOOM
from msa_wg_desktop.gui.widgets.record_undo import leaves_undo

_OF_THE_SCREEN = 0.9
# The rest is for the frame, which isn't known before the window is shown.


class RecordDialog(QDialog):
    """Base of dialogs whose every change is a step of the record; gone for good when it is closed.

    A dialog shuts out the window's own commands, so undo and redo are heard here too. Its form has a
    `problemLabel` for what can't be done, and a `saidLabel` for what was.
    """

    problemLabel: QLabel
    saidLabel: QLabel

    enter_saves = False
    """Whether Enter in a field or a table presses the default button, or means something there."""

    def __init__(self, form: str, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(form, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context = context
        self._size = self.size()
        self.problemLabel.hide()
        self.saidLabel.hide()
        self._listen("edit.undo", Keys(standard=QKeySequence.StandardKey.Undo))
        self._listen("edit.redo", Keys(("Ctrl+Y",), mac=(), standard=QKeySequence.StandardKey.Redo))
        for edit in self.findChildren(QLineEdit):
            edit.installEventFilter(self)

    @contextmanager
    def trying(self) -> Iterator[None]:
        """What can't be done inside is said in the dialog; what was said before goes."""
        self.problemLabel.hide()
        self.saidLabel.hide()
        try:
            yield
        except AppError as problem:
            self.complain(problem.words)

    def complain(self, words: str) -> None:
        """Says what can't be done, and has it read out."""
        self.saidLabel.hide()
        self._show(self.problemLabel, words)

    def say(self, words: str) -> None:
        """Says what was done, and has it read out."""
        self.problemLabel.hide()
        self._show(self.saidLabel, words)

    def showEvent(self, event: QShowEvent) -> None:
        """The form's size is that of 100 %; it grows with the text as far as the screen allows."""
        if not event.spontaneous():
            room = self.screen().availableSize() * _OF_THE_SCREEN
            wanted = self._size * (self.context.theme.zoom / USUAL_ZOOM)
            self.resize(QSize(wanted).boundedTo(room))
        # Only now: it is put over the middle of its window as large as it is.
        super().showEvent(event)

    def make_room(self) -> None:
        """As high as the fields of its `bodyArea` need, as far as the screen allows; beyond that they scroll."""
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        area = self.findChild(QScrollArea, "bodyArea")
        body = area.widget() if isinstance(area, QScrollArea) else None
        if not isinstance(area, QScrollArea) or body is None:
            return
        screen = self.screen().availableGeometry()
        rest = self.height() - area.viewport().height()
        higher = min(round(screen.height() * _OF_THE_SCREEN), rest + body.sizeHint().height()) - self.height()
        if higher <= 0:
            return
        frame = self.frameGeometry()
        self.resize(self.width(), self.height() + higher)
        # It grew downward from where it stood, and what it is closed by must not leave the screen.
        below = frame.bottom() + higher - screen.bottom()
        if below > 0:
            self.move(frame.x(), max(screen.top(), frame.y() - below))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where Enter in a field or a table means something there, it must not press the button that closes.

        Ctrl+Enter always presses the default button: in a text of several lines Enter is a new line.
        """
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._press_default()
        elif enter and not self.enter_saves and isinstance(self.focusWidget(), QLineEdit | QAbstractItemView):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _press_default(self) -> None:
        for button in self.findChildren(QPushButton):
            if button.isDefault() and button.isEnabled() and button.isVisible():
                button.click()
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and leaves_undo(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _listen(self, command_id: str, keys: Keys) -> None:
        shortcut = QShortcut(self)
        shortcut.setKeys(keys.sequences())
        shortcut.activated.connect(lambda: self._run(command_id))

    def _run(self, command_id: str) -> None:
        self.problemLabel.hide()
        self.saidLabel.hide()
        self.context.commands.run(command_id)

    def _show(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
