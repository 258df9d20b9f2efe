"""What every service shares: finding a row, editing it against what was shown, and changing sets by difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msa_wg_desktop.db.ledger import RecordSession, delete_whole
from msa_wg_desktop.db.models import MaterialCitation, OrderLink, Recorded
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

Row = TypeVar("Row", bound=Recorded)
Choice = TypeVar("Choice", bound=StrEnum)


class Service:
    """The verbs of one noun, on one open record."""

    def __init__(self, store: Store) -> None:
        self.store = store


def find(session: RecordSession, entity: type[Row], row_id: str) -> Row:
    """A row by its id. Raises NotFoundError in words."""
    row = session.get(entity, row_id)
    if row is None:
        raise NotFoundError(_("That isn't in the record any more."), detail=f"{entity.__tablename__} {row_id}")
    return row


def edit(row: Recorded, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
    """Sets fields of a row, text cleaned at this border (decision 19).

    `shown` holds what the form displayed when the user began: where the record says something else by
    now, ConflictError is raised and nothing is overwritten. A field that the row doesn't have is a
    ValidationError: names come from the command line too.
    """
    for name, value in values.items():
        if name == "id" or name not in row.__mapper__.columns:
            raise ValidationError(_("There is no field “{name}” to change here.").format(name=name), field=name)
        require_as_shown(row, name, shown)
        value = tidy(value)
        if value != getattr(row, name):
            setattr(row, name, value)


def require_as_shown(row: Recorded, name: str, shown: Mapping[str, Any] | None) -> None:
    """Raises ConflictError where a field is no longer what the form displayed when the user began."""
    current = getattr(row, name)
    if shown is not None and name in shown and shown[name] != current:
        raise ConflictError(
            _("This was changed meanwhile to “{current}”. Nothing was overwritten; look and enter it again.").format(
                current=current
            ),
            field=name,
        )


def tidy(value: Any) -> Any:
    """Text as the record may hold it; anything else as it is."""
    return clean(str(value))[0] if isinstance(value, str) else value


def require_choice(choices: type[Choice], value: str, *, field: str) -> Choice:
    """The member that a word means; raises ValidationError naming all that may be chosen."""
    try:
        return choices(value)
    except ValueError as problem:
        raise ValidationError(
            _("“{value}” can't be chosen here. Choose one of: {choices}.").format(
                value=value, choices=", ".join(choices)
            ),
            field=field,
        ) from problem


def require_text(value: str, words: str, *, field: str) -> str:
    """The text, cleaned and stripped; raises ValidationError with `words` where nothing is left."""
    text = clean(value)[0].strip()
    if not text:
        raise ValidationError(words, field=field)
    return text


def require_zone(name: str) -> str:
    """The name of a time zone; raises ValidationError in words where none is called so."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValidationError(
            _("“{zone}” is not a time zone that is known here; choose one such as America/New_York.").format(zone=name),
            field="time_zone",
        ) from problem
    return name


def delete(session: RecordSession, entity: type[Recorded], row_id: str) -> None:
    """Deletes a row with its parts; whoever deleted it first is not an error."""
    row = session.get(entity, row_id)
    if row is not None:
        delete_whole(session, row)


def set_parties(
    session: RecordSession,
    entity: type[Recorded],
    *,
    of: tuple[str, str],
    party_ids: Sequence[str],
    extra: Mapping[str, Any] | None = None,
) -> None:
    """Makes the parties of something be just these, in this order, by difference (decision 4).

    `of` is the field that names the whole, and its id: `("action_id", action.id)`. `extra` narrows the
    set and fills new rows, such as `{"role": "files"}`.
    """
    field, whole_id = of
    narrowed = (extra or {}).items()
    present = {
        row.party_id: row  # type: ignore[attr-defined]
        for row in session.whose(entity, field, whole_id)
        if all(getattr(row, name) == value for name, value in narrowed)
    }
    wanted = list(dict.fromkeys(party_ids))
    for party_id, row in present.items():
        if party_id not in wanted:
            session.delete(row)
    session.flush()
    ordered = "position" in entity.__mapper__.columns
    for position, party_id in enumerate(wanted):
        row = present.get(party_id)
        values: dict[str, Any] = {"position": position} if ordered else {}
        if row is None:
            session.add(entity(**{field: whole_id, "party_id": party_id, **values, **(extra or {})}))
        elif ordered and row.position != position:  # type: ignore[attr-defined]
            row.position = position  # type: ignore[attr-defined]


def set_order_links(
    session: RecordSession, *, subject: str, subject_id: str, targets: Iterable[tuple[str, str | None]]
) -> None:
    """Makes the order links of something be just these (order id, item id or None), by difference."""
    wanted = set(targets)
    present = {(row.order_id, row.item_id): row for row in session.whose(OrderLink, "subject_id", subject_id)}
    for target, row in present.items():
        if target not in wanted:
            session.delete(row)
    for order_id, item_id in sorted(wanted - set(present), key=str):
        session.add(OrderLink(order_id=order_id, item_id=item_id, subject=subject, subject_id=subject_id))


def unlink(session: RecordSession, *, subject_id: str) -> None:
    """Takes away what ties a vanished row to orders and materials; a subject has no foreign key that could do it."""
    set_order_links(session, subject="", subject_id=subject_id, targets=())
    for citation in session.whose(MaterialCitation, "subject_id", subject_id):
        session.delete(citation)
