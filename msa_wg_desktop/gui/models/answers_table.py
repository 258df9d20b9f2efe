"""The table of answers to an invitation: who, what they said and when, and what of it is no longer so."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.answer_sheets import AnswerLine, Standing, version_name
from msa_wg_desktop.domain.dates import format_date, format_day, format_time
from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.guests_table import ANSWER_TONES, short_answer
from msa_wg_desktop.words import _


class AnswerColumn(IntEnum):
    """What stands where."""

    WHO = 0
    ANSWER = 1
    SAID = 2


def answers_table(parent: QObject) -> ColumnsModel[AnswerLine]:
    """Shows; what is done about an answer is a deed of the page."""
    return ColumnsModel(
        (
            Column(header=_("Who"), text=_who, strong=True, chip=_standing, spoken=_spoken, cell_tip=_mail),
            Column(header=_("Answer"), text=_answer, tone=_tone),
            Column(header=_("When and what"), text=_said, chip=_older, cell_tip=_to),
        ),
        parent=parent,
    )


def said_words(line: AnswerLine) -> str:
    """A counter-proposal, who comes instead of whom, and the comment."""
    reply = line.reply
    if reply is None:
        return ""
    parts = [
        _("proposes {when}").format(when=reply.proposal) if reply.proposal else "",
        _("{other} comes instead").format(other=reply.delegated_to) if reply.delegated_to else "",
        _("for {other}").format(other=reply.delegated_from) if reply.delegated_from else "",
        reply.comment,
    ]
    return "\n".join(part for part in parts if part)


def _who(line: AnswerLine) -> str:
    return " · ".join(part for part in (line.name, line.organisation) if part)


def _mail(line: AnswerLine) -> str:
    return line.mail


def _standing(line: AnswerLine) -> tuple[str, Tone] | None:
    if line.standing is Standing.GUEST:
        return None
    return (_("delegate") if line.standing is Standing.DELEGATE else _("not invited")), Tone.INFORMATION


def _answer(line: AnswerLine) -> str:
    return short_answer(line.answer) if line.asked or line.answer is not Answer.NONE else ""


def _tone(line: AnswerLine) -> Tone | None:
    return ANSWER_TONES[line.answer] if _answer(line) else None


def _older(line: AnswerLine) -> tuple[str, Tone] | None:
    return (_("to an older time"), Tone.CAUTION) if line.older else None


def _said(line: AnswerLine) -> str:
    """`Feb 10 · I may be late`: side by side they would need more room than there is beside the guests."""
    day = format_day(line.reply.stamp.astimezone().date()) if line.reply is not None else ""
    return " · ".join(part for part in (day, said_words(line)) if part)


def _to(line: AnswerLine) -> str:
    """The moment, and to which version."""
    if line.reply is None:
        return ""
    at = line.reply.stamp.astimezone()
    return " · ".join((format_date(at.date()), format_time(at.time()), version_name(line.reply.sequence)))


def _spoken(line: AnswerLine) -> str:
    chips = [chip[0] for chip in (_standing(line), _older(line)) if chip is not None]
    return ", ".join(part for part in (_who(line), *chips, _answer(line), said_words(line)) if part)
