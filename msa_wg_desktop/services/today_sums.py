"""Who has how much open: told of what was counted, so that 100,000 actions are a handful of sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from msa_wg_desktop.domain.parties import ClassRow, OrganisationRow, PartyBook, PersonRow
from msa_wg_desktop.domain.today import Mine, Owned, PartyLoad


def loads(book: PartyBook, tally: Mapping[Owned, int], *, me: str, most: int) -> tuple[tuple[PartyLoad, ...], int]:
    """The organisations that have most, the user's own first, and how many more there are.

    An action of several is counted with each of them; what nobody owns yet is told last, and always.
    """
    own = _organisations_of(book, me) if me else ()
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (owners, late), count in tally.items():
        concerned = _organisations(book, owners) or ("",)
        for party_id in concerned:
            sum_of = sums[party_id]
            sum_of[0] += count
            sum_of[1] += count if late else 0
            sum_of[2] += count if len(concerned) > 1 else 0
    found = [PartyLoad(party_id, book.brief(party_id), *sums[party_id], mine=party_id in own) for party_id in sums]
    found.sort(key=lambda load: (not load.mine, not load.party_id, -load.open, load.party.casefold()))
    named, nobodys = [load for load in found if load.party_id], [load for load in found if not load.party_id]
    shown = [*named[: most - len(nobodys)], *nobodys]
    return tuple(shown), len(found) - len(shown)


def mine(book: PartyBook, tally: Mapping[Owned, int], me: str) -> Mine | None:
    """What is the user's; None where nobody has said who that is."""
    if not me or me not in book:
        return None
    ids = book.mine(me)
    theirs = [(late, count) for (owners, late), count in tally.items() if owners & ids]
    return Mine(sum(count for _late, count in theirs), sum(count for late, count in theirs if late))


def _organisations(book: PartyBook, party_ids: Collection[str]) -> Collection[str]:
    """Whose things some owners' are, as "who finds what" has it (decision 10); a person of none is found alone."""
    if len(party_ids) == 1:
        (party_id,) = party_ids
        return _organisations_of(book, party_id)
    return {found for party_id in party_ids for found in _organisations_of(book, party_id)}


def _organisations_of(book: PartyBook, party_id: str) -> tuple[str, ...]:
    row = book.get(party_id) if party_id in book else None
    if isinstance(row, PersonRow):
        return (row.organisation_id or row.id,)
    if isinstance(row, OrganisationRow):
        return (row.id,)
    return (row.member_ids or (row.id,)) if isinstance(row, ClassRow) else ()
