"""Asking for responses: the letters seen before anything happens, copied, mailed, saved, and noted as asked."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication

from msa_wg_desktop.gui.dialogs.ask_dialog import AskDialog

JAN_14 = date(2025, 1, 14)


@pytest.fixture
def opened() -> list[QUrl]:
    return []


@pytest.fixture
def dialog(context, qtbot, opened) -> AskDialog:
    """ConnectDER and Tesla owe one response each, Tesla with somebody to write to."""
    parties, needs = context.services.parties, context.services.data_needs
    for name in ("ConnectDER", "Tesla"):
        parties.add_organisation(name)
    parties.edit(parties.add_person("Jordan Graham", "Tesla").id, {"mail": "graham@example.com"})
    context.scope.choose(context.services.groups.add("IX WG / MSA").id)
    needs.add("Lifespan", parties=["ConnectDER", "Tesla"], identified_on=JAN_14, group_id=context.scope.group_id)
    dialog = AskDialog(context, launch=lambda url: bool(opened.append(url)) or True)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def days(context) -> list[tuple[date, ...]]:
    return [party.asked_again for party in context.services.data_needs.list()[0].parties]


def test_each_letter_is_seen_and_copied(dialog):
    assert [dialog.partyList.item(row).text() for row in range(2)] == ["ConnectDER · 1", "Tesla · 1"]
    assert dialog.toLabel.text() == "To: nobody's mail address is known here."
    dialog.partyList.setCurrentRow(1)
    assert dialog.toLabel.text() == "To: Jordan Graham <graham@example.com>"
    assert "1. Lifespan\n   Asked Tue, Jan 14, 2025." in dialog.letterEdit.toPlainText()
    dialog.copyButton.click()
    assert QGuiApplication.clipboard().text() == dialog.letterEdit.toPlainText()
    assert dialog.saidLabel.text() == "The letter to Tesla is on the clipboard."


def test_a_letter_is_opened_in_the_mail_program(dialog, opened):
    dialog.partyList.setCurrentRow(1)
    dialog.mailButton.click()
    assert opened[0].scheme() == "mailto"
    assert opened[0].path().startswith("Jordan")


def test_a_letter_is_saved_as_a_mail(dialog, context, tmp_path, qtbot):
    context.notifier.files.append(tmp_path / "letter.eml")
    dialog.partyList.setCurrentRow(1)
    dialog.saveButton.click()
    qtbot.waitUntil((tmp_path / "letter.eml").exists)
    mail = message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=policy.default)
    assert (mail["Subject"], mail["To"]) == ("IX WG · MSA: 1 data need", "Jordan Graham <graham@example.com>")


def test_only_those_that_are_ticked_are_noted_in_one_step(dialog, context):
    dialog.partyList.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.markButton.click()
    assert days(context) == [(), (context.clock.today(),)]
    assert dialog.partyList.item(0).checkState() == Qt.CheckState.Unchecked
    assert dialog.saidLabel.text() == "1 party was noted as asked again today."
    context.services.store.undo()
    assert days(context) == [(), ()]
    for row in range(2):
        dialog.partyList.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.markButton.isEnabled()


def test_where_nobody_owes_anything_it_says_so(context, qtbot):
    context.scope.choose(context.services.groups.add("IX WG").id)
    dialog = AskDialog(context)
    qtbot.addWidget(dialog)
    assert dialog.subjectLabel.text() == "Nobody owes a response here."
    assert not dialog.copyButton.isEnabled()
    assert not dialog.mailButton.isEnabled()
