"""One step of the history as a plain sentence: what was done, to what, and what a field was and became."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import accumulate

from msa_wg_desktop.domain.changes import ChangeKind, ChangeSet, OperationKind, OperationRow
from msa_wg_desktop.domain.history import PURGED, ChangeWords, FieldChange, HistoryRow
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
# Who is invited from the record and who by address: both are guests.
_ALIKE = {"guest": frozenset({"guest", "attendance"})}
# What the program notes beside what was done.
_ASIDE = frozenset({
    "agenda_begun_at", "ended_at", "event_id", "kept", "provisional", "rescheduled_from", "size", "spent", "started_at",
})  # fmt: skip
_ROOM = 120
"""Letters for what the fields were and became."""


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
    fields = _fields(main)
    about = _about(said, _not_told(said, main, {_one_line(field.after) for field in fields}))
    changed = _changed(fields)
    words = _("{step}: {about}").format(step=said, about=about) if about else said
    return _("{words} ({changed})").format(words=words, changed=changed) if changed else words


def _main(label: str, changes: Sequence[ChangeWords]) -> tuple[ChangeWords, ...]:
    """What a step was about: the things of the kind that its label names, else of the first that stands by itself.

    Where some of them came or went, those that only changed came along.
    """
    named = [change for change in changes if change.name and change.name != PURGED]
    if not named:
        return ()
    first = max(named, key=lambda change: _fit(label.casefold(), change))
    held = [change for change in named if change.entity == _BETTER.get(first.entity)]
    alike = _ALIKE.get(first.entity, {first.entity})
    its = held or [change for change in named if change.entity in alike]
    if first.entity == "party" and _fit(label.casefold(), first)[0]:
        its = [change for change in its if change.noun == first.noun]
    return tuple([change for change in its if change.kind is not ChangeKind.UPDATE] or its)


def _fit(label: str, change: ChangeWords) -> tuple[int, bool, bool]:
    called = (change.noun.casefold(), _("people")) if change.noun == _("person") else (change.noun.casefold(),)
    whole = len(change.noun) if any(noun in label for noun in called) else 0
    part = change.noun.partition(" ")[0].casefold() in label
    return whole, part, change.entity not in _ALONG


def _not_told(said: str, main: Sequence[ChangeWords], afters: Collection[str]) -> list[ChangeWords]:
    """What must still be named: nothing where the label names one itself, and nobody by what they are called now.

    `Add Jon Knauer` needs no `Jon Knauer (ConnectDER)`, `Next agenda item: Sockets` not the item before it.
    """
    bare = {change.id: _one_line(change.name).partition(" (")[0] for change in main}
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said, re.IGNORECASE) for name in bare.values()):
        return []
    return [change for change in main if bare[change.id] not in afters]


def _about(said: str, main: Sequence[ChangeWords]) -> str:
    """`Waiver, Sockets and 2 more`; what went in a change, `Draft it → UI, no longer EDCs`."""
    names = {change.name: change.kind is ChangeKind.DELETE for change in main}
    lead = next(iter(names), "").partition(_TO)[0] + _TO
    shared = len(names) > 1 and all(name.startswith(lead) for name in names)
    gone = [name for name, went in names.items() if went]
    came = [name for name, went in names.items() if not went]
    told = [_listed([name.removeprefix(lead) if shared else name for name in some]) for some in (came, gone)]
    if all(told):
        words = _("{came}, no longer {gone}").format(came=told[0], gone=told[1])
    else:
        left = bool(told[1]) and said.startswith(_("Change"))
        words = _("no longer {gone}").format(gone=told[1]) if left else "".join(told)
    return f"{_one_line(lead)} {words}" if shared else words


def _listed(names: Sequence[str]) -> str:
    between = "; " if any(", " in name for name in names) else ", "
    words = between.join(map(_one_line, names[:_NAMED]))
    return _("{names} and {count} more").format(names=words, count=len(names) - _NAMED) if names[_NAMED:] else words


def _fields(main: Sequence[ChangeWords]) -> list[FieldChange]:
    """The fields of the one thing that was changed; none where it came or went, or where there are several."""
    if len(main) != 1 or main[0].kind is not ChangeKind.UPDATE:
        return []
    return [field for field in main[0].fields if field.name not in _ASIDE]


def _changed(fields: Sequence[FieldChange]) -> str:
    """What the fields were and became, as far as there is room; how many more there are."""
    told = [_field_words(field) for field in fields]
    lengths = accumulate(len(words) for words in told)
    shown = told[: max(1, sum(length <= _ROOM for length in lengths))]
    words, more = "; ".join(shown), len(told) - len(shown)
    return _("{names} and {count} more").format(names=words, count=more) if more else words


def _field_words(field: FieldChange) -> str:
    before, after = _one_line(field.before), _one_line(field.after)
    if after == _("moved"):
        return after
    if not before or after in (_("yes"), _("no")):
        return _("{field}: {value}").format(field=field.label, value=after)
    return _("{field}: {before} → {after}").format(field=field.label, before=before, after=after or _("nothing"))


def _one_line(text: str) -> str:
    return one_line(text, most=_LONGEST)
