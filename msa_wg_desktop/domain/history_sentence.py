"""One step of the history as a plain sentence: what was done, to what, and what a field was and became."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msa_wg_desktop.domain.changes import ChangeKind, ChangeSet, OperationKind, OperationRow
from msa_wg_desktop.domain.history import ChangeWords, HistoryRow
from msa_wg_desktop.domain.text import one_line
from msa_wg_desktop.words import _

_NAMED, _LONGEST, _TO = 3, 60, " → "
# Who holds a position tells more than what it is on.
_BETTER = {"position": "position_party"}
# Of several things that a step changed these are named last: they come along with the others.
_ALONG = frozenset({
    "action_owner", "agreement_party", "attendance", "capture", "class_member", "data_need_party", "event",
    "group_seat", "material_citation", "note_speaker", "order_link", "order_party", "position_party",
    "proposal_line", "roll_call_mark",
})  # fmt: skip


def step_words(step: OperationRow | ChangeSet) -> str:
    """What a step did: its label; of one that takes another back, or brings it back, that it does so."""
    words = {
        OperationKind.DO: "{step}",
        OperationKind.UNDO: _("Undone: {step}"),
        OperationKind.REDO: _("Done again: {step}"),
    }
    return words[step.kind].format(step=step.label)


def sentence(row: HistoryRow) -> str:
    """`Move the due date: Reach out to legal (due date: Fri, Feb 21, 2025 → Fri, Feb 28, 2025)`."""
    said = step_words(row.operation)
    if _TO in said:
        return said
    main = _main(row.operation.label, row.changes)
    changed, after = _changed(main)
    about = _about([change for change in main if not _told(said, _one_line(change.name), after)])
    words = _("{step}: {about}").format(step=said, about=about) if about else said
    return _("{words} ({changed})").format(words=words, changed=changed) if changed else words


def _main(label: str, changes: Sequence[ChangeWords]) -> tuple[ChangeWords, ...]:
    """What a step was about: the things of the kind that its label names, else of the first that stands by itself.

    Where some of them came or went, those that only changed came along.
    """
    named = [change for change in changes if change.name]
    if not named:
        return ()
    first = max(named, key=lambda change: _fit(label.casefold(), change))
    held = [change for change in named if change.entity == _BETTER.get(first.entity)]
    its = held or [change for change in named if change.entity == first.entity]
    return tuple([change for change in its if change.kind is not ChangeKind.UPDATE] or its)


def _fit(label: str, change: ChangeWords) -> tuple[int, bool, bool]:
    whole = len(change.noun) if change.noun.casefold() in label else 0
    part = change.noun.partition(" ")[0].casefold() in label
    return whole, part, change.entity not in _ALONG


def _told(said: str, name: str, after: str) -> bool:
    """Whether a name is said already: `Add Jon Knauer` needs no `Jon Knauer (ConnectDER)`."""
    bare = name.partition(" (")[0]
    return bare == after or re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", said, re.IGNORECASE) is not None


def _about(main: Sequence[ChangeWords]) -> str:
    """`Waiver, Sockets and 2 more`; where some came and others went, `Draft it → UI, no longer EDCs`."""
    names = {change.name: change.kind is ChangeKind.DELETE for change in main}
    lead = next(iter(names), "").partition(_TO)[0] + _TO
    shared = len(names) > 1 and all(name.startswith(lead) for name in names)
    gone = [name for name, went in names.items() if went]
    came = [name for name, went in names.items() if not went]
    told = [_listed([name.removeprefix(lead) if shared else name for name in some]) for some in (came, gone)]
    words = _("{came}, no longer {gone}").format(came=told[0], gone=told[1]) if all(told) else "".join(told)
    return f"{_one_line(lead)} {words}" if shared else words


def _listed(names: Sequence[str]) -> str:
    words = ", ".join(map(_one_line, names[:_NAMED]))
    return _("{names} and {count} more").format(names=words, count=len(names) - _NAMED) if names[_NAMED:] else words


def _changed(main: Sequence[ChangeWords]) -> tuple[str, str]:
    """The one field that was changed of the one thing, and what it became; nothing where there is more to it."""
    if len(main) != 1 or main[0].kind is not ChangeKind.UPDATE or len(main[0].fields) != 1:
        return "", ""
    (field,) = main[0].fields
    before, after = _one_line(field.before), _one_line(field.after)
    if after == _("moved"):
        return after, ""
    if not before or after in (_("yes"), _("no")):
        return _("{field}: {value}").format(field=field.label, value=after), after
    return _("{field}: {before} → {after}").format(field=field.label, before=before, after=after or _("nothing")), after


def _one_line(text: str) -> str:
    return one_line(text, most=_LONGEST)
