"""Data needs on the command line: what each party is asked and gave, and asking for responses."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from msa_wg_desktop.cli.desk import Desk, one
from msa_wg_desktop.cli.output import Result
from msa_wg_desktop.cli.reading import Reader, WrongUse, day, names, text
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.words import _

# With `party=NAME`, the fields that are that party's own, and what the record calls them.
_OF_A_PARTY: Mapping[str, str] = {
    "status": "status",
    "response": "response",
    "reason": "reason",
    "due": "due",
    "received": "answered_on",
    "received_from": "answered_by",
}
FIELDS: Mapping[str, Reader] = {
    "need": text, "parties": names, "response": text, "status": text, "due": day, "identified_on": day,
    "asked_again_on": day, "party": text, "reason": text, "received": day, "received_from": text, "follows": text,
    "overruled": text, "by": text,
}  # fmt: skip


def find_need(desk: Desk, beginning: str) -> str:
    """The id of the data need that the beginning of one means."""
    return one(desk.services.data_needs.list(), beginning, lambda _row: (), "data-need").id


def edit_need(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    """Changes a data need, or with `party=` what that party is asked and gave."""
    values, needs = dict(values), desk.services.data_needs
    party, asked_again = values.pop("party", ""), values.pop("asked_again_on", None)
    with desk.services.store.operation(_("Change a data need")):
        if "follows" in values:
            before = values.pop("follows")
            values["follows_id"] = find_need(desk, before) if before else None
        if "overruled" in values:
            needs.overrule(row_id, values.pop("overruled"), by=values.pop("by", "") or None)
        if party:
            own = {_OF_A_PARTY[name]: values.pop(name) for name in list(values) if name in _OF_A_PARTY}
            if own:
                needs.edit_party(row_id, party, own)
        elif alone := next((name for name in ("reason", "received", "received_from") if name in values), ""):
            words = _("Say whose {field} it is, with party=NAME. Nothing was changed.")
            raise WrongUse(words.format(field=alone.replace("_", " ")))
        if asked_again:
            needs.ask_again([row_id], on=asked_again, parties=[party] if party else ())
        if values:
            needs.edit(row_id, values)


def ask(desk: Desk, args: Namespace) -> Result:
    """One letter for each party that owes a response; with `--mark` they are noted as asked again."""
    group = desk.group(args.group).id if args.group else _only_group(desk)
    wanted = {find_need(desk, need) for need in args.need} or None
    party = desk.party(args.party) if args.party else ""
    letters = [row for row in desk.services.need_letters.list(group, wanted) if party in ("", row.party_id)]
    if args.mark and not letters:
        raise NotFoundError(_("Nobody owes a response here. Nothing was changed."))
    if args.mark:
        desk.services.need_letters.mark_asked(letters, on=args.on)
    value = [
        {
            "party": letter.name,
            "to": list(letter.to),
            "subject": letter.subject,
            "text": letter.text,
            "data_needs": list(letter.need_ids),
            "marked": bool(args.mark),
        }
        for letter in letters
    ]
    said = "\n".join(f"{_('To')}: {', '.join(row.to) or row.name}\n{row.subject}\n\n{row.text}" for row in letters)
    return Result(value, said or _("Nobody owes a response here."))


def _only_group(desk: Desk) -> str:
    """The group above all others, where there is only one such."""
    tops = [group.id for group in desk.services.groups.list() if group.parent_id is None]
    if len(tops) != 1:
        raise WrongUse(_("Say which group asks, with --group."))
    return tops[0]
