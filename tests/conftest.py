"""What every test stands on: programs from outside are there, or the tests that need them are named."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator

import pytest

# What a bare `@pytest.mark.external` stands for; `@pytest.mark.external("pandoc")` needs that one only.
_EXTERNAL_PROGRAMS = ("soffice", "pdftoppm", "pandoc", "Xvfb", "xdotool", "openbox")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose programs are missing; `packaging/dev.py test --external` installs them."""
    marker = item.get_closest_marker("external")
    if marker is None:
        return
    missing = [program for program in marker.args or _EXTERNAL_PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the programs are required, as in `.ci/run`, a test that skips for want of one has failed."""
    report = yield
    required = os.environ.get("MSA_WG_EXTERNAL") == "required" and item.get_closest_marker("external")
    if required and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} may not be skipped here: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names the external tests that were skipped, and the stages that failed before pytest began."""
    skipped = [report for report in terminalreporter.getreports("skipped") if "external" in report.keywords]
    if skipped:
        terminalreporter.section("external tests that were skipped (dev.py test --external runs them)")
        for report in skipped:
            terminalreporter.line(report.nodeid)
    if failed := os.environ.get("MSA_WG_FAILED_STAGES"):
        terminalreporter.section("stages that failed before pytest", red=True)
        terminalreporter.line(failed)
