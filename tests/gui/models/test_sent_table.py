"""The table of what was sent."""

from __future__ import annotations

from datetime import UTC, datetime

from msa_wg_desktop.domain.invitations import Handing, Turn
from msa_wg_desktop.gui.models.sent_table import SentColumn, sent_table

AT = datetime(2025, 4, 16, 12, tzinfo=UTC)


def test_many_who_got_it_are_counted_and_named_in_the_tip(qtmodeltester, qapp):
    model = sent_table(qapp)
    mails = tuple(f"{name}@example.org" for name in ("ann", "ben", "cy", "di", "ed"))
    model.set_rows([Handing(AT, Turn.UPDATE, 2, mails), Handing(AT, Turn.INVITE, 0, mails[:2])])
    qtmodeltester.check(model)
    who = [model.index(row, SentColumn.WHO).data() for row in range(2)]
    assert who == ["ann@example.org, ben@example.org, cy@example.org and 2 more", "ann@example.org, ben@example.org"]
    assert [model.index(row, SentColumn.VERSION).data() for row in range(2)] == ["3", "1"]
