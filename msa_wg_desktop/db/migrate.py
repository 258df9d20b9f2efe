"""Brings a record's tables to this program's version, with a backup first; Alembic is loaded only then."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from msa_wg_desktop.db.file_format import SCHEMA_VERSION


def upgrade(engine: Engine) -> None:
    """Runs the migrations that the record lacks. Foreign keys are off meanwhile and checked after (decision 18)."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        if sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if sqlite:
                    _require_whole(connection.exec_driver_sql("PRAGMA foreign_key_check").first())
                    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        finally:
            if sqlite and raw is not None:
                raw.execute("PRAGMA foreign_keys = ON")


def _require_whole(broken: object) -> None:
    if broken is not None:
        raise RuntimeError(f"a migration left a broken link: {broken}")
