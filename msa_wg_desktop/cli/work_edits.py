"""Actions and questions on the command line: the whole, one owner's own part, and the line that answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msa_wg_desktop.cli.desk import Desk, one
from msa_wg_desktop.cli.reading import Reader, WrongUse, day, names, text
from msa_wg_desktop.domain.questions import QuestionStatus
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.words import _

# With `owner=NAME`, the fields that are that owner's own.
_OF_AN_OWNER = ("status", "due", "reason")
ACTION_FIELDS: Mapping[str, Reader] = {
    "what": text, "owners": names, "owner": text, "due": day, "status": text, "reason": text, "update": text,
    "overruled": text, "by": text,
}  # fmt: skip
QUESTION_FIELDS: Mapping[str, Reader] = {"text": text, "asked_by": text, "status": text, "answer": text}


def edit_action(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    """Changes an action, or with `owner=` the part of one of its owners; `update` adds what is new about it."""
    values, actions = dict(values), desk.services.actions
    owner, update, by = values.pop("owner", ""), values.pop("update", ""), values.pop("by", "")
    if by and "overruled" not in values:
        raise WrongUse(_("by= is said of overruled=. Nothing was changed."))
    with desk.services.store.operation(_("Change an action")):
        if update:
            actions.add_update(row_id, update)
        if owner:
            own = {name: values.pop(name) for name in _OF_AN_OWNER if name in values}
            _edit_owner(desk, row_id, owner, own)
        if "overruled" in values:
            actions.overrule(row_id, values.pop("overruled"), by=by or None, reason=values.pop("reason", ""))
        if values:
            actions.edit(row_id, values)


def _edit_owner(desk: Desk, action_id: str, owner: str, own: Mapping[str, Any]) -> None:
    if not own:
        raise WrongUse(_("Say what is changed of {name}: status, due or reason.").format(name=owner))
    party_id = desk.party(owner)
    now = next((row for row in desk.services.actions.get(action_id).owners if row.party_id == party_id), None)
    if now is None:
        raise NotFoundError(_("{name} doesn't own this action.").format(name=desk.book.display(party_id)))
    status = own.get("status", now.status)
    desk.services.actions.set_owner_status(action_id, party_id, status, due=own.get("due"), reason=own.get("reason"))


def edit_question(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    """Changes a question; with `answer`, the line that answered it, it is answered unless another status is said."""
    values = dict(values)
    if "answer" in values:
        line = values.pop("answer")
        values["answer_note_id"] = line_of(desk, line) if line else None
        if line:
            values.setdefault("status", QuestionStatus.ANSWERED)
    desk.services.questions.edit(row_id, values)


def line_of(desk: Desk, beginning: str) -> str:
    """The id of the line of a discussion that the beginning of one means."""
    return one(desk.services.note_lines.list(None), beginning, lambda _row: (), _("note")).id
