"""Proposals on the command line: versions by `P-7v2`, stands on them, roll calls, and the chapter for a report."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msa_wg_desktop.cli.as_json import Json, iso, position
from msa_wg_desktop.cli.desk import Desk, one
from msa_wg_desktop.cli.kind import Kind, Wanted
from msa_wg_desktop.cli.output import Result, details
from msa_wg_desktop.cli.reading import Reader, WrongUse, day, flag, names, text
from msa_wg_desktop.cli.work_edits import line_of
from msa_wg_desktop.domain.positions import Mark, PositionRow
from msa_wg_desktop.domain.proposals import ProposalRow, VersionRow, version_name
from msa_wg_desktop.domain.roll_calls import Answer, RollCallRow
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services.writing import write_printed
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class Version:
    """A version with its proposal."""

    proposal: ProposalRow
    row: VersionRow

    @property
    def id(self) -> str:
        """The version's."""
        return self.row.id

    @property
    def name(self) -> str:
        """`P-7 v2`."""
        return version_name(self.proposal.number, self.row.number)


def find_version(desk: Desk, wanted: str) -> Version:
    """The version that `P-7v2`, `P-7 v2`, an id or the beginning of one means."""
    return one(_versions(desk, Wanted()), wanted, _names, _("version"))


def roll_call(desk: Desk, args: Namespace) -> Result:
    """Keeps a roll call and reads it back."""
    version = find_version(desk, args.version)
    answers = [_answer(desk, words) for words in args.answers]
    if args.correct:
        return _corrected(desk, args, version, answers)
    if not args.signed_by:
        raise WrongUse(_("A roll call is signed: say by whom, with --signed-by. Nothing was changed."))
    made = desk.services.roll_calls.take(
        version.id,
        answers,
        signed_by=args.signed_by,
        meeting_id=desk.meeting(args.meeting).id if args.meeting else None,
        called_on=args.date,
    )
    value = _roll_call_json(desk, desk.services.roll_calls.get(made))
    return Result(value, details(value), news=True)


def _corrected(desk: Desk, args: Namespace, version: Version, answers: Sequence[Answer]) -> Result:
    """Puts right what was keyed for some parties in the latest roll call on a version, or in that of a day."""
    calls = desk.services.roll_calls
    meeting_id = desk.meeting(args.meeting).id if args.meeting else None
    found = [
        call
        for call in calls.list(version_id=version.id)
        if args.date in (None, call.called_on) and meeting_id in (None, call.meeting_id)
    ]
    if not found:
        raise NotFoundError(
            _("There is no such roll call on {version}. Nothing was changed.").format(version=version.name)
        )
    with desk.services.store.operation(_("Correct a roll call")):
        for answer in answers:
            calls.correct(found[0].id, answer)
    value = _roll_call_json(desk, calls.get(found[0].id))
    return Result(value, details(value), news=True)


def _answer(desk: Desk, words: str) -> Answer:
    """`UI=support`, `UI=silent`, `UI=oppose: why`; the party is whoever stands before the sign."""
    party, sign, said = words.partition("=")
    stand, _colon, why = said.partition(":")
    if not (sign and party.strip() and stand.strip()):
        raise WrongUse(
            _("“{words}” is no PARTY=STAND. Nothing was changed; write it like UI=support or “UI=oppose: why”.").format(
                words=words
            )
        )
    stand = stand.strip().casefold() if stand.strip().casefold() in list(Mark) else stand.strip()
    return Answer(desk.party(party.strip()), Mark(stand) if stand in list(Mark) else stand, why.strip())


def chapter(desk: Desk, args: Namespace) -> Result:
    """Writes the chapter for a report: each proposal with its status, who supports and opposes it, and the lines."""
    groups = desk.services.groups.family(desk.group(args.group).id if args.group else "")
    document = desk.services.proposal_chapter.build(groups, day=args.as_of)
    file = write_printed(document, Path(args.to))
    value = {"file": str(file), "proposals": len(desk.services.stands.matrix(groups, day=args.as_of).proposals)}
    return Result(value, _("Wrote {path}.").format(path=file), news=True)


# ---------------------------------------------------------------------- adding


def add_version(desk: Desk, args: Namespace) -> str:
    """The next version of a proposal; nobody's stand is carried over to it."""
    proposal = one(desk.services.proposals.list(), args.proposal, lambda row: (row.number,), _("proposal"))
    return desk.services.proposals.add_version(proposal.id, args.text, dated=args.date)


def position_on(desk: Desk, args: Namespace) -> dict[str, Any]:
    """What a position is on and who signs it; a stand on a version that is entered by hand is signed."""
    if not args.version:
        return {"signed_by": args.signed_by}
    if not args.signed_by:
        raise WrongUse(_("A stand on a version is signed: say by whom, with --signed-by. Nothing was changed."))
    version = find_version(desk, args.version)
    group = {} if args.meeting else {"group_id": version.proposal.group_id}
    return {"version_id": version.id, "signed_by": args.signed_by, **group}


