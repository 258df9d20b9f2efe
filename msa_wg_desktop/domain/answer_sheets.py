"""The answers to a meeting's invitation as one looks at them: line by line, of one version, or all that count now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.invitations import Guest, Method, Sent
from msa_wg_desktop.domain.replies import Answer, MeetingAnswers, ReplyRow, Tally, counted, newest
from msa_wg_desktop.words import _, ngettext


class Standing(StrEnum):
    """As what somebody answered."""

    GUEST = "guest"
    DELEGATE = "delegate"
    STRANGER = "not invited"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Somebody and what they said; `older`: to a date or time that is no longer so."""

    standing: Standing
    name: str
    mail: str
    organisation: str = ""
    party_id: str | None = None
    reply: ReplyRow | None = None
    older: bool = False
    asked: bool = True
    """False for a guest to whom nothing was sent yet."""

    @property
    def id(self) -> str:
        """By which a list tells them; two guests may be of one organisation."""
        return f"{self.standing}:{self.mail.strip().casefold() or self.party_id or self.name}"

    @property
    def answer(self) -> Answer:
        """What they said."""
        return self.reply.answer if self.reply is not None else Answer.NONE


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an invitation that went out, or that somebody answered; `sent` is when it first did."""

    sequence: int
    sent: date | None
    answers: int

    @property
    def words(self) -> str:
        """`First invitation, sent Thu, Feb 6, 2025`."""
        return ", ".join(
            part
            for part in (
                version_name(self.sequence),
                _("sent {day}").format(day=format_date(self.sent)) if self.sent else "",
            )
            if part
        )


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What is shown of a meeting's answers; `versions` are the newest first."""

    lines: tuple[AnswerLine, ...] = ()
    versions: tuple[Version, ...] = ()
    tallies: tuple[Tally, ...] = ()

    @property
    def answered(self) -> int:
        """How many guests said anything."""
        return sum(line.answer is not Answer.NONE for line in self.lines if line.standing is Standing.GUEST)

    @property
    def words(self) -> str:
        """`2 accepted · 1 declined · 4 no reply · 1 delegate · 1 not invited`; of guests, then of others."""
        guests = Counter(line.answer for line in self.lines if line.standing is Standing.GUEST)
        others = Counter(line.standing for line in self.lines)
        delegates, strangers = others[Standing.DELEGATE], others[Standing.STRANGER]
        parts = counted(guests)
        if delegates:
            parts.append(ngettext("{count} delegate", "{count} delegates", delegates).format(count=delegates))
        if strangers:
            parts.append(_("{count} not invited").format(count=strangers))
        return " · ".join(parts)


def version_name(sequence: int) -> str:
    """`First invitation`, `Update 2`."""
    return _("Update {number}").format(number=sequence) if sequence else _("First invitation")


def lines_that_count(answers: MeetingAnswers, asked: Collection[str]) -> tuple[AnswerLine, ...]:
    """The answer of each guest that counts now, then those of others. `asked` are addresses that were written to."""
    guests = tuple(
        _of_guest(each.guest, each.reply, older=each.older, asked=each.guest.key in asked) for each in answers.guests
    )
    return (
        *guests,
        *(_of_other(reply, Standing.DELEGATE) for reply in answers.delegates),
        *(_of_other(reply, Standing.STRANGER) for reply in answers.others),
    )


def lines_of_version(
    log: Iterable[ReplyRow], guests: Sequence[Guest], sequence: int, *, occurrence: date | None, older: bool
) -> tuple[AnswerLine, ...]:
    """What was answered to one version: by guests of now, and by everybody else who did."""
    said = dict(newest((reply for reply in log if reply.sequence == sequence), occurrence=occurrence))
    by_party = {reply.party_id: key for key, reply in said.items() if reply.party_id}
    lines: list[AnswerLine] = []
    for guest in guests:
        key = guest.key if guest.key in said else by_party.get(guest.party_id or "", "")
        reply = said.pop(key, None)
        if reply is not None:
            lines.append(_of_guest(guest, reply, older=older, asked=True))
    others = [
        _of_other(reply, Standing.DELEGATE if reply.delegated_from else Standing.STRANGER) for reply in said.values()
    ]
    return (*lines, *others)


def versions_of(sent: Iterable[Sent], log: Iterable[ReplyRow]) -> tuple[Version, ...]:
    """Those that went out or were answered, the newest first."""
    days: dict[int, date] = {}
    for each in sent:
        if each.method is Method.REQUEST:
            days.setdefault(each.sequence, each.at.astimezone().date())
    answers: Mapping[int, int] = Counter(reply.sequence for reply in log)
    return tuple(
        Version(sequence, days.get(sequence), answers.get(sequence, 0))
        for sequence in sorted({*days, *answers}, reverse=True)
    )


def _of_guest(guest: Guest, reply: ReplyRow | None, *, older: bool, asked: bool) -> AnswerLine:
    name = guest.name or guest.mail
    return AnswerLine(Standing.GUEST, name, guest.mail, guest.organisation, guest.party_id, reply, older, asked)


def _of_other(reply: ReplyRow, standing: Standing) -> AnswerLine:
    name = reply.party or reply.name or reply.mail
    return AnswerLine(standing, name, reply.mail, party_id=reply.party_id, reply=reply)
