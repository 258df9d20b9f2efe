"""Actions of a list that somebody sends (CSV or Excel): all of them in one step, or none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msa_wg_desktop.documents.sheet_reader import read_sheet
from msa_wg_desktop.domain.action_sheet import ActionSheet, SheetAction, in_row, read_actions
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.services.actions import Actions
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import ngettext


class _TriedOut(Exception):
    """Ends what was only tried, so that nothing of it is kept."""


class ActionImport(Service):
    """Reads such a list, and adds what it says. Nobody and nothing is made up: owners and items must be known."""

    def __init__(self, store: Store, actions: Actions) -> None:
        super().__init__(store)
        self._actions = actions

    def read(self, path: Path) -> ActionSheet:
        """What a list says. Raises ImportProblem, which names the row at fault."""
        return read_actions(read_sheet(path), today=self.store.clock.today())

    def try_out(
        self, rows: tuple[SheetAction, ...], *, meeting_id: str | None = None, group_id: str | None = None
    ) -> None:
        """Says what is wrong with a list, as `add` would, and changes nothing."""
        with suppress(_TriedOut), self.store.operation("", meeting_id=meeting_id):
            for row in rows:
                self._add(row, meeting_id, group_id)
            raise _TriedOut

    def add(
        self, rows: tuple[SheetAction, ...], *, meeting_id: str | None = None, group_id: str | None = None
    ) -> tuple[str, ...]:
        """Adds the actions of a list as one step; gives their ids. Raises ImportProblem, which names the row."""
        words = ngettext("Bring in an action", "Bring in {count} actions", len(rows)).format(count=len(rows))
        with self.store.operation(words, meeting_id=meeting_id):
            return tuple(self._add(row, meeting_id, group_id) for row in rows)

    def _add(self, row: SheetAction, meeting_id: str | None, group_id: str | None) -> str:
        try:
            action_id = self._actions.add(
                row.what,
                owners=row.owners,
                due=row.due,
                order_items=row.order_items,
                meeting_id=meeting_id,
                group_id=group_id,
            )
            if row.status is not ActionStatus.OPEN or row.reason:
                self._actions.edit(action_id, {"status": row.status.value, "reason": row.reason})
        except AppError as problem:
            raise in_row(row.row, str(problem)) from problem
        return action_id
