"""The table of what came in files: what each thing is, who says what, to which meeting, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.incoming import Incoming, Sort
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.guests_table import ANSWER_TONES, short_answer
from msa_wg_desktop.words import _


class IncomingColumn(IntEnum):
    """What stands where."""

    SORT = 0
    WHO = 1
    ANSWER = 2
    SAYS = 3
    ABOUT = 4
    THEN = 5


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One thing; `is_first` of its sort, whether it is `chosen`, and what then comes of it."""

    id: str
    incoming: Incoming
    is_first: bool
    chosen: bool
    then: str


def incoming_table(parent: QObject) -> ColumnsModel[IncomingRow]:
    """Shows; what is taken is chosen in the dialog."""
    return ColumnsModel(
        (
            Column(header="", text=lambda row: sort_words(row.incoming.sort) if row.is_first else "", quiet=True),
            Column(
                header=_("Who"), text=_who, strong=True, spoken=_spoken, cell_tip=lambda row: row.incoming.file.name
            ),
            Column(header=_("Answer"), text=_answer, tone=_answer_tone),
            Column(
                header=_("What it says"),
                text=says_words,
                quiet=lambda row: row.incoming.sort is Sort.KNOWN,
                chip=_older,
            ),
            Column(header=_("To"), text=about, quiet=True),
            Column(header=_("Then"), text=lambda row: row.then, tone=_then_tone),
        ),
        parent=parent,
    )


def sort_words(sort: Sort) -> str:
    """What all of a sort are."""
    return {
        Sort.ANSWER: _("Answers"),
        Sort.DELEGATE: _("Delegates"),
        Sort.STRANGER: _("Not invited"),
        Sort.UPDATE: _("Updates"),
        Sort.CANCELLATION: _("Cancellations"),
        Sort.EVENT: _("Events of others"),
        Sort.KNOWN: _("Known already"),
        Sort.LEFT: _("Can't be taken"),
    }[sort]


def says_words(row: IncomingRow) -> str:
    """The comment, a counter-proposal, who comes instead; of an event when it is; else why nothing comes of it."""
    each, reply = row.incoming, row.incoming.report.reply
    if each.sort in (Sort.KNOWN, Sort.LEFT):
        return each.report.words
    if reply is None:
        version = each.event.sequence if each.event is not None else 0
        number = _("version {number}").format(number=version) if version else ""
        title = each.report.title
        return "\n".join(part for part in (title, " · ".join(part for part in (each.when, number) if part)) if part)
    parts = [
        _("proposes {when}").format(when=reply.proposal) if reply.proposal else "",
        _("{other} comes instead").format(other=reply.delegated_to) if reply.delegated_to else "",
        _("for {other}").format(other=reply.delegated_from) if reply.delegated_from else "",
        reply.comment,
    ]
    return "\n".join(part for part in parts if part)


def _who(row: IncomingRow) -> str:
    reply, event = row.incoming.report.reply, row.incoming.event
    if row.incoming.sort is Sort.LEFT or event is None:
        return row.incoming.file.name
    if reply is not None:
        return reply.name or reply.mail
    organiser = event.organiser
    return (organiser.name or organiser.mail) if organiser is not None else row.incoming.file.name


def _file(row: IncomingRow) -> str:
    return row.incoming.file.name


def _answer(row: IncomingRow) -> str:
    reply = row.incoming.report.reply
    return short_answer(reply.answer) if reply is not None and row.incoming.can_be_taken else ""


def _answer_tone(row: IncomingRow) -> Tone | None:
    reply = row.incoming.report.reply
    return ANSWER_TONES[reply.answer] if reply is not None and _answer(row) else None


def about(row: IncomingRow) -> str:
    """Which meeting an answer is to."""
    return row.incoming.report.title if row.incoming.report.reply is not None else ""


def _known(row: IncomingRow) -> bool:
    return row.incoming.sort is Sort.KNOWN


def _older(row: IncomingRow) -> tuple[str, Tone] | None:
    return (_("to an older time"), Tone.CAUTION) if row.incoming.report.older else None


def _then_tone(row: IncomingRow) -> Tone | None:
    if not row.incoming.can_be_taken:
        return None
    if not row.chosen:
        return Tone.NEUTRAL
    return Tone.DANGER if row.incoming.sort is Sort.CANCELLATION else Tone.GOOD


def _spoken(row: IncomingRow) -> str:
    parts = (sort_words(row.incoming.sort), _who(row), _answer(row), says_words(row), row.then)
    return ", ".join(part for part in parts if part)
