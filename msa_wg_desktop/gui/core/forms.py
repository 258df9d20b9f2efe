"""Loads Designer forms into views: a view declares the widgets it needs and gets them, or fails at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_type_hints

from PySide6.QtCore import QCoreApplication, QFile, QIODevice, QObject, Qt, QTranslator
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QLabel, QWidget

from msa_wg_desktop import paths
from msa_wg_desktop.words import catalogue


class FormError(Exception):
    """A form and its view don't fit each other: our mistake, found by the test that opens every form."""


def load(name: str, view: QWidget) -> None:
    """Makes `view` the form `name` (such as `pages/meeting_page`) and fills the widgets that it declares.

    Each annotation of the view's class whose type is a QObject and whose name is camelCase
    (`dueEdit: QDateEdit`) must be in the form, and be of that type. A promoted widget is made from the class
    that the annotation names; one that no annotation names is a FormError. Labels show plain text unless the
    form says otherwise.
    """
    declared = dict(_declared(type(view)))
    loader = _Loader(view, declared, name)
    file = QFile(str(paths.form(name)))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FormError(f"there is no form {name}")
    try:
        made = loader.load(file)
    finally:
        file.close()
    if made is None:
        raise FormError(f"{name}: {loader.errorString()}")
    if loader.unknown:
        raise FormError(f"{name}: " + "; ".join(loader.unknown))
    # A form says where Designer last drew it. That counts as a place somebody chose, and a dialog that has one
    # opens in the corner of the screen instead of over its window.
    view.setAttribute(Qt.WidgetAttribute.WA_Moved, False)
    for attribute, kind in declared.items():
        setattr(view, attribute, _found(name, view, attribute, kind))


def _declared(view: type) -> Iterator[tuple[str, type[QObject]]]:
    for attribute, kind in get_type_hints(view).items():
        if isinstance(kind, type) and issubclass(kind, QObject) and not attribute.startswith("_"):
            yield attribute, kind


def _found(form: str, view: QWidget, attribute: str, kind: type[QObject]) -> QObject:
    child = view.findChild(QObject, attribute)
    if child is None:
        raise FormError(f"{form}: there is no {attribute}")
    if not isinstance(child, kind):
        raise FormError(f"{form}: {attribute} is a {type(child).__name__}, not a {kind.__name__}")
    return child


class _Loader(QUiLoader):
    """Builds onto a widget that exists, and makes promoted widgets, which QUiLoader alone would silently not do."""

    def __init__(self, view: QWidget, declared: dict[str, type[QObject]], form: str) -> None:
        # Where it finds Designer's plugins a loader loads them all, Qt Quick too: 20 ms that no form of ours needs.
        paths_of_plugins = QCoreApplication.libraryPaths()
        QCoreApplication.setLibraryPaths([])
        super().__init__()
        QCoreApplication.setLibraryPaths(paths_of_plugins)
        self._view: QWidget | None = view
        self._declared = declared
        self._known = set(self.availableWidgets())
        self.unknown: list[str] = []

    def createWidget(self, class_name: str, parent: QWidget | None = None, name: str = "") -> QWidget:
        if parent is None and self._view is not None:
            view, self._view = self._view, None
            return view
        kind = self._declared.get(name)
        if kind is not None and kind.__name__ == class_name and class_name not in self._known:
            made = kind(parent)
            made.setObjectName(name)
            assert isinstance(made, QWidget)
            return made
        if class_name not in self._known and class_name not in _BUILT_IN:
            self.unknown.append(f"no annotation says what the {class_name} called {name} is")
            return QWidget(parent)
        made = super().createWidget(class_name, parent, name)
        if isinstance(made, QLabel):
            made.setTextFormat(Qt.TextFormat.PlainText)
        return made


_BUILT_IN = frozenset({"Line"})


class CatalogueTranslator(QTranslator):
    """Lets Qt find the words of forms in the one catalogue that the program has (decision 21)."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        words = catalogue.one(source) if source else source
        return None if words == source else words

    def isEmpty(self) -> bool:
        return False


def install_translator(app: QCoreApplication) -> None:
    """Must have been called before the first form is loaded."""
    app.installTranslator(CatalogueTranslator(app))
