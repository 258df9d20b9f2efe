"""The command line: the same services as the window's, without Qt, for scripts, schedules and tests."""

from __future__ import annotations

from msa_wg_desktop.cli.main import main

__all__ = ["main"]
