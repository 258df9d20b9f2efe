"""A record of consultation is written from a menu that knows the orders and their items."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from msa_wg_desktop.gui.widgets.consultation_menu import fill_consultation_menu


def test_an_item_is_chosen_and_its_record_written(qtbot, context, notifier, tmp_path):
    orders = context.services.orders
    orders.add_docket("24-08-02")
    order = orders.add(orders.add_decision("24-08-02"), "26")
    orders.add_item(order, "1", "a liability waiver & more")
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_consultation_menu(context, menu)
    assert [action.text().strip() for action in menu.actions() if action.text()] == [
        "Order 26, all items (Docket 24-08-02)",
        "26 (1)  a liability waiver && more",
    ]
    target = tmp_path / "record.md"
    notifier.files.append(target)
    menu.actions()[1].trigger()
    assert "This item came up in no meeting on record." in target.read_text("utf-8")
    assert notifier.said[-1][0] == "Written: record.md"


def test_without_an_order_the_menu_says_so(qtbot, context):
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_consultation_menu(context, menu)
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [("No order on record yet", False)]
