"""What pages of lists ask of the record beside them: what filters offer, what ids are called, one thing's history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from msa_wg_desktop.domain.changes import ChangeKind, ChangeSet, updated
from msa_wg_desktop.domain.dates import format_date, format_day, format_time
from msa_wg_desktop.domain.history import ChangeWords, HistoryRow
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.domain.parties import PartyRow
from msa_wg_desktop.domain.work import Source
from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.pick_popup import Pick
from msa_wg_desktop.gui.widgets.work.work_filters import FilterOffers
from msa_wg_desktop.words import _

STEPS_TOLD = 20
_ORDER, _ITEM = "order", "item"


def filter_offers(context: Context) -> FilterOffers:
    """Read each time that a choice is opened."""
    return FilterOffers(
        parties=lambda: [
            Pick(party.id, party.display)
            for party in sorted(_in_use(context), key=lambda party: (party.kind == "person", party.display.casefold()))
        ],
        people=lambda: [Pick(person.id, person.display) for person in context.services.parties.people()],
        items=lambda: _items(context),
        meetings=lambda: [Pick(meeting.id, meeting_words(meeting)) for meeting in _meetings(context)],
        day=lambda words: _day(context, words),
    )


def party_names(context: Context) -> list[str]:
    """Who can owe something, as they are completed."""
    return list(context.services.parties.book().in_use)


def said_alone(
    sets: Sequence[ChangeSet], said: tuple[str, frozenset[str]], *, among: Collection[str]
) -> Collection[str] | None:
    """Those of a kind that say something else in some of their fields, where nothing more happened; else None."""
    kind, fields = said
    changed = updated(sets, kind, among=among, others={"capture": ("note_id", "target_id")})
    return None if changed is None or any(own - fields for own in changed.values()) else changed.keys()


def names_of(context: Context, view: WorkView, me: str) -> Mapping[str, str]:
    """What the ids in a view are called; only what the view names is read."""
    names: dict[str, str] = {}
    book = context.services.parties.book()
    names.update((party_id, book.brief(party_id)) for party_id in (view.owner, me) if party_id in book)
    if view.item_id or view.order_id:
        names.update((pick.key.partition(":")[2], pick.words.partition(": ")[0]) for pick in _items(context))
    if view.meeting_id:
        names.update((meeting.id, meeting_words(meeting)) for meeting in _meetings(context))
    return names


def meeting_words(meeting: MeetingRow) -> str:
    """`Thu, Feb 6, 2025 · MSA subgroup meeting`."""
    return " · ".join(part for part in (format_date(meeting.date) if meeting.date else "", meeting.title) if part)


def source_words(source: Source) -> str:
    """Where something comes from: `Thu, Feb 6, 2025 · Discussion 8.b`."""
    day = format_date(source.meeting_date) if source.meeting_date else ""
    label = _("Discussion {label}").format(label=source.label) if source.label else ""
    return " · ".join(part for part in (day, label) if part)


def told(row: HistoryRow, what: str, *, entity: str) -> str:
    """One step in a line: what was done to the thing, by whom, when. Its own words (`what`) go without saying."""
    at = row.operation.at.astimezone()
    when = f"{format_day(at.date())}, {format_time(at.time())}"
    changes = [words for change in row.changes for words in _change(change, what, entity)]
    done = "; ".join(dict.fromkeys(changes)) or row.operation.label
    return " · ".join(part for part in (done, row.operation.who, when) if part)


def _change(change: ChangeWords, what: str, entity: str) -> list[str]:
    if change.kind is ChangeKind.UPDATE:
        return [
            _("{field} {before} → {after}").format(
                field=field.label[:1].upper() + field.label[1:], before=field.before or "—", after=field.after or "—"
            )
            for field in change.fields
        ]
    if change.entity == "capture":
        return []
    if change.entity == entity:
        words = _("{thing} added") if change.kind is ChangeKind.INSERT else _("{thing} deleted")
        return [words.format(thing=change.noun[:1].upper() + change.noun[1:])]
    name = change.name.removeprefix(f"{what} → ")
    name = "" if name == what else name
    words = _("{noun}: {name}") if change.kind is ChangeKind.INSERT else _("no longer {noun}: {name}")
    said = words.format(noun=change.noun, name=name).rstrip(": ")
    return [said[:1].upper() + said[1:]]


def _day(context: Context, words: str) -> date | None:
    from msa_wg_desktop.services.typed import day_of

    return day_of(words, today=context.clock.today())


def _in_use(context: Context) -> list[PartyRow]:
    return [party for party in context.services.parties.book() if not party.retired]


def _items(context: Context) -> list[Pick]:
    picks: list[Pick] = []
    for order in context.services.orders.list():
        picks.append(Pick(f"{_ORDER}:{order.id}", order_words(order.number)))
        picks += [Pick(f"{_ITEM}:{item.id}", f"{order_words(item.display)}: {item.said}") for item in order.items]
    return picks


def _meetings(context: Context) -> list[MeetingRow]:
    family = set(context.services.groups.family(context.scope.group_id))
    return [meeting for meeting in context.services.meetings.list() if meeting.group_id in family]
