"""The head of a page gives way where there is no room for all of it, and comes back where there is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.meeting.head_room import HeadRoom


def test_in_a_narrow_page_the_date_wraps_and_what_is_elsewhere_too_is_hidden(qtbot, theme: Theme):
    area, page = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    date, spare = QLabel("Thu, Feb 6, 2025", page), QLabel("Agenda 3 of 5", page)
    HeadRoom(page, theme, wraps=date, spare=(spare,))
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(1000, 400)
    with qtbot.waitExposed(area):
        area.show()
    assert (date.wordWrap(), spare.isHidden()) == (False, False)
    area.resize(600, 400)
    assert (date.wordWrap(), spare.isHidden()) == (True, True)
    area.resize(1000, 400)
    assert (date.wordWrap(), spare.isHidden()) == (False, False)
    theme.set_zoom(200)
    assert (date.wordWrap(), spare.isHidden()) == (True, True)
