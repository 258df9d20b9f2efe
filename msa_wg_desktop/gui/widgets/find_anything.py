"""One field for everything: goes to a page, runs a command, finds a piece of the record and shows it in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QSizePolicy, QVBoxLayout, QWidget

from msa_wg_desktop.domain.fuzzy import likeness
from msa_wg_desktop.domain.owed_question import who_owes
from msa_wg_desktop.domain.search import SearchHit, tokens
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.commands import Command, Menu, plain
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.links import place_of
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.tasks import Lane
from msa_wg_desktop.gui.core.tokens import Colour, Size, Text
from msa_wg_desktop.gui.models.found_list import Found, FoundList, heads, in_sight, where
from msa_wg_desktop.gui.widgets.found_delegate import FoundDelegate
from msa_wg_desktop.words import _

PAUSE_MS = 80
"""How long nothing is typed until the record is asked."""
COMMAND = "go.find"
_HITS, _OF_A_KIND, _NOTES = 80, 5, 12
_COMMANDS = 5
_WIDTH, _LIST_WIDTH, _ROWS_A_PAGE = 380, 680, 8
_PART_OF_WINDOW = 0.7
_PARTIES = ("person", "organisation", "party-class")
_Hits = tuple[SearchHit, ...]


class FindField(QLineEdit):
    """The field in the top bar; the key that leads here stands in it while nothing is typed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.key = ""
        self.setPlaceholderText(_("Search notes, actions, people, orders…"))
        self.setAccessibleName(_("Find anything"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for a sentence; a narrow window may make it less."""
        return QSize(self._theme.scaled(_WIDTH), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or not self.key:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Text.SMALL))
        metrics = painter.fontMetrics()
        gap = theme.size(Size.GAP_2)
        room = metrics.boundingRect(self.key).size()
        room.setWidth(room.width() + gap)
        room.setHeight(metrics.height())
        frame = self.rect().adjusted(self.width() - room.width() - gap, 0, -gap, 0)
        frame.setTop((self.height() - room.height()) // 2)
        frame.setHeight(room.height())
        painter.setPen(theme.colour(Colour.LINE))
        painter.setBrush(theme.colour(Colour.PANEL))
        painter.drawRoundedRect(frame, theme.size(Size.RADIUS_SMALL), theme.size(Size.RADIUS_SMALL))
        painter.setPen(theme.colour(Colour.INK_2))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.key)


class FindAnything(QObject):
    """The field, and the list that opens below it while somebody is about it.

    Commands are found as one types. The record is asked in the background after a short pause, one question at
    a time: no key ever waits for an answer.
    """

    def __init__(self, context: Context, window: QWidget, *, show_owed: Callable[[str], None]) -> None:
        """`show_owed` shows what a party owes."""
        super().__init__(window)
        self._context, self._window, self._show_owed = context, window, show_owed
        self.field = FindField(context)
        self.model = FoundList(self)
        self.popup = QFrame(window)
        self.popup.setProperty("role", "popup")
        self.popup.hide()
        self.list = QListView()
        self.words = QLabel()
        self._lay_out()
        self._before: QWidget | None = None
        self._hits: _Hits = ()
        self._owing: _Hits = ()
        self._said = ""
        self._asked = self._answered = self._entered = ""
        self._asking = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        context.theme.changed.connect(self.fit)
        self.fit()

    def _lay_out(self) -> None:
        self.list.setProperty("role", "plain")
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self._context.theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(_("What was found"))
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "quiet")
        self.words.setWordWrap(True)
        self.words.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self.popup)
        column.setContentsMargins(1, 4, 1, 4)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)

    # ------------------------------------------------------------------ opening and leaving

    def open(self) -> None:
        """Takes the keyboard, and offers what was used last."""
        if not self.popup.isVisible():
            focused = self._window.focusWidget()
            self._before = None if focused is self.field else focused
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._show_list()

    def leave(self) -> None:
        """Closes the list, forgets what was typed, and gives the keyboard back."""
        self._close()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus()

    def fit(self) -> None:
        """The key, and the width, as the text is large."""
        shortcuts = self._context.commands.action(COMMAND).shortcuts()
        native = QKeySequence.SequenceFormat.NativeText
        self.field.key = shortcuts[0].toString(native).replace("+", " ") if shortcuts else ""
        self.field.updateGeometry()
        if self.popup.isVisible():
            self._place_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.popup.isVisible():
                self._place_list()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if event.type() == QEvent.Type.MouseButtonPress and not self.popup.isVisible():
            self.open()
        if event.type() == QEvent.Type.FocusOut and not self.list.underMouse():
            self._close()
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS_A_PAGE,
            Qt.Key.Key_PageUp: -_ROWS_A_PAGE,
        }
        if key in steps:
            self._step(steps[key]) if self.popup.isVisible() else self._show_list()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return True
        if key == Qt.Key.Key_Escape and (self.popup.isVisible() or self.field.text()):
            self.leave()
            return True
        return False

    def _close(self) -> None:
        self.popup.hide()
        self._pause.stop()
        self.field.clear()
        self._hits, self._owing, self._answered, self._entered = (), (), "", ""

    # ------------------------------------------------------------------ asking

    @property
    def answered(self) -> bool:
        """Whether the list is what was found for what is typed."""
        return self._answered == self.field.text()

    def _typed(self) -> None:
        self._entered = ""
        self._show_list()
        self._pause.start()

    def _ask(self) -> None:
        """One question at a time: what was typed meanwhile is asked when the answer has come."""
        words = self.field.text()
        if self._asking or words == self._answered:
            return
        self._asking, self._asked = True, words
        find, named = self._context.services.search.find, who_owes(words)

        def look(_progress: object) -> tuple[_Hits, _Hits]:
            owing = find(named, limit=_HITS, of_a_kind=_NOTES) if tokens(named) else ()
            return owing, find(words, limit=_HITS, of_a_kind=_NOTES)

        self._context.tasks.run(_("Searching the record"), look, done=self._answer, failed=self._failed, lane=Lane.FREE)

    def _answer(self, found: tuple[_Hits, _Hits]) -> None:
        self._asking = False
        if not self.popup.isVisible():
            return
        self._owing, self._hits = found
        self._answered = self._asked
        self._show_list()
        if self.field.text() != self._asked:
            self._ask()
        elif self._entered == self._asked:
            self._take(self.list.currentIndex().row())

    def _failed(self, problem: AppError) -> None:
        self._asking = False
        self._context.notifier.error(problem)

    # ------------------------------------------------------------------ the list

    def _show_list(self) -> None:
        typed = self.field.text()
        rows = [*self._owed(), *self._commands(typed), *self._records(typed)] if typed.strip() else self._at_first()
        current = self.list.currentIndex().row()
        kept = self.model.rows[current].words if 0 <= current < len(self.model.rows) and self._said == typed else ""
        self._said = typed
        self.model.show(rows)
        choices = self.model.choices()
        again = next((at for at in choices if rows[at].words == kept), None)
        self._choose(again if again is not None else choices[0] if choices else -1)
        self._say_what_is_missing(typed)
        self.popup.show()
        self.popup.raise_()
        self._place_list()
        if choices and self.list.currentIndex().row() == choices[0]:
            # With its head, now that the list is as high as it will be.
            self.list.scrollToTop()

    def _at_first(self) -> list[Found]:
        """What was used last, and where one can go."""
        commands = self._context.commands
        recent = [command for key in commands.recent() for command in self._offered() if command.id == key]
        going = [command for command in self._offered() if _is_page(command)]
        used = [command for command in recent if command not in going][:_COMMANDS]
        return [
            *_under(_("Used last"), (self._as_row(command) for command in used)),
            *_under(_("Go to"), (self._as_row(command) for command in going)),
        ]

    def _commands(self, typed: str) -> list[Found]:
        """The best first; of two that are as good, the one used last."""
        recent = self._context.commands.recent()
        liked = [
            (like.rank, recent.index(command.id) if command.id in recent else len(recent), at, command, like.spans)
            for at, command in enumerate(self._offered())
            if (like := likeness(typed, plain(command.words))) is not None
        ]
        best = [(command, spans) for *_order, command, spans in sorted(liked, key=lambda one: one[:3])]
        going = [self._as_row(command, spans) for command, spans in best if _is_page(command)]
        doing = [self._as_row(command, spans) for command, spans in best if not _is_page(command)]
        return [*_under(_("Go to"), going[:_COMMANDS]), *_under(_("Commands"), doing[:_COMMANDS])]

    def _offered(self) -> list[Command]:
        """What can be asked for now, but for this field itself."""
        commands = self._context.commands
        return [command for command in commands.all() if command.id != COMMAND and _works(commands.action(command.id))]

    def _as_row(self, command: Command, spans: tuple[tuple[int, int], ...] = ()) -> Found:
        run = partial(self._context.commands.run, command.id)
        return Found(plain(command.words), spans, key=command.keys.shown(), choose=run)

    def _owed(self) -> list[Found]:
        """Whoever is asked about by `what does UI owe`."""
        rows = (
            Found(
                _("What {name} owes").format(name=hit.text), detail=where(hit), choose=partial(self._show_owed, hit.id)
            )
            for hit in self._owing
            if hit.kind in _PARTIES
        )
        return _under(_("What is owed"), list(rows)[:_OF_A_KIND])

    def _records(self, typed: str) -> list[Found]:
        if not tokens(typed):
            return []
        rows: list[Found] = []
        for head, kinds in heads().items():
            found = (self._as_hit(hit) for hit in self._hits if hit.kind in kinds)
            most = _NOTES if "note" in kinds else _OF_A_KIND
            rows += _under(head, [row for row in found if row is not None][:most])
        return rows

    def _as_hit(self, hit: SearchHit) -> Found | None:
        place = place_of(hit)
        if place is None or not self._context.navigator.can_go(place.page):
            return None
        words, spans = in_sight(hit.text, hit.spans)
        return Found(words, spans, where(hit), off=hit.off_record, choose=partial(self._go, hit, place))

    def _go(self, hit: SearchHit, place: Place) -> None:
        """What belongs to another group is shown with that group; a group itself is switched to."""
        scope, groups = self._context.scope, self._context.services.groups
        elsewhere = scope.group_id and hit.group_id and hit.group_id not in groups.family(scope.group_id)
        if hit.group_id and (hit.kind == "group" or elsewhere):
            scope.choose(hit.group_id)
        self._context.navigator.go(place)

    def _say_what_is_missing(self, typed: str) -> None:
        if not typed.strip():
            words = ""
        elif not tokens(typed):
            words = _("Type a word or a number: marks alone aren’t searched for.")
        elif self._answered != typed:
            words = _("Searching…")
        elif (self.model.rows and self._owing) or any(place_of(hit) is not None for hit in self._hits):
            words = ""
        else:
            words = _("Nothing in the record says “{words}”.").format(words=" ".join(typed.split()))
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.list.setVisible(bool(self.model.rows))
        if words and self._answered == typed:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def _place_list(self) -> None:
        """Below the field, as wide as a line needs and the window allows."""
        window, theme = self._window, self._context.theme
        at = self.field.mapTo(window, QPoint(0, self.field.height() + theme.size(Size.GAP_1)))
        width = min(
            max(theme.scaled(_LIST_WIDTH), self.field.width()), window.width() - at.x() - theme.size(Size.GAP_4)
        )
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        words = self.words.heightForWidth(width) if self.words.text() else 0
        height = min(rows + words + 2 * theme.size(Size.GAP_2), int(window.height() * _PART_OF_WINDOW))
        self.popup.setGeometry(at.x(), at.y(), width, height)

    # ------------------------------------------------------------------ choosing

    def _enter(self) -> None:
        """Takes what is at hand; where the answer is still to come, Enter waits for it in the typist's stead."""
        row = self.list.currentIndex().row()
        if row < 0 and not self.answered:
            self._entered = self.field.text()
            self._pause.stop()
            self._ask()
        self._take(row)

    def _step(self, by: int) -> None:
        choices = self.model.choices()
        if not choices:
            return
        current = self.list.currentIndex().row()
        at = choices.index(current) + by if current in choices else 0
        self._choose(choices[max(0, min(at, len(choices) - 1))])

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        if row < 0:
            return
        choices = self.model.choices()
        self.list.scrollTo(self.model.index(0, 0) if row == choices[0] else index)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, self.model.rows[row].spoken))

    def _take(self, row: int) -> None:
        """Gives the keyboard back first: a command may be about what has it."""
        if not 0 <= row < len(self.model.rows):
            return
        choose = self.model.rows[row].choose
        if choose is not None:
            self.leave()
            choose()


def _under(head: str, rows: Iterable[Found]) -> list[Found]:
    """Rows below their head; no rows, no head."""
    below = list(rows)
    return [Found(head), *below] if below else []


def _is_page(command: Command) -> bool:
    return command.menu is Menu.GO and bool(command.icon)


def _works(action: QAction) -> bool:
    return action.isVisible() and action.isEnabled()
