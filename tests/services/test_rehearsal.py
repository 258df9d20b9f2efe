"""What pages begin with is asked beforehand: nothing is written, and pages find their questions put into SQL."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.util import LRUCache

from msa_wg_desktop.domain.work_list import WorkOrder
from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.services.rehearsal import rehearse
from tests.services.conftest import Desk


@pytest.fixture
def kept(desk: Desk) -> LRUCache[object, object]:
    """What this record's engine keeps of questions, apart from what other tests have asked."""
    fresh: LRUCache[object, object] = LRUCache(500)
    desk.services.store._engine._compiled_cache = fresh  # type: ignore[assignment]
    return fresh


def test_pages_find_their_questions_asked(desk: Desk, kept: LRUCache[object, object]):
    services, group = desk.services, desk.services.groups.list()[-1].id
    services.actions.add("Call Tesla", group_id=group)
    services.data_needs.add("Maintenance data", group_id=group, identified_on=date(2025, 2, 6))
    seq = services.store.seq()
    for _step in rehearse(services, group):
        pass
    asked, family = len(kept), services.groups.family(group)
    wanted = WorkView().wanted(group_ids=family, today=services.store.clock.today(), me="")
    _extent, found = services.action_list.begin(wanted, WorkOrder(), limit=200)
    services.action_list.lines(found)
    services.need_list.sums(family)
    services.actions.get(found[0])
    assert (len(kept), services.store.seq()) == (asked, seq)


def test_an_empty_record_is_no_trouble(services):
    assert list(rehearse(services, ""))
