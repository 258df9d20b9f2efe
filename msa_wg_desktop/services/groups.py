"""Working groups and subgroups, with who sits in them and the words that are theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import GroupSeat, GroupTerm, WorkingGroup
from msa_wg_desktop.domain.groups import PATH_SEPARATOR, Attribution, GroupRow, SeatRole, SeatRow, TermRow, split_path
from msa_wg_desktop.domain.planning import state_holidays
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, edit, find, require_choice, require_text, require_zone
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.services.meetings import group_paths
from msa_wg_desktop.services.references import dependents
from msa_wg_desktop.words import _

_GROUPS = select(WorkingGroup.__table__)


class Groups(Service):
    """The verbs of groups. Wherever a group is asked for, its id will do, or its path, or its name alone."""

    # ------------------------------------------------------------------ reading

    def list(self) -> tuple[GroupRow, ...]:
        """All groups, by path, so that subgroups follow their parents."""
        with self.store.reading() as connection:
            rows = connection.execute(_GROUPS).all()
            paths = group_paths(connection)
        groups = (_row(row, paths) for row in rows)
        return tuple(sorted(groups, key=lambda group: (group.path.casefold(), group.id)))

    def get(self, group_id: str) -> GroupRow:
        """One group by its id."""
        for group in self.list():
            if group.id == group_id:
                return group
        raise NotFoundError(_("That isn't in the record any more."), detail=f"working_group {group_id}")

    def find(self, text: str) -> GroupRow:
        """The one group that an id, a path or a name means; NotFoundError or ValidationError in words otherwise."""
        found = _named(self.list(), text)
        if not found:
            raise NotFoundError(_("There is no group “{name}” in the record.").format(name=text), field="group")
        if len(found) > 1:
            raise ValidationError(
                _("“{name}” may be {candidates}. Say which.").format(
                    name=text, candidates=", ".join(f"“{group.path}”" for group in found)
                ),
                field="group",
            )
        return found[0]

    def family(self, group_id: str) -> tuple[str, ...]:
        """The ids of a group and of all groups below it; of all groups where none is asked for."""
        groups = self.list()
        if not group_id:
            return tuple(group.id for group in groups)
        found = {group.id for group in groups if group.id == group_id}
        while True:
            below = {group.id for group in groups if group.parent_id in found} - found
            if not below:
                return tuple(group.id for group in groups if group.id in found)
            found |= below

    def seats(self, group_id: str) -> tuple[SeatRow, ...]:
        """Who sits in a group, in the order of their names."""
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            rows = connection.execute(select(GroupSeat.__table__).where(GroupSeat.group_id == group_id)).all()
        seats = (
            SeatRow(row.id, row.party_id, book.display(row.party_id), SeatRole(row.role), row.since, row.until)
            for row in rows
        )
        return tuple(sorted(seats, key=lambda seat: (seat.party.casefold(), seat.role, seat.since or date.min)))

    def terms(self, group_id: str) -> tuple[TermRow, ...]:
        """The words and abbreviations of a group, in the order of the alphabet."""
        statement = select(GroupTerm.id, GroupTerm.term, GroupTerm.expansion).where(GroupTerm.group_id == group_id)
        with self.store.reading() as connection:
            rows = [TermRow(row.id, row.term, row.expansion) for row in connection.execute(statement)]
        return tuple(sorted(rows, key=lambda row: (row.term.casefold(), row.term)))

    def abbreviations(self, group_id: str) -> Mapping[str, str]:
        """What a group's abbreviations stand for."""
        return {row.term: row.expansion for row in self.terms(group_id) if row.expansion}

    # ------------------------------------------------------------------ groups

    def add(self, path: str, **values: Any) -> GroupRow:
        """Adds the group at the end of a path such as `IX WG / MSA`; parents that are missing are made."""
        with self.store.operation(_("Add the group {name}").format(name=PATH_SEPARATOR.join(split_path(path)))):
            made = self.ensure(path)[1]
            if not made:
                raise ValidationError(
                    _("There is a group “{name}” already. Nothing was changed.").format(name=path), field="name"
                )
            if values:
                self.edit(made[-1].id, values)
            return self.get(made[-1].id)

    def add_below(self, name: str, *, parent_id: str | None = None, **values: Any) -> GroupRow:
        """Adds a group that is part of another, or stands by itself; a name may hold any sign."""
        name = require_text(clean_line(name)[0], _("A group needs a name. Nothing was changed."), field="name")
        if _child(self.list(), parent_id, name) is not None:
            raise ValidationError(
                _("There is a group “{name}” already. Nothing was changed.").format(name=name), field="name"
            )
        with self.store.operation(_("Add the group {name}").format(name=name)) as session:
            group_id = _make(session, name, parent_id)
            if values:
                self.edit(group_id, values)
            return self.get(group_id)

    def ensure(self, path: str) -> tuple[GroupRow, tuple[GroupRow, ...]]:
        """The group of a path, and the groups that had to be made for it, the topmost first."""
        names = split_path(clean_line(path)[0])
        if not names:
            raise ValidationError(_("A group needs a name. Nothing was changed."), field="name")
        groups = self.list()
        known = _named(groups, path)
        if len(known) == 1:
            return known[0], ()
        if known and _child(groups, None, names[0]) is None:
            self.find(path)  # Says which ones it may be.
        made: list[str] = []
        with self.store.operation(_("Add the group {name}").format(name=PATH_SEPARATOR.join(names))) as session:
            group_id: str | None = None
            for name in names:
                child = _child(self.list(), group_id, name)
                group_id = child.id if child else _make(session, name, group_id)
                if child is None:
                    made.append(group_id)
            return self.get(str(group_id)), tuple(self.get(new) for new in made)

    def edit(self, group_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a group's fields: those of `GroupRow`, `path`, `parent` and `id` excepted."""
        with self.store.operation(_("Change the group {name}").format(name=self.get(group_id).path)) as session:
            _check(self.list(), group_id, values)
            edit(find(session, WorkingGroup, group_id), values, shown=shown)

    def delete(self, group_id: str) -> None:
        """Deletes a group in which nothing happened yet; raises ValidationError saying what stands in the way."""
        group = self.get(group_id)
        with self.store.operation(_("Delete the group {name}").format(name=group.path)) as session:
            held = dependents(session, WorkingGroup, group_id, apart_from=(GroupSeat, GroupTerm))
            if held:
                raise ValidationError(
                    _("{name} can't be deleted: it holds {what}. Delete or move them first.").format(
                        name=group.path, what=held
                    )
                )
            delete_row(session, WorkingGroup, group_id)

    # ------------------------------------------------------------------ seats and words

    def add_seat(
        self,
        group_id: str,
        party: str,
        *,
        role: SeatRole = SeatRole.REPRESENTATIVE,
        since: date | None = None,
        until: date | None = None,
    ) -> SeatRow:
        """Gives a party a seat in a group."""
        require_span(since, until)
        with self.store.operation(_("Add a seat")) as session:
            find(session, WorkingGroup, group_id)
            party_id = party_book.read(session.connection(), self.store.clock.today()).find(party, field="party").id
            for seat in self.seats(group_id):
                if (seat.party_id, seat.role, seat.since) == (party_id, role, since):
                    raise ValidationError(
                        _("{name} has this seat already. Nothing was changed.").format(name=seat.party), field="party"
                    )
            row = GroupSeat(group_id=group_id, party_id=party_id, role=role.value, since=since, until=until)
            session.add(row)
            return next(seat for seat in self.seats(group_id) if seat.id == row.id)

    def edit_seat(self, seat_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a seat's `role`, `since` or `until`."""
        with self.store.operation(_("Change a seat")) as session:
            row = find(session, GroupSeat, seat_id)
            require_choice(SeatRole, values.get("role", row.role), field="role")
            require_span(values.get("since", row.since), values.get("until", row.until))
            edit(row, values, shown=shown)

    def remove_seat(self, seat_id: str) -> None:
        """Takes a seat away; to say that somebody left, give it an end instead."""
        with self.store.operation(_("Remove a seat")) as session:
            delete_row(session, GroupSeat, seat_id)

    def add_word(self, group_id: str, term: str, expansion: str = "") -> TermRow:
        """Teaches the group's spelling a word, or (with an expansion) the group an abbreviation."""
        term = require_text(clean_line(term)[0], _("There is no word to add."), field="term")
        expansion = clean_line(expansion)[0]
        label = _("Add the abbreviation {term}") if expansion else _("Add the word {term}")
        with self.store.operation(label.format(term=term)) as session:
            where = (GroupTerm.group_id == group_id, GroupTerm.term == term)
            row = session.scalars(select(GroupTerm).where(*where)).one_or_none()
            if row is None:
                row = GroupTerm(group_id=find(session, WorkingGroup, group_id).id, term=term, expansion=expansion)
                session.add(row)
            else:
                row.expansion = expansion
            return TermRow(row.id, row.term, row.expansion)

    def edit_word(self, term_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a word or abbreviation: `term`, `expansion`. No two of a group are written alike."""
        values = {name: clean_line(str(value))[0] for name, value in values.items() if name in ("term", "expansion")}
        with self.store.operation(_("Change a word")) as session:
            row = find(session, GroupTerm, term_id)
            term = require_text(values.get("term", row.term), _("There is no word to keep."), field="term")
            alike = select(GroupTerm.id).where(GroupTerm.group_id == row.group_id, GroupTerm.term == term)
            if any(other != term_id for other in session.scalars(alike)):
                raise ValidationError(
                    _("“{term}” is there already. Nothing was changed.").format(term=term), field="term"
                )
            edit(row, values, shown=shown)

    def remove_word(self, term_id: str) -> None:
        """Forgets a word or an abbreviation."""
        with self.store.operation(_("Remove a word")) as session:
            delete_row(session, GroupTerm, term_id)


def _row(row: Any, paths: Mapping[str, str]) -> GroupRow:
    return GroupRow(
        id=row.id,
        name=row.name,
        short=row.short,
        path=paths[row.id],
        parent_id=row.parent_id,
        parent=paths.get(row.parent_id, ""),
        heading=row.heading,
        summary_title=row.summary_title,
        state=row.state,
        time_zone=row.time_zone,
        default_decision_id=row.default_decision_id,
        attribution=Attribution(row.attribution),
        print_markers=row.print_markers,
    )


def _named(groups: Sequence[GroupRow], text: str) -> list[GroupRow]:
    names = split_path(text)
    found = [group for group in groups if group.id == text.strip()]
    if found or not names:
        return found
    by_id = {group.id: group for group in groups}
    return [group for group in groups if _ends_with(group, by_id, names)]


def _ends_with(group: GroupRow, by_id: Mapping[str, GroupRow], names: Sequence[str]) -> bool:
    """Whether a group and its parents, from below, are called so."""
    here: GroupRow | None = group
    for name in reversed(names):
        if here is None or not _is_called(here, name):
            return False
        here = by_id.get(here.parent_id or "")
    return True


def _is_called(group: GroupRow, name: str) -> bool:
    return name.casefold() in (group.name.casefold(), group.short.casefold())


def _child(groups: Sequence[GroupRow], parent_id: str | None, name: str) -> GroupRow | None:
    return next((group for group in groups if group.parent_id == parent_id and _is_called(group, name)), None)


def _make(session: RecordSession, name: str, parent_id: str | None) -> str:
    """A new group; where there is a parent, its habits are taken over."""
    parent = session.get(WorkingGroup, parent_id) if parent_id else None
    habits = ("state", "time_zone", "heading", "default_decision_id", "attribution", "print_markers")
    values = {name: getattr(parent, name) for name in habits} if parent else {}
    group = WorkingGroup(name=name, parent_id=parent_id, **values)
    session.add(group)
    return group.id


def _check(groups: Sequence[GroupRow], group_id: str, values: Mapping[str, Any]) -> None:
    if "name" in values:
        require_text(values["name"], _("A group needs a name. Nothing was changed."), field="name")
    if "attribution" in values:
        require_choice(Attribution, values["attribution"], field="attribution")
    if "time_zone" in values:
        require_zone(values["time_zone"])
    if "state" in values:
        state_holidays(values["state"])
    parents = {group.id: group.parent_id for group in groups}
    above: str | None = values.get("parent_id")
    while above is not None:
        if above == group_id:
            raise ValidationError(_("A group can't be below itself. Nothing was changed."), field="parent_id")
        above = parents.get(above)


def require_span(since: date | None, until: date | None) -> None:
    """Raises ValidationError where a time would end before it begins."""
    if since is not None and until is not None and until < since:
        raise ValidationError(_("This ends before it begins; look at the two dates."), field="until")
