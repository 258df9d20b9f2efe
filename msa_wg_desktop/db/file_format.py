"""By what a file is known as a record, and as a record of which version."""

from __future__ import annotations

APPLICATION_ID = 0x4D534157
"""`MSAW`, where SQLite keeps whose file it is (file format, offset 68)."""

SCHEMA_VERSION = 4
"""How many times the tables were changed; kept as SQLite's user version (offset 60)."""
