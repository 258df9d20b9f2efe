"""What may be chosen when a summary is exported, and what is known of exports made before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.summary import Attribution, SummaryDocument, SummaryStatus
from msa_wg_desktop.words import _, ngettext

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_OF_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
_LONGEST_NAME = 120


class OptionalTable(StrEnum):
    """Tables that a summary may carry beside its own sections."""

    ATTENDANCE = "attendance"
    ACTIONS = "actions"
    AGREEMENTS = "agreements"
    POSITIONS = "positions"
    QUESTIONS = "questions"
    MATERIALS = "materials"


class ConfidentialMaterials(StrEnum):
    """What a list of materials says of those that are confidential: nothing, or that there is one of that title."""

    LEAVE_OUT = "leave-out"
    TITLE_ONLY = "title-only"


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """The choices of one export.

    `left_out` names sections (by id) that this export leaves out beside those never printed, `put_in` those that
    it prints although they usually aren't; `attribution` and `marker_words` are the group's own where they are None.
    `topic_headings` prints the discussion in parts, each headed by its topic and numbered from 1.
    """

    final: bool = False
    left_out: frozenset[str] = frozenset()
    put_in: frozenset[str] = frozenset()
    tables: tuple[OptionalTable, ...] = ()
    confidential: ConfidentialMaterials = ConfidentialMaterials.LEAVE_OUT
    attribution: Attribution | None = None
    marker_words: bool | None = None
    topic_headings: bool = False


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One export that was made. `changed_since`: the meeting was edited after it."""

    id: str
    number: int
    final: bool
    exported_at: datetime
    file_name: str
    sha256: str
    changed_since: bool

    @property
    def status(self) -> SummaryStatus:
        """Whether this was a draft, the final, or a corrected one."""
        return status_of_final(self.number) if self.final else SummaryStatus.DRAFT


def status_of_final(number: int) -> SummaryStatus:
    """The first final is the final; those that follow are corrected versions of it."""
    return SummaryStatus.FINAL if number == 1 else SummaryStatus.CORRECTED


@dataclass(frozen=True, slots=True)
class Final:
    """The newest final summary of a meeting that went out."""

    meeting_id: str
    title: str
    day: date | None
    number: int


def finals_words(finals: Sequence[Final]) -> str:
    """That finals say what the record will no longer say, in a sentence; "" where there are none."""
    if not finals:
        return ""
    names = [format_date(final.day) if final.day else final.title for final in finals]
    listed = _("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1]) if names[1:] else names[0]
    words = ngettext(
        "The final summary of {meetings} says it as it is now: look whether it needs a corrected version.",
        "The final summaries of {meetings} say it as it is now: look whether they need corrected versions.",
        len(finals),
    )
    return words.format(meetings=listed)


def suggested_name(document: SummaryDocument, suffix: str) -> str:
    """`2025-02-06 MSA Subgroup Meeting Summary, Draft 2.docx`; a final is called by its title alone.

    Whatever some system forbids in names is left out.
    """
    title = ", ".join(part for part in (document.title, document.status_words) if part)
    day = document.when.day.isoformat() if document.when.day else ""
    return f"{file_words(f'{day} {title}') or _('Summary')}{suffix}"


def file_words(words: str) -> str:
    """Words as every system takes them for the name of a file, without an ending; empty where nothing is left."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", words).split())[:_LONGEST_NAME].strip(" .,")
    return f"{name}_" if _OF_DEVICES.fullmatch(name.partition(".")[0].strip()) else name