# ---------------------------------------------------------------------- kinds


def _versions(desk: Desk, wanted: Wanted) -> Sequence[Version]:
    return [Version(proposal, row) for proposal in _proposals(desk, wanted) for row in proposal.versions]


def _proposals(desk: Desk, wanted: Wanted) -> Sequence[ProposalRow]:
    return [row for row in desk.services.proposals.list(open_only=wanted.open) if wanted.has(row.group_id)]


def _names(version: Version) -> tuple[str, str]:
    return version.name, version.name.replace(" ", "")


def _version_json(_desk: Desk, version: Version) -> Json:
    return {
        "id": version.id,
        "name": version.name,
        "proposal": version.proposal.number,
        "title": version.proposal.title,
        "number": version.row.number,
        "date": iso(version.row.dated),
        "text": version.row.text,
    }


def _proposal_json(desk: Desk, row: ProposalRow) -> Json:
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "sponsor": row.sponsor,
        "status": row.status.value,
        "decided_on": iso(row.decided_on),
        "versions": [{"number": one.number, "date": iso(one.dated), "text": one.text} for one in row.versions],
        "lines": [line.note_id for line in desk.quoted.get(row.id, ())],
    }


def _roll_call_json(desk: Desk, row: RollCallRow) -> Json:
    return {
        "id": row.id,
        "version": find_version(desk, row.version_id).name,
        "date": iso(row.called_on),
        "meeting": row.meeting_id,
        "signed_by": row.signed_by,
        "replies": [{"party": one.party, "stand": str(one.stand), "text": one.text} for one in row.answers],
    }


def _edit_proposal(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    values = dict(values)
    version, lines = values.pop("text", ""), values.pop("lines", None)
    with desk.services.store.operation(_("Change a proposal")):
        if version:
            desk.services.proposals.add_version(row_id, version)
        if lines is not None:
            _quote(desk, row_id, {line_of(desk, line) for line in lines})
        if values:
            desk.services.proposals.edit(row_id, values)


def _quote(desk: Desk, proposal_id: str, lines: Collection[str]) -> None:
    """Makes these the lines that are chosen for a proposal's chapter; those that its stands came from stay anyhow."""
    quoted = desk.services.proposal_lines.of([proposal_id])[proposal_id]
    chosen = {line.note_id for line in quoted if line.chosen}
    for note_id in sorted(chosen.difference(lines)):
        desk.services.proposals.unquote(proposal_id, note_id)
    for note_id in sorted(set(lines) - chosen):
        desk.services.proposals.quote(proposal_id, note_id)


def _edit_position(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    values = dict(values)
    if "version" in values:
        version = values.pop("version")
        values["version_id"] = find_version(desk, version).id if version else None
    desk.services.positions.edit(row_id, values)


def _positions(desk: Desk, wanted: Wanted) -> Sequence[PositionRow]:
    return desk.services.positions.list(wanted.of_work())


_POSITION: Mapping[str, Reader] = {
    "party": text, "parties": names, "topic": text, "version": text, "stand": text, "text": text, "stated_on": day,
    "signed_by": text, "order_items": names, "off_record": flag,
}  # fmt: skip

KINDS = (
    Kind(
        name="position",
        plural="positions",
        rows=_positions,
        json=lambda _desk, row: position(row),
        columns=("id", "organisation", "proposal", "topic", "stand", "text", "stated_on", "signed_by", "from"),
        filters=frozenset({"meeting", "group", "owner", "order"}),
        fields=_POSITION,
        edit=_edit_position,
        delete=lambda desk, row_id: desk.services.positions.delete(row_id),
    ),
    Kind(
        name="proposal",
        plural="proposals",
        rows=_proposals,
        json=_proposal_json,
        columns=("id", "number", "title", "sponsor", "status", "decided_on"),
        filters=frozenset({"group", "open"}),
        fields={
            "number": text,
            "title": text,
            "sponsor": text,
            "status": text,
            "decided_on": day,
            "text": text,
            "lines": names,
        },
        edit=_edit_proposal,
        delete=lambda desk, row_id: desk.services.proposals.delete(row_id),
        names=lambda row: (row.number,),
    ),
    Kind(
        name="version",
        plural="versions",
        rows=_versions,
        json=_version_json,
        columns=("id", "name", "title", "date", "text"),
        filters=frozenset({"group", "open"}),
        fields={"text": text, "dated": day},
        edit=lambda desk, row_id, values: desk.services.proposals.edit_version(row_id, values),
        delete=lambda desk, row_id: desk.services.proposals.delete_version(row_id),
        names=_names,
    ),
    Kind(
        name="roll-call",
        plural="roll-calls",
        rows=lambda desk, _wanted: desk.services.roll_calls.list(),
        json=_roll_call_json,
        columns=("id", "version", "date", "signed_by", "replies"),
        delete=lambda desk, row_id: desk.services.roll_calls.delete(row_id),
    ),
)
