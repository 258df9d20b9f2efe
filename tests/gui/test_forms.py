"""Every form fits its view: a widget renamed in Designer fails here, not on a user's click."""

from __future__ import annotations

import importlib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDateEdit, QDialog, QLabel, QLineEdit, QMainWindow, QWidget

from msa_wg_desktop import paths
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.words import catalogue

WIDGET = '<widget class="{kind}" name="{name}"><property name="text"><string>Due</string></property></widget>'
FORM = """<ui version="4.0"><class>View</class><widget class="QWidget" name="View">
<property name="windowTitle"><string>A title</string></property>
<layout class="QVBoxLayout" name="all"><item>{widget}</item></layout></widget>
<customwidgets><customwidget><class>Chip</class><extends>QLabel</extends><header>chip.h</header></customwidget>
</customwidgets></ui>"""


def _bare(form: str) -> QWidget:
    """The view of a form, by the form's own name, without what its `__init__` needs beside the form."""
    tree = ElementTree.parse(paths.form(form))
    name = tree.findtext("class", "")
    view = getattr(importlib.import_module(f"msa_wg_desktop.gui.{form.replace('/', '.')}"), name)
    qt = next(base for base in view.__mro__ if base in (QMainWindow, QDialog, QWidget))
    return type(name, (view,), {"__init__": qt.__init__})()


@pytest.mark.parametrize("form", paths.forms())
def test_each_form_gives_its_view_all_that_it_declares(qtbot, form: str) -> None:
    view = _bare(form)
    forms.load(form, view)
    assert view.findChildren(QObject)
    if isinstance(view, QDialog):
        said_twice = [label for label in view.findChildren(QLabel) if label.text() == view.windowTitle() != ""]
        assert not said_twice, "a dialog's title stands in its frame already"
    view.deleteLater()


@pytest.fixture
def form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a form with one widget, and gives the name to load it by."""

    def write(kind: str, name: str) -> str:
        (tmp_path / "made.ui").write_text(FORM.format(widget=WIDGET.format(kind=kind, name=name)))
        monkeypatch.setattr(paths, "form", lambda form_name: tmp_path / f"{form_name}.ui")
        return "made"

    return write


class View(QWidget):
    dueLabel: QLabel


class ChipView(QWidget):
    stateChip: Chip


def test_a_view_becomes_its_form(qtbot, form) -> None:
    view = View()
    qtbot.addWidget(view)
    forms.load(form("QLabel", "dueLabel"), view)
    assert view.dueLabel.text() == "Due"
    assert view.windowTitle() == "A title"
    assert view.dueLabel.parent() is view
    assert view.dueLabel.textFormat() is Qt.TextFormat.PlainText


def test_a_widget_that_is_missing_fails_at_once(qtbot, form) -> None:
    view = View()
    qtbot.addWidget(view)
    with pytest.raises(forms.FormError, match="no dueLabel"):
        forms.load(form("QLabel", "due"), view)


def test_a_widget_of_another_kind_fails_at_once(qtbot, form) -> None:
    view = View()
    qtbot.addWidget(view)
    with pytest.raises(forms.FormError, match="dueLabel is a QPushButton, not a QLabel"):
        forms.load(form("QPushButton", "dueLabel"), view)


def test_a_promoted_widget_is_made_from_its_class(qtbot, form) -> None:
    view = ChipView()
    qtbot.addWidget(view)
    forms.load(form("Chip", "stateChip"), view)
    assert type(view.stateChip) is Chip
    assert view.stateChip.text() == "Due"


def test_a_promoted_widget_that_nobody_declares_fails_at_once(qtbot, form) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    with pytest.raises(forms.FormError, match="Chip called stateChip"):
        forms.load(form("Chip", "stateChip"), view)


def test_a_form_that_is_not_there_says_so(qtbot, form) -> None:
    form("QLabel", "dueLabel")
    with pytest.raises(forms.FormError, match="no form elsewhere"):
        forms.load("elsewhere", QWidget())


def test_private_and_plain_annotations_are_left_alone(qtbot, form) -> None:
    class Mixed(QWidget):
        dueLabel: QLabel
        count: int
        _edit: QLineEdit
        made_later: QDateEdit | None

    view = Mixed()
    qtbot.addWidget(view)
    Mixed.__annotations__ = {"dueLabel": QLabel, "count": int, "_edit": QLineEdit, "made_later": QDateEdit | None}
    forms.load(form("QLabel", "dueLabel"), view)
    assert view.dueLabel.text() == "Due"
    assert not hasattr(view, "_edit")


def test_the_words_of_forms_pass_through_the_catalogue(qtbot, qapp, form, monkeypatch: pytest.MonkeyPatch) -> None:
    translator = forms.CatalogueTranslator()
    qapp.installTranslator(translator)
    monkeypatch.setattr(catalogue, "one", lambda words: {"Due": "Fällig"}.get(words, words))
    view = View()
    qtbot.addWidget(view)
    forms.load(form("QLabel", "dueLabel"), view)
    qapp.removeTranslator(translator)
    assert view.dueLabel.text() == "Fällig"
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"
