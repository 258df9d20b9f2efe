"""What pages need is there before they are first shown: nothing of it may be missing, nobody would see why."""

from __future__ import annotations

import sys

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.page_list import getting_ready, page_specs


def test_the_module_of_every_page_is_loaded_in_quiet(context: Context):
    for _step in getting_ready(context):
        pass
    pages = {f"msa_wg_desktop.gui.pages.{spec.id}_page" for spec in page_specs(context.services)}
    assert pages - set(sys.modules) == set()
