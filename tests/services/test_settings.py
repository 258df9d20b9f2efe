"""The record's own settings."""

from __future__ import annotations

import pytest

from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.settings import ORGANISER_MAIL, ORGANISER_NAME, ORGANISER_ZONE


def test_a_setting_is_kept_changed_emptied_and_undone(services: Services):
    assert services.settings.get(ORGANISER_NAME) == ""
    services.settings.put(ORGANISER_NAME, "  Great Plains\tInstitute ")
    assert services.settings.get(ORGANISER_NAME) == "Great Plains Institute"
    services.settings.put(ORGANISER_NAME, "GPI")
    services.settings.put(ORGANISER_NAME, "")
    assert services.settings.all()[ORGANISER_NAME] == ""
    services.store.undo()
    assert services.settings.get(ORGANISER_NAME) == "GPI"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (ORGANISER_MAIL, "nobody at home", "is no mail address"),
        (ORGANISER_ZONE, "EST5", "is not a time zone"),
        (ORGANISER_ZONE, "America/Nowhere", "is not a time zone"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_words(services: Services, key: str, value: str, words: str):
    with pytest.raises(ValidationError, match=words):
        services.settings.put(key, value)
    assert services.settings.get(key) == ""


def test_an_unknown_key_is_refused_with_the_keys_that_there_are(services: Services):
    with pytest.raises(NotFoundError, match=r"organiser\.name"):
        services.settings.put("smtp.password", "secret")
