"""The words and abbreviations of groups on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass

from msa_wg_desktop.cli.as_json import Json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.kind import Kind, Wanted
from msa_wg_desktop.cli.reading import text
from msa_wg_desktop.domain.groups import TermRow


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, with the path of the group that knows it."""

    id: str
    row: TermRow
    group: str


def add_word(desk: Desk, args: Namespace) -> str:
    """Teaches a group a word, or an abbreviation with what it stands for."""
    return desk.services.groups.add_word(str(desk.ensure_group(args.group)), args.term, args.expansion or "").id


def _words(desk: Desk, wanted: Wanted) -> Sequence[_Word]:
    groups = [group for group in desk.services.groups.list() if wanted.has(group.id)]
    return [_Word(row.id, row, group.path) for group in groups for row in desk.services.groups.terms(group.id)]


def _json(_desk: Desk, word: _Word) -> Json:
    return {"id": word.id, "group": word.group, "term": word.row.term, "expansion": word.row.expansion}


KINDS = (
    Kind(
        name="word",
        plural="words",
        rows=_words,
        json=_json,
        columns=("id", "group", "term", "expansion"),
        filters=frozenset({"group"}),
        fields={"term": text, "expansion": text},
        edit=lambda desk, row_id, values: desk.services.groups.edit_word(row_id, values),
        delete=lambda desk, row_id: desk.services.groups.remove_word(row_id),
        names=lambda word: (word.row.term,),
    ),
)
