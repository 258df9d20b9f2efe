"""The view of a list as it is kept for a record, and the views that are kept under names."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from msa_wg_desktop.domain.work_list import WorkSort
from msa_wg_desktop.domain.work_views import WorkView, read_view
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.gui.widgets.name_field import NameField
from msa_wg_desktop.gui.widgets.work.work_desk import names_of
from msa_wg_desktop.gui.widgets.work.work_filters import WorkFilters
from msa_wg_desktop.words import _


class KeptViews(QObject):
    """Stands between the filters of a page and the settings; `changed` tells of another view."""

    changed = Signal()

    def __init__(
        self,
        context: Context,
        filters: WorkFilters,
        name: str,
        *,
        states: Container[str],
        usual: WorkView,
        parent: QObject,
    ) -> None:
        """`name` begins the settings' names; `states` are those that something listed can be in."""
        super().__init__(parent)
        self._context, self._filters = context, filters
        self._view, self._views = f"{name}-view", f"{name}-views"
        self._states, self._usual = states, usual
        filters.show_view(self._read(context.here.value(self._view, {})))
        filters.changed.connect(self._keep_view)
        filters.me_chosen.connect(context.me.choose)
        filters.save_asked.connect(self.ask_name)
        filters.view_asked.connect(self._show_kept)
        filters.rename_asked.connect(self._ask_new_name)
        filters.forget_asked.connect(self._forget)

    @property
    def view(self) -> WorkView:
        """What is shown."""
        return self._filters.view

    @property
    def sifts(self) -> bool:
        """Whether less, or more, is shown than usual."""
        return self.view != replace(self._usual, order=self.view.order)

    def show_all(self) -> None:
        """Nothing is held back; the order stays."""
        self._filters.show_view(WorkView(status="", order=self.view.order))

    def sort_by(self, sort: WorkSort) -> None:
        """In another order; the same again turns it round."""
        order = self.view.order
        turned = order.sort is sort and not order.descending
        self._filters.show_view(replace(self.view, order=replace(order, sort=sort, descending=turned)))

    def name_filters(self) -> None:
        """What the record calls whatever the view names may have changed."""
        view, me = self.view, self._context.me.id
        self._filters.show_names(names_of(self._context, view, me), me=me, saved=sorted(self._kept()))

    def ask_name(self) -> None:
        """Under which name the view is to be kept."""
        NameField.open_below(self._filters.viewsButton, self._filters.name_of_view(), self._keep)

    def _keep_view(self) -> None:
        self._context.here.put(self._view, self.view.as_dict())
        self.changed.emit()

    def _kept(self) -> dict[str, Any]:
        return self._context.here.value(self._views, {})

    def _read(self, kept: Mapping[str, Any]) -> WorkView:
        return read_view(kept, states=self._states, usual=self._usual)

    def _keep(self, name: str) -> None:
        self._put({**self._kept(), name: self.view.as_dict()})
        self._context.notifier.say(_("The view “{name}” is kept in the menu Views.").format(name=name))

    def _show_kept(self, name: str) -> None:
        self._filters.show_view(self._read(self._kept().get(name, {})))

    def _ask_new_name(self, name: str) -> None:
        NameField.open_below(self._filters.viewsButton, name, partial(self._rename, name))

    def _rename(self, name: str, other: str) -> None:
        """Another view of that name is not overwritten by it."""
        kept = self._kept()
        if other != name and other in kept:
            raise ValidationError(_("There is a view “{name}” already. Take another name.").format(name=other))
        self._put({other if key == name else key: view for key, view in kept.items()})

    def _forget(self, name: str) -> None:
        kept = self._kept()
        self._put({other: view for other, view in kept.items() if other != name})
        words = _("The view “{name}” is forgotten.").format(name=name)
        self._context.notifier.say(words, Offer(_("Undo"), partial(self._put, kept)))

    def _put(self, kept: Mapping[str, Any]) -> None:
        self._context.here.put(self._views, dict(kept))
        self.name_filters()
