"""A main part that scrolls by itself takes turns with its panels where there is no room for both."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter


def test_panels_stand_beside_or_take_the_place_of_the_main_part(qtbot, context: Context, theme: Theme):
    host, main, panels = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(host)
    splitter, switch = PanelSplitter(host), QPushButton(host)
    splitter.addWidget(main)
    splitter.addWidget(panels)
    splitter.dress(theme, context.settings, "test-panels")
    splitter.take_turns(switch, to_panels="Captured", to_main="Notes")

    def seen(width: int) -> tuple[bool, bool, bool]:
        splitter.resize(width, 400)
        return main.isVisibleTo(host), panels.isVisibleTo(host), switch.isVisibleTo(host)

    host.show()
    assert seen(1200) == (True, True, False)
    assert seen(500) == (True, False, True)
    assert switch.text() == "Captured"
    switch.click()
    assert (seen(500), switch.text()) == ((False, True, True), "Notes")
    splitter.show_panels(shown=False)
    assert seen(500) == (True, False, True)
    splitter.show_panels()
    assert seen(1200) == (True, True, False)
