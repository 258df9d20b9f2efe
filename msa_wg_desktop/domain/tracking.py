"""Answers as Outlook's tracking shows them, pasted: a table with tabs, or `Accepted: Ann Lee; Ben Ode`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from msa_wg_desktop.domain.people_lines import read_person, split_list
from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.domain.text import clean

_ANSWERS = {
    "accepted": Answer.ACCEPTED,
    "accept": Answer.ACCEPTED,
    "yes": Answer.ACCEPTED,
    "tentative": Answer.TENTATIVE,
    "tentatively accepted": Answer.TENTATIVE,
    "maybe": Answer.TENTATIVE,
    "declined": Answer.DECLINED,
    "decline": Answer.DECLINED,
    "no": Answer.DECLINED,
    "none": Answer.NONE,
    "no response": Answer.NONE,
    "not responded": Answer.NONE,
    "didn't respond": Answer.NONE,
    "unknown": Answer.NONE,
}
_HEADED = re.compile(r"\s*([A-Za-z' ]+?)\s*(?:\(\d+\))?\s*:\s*(.*)")
_ORGANISER = "meeting organizer"
_HEADS = ("response", "response status", "attendance", "status")


@dataclass(frozen=True, slots=True)
class TrackedAnswer:
    """One person of the list. `answer` is None where the line says none that is known; `text` is the line."""

    text: str
    name: str
    mail: str
    answer: Answer | None


def read_tracking(text: str) -> tuple[TrackedAnswer, ...]:
    """Everybody whom a pasted list names, in its order; the organiser, who answers nobody, is left out."""
    return tuple(_tracked(clean(text)[0]))


def _tracked(text: str) -> Iterator[TrackedAnswer]:
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > 1:
            if cells[0] and cells[-1].casefold() not in _HEADS and _ORGANISER not in map(str.casefold, cells[1:]):
                yield _one(cells[0], _ANSWERS.get(cells[-1].casefold()), line)
            continue
        headed = _HEADED.fullmatch(line)
        answer = _ANSWERS.get(headed[1].casefold()) if headed is not None else None
        if headed is not None and answer is not None:
            for part in split_list(headed[2]):
                yield _one(part, answer, part)
        elif line.strip():
            yield _one(line, None, line)


def _one(written: str, answer: Answer | None, line: str) -> TrackedAnswer:
    read = read_person(written)
    return TrackedAnswer(line.strip()[:200], read.name, read.mail, answer)
