"""What the tests of services stand on."""

from __future__ import annotations

import pytest

from msa_wg_desktop.services.container import Services
from tests.services.desk import Desk, make_desk


@pytest.fixture
def desk(services: Services) -> Desk:
    """The group, the parties and the order of the real meeting, and a short discussion."""
    return make_desk(services)
