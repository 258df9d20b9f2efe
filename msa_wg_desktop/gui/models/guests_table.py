"""The table of a meeting's guests: who, what each has of the invitation, and what each answered."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.invitations import Turn
from msa_wg_desktop.domain.replies import Answer, GuestLine
from msa_wg_desktop.domain.replies import answer_words as said_words
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.words import _

ANSWER_TONES = {
    Answer.NONE: Tone.NEUTRAL,
    Answer.ACCEPTED: Tone.GOOD,
    Answer.TENTATIVE: Tone.CAUTION,
    Answer.DECLINED: Tone.DANGER,
    Answer.DELEGATED: Tone.CAUTION,
}


class GuestColumn(IntEnum):
    """What stands where."""

    WHO = 0
    ORGANISATION = 1
    NEXT = 2
    ANSWER = 3


def guests_table(parent: QObject) -> ColumnsModel[GuestLine]:
    """Shows; whom to invite and to take off are deeds of the page."""
    return ColumnsModel(
        (
            Column(header=_("Who"), text=_who, strong=True, spoken=_spoken, cell_tip=lambda line: line.guest.mail),
            Column(header=_("Organisation"), text=lambda line: line.guest.organisation, quiet=True),
            Column(header=_("To be sent"), text=next_words, quiet=True),
            Column(header=_("Answer"), text=answer_words, tone=_tone, cell_tip=_comment),
        ),
        parent=parent,
    )


def next_words(line: GuestLine) -> str:
    """What a guest is to get next; "" where they have everything."""
    if not line.guest.mail:
        return _("no mail address")
    if line.errand is None:
        return ""
    return {
        Turn.INVITE: _("invitation"),
        Turn.UPDATE: _("update"),
        Turn.MINOR: _("update of the text"),
        Turn.CANCEL: _("cancellation"),
        Turn.NOTHING: "",
    }[line.errand.turn]


def answer_words(line: GuestLine) -> str:
    """What a guest said; "" where they can't have said anything yet."""
    was_asked = line.errand is not None and line.errand.last is not None
    answer = line.reply.answer if line.reply is not None else Answer.NONE
    if answer is Answer.NONE and not was_asked:
        return ""
    return short_answer(answer)


def short_answer(answer: Answer) -> str:
    """An answer in one word or two, as a narrow column has it."""
    return _("delegated") if answer is Answer.DELEGATED else said_words(answer)


def _who(line: GuestLine) -> str:
    name = line.guest.name or line.guest.mail
    words = _("{name}, list") if line.guest.is_list else _("{name}, optional") if line.guest.optional else "{name}"
    return words.format(name=name)


def _spoken(line: GuestLine) -> str:
    return ", ".join(part for part in (_who(line), line.guest.organisation, answer_words(line)) if part)


def _tone(line: GuestLine) -> Tone | None:
    if not answer_words(line):
        return None
    return ANSWER_TONES[line.reply.answer if line.reply is not None else Answer.NONE]


def _comment(line: GuestLine) -> str:
    return "\n".join(part for part in (line.reply.comment, line.reply.proposal) if part) if line.reply else ""
