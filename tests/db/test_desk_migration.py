"""The migration to the whole desk, on a record made before it: who held a position alone is its first holder."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from msa_wg_desktop.db import engine as files
from msa_wg_desktop.db import migrate

_POSITION = "INSERT INTO position (id, group_id, party_id, topic, stand, text, off_record) VALUES "
_ROWS = (
    (
        "INSERT INTO working_group (id, name, short, heading, summary_title, state, time_zone, attribution,"
        " print_markers) VALUES ('g', 'G', '', '', '', '', '', 'person', 0)"
    ),
    (
        "INSERT INTO party (id, kind, name, short, code, mail, provisional, retired)"
        " VALUES ('p', 'organisation', 'Tesla', '', '', '', 0, 0)"
    ),
    f"{_POSITION} ('one', 'g', 'p', 'Waiver', 'support', '', 0)",
    f"{_POSITION} ('none', 'g', NULL, 'Waiver', 'support', '', 0)",
)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A record as it was made before, with a position that a party holds and one that nobody holds yet."""
    from alembic import command

    path = tmp_path / "older.msawg"
    upgrade = command.upgrade
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, _head: upgrade(config, "0004"))
        engine = files.create_record(path)
    with engine.connect() as connection:
        for statement in _ROWS:
            connection.execute(text(statement))
        connection.commit()
    files.close(engine, path)
    return path


def test_each_position_keeps_its_holder(before: Path):
    engine = files.open_engine(before)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        holders = connection.execute(text("SELECT position_id, party_id, position FROM position_party")).all()
        positions = connection.execute(text("SELECT id, stand FROM position ORDER BY id")).all()
    files.close(engine, before)
    assert [tuple(row) for row in holders] == [("one", "p", 0)]
    assert [tuple(row) for row in positions] == [("none", "support"), ("one", "support")]
