"""What benchmarks of the window stand on: the screen that people have, not the smaller one that Qt makes up."""

from __future__ import annotations

import json
import os

import pytest

SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}


@pytest.fixture(scope="session")
def qapp_args(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A window is never larger than its screen: on one of 800 pixels half of each page would be measured."""
    if not os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        return ["benchmark"]
    file = tmp_path_factory.mktemp("screen") / "screen.json"
    file.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    return ["benchmark", "-platform", f"offscreen:configfile={file}"]
