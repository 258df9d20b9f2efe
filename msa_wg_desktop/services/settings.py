"""The record's own settings: who organises its meetings, and in which zone (decision 17)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from msa_wg_desktop.db.models import Setting
from msa_wg_desktop.domain.history_words import SETTINGS
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services.base import Service, require_zone
from msa_wg_desktop.words import _

ORGANISER_NAME = "organiser.name"
ORGANISER_MAIL = "organiser.mail"
ORGANISER_ZONE = "organiser.time_zone"
KEYS = (ORGANISER_NAME, ORGANISER_MAIL, ORGANISER_ZONE)


class Settings(Service):
    """The verbs of the record's own settings. Who "me" is and how things look is the user's, not the record's."""

    def all(self) -> Mapping[str, str]:
        """Every key with its value; "" where it isn't set."""
        with self.store.reading() as connection:
            found = {row.id: row.value for row in connection.execute(select(Setting.id, Setting.value))}
        return {key: found.get(key, "") for key in KEYS}

    def get(self, key: str) -> str:
        """The value of a key; "" where it isn't set. Raises NotFoundError for a key that doesn't exist."""
        _require_key(key)
        return self.all()[key]

    def put(self, key: str, value: str) -> None:
        """Sets a key; "" takes its value away."""
        _require_key(key)
        value = read_mail(value, field=key) if key == ORGANISER_MAIL else clean_line(value)[0]
        if value and key == ORGANISER_ZONE:
            require_zone(value)
        with self.store.operation(_("Change the {setting}").format(setting=_(SETTINGS[key]))) as session:
            row = session.get(Setting, key)
            if row is not None and not value:
                session.delete(row)
            elif row is not None:
                row.value = value
            elif value:
                session.add(Setting(id=key, value=value))


def _require_key(key: str) -> None:
    if key not in KEYS:
        raise NotFoundError(
            _("There is no setting “{key}”. Nothing was changed; the settings are {keys}.").format(
                key=key, keys=", ".join(KEYS)
            )
        )
