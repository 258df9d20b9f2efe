"""The filters above the list of materials: from whom, confidential or not, which versions, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from msa_wg_desktop.domain.materials import MaterialFilter
from msa_wg_desktop.gui.core.commands import lettered
from msa_wg_desktop.gui.widgets.filter_chip import FilterChip
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.words import _

_WORDS_AFTER_MS = 150
_LETTERS_OF_WORDS = 20
USUAL = MaterialFilter(newest=True)


class MaterialFilters(FlowRow):
    """Holds what is wanted; `changed` tells of another choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = USUAL
        self._senders: Callable[[], Sequence[Pick]] = tuple
        self._name = ""
        self.senderChip, self.confidentialChip, self.versionsChip = FilterChip(), FilterChip(), FilterChip()
        self.wordsEdit = QLineEdit()
        self.wordsEdit.setProperty("role", "chip")
        self.wordsEdit.setPlaceholderText(_("Find words"))
        self.wordsEdit.setAccessibleName(_("Words in the title, the sender or the place"))
        self.wordsEdit.setClearButtonEnabled(True)
        for widget in (self.senderChip, self.confidentialChip, self.versionsChip, self.wordsEdit):
            self.flow.addWidget(widget)
        self._later = QTimer(self, singleShot=True, interval=_WORDS_AFTER_MS)
        self._later.timeout.connect(self._take_words)
        self._connect()
        self._say()

    def dress(self, senders: Callable[[], Sequence[Pick]]) -> None:
        """Call it once; `senders` are read each time that they are offered."""
        self._senders = senders
        self.fit()

    def fit(self) -> None:
        """The words' field grows with the text."""
        self.wordsEdit.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS_OF_WORDS)

    @property
    def sifts(self) -> bool:
        """Whether anything but the order differs from letting all through."""
        return replace(self.wanted, newest=False) != MaterialFilter(
            sort=self.wanted.sort, descending=self.wanted.descending
        )

    def show_wanted(self, wanted: MaterialFilter) -> None:
        """Shows another choice, as if it had been made here."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.wordsEdit.setText(wanted.words)
            self._say()
            self.changed.emit()

    def show_all(self) -> None:
        """Lets everything through, versions that were replaced too."""
        self.show_wanted(MaterialFilter(sort=self.wanted.sort, descending=self.wanted.descending))

    def _connect(self) -> None:
        self.senderChip.asked.connect(self._choose_sender)
        self.senderChip.cleared.connect(partial(self._change, sender_id=""))
        self.confidentialChip.asked.connect(self._choose_confidential)
        self.confidentialChip.cleared.connect(partial(self._change, confidential=None))
        self.versionsChip.asked.connect(self._choose_versions)
        self.versionsChip.cleared.connect(partial(self._change, newest=False))
        self.wordsEdit.textEdited.connect(lambda _text: self._later.start())
        self.wordsEdit.textChanged.connect(lambda text: None if text else self._take_words())
        self.wordsEdit.returnPressed.connect(self._take_words)

    def _say(self) -> None:
        wanted = self.wanted
        sender = (self._name or _("somebody")) if wanted.sender_id else _("anyone")
        self.senderChip.say(_("Fro&m: {what}"), active=bool(wanted.sender_id), what=sender)
        said = {None: _("Confidentia&l or not"), True: _("Confidentia&l"), False: _("Not confidentia&l")}
        self.confidentialChip.say(said[wanted.confidential], active=wanted.confidential is not None)
        self.versionsChip.say(_("Newest version&s") if wanted.newest else _("All version&s"), active=wanted.newest)
        self.fit_lines()

    def _change(self, **values: object) -> None:
        self.show_wanted(replace(self.wanted, **values))

    def _take_words(self) -> None:
        self._later.stop()
        self._change(words=self.wordsEdit.text().strip())

    def _choose_sender(self) -> None:
        picks = [Pick("", _("Anyone")), *self._senders()]
        self._names = {pick.key: pick.words for pick in picks}
        PickPopup.open_below(self.senderChip, _("From"), picks, self._take_sender)

    def _take_sender(self, key: str) -> None:
        self._name = self._names.get(key, "")
        self._change(sender_id=key)

    def _choose_confidential(self) -> None:
        choices = ((None, _("Confidential or not")), (True, _("Confidential")), (False, _("Not confidential")))
        self._menu(self.confidentialChip, "confidential", choices, self.wanted.confidential)

    def _choose_versions(self) -> None:
        choices = ((True, _("Newest versions")), (False, _("All versions")))
        self._menu(self.versionsChip, "newest", choices, self.wanted.newest)

    def _menu(
        self, button: QPushButton, field: str, choices: Sequence[tuple[bool | None, str]], at: bool | None
    ) -> None:
        menu = QMenu(button)
        menu.aboutToHide.connect(menu.deleteLater)
        labels = lettered(words for _value, words in choices)
        for (value, _words), label in zip(choices, labels, strict=True):
            action = QAction(label, menu)
            action.setCheckable(True)
            action.setChecked(value is at)
            action.triggered.connect(partial(self._change, **{field: value}))
            menu.addAction(action)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
